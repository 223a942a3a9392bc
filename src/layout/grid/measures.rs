//! Widths, heights and sizes of the password grid.

use std::ops::Range;

use super::super::length::Length;
use super::super::line_break::{fill_lines, inked_width, may_break_before};
use super::super::{Copy, number};
use super::reading;
use crate::error::{Error, ErrorKind, Field, PagePart, Result};
use crate::font::Glyph;
use crate::password::policy::CharClass;

/// Three characters of a reading at 8 pt and the space beside them: a longer password makes the
/// grid wider than the text.
const NARROWEST: Length = Length::mm(9.2);
/// Between a word and the rules beside it.
const BESIDE: Length = Length::mm(0.35);
/// Where there is room, three characters leave some of it beside them.
const AIRY: f64 = 0.94;
/// From baseline to baseline in a cell, in ems.
pub(super) const LEADING: f64 = 1.15;

pub(super) struct Measures {
    left: Length,
    column: Length,
    columns: usize,
    /// Size of class names and readings.
    small: Length,
    /// Size of the characters.
    large: Length,
    /// Over and under the words of a row.
    over: Length,
    /// Between two bands.
    between: Length,
    /// Lines of the longest class name and of the longest reading that may be drawn.
    class_lines: usize,
    reading_lines: usize,
}

impl Measures {
    pub(super) fn new(copy: &Copy<'_>) -> Result<Self> {
        let sheet = &copy.sheet;
        let columns = copy.policy.places().len().div_ceil(sheet.bands);
        let width = sheet.measure().max(NARROWEST * number(columns));
        let column = width / number(columns);
        let [least, most] = sheet.reading;
        let small = ((column - BESIDE * 2.0) * AIRY / 3.0).clamp(least, most);
        let [least, most] = sheet.character;
        let large = (column * 0.8).clamp(least, most);
        let left = (sheet.page.width - width) / 2.0;
        let (over, between) = (sheet.over, sheet.padding);
        let measures = Self {
            left,
            column,
            columns,
            small,
            large,
            over,
            between,
            class_lines: 1,
            reading_lines: 1,
        };
        measures.with_lines(copy)
    }

    /// As high as the longest words that may be drawn.
    fn with_lines(mut self, copy: &Copy<'_>) -> Result<Self> {
        let drawn = |class: &CharClass| copy.policy.places().any(|place| place == *class);
        for class in CharClass::ALL.into_iter().filter(drawn) {
            let lines = self.wrapped(copy, copy.readings.class_name(class))?.len();
            self.class_lines = self.class_lines.max(lines);
            for c in copy.policy.candidates(class).chars() {
                let lines = self.wrapped(copy, reading(copy, c)?)?.len();
                self.reading_lines = self.reading_lines.max(lines);
            }
        }
        Ok(self)
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
    pub(super) fn wrapped(&self, copy: &Copy<'_>, words: &str) -> Result<Vec<Vec<Glyph>>> {
        let glyphs =
            copy.fonts.shape(words).map_err(|error| error.for_field(Field::Readings))?.glyphs;
        let room = self.column - BESIDE * 2.0;
        let Some(lines) = fill_lines(&glyphs, self.small, room) else {
            let needed_mm = inked_width(&glyphs, self.small).to_mm();
            let (floor_pt, room_mm) = (self.small.to_pt(), room.to_mm());
            let kind = ErrorKind::TooWide {
                what: PagePart::Reading,
                needed_mm,
                floor_pt,
                lines: glyphs.len(),
                room_mm,
            };
            return Err(Error::new(Field::Readings, kind));
        };
        let lines = balanced(&glyphs, self.small, lines);
        Ok(lines.into_iter().filter_map(|range| glyphs.get(range)).map(<[Glyph]>::to_vec).collect())
    }

    /// The upper edges of a band's three rows, and the lower edge of the last.
    pub(super) fn rows(&self, top: Length, band: usize) -> [Length; 4] {
        let class = self.small_row(self.class_lines);
        let reading = self.small_row(self.reading_lines.max(2));
        let character = self.large + self.over * 2.0;
        let top = top + (class + reading + character + self.between) * number(band);
        [top, top + class, top + class + reading, top + class + reading + character]
    }

    fn small_row(&self, lines: usize) -> Length {
        self.small * (1.0 + (number(lines) - 1.0) * LEADING) + self.over * 2.0
    }

    /// The edges of a band with so many places.
    pub(super) fn edges(&self, places: usize) -> Vec<Length> {
        (0..=places).map(|column| self.edge(column)).collect()
    }

    pub(super) fn edge(&self, column: usize) -> Length {
        self.left + self.column * number(column)
    }
}

/// As many lines, the longest as short as they allow: エッ／クス rather than エック／ス.
fn balanced(glyphs: &[Glyph], size: Length, lines: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let sound = |shorter: &Vec<Range<usize>>| {
        shorter.len() == lines.len()
            && shorter.iter().all(|line| may_break_before(glyphs, line.start))
    };
    let rooms = (1..glyphs.len()).map(|ems| size * number(ems));
    rooms.filter_map(|room| fill_lines(glyphs, size, room)).find(sound).unwrap_or(lines)
}
