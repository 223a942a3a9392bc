//! A Data Matrix (ISO/IEC 16022, ECC 200) of one size.

use datamatrix::{DataMatrix, SymbolSize};

use super::taken::Taken;
use crate::error::{ErrorKind, Result};
use crate::layout::length::{Length, Point, Rect, count};
use crate::layout::stamp::Stretch;

/// Room for 36 digits.
const SIZE: SymbolSize = SymbolSize::Square18;
/// Modules of a side.
const SIDE: usize = 18;

/// The dark modules, those beside one another as one; and rows alike likewise.
pub(super) fn stretches(digits: &str) -> Result<Vec<Stretch>> {
    let code = DataMatrix::encode(digits.as_bytes(), SIZE);
    let code = code.map_err(|error| ErrorKind::Defect { reason: format!("{error:?}") })?;
    let (bitmap, mut stretches) = (code.bitmap(), Vec::new());
    for (row, modules) in bitmap.bits().chunks(bitmap.width()).enumerate() {
        for run in dark_runs(modules, row) {
            add(run, &mut stretches);
        }
    }
    Ok(stretches)
}

/// Adds a run of dark modules, to what stands over it where that is as wide.
fn add(run: Stretch, stretches: &mut Vec<Stretch>) {
    match stretches.iter_mut().find(|above| goes_on(above, &run)) {
        Some(above) => above.height += 1,
        None => stretches.push(run),
    }
}

fn dark_runs(modules: &[bool], top: usize) -> Vec<Stretch> {
    let (mut runs, mut left) = (Vec::new(), 0);
    for alike in modules.chunk_by(|a, b| a == b) {
        let width = alike.len();
        if alike.first() == Some(&true) {
            runs.push(Stretch { left, top, width, height: 1 });
        }
        left += width;
    }
    runs
}

/// Whether a run of the next row is as wide and stands right under it.
fn goes_on(above: &Stretch, run: &Stretch) -> bool {
    let is_under = above.top + above.height == run.top;
    is_under && above.left == run.left && above.width == run.width
}

/// With a module around it that stays white (ISO/IEC 16022, 5.5).
pub(super) fn taken(corner: Point, module: Length) -> Taken {
    let side = module * count(SIDE);
    let ink = Rect::new(corner.x, corner.y, side, side);
    Taken { ink, whole: ink.inset(-module) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGITS: &str = "1012345678900000042000000170020031";

    /// The crate's own reading: that of a stranger is in `tests/print_shop/marks.rs`.
    #[test]
    fn stretches_paint_each_module_once() {
        let mut modules = vec![false; SIDE * SIDE];
        let stretches = stretches(DIGITS).unwrap();
        assert!(stretches.len() < 100);
        for Stretch { left, top, width, height } in stretches {
            for row in top..top + height {
                for module in &mut modules[row * SIDE + left..][..width] {
                    assert!(!std::mem::replace(module, true), "painted twice in row {row}");
                }
            }
        }
        assert_eq!(DataMatrix::decode(&modules, SIDE).unwrap(), DIGITS.as_bytes());
    }
}
