//! One face, and which glyph it has for a character.

use std::borrow::Cow;
use std::fmt;

use sha2::{Digest, Sha256};
use ttf_parser::GlyphId;

use super::character_map::CharacterMap;
use super::inked::has_ink;
use super::ligature::ligature;
use super::metrics::{Metrics, advances, postscript_name};
use super::usable::refuse_unusable;
use crate::error::{FontFault, Result};

/// A face whose tables have been read once, so that a lookup is a look into a table.
#[derive(Clone)]
pub(crate) struct Face {
    data: Cow<'static, [u8]>,
    index: u32,
    name: String,
    metrics: Metrics,
    characters: CharacterMap,
    /// In thousandths of an em.
    advances: Box<[u16]>,
}

impl Face {
    /// Tells one face from another.
    pub(crate) fn digest(&self) -> [u8; 32] {
        Sha256::new_with_prefix(&self.data).chain_update(self.index.to_be_bytes()).finalize().into()
    }

    pub(crate) fn parse(data: Cow<'static, [u8]>, index: u32) -> Result<Self> {
        let face = ttf_parser::Face::parse(&data, index);
        let face = face.map_err(|error| unreadable(index, error))?;
        refuse_unusable(&face, index)?;
        let (characters, name) = (CharacterMap::read(&face), postscript_name(&face, index));
        let (metrics, advances) = (Metrics::of(&face), advances(&face));
        Ok(Self { data, index, name, metrics, characters, advances })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn metrics(&self) -> Metrics {
        self.metrics
    }

    /// The font's tables, for cutting.
    pub(crate) fn tables(&self) -> Result<ttf_parser::RawFace<'_>> {
        let tables = ttf_parser::RawFace::parse(&self.data, self.index);
        Ok(tables.map_err(|error| unreadable(self.index, error))?)
    }

    /// The glyph of a character; `None` where there is none, or one without ink for a character
    /// that has some.
    pub(crate) fn glyph(&self, c: char) -> Option<u16> {
        self.characters.glyph(c)
    }

    /// The glyph of a variation sequence (cmap format 14).
    pub(crate) fn variation(&self, base: char, selector: char) -> Option<u16> {
        let face = self.font()?;
        inked(&face, face.glyph_variation_index(base, selector)?)
    }

    /// The glyph of a letter with a mark that Unicode has no character for.
    pub(crate) fn composed(&self, base: char, mark: char) -> Option<u16> {
        let (base, mark) = (GlyphId(self.glyph(base)?), GlyphId(self.glyph(mark)?));
        let face = self.font()?;
        inked(&face, ligature(&face.tables().gsub?, base, mark)?)
    }

    /// Draws an outline in font units, y upward; the em is so many units.
    pub(crate) fn draw(&self, id: u16, pen: &mut dyn ttf_parser::OutlineBuilder) -> Option<u16> {
        let font = self.font()?;
        font.outline_glyph(GlyphId(id), pen)?;
        Some(font.units_per_em())
    }

    pub(crate) fn has_outline(&self, id: u16) -> bool {
        self.font().is_some_and(|face| has_ink(&face, id))
    }

    /// The face as it is read.
    pub(crate) fn font(&self) -> Option<ttf_parser::Face<'_>> {
        ttf_parser::Face::parse(&self.data, self.index).ok()
    }

    pub(crate) fn advance(&self, id: u16) -> u16 {
        self.advances.get(usize::from(id)).copied().unwrap_or(0)
    }
}

/// A glyph, if it has ink.
fn inked(face: &ttf_parser::Face<'_>, GlyphId(id): GlyphId) -> Option<u16> {
    has_ink(face, id).then_some(id)
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Face").field("name", &self.name).finish_non_exhaustive()
    }
}

fn unreadable(face: u32, error: ttf_parser::FaceParsingError) -> FontFault {
    FontFault::Unreadable { face, reason: error.to_string() }
}
