//! Pages and the nodes of their tree, as a letter and a spool have them.

use super::objects::Objects;
use super::syntax::Syntax;
use crate::layout::length::Size;

/// A page.
pub(super) struct PageObject {
    pub(super) parent: usize,
    pub(super) size: Size,
    /// The dictionary of its fonts.
    pub(super) fonts: usize,
    /// The content of all letters.
    pub(super) fixed: usize,
    /// The content of this one, where it has some on this page.
    pub(super) own: Option<usize>,
    /// Its key in the parent tree, where it is tagged.
    pub(super) parents: Option<usize>,
    /// The document part that it is of, where it goes to a press: so it has a trimmed size too.
    pub(super) part: Option<usize>,
}

impl PageObject {
    pub(super) fn push<W>(&self, objects: &mut Objects<W>, number: usize) {
        let out = objects.begin(number);
        out.raw("<</Type/Page/Parent ").reference(self.parent);
        self.push_boxes(out);
        out.raw("/Resources<</Font ").reference(self.fonts);
        out.raw(">>/Contents").references([self.fixed].into_iter().chain(self.own));
        if let Some(key) = self.parents {
            out.raw("/Tabs/S/StructParents ").int(key);
        }
        out.raw(">>");
        objects.end();
    }

    fn push_boxes(&self, out: &mut Vec<u8>) {
        self.push_box(out.raw("/MediaBox"));
        if let Some(part) = self.part {
            self.push_box(out.raw("/TrimBox"));
            out.raw("/DPart ").reference(part);
        }
    }

    /// The whole sheet: nothing is cut off.
    fn push_box(&self, out: &mut Vec<u8>) {
        out.raw("[0 0 ").points(self.size.width).raw(" ").points(self.size.height).raw("]");
    }
}

/// A node of the page tree: its root, or one under it.
pub(super) struct PageNode {
    pub(super) parent: Option<usize>,
    /// How many pages are under it.
    pub(super) count: usize,
}

impl PageNode {
    pub(super) fn push<W>(
        &self,
        objects: &mut Objects<W>,
        number: usize,
        kids: impl Iterator<Item = usize>,
    ) {
        let out = objects.begin(number).raw("<</Type/Pages");
        if let Some(parent) = self.parent {
            out.raw("/Parent ").reference(parent);
        }
        out.raw("/Count ").int(self.count).raw("/Kids").references(kids).raw(">>");
        objects.end();
    }
}
