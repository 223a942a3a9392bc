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

use std::collections::HashMap;

use ttf_parser::{RawFace, Tag};

use super::EMPTY;
use super::face::Face;
use crate::error::{Error, ErrorKind, Field, FontFault, Result};

/// The font program of `glyphs` out of `face`.
pub(crate) fn cut(face: &Face, glyphs: &[u16]) -> Result<Vec<u8>> {
    let source = Source::open(face)?;
    let mut slots = Slots::new(glyphs);
    let outlines = source.outlines(&mut slots)?;
    let head = source.head(outlines.long_offsets)?;
    let hhea = with_u16(source.table(*b"hhea")?, 34, slots.count()?);
    let maxp = with_u16(source.table(*b"maxp")?, 4, slots.count()?);
    let hmtx = slots.ids.iter().flat_map(|&id| source.metrics(id)).collect();
    Ok(assemble(&[
        (*b"glyf", outlines.glyf),
        (*b"head", head),
        (*b"hhea", hhea),
        (*b"hmtx", hmtx),
        (*b"loca", outlines.loca),
        (*b"maxp", maxp),
    ]))
}

/// Which glyph of the face stands in which slot of the cut: those asked for, then the parts of
/// composites.
struct Slots {
    ids: Vec<u16>,
    /// The slot of each part.
    parts: HashMap<u16, u16>,
}

impl Slots {
    fn new(glyphs: &[u16]) -> Self {
        let ids = std::iter::once(0).chain(glyphs.iter().copied()).collect();
        Self { ids, parts: HashMap::new() }
    }

    fn count(&self) -> Result<u16> {
        u16::try_from(self.ids.len()).map_err(|_| broken(FontFault::TooManyGlyphs))
    }

    /// The slot of a part of a composite: shared by all composites.
    fn of_part(&mut self, id: u16) -> Result<u16> {
        if let Some(&slot) = self.parts.get(&id) {
            return Ok(slot);
        }
        let slot = self.count()?;
        self.ids.push(id);
        self.parts.insert(id, slot);
        Ok(slot)
    }
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
        let long_metrics = usize::from(u16_at(table(*b"hhea")?, 34)?);
        let long_offsets = u16_at(table(*b"head")?, 50)? != 0;
        let (loca, glyf, hmtx) = (table(*b"loca")?, table(*b"glyf")?, table(*b"hmtx")?);
        Ok(Self { tables, loca, glyf, hmtx, long_metrics, long_offsets })
    }

    fn table(&self, tag: [u8; 4]) -> Result<&'a [u8]> {
        table(&self.tables, tag)
    }

    fn head(&self, long_offsets: bool) -> Result<Vec<u8>> {
        let head = with_u16(self.table(*b"head")?, 50, long_offsets.into());
        Ok(with_u16(&with_u16(&head, 8, 0), 10, 0))
    }

    /// Advance and left side bearing.
    fn metrics(&self, id: u16) -> [u8; 4] {
        if id == EMPTY {
            return [0; 4];
        }
        let id = usize::from(id);
        let last = self.long_metrics.saturating_sub(1);
        let advance = self.hmtx.get(id.min(last) * 4..).and_then(|rest| rest.first_chunk::<2>());
        let bearing_at =
            if id <= last { id * 4 + 2 } else { self.long_metrics * 4 + (id - last - 1) * 2 };
        let bearing = self.hmtx.get(bearing_at..).and_then(|rest| rest.first_chunk::<2>());
        let ([a, b], [c, d]) =
            (advance.copied().unwrap_or_default(), bearing.copied().unwrap_or_default());
        [a, b, c, d]
    }

    fn outlines(&self, slots: &mut Slots) -> Result<Outlines> {
        let mut glyf = Vec::with_capacity(slots.ids.len() * 256);
        let mut offsets = vec![0, 0];
        let mut slot = 1;
        while let Some(&id) = slots.ids.get(slot) {
            self.push_outline(id, slots, &mut glyf)?;
            if glyf.len() > MOST_OUTLINES {
                return Err(broken(FontFault::GlyphsTooLarge));
            }
            glyf.resize(glyf.len().next_multiple_of(4), 0);
            offsets.push(glyf.len());
            slot += 1;
        }
        let long_offsets = glyf.len() > 2 * usize::from(u16::MAX);
        let loca = offsets.into_iter().flat_map(|offset| {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "short offsets are halved and below 2^16, a face is below 4 GB"
            )]
            let (long, short) =
                ((offset as u32).to_be_bytes(), ((offset / 2) as u16).to_be_bytes());
            let (long, short) = if long_offsets { (Some(long), None) } else { (None, Some(short)) };
            long.into_iter().flatten().chain(short.into_iter().flatten())
        });
        Ok(Outlines { loca: loca.collect(), glyf, long_offsets })
    }

    fn push_outline(&self, id: u16, slots: &mut Slots, out: &mut Vec<u8>) -> Result<()> {
        let outline = self.outline(id)?;
        let Some(contours) = outline.first_chunk::<2>().map(|&bytes| i16::from_be_bytes(bytes))
        else {
            return Ok(());
        };
        match usize::try_from(contours) {
            Ok(contours) => push_simple(outline, contours, out),
            Err(_) => push_composite(outline, slots, out),
        }
    }

    fn outline(&self, id: u16) -> Result<&'a [u8]> {
        if id == EMPTY {
            return Ok(&[]);
        }
        let id = usize::from(id);
        let offset = |index: usize| -> Result<usize> {
            if self.long_offsets {
                let bytes = self.loca.get(index * 4..).and_then(|rest| rest.first_chunk());
                bytes
                    .map(|&bytes| u32::from_be_bytes(bytes) as usize)
                    .ok_or_else(|| broken(FontFault::ShortLoca))
            } else {
                Ok(usize::from(u16_at(self.loca, index * 2)?) * 2)
            }
        };
        self.glyf.get(offset(id)?..offset(id + 1)?).ok_or_else(|| broken(FontFault::GlyphOutside))
    }
}

