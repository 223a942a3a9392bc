//! The tags of each letter, and what leads to them from the root, from pages and from identifiers.

use super::Node;
use crate::pdf::numbers::{self, FAN_OUT, Head, SpoolNumbers};
use crate::pdf::objects::Objects;
use crate::pdf::syntax::Syntax;
use crate::pdf::tags::{
    LetterTags, ParentEntry, TagNumbers, TagRoot, push_identifier, push_identifiers, push_parents,
};

pub(super) struct Tags {
    pub(super) letter: LetterTags,
    pub(super) numbers: SpoolNumbers,
}

impl Tags {
    /// Writes the elements of one letter.
    pub(super) fn push<W>(&self, objects: &mut Objects<W>, letter: usize) {
        let numbers = self.numbers;
        let (page, tag) = (numbers.page(letter, 0), numbers.tag(letter, 0));
        self.letter.push(objects, TagNumbers { root: numbers.head(Head::Document), page, tag });
    }

    /// Writes what leads to the elements of some letters.
    pub(super) fn push_node<W>(&self, objects: &mut Objects<W>, node: Node) {
        self.push_parents(
            objects.begin(self.numbers.node(node.first, numbers::Node::Parents)),
            node,
        );
        objects.end();
        let number = self.numbers.node(node.first, numbers::Node::Identifiers);
        self.push_identifiers(objects.begin(number), node);
        objects.end();
    }

    /// A node of the parent tree.
    fn push_parents(&self, out: &mut Vec<u8>, node: Node) {
        let pages = self.numbers.pages;
        let (first, end) = (node.first * pages, (node.last + 1) * pages);
        out.raw("<</Limits[").int(first).raw(" ").int(end - 1).raw("]");
        let entry = |key| {
            let place = self.letter.parents(key % pages);
            ParentEntry { key, number: self.numbers.tag(key / pages, place) }
        };
        push_parents(out, (first..end).map(entry));
        out.raw(">>");
    }

    /// A node of the ID tree.
    fn push_identifiers(&self, out: &mut Vec<u8>, node: Node) {
        let (numbers, letter) = (self.numbers, &self.letter);
        out.raw("<<");
        if let (Some(least), Some(most)) = (letter.identified().next(), letter.identified().last())
        {
            out.raw("/Limits[");
            push_identifier(out, numbers.tag(node.first, least));
            push_identifier(out, numbers.tag(node.last, most));
            out.raw("]");
        }
        let of = |nth| letter.identified().map(move |place| numbers.tag(nth, place));
        push_identifiers(out, (node.first..=node.last).flat_map(of));
        out.raw(">>");
    }

    /// Writes the root of the tree and the one element that holds all letters.
    pub(super) fn push_root<W>(&self, objects: &mut Objects<W>, letters: usize) {
        let numbers = self.numbers;
        let nodes =
            |node| (0..letters).step_by(FAN_OUT).map(move |letter| numbers.node(letter, node));
        let (mut parents, mut identifiers) = (Vec::new(), Vec::new());
        parents.raw("/Kids").references(nodes(numbers::Node::Parents));
        identifiers.raw("/Kids").references(nodes(numbers::Node::Identifiers));
        let (document, pages) = (numbers.head(Head::Document), letters * numbers.pages);
        let root = TagRoot { document, parents: &parents, identifiers: &identifiers, pages };
        root.push(objects, numbers.head(Head::StructTreeRoot));
        let out = objects.begin(document).raw("<</S/Document/P ");
        out.reference(numbers.head(Head::StructTreeRoot)).raw("/K");
        out.references((0..letters).map(|letter| numbers.tag(letter, 0))).raw(">>");
        objects.end();
    }
}
