//! How wide the columns of the grid are, and the sizes of type and heights of rows that follow from
//! it.

use std::collections::BTreeSet;

use crate::error::Result;
use crate::font::Glyph;
use crate::layout::breaker::Edge;
use crate::layout::column::Column;
use crate::layout::fit::Fitted;
use crate::layout::job::Job;
use crate::layout::length::{Length, count};
use crate::layout::measures::GridMeasures;
use crate::layout::paragraph::Paragraph;
use crate::layout::subject::Subject;
use crate::password::policy::{CharClass, Policy};

/// Three characters of a reading at 8 pt and the space beside them: a longer password makes the
/// grid wider than the text.
const NARROWEST: Length = Length::mm(9.2);
/// The least between a word and the rules beside it.
const BESIDE: Length = Length::mm(0.35);
/// The same for three characters, where they so find room at the least size: up to 16 places.
const AIRY: Length = Length::mm(0.8);
/// The share of its column that a character of the password takes, where its sizes allow.
const CHARACTER: f64 = 0.8;
/// From baseline to baseline in a cell, in ems.
pub(super) const LEADING: f64 = 1.15;

pub(super) struct Widths<'a> {
    job: &'a Job<'a>,
    left: Length,
    column: Length,
    columns: usize,
    /// Size of class names and readings.
    small: Length,
    /// Size of the characters.
    large: Length,
    /// Lines of the longest class name and of the longest reading that may be drawn.
    class_lines: usize,
    reading_lines: usize,
}

impl<'a> Widths<'a> {
    pub(super) fn new(job: &'a Job<'a>, policy: &Policy) -> Result<Self> {
        let (page, grid) = (&job.measures, &job.measures.grid);
        let columns = policy.places().len().div_ceil(grid.bands);
        let width = page.measure().max(NARROWEST * count(columns));
        let column = width / count(columns);
        let mut widths = Self {
            job,
            left: (page.page.width - width) / 2.0,
            column,
            columns,
            small: grid.reading.nearest((column - AIRY * 2.0) / 3.0),
            large: grid.character.nearest(column * CHARACTER),
            class_lines: 1,
            reading_lines: 1,
        };
        widths.count_lines(policy)?;
        Ok(widths)
    }

    /// As many as the longest words take that may be drawn.
    fn count_lines(&mut self, policy: &Policy) -> Result<()> {
        let classes: BTreeSet<CharClass> = policy.places().collect();
        for class in classes {
            let lines = self.wrapped(self.job.readings.class_name(class))?.lines.len();
            self.class_lines = self.class_lines.max(lines);
            for c in policy.candidates(class).chars() {
                let lines = self.wrapped(self.job.reading(c)?)?.lines.len();
                self.reading_lines = self.reading_lines.max(lines);
            }
        }
        Ok(())
    }

    pub(super) fn large(&self) -> Length {
        self.large
    }

    pub(super) fn column(&self) -> Length {
        self.column
    }

    pub(super) fn band_and_column(&self, place: usize) -> (usize, usize) {
        (place / self.columns, place % self.columns)
    }

    /// Words on as many lines as a column needs for them.
    pub(super) fn wrapped(&self, words: &str) -> Result<Fitted> {
        let paragraph = self.paragraph();
        let glyphs = self.job.shape(paragraph.subject.field, words)?;
        let lines = paragraph.balanced(&glyphs)?;
        Ok(Fitted::of(self.small, lines.into_iter().map(<[Glyph]>::to_vec)))
    }

    fn paragraph(&self) -> Paragraph {
        let column = Column { left: self.left + BESIDE, width: self.column - BESIDE * 2.0 };
        Paragraph { subject: Subject::READING, size: self.small, column, edge: Edge::Even }
    }

    /// The upper edges of a band's three rows, and the lower edge of the last.
    pub(super) fn rows(&self, top: Length, band: usize) -> [Length; 4] {
        let GridMeasures { padding, between_bands, .. } = self.job.measures.grid;
        let class = self.small_lines(self.class_lines) + padding * 2.0;
        let reading = self.small_lines(self.reading_lines.max(2)) + padding * 2.0;
        let character = self.large + padding * 2.0;
        let top = top + (class + reading + character + between_bands) * count(band);
        [top, top + class, top + class + reading, top + class + reading + character]
    }

    fn small_lines(&self, lines: usize) -> Length {
        self.small * (1.0 + (count(lines) - 1.0) * LEADING)
    }

    /// The edges of a band with so many columns.
    pub(super) fn edges(&self, columns: usize) -> Vec<Length> {
        (0..=columns).map(|column| self.edge(column)).collect()
    }

    /// The left edge of a column.
    pub(super) fn edge(&self, column: usize) -> Length {
        self.left + self.column * count(column)
    }
}
