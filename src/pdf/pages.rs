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
    /// The first pages of the master; the element that holds all on them has this role.
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
    pub(super) fn push(&self, objects: &mut Objects, place: &Place) {
        for page in 0..self.own.len() {
            self.push_page(&mut objects.dictionary(place.pages + page), place, page);
        }
    }

    fn push_page(&self, out: &mut Vec<u8>, place: &Place, page: usize) {
        out.raw("/Type/Page").refer("/Parent", place.node);
        self.push_boxes(out, place.part);
        out.raw("/Resources<<").refer("/Font", place.fonts).raw(">>/Contents");
        let own = self.own.get(page).copied().flatten().map(|own| place.contents + own);
        out.references([self.fixed + page].into_iter().chain(own));
        if self.tags.is_some() {
            out.raw("/Tabs/S/StructParents ").int(place.key + page);
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
    pub(super) fn push_tags(&self, objects: &mut Objects, place: &Place) {
        if let Some(tags) = &self.tags {
            tags.push(objects, place);
        }
    }
}

/// A node of the page tree with so many pages under it: the root, which has no parent, or another.
pub(super) fn push_node(
    out: &mut Vec<u8>,
    parent: Option<usize>,
    count: usize,
    kids: impl Iterator<Item = usize>,
) {
    out.raw("/Type/Pages").refer("/Parent", parent);
    out.raw("/Count ").int(count).raw("/Kids").references(kids);
}
