//! Which glyphs of a face have an outline.

use ttf_parser::{Face, GlyphId, OutlineBuilder, Tag, loca};

/// What tells it.
pub(super) enum Inked<'f> {
    /// TrueType: where each outline lies.
    ByPlace(loca::Table<'f>),
    /// PostScript: a glyph has to be drawn.
    ByDrawing(&'f Face<'f>),
}

impl<'f> Inked<'f> {
    /// Nothing for a face without outlines.
    pub(super) fn of(face: &'f Face<'f>) -> Option<Self> {
        if face.tables().cff.is_some() {
            return Some(Self::ByDrawing(face));
        }
        let bytes = face.raw_face().table(Tag::from_bytes(b"loca"))?;
        let glyphs = face.number_of_glyphs().try_into().ok()?;
        let format = face.tables().head.index_to_location_format;
        loca::Table::parse(glyphs, format, bytes).map(Self::ByPlace)
    }

    /// `.notdef` counts as none.
    pub(super) fn has(&self, id: GlyphId) -> bool {
        let drawn = match self {
            Self::ByPlace(loca) => loca.glyph_range(id).is_some(),
            Self::ByDrawing(face) => face.outline_glyph(id, &mut NoPen).is_some(),
        };
        drawn && id.0 != 0
    }
}

/// Whether a glyph of a face has one.
pub(super) fn has_ink(face: &Face<'_>, id: u16) -> bool {
    Inked::of(face).is_some_and(|inked| inked.has(GlyphId(id)))
}

/// Leaves no ink.
struct NoPen;

impl OutlineBuilder for NoPen {
    fn move_to(&mut self, _: f32, _: f32) {}
    fn line_to(&mut self, _: f32, _: f32) {}
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
    fn close(&mut self) {}
}
