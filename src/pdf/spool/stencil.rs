//! The elements of one letter, set once: as bytes, with gaps for the numbers that differ from
//! letter to letter.

use std::io::Write;

use super::paper::Paper;
use crate::layout::forme::Forme;
use crate::pdf::ink::{push_padded, push_reference};
use crate::pdf::structure::{Element, Kids, elements, owners, scope_name};

/// The elements of one letter. The first object of its tags is a `Part` that holds them, then come
/// they, then for each page the list of those that own its marked sequences.
#[derive(Debug)]
pub(super) struct Stencil {
    objects: Vec<Vec<Piece>>,
    /// Objects that have an identifier.
    identified: Vec<usize>,
    pages: usize,
}

#[derive(Debug)]
enum Piece {
    Bytes(Vec<u8>),
    /// A reference to the one element that holds all letters.
    Document,
    /// A reference to an object of the letter's tags.
    Tag(usize),
    /// A reference to a page of the letter.
    Page(usize),
    /// The identifier of an object of the letter's tags.
    Identifier(usize),
}

impl Stencil {
    pub(super) fn new(forme: &Forme) -> Self {
        let (elements, pages) = (elements(forme), forme.pages.len());
        let tops = (0..).zip(&elements).filter(|(_, element)| element.parent.is_none());
        let mut objects = vec![Drawing::part(tops.map(|(index, _)| index))];
        objects.extend(
            elements.iter().enumerate().map(|(index, element)| Drawing::element(index, element)),
        );
        objects.extend(owners(&elements, pages).into_iter().map(Drawing::owners));
        let identified = (0..).zip(&elements).filter(|(_, element)| element.identified);
        Self { objects, identified: identified.map(|(index, _)| tag(index)).collect(), pages }
    }

    /// How many objects the tags of a letter take.
    pub(super) fn objects(&self) -> usize {
        self.objects.len()
    }

    /// Writes the tags of one letter.
    pub(super) fn push<W: Write>(&self, paper: &mut Paper<W>, firsts: &Firsts) {
        for (number, pieces) in (firsts.tag..).zip(&self.objects) {
            let out = paper.begin(number);
            for piece in pieces {
                piece.push(out, firsts);
            }
            paper.end();
        }
    }

    /// The places among a letter's tags of the elements that have an identifier.
    pub(super) fn identified(&self) -> &[usize] {
        &self.identified
    }

    /// The place among a letter's tags of the list that belongs to a page.
    pub(super) fn owners(&self, page: usize) -> usize {
        self.objects.len() - self.pages + page
    }
}

/// The first numbers of what a letter's elements refer to.
pub(super) struct Firsts {
    pub(super) document: usize,
    pub(super) page: usize,
    pub(super) tag: usize,
}

impl Piece {
    fn push(&self, out: &mut Vec<u8>, firsts: &Firsts) {
        match *self {
            Self::Bytes(ref bytes) => out.extend_from_slice(bytes),
            Self::Document => push_reference(out, firsts.document),
            Self::Tag(index) => push_reference(out, firsts.tag + index),
            Self::Page(page) => push_reference(out, firsts.page + page),
            Self::Identifier(index) => push_identifier(out, firsts.tag + index),
        }
    }
}

/// The place among a letter's tags of an element: the part comes first.
fn tag(element: usize) -> usize {
    element + 1
}

/// An identifier is the number of the element's object. Readers look it up in a sorted tree: so all
/// have the same length, and PDF/A has no room for a longer one.
pub(super) fn push_identifier(out: &mut Vec<u8>, number: usize) {
    out.push(b'(');
    push_padded(out, number, 7);
    out.push(b')');
}

/// An object of a letter's tags while it is drawn.
#[derive(Default)]
struct Drawing(Vec<Piece>);

impl Drawing {
    fn part(tops: impl Iterator<Item = usize>) -> Vec<Piece> {
        let mut drawing = Self::default();
        drawing.text("<</S/Part/P ");
        drawing.0.push(Piece::Document);
        drawing.text("/K");
        drawing.references(tops);
        drawing.text(">>");
        drawing.0
    }

    fn owners(owners: Vec<usize>) -> Vec<Piece> {
        let mut drawing = Self::default();
        drawing.references(owners.into_iter());
        drawing.0
    }

    fn element(index: usize, element: &Element) -> Vec<Piece> {
        let mut drawing = Self::default();
        drawing.text(&format!("<</S/{}/P ", element.role));
        drawing.0.push(Piece::Tag(element.parent.map_or(0, tag)));
        match &element.kids {
            Kids::Elements(kids) => {
                drawing.text("/K");
                drawing.references(kids.iter().copied());
            }
            Kids::Mark { page, mark } => {
                drawing.text("/Pg ");
                drawing.0.push(Piece::Page(*page));
                drawing.text(&format!("/K {mark}"));
            }
        }
        drawing.identifier(index, element);
        drawing.attributes(element);
        drawing.text(">>");
        drawing.0
    }

    fn identifier(&mut self, index: usize, element: &Element) {
        if element.identified {
            self.text("/ID");
            self.0.push(Piece::Identifier(tag(index)));
        }
    }

    fn attributes(&mut self, element: &Element) {
        if element.scope.is_none() && element.headers.is_empty() {
            return;
        }
        self.text("/A<</O/Table");
        if let Some(scope) = element.scope {
            self.text(&format!("/Scope/{}", scope_name(scope)));
        }
        if !element.headers.is_empty() {
            self.text("/Headers[");
            self.0.extend(element.headers.iter().map(|&header| Piece::Identifier(tag(header))));
            self.text("]");
        }
        self.text(">>");
    }

    fn references(&mut self, elements: impl Iterator<Item = usize>) {
        self.text("[");
        for element in elements {
            self.0.push(Piece::Tag(tag(element)));
            self.text(" ");
        }
        self.text("]");
    }

    fn text(&mut self, text: &str) {
        if let Some(Piece::Bytes(bytes)) = self.0.last_mut() {
            bytes.extend_from_slice(text.as_bytes());
        } else {
            self.0.push(Piece::Bytes(text.into()));
        }
    }
}
