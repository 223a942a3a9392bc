//! The bookmarks: one a letter, under the provider number.

use crate::pdf::numbers::{Head, SpoolNumbers};
use crate::pdf::objects::Objects;
use crate::pdf::syntax::Syntax;

pub(super) struct Outline {
    pub(super) numbers: SpoolNumbers,
    pub(super) target: Target,
}

/// What a bookmark leads to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Target {
    Page,
    /// The element that holds the letter, as PDF/UA-2 asks; readers that know no such destination
    /// go to the page.
    Element,
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
        self.push_target(out, letter);
        out.raw(">>");
        objects.end();
    }

    fn push_target(&self, out: &mut Vec<u8>, letter: usize) {
        let page = self.numbers.page(letter, 0);
        match self.target {
            Target::Page => drop(out.raw("/Dest[").reference(page).raw("/Fit]")),
            Target::Element => {
                out.raw("/A<</S/GoTo/D[").reference(page).raw("/Fit]/SD[");
                out.reference(self.numbers.tag(letter, 0)).raw("/Fit]>>");
            }
        }
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
