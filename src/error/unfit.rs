//! Why a character is never printed, whatever the font.

/// Why a character is never printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Unfit {
    /// A tab.
    #[error("a tab")]
    Tab,
    /// Any other control character.
    #[error("a control character")]
    Control,
    /// A format control.
    #[error("a format control")]
    Format,
    /// A format control that people meet, by its name in Unicode.
    #[error("{0}, a format control")]
    NamedFormat(&'static str),
    /// HANGUL FILLER, a letter that looks like nothing.
    #[error("HANGUL FILLER, a blank")]
    HangulFiller,
    /// U+FFFD, which stands where damage was.
    #[error("the replacement character: the text was damaged before it came here")]
    Replacement,
    /// A line or paragraph separator.
    #[error("a line break")]
    LineBreak,
    /// A code point without a character.
    #[error("not an assigned character")]
    Unassigned,
    /// A combining mark after nothing that it could stand on.
    #[error("a mark with no character to stand on")]
    LoneMark,
    /// A private-use character that the gaiji map does not tell of.
    #[error("a private-use character with no entry in the gaiji map")]
    NoGaiji,
}
