//! A TrueType program of just the glyphs that a page needs, in the order in which they are asked
//! for.
//!
//! Slot 0 is an empty `.notdef`, slot n the n-th glyph asked for, whether or not it stood there
//! before: so each (glyph, text) pair gets a code of its own, and codes are glyph ids. Glyphs that
//! composites are made of follow. Hinting is left out: it weighs more than the outlines of a name,
//! and printers ignore it. That, the repeated glyphs, and a hundredth of the time are why this is
//! not the `subsetter` crate.
//!
//! Format: <https://learn.microsoft.com/typography/opentype/spec/otff>.

use ttf_parser::RawFace;

use super::face::Face;
use super::glyph::EMPTY;
use super::outline;
use super::program::{Table, assemble};
use super::read::{broken, table, u16_at, with_u16};
use super::slots::Slots;
use crate::error::{FontFault, Result};

/// The font program of `glyphs` out of `face`.
pub(crate) fn cut(face: &Face, glyphs: &[u16]) -> Result<Vec<u8>> {
    let source = Source::open(face)?;
    let mut slots = Slots::new(glyphs);
    let outlines = source.outlines(&mut slots)?;
    let count = slots.count()?;
    Ok(assemble(&[
        Table { tag: *b"glyf", bytes: outlines.glyf },
        Table { tag: *b"head", bytes: source.head(outlines.long_offsets)? },
        Table { tag: *b"hhea", bytes: with_u16(source.table(*b"hhea")?, 34, count) },
        Table { tag: *b"hmtx", bytes: source.all_metrics(&slots) },
        Table { tag: *b"loca", bytes: outlines.loca },
        Table { tag: *b"maxp", bytes: with_u16(source.table(*b"maxp")?, 4, count) },
    ]))
}

/// More than any font holds in sound glyphs; a glyph that lies across others can repeat the whole
/// of them in each slot.
const MOST_OUTLINES: usize = 16 << 20;

struct Outlines {
    glyf: Vec<u8>,
    loca: Vec<u8>,
    long_offsets: bool,
}

struct Source<'a> {
    tables: RawFace<'a>,
    loca: &'a [u8],
    glyf: &'a [u8],
    hmtx: &'a [u8],
    long_metrics: usize,
    long_offsets: bool,
}

impl<'a> Source<'a> {
    fn open(face: &'a Face) -> Result<Self> {
        let tables = face.tables()?;
        let table = |tag| table(&tables, tag);
        let long_metrics = u16_at(table(*b"hhea")?, 34)?.into();
        let long_offsets = u16_at(table(*b"head")?, 50)? != 0;
        let (loca, glyf, hmtx) = (table(*b"loca")?, table(*b"glyf")?, table(*b"hmtx")?);
        Ok(Self { tables, loca, glyf, hmtx, long_metrics, long_offsets })
    }

