//! Why a character is never printed, whatever the font.

use std::fmt;

/// Why a character is never printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Unfit {
    /// A tab.
    Tab,
    /// Any other control character.
    Control,
    /// A format control.
    Format,
    /// A format control that people meet, by its name in Unicode.
    NamedFormat(&'static str),
    /// HANGUL FILLER, a letter that looks like nothing.
    HangulFiller,
    /// U+FFFD, which stands where damage was.
    Replacement,
    /// A line or paragraph separator.
    LineBreak,
    /// A code point without a character.
    Unassigned,
    /// A combining mark after nothing that it could stand on.
    LoneMark,
    /// A private-use character that the gaiji map does not tell of.
    NoGaiji,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tab => "a tab",
            Self::Control => "a control character",
            Self::Format => "a format control",
            Self::NamedFormat(name) => return write!(f, "{name}, a format control"),
            Self::HangulFiller => "HANGUL FILLER, a blank",
            Self::Replacement => {
                "the replacement character: the text was damaged before it came here"
            }
            Self::LineBreak => "a line break",
            Self::Unassigned => "not an assigned character",
            Self::LoneMark => "a mark with no character to stand on",
            Self::NoGaiji => "a private-use character with no entry in the gaiji map",
        })
    }
}
