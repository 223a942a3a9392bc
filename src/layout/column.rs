//! A stretch of the page's width.

use super::length::{Length, Rect};

/// What stands between two edges.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) left: Length,
    pub(super) width: Length,
}

impl Column {
    /// As wide as a box.
    pub(super) fn within(within: &Rect) -> Self {
        Self { left: within.left(), width: within.size.width }
    }

    /// The same, from further right.
    pub(super) fn indented(self, by: Length) -> Self {
        Self { left: self.left + by, width: self.width - by }
    }
}
