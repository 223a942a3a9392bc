//! The tags of each letter, and what leads to them from the root, from pages and from identifiers.

use super::tail::Tail;
use crate::pdf::numbers::{Head, Letters, Node, SpoolNumbers};
use crate::pdf::objects::Objects;
use crate::pdf::syntax::Syntax;
use crate::pdf::tags::{
    LetterTags, TagNumbers, TagRoot, push_identifier, push_identifiers, push_parents, push_role,
};

pub(super) struct Tags {
    pub(super) letter: LetterTags,
    pub(super) numbers: SpoolNumbers,
    /// What the roles belong to, where a file says so.
    pub(super) namespace: Option<usize>,
}

impl Tags {
    /// Writes the elements of one letter.
    pub(super) fn push<W>(&self, objects: &mut Objects<W>, letter: usize) {
        let numbers = self.numbers;
        let numbers = TagNumbers {
            root: numbers.head(Head::Document),
            page: numbers.page(letter, 0),
            tag: numbers.tag(letter, 0),
            namespace: self.namespace,
        };
        self.letter.push(objects, numbers);
    }

    /// Writes what leads to the elements of some letters.
    pub(super) fn push_nodes<W>(&self, objects: &mut Objects<W>, letters: Letters) {
        let node = |node| self.numbers.node(letters.first, node);
        self.push_parents(objects.begin(node(Node::Parents)), letters);
        objects.end();
        self.push_identifiers(objects.begin(node(Node::Identifiers)), letters);
        objects.end();
    }

    /// A node of the parent tree.
    fn push_parents(&self, out: &mut Vec<u8>, letters: Letters) {
        let pages = self.numbers.pages;
        let (first, end) = (letters.first * pages, (letters.last + 1) * pages);
        out.raw("<</Limits[").int(first).raw(" ").int(end - 1).raw("]");
        push_parents(out, first..end, |key| {
            self.numbers.tag(key / pages, self.letter.parents(key % pages))
        });
        out.raw(">>");
    }

    /// A node of the ID tree.
    fn push_identifiers(&self, out: &mut Vec<u8>, letters: Letters) {
        let (numbers, places) = (self.numbers, self.letter.identified());
        out.raw("<<");
        if let [least, .., most] = *places {
            out.raw("/Limits[");
            push_identifier(out, numbers.tag(letters.first, least));
            push_identifier(out, numbers.tag(letters.last, most));
            out.raw("]");
        }
        let of = |letter| places.iter().map(move |&place| numbers.tag(letter, place));
        push_identifiers(out, (letters.first..=letters.last).flat_map(of));
        out.raw(">>");
    }

    /// Writes the root of the tree and the one element that holds all letters.
    pub(super) fn push_root<W>(
        &self,
        objects: &mut Objects<W>,
        letters: usize,
        tail: Option<&Tail>,
    ) {
        let numbers = self.numbers;
        let parents = tail.map(|tail| tail.parents(letters));
        let root = TagRoot {
            document: numbers.head(Head::Document),
            parents: self.kids(Node::Parents, letters, parents),
            identifiers: self.kids(Node::Identifiers, letters, None),
            pages: letters * numbers.pages + parents.iter().len(),
            namespace: self.namespace,
        };
        root.push(objects, numbers.head(Head::StructTreeRoot));
        let out = objects.begin(root.document).raw("<<");
        push_role(out, "Document", self.namespace);
        out.raw("/P ").reference(numbers.head(Head::StructTreeRoot)).raw("/K");
        let last = tail.map(|tail| tail.tag(letters));
        out.references((0..letters).map(|letter| numbers.tag(letter, 0)).chain(last)).raw(">>");
        objects.end();
    }

    /// The nodes directly under the root of a tree.
    fn kids(&self, node: Node, letters: usize, last: Option<usize>) -> Vec<u8> {
        let nodes = self.numbers.nodes_of(letters).map(|letter| self.numbers.node(letter, node));
        let mut kids = Vec::new();
        kids.raw("/Kids").references(nodes.chain(last));
        kids
    }
}
