//! The page that a file of letters ends with: the guide, where it stands there once.

use crate::layout::length::Size;
use crate::pdf::numbers::{Head, SpoolNumbers};
use crate::pdf::objects::Objects;
use crate::pdf::pages::PageObject;
use crate::pdf::syntax::Syntax;
use crate::pdf::tags::{LetterTags, TagNumbers, push_parents};

pub(super) struct Tail {
    pub(super) numbers: SpoolNumbers,
    pub(super) size: Size,
    /// The content stream of the page.
    pub(super) content: usize,
    pub(super) tags: Option<LetterTags>,
    /// What the roles belong to, where a file says so.
    pub(super) namespace: Option<usize>,
}

impl Tail {
    /// How many objects it takes after those of the letters.
    pub(super) fn count(&self) -> usize {
        1 + self.tag_objects() + self.numbers.parts
    }

    /// How many are of tags: a node of the parent tree, and the tags themselves.
    fn tag_objects(&self) -> usize {
        self.tags.as_ref().map_or(0, |tags| 1 + tags.count())
    }

    pub(super) fn page(&self, letters: usize) -> usize {
        self.numbers.end(letters)
    }

    /// Its node of the parent tree.
    pub(super) fn parents(&self, letters: usize) -> usize {
        self.page(letters) + 1
    }

    /// The element that holds it all.
    pub(super) fn tag(&self, letters: usize) -> usize {
        self.parents(letters) + 1
    }

    /// The document part that it is: one beside the letters, and of nobody.
    pub(super) fn part(&self, letters: usize) -> usize {
        self.page(letters) + 1 + self.tag_objects()
    }

    /// Its key in the parent tree: after those of the letters' pages.
    fn key(&self, letters: usize) -> usize {
        letters * self.numbers.pages
    }

    /// Writes it after so many letters.
    pub(super) fn push<W>(&self, objects: &mut Objects<W>, letters: usize) {
        self.push_page(objects, letters);
        if let Some(tags) = &self.tags {
            self.push_tags(objects, tags, letters);
        }
        if self.numbers.parts > 0 {
            self.push_part(objects, letters);
        }
    }

    fn push_page<W>(&self, objects: &mut Objects<W>, letters: usize) {
        let page = PageObject {
            parent: self.numbers.head(Head::Pages),
            size: self.size,
            fonts: self.numbers.head(Head::Fonts),
            fixed: self.content,
            own: None,
            parents: self.tags.is_some().then(|| self.key(letters)),
            part: (self.numbers.parts > 0).then(|| self.part(letters)),
        };
        page.push(objects, self.page(letters));
    }

    /// The list of parents has this number.
    fn push_parents<W>(&self, objects: &mut Objects<W>, letters: usize, list: usize) {
        let key = self.key(letters);
        let out = objects.begin(self.parents(letters));
        out.raw("<</Limits[").int(key).raw(" ").int(key).raw("]");
        push_parents(out, key..key + 1, |_| list);
        out.raw(">>");
        objects.end();
    }

    fn push_part<W>(&self, objects: &mut Objects<W>, letters: usize) {
        let out = objects.begin(self.part(letters)).raw("<</Type/DPart/Parent ");
        out.reference(self.numbers.head(Head::Job)).raw("/Start ");
        out.reference(self.page(letters)).raw(">>");
        objects.end();
    }

    fn push_tags<W>(&self, objects: &mut Objects<W>, tags: &LetterTags, letters: usize) {
        let tag = self.tag(letters);
        self.push_parents(objects, letters, tag + tags.parents(0));
        let (root, page) = (self.numbers.head(Head::Document), self.page(letters));
        tags.push(objects, TagNumbers { root, page, tag, namespace: self.namespace });
    }
}
