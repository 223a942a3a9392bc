//! The structure of a letter as data: what each marked sequence is, in reading order.
//!
//! A cell under headers of its column names them as well: a reader that does not work headers out
//! by `Scope` finds them so. Over a character of the grid these are its class, which alone tells R
//! from r by ear, and its reading.

use crate::layout::forme::{Block, Cell, Forme, Scope};
use crate::pdf::marks::marked;

/// An element of the tree. Others are named by their places in the list that it stands in.
#[derive(Debug)]
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

/// The elements of a letter, parents before their kids, marked sequences in the order of their
/// numbers.
pub(super) fn elements(forme: &Forme) -> Vec<Element> {
    let mut list = List::default();
    for (index, page) in forme.pages.iter().enumerate() {
        (list.page, list.marks) = (index, 0);
        for block in &page.blocks {
            list.block(block);
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

#[derive(Default)]
struct List {
    elements: Vec<Element>,
    page: usize,
    marks: usize,
}

impl List {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(_) => drop(self.content("H1", None)),
            Block::Heading(_) => drop(self.content("H2", None)),
            Block::Paragraph(_) => drop(self.content("P", None)),
            Block::Table(rows) => self.table(rows),
            Block::List(items) => self.list(items.len()),
        }
    }

    fn list(&mut self, items: usize) {
        let list = self.branch("L", None);
        for _ in 0..items {
            let item = self.branch("LI", Some(list));
            self.content("LBody", Some(item));
        }
    }

    fn table(&mut self, rows: &[Vec<Cell>]) {
        let table = self.branch("Table", None);
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
        self.push(role, parent, Kids::Elements(Vec::new()))
    }

    /// An element that owns the next marked sequence.
    fn content(&mut self, role: &'static str, parent: Option<usize>) -> usize {
        let kids = Kids::Mark { page: self.page, mark: self.marks };
        self.marks += 1;
        self.push(role, parent, kids)
    }

    fn push(&mut self, role: &'static str, parent: Option<usize>, kids: Kids) -> usize {
        let index = self.elements.len();
        if let Some(Kids::Elements(kin)) =
            parent.and_then(|parent| self.elements.get_mut(parent)).map(|parent| &mut parent.kids)
        {
            kin.push(index);
        }
        let headers = Vec::new();
        self.elements.push(Element { role, parent, kids, scope: None, headers, identified: false });
        index
    }
}
