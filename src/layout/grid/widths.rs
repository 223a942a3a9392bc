//! How wide the columns of the grid are, and the sizes of type and heights of rows that follow from
//! it.

use crate::error::{Error, ErrorKind, Expected, Field, PagePart, Result};
use crate::font::Glyph;
use crate::layout::breaker::Edge;
use crate::layout::job::Job;
use crate::layout::length::{Length, count};
use crate::layout::paragraph::Paragraph;
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

pub(super) struct Widths {
    left: Length,
    column: Length,
    columns: usize,
    /// Size of class names and readings.
    small: Length,
    /// Size of the characters.
    large: Length,
    /// Over and under the words of a row.
    padding: Length,
    between_bands: Length,
    /// Lines of the longest class name and of the longest reading that may be drawn.
    class_lines: usize,
    reading_lines: usize,
}

impl Widths {
    pub(super) fn new(job: &Job<'_>, policy: &Policy) -> Result<Self> {
        let (page, grid) = (&job.measures, &job.measures.grid);
        let columns = policy.places().len().div_ceil(grid.bands);
        let width = page.measure().max(NARROWEST * count(columns));
        let column = width / count(columns);
        let mut widths = Self {
            left: (page.page.width - width) / 2.0,
            column,
            columns,
            small: grid.reading.nearest((column - AIRY * 2.0) / 3.0),
            large: grid.character.nearest(column * CHARACTER),
            padding: grid.padding,
            between_bands: grid.between_bands,
            class_lines: 1,
            reading_lines: 1,
        };
        widths.count_lines(job, policy)?;
        Ok(widths)
    }

    /// As many as the longest words take that may be drawn.
    fn count_lines(&mut self, job: &Job<'_>, policy: &Policy) -> Result<()> {
        for class in CharClass::ALL {
            if !policy.places().any(|place| place == class) {
                continue;
            }
            let lines = self.wrapped(job, job.readings.class_name(class))?.len();
            self.class_lines = self.class_lines.max(lines);
            for c in policy.candidates(class).chars() {
                let lines = self.wrapped(job, read(job, c)?)?.len();
                self.reading_lines = self.reading_lines.max(lines);
            }
        }
        Ok(())
    }

    pub(super) fn small(&self) -> Length {
        self.small
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
    pub(super) fn wrapped(&self, job: &Job<'_>, words: &str) -> Result<Vec<Vec<Glyph>>> {
        let (field, width) = (Field::Readings, self.column - BESIDE * 2.0);
        let (what, size, left) = (PagePart::Reading, self.small, self.left + BESIDE);
        let paragraph = Paragraph { what, field, size, left, width, edge: Edge::Even };
        let glyphs = job.shape(field, words)?;
        Ok(paragraph.balanced(&glyphs)?.into_iter().map(<[Glyph]>::to_vec).collect())
    }

    /// The upper edges of a band's three rows, and the lower edge of the last.
    pub(super) fn rows(&self, top: Length, band: usize) -> [Length; 4] {
        let class = self.small_row(self.class_lines);
        let reading = self.small_row(self.reading_lines.max(2));
        let character = self.large + self.padding * 2.0;
        let top = top + (class + reading + character + self.between_bands) * count(band);
        [top, top + class, top + class + reading, top + class + reading + character]
    }

    fn small_row(&self, lines: usize) -> Length {
        self.small * (1.0 + (count(lines) - 1.0) * LEADING) + self.padding * 2.0
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

/// How a character is read.
pub(super) fn read<'a>(job: &'a Job<'_>, c: char) -> Result<&'a str> {
    job.readings.read(c).ok_or_else(|| {
        let expected = Expected::Readable;
        Error::new(Field::Readings, ErrorKind::Character { position: 1, found: c, expected })
    })
}
