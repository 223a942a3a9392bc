//! What is wrong with a font.

use super::message::Message;

/// Why the bytes of a font cannot be used.
///
/// ```
/// use reissue_notice::{ErrorKind, FontChain, FontFault};
/// let error = FontChain::empty().with_face(b"not a font".as_slice(), 0).unwrap_err();
/// let ErrorKind::UnusableFont { reason } = error.kind() else { panic!("{error}") };
/// assert!(matches!(reason, FontFault::Unreadable { face: 0, .. }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum FontFault {
    /// Bytes that are no font, or a damaged one.
    #[error("face {face} cannot be read: {reason}")]
    Unreadable {
        /// Which face of the collection.
        face: u32,
        /// What the parser said.
        reason: String,
    },
    /// A face whose outlines are those of a variable font (CFF2).
    #[error(
        "face {face} has outlines of a variable font (CFF2), which cannot be cut; one of a fixed \
         weight is needed"
    )]
    VariableOutlines {
        /// Which face of the collection.
        face: u32,
    },
    /// Outlines that cannot be read.
    #[error("face {face} is damaged: its outlines (glyf and loca, or CFF) cannot be read")]
    DamagedOutlines {
        /// Which face of the collection.
        face: u32,
    },
    /// No outlines of any kind.
    #[error("face {face} has no outlines (neither glyf nor CFF)")]
    MissingOutlines {
        /// Which face of the collection.
        face: u32,
    },
    /// `fsType` forbids embedding or cutting.
    #[error("face {face} may not be embedded: its own licence bits (fsType) forbid it")]
    EmbeddingForbidden {
        /// Which face of the collection.
        face: u32,
    },
    /// `fsType` asks for the maker's leave.
    #[error("face {face} may not be embedded: its own licence bits (fsType) restrict it")]
    EmbeddingRestricted {
        /// Which face of the collection.
        face: u32,
    },
    /// No table says which character has which glyph.
    #[error("face {face} has no character map (cmap)")]
    NoCharacterMap {
        /// Which face of the collection.
        face: u32,
    },
    /// Its table of characters would take forever to read.
    #[error("face {face} has a character map (cmap) that names characters over and over")]
    RepetitiveCharacterMap {
        /// Which face of the collection.
        face: u32,
    },
    /// More glyphs than a TrueType font can hold.
    #[error("more than 65535 glyphs are asked for")]
    TooManyGlyphs,
    /// The glyphs are larger than the font that they are in.
    #[error("its glyphs are larger than the font")]
    GlyphsTooLarge,
    /// The table `loca` ends too early.
    #[error("loca is cut short")]
    ShortLoca,
    /// `loca` points beyond `glyf`.
    #[error("a glyph lies outside glyf")]
    GlyphOutside,
    /// A glyph ends too early.
    #[error("a glyph is cut short")]
    ShortGlyph,
    /// A table that TrueType requires is missing.
    #[error("a table is missing")]
    MissingTable,
    /// A table ends too early.
    #[error("a table is cut short")]
    ShortTable,
    /// More glyphs of one face on a page or in a volume than a PDF font has codes for.
    #[error("more than 65535 glyphs of one face are needed")]
    TooManyCodes,
}

impl Message for FontFault {
    fn in_japanese(&self) -> String {
        let remedy = match self {
            Self::TooManyGlyphs | Self::TooManyCodes => "発行を分けてください。",
            _ => "別のフォントを指定してください。",
        };
        format!("{}{remedy}", self.found())
    }
}

impl FontFault {
    /// In Japanese.
    fn found(&self) -> String {
        match self {
            Self::Unreadable { face, reason } => {
                format!("{face}番の書体を読み取れません（{reason}）。")
            }
            Self::VariableOutlines { face } => {
                format!("{face}番の書体は可変フォントのため、太さの決まった書体が必要です。")
            }
            Self::DamagedOutlines { face } => format!("{face}番の書体の輪郭が壊れています。"),
            Self::MissingOutlines { face } => format!("{face}番の書体に輪郭がありません。"),
            Self::EmbeddingForbidden { face } => {
                format!("{face}番の書体は埋め込みが禁止されています。")
            }
            Self::EmbeddingRestricted { face } => {
                format!("{face}番の書体は埋め込みに許諾が必要です。")
            }
            Self::NoCharacterMap { face } => format!("{face}番の書体に文字の対応表がありません。"),
            Self::RepetitiveCharacterMap { face } => {
                format!("{face}番の書体の文字の対応表が異常です。")
            }
            Self::TooManyGlyphs => "必要な字形が65535個を超えています。".into(),
            Self::GlyphsTooLarge => "字形の大きさがフォントを超えています。".into(),
            Self::ShortLoca | Self::ShortGlyph | Self::ShortTable => {
                "フォントが途中で切れています。".into()
            }
            Self::GlyphOutside => "字形の位置が誤っています。".into(),
            Self::MissingTable => "フォントに必要な表がありません。".into(),
            Self::TooManyCodes => "1書体で必要な字形が65535個を超えています。".into(),
        }
    }
}
