//! What leads to the tags of each letter: from the root, from pages and from identifiers.

use std::ops::Range;

use super::plan::Plan;
use crate::pdf::file::objects::Objects;
use crate::pdf::file::syntax::Syntax;
use crate::pdf::numbers::{Head, Node, Place};
use crate::pdf::tags::{
    LetterTags, TagRoot, push_identifier, push_identifiers, push_parents, push_role,
};

impl Plan {
    /// Writes what leads to the elements of some letters, where there are tags.
    pub(super) fn push_tag_nodes(&self, objects: &mut Objects, letters: Range<usize>) {
        let Some(tags) = &self.pages.tags else { return };
        let nodes = [Node::Parents, Node::Identifiers];
        let [parents, identifiers] = nodes.map(|node| self.numbers.node(letters.start, node));
        let places: Vec<Place> = letters.map(|letter| self.numbers.place(letter)).collect();
        push_parents_node(&mut objects.dictionary(parents), tags, &places);
        push_identifiers_node(&mut objects.dictionary(identifiers), tags, &places);
    }

    /// Writes the root of the tree and the one element that holds all letters, where there are
    /// tags.
    pub(super) fn push_tag_root(&self, objects: &mut Objects, letters: usize) {
        let Some(LetterTags { namespace, .. }) = self.pages.tags else { return };
        let root = self.numbers.head(Head::StructTreeRoot);
        self.tag_root(letters, namespace).push(&mut objects.dictionary(root));
        let mut out = objects.dictionary(self.numbers.head(Head::Document));
        push_role(&mut out, "Document", namespace);
        out.refer("/P", root).raw("/K").references(self.tops(letters));
    }

    fn tag_root(&self, letters: usize, namespace: Option<usize>) -> TagRoot {
        let tail = self.tail_place(letters).map(|tail| tail.parents());
        TagRoot {
            document: self.numbers.head(Head::Document),
            parents: self.kids(Node::Parents, letters, tail),
            identifiers: self.kids(Node::Identifiers, letters, None),
            pages: self.page_count(letters),
            namespace,
        }
    }

    /// The element of each letter and that of the page at the end.
    fn tops(&self, letters: usize) -> impl Iterator<Item = usize> {
        let tail = self.tail_place(letters).map(|tail| tail.tags);
        (0..letters).map(|letter| self.numbers.place(letter).tags).chain(tail)
    }

    /// The nodes directly under the root of a tree.
    fn kids(&self, node: Node, letters: usize, last: Option<usize>) -> Vec<u8> {
        let mut kids = Vec::new();
        kids.raw("/Kids").references(self.numbers.nodes(letters, node).chain(last));
        kids
    }
}

/// A node of the parent tree, for the pages at these places.
pub(super) fn push_parents_node(out: &mut Vec<u8>, tags: &LetterTags, places: &[Place]) {
    let first = places.first().map_or(0, |place| place.key);
    let lists: Vec<usize> = places.iter().flat_map(|place| tags.lists(place)).collect();
    out.raw("/Limits[").int(first).raw(" ").int(first + lists.len() - 1).raw("]");
    push_parents(out, first, lists.into_iter());
}

/// A node of the ID tree, for the elements at these places.
fn push_identifiers_node(out: &mut Vec<u8>, tags: &LetterTags, places: &[Place]) {
    let numbers: Vec<usize> = places.iter().flat_map(|place| tags.identified(place)).collect();
    if let [least, .., most] = *numbers {
        out.raw("/Limits[");
        push_identifier(out, least);
        push_identifier(out, most);
        out.raw("]");
    }
    push_identifiers(out, numbers.into_iter());
}
