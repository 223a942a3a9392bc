//! What is wrong with a font.

use std::fmt;

/// Why the bytes of a font cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FontFault {
    /// Bytes that are no font, or a damaged one.
    Unreadable {
        /// Which face of the collection.
        face: u32,
        /// What the parser said.
        reason: String,
    },
    /// A face whose outlines are PostScript's (CFF).
    NoOutlines {
        /// Which face of the collection.
        face: u32,
    },
    /// Outlines of TrueType that cannot be read.
    DamagedOutlines {
        /// Which face of the collection.
        face: u32,
    },
    /// No outlines of any kind.
    MissingOutlines {
        /// Which face of the collection.
        face: u32,
    },
    /// `fsType` forbids embedding or cutting.
    EmbeddingForbidden {
        /// Which face of the collection.
        face: u32,
    },
    /// `fsType` asks for the maker's leave.
    EmbeddingRestricted {
        /// Which face of the collection.
        face: u32,
    },
    /// No table says which character has which glyph.
    NoCharacterMap {
        /// Which face of the collection.
        face: u32,
    },
    /// Its table of characters would take forever to read.
    RepetitiveCharacterMap {
        /// Which face of the collection.
        face: u32,
    },
    /// More glyphs than a TrueType font can hold.
    TooManyGlyphs,
    /// The glyphs are larger than the font that they are in.
    GlyphsTooLarge,
    /// The table `loca` ends too early.
    ShortLoca,
    /// `loca` points beyond `glyf`.
    GlyphOutside,
    /// A glyph ends too early.
    ShortGlyph,
    /// A table that TrueType requires is missing.
    MissingTable,
    /// A table ends too early.
    ShortTable,
    /// More glyphs of one face on a page or in a volume than a PDF font has codes for.
    TooManyCodes,
}

impl fmt::Display for FontFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { face, reason } => write!(f, "face {face} cannot be read: {reason}"),
            Self::NoOutlines { face } => {
                write!(f, "face {face} has no TrueType outlines (glyf); CFF fonts cannot be cut")
            }
            Self::DamagedOutlines { face } => {
                write!(f, "face {face} is damaged: its outlines (glyf, loca) cannot be read")
            }
            Self::MissingOutlines { face } => {
                write!(f, "face {face} has no outlines (glyf is missing)")
            }
            Self::EmbeddingForbidden { face } => write!(
                f,
                "face {face} may not be embedded: its own licence bits (fsType) forbid it"
            ),
            Self::EmbeddingRestricted { face } => write!(
                f,
                "face {face} may not be embedded: its own licence bits (fsType) restrict it"
            ),
            Self::NoCharacterMap { face } => write!(f, "face {face} has no character map (cmap)"),
            Self::RepetitiveCharacterMap { face } => write!(
                f,
                "face {face} has a character map (cmap) that names characters over and over"
            ),
            Self::TooManyGlyphs => f.write_str("more than 65535 glyphs are asked for"),
            Self::GlyphsTooLarge => f.write_str("its glyphs are larger than the font"),
            Self::ShortLoca => f.write_str("loca is cut short"),
            Self::GlyphOutside => f.write_str("a glyph lies outside glyf"),
            Self::ShortGlyph => f.write_str("a glyph is cut short"),
            Self::MissingTable => f.write_str("a table is missing"),
            Self::ShortTable => f.write_str("a table is cut short"),
            Self::TooManyCodes => f.write_str("more than 65535 glyphs of one face are needed"),
        }
    }
}
