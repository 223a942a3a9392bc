//! The bars of the カスタマバーコード as rectangles.

use super::length::{Length, Rect, Size, count};
use crate::provider::barcode::{Bar, Barcode};

/// The size in points that Japan Post's measures follow from, 8 to 11.5.
const SIZE: f64 = 9.0;
/// From bar to bar.
const PITCH: Length = Length::mm(0.12 * SIZE);
const WIDTH: Length = Length::mm(0.06 * SIZE);
const LONG: Length = Length::mm(0.36 * SIZE);
const TIMING: Length = Length::mm(0.12 * SIZE);
const BARS: usize = 67;

/// How wide and high the bars are.
pub(super) fn extent() -> Size {
    Size { width: PITCH * (count(BARS) - 1.0) + WIDTH, height: LONG }
}

/// The bars, from the upper left corner of a box.
pub(super) fn rectangles(barcode: &Barcode, within: &Rect) -> Vec<Rect> {
    let mut rectangles = Vec::with_capacity(BARS);
    for (index, bar) in barcode.bars().enumerate() {
        let left = within.left() + PITCH * count(index);
        rectangles.push(rectangle(bar, left, within.top()));
    }
    rectangles
}

/// A bar that begins here where it is long.
fn rectangle(bar: Bar, left: Length, top: Length) -> Rect {
    let over = (LONG - TIMING) / 2.0;
    let (top, height) = match bar {
        Bar::Long => (top, LONG),
        Bar::Upper => (top, LONG - over),
        Bar::Lower => (top + over, LONG - over),
        Bar::Timing => (top + over, TIMING),
    };
    Rect::new(left, top, WIDTH, height)
}
