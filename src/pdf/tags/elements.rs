//! The structure of a letter as data: what each marked sequence is, in reading order.
//!
//! A cell under headers of its column names them as well: a reader that does not work headers out
//! by `Scope` finds them so. Over a character of the grid these are its class, which alone tells R
//! from r by ear, and its reading.

use crate::layout::forme::{Block, Cell, Figure, Page, Scope, Step};
use crate::layout::length::{Length, Size};
use crate::pdf::content::marks::marked;

/// An element of the tree. Others are named by their places in the list that it stands in.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) role: &'static str,
    /// Nothing for an element directly under what holds the letter.
    pub(super) parent: Option<usize>,
    pub(super) kids: Kids,
    pub(super) scope: Option<Scope>,
    /// The header cells over a cell, from the top.
    pub(super) headers: Vec<usize>,
    /// Whether others name it as a header.
    pub(super) identified: bool,
    pub(super) nature: Nature,
}

/// What an element says of itself besides its role.
#[derive(Debug, Default)]
pub(super) enum Nature {
    #[default]
    Plain,
    /// A list whose items are numbered.
    Numbered,
    /// A picture by its words, and the left, lower, right and upper edge of its box in the page's
    /// coordinates.
    Figure { alternative: String, edges: [Length; 4] },
}

#[derive(Debug)]
pub(super) enum Kids {
    Elements(Vec<usize>),
    /// A marked sequence on a page of the letter, both counted from 0.
    Mark {
        page: usize,
        mark: usize,
    },
}

impl Default for Kids {
    fn default() -> Self {
        Self::Elements(Vec::new())
    }
}

/// The elements of a letter, parents before their kids, marked sequences in the order of their
/// numbers.
pub(super) fn elements(pages: &[&Page], size: Size) -> Vec<Element> {
    let (elements, height) = (Vec::new(), size.height);
    let mut list = List { elements, parent: None, height, page: 0, marks: 0 };
    for (index, page) in pages.iter().enumerate() {
        (list.page, list.marks) = (index, 0);
        page.blocks.iter().for_each(|block| list.block(block));
        debug_assert_eq!(list.marks, marked(page).count(), "each content has its element");
    }
    list.elements
}

/// For each page the parents of its marked sequences, in the order of their numbers.
pub(super) fn parents(elements: &[Element], pages: usize) -> Vec<Vec<usize>> {
    let mut parents = vec![Vec::new(); pages];
    for (index, element) in elements.iter().enumerate() {
        if let Kids::Mark { page, .. } = element.kids
            && let Some(parents) = parents.get_mut(page)
        {
            parents.push(index);
        }
    }
    parents
}

struct List {
    elements: Vec<Element>,
    /// What the next element is under.
    parent: Option<usize>,
    /// Of each page.
    height: Length,
    page: usize,
    marks: usize,
}

impl List {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(_) => drop(self.content("H1")),
            Block::Heading(_) => drop(self.content("H2")),
            Block::Paragraph(_) => drop(self.content("P")),
            Block::Table(rows) => self.table(rows),
            Block::List(items) => self.list(items.len()),
            Block::Steps(steps) => self.steps(steps),
            Block::Choice(ways) => self.choice(ways),
            Block::Figure(figure) => self.figure(figure),
        }
    }

    fn list(&mut self, items: usize) {
        self.branch("L", |list| {
            for _ in 0..items {
                list.branch("LI", |item| {
                    item.content("LBody");
                });
            }
        });
    }

    fn steps(&mut self, steps: &[Step]) {
        let list = self.branch("L", |list| {
            for step in steps {
                list.branch("LI", |item| {
                    item.content("Lbl");
                    item.body(&step.body);
                });
            }
        });
        self.give(list, Nature::Numbered);
    }

    fn choice(&mut self, ways: &[Vec<Block>]) {
        self.branch("L", |list| {
            for way in ways {
                list.branch("LI", |item| item.body(way));
            }
        });
    }

    /// The body of an item.
    fn body(&mut self, blocks: &[Block]) {
        self.branch("LBody", |body| blocks.iter().for_each(|block| body.block(block)));
    }

    fn figure(&mut self, figure: &Figure) {
        let index = self.content("Figure");
        let (bounds, height) = (&figure.bounds, self.height);
        let [bottom, top] = [bounds.bottom(), bounds.top()].map(|y| height - y);
        let edges = [bounds.left(), bottom, bounds.right(), top];
        self.give(index, Nature::Figure { alternative: figure.alternative.clone(), edges });
    }

    fn give(&mut self, index: usize, nature: Nature) {
        if let Some(element) = self.elements.get_mut(index) {
            element.nature = nature;
        }
    }

    fn table(&mut self, rows: &[Vec<Cell>]) {
        let mut over = vec![Vec::new(); rows.first().map_or(0, Vec::len)];
        self.branch("Table", |table| {
            for row in rows {
                let cells = row.iter().zip(&mut over);
                table.branch("TR", |tr| cells.for_each(|(cell, over)| tr.cell(cell, over)));
            }
        });
    }

    /// A cell, with the header cells `over` it in its column; one that is such a header joins them.
    fn cell(&mut self, cell: &Cell, over: &mut Vec<usize>) {
        let index = self.content(if cell.header.is_some() { "TH" } else { "TD" });
        let Some(element) = self.elements.get_mut(index) else { return };
        (element.scope, element.headers) = (cell.header, over.clone());
        if cell.header == Some(Scope::Column) {
            element.identified = true;
            over.push(index);
        }
    }

    /// An element, and those under it.
    fn branch(&mut self, role: &'static str, under: impl FnOnce(&mut Self)) -> usize {
        let index = self.push(role, Kids::default());
        let parent = self.parent.replace(index);
        under(self);
        self.parent = parent;
        index
    }

    /// An element that owns the next marked sequence.
    fn content(&mut self, role: &'static str) -> usize {
        let kids = Kids::Mark { page: self.page, mark: self.marks };
        self.marks += 1;
        self.push(role, kids)
    }

    fn push(&mut self, role: &'static str, kids: Kids) -> usize {
        let (index, parent) = (self.elements.len(), self.parent);
        let holding = parent.and_then(|parent| self.elements.get_mut(parent));
        if let Some(Element { kids: Kids::Elements(kin), .. }) = holding {
            kin.push(index);
        }
        self.elements.push(Element { role, parent, kids, ..Element::default() });
        index
    }
}
