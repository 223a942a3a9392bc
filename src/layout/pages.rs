//! Pages on their way: parts come under each other, or at the top of the next page.

use super::forme::{Page, Part};
use super::length::{Length, Rect};

pub(super) struct Pages {
    pub(super) set: Vec<Page>,
    /// Where the bars of the address stand, on the first.
    pub(super) bars: Option<Rect>,
    /// Where what is on the last page ends.
    bottom: Length,
}

impl Pages {
    /// The first page begins with this.
    pub(super) fn beginning_with(part: Part) -> Self {
        Self { set: vec![part.page], bars: part.bars, bottom: part.bottom }
    }

    pub(super) fn bottom(&self) -> Length {
        self.bottom
    }

    /// Adds a part to the last page.
    pub(super) fn add(&mut self, part: Part) {
        self.bottom = part.bottom;
        if let Some(page) = self.set.last_mut() {
            page.add(part.page);
        }
    }

    /// Begins the next page with this.
    pub(super) fn turn_to(&mut self, part: Part) {
        self.bottom = part.bottom;
        self.set.push(part.page);
    }
}
