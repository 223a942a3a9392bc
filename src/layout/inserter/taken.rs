//! What a mark takes of its page.

use crate::error::Millimetres;
use crate::layout::length::{Length, Rect};

/// What a mark takes of the page.
pub(super) struct Taken {
    pub(super) ink: Rect,
    /// With what stays white around it.
    pub(super) whole: Rect,
}

impl From<Millimetres> for Length {
    fn from(length: Millimetres) -> Self {
        Self::mm(length.to_mm())
    }
}
