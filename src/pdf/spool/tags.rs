//! The tags of a spool: the elements of each letter written anew, and what leads to them from outside.
//!
//! What is the same in every letter is set once as bytes, with gaps for the numbers that differ.

use std::io::Write;

use super::numbers::{Head, LEAF, Node, Numbers};
use super::paper::Paper;
use crate::error::Result;
use crate::layout::forme::Forme;
use crate::pdf::ink::{push_int, push_padded, push_reference};
use crate::pdf::structure::{Element, Kids, elements, owners, scope_name};

/// The elements of one letter. The first object of its tags is a `Part` that holds them, then come they, then for each page the list
/// of those that own its marked sequences.
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
        let (elements, pages) = (elements(forme), forme.pages());
        let tops = (0..).zip(&elements).filter(|(_, element)| element.parent.is_none());
        let mut objects = vec![Outline::part(tops.map(|(index, _)| index))];
        objects.extend(elements.iter().enumerate().map(|(index, element)| Outline::element(index, element)));
        objects.extend(owners(&elements, pages).into_iter().map(Outline::owners));
        let identified = (0..).zip(&elements).filter(|(_, element)| element.identified);
        Self { objects, identified: identified.map(|(index, _)| tag(index)).collect(), pages }
    }

    /// How many objects the tags of a letter take.
    pub(super) fn objects(&self) -> usize {
        self.objects.len()
    }

    /// Writes the tags of one letter.
    pub(super) fn push<W: Write>(
        &self,
        paper: &mut Paper<W>,
        numbers: &Numbers,
        letter: usize,
    ) -> Result<()> {
        let (document, page) = (numbers.head(Head::Document), numbers.page(letter, 0));
        let firsts = Firsts { document, page, tag: numbers.tag(letter, 0) };
        for (number, pieces) in (firsts.tag..).zip(&self.objects) {
            let out = paper.begin(number);
            for piece in pieces {
                piece.push(out, &firsts);
            }
            paper.end();
        }
        paper.flush_open()
    }

    /// Writes what leads from pages and identifiers to the elements of one leaf's letters.
    pub(super) fn push_leaf<W: Write>(
        &self,
        paper: &mut Paper<W>,
        numbers: &Numbers,
        (first, last): (usize, usize),
    ) {
        let out = paper.begin(numbers.node(first, Node::Parents));
        out.extend_from_slice(b"<</Limits[");
        push_int(out, first * self.pages);
        out.push(b' ');
        push_int(out, last * self.pages + self.pages - 1);
        out.extend_from_slice(b"]/Nums[");
        for (letter, page) in
            (first..=last).flat_map(|letter| (0..self.pages).map(move |page| (letter, page)))
        {
            push_int(out, letter * self.pages + page);
            out.push(b' ');
            push_reference(out, numbers.tag(letter, self.objects.len() - self.pages + page));
            out.push(b' ');
        }
        out.extend_from_slice(b"]>>");
        paper.end();
        self.push_identifiers(paper.begin(numbers.node(first, Node::Identifiers)), numbers, (first, last));
        paper.end();
    }

    fn push_identifiers(&self, out: &mut Vec<u8>, numbers: &Numbers, (first, last): (usize, usize)) {
        let names = (first..=last).flat_map(|letter| self.identified.iter().map(move |&id| (letter, id)));
        out.extend_from_slice(b"<<");
        if let (Some(&least), Some(&most)) = (self.identified.first(), self.identified.last()) {
            out.extend_from_slice(b"/Limits[");
            push_identifier(out, numbers.tag(first, least));
            push_identifier(out, numbers.tag(last, most));
            out.push(b']');
        }
        out.extend_from_slice(b"/Names[");
        for (letter, index) in names {
            push_identifier(out, numbers.tag(letter, index));
            push_reference(out, numbers.tag(letter, index));
        }
        out.extend_from_slice(b"]>>");
    }

    /// Writes the root of the tree and the one element that holds all letters.
    pub(super) fn push_root<W: Write>(
        &self,
        paper: &mut Paper<W>,
        numbers: &Numbers,
        letters: usize,
    ) -> Result<()> {
        let out = paper.begin(numbers.head(Head::StructTreeRoot));
        out.extend_from_slice(b"<</Type/StructTreeRoot/K ");
        push_reference(out, numbers.head(Head::Document));
        for (key, node) in [(b"/ParentTree".as_slice(), Node::Parents), (b"/IDTree", Node::Identifiers)] {
            out.extend_from_slice(key);
            out.extend_from_slice(b"<</Kids[");
            for letter in (0..letters).step_by(LEAF) {
                push_reference(out, numbers.node(letter, node));
                out.push(b' ');
            }
            out.extend_from_slice(b"]>>");
        }
        out.extend_from_slice(b"/ParentTreeNextKey ");
        push_int(out, letters * self.pages);
        out.extend_from_slice(b">>");
        paper.end();
        let out = paper.begin(numbers.head(Head::Document));
        out.extend_from_slice(b"<</S/Document/P ");
        push_reference(out, numbers.head(Head::StructTreeRoot));
        out.extend_from_slice(b"/K[");
        for letter in 0..letters {
            push_reference(paper.sheet(), numbers.tag(letter, 0));
            paper.sheet().push(b' ');
            paper.ease()?;
        }
        paper.sheet().extend_from_slice(b"]>>");
        paper.end();
        paper.flush()
    }
}

/// The first numbers of what a letter's elements refer to.
struct Firsts {
    document: usize,
    page: usize,
    tag: usize,
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

/// An identifier is the number of the element's object. Readers look it up in a sorted tree: so all have the same length, and PDF/A
/// has no room for a longer one.
fn push_identifier(out: &mut Vec<u8>, number: usize) {
    out.push(b'(');
    push_padded(out, number, 7);
    out.push(b')');
}

/// An object of a letter's tags while it is outlined.
#[derive(Default)]
struct Outline(Vec<Piece>);

impl Outline {
    fn part(tops: impl Iterator<Item = usize>) -> Vec<Piece> {
        let mut outline = Self::default();
        outline.text("<</S/Part/P ");
        outline.0.push(Piece::Document);
        outline.text("/K");
        outline.references(tops);
        outline.text(">>");
        outline.0
    }

    fn owners(owners: Vec<usize>) -> Vec<Piece> {
        let mut outline = Self::default();
        outline.references(owners.into_iter());
        outline.0
    }

    fn element(index: usize, element: &Element) -> Vec<Piece> {
        let mut outline = Self::default();
        outline.text(&format!("<</S/{}/P ", element.role));
        outline.0.push(Piece::Tag(element.parent.map_or(0, tag)));
        match &element.kids {
            Kids::Elements(kids) => {
                outline.text("/K");
                outline.references(kids.iter().copied());
            }
            Kids::Mark { page, mark } => {
                outline.text("/Pg ");
                outline.0.push(Piece::Page(*page));
                outline.text(&format!("/K {mark}"));
            }
        }
        outline.identifier(index, element);
        outline.attributes(element);
        outline.text(">>");
        outline.0
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
