//! The mark that an inserter reads, on a grid.
//!
//! - [`taken`]: what it takes of its page
//! - [`data_matrix`], [`omr`]: the two kinds
//! - [`room`]: whether it stands alone where it is to stand
//! - here: either of them

mod taken;
mod data_matrix;
mod omr;
mod room;

use super::length::Point;
use super::stamp::Stamp;
use crate::error::Result;
use crate::notice::inserter::{Kind, SheetMarks};
pub(crate) use room::{Sheets, check};

/// The marks of a letter, sheet by sheet.
pub(crate) fn stamps(marks: &SheetMarks) -> Result<Vec<Stamp>> {
    let SheetMarks { mark, sheets } = marks;
    let at = Point { x: mark.left.into(), y: mark.top.into() };
    let mut stamps = Vec::with_capacity(sheets.len());
    for sheet in sheets {
        stamps.push(match &mark.kind {
            Kind::DataMatrix { module } => {
                let stretches = data_matrix::stretches(&sheet.digits())?;
                Stamp { at, step: (*module).into(), stretches }
            }
            Kind::Omr(bars) => {
                Stamp { at, step: omr::STEP, stretches: omr::stretches(sheet, bars) }
            }
        });
    }
    Ok(stamps)
}
