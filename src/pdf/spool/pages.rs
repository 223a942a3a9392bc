//! The pages of each letter, and the tree of them all.

use super::Node;
use crate::layout::length::Size;
use crate::pdf::numbers::{self, FAN_OUT, Head, SpoolNumbers};
use crate::pdf::objects::Objects;
use crate::pdf::pages::{PageNode, PageObject};

pub(super) struct Pages {
    pub(super) numbers: SpoolNumbers,
    pub(super) size: Size,
    /// The content stream of what is fixed on each page.
    pub(super) contents: Vec<usize>,
    pub(super) tagged: bool,
}

impl Pages {
    /// Writes the pages of one letter; its own content is on the first.
    pub(super) fn push<W>(&self, objects: &mut Objects<W>, letter: usize) {
        let numbers = self.numbers;
        for (index, &fixed) in self.contents.iter().enumerate() {
            let page = PageObject {
                parent: numbers.node(letter, numbers::Node::Pages),
                size: self.size,
                fonts: numbers.head(Head::Fonts),
                fixed,
                own: (index == 0).then(|| numbers.content(letter)),
                parents: self.tagged.then_some(letter * numbers.pages + index),
            };
            page.push(objects, numbers.page(letter, index));
        }
    }

    pub(super) fn push_node<W>(&self, objects: &mut Objects<W>, node: Node) {
        let numbers = self.numbers;
        let letters = node.first..=node.last;
        let count = letters.clone().count() * numbers.pages;
        let pages = |letter| (0..numbers.pages).map(move |page| numbers.page(letter, page));
        let out = objects.begin(numbers.node(node.first, numbers::Node::Pages));
        let parent = Some(numbers.head(Head::Pages));
        PageNode { parent, count }.push(out, letters.flat_map(pages));
        objects.end();
    }

    pub(super) fn push_root<W>(&self, objects: &mut Objects<W>, letters: usize) {
        let numbers = self.numbers;
        let nodes = (0..letters).step_by(FAN_OUT);
        let kids = nodes.map(|letter| numbers.node(letter, numbers::Node::Pages));
        let root = PageNode { parent: None, count: letters * numbers.pages };
        root.push(objects.begin(numbers.head(Head::Pages)), kids);
        objects.end();
    }
}
