//! What a mark takes of its page.

use crate::error::Millimetres;
use crate::layout::length::{Length, Point, Rect};
use crate::notice::inserter::InserterMark;

/// Where the upper left corner of a mark is to be.
pub(super) fn corner(mark: &InserterMark) -> Point {
    Point { x: mark.left.into(), y: mark.top.into() }
}

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
