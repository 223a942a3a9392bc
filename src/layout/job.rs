//! What a letter is set from, and how its fixed words become glyphs and lines.

use super::baseline::baseline;
use super::fit::{Lines, Room, fit};
use super::forme::{Content, Line};
use super::length::{Length, Point, Sizes};
use super::line_break::{cut, fill_lines};
use super::measures::Measures;
use crate::date::Date;
use crate::error::{Field, PagePart, Result, Sentence};
use crate::font::{FontChain, Glyph};
use crate::notice::wording::Wording;
use crate::password::policy::Policy;
use crate::reading::ReadingTable;

/// All that the pages are set from.
#[derive(Debug)]
pub(crate) struct Job<'a> {
    pub(crate) measures: Measures,
    pub(crate) template: &'a Wording,
    pub(crate) fonts: &'a FontChain,
    pub(crate) policy: &'a Policy,
    pub(crate) readings: &'a ReadingTable,
    pub(crate) issued_on: Date,
    /// The longest federation that the page must have room for.
    pub(crate) federation: &'a str,
}

impl Job<'_> {
    pub(super) fn shape(&self, field: Field, words: &str) -> Result<Vec<Glyph>> {
        let shaped = self.fonts.shape(words).map_err(|error| error.for_field(field))?;
        Ok(shaped.glyphs)
    }

    /// What stands after the name: a space and 様 or 御中.
    pub(super) fn honorific(&self) -> Result<Vec<Glyph>> {
        self.shape(Field::Template, &format!("　{}", self.template.honorific.as_str()))
    }

    /// What every letter may need in its slots: digits and capitals, the federation, the honorific.
    pub(super) fn common_glyphs(&self) -> Result<Vec<Glyph>> {
        let alphabet: String = ('0'..='9').chain('A'..='Z').collect();
        let mut glyphs = self.fonts.shape_wide(&alphabet)?;
        glyphs.extend(self.shape(Field::Federation, self.federation)?);
        glyphs.extend(self.honorific()?);
        Ok(glyphs)
    }

    /// One line of words for a sentence, under `top` from the left margin, as large as the width
    /// between the margins allows.
    pub(super) fn line(
        &self,
        sentence: Sentence,
        words: &str,
        sizes: Sizes,
        top: Length,
    ) -> Result<Line> {
        let (what, field) = (part(sentence), Field::Sentence(sentence));
        let glyphs = self.shape(field, words)?;
        let lines = Lines::One(self.measures.measure());
        let size = fit(&glyphs, &Room { what, field, sizes, lines, tail: 0 })?.size;
        let at = Point { x: self.measures.margin, y: baseline(top, sizes.most) };
        Ok(Line { at, size, glyphs })
    }

    /// Words under `top` on as many lines as they need, and where they end; a line break in the
    /// words begins a new line.
    pub(super) fn paragraph(
        &self,
        words: &str,
        size: Length,
        top: Length,
    ) -> Result<(Content, Length)> {
        let (mut lines, mut top) = (Vec::new(), top);
        for words in words.lines() {
            for glyphs in self.wrapped(words, size)? {
                let at = Point { x: self.measures.margin, y: baseline(top, size) };
                lines.push(Line { at, size, glyphs });
                top = top + size * self.measures.leading;
            }
        }
        Ok((Content::Fixed(lines), top))
    }

    fn wrapped(&self, words: &str, size: Length) -> Result<Vec<Vec<Glyph>>> {
        let glyphs = self.shape(Field::Template, words)?;
        let lines = fill_lines(&glyphs, size, self.measures.measure());
        Ok(cut(&glyphs, lines.unwrap_or_default()))
    }
}

/// The part of the page that a sentence of one line is.
fn part(sentence: Sentence) -> PagePart {
    match sentence {
        Sentence::Title => PagePart::Title,
        Sentence::DateLabel => PagePart::Date,
        _ => PagePart::Heading,
    }
}
