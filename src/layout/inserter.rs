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

use super::stamp::Stamp;
use crate::error::Result;
use crate::notice::inserter::sheet::MarkedSheet;
use crate::notice::inserter::{InserterMark, Kind, SheetMarks};
pub(crate) use room::{Sheets, check};
use taken::corner;

/// The marks of a letter, sheet by sheet.
pub(crate) fn stamps(marks: &SheetMarks) -> Result<Vec<Stamp>> {
    let SheetMarks { mark, sheets } = marks;
    sheets.iter().map(|sheet| stamp(mark, sheet)).collect()
}

fn stamp(mark: &InserterMark, sheet: &MarkedSheet) -> Result<Stamp> {
    let at = corner(mark);
    Ok(match &mark.kind {
        Kind::DataMatrix { module } => {
            let stretches = data_matrix::stretches(&sheet.digits())?;
            Stamp { at, step: (*module).into(), stretches }
        }
        Kind::Omr(bars) => Stamp { at, step: omr::STEP, stretches: omr::stretches(sheet, bars) },
    })
}
