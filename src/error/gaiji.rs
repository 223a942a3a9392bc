//! What is wrong with a line of a gaiji map.

use super::character::{CodePoint, Listed};

/// Why a line of a gaiji map is refused.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum GaijiFault {
    /// Not two or three fields.
    #[error("expected a code point, a text and perhaps face:glyph")]
    Fields,
    /// The first field is no code point.
    #[error("{} is not a code point such as U+E000", .found.escape_default())]
    CodePoint {
        /// Its first twenty characters.
        found: String,
    },
    /// The code point is not for private use.
    #[error("{} is not a private-use character", .found.escape_default())]
    NotPrivate {
        /// The first field.
        found: String,
    },
    /// The text has a character that cannot be printed.
    #[error("the text has {}, which cannot be printed", CodePoint(*.found))]
    Unprintable {
        /// The character.
        found: char,
    },
    /// The text is too long.
    #[error("the text has {found} characters, expected at most {most}")]
    Length {
        /// How many characters it has.
        found: usize,
        /// How many it may have.
        most: usize,
    },
    /// The third field names no glyph.
    #[error("{} is not face:glyph such as 1:127", .found.escape_default())]
    Glyph {
        /// Its first twenty characters.
        found: String,
    },
    /// The text has a character that no font in the chain has.
    #[error("the text {} is in none of the fonts", Listed(.text))]
    MissingGlyph {
        /// The text.
        text: String,
    },
    /// The chain has no such face.
    #[error("found face {found}, expected 1 to {faces}")]
    NoFace {
        /// Which face is asked for, counted from 1.
        found: usize,
        /// How many there are.
        faces: usize,
    },
    /// The face has no such glyph, or one without ink.
    #[error("face {face} has no glyph {glyph}")]
    NoGlyph {
        /// Which face, counted from 1.
        face: usize,
        /// Which glyph.
        glyph: u16,
    },
    /// An earlier line has the same code point.
    #[error("{} has an entry already", CodePoint(*.character))]
    Repeated {
        /// The code point.
        character: char,
    },
}
