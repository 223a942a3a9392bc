//! What leads to the tags of each letter: from the root, from pages and from identifiers.

use std::ops::Range;

use super::plan::Plan;
use crate::pdf::file::objects::Objects;
use crate::pdf::file::syntax::Syntax;
use crate::pdf::numbers::{Head, Letters, Node, Place};
use crate::pdf::tags::{
    LetterTags, TagRoot, push_identifier, push_identifiers, push_parents, push_role,
};

impl Plan {
    /// Writes what leads to the elements of some letters, where there are tags.
    pub(super) fn push_tag_nodes<W>(&self, objects: &mut Objects<W>, letters: Letters) {
        let Some(tags) = &self.pages.tags else { return };
        let node = |node| self.numbers.node(letters.first, node);
        self.push_parents(&mut objects.dictionary(node(Node::Parents)), letters, tags);
        self.push_identifiers(&mut objects.dictionary(node(Node::Identifiers)), letters, tags);
    }

    fn push_parents(&self, out: &mut Vec<u8>, letters: Letters, tags: &LetterTags) {
        let pages = self.numbers.counts.pages;
        let keys = letters.first * pages..(letters.last + 1) * pages;
        push_parents_node(out, keys, self.places(letters).flat_map(|place| tags.lists(&place)));
    }

    /// A node of the ID tree.
    fn push_identifiers(&self, out: &mut Vec<u8>, letters: Letters, tags: &LetterTags) {
        let identified = self.places(letters).flat_map(|place| tags.identified(place));
        let identified: Vec<usize> = identified.collect();
        if let [least, .., most] = *identified {
            out.raw("/Limits[");
            push_identifier(out, least);
            push_identifier(out, most);
            out.raw("]");
        }
        push_identifiers(out, identified.into_iter());
    }

    fn places(&self, letters: Letters) -> impl Iterator<Item = Place> {
        letters.all().map(|letter| self.numbers.place(letter))
    }

    /// Writes the root of the tree and the one element that holds all letters, where there are
    /// tags.
    pub(super) fn push_tag_root<W>(&self, objects: &mut Objects<W>, letters: usize) {
        let Some(tags) = &self.pages.tags else { return };
        let [root, document] = [Head::StructTreeRoot, Head::Document].map(|h| self.numbers.head(h));
        let (namespace, tail) = (tags.namespace, self.tail_place(letters));
        let parents = self.kids(Node::Parents, letters, tail.map(|tail| tail.parents()));
        let identifiers = self.kids(Node::Identifiers, letters, None);
        let pages = self.page_count(letters);
        TagRoot { document, parents, identifiers, pages, namespace }
            .push(&mut objects.dictionary(root));
        let mut out = objects.dictionary(document);
        push_role(&mut out, "Document", namespace);
        let letters = (0..letters).map(|letter| self.numbers.place(letter).tags);
        out.refer("/P", root).raw("/K").references(letters.chain(tail.map(|tail| tail.tags)));
    }

    /// The nodes directly under the root of a tree.
    fn kids(&self, node: Node, letters: usize, last: Option<usize>) -> Vec<u8> {
        let mut kids = Vec::new();
        kids.raw("/Kids").references(self.numbers.nodes(letters, node).chain(last));
        kids
    }
}

/// A node of the parent tree, for the pages of these keys.
pub(super) fn push_parents_node(
    out: &mut Vec<u8>,
    keys: Range<usize>,
    lists: impl Iterator<Item = usize>,
) {
    out.raw("/Limits[").int(keys.start).raw(" ").int(keys.end - 1).raw("]");
    push_parents(out, keys.start, lists);
}
