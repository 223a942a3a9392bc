//! What a face says of itself: its name, its measures, how wide its glyphs are.

use ttf_parser::{Face, GlyphId, name_id};

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

impl Metrics {
    pub(super) fn of(face: &Face<'_>) -> Self {
        let scaled = |units| thousandths(units, face.units_per_em());
        let bounds = face.global_bounding_box();
        Self {
            ascent: scaled(face.ascender()),
            descent: scaled(face.descender()),
            cap_height: scaled(face.capital_height().unwrap_or(face.ascender())),
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(scaled),
            weight: face.weight().to_number(),
        }
    }
}

pub(super) fn postscript_name(face: &Face<'_>, index: u32) -> String {
    let names = face.names().into_iter().filter(|name| name.name_id == name_id::POST_SCRIPT_NAME);
    let name = names.into_iter().find_map(|name| name.to_string()).unwrap_or_default();
    let clean = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-');
    let clean: String = clean.take(63).collect();
    if clean.is_empty() { format!("Face{index}") } else { clean }
}

pub(super) fn advances(face: &Face<'_>) -> Box<[u16]> {
    let upm = u32::from(face.units_per_em().max(1));
    let advance = |id| {
        let units = u32::from(face.glyph_hor_advance(GlyphId(id)).unwrap_or(0));
        u16::try_from((units * 2000 + upm) / (2 * upm)).unwrap_or(u16::MAX)
    };
    (0..face.number_of_glyphs()).map(advance).collect()
}

fn thousandths(units: i16, upm: u16) -> i16 {
    let scaled = (f64::from(units) * 1000.0 / f64::from(upm.max(1))).round();
    #[expect(clippy::cast_possible_truncation, reason = "clamped to the range of i16")]
    let scaled = scaled.clamp(f64::from(i16::MIN), f64::from(i16::MAX)) as i16;
    scaled
}
