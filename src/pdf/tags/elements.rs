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
    let mut list = List { elements: Vec::new(), height: size.height, page: 0, marks: 0 };
    for (index, page) in pages.iter().enumerate() {
        (list.page, list.marks) = (index, 0);
        for block in &page.blocks {
            list.block(block, None);
        }
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
    /// Of each page.
    height: Length,
    page: usize,
    marks: usize,
}

impl List {
    fn block(&mut self, block: &Block, parent: Option<usize>) {
        match block {
            Block::Title(_) => drop(self.content("H1", parent)),
            Block::Heading(_) => drop(self.content("H2", parent)),
            Block::Paragraph(_) => drop(self.content("P", parent)),
            Block::Table(rows) => self.table(rows, parent),
            Block::List(items) => self.list(items.len(), parent),
            Block::Steps(steps) => self.steps(steps, parent),
            Block::Choice(ways) => self.choice(ways, parent),
            Block::Figure(figure) => self.figure(figure, parent),
        }
    }

    fn steps(&mut self, steps: &[Step], parent: Option<usize>) {
        let list = self.branch("L", parent);
        self.give(list, Nature::Numbered);
        for step in steps {
            let item = self.branch("LI", Some(list));
            self.content("Lbl", Some(item));
            self.item_body(&step.body, item);
        }
    }

    fn choice(&mut self, ways: &[Vec<Block>], parent: Option<usize>) {
        let list = self.branch("L", parent);
        for way in ways {
            let item = self.branch("LI", Some(list));
            self.item_body(way, item);
        }
    }

    fn item_body(&mut self, blocks: &[Block], item: usize) {
        let body = self.branch("LBody", Some(item));
        for block in blocks {
            self.block(block, Some(body));
        }
    }

    fn figure(&mut self, figure: &Figure, parent: Option<usize>) {
        let index = self.content("Figure", parent);
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

    fn list(&mut self, items: usize, parent: Option<usize>) {
        let list = self.branch("L", parent);
        for _ in 0..items {
            let item = self.branch("LI", Some(list));
            self.content("LBody", Some(item));
        }
    }

    fn table(&mut self, rows: &[Vec<Cell>], parent: Option<usize>) {
        let table = self.branch("Table", parent);
        let mut over = vec![Vec::new(); rows.first().map_or(0, Vec::len)];
        for row in rows {
            let tr = self.branch("TR", Some(table));
            for (cell, over) in row.iter().zip(&mut over) {
                self.cell(cell, tr, over);
            }
        }
    }

    /// A cell, with the header cells `over` it in its column; one that is such a header joins them.
    fn cell(&mut self, cell: &Cell, row: usize, over: &mut Vec<usize>) {
        let index = self.content(if cell.header.is_some() { "TH" } else { "TD" }, Some(row));
        let Some(element) = self.elements.get_mut(index) else { return };
        (element.scope, element.headers) = (cell.header, over.clone());
        if cell.header == Some(Scope::Column) {
            element.identified = true;
            over.push(index);
        }
    }

    /// An element whose kids are elements, which are still to come.
    fn branch(&mut self, role: &'static str, parent: Option<usize>) -> usize {
        self.push(role, parent, Kids::default())
    }

    /// An element that owns the next marked sequence.
    fn content(&mut self, role: &'static str, parent: Option<usize>) -> usize {
        let kids = Kids::Mark { page: self.page, mark: self.marks };
        self.marks += 1;
        self.push(role, parent, kids)
    }

    fn push(&mut self, role: &'static str, parent: Option<usize>, kids: Kids) -> usize {
        let index = self.elements.len();
        let holding = parent.and_then(|parent| self.elements.get_mut(parent));
        if let Some(Element { kids: Kids::Elements(kin), .. }) = holding {
            kin.push(index);
        }
        self.elements.push(Element { role, parent, kids, ..Element::default() });
        index
    }
}
