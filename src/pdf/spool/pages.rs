//! The pages of each letter, and the tree of them all.

use super::tail::Tail;
use crate::layout::length::Size;
use crate::pdf::numbers::{Head, Letters, Node, SpoolNumbers};
use crate::pdf::objects::Objects;
use crate::pdf::pages::{PageNode, PageObject};
use crate::pdf::profile::Profile;

pub(super) struct Pages {
    pub(super) numbers: SpoolNumbers,
    pub(super) size: Size,
    /// The content stream of what is fixed on each page.
    pub(super) contents: Vec<usize>,
    /// For each page, which of a letter's own contents it shows.
    pub(super) own: Vec<Option<usize>>,
    pub(super) profile: Profile,
}

impl Pages {
    /// Writes the pages of one letter.
    pub(super) fn push<W>(&self, objects: &mut Objects<W>, letter: usize) {
        let (numbers, profile) = (self.numbers, self.profile);
        for (index, (&fixed, own)) in self.contents.iter().zip(&self.own).enumerate() {
            let page = PageObject {
                parent: numbers.node(letter, Node::Pages),
                size: self.size,
                fonts: numbers.head(Head::Fonts),
                fixed,
                own: own.map(|content| numbers.content(letter, content)),
                parents: profile.is_tagged().then_some(letter * numbers.pages + index),
                part: profile.is_for_press().then(|| numbers.part(letter)),
            };
            page.push(objects, numbers.page(letter, index));
        }
    }

    pub(super) fn push_node<W>(&self, objects: &mut Objects<W>, letters: Letters) {
        let numbers = self.numbers;
        let (first, end) = (letters.first * numbers.pages, (letters.last + 1) * numbers.pages);
        let pages = (first..end).map(|n| numbers.page(n / numbers.pages, n % numbers.pages));
        let node = PageNode { parent: Some(numbers.head(Head::Pages)), count: end - first };
        node.push(objects, numbers.node(letters.first, Node::Pages), pages);
    }

    pub(super) fn push_root<W>(
        &self,
        objects: &mut Objects<W>,
        letters: usize,
        tail: Option<&Tail>,
    ) {
        let numbers = self.numbers;
        let nodes = numbers.nodes_of(letters).map(|letter| numbers.node(letter, Node::Pages));
        let last = tail.map(|tail| tail.page(letters));
        let count = letters * numbers.pages + last.iter().len();
        let root = PageNode { parent: None, count };
        root.push(objects, numbers.head(Head::Pages), nodes.chain(last));
    }
}
