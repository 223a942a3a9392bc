//! What is wrong with a line of a gaiji map.

use super::character::{CodePoint, Listed};
use super::message::Message;

/// Why a line of a gaiji map is refused.
///
/// ```
/// use reissue_notice::{ErrorKind, GaijiFault, GaijiMap};
/// let error = "U+E000 髙\nU+E000 吉".parse::<GaijiMap>().unwrap_err();
/// let ErrorKind::GaijiLine { line, reason } = error.kind() else { panic!("{error}") };
/// assert_eq!((*line, reason), (2, &GaijiFault::Repeated { character: '\u{E000}' }));
/// ```
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

impl Message for GaijiFault {
    fn in_japanese(&self) -> String {
        match self {
            Self::Fields => {
                "符号位置と文字（必要な場合は「書体:字形」）を空白で区切って記入してください。"
                    .into()
            }
            Self::CodePoint { found } => format!(
                "「{}」は符号位置ではありません。U+E000のように記入してください。",
                found.escape_default()
            ),
            Self::NotPrivate { found } => format!(
                "「{}」は外字の符号位置ではありません。外字の符号位置を記入してください。",
                found.escape_default()
            ),
            Self::Unprintable { found } => {
                format!("文字に印刷できない{}があります。取り除いてください。", CodePoint(*found))
            }
            Self::Length { found, most } => {
                format!("文字数が{found}です。{most}以内にしてください。")
            }
            Self::Glyph { found } => format!(
                "「{}」は「書体:字形」ではありません。1:127のように記入してください。",
                found.escape_default()
            ),
            Self::MissingGlyph { text } => format!(
                "{}を印刷できるフォントがありません。フォントを追加してください。",
                Listed(text).in_japanese()
            ),
            Self::NoFace { found, faces } => {
                format!("{found}番の書体はありません。1～{faces}にしてください。")
            }
            Self::NoGlyph { face, glyph } => {
                format!("{face}番の書体に{glyph}番の字形はありません。字形の番号を直してください。")
            }
            Self::Repeated { character } => format!(
                "{}は既に記入されています。一方を取り除いてください。",
                CodePoint(*character)
            ),
        }
    }
}
