//! The tags: what each marked sequence is, for those who listen.
//!
//! - [`elements`]: the structure of a letter as data
//! - here: its objects, and the trees that lead to them
//!
//! A letter in a file of its own has them among its fixed bytes, and so pays nothing for them; in a
//! spool each letter has its own.

mod elements;

use std::ops::Range;

use super::objects::Objects;
use super::syntax::Syntax;
use crate::layout::forme::{Page, Scope};
use crate::layout::length::Size;
use elements::{Element, Kids, Nature, elements, parents};

/// The objects of one letter's tags: first the element that holds it all, then the others, then for
/// each page the list of those that are parents of its marked sequences.
#[derive(Debug)]
pub(super) struct LetterTags {
    /// The role of the element that holds it all.
    role: &'static str,
    elements: Vec<Element>,
    /// The elements directly under it.
    tops: Vec<usize>,
    /// The places of those that have an identifier.
    identified: Vec<usize>,
    parents: Vec<Vec<usize>>,
}

/// Numbers that differ from letter to letter.
#[derive(Clone, Copy, Debug)]
pub(super) struct TagNumbers {
    /// What the element that holds it all is under.
    pub(super) root: usize,
    /// The first page.
    pub(super) page: usize,
    /// The first object of the tags.
    pub(super) tag: usize,
    /// What the roles belong to, where a file says so.
    pub(super) namespace: Option<usize>,
}

impl LetterTags {
    /// The tags of pages of this size.
    pub(super) fn new(pages: &[&Page], size: Size, role: &'static str) -> Self {
        let elements = elements(pages, size);
        let parents = parents(&elements, pages.len());
        let (mut tops, mut identified) = (Vec::new(), Vec::new());
        for (index, element) in elements.iter().enumerate() {
            if element.parent.is_none() {
                tops.push(index);
            }
            if element.identified {
                identified.push(place(index));
            }
        }
        Self { role, elements, tops, identified, parents }
    }

    /// How many objects they are.
    pub(super) fn count(&self) -> usize {
        1 + self.elements.len() + self.parents.len()
    }

    /// The places of the elements that have an identifier.
    pub(super) fn identified(&self) -> &[usize] {
        &self.identified
    }

    /// The place of a page's list of parents.
    pub(super) fn parents(&self, page: usize) -> usize {
        place(self.elements.len()) + page
    }

    /// Writes the tags of one letter.
    pub(super) fn push<W>(&self, objects: &mut Objects<W>, numbers: TagNumbers) {
        let out = objects.begin(numbers.tag).raw("<<");
        push_role(out, self.role, numbers.namespace);
        out.raw("/P ").reference(numbers.root).raw("/K");
        numbers.push_elements(out, &self.tops);
        out.raw(">>");
        objects.end();
        for (index, element) in self.elements.iter().enumerate() {
            numbers.push_element(objects.begin(numbers.of(index)), index, element);
            objects.end();
        }
        for (page, parents) in self.parents.iter().enumerate() {
            let out = objects.begin(numbers.tag + self.parents(page));
            numbers.push_elements(out, parents);
            objects.end();
        }
    }
}

/// The place of an element among a letter's tags: what holds them all comes first.
fn place(element: usize) -> usize {
    element + 1
}

impl TagNumbers {
    fn of(self, element: usize) -> usize {
        self.tag + place(element)
    }

    fn push_elements(self, out: &mut Vec<u8>, elements: &[usize]) {
        out.references(elements.iter().map(|&element| self.of(element)));
    }

    fn push_element(self, out: &mut Vec<u8>, index: usize, element: &Element) {
        let parent = element.parent.map_or(self.tag, |parent| self.of(parent));
        push_role(out.raw("<<"), element.role, self.namespace);
        out.raw("/P ").reference(parent);
        match &element.kids {
            Kids::Elements(kids) => self.push_elements(out.raw("/K"), kids),
            Kids::Mark { page, mark } => {
                out.raw("/Pg ").reference(self.page + page).raw("/K ").int(*mark);
            }
        }
        if element.identified {
            push_identifier(out.raw("/ID"), self.of(index));
        }
        if element.scope.is_some() || !element.headers.is_empty() {
            self.push_attributes(out, element);
        }
        push_nature(out, &element.nature);
        out.raw(">>");
    }

