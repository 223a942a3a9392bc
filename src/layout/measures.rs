//! The measures of the page: edges, sizes of type, gaps, and what tables and grid need.
//!
//! Sizes follow the guidance for public documents that asks for 12 pt body and 10.5 pt notes; the
//! middle panel and the 5 mm that keep a secret off the folds follow from an A4 sheet folded in
//! three.

use super::column::Column;
use super::length::{Length, Size, Sizes, Span};
use crate::notice::template::Print;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Measures {
    pub(crate) page: Size,
    /// Left and right margin of everything but a grid that needs more.
    pub(crate) margin: Length,
    /// Nothing is printed over or under it.
    pub(crate) printed: Span,
    pub(crate) title: Length,
    pub(crate) body: Length,
    /// The least that a long name shrinks to.
    pub(crate) floor: Length,
    pub(crate) notes: Length,
    /// From baseline to baseline, in ems.
    pub(crate) leading: f64,
    /// The gaps between the parts, as a share of the standard ones.
    pub(crate) gaps: f64,
    pub(crate) overflow: Overflow,
    pub(crate) table: TableMeasures,
    pub(crate) grid: GridMeasures,
    pub(crate) rules: RuleWidths,
}

/// What becomes of remarks that find no room on the first page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Overflow {
    Refused,
    NextPage,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct TableMeasures {
    pub(crate) row: Length,
    pub(crate) label_column: Length,
    /// Between the words of a cell and the rules beside them.
    pub(crate) padding: Length,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct GridMeasures {
    /// Where the grid may begin and must end: the middle panel, 5 mm off its folds.
    pub(crate) panel: Span,
    pub(crate) reading: Sizes,
    pub(crate) character: Sizes,
    /// Over and under the words of a row.
    pub(crate) padding: Length,
    /// Rows of columns that the grid stands in.
    pub(crate) bands: usize,
    pub(crate) between_bands: Length,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct RuleWidths {
    pub(crate) inner: Length,
    pub(crate) frame: Length,
}

const PANEL: Span = Span { top: Length::mm(104.0), bottom: Length::mm(193.0) };

impl Measures {
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
        printed: Span { top: Length::mm(17.0), bottom: Length::mm(284.0) },
        title: Length::pt(20.0),
        body: Length::pt(12.0),
        floor: Length::pt(10.5),
        notes: Length::pt(10.5),
        leading: 1.45,
        gaps: 1.0,
        overflow: Overflow::Refused,
        table: TableMeasures {
            row: Length::mm(9.5),
            label_column: Length::mm(40.0),
            padding: Length::mm(3.0),
        },
        grid: GridMeasures {
            panel: PANEL,
            reading: Sizes { least: Length::pt(8.0), most: Length::pt(10.0) },
            character: Sizes { least: Length::pt(16.0), most: Length::pt(22.0) },
            padding: Length::mm(1.4),
            bands: 1,
            between_bands: Length::ZERO,
        },
        rules: RuleWidths { inner: Length::pt(0.5), frame: Length::pt(1.0) },
    };

    /// A4, for readers with low vision: text of 14 pt, the characters of the password in two bands
    /// of 24 pt or more.
    ///
    /// What is so much higher ends over the lower fold only with smaller gaps between the parts and
    /// less padding in the grid: with the standard ones of either, the second band would not.
    const LARGE_PRINT: Self = Self {
        printed: Span { top: Length::mm(14.0), ..Self::STANDARD.printed },
        title: Length::pt(22.0),
        body: Length::pt(14.0),
        floor: Length::pt(11.0),
        notes: Length::pt(14.0),
        leading: 1.4,
        gaps: 0.7,
        overflow: Overflow::NextPage,
        table: TableMeasures {
            row: Length::mm(10.0),
            label_column: Length::mm(34.0),
            ..Self::STANDARD.table
        },
        grid: GridMeasures {
            panel: PANEL,
            reading: Sizes { least: Length::pt(12.0), most: Length::pt(14.0) },
            character: Sizes { least: Length::pt(24.0), most: Length::pt(28.0) },
            padding: Length::mm(0.9),
            bands: 2,
            between_bands: Length::mm(3.0),
        },
        ..Self::STANDARD
    };

    /// The sizes of a text that shrinks rather than take another line.
    pub(crate) fn text(&self) -> Sizes {
        Sizes { least: self.floor, most: self.body }
    }

    /// From line to line of the body.
    pub(crate) fn line(&self) -> Length {
        self.body * self.leading
    }

    /// What lies between the margins.
    pub(super) fn column(&self) -> Column {
        Column { left: self.margin, width: self.measure() }
    }

    /// The width between the margins.
    pub(crate) fn measure(&self) -> Length {
        self.page.width - self.margin * 2.0
    }

    pub(crate) fn right(&self) -> Length {
        self.page.width - self.margin
    }
}
