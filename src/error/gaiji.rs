//! What is wrong with a line of a gaiji map.

use std::fmt;

use super::character::Listed;

/// Why a line of a gaiji map is refused.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GaijiFault {
    /// Not two or three fields.
    Fields,
    /// The first field is no code point.
    CodePoint {
        /// Its first twenty characters.
        found: String,
    },
    /// The code point is not for private use.
    NotPrivate {
        /// The first field.
        found: String,
    },
    /// The text has a character that cannot be printed.
    Unprintable {
        /// The character.
        found: char,
    },
    /// The text is too long.
    Length {
        /// How many characters it has.
        found: usize,
        /// How many it may have.
        most: usize,
    },
    /// The third field names no glyph.
    Glyph {
        /// Its first twenty characters.
        found: String,
    },
    /// The text has a character that no font in the chain has.
    MissingGlyph {
        /// The text.
        text: String,
    },
    /// The chain has no such face.
    NoFace {
        /// Which face is asked for, counted from 1.
        found: usize,
        /// How many there are.
        faces: usize,
    },
    /// The face has no such glyph, or one without ink.
    NoGlyph {
        /// Which face, counted from 1.
        face: usize,
        /// Which glyph.
        glyph: u16,
    },
    /// An earlier line has the same code point.
    Repeated {
        /// The code point.
        character: char,
    },
}

impl fmt::Display for GaijiFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fields => f.write_str("expected a code point, a text and perhaps face:glyph"),
            Self::CodePoint { found } => {
                write!(f, "{} is not a code point such as U+E000", Shown(found))
            }
            Self::NotPrivate { found } => {
                write!(f, "{} is not a private-use character", Shown(found))
            }
            Self::Unprintable { found } => {
                write!(f, "the text has U+{:04X}, which cannot be printed", u32::from(*found))
            }
            Self::Length { found, most } => {
                write!(f, "the text has {found} characters, expected at most {most}")
            }
            Self::Glyph { found } => write!(f, "{} is not face:glyph such as 1:127", Shown(found)),
            Self::MissingGlyph { text } => {
                write!(f, "the text {} is in none of the fonts", Listed(text))
            }
            Self::NoFace { found, faces } => {
                write!(f, "found face {found}, expected 1 to {faces}")
            }
            Self::NoGlyph { face, glyph } => write!(f, "face {face} has no glyph {glyph}"),
            Self::Repeated { character } => {
                write!(f, "U+{:04X} has an entry already", u32::from(*character))
            }
        }
    }
}

/// A field of the line, safe to show.
struct Shown<'a>(&'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().flat_map(char::escape_default).try_for_each(|c| write!(f, "{c}"))
    }
}
