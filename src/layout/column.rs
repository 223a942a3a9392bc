//! A stretch of the page's width.

use super::length::Length;

/// What stands between two edges.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) left: Length,
    pub(super) width: Length,
}

impl Column {
    /// The same, from further right.
    pub(super) fn indented(self, by: Length) -> Self {
        Self { left: self.left + by, width: self.width - by }
    }
}
