//! The measures of the sheet: page, panels, sizes and gaps.
//!
//! Sizes follow the guidance for public documents that asks for 12 pt body and 10.5 pt notes; the
//! middle panel and the 5 mm that keep a secret off the folds follow from an A4 sheet folded in
//! three.

use super::length::{Length, Size};
use crate::notice::template::Print;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pages {
    One,
    Two,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sheet {
    pub(crate) page: Size,
    /// Left and right margin of everything but a grid that needs more.
    pub(crate) margin: Length,
    pub(crate) top: Length,
    /// Nothing is printed below.
    pub(crate) bottom: Length,
    /// Where the grid may begin and must end: the middle panel, 5 mm off its folds.
    pub(crate) panel: [Length; 2],
    pub(crate) title: Length,
    pub(crate) body: Length,
    /// The least that a long name shrinks to.
    pub(crate) floor: Length,
    pub(crate) notes: Length,
    /// From baseline to baseline, in ems.
    pub(crate) leading: f64,
    pub(crate) reading: [Length; 2],
    pub(crate) character: [Length; 2],
    pub(crate) row: Length,
    pub(crate) label_column: Length,
    pub(crate) padding: Length,
    /// Over and under the words of a row of the grid.
    pub(crate) over: Length,
    /// The gaps between the parts, as a share of the standard ones.
    pub(crate) gaps: f64,
    /// Rows of columns that the grid stands in.
    pub(crate) bands: usize,
    /// Whether what finds no room on the first page may stand on a second.
    pub(crate) pages: Pages,
    pub(crate) rule: Length,
    pub(crate) frame: Length,
}

impl Sheet {
    pub(crate) fn of(print: Print) -> Self {
        match print {
            Print::Standard => Self::STANDARD,
            Print::Large => Self::LARGE_PRINT,
        }
    }

    /// A4, for most readers.
    const STANDARD: Self = Self {
        page: Size { width: Length::mm(210.0), height: Length::mm(297.0) },
        margin: Length::mm(20.0),
        top: Length::mm(17.0),
        bottom: Length::mm(284.0),
        panel: [Length::mm(104.0), Length::mm(193.0)],
        title: Length::pt(20.0),
        body: Length::pt(12.0),
        floor: Length::pt(10.5),
        notes: Length::pt(10.5),
        leading: 1.45,
        reading: [Length::pt(8.0), Length::pt(10.0)],
        character: [Length::pt(16.0), Length::pt(22.0)],
        row: Length::mm(9.5),
        label_column: Length::mm(40.0),
        padding: Length::mm(3.0),
        over: Length::mm(1.4),
        gaps: 1.0,
        bands: 1,
        pages: Pages::One,
        rule: Length::pt(0.5),
        frame: Length::pt(1.0),
    };

    /// A4, for readers with low vision: text of 14 pt, the characters of the password in two bands
    /// of 24 pt or more.
    const LARGE_PRINT: Self = Self {
        top: Length::mm(14.0),
        title: Length::pt(22.0),
        body: Length::pt(14.0),
        floor: Length::pt(11.0),
        notes: Length::pt(14.0),
        leading: 1.4,
        reading: [Length::pt(12.0), Length::pt(14.0)],
        character: [Length::pt(24.0), Length::pt(28.0)],
        row: Length::mm(10.0),
        label_column: Length::mm(34.0),
        over: Length::mm(0.9),
        gaps: 0.7,
        bands: 2,
        pages: Pages::Two,
        ..Self::STANDARD
    };

    /// The width between the margins.
    pub(crate) fn measure(&self) -> Length {
        self.page.width - self.margin * 2.0
    }

    pub(crate) fn right(&self) -> Length {
        self.page.width - self.margin
    }
}
