//! Black rectangles on a grid of their own: what a machine reads, in few bytes.

use super::length::{Length, Point};

/// Filled stretches of a grid.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stamp {
    /// The upper left corner of the grid.
    pub(crate) at: Point,
    /// A side of a cell.
    pub(crate) step: Length,
    pub(crate) stretches: Vec<Stretch>,
}

/// Cells beside and under one another, counted from the corner of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) left: usize,
    pub(crate) top: usize,
    pub(crate) width: usize,
    pub(crate) height: usize,
}
