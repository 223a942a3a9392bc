//! Words on as many lines as they need.

use super::breaker::{Breaker, Edge, SetLine};
use super::length::{Length, count};
use super::line_break::{Split, fill_lines, inked_width};
use super::measures::Measures;
use crate::error::{Error, ErrorKind, Field, PagePart, Result, Sentence};
use crate::font::Glyph;

/// How words are set on lines of one width.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paragraph {
    /// What an error calls the words, and the field that it is about.
    pub(super) what: PagePart,
    pub(super) field: Field,
    pub(super) size: Length,
    pub(super) left: Length,
    pub(super) width: Length,
    pub(super) edge: Edge,
}

impl Paragraph {
    /// How a sentence is set between the margins.
    pub(super) fn of(sentence: Sentence, size: Length, measures: &Measures) -> Self {
        let (what, field) = (part_of(sentence), Field::Sentence(sentence));
        let (left, width) = (measures.margin, measures.measure());
        Self { what, field, size, left, width, edge: Edge::Even }
    }

    /// The same, further from the left.
    pub(super) fn indented(self, by: Length) -> Self {
        Self { left: self.left + by, width: self.width - by, ..self }
    }

    /// The lines, broken between phrases and brought to their edge, or an error where not even one
    /// glyph has room.
    pub(super) fn set(&self, glyphs: &[Glyph]) -> Result<Vec<SetLine>> {
        let lines = Breaker::new(glyphs, self.size, self.width, self.edge).lines();
        lines.ok_or_else(|| self.too_narrow(glyphs))
    }

    /// The glyphs of each line as each takes what it can, or an error where not even one glyph has
    /// room.
    fn broken<'g>(&self, glyphs: &'g [Glyph]) -> Result<Vec<&'g [Glyph]>> {
        let lines = fill_lines(glyphs, self.size, self.width);
        lines.ok_or_else(|| self.too_narrow(glyphs))
    }

    /// As few lines, the longest as short as they allow: エッ／クス rather than エック／ス.
    pub(super) fn balanced<'g>(&self, glyphs: &'g [Glyph]) -> Result<Vec<&'g [Glyph]>> {
        let lines = self.broken(glyphs)?;
        for ems in 1..glyphs.len() {
            let Some(shorter) = fill_lines(glyphs, self.size, self.size * count(ems)) else {
                continue;
            };
            if shorter.len() == lines.len() && is_sound(&shorter) {
                return Ok(shorter);
            }
        }
        Ok(lines)
    }

    fn too_narrow(&self, glyphs: &[Glyph]) -> Error {
        let kind = ErrorKind::TooWide {
            what: self.what,
            needed_mm: inked_width(glyphs, self.size).to_mm(),
            floor_pt: self.size.to_pt(),
            rooms_mm: vec![self.width.to_mm(); glyphs.len()],
        };
        Error::new(self.field, kind)
    }
}

/// Whether a line may end wherever one does.
fn is_sound(lines: &[&[Glyph]]) -> bool {
    lines.windows(2).all(|pair| match *pair {
        [head, tail] => Split { head, tail }.is_allowed(),
        _ => true,
    })
}

/// The part of the page that a sentence stands in.
fn part_of(sentence: Sentence) -> PagePart {
    match sentence {
        Sentence::Title => PagePart::Title,
        Sentence::DateLabel | Sentence::ValidityLabel => PagePart::Date,
        Sentence::Introduction => PagePart::Introduction,
        Sentence::Remark(_)
        | Sentence::OpenedEnvelope
        | Sentence::Contact
        | Sentence::ContactHours => PagePart::Remarks,
        _ => PagePart::Heading,
    }
}
