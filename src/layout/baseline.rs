//! Where the baselines of lines are.

use super::length::{Length, Rect, count};

/// The share of an em box that lies over the baseline, as in both bundled faces.
const OVER_BASELINE: f64 = 0.88;

/// The baseline of a line whose em box begins at `top`.
pub(super) fn baseline(top: Length, size: Length) -> Length {
    top + size * OVER_BASELINE
}

/// Lines of one size under each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stack {
    /// The top of the first line's em box.
    pub(super) top: Length,
    pub(super) size: Length,
    /// From baseline to baseline, in ems.
    pub(super) leading: f64,
}

impl Stack {
    /// So many lines in the middle of a box's height.
    pub(super) fn centred(within: &Rect, lines: usize, size: Length, leading: f64) -> Self {
        let height = size * (1.0 + (count(lines) - 1.0) * leading);
        let top = within.top() + (within.size.height - height) / 2.0;
        Self { top, size, leading }
    }

    /// The baseline of one of the lines, counted from 0.
    pub(super) fn baseline(&self, line: usize) -> Length {
        baseline(self.top + self.size * (count(line) * self.leading), self.size)
    }
}
