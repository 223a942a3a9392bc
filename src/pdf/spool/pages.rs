//! The tree of the pages.

use std::ops::Range;

use super::plan::Plan;
use crate::pdf::file::objects::Objects;
use crate::pdf::numbers::{Head, Node};
use crate::pdf::pages::push_node;

impl Plan {
    pub(super) fn push_page_node(&self, objects: &mut Objects, letters: Range<usize>) {
        let mut out = objects.dictionary(self.numbers.node(letters.start, Node::Pages));
        let count = letters.len() * self.numbers.counts.pages;
        let pages = letters.flat_map(|letter| self.pages_of(letter));
        push_node(&mut out, Some(self.numbers.head(Head::Pages)), count, pages);
    }

    fn pages_of(&self, letter: usize) -> Range<usize> {
        let first = self.numbers.place(letter).pages;
        first..first + self.numbers.counts.pages
    }

    pub(super) fn push_page_root(&self, out: &mut Vec<u8>, letters: usize) {
        let tail = self.tail_place(letters).map(|tail| tail.pages);
        let kids = self.numbers.nodes(letters, Node::Pages).chain(tail);
        push_node(out, None, self.page_count(letters), kids);
    }
}
