//! The tags: what each marked sequence is, for those who listen.
//!
//! - [`elements`]: the structure of a letter as data
//! - here: its objects, and the trees that lead to them
//!
//! A letter in a file of its own has them among its fixed bytes, and so pays nothing for them; in a
//! spool each letter has its own.

mod elements;

use std::ops::Range;

use super::file::objects::Objects;
use super::file::syntax::Syntax;
use super::numbers::Place;
use crate::layout::forme::{Page, Scope};
use crate::layout::length::Size;
use elements::{Element, Kids, Nature, elements, parents};

/// The objects of one letter's tags: first the element that holds it all, then the others, then for
/// each page the list of those that are parents of its marked sequences.
#[derive(Debug)]
pub(super) struct LetterTags {
    /// The role of the element that holds it all.
    role: &'static str,
    /// What the roles belong to, where a file says so.
    pub(super) namespace: Option<usize>,
    elements: Vec<Element>,
    parents: Vec<Vec<usize>>,
}

impl LetterTags {
    /// The tags of pages of this size.
    pub(super) fn new(
        pages: &[&Page],
        size: Size,
        role: &'static str,
        namespace: Option<usize>,
    ) -> Self {
        let elements = elements(pages, size);
        let parents = parents(&elements, pages.len());
        Self { role, namespace, elements, parents }
    }

    /// How many objects they are.
    pub(super) fn count(&self) -> usize {
        1 + self.elements.len() + self.parents.len()
    }

    /// For each page of a letter the list of parents.
    pub(super) fn lists(&self, place: &Place) -> Range<usize> {
        let first = place.element(self.elements.len());
        first..first + self.parents.len()
    }

    /// The elements of a letter that have an identifier.
    pub(super) fn identified(&self, place: &Place) -> impl Iterator<Item = usize> {
        self.numbered(place).filter(|(_, element)| element.identified).map(|(number, _)| number)
    }

    fn numbered(&self, place: &Place) -> impl Iterator<Item = (usize, &Element)> {
        (place.element(0)..).zip(&self.elements)
    }

    /// Writes the tags of one letter.
    pub(super) fn push(&self, objects: &mut Objects, place: &Place) {
        self.push_top(&mut objects.dictionary(place.tags), place);
        for (number, element) in self.numbered(place) {
            self.push_element(&mut objects.dictionary(number), place, number, element);
        }
        for (number, parents) in self.lists(place).zip(&self.parents) {
            objects.array(number, numbers(place, parents));
        }
    }

    /// What holds all other elements of the letter.
    fn push_top(&self, out: &mut Vec<u8>, place: &Place) {
        let tops = self.numbered(place).filter(|(_, element)| element.parent.is_none());
        push_role(out, self.role, self.namespace);
        out.refer("/P", place.root).raw("/K").references(tops.map(|(number, _)| number));
    }

    fn push_element(&self, out: &mut Vec<u8>, place: &Place, number: usize, element: &Element) {
        push_role(out, element.role, self.namespace);
        out.refer("/P", element.parent.map_or(place.tags, |parent| place.element(parent)));
        match &element.kids {
            Kids::Elements(kids) => out.raw("/K").references(numbers(place, kids)),
            Kids::Mark { page, mark } => out.refer("/Pg", place.pages + page).raw("/K ").int(*mark),
        };
        if element.identified {
            push_identifier(out.raw("/ID"), number);
        }
        push_attributes(out, place, element);
        push_nature(out, &element.nature);
    }
}

fn numbers(place: &Place, elements: &[usize]) -> impl Iterator<Item = usize> {
    elements.iter().map(|&element| place.element(element))
}

/// The attributes of a cell.
fn push_attributes(out: &mut Vec<u8>, place: &Place, element: &Element) {
    if element.scope.is_none() && element.headers.is_empty() {
        return;
    }
    out.raw("/A<</O/Table").raw(match element.scope {
        Some(Scope::Row) => "/Scope/Row",
        Some(Scope::Column) => "/Scope/Column",
        None => "",
    });
    push_headers(out, place, &element.headers);
    out.raw(">>");
}

fn push_headers(out: &mut Vec<u8>, place: &Place, headers: &[usize]) {
    if !headers.is_empty() {
        out.raw("/Headers[");
        for header in numbers(place, headers) {
            push_identifier(out, header);
        }
        out.raw("]");
    }
}

fn push_nature(out: &mut Vec<u8>, nature: &Nature) {
    match nature {
        Nature::Plain => {}
        Nature::Numbered => drop(out.raw("/A<</O/List/ListNumbering/Decimal>>")),
        Nature::Figure { alternative, edges } => {
            out.raw("/Alt").text(alternative.chars());
            out.raw("/A<</O/Layout/Placement/Block/BBox[").lengths(*edges).raw("]>>");
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
    pub(super) fn push(&self, out: &mut Vec<u8>) {
        out.raw("/Type/StructTreeRoot").refer("/K", self.document);
        out.raw("/ParentTree<<").bytes(&self.parents).raw(">>/IDTree<<").bytes(&self.identifiers);
        out.raw(">>/ParentTreeNextKey ").int(self.pages);
        if self.namespace.is_some() {
            out.raw("/Namespaces").references(self.namespace);
        }
    }
}

/// What an element is, and in which namespace.
pub(super) fn push_role(out: &mut Vec<u8>, role: &str, namespace: Option<usize>) {
    out.raw("/S/").raw(role).refer("/NS", namespace);
}

/// The roles that PDF 2.0 has (ISO 32000-2, 14.8.6).
pub(super) const NAMESPACE: &str = "http://iso.org/pdf2/ssn";

/// Entries of the parent tree: for the key of each page, from the first on, its list.
pub(super) fn push_parents(out: &mut Vec<u8>, first: usize, lists: impl Iterator<Item = usize>) {
    out.raw("/Nums[");
    for (key, list) in (first..).zip(lists) {
        out.int(key).raw(" ").reference(list).raw(" ");
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
