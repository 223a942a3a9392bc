//! Pages on their way: parts come under each other, or at the top of the next page.

use super::forme::{Page, Part};
use super::length::Length;

pub(super) struct Pages {
    pages: Vec<Page>,
    /// Where what is on the last page ends.
    bottom: Length,
}

impl Pages {
    /// The first page begins with this.
    pub(super) fn beginning_with(part: Part) -> Self {
        Self { bottom: part.bottom, pages: vec![part.page] }
    }

    pub(super) fn bottom(&self) -> Length {
        self.bottom
    }

    /// Adds a part to the last page.
    pub(super) fn add(&mut self, part: Part) {
        self.bottom = part.bottom;
        if let Some(page) = self.pages.last_mut() {
            page.add(part.page);
        }
    }

    /// Begins the next page with this.
    pub(super) fn turn_to(&mut self, part: Part) {
        self.bottom = part.bottom;
        self.pages.push(part.page);
    }

    pub(super) fn finished(self) -> Vec<Page> {
        self.pages
    }
}
