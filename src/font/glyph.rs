//! A glyph of a face, the characters that it stands for, and text as such glyphs.

use crate::text::characters::is_mark;

/// The id of a glyph without outline and without width, in every face.
pub(crate) const EMPTY: u16 = u16::MAX;

/// How many characters one glyph can stand for.
pub(super) const TEXT: usize = 4;

const NOTHING: char = '\0';

/// One glyph of one face, and the characters that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Glyph {
    pub(crate) face: u8,
    pub(crate) id: u16,
    /// In thousandths of an em, as the PDF's own widths.
    pub(crate) advance: u16,
    text: [char; TEXT],
}

impl Glyph {
    pub(super) fn new(face: u8, id: u16, advance: u16) -> Self {
        Self { face, id, advance, text: [NOTHING; TEXT] }
    }

    pub(super) fn reading(mut self, text: &[char]) -> Self {
        self.text = [NOTHING; TEXT];
        self.text.iter_mut().zip(text).for_each(|(to, from)| *to = *from);
        self
    }

    pub(crate) fn text(&self) -> impl Iterator<Item = char> {
        self.text.into_iter().take_while(|&c| c != NOTHING)
    }

    /// The character that decides where a line may break.
    pub(crate) fn base(&self) -> char {
        let [base, ..] = self.text;
        base
    }
}

/// Text as glyphs, and what is odd about it.
#[derive(Debug, Default)]
pub(crate) struct Shaped {
    pub(crate) glyphs: Vec<Glyph>,
    /// Variation sequences that no face has, whose bases are printed.
    pub(crate) missing_variations: Vec<String>,
}

impl Shaped {
    /// A glyph that reads as `text`. Readers that take a code for one character at most lose a
    /// mark beside its base: so each mark is an empty glyph after it.
    pub(super) fn push(&mut self, glyph: Glyph, text: &[char]) {
        let (marks, bases): (Vec<char>, Vec<char>) = text.iter().partition(|&&c| is_mark(c));
        self.glyphs.push(glyph.reading(&bases));
        let empty = Glyph { id: EMPTY, advance: 0, ..glyph };
        for mark in marks {
            self.glyphs.push(empty.reading(&[mark]));
        }
    }

    pub(super) fn append(&mut self, other: Self) {
        self.glyphs.extend(other.glyphs);
        self.missing_variations.extend(other.missing_variations);
    }
}