    /// The attributes of a cell.
    fn push_attributes(self, out: &mut Vec<u8>, element: &Element) {
        out.raw("/A<</O/Table");
        match element.scope {
            Some(Scope::Row) => drop(out.raw("/Scope/Row")),
            Some(Scope::Column) => drop(out.raw("/Scope/Column")),
            None => {}
        }
        if !element.headers.is_empty() {
            out.raw("/Headers[");
            for &header in &element.headers {
                push_identifier(out, self.of(header));
            }
            out.raw("]");
        }
        out.raw(">>");
    }
}

fn push_nature(out: &mut Vec<u8>, nature: &Nature) {
    match nature {
        Nature::Plain => {}
        Nature::Numbered => drop(out.raw("/A<</O/List/ListNumbering/Decimal>>")),
        Nature::Figure { alternative, left, bottom, right, top } => {
            out.raw("/Alt").text(alternative.chars());
            out.raw("/A<</O/Layout/Placement/Block/BBox[");
            for edge in [left, bottom, right, top] {
                out.points(*edge).raw(" ");
            }
            out.raw("]>>");
        }
    }
}

/// The root of the tag tree: what leads to elements from above, from marked sequences and from
/// identifiers.
pub(super) struct TagRoot {
    /// The element that holds all others.
    pub(super) document: usize,
    /// The parent tree: its `Kids`, or the entries themselves.
    pub(super) parents: Vec<u8>,
    /// The ID tree: the same.
    pub(super) identifiers: Vec<u8>,
    /// How many pages have entries.
    pub(super) pages: usize,
    /// What all roles belong to, where a file says so.
    pub(super) namespace: Option<usize>,
}

impl TagRoot {
    pub(super) fn push<W>(&self, objects: &mut Objects<W>, number: usize) {
        let out = objects.begin(number);
        out.raw("<</Type/StructTreeRoot/K ").reference(self.document);
        out.raw("/ParentTree<<").extend_from_slice(&self.parents);
        out.raw(">>/IDTree<<").extend_from_slice(&self.identifiers);
        out.raw(">>/ParentTreeNextKey ").int(self.pages);
        if self.namespace.is_some() {
            out.raw("/Namespaces").references(self.namespace);
        }
        out.raw(">>");
        objects.end();
    }
}

/// What an element is, and in which namespace.
pub(super) fn push_role(out: &mut Vec<u8>, role: &str, namespace: Option<usize>) {
    out.raw("/S/").raw(role);
    if let Some(namespace) = namespace {
        out.raw("/NS ").reference(namespace);
    }
}

/// The roles that PDF 2.0 has (ISO 32000-2, 14.8.6).
pub(super) const NAMESPACE: &str = "http://iso.org/pdf2/ssn";

pub(super) fn push_namespace(out: &mut Vec<u8>) {
    out.raw("<</Type/Namespace/NS(").raw(NAMESPACE).raw(")>>");
}

/// Entries of the parent tree: for the key of each page the number of its list.
pub(super) fn push_parents(out: &mut Vec<u8>, keys: Range<usize>, number: impl Fn(usize) -> usize) {
    out.raw("/Nums[");
    for key in keys {
        out.int(key).raw(" ").reference(number(key)).raw(" ");
    }
    out.raw("]");
}

/// Entries of the ID tree, for elements of these numbers.
pub(super) fn push_identifiers(out: &mut Vec<u8>, numbers: impl Iterator<Item = usize>) {
    out.raw("/Names[");
    for number in numbers {
        push_identifier(out, number);
        out.reference(number);
    }
    out.raw("]");
}

/// An identifier is the number of the element's object. Readers look it up in a sorted tree: so all
/// have the same length, and PDF/A has no room for a longer one.
pub(super) fn push_identifier(out: &mut Vec<u8>, number: usize) {
    out.raw("(").padded(number, 7).raw(")");
}
