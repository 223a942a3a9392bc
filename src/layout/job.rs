//! What a letter is set from, and how its fixed words become glyphs and lines.

use super::baseline::baseline;
use super::fit::{Lines, Room, fit};
use super::forme::{Block, Content, Line, Part};
use super::length::{Length, Point, Sizes};
use super::measures::Measures;
use super::paragraph::{Descent, Paragraph};
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
        let (what, field) = (part_of(sentence), Field::Sentence(sentence));
        let glyphs = self.shape(field, words)?;
        let lines = Lines::One([self.measures.measure()]);
        let size = fit(&glyphs, &Room { what, field, sizes, lines, tail: 0 })?.size;
        let at = Point { x: self.measures.margin, y: baseline(top, sizes.most) };
        Ok(Line { at, size, glyphs })
    }

    /// Adds a paragraph between the margins.
    pub(super) fn add_paragraph(
        &self,
        sentence: Sentence,
        size: Length,
        part: &mut Part,
    ) -> Result<()> {
        let (what, field) = (part_of(sentence), Field::Sentence(sentence));
        let paragraph = Paragraph { what, field, size, width: self.measures.measure() };
        let mut descent = self.descent(size, part.bottom);
        let lines = self.set(&paragraph, self.template.words_of(sentence), &mut descent)?;
        part.blocks.push(Block::Paragraph(Content::Fixed(lines)));
        part.bottom = descent.top;
        Ok(())
    }

    /// Lines from the left margin under `top`.
    pub(super) fn descent(&self, size: Length, top: Length) -> Descent {
        Descent { left: self.measures.margin, top, size, step: size * self.measures.leading }
    }

    /// The lines of a paragraph; a line break in the words begins a new one.
    pub(super) fn set(
        &self,
        paragraph: &Paragraph,
        words: &str,
        descent: &mut Descent,
    ) -> Result<Vec<Line>> {
        let mut set = Vec::new();
        for words in words.lines() {
            let glyphs = self.shape(paragraph.field, words)?;
            let lines = paragraph.broken(&glyphs)?;
            set.extend(lines.into_iter().map(|line| descent.line(line)));
        }
        Ok(set)
    }
}

/// The part of the page that a sentence stands in.
fn part_of(sentence: Sentence) -> PagePart {
    match sentence {
        Sentence::Title => PagePart::Title,
        Sentence::DateLabel => PagePart::Date,
        Sentence::Introduction => PagePart::Introduction,
        Sentence::Remark(_) | Sentence::Contact => PagePart::Remarks,
        _ => PagePart::Heading,
    }
}
