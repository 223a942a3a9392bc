//! The bookmarks: one a letter, under the provider number.

use crate::pdf::numbers::{Head, SpoolNumbers};
use crate::pdf::objects::Objects;
use crate::pdf::syntax::Syntax;

pub(super) struct Outline {
    pub(super) numbers: SpoolNumbers,
}

impl Outline {
    /// Writes the bookmark of one letter.
    pub(super) fn push<W>(
        &self,
        objects: &mut Objects<W>,
        letter: usize,
        title: &str,
        next: Option<usize>,
    ) {
        let numbers = self.numbers;
        let out = objects.begin(numbers.bookmark(letter));
        out.raw("<</Title(").raw(title).raw(")/Parent ").reference(numbers.head(Head::Outline));
        if let Some(before) = letter.checked_sub(1) {
            out.raw("/Prev ").reference(numbers.bookmark(before));
        }
        if let Some(next) = next {
            out.raw("/Next ").reference(numbers.bookmark(next));
        }
        out.raw("/Dest[").reference(numbers.page(letter, 0)).raw("/Fit]>>");
        objects.end();
    }

    pub(super) fn push_root<W>(&self, objects: &mut Objects<W>, letters: usize) {
        let numbers = self.numbers;
        let out = objects.begin(numbers.head(Head::Outline)).raw("<</Type/Outlines");
        if let Some(last) = letters.checked_sub(1) {
            out.raw("/First ").reference(numbers.bookmark(0));
            out.raw("/Last ").reference(numbers.bookmark(last));
            out.raw("/Count ").int(letters);
        }
        out.raw(">>");
        objects.end();
    }
}