/// Header, ends of contours, no instructions, then flags and coordinates as they were.
fn push_simple(outline: &[u8], contours: usize, out: &mut Vec<u8>) -> Result<()> {
    let instructions_at = 10 + 2 * contours;
    let length = usize::from(u16_at(outline, instructions_at)?);
    let (Some(kept), Some(points)) =
        (outline.get(..instructions_at), outline.get(instructions_at + 2 + length..))
    else {
        return Err(broken(FontFault::ShortGlyph));
    };
    out.extend_from_slice(kept);
    out.extend_from_slice(&[0, 0]);
    out.extend_from_slice(points);
    Ok(())
}

/// The parts with their new slots, and no instructions.
fn push_composite(outline: &[u8], slots: &mut Slots, out: &mut Vec<u8>) -> Result<()> {
    const WORDS: u16 = 0x1;
    const SCALE: u16 = 0x8;
    const MORE: u16 = 0x20;
    const X_AND_Y_SCALE: u16 = 0x40;
    const TWO_BY_TWO: u16 = 0x80;
    const INSTRUCTIONS: u16 = 0x100;
    out.extend_from_slice(outline.get(..10).ok_or_else(|| broken(FontFault::ShortGlyph))?);
    let mut at = 10;
    loop {
        let (flags, part) = (u16_at(outline, at)?, u16_at(outline, at + 2)?);
        let offsets = if flags & WORDS == 0 { 2 } else { 4 };
        let scale = match flags & (SCALE | X_AND_Y_SCALE | TWO_BY_TWO) {
            0 => 0,
            SCALE => 2,
            X_AND_Y_SCALE => 4,
            _ => 8,
        };
        let placement = outline
            .get(at + 4..at + 4 + offsets + scale)
            .ok_or_else(|| broken(FontFault::ShortGlyph))?;
        out.extend((flags & !INSTRUCTIONS).to_be_bytes());
        out.extend(slots.of_part(part)?.to_be_bytes());
        out.extend_from_slice(placement);
        at += 4 + offsets + scale;
        if flags & MORE == 0 {
            return Ok(());
        }
    }
}

/// The table directory, the tables, and the checksums.
fn assemble(tables: &[([u8; 4], Vec<u8>); 6]) -> Vec<u8> {
    const DIRECTORY: usize = 12 + 6 * 16;
    let total =
        DIRECTORY + tables.iter().map(|(_, table)| table.len().next_multiple_of(4)).sum::<usize>();
    let mut out = Vec::with_capacity(total);
    // Version, number of tables, and the fields for a binary search among six.
    out.extend([0, 1, 0, 0, 0, 6, 0, 64, 0, 2, 0, 32]);
    let (mut offset, mut head_at, mut sum) = (DIRECTORY, 0, 0_u32);
    for (tag, table) in tables {
        out.extend(tag);
        let own_sum = checksum(table);
        sum = sum.wrapping_add(own_sum);
        out.extend(own_sum.to_be_bytes());
        for number in [offset, table.len()] {
            #[expect(clippy::cast_possible_truncation, reason = "a font is smaller than 4 GB")]
            out.extend((number as u32).to_be_bytes());
        }
        if tag == b"head" {
            head_at = offset;
        }
        offset += table.len().next_multiple_of(4);
    }
    sum = sum.wrapping_add(checksum(&out));
    for (_, table) in tables {
        out.extend_from_slice(table);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(sum).to_be_bytes();
    if let Some(field) = out.get_mut(head_at + 8..head_at + 12) {
        field.copy_from_slice(&adjustment);
    }
    out
}

fn checksum(table: &[u8]) -> u32 {
    let word = |chunk: &[u8]| chunk.iter().fold(0, |word, &byte| word << 8 | u32::from(byte));
    let whole = table.chunks_exact(4);
    let rest = whole.remainder();
    let last = word(rest) << (8 * (4 - rest.len())).min(31);
    let last = if rest.is_empty() { 0 } else { last };
    whole.map(word).fold(last, u32::wrapping_add)
}

fn table<'a>(tables: &RawFace<'a>, tag: [u8; 4]) -> Result<&'a [u8]> {
    tables.table(Tag::from_bytes(&tag)).ok_or_else(|| broken(FontFault::MissingTable))
}

fn u16_at(table: &[u8], at: usize) -> Result<u16> {
    let bytes = table.get(at..).and_then(|rest| rest.first_chunk());
    bytes.map(|&bytes| u16::from_be_bytes(bytes)).ok_or_else(|| broken(FontFault::ShortTable))
}

fn with_u16(table: &[u8], at: usize, value: u16) -> Vec<u8> {
    let mut table = table.to_vec();
    if let Some(field) = table.get_mut(at..at + 2) {
        field.copy_from_slice(&value.to_be_bytes());
    }
    table
}

fn broken(reason: FontFault) -> Error {
    Error::new(Field::Font, ErrorKind::UnusableFont { reason })
}

#[cfg(test)]
#[cfg(feature = "bundled-fonts")]
mod tests {
    use ttf_parser::{GlyphId, OutlineBuilder};

    use super::*;
    use crate::font::FontChain;

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
