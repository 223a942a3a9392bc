//! The bookmarks: one a letter, under the provider number.

use super::plan::Plan;
use crate::pdf::file::syntax::Syntax;
use crate::pdf::numbers::{Head, Place};

impl Plan {
    /// Writes the bookmark of one letter.
    pub(super) fn push_bookmark(
        &self,
        out: &mut Vec<u8>,
        letter: usize,
        title: &str,
        next: Option<usize>,
    ) {
        let number = |letter| self.numbers.bookmark(letter);
        out.raw("/Title(").raw(title).raw(")").refer("/Parent", self.numbers.head(Head::Outline));
        out.refer("/Prev", letter.checked_sub(1).map(number)).refer("/Next", next.map(number));
        self.push_target(out, &self.numbers.place(letter));
    }

    /// In PDF 2.0 a bookmark leads to the element that holds the letter, as PDF/UA-2 asks; readers
    /// that know no such destination go to the page.
    fn push_target(&self, out: &mut Vec<u8>, place: &Place) {
        if self.profile.is_pdf_2() {
            out.raw("/A<</S/GoTo/D[").reference(place.pages).raw("/Fit]/SD[");
            out.reference(place.tags).raw("/Fit]>>");
        } else {
            out.raw("/Dest[").reference(place.pages).raw("/Fit]");
        }
    }

    /// What leads to the bookmarks.
    pub(super) fn push_outline(&self, out: &mut Vec<u8>, letters: usize) {
        out.raw("/Type/Outlines");
        if let Some(last) = letters.checked_sub(1) {
            out.refer("/First", self.numbers.bookmark(0));
            out.refer("/Last", self.numbers.bookmark(last)).raw("/Count ").int(letters);
        }
    }
}
