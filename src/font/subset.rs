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

use std::borrow::Cow;

use ttf_parser::RawFace;

use super::face::Face;
use super::glyph::EMPTY;
use super::outline;
use super::outlines::Outlines;
use super::postscript;
use super::program::{Table, assemble};
use super::read::{bytes_at, put, table, u16_at, with_u16};
use super::slots::Slots;
use super::truetype::TrueType;
use crate::error::Result;

/// The font program of `glyphs` out of `face`.
pub(crate) fn cut(face: &Face, glyphs: &[u16]) -> Result<Vec<u8>> {
    let source = Source::open(face)?;
    let mut slots = Slots::new(glyphs);
    let outlines = source.outlines(&mut slots)?;
    let count = slots.count()?;
    Ok(assemble(&[
        Table { tag: *b"glyf", bytes: &outlines.glyf },
        Table { tag: *b"head", bytes: &source.head(outlines.are_long())? },
        Table { tag: *b"hhea", bytes: &with_u16(source.table(*b"hhea")?, 34, count) },
        Table { tag: *b"hmtx", bytes: &source.all_metrics(&slots, &outlines) },
        Table { tag: *b"loca", bytes: &outlines.loca() },
        Table { tag: *b"maxp", bytes: &source.maxima(&outlines, count)? },
    ]))
}

struct Source<'a> {
    tables: RawFace<'a>,
    hmtx: &'a [u8],
    long_metrics: usize,
    kind: Kind<'a>,
}

/// What a face's outlines are.
enum Kind<'a> {
    TrueType(TrueType<'a>),
    PostScript(Box<ttf_parser::Face<'a>>),
}

impl<'a> Source<'a> {
    fn open(face: &'a Face) -> Result<Self> {
        let tables = face.tables()?;
        let long_metrics = u16_at(table(&tables, *b"hhea")?, 34)?.into();
        let hmtx = table(&tables, *b"hmtx")?;
        let kind = match face.font().filter(|font| font.tables().cff.is_some()) {
            Some(font) => Kind::PostScript(Box::new(font)),
            None => Kind::TrueType(TrueType::open(&tables)?),
        };
        Ok(Self { tables, hmtx, long_metrics, kind })
    }

    fn table(&self, tag: [u8; 4]) -> Result<&'a [u8]> {
        table(&self.tables, tag)
    }

    /// `head` without the checksum of the whole, which comes last.
    fn head(&self, long_offsets: bool) -> Result<Vec<u8>> {
        let mut head = with_u16(self.table(*b"head")?, 50, long_offsets.into());
        put(&mut head, 8, [0; 4]);
        Ok(head)
    }

    fn all_metrics(&self, slots: &Slots, outlines: &Outlines) -> Vec<u8> {
        let mut all = Vec::with_capacity(4 * slots.ids.len());
        for (slot, &id) in slots.ids.iter().enumerate() {
            let [advance, bearing] = self.metrics(id);
            all.extend(advance);
            all.extend(match self.kind {
                Kind::TrueType(_) => bearing,
                // An outline is moved to where its bearing is.
                Kind::PostScript(_) => outlines.left_edge(slot),
            });
        }
        all
    }

    /// Advance and left side bearing. Past the long metrics, the last advance holds for all.
    fn metrics(&self, id: u16) -> [[u8; 2]; 2] {
        if id == EMPTY {
            return [[0; 2]; 2];
        }
        let id = usize::from(id);
        let last = self.long_metrics.saturating_sub(1);
        let bearing_at = if id <= last { 4 * id + 2 } else { 2 * (self.long_metrics + id) };
        [4 * id.min(last), bearing_at].map(|at| bytes_at(self.hmtx, at).unwrap_or_default())
    }

    /// `maxp`: that of the face, where it is TrueType's.
    fn maxima(&self, outlines: &Outlines, count: u16) -> Result<Vec<u8>> {
        match self.kind {
            Kind::TrueType(_) => Ok(with_u16(self.table(*b"maxp")?, 4, count)),
            Kind::PostScript(_) => outlines.maxima(count),
        }
    }

    fn outlines(&self, slots: &mut Slots) -> Result<Outlines> {
        let mut outlines = Outlines::with_room_for(slots.ids.len());
        while let Some(&id) = slots.ids.get(outlines.len()) {
            outline::push(&self.outline(id)?, slots, &mut outlines.glyf)?;
            outlines.end_one()?;
        }
        Ok(outlines)
    }

    fn outline(&self, id: u16) -> Result<Cow<'a, [u8]>> {
        match &self.kind {
            _ if id == EMPTY => Ok(Cow::default()),
            Kind::TrueType(face) => face.outline(id).map(Cow::Borrowed),
            Kind::PostScript(face) => postscript::outline(face, id).map(Cow::Owned),
        }
    }
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
