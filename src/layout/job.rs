//! What a letter is set from, and how its fixed words become glyphs.

use super::measures::Measures;
use super::subject::Text;
use crate::date::Date;
use crate::error::{ErrorKind, Expected, Field, ForField, Result, Sentence};
use crate::font::{FontChain, Glyph};
use crate::notice::envelope::EnvelopeWindow;
use crate::notice::guide::Guide;
use crate::notice::wording::Wording;
use crate::reading::ReadingTable;

/// All that the pages are set from.
#[derive(Debug)]
pub(crate) struct Job<'a> {
    pub(crate) measures: Measures,
    pub(crate) template: &'a Wording,
    pub(crate) fonts: &'a FontChain,
    pub(crate) readings: &'a ReadingTable,
    pub(crate) issued_on: Date,
    /// The window of the envelope, if it has one.
    pub(crate) window: Option<EnvelopeWindow>,
    /// The words of the page that goes with it, if there is one.
    pub(crate) guide: Option<&'a Guide>,
    /// The longest federation that the page must have room for.
    pub(crate) federation: &'a str,
}

impl Job<'_> {
    pub(super) fn shape(&self, field: Field, words: &str) -> Result<Vec<Glyph>> {
        Ok(self.fonts.shape(words).for_field(field)?.glyphs)
    }

    /// The words of a sentence.
    pub(super) fn text(&self, sentence: Sentence) -> Text<'_> {
        Text::of(sentence, self.template.words_of(sentence))
    }

    /// A label and what it is of, on one line.
    pub(super) fn labelled(&self, label: Sentence, words: &str) -> String {
        format!("{}　{words}", self.template.words_of(label))
    }

    /// A day with its label.
    pub(super) fn dated(&self, label: Sentence, date: Date) -> String {
        self.labelled(label, &date.print(self.template.date_style))
    }

    /// What stands after the name: a space and 様 or 御中.
    pub(super) fn honorific(&self) -> Result<Vec<Glyph>> {
        self.shape(Field::Template, &format!("　{}", self.template.honorific.as_str()))
    }

    /// What stands before the reference number: its label and a space.
    pub(super) fn reference_label(&self) -> Result<Vec<Glyph>> {
        let label = Sentence::ReferenceLabel;
        self.shape(Field::Sentence(label), &self.labelled(label, ""))
    }

    /// How a character is read.
    pub(super) fn reading(&self, found: char) -> Result<&str> {
        let unread = ErrorKind::Character { position: 1, found, expected: Expected::Readable };
        self.readings.read(found).ok_or(unread).for_field(Field::Readings)
    }

    /// What every letter may need in its slots: digits and capitals, the federation, the honorific.
    pub(super) fn common_glyphs(&self) -> Result<Vec<Glyph>> {
        let mut glyphs = self.fonts.shape_wide("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")?;
        glyphs.extend(self.shape(Field::Federation, self.federation)?);
        glyphs.extend(self.honorific()?);
        if self.template.has(Sentence::ReferenceLabel) {
            glyphs.extend(self.reference_label()?);
        }
        Ok(glyphs)
    }
}