    fn table(&self, tag: [u8; 4]) -> Result<&'a [u8]> {
        table(&self.tables, tag)
    }

    /// `head` without the checksum of the whole, which comes last.
    fn head(&self, long_offsets: bool) -> Result<Vec<u8>> {
        let head = with_u16(self.table(*b"head")?, 50, long_offsets.into());
        Ok(with_u16(&with_u16(&head, 8, 0), 10, 0))
    }

    fn all_metrics(&self, slots: &Slots) -> Vec<u8> {
        slots.ids.iter().flat_map(|&id| self.metrics(id)).collect()
    }

    /// Advance and left side bearing. Past the long metrics, the last advance holds for all.
    fn metrics(&self, id: u16) -> [u8; 4] {
        if id == EMPTY {
            return [0; 4];
        }
        let id = usize::from(id);
        let last = self.long_metrics.saturating_sub(1);
        let bearing_at = if id <= last { 4 * id + 2 } else { 2 * (self.long_metrics + id) };
        let ([a, b], [c, d]) = (self.metric(4 * id.min(last)), self.metric(bearing_at));
        [a, b, c, d]
    }

    fn metric(&self, at: usize) -> [u8; 2] {
        let bytes = self.hmtx.get(at..).and_then(|rest| rest.first_chunk());
        bytes.copied().unwrap_or_default()
    }

    fn outlines(&self, slots: &mut Slots) -> Result<Outlines> {
        let mut glyf = Vec::with_capacity(slots.ids.len() * 256);
        let mut offsets = vec![0, 0];
        let mut slot = 1;
        while let Some(&id) = slots.ids.get(slot) {
            outline::push(self.outline(id)?, slots, &mut glyf)?;
            if glyf.len() > MOST_OUTLINES {
                return Err(broken(FontFault::GlyphsTooLarge));
            }
            glyf.resize(glyf.len().next_multiple_of(4), 0);
            offsets.push(glyf.len());
            slot += 1;
        }
        let long_offsets = glyf.len() > 2 * usize::from(u16::MAX);
        let loca = if long_offsets { long_loca(&offsets) } else { short_loca(&offsets) };
        Ok(Outlines { glyf, loca, long_offsets })
    }

    fn outline(&self, id: u16) -> Result<&'a [u8]> {
        if id == EMPTY {
            return Ok(&[]);
        }
        let id = usize::from(id);
        let place = self.offset(id)?..self.offset(id + 1)?;
        self.glyf.get(place).ok_or_else(|| broken(FontFault::GlyphOutside))
    }

    fn offset(&self, index: usize) -> Result<usize> {
        if !self.long_offsets {
            return Ok(2 * usize::from(u16_at(self.loca, 2 * index)?));
        }
        let bytes = self.loca.get(4 * index..).and_then(|rest| rest.first_chunk());
        let offset = bytes.map(|&bytes| u32::from_be_bytes(bytes) as usize);
        offset.ok_or_else(|| broken(FontFault::ShortLoca))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a face is below 4 GB")]
fn long_loca(offsets: &[usize]) -> Vec<u8> {
    offsets.iter().flat_map(|&offset| (offset as u32).to_be_bytes()).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "short offsets are halved and below 2^16")]
fn short_loca(offsets: &[usize]) -> Vec<u8> {
    offsets.iter().flat_map(|&offset| ((offset / 2) as u16).to_be_bytes()).collect()
}

#[cfg(test)]
#[cfg(feature = "bundled-fonts")]
mod tests {
    use ttf_parser::{GlyphId, OutlineBuilder};

    use super::*;
    use crate::font::FontChain;
    use crate::font::program::checksum;

    #[derive(Default, PartialEq, Debug)]
    struct Path(Vec<[f32; 4]>);

    impl OutlineBuilder for Path {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.push([x, y, 0.0, 0.0]);
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0.push([x, y, 1.0, 1.0]);
        }
        fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
            self.0.push([x1, y1, x, y]);
        }
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
            unreachable!("glyf has no cubic curves")
        }
        fn close(&mut self) {}
    }

    fn path(face: &ttf_parser::Face<'_>, id: u16) -> Path {
        let mut path = Path::default();
        face.outline_glyph(GlyphId(id), &mut path);
        path
    }

    #[test]
    fn outlines_and_advances_are_the_original_ones() {
        let chain = FontChain::bundled().unwrap();
        for (face, bytes) in chain.faces().iter().zip([
            include_bytes!("../../fonts/BIZUDGothic-Regular.ttf").as_slice(),
            include_bytes!("../../fonts/NotoSansJP-Regular-fallback.ttf").as_slice(),
        ]) {
            let original = ttf_parser::Face::parse(bytes, 0).unwrap();
            let ids: Vec<u16> =
                (1..original.number_of_glyphs()).step_by(97).chain([5, 5]).collect();
            let program = cut(face, &ids).unwrap();
            let cut = ttf_parser::Face::parse(&program, 0).unwrap();
            for (slot, &id) in (1..).zip(&ids) {
                assert_eq!(path(&cut, slot), path(&original, id));
                assert_eq!(
                    cut.glyph_hor_advance(GlyphId(slot)),
                    original.glyph_hor_advance(GlyphId(id))
                );
                assert_eq!(
                    cut.glyph_hor_side_bearing(GlyphId(slot)),
                    original.glyph_hor_side_bearing(GlyphId(id))
                );
            }
        }
    }

    #[test]
    fn the_whole_file_sums_to_the_magic_number() {
        let chain = FontChain::bundled().unwrap();
        let program = cut(&chain.faces()[0], &[34, 35, 7]).unwrap();
        assert_eq!(checksum(&program), 0xB1B0_AFBA);
    }
}
