//! Words on as many lines as they need.

use super::breaker::{Breaker, Edge, SetLine};
use super::column::Column;
use super::length::{Length, count};
use super::line_break::{Split, fill_lines, inked_width};
use super::measures::Measures;
use super::subject::Subject;
use crate::error::{Error, ErrorKind, Result, Sentence};
use crate::font::Glyph;

/// How words are set on lines of one width.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paragraph {
    pub(super) subject: Subject,
    pub(super) size: Length,
    pub(super) column: Column,
    pub(super) edge: Edge,
}

impl Paragraph {
    /// How a sentence is set between the margins.
    pub(super) fn of(sentence: Sentence, size: Length, measures: &Measures) -> Self {
        Self { subject: sentence.into(), size, column: measures.column(), edge: Edge::Even }
    }

    /// The lines, broken between phrases and brought to their edge, or an error where not even one
    /// glyph has room.
    pub(super) fn set(&self, glyphs: &[Glyph]) -> Result<Vec<SetLine>> {
        let breaker = Breaker::new(glyphs, self.size, self.column.width, self.edge);
        breaker.lines().ok_or_else(|| self.too_narrow(glyphs))
    }

    /// As few lines, the longest as short as they allow: エッ／クス rather than エック／ス.
    pub(super) fn balanced<'g>(&self, glyphs: &'g [Glyph]) -> Result<Vec<&'g [Glyph]>> {
        let lines = fill_lines(glyphs, self.size, self.column.width);
        let lines = lines.ok_or_else(|| self.too_narrow(glyphs))?;
        let mut narrower = (1..glyphs.len()).filter_map(|ems| self.narrower(glyphs, ems));
        let as_few = narrower.find(|shorter| shorter.len() == lines.len() && is_sound(shorter));
        Ok(as_few.unwrap_or(lines))
    }

    fn narrower<'g>(&self, glyphs: &'g [Glyph], ems: usize) -> Option<Vec<&'g [Glyph]>> {
        fill_lines(glyphs, self.size, self.size * count(ems))
    }

    fn too_narrow(&self, glyphs: &[Glyph]) -> Error {
        let kind = ErrorKind::TooWide {
            what: self.subject.what,
            needed_mm: inked_width(glyphs, self.size).to_mm(),
            floor_pt: self.size.to_pt(),
            rooms_mm: vec![self.column.width.to_mm(); glyphs.len()],
        };
        Error::new(self.subject.field, kind)
    }
}

/// Whether a line may end wherever one does.
fn is_sound(lines: &[&[Glyph]]) -> bool {
    lines.windows(2).all(|pair| match *pair {
        [head, tail] => Split { head, tail }.is_allowed(),
        _ => true,
    })
}
