//! The pages of a letter with their tags, and the nodes of the page tree.

use super::file::objects::Objects;
use super::file::syntax::Syntax;
use super::master::MasterWriter;
use super::numbers::{Counts, Place};
use super::tags::LetterTags;
use crate::layout::forme::Page;
use crate::layout::fronts::{Fronts, own_contents};
use crate::layout::length::Size;

/// The pages that each letter has, or the one that a file of letters ends with.
pub(super) struct LetterPages {
    size: Size,
    /// The content of all letters on the first page; those of the others follow.
    fixed: usize,
    /// For each page, which of a letter's own contents it shows.
    own: Vec<Option<usize>>,
    pub(super) tags: Option<LetterTags>,
}

impl LetterPages {
    /// The first pages of the master, with what is the `role` of the element that holds them.
    pub(super) fn first(
        master: &MasterWriter<'_>,
        pages: &[&Page],
        role: &'static str,
        fronts: Fronts,
    ) -> Self {
        let size = master.design.forme.page();
        let is_tagged = master.design.profile.is_tagged();
        let tags = is_tagged.then(|| LetterTags::new(pages, size, role, master.namespace()));
        let own = own_contents(pages.iter().copied(), fronts);
        Self { size, fixed: 1, own, tags }
    }

    /// The last page of the master.
    pub(super) fn last(master: &MasterWriter<'_>, page: &Page, role: &'static str) -> Self {
        let fixed = master.contents;
        Self { fixed, ..Self::first(master, &[page], role, Fronts::None) }
    }

    pub(super) fn counts(&self) -> Counts {
        Counts {
            pages: self.own.len(),
            contents: self.own.iter().flatten().count(),
            tags: self.tags.as_ref().map_or(0, LetterTags::count),
        }
    }

    /// Those with something on them that varies, counted from 0.
    pub(super) fn varying(&self) -> Vec<usize> {
        let own = self.own.iter().enumerate();
        own.filter_map(|(page, own)| own.map(|_| page)).collect()
    }

    /// Writes the pages of one letter.
    pub(super) fn push<W>(&self, objects: &mut Objects<W>, place: &Place) {
        for (index, own) in self.own.iter().enumerate() {
            let contents = [Some(self.fixed + index), own.map(|own| place.contents + own)];
            let mut out = objects.dictionary(place.pages + index);
            out.raw("/Type/Page").refer("/Parent", place.node);
            self.push_boxes(&mut out, place.part);
            out.raw("/Resources<<").refer("/Font", place.fonts);
            out.raw(">>/Contents").references(contents.into_iter().flatten());
            if self.tags.is_some() {
                out.raw("/Tabs/S/StructParents ").int(place.key + index);
            }
        }
    }

    /// A part goes to a press, which asks for the trimmed size too: the whole sheet, as nothing is
    /// cut off.
    fn push_boxes(&self, out: &mut Vec<u8>, part: Option<usize>) {
        self.push_box(out.raw("/MediaBox"));
        if part.is_some() {
            self.push_box(out.raw("/TrimBox"));
        }
        out.refer("/DPart", part);
    }

    fn push_box(&self, out: &mut Vec<u8>) {
        out.raw("[0 0 ").points(self.size.width).raw(" ").points(self.size.height).raw("]");
    }

    /// Writes the tags of one letter, where there are tags.
    pub(super) fn push_tags<W>(&self, objects: &mut Objects<W>, place: &Place) {
        if let Some(tags) = &self.tags {
            tags.push(objects, place);
        }
    }
}

/// A node of the page tree: its root, or one under it.
pub(super) struct PageNode {
    pub(super) parent: Option<usize>,
    /// How many pages are under it.
    pub(super) count: usize,
}

impl PageNode {
    pub(super) fn push(&self, out: &mut Vec<u8>, kids: impl Iterator<Item = usize>) {
        out.raw("/Type/Pages").refer("/Parent", self.parent);
        out.raw("/Count ").int(self.count).raw("/Kids").references(kids);
    }
}
