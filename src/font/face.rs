//! One face: which characters it has, and how wide its glyphs are.

use std::borrow::Cow;
use std::fmt;

use sha2::{Digest, Sha256};
use ttf_parser::{GlyphId, Tag, name_id};

use super::character_map::{CharacterMap, is_quickly_read};
use super::inked::has_ink;
use super::ligature::ligature;
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

/// What a PDF's font descriptor says, in thousandths of an em.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Metrics {
    pub(crate) ascent: i16,
    pub(crate) descent: i16,
    pub(crate) cap_height: i16,
    /// Left, bottom, right, top.
    pub(crate) bounds: [i16; 4],
    pub(crate) weight: u16,
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
        let (metrics, advances) = (metrics(&face), advances(&face));
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

fn refuse_unusable(font: &ttf_parser::Face<'_>, face: u32) -> Result<(), FontFault> {
    let tables = font.tables();
    if tables.glyf.is_none() && tables.cff.is_none() {
        Err(outline_fault(font, face))
    } else if !font.is_outline_embedding_allowed() || !font.is_subsetting_allowed() {
        Err(FontFault::EmbeddingForbidden { face })
    } else if font.permissions() == Some(ttf_parser::Permissions::Restricted) {
        Err(FontFault::EmbeddingRestricted { face })
    } else if tables.cmap.is_none() {
        Err(FontFault::NoCharacterMap { face })
    } else if !is_quickly_read(font) {
        Err(FontFault::RepetitiveCharacterMap { face })
    } else {
        Ok(())
    }
}

/// Why a face has no outlines that can be read.
fn outline_fault(font: &ttf_parser::Face<'_>, face: u32) -> FontFault {
    let has = |tag| font.raw_face().table(Tag::from_bytes(tag)).is_some();
    if has(b"glyf") || has(b"CFF ") {
        FontFault::DamagedOutlines { face }
    } else if has(b"CFF2") {
        FontFault::VariableOutlines { face }
    } else {
        FontFault::MissingOutlines { face }
    }
}

fn unreadable(face: u32, error: ttf_parser::FaceParsingError) -> FontFault {
    FontFault::Unreadable { face, reason: error.to_string() }
}

fn postscript_name(face: &ttf_parser::Face<'_>, index: u32) -> String {
    let names = face.names().into_iter().filter(|name| name.name_id == name_id::POST_SCRIPT_NAME);
    let name = names.into_iter().find_map(|name| name.to_string()).unwrap_or_default();
    let clean: String =
        name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(63).collect();
    if clean.is_empty() { format!("Face{index}") } else { clean }
}

fn metrics(face: &ttf_parser::Face<'_>) -> Metrics {
    let scaled = |units| thousandths(units, face.units_per_em());
    let bounds = face.global_bounding_box();
    Metrics {
        ascent: scaled(face.ascender()),
        descent: scaled(face.descender()),
        cap_height: scaled(face.capital_height().unwrap_or(face.ascender())),
        bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(scaled),
        weight: face.weight().to_number(),
    }
}

fn advances(face: &ttf_parser::Face<'_>) -> Box<[u16]> {
    let advance = |id| u32::from(face.glyph_hor_advance(GlyphId(id)).unwrap_or(0));
    let upm = u32::from(face.units_per_em().max(1));
    (0..face.number_of_glyphs())
        .map(|id| u16::try_from((advance(id) * 2000 + upm) / (2 * upm)).unwrap_or(u16::MAX))
        .collect()
}

fn thousandths(units: i16, upm: u16) -> i16 {
    let scaled = (f64::from(units) * 1000.0 / f64::from(upm.max(1))).round();
    #[expect(clippy::cast_possible_truncation, reason = "clamped to the range of i16")]
    let scaled = scaled.clamp(f64::from(i16::MIN), f64::from(i16::MAX)) as i16;
    scaled
}
