//! The tree of all pages.

use std::ops::Range;

use super::plan::Plan;
use crate::pdf::file::objects::Objects;
use crate::pdf::numbers::{Head, Letters, Node};
use crate::pdf::pages::PageNode;

impl Plan {
    pub(super) fn push_page_node<W>(&self, objects: &mut Objects<W>, letters: Letters) {
        let pages: Vec<usize> = letters.all().flat_map(|letter| self.pages_of(letter)).collect();
        let node = PageNode { parent: Some(self.numbers.head(Head::Pages)), count: pages.len() };
        let number = self.numbers.node(letters.first, Node::Pages);
        node.push(&mut objects.dictionary(number), pages.into_iter());
    }

    fn pages_of(&self, letter: usize) -> Range<usize> {
        let first = self.numbers.place(letter).pages;
        first..first + self.numbers.counts.pages
    }

    pub(super) fn push_page_root<W>(&self, objects: &mut Objects<W>, letters: usize) {
        let tail = self.tail_place(letters).map(|tail| tail.pages);
        let root = PageNode { parent: None, count: self.page_count(letters) };
        let kids = self.numbers.nodes(letters, Node::Pages).chain(tail);
        root.push(&mut objects.dictionary(self.numbers.head(Head::Pages)), kids);
    }
}
