//! One TrueType face: which characters it has, and how wide its glyphs are.

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;

use sha2::{Digest, Sha256};
use ttf_parser::gsub::SubstitutionSubtable;
use ttf_parser::opentype_layout::LayoutTable;
use ttf_parser::{GlyphId, Tag, loca, name_id};

use crate::error::{Error, ErrorKind, Field, FontFault, Result};

/// A face whose tables have been read once, so that a lookup is a look into a table.
#[derive(Clone)]
pub(crate) struct Face {
    data: Cow<'static, [u8]>,
    index: u32,
    name: String,
    metrics: Metrics,
    /// A glyph id for each code point of the BMP; 0 where there is none.
    plane0: Plane0,
    /// The same for what lies beyond, in order.
    beyond: Beyond,
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
        let face =
            ttf_parser::Face::parse(&data, index).map_err(|error| unreadable(index, error))?;
        refuse_unusable(&face, index)?;
        let (plane0, beyond) = characters(&face);
        let name = postscript_name(&face, index);
        let (metrics, advances) = (metrics(&face), advances(&face));
        Ok(Self { data, index, name, metrics, plane0, beyond, advances })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn metrics(&self) -> Metrics {
        self.metrics
    }

    /// The font's tables, for cutting.
    pub(crate) fn tables(&self) -> Result<ttf_parser::RawFace<'_>> {
        ttf_parser::RawFace::parse(&self.data, self.index)
            .map_err(|error| unreadable(self.index, error))
    }

    /// The glyph of a character; `None` where there is none, or one without ink for a character
    /// that has some.
    pub(crate) fn glyph(&self, c: char) -> Option<u16> {
        let code = u32::from(c) as usize;
        let id = match self.plane0.get(code) {
            Some(&id) => id,
            None => {
                self.beyond
                    .binary_search_by_key(&c, |&(c, _)| c)
                    .ok()
                    .and_then(|i| self.beyond.get(i))?
                    .1
            }
        };
        (id != 0).then_some(id)
    }

    /// The glyph of a variation sequence (cmap format 14).
    pub(crate) fn variation(&self, base: char, selector: char) -> Option<u16> {
        let face = ttf_parser::Face::parse(&self.data, self.index).ok()?;
        let id = face.glyph_variation_index(base, selector)?.0;
        self.has_outline(id).then_some(id)
    }

    /// The glyph of a letter with a mark that Unicode has no character for (GSUB, feature `ccmp`).
    pub(crate) fn composed(&self, base: char, mark: char) -> Option<u16> {
        let (base, mark) = (GlyphId(self.glyph(base)?), GlyphId(self.glyph(mark)?));
        let face = ttf_parser::Face::parse(&self.data, self.index).ok()?;
        let composed = face.tables().gsub.and_then(|gsub| ligature(&gsub, base, mark))?.0;
        self.has_outline(composed).then_some(composed)
    }

    pub(crate) fn has_outline(&self, id: u16) -> bool {
        let face = ttf_parser::Face::parse(&self.data, self.index).ok();
        face.and_then(|face| glyph_locations(&face))
            .is_some_and(|loca| id != 0 && has_ink(loca, GlyphId(id)))
    }

    pub(crate) fn advance(&self, id: u16) -> u16 {
        self.advances.get(usize::from(id)).copied().unwrap_or(0)
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Face").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Lookups of one feature, and subtables of one lookup, that are asked; the bundled face has one of
/// each. A font that is made to be slow has thousands.
const MOST_LOOKUPS: usize = 64;

/// The one glyph that stands for two, by the rules that must be followed before any other.
fn ligature(gsub: &LayoutTable<'_>, first: GlyphId, second: GlyphId) -> Option<GlyphId> {
    let ccmp = gsub.features.find(Tag::from_bytes(b"ccmp"))?;
    for index in ccmp.lookup_indices.into_iter().take(MOST_LOOKUPS) {
        let lookup = gsub.lookups.get(index)?;
        for subtable in lookup.subtables.into_iter::<SubstitutionSubtable<'_>>().take(MOST_LOOKUPS)
        {
            let SubstitutionSubtable::Ligature(ligatures) = subtable else { continue };
            let Some(set) = ligatures.coverage.get(first) else { continue };
            for ligature in ligatures.ligature_sets.get(set)? {
                if ligature.components.into_iter().eq([second]) {
                    return Some(ligature.glyph);
                }
            }
        }
    }
    None
}

fn refuse_unusable(face: &ttf_parser::Face<'_>, index: u32) -> Result<()> {
    let reason = if face.tables().glyf.is_none() {
        outline_fault(face, index)
    } else if !face.is_outline_embedding_allowed() || !face.is_subsetting_allowed() {
        FontFault::EmbeddingForbidden { face: index }
    } else if face.permissions() == Some(ttf_parser::Permissions::Restricted) {
        FontFault::EmbeddingRestricted { face: index }
    } else if face.tables().cmap.is_none() {
        FontFault::NoCharacterMap { face: index }
    } else if !is_quickly_read(face) {
        FontFault::RepetitiveCharacterMap { face: index }
    } else {
        return Ok(());
    };
    Err(unusable(reason))
}

/// Why a face has no TrueType outlines that can be read.
fn outline_fault(face: &ttf_parser::Face<'_>, index: u32) -> FontFault {
    let has = |tag| face.raw_face().table(Tag::from_bytes(tag)).is_some();
    if has(b"glyf") {
        FontFault::DamagedOutlines { face: index }
    } else if has(b"CFF ") || has(b"CFF2") {
        FontFault::NoOutlines { face: index }
    } else {
        FontFault::MissingOutlines { face: index }
    }
}

fn unreadable(face: u32, error: ttf_parser::FaceParsingError) -> Error {
    unusable(FontFault::Unreadable { face, reason: error.to_string() })
}

fn unusable(reason: FontFault) -> Error {
    Error::new(Field::Font, ErrorKind::UnusableFont { reason })
}

type Plane0 = Box<[u16]>;
type Beyond = Box<[(char, u16)]>;

/// Whether walking through its character maps takes no more than a moment. Sound ones name
/// 1,114,112 code points at most; ranges that overlap can name billions in a few kilobytes.
fn is_quickly_read(face: &ttf_parser::Face<'_>) -> bool {
    let cmap = face.raw_face().table(Tag::from_bytes(b"cmap")).unwrap_or_default();
    let named = |at: usize| -> Option<u64> {
        let subtable = cmap.get(number(cmap, at, 4)?.try_into().ok()?..)?;
        match number(subtable, 0, 2)? {
            4 => segments(subtable),
            12 | 13 => groups(subtable),
            _ => Some(0x1_0000),
        }
    };
    let records = number(cmap, 2, 2).unwrap_or(0).try_into().unwrap_or(0);
    let mut left = MOST_NAMED;
    (0..records).all(|record: usize| {
        left = left.saturating_sub(named(8 + 8 * record).unwrap_or(0).max(1));
        left > 0
    })
}

/// What two maps of all of Unicode name.
const MOST_NAMED: u64 = 2 * 0x11_0000;

/// How many code points the segments of a subtable of format 4 name.
fn segments(subtable: &[u8]) -> Option<u64> {
    let twice: usize = number(subtable, 6, 2)?.try_into().ok()?;
    let range = |at| Some(number(subtable, at + twice + 2, 2)?..=number(subtable, at, 2)?);
    Some((14..14 + twice).step_by(2).map_while(range).map(length).sum())
}

/// How many code points the groups of a subtable of format 12 or 13 name.
fn groups(subtable: &[u8]) -> Option<u64> {
    let count: usize = number(subtable, 12, 4)?.try_into().ok()?;
    let starts = (0..count).map(|group| 16 + 12 * group);
    let range = |at| Some(number(subtable, at, 4)?..=number(subtable, at + 4, 4)?);
    Some(starts.map_while(range).map(length).sum())
}

/// An empty range takes its moment too.
fn length(range: RangeInclusive<u64>) -> u64 {
    (range.end() + 1).saturating_sub(*range.start()).max(1)
}

/// A number of `size` bytes at `at`.
fn number(table: &[u8], at: usize, size: usize) -> Option<u64> {
    let bytes = table.get(at..)?.get(..size)?;
    Some(bytes.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)))
}

