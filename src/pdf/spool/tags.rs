//! The tags of a spool: the elements of each letter, and what leads to them from the root, from
//! pages and from identifiers.

use std::io::Write;

use super::numbers::{Head, LEAF, Node, Numbers};
use super::paper::Paper;
use super::push_references;
use super::stencil::{Firsts, Stencil, push_identifier};
use crate::error::Result;
use crate::pdf::ink::{push_int, push_reference};

pub(super) struct Tags {
    pub(super) stencil: Stencil,
    pub(super) numbers: Numbers,
}

impl Tags {
    /// Writes the elements of one letter.
    pub(super) fn push<W: Write>(&self, paper: &mut Paper<W>, letter: usize) -> Result<()> {
        let numbers = &self.numbers;
        let (document, page) = (numbers.head(Head::Document), numbers.page(letter, 0));
        self.stencil.push(paper, &Firsts { document, page, tag: numbers.tag(letter, 0) });
        paper.flush_open()
    }

    /// Writes what leads to the elements of one leaf's letters.
    pub(super) fn push_leaf<W: Write>(&self, paper: &mut Paper<W>, (first, last): (usize, usize)) {
        self.push_parents(paper.begin(self.numbers.node(first, Node::Parents)), (first, last));
        paper.end();
        self.push_identifiers(
            paper.begin(self.numbers.node(first, Node::Identifiers)),
            (first, last),
        );
        paper.end();
    }

    /// For each page, the list of the elements that own its marked sequences.
    fn push_parents(&self, out: &mut Vec<u8>, (first, last): (usize, usize)) {
        let pages = self.numbers.pages;
        out.extend_from_slice(b"<</Limits[");
        push_int(out, first * pages);
        out.push(b' ');
        push_int(out, last * pages + pages - 1);
        out.extend_from_slice(b"]/Nums[");
        for (letter, page) in
            (first..=last).flat_map(|letter| (0..pages).map(move |page| (letter, page)))
        {
            push_int(out, letter * pages + page);
            out.push(b' ');
            push_reference(out, self.numbers.tag(letter, self.stencil.owners(page)));
            out.push(b' ');
        }
        out.extend_from_slice(b"]>>");
    }

    fn push_identifiers(&self, out: &mut Vec<u8>, (first, last): (usize, usize)) {
        let identified = self.stencil.identified();
        let number = |(letter, index)| self.numbers.tag(letter, index);
        out.extend_from_slice(b"<<");
        if let [least, .., most] = *identified {
            out.extend_from_slice(b"/Limits[");
            push_identifier(out, number((first, least)));
            push_identifier(out, number((last, most)));
            out.push(b']');
        }
        out.extend_from_slice(b"/Names[");
        let letters =
            (first..=last).flat_map(|letter| identified.iter().map(move |&index| (letter, index)));
        for number in letters.map(number) {
            push_identifier(out, number);
            push_reference(out, number);
        }
        out.extend_from_slice(b"]>>");
    }

    /// Writes the root of the tree and the one element that holds all letters.
    pub(super) fn push_root<W: Write>(&self, paper: &mut Paper<W>, letters: usize) -> Result<()> {
        let numbers = &self.numbers;
        let leaves =
            |node| (0..letters).step_by(LEAF).map(move |letter| numbers.node(letter, node));
        let out = paper.begin(numbers.head(Head::StructTreeRoot));
        out.extend_from_slice(b"<</Type/StructTreeRoot/K ");
        push_reference(out, numbers.head(Head::Document));
        out.extend_from_slice(b"/ParentTree<</Kids");
        push_references(out, leaves(Node::Parents));
        out.extend_from_slice(b">>/IDTree<</Kids");
        push_references(out, leaves(Node::Identifiers));
        out.extend_from_slice(b">>/ParentTreeNextKey ");
        push_int(out, letters * numbers.pages);
        out.extend_from_slice(b">>");
        paper.end();
        self.push_document(paper, letters)
    }

    fn push_document<W: Write>(&self, paper: &mut Paper<W>, letters: usize) -> Result<()> {
        let out = paper.begin(self.numbers.head(Head::Document));
        out.extend_from_slice(b"<</S/Document/P ");
        push_reference(out, self.numbers.head(Head::StructTreeRoot));
        out.extend_from_slice(b"/K");
        push_references(out, (0..letters).map(|letter| self.numbers.tag(letter, 0)));
        out.extend_from_slice(b">>");
        paper.end();
        paper.flush_open()
    }
}