/// Only characters that would be seen: space may be blank, anything else without ink counts as
/// missing.
fn characters(face: &ttf_parser::Face<'_>) -> (Plane0, Beyond) {
    let mut plane0 = vec![0; 0x1_0000].into_boxed_slice();
    let mut beyond = Vec::new();
    let Some(loca) = glyph_locations(face) else {
        return (plane0, beyond.into());
    };
    let tables = face
        .tables()
        .cmap
        .into_iter()
        .flat_map(|cmap| cmap.subtables)
        .filter(ttf_parser::cmap::Subtable::is_unicode);
    for table in tables {
        table.codepoints(|code| {
            let Some(c) = char::from_u32(code) else { return };
            let Some(id) = face.glyph_index(c).filter(|&id| id.0 != 0) else {
                return;
            };
            if !c.is_whitespace() && !has_ink(loca, id) {
                return;
            }
            match plane0.get_mut(code as usize) {
                Some(entry) => *entry = id.0,
                None => beyond.push((c, id.0)),
            }
        });
    }
    beyond.sort_unstable();
    beyond.dedup();
    (plane0, beyond.into())
}

fn has_ink(loca: loca::Table<'_>, id: GlyphId) -> bool {
    loca.glyph_range(id).is_some()
}

fn glyph_locations<'a>(face: &ttf_parser::Face<'a>) -> Option<loca::Table<'a>> {
    let bytes = face.raw_face().table(Tag::from_bytes(b"loca"))?;
    loca::Table::parse(
        face.number_of_glyphs().try_into().ok()?,
        face.tables().head.index_to_location_format,
        bytes,
    )
}

fn postscript_name(face: &ttf_parser::Face<'_>, index: u32) -> String {
    let names = face.names().into_iter().filter(|name| name.name_id == name_id::POST_SCRIPT_NAME);
    let name = names.into_iter().find_map(|name| name.to_string()).unwrap_or_default();
    let clean: String =
        name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(63).collect();
    if clean.is_empty() { format!("Face{index}") } else { clean }
}

fn metrics(face: &ttf_parser::Face<'_>) -> Metrics {
    let upm = face.units_per_em();
    let bounds = face.global_bounding_box();
    Metrics {
        ascent: thousandths(face.ascender(), upm),
        descent: thousandths(face.descender(), upm),
        cap_height: thousandths(face.capital_height().unwrap_or_else(|| face.ascender()), upm),
        bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max]
            .map(|v| thousandths(v, upm)),
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
