//! Outlines of TrueType (`glyf`): each as it was, but for its hinting and the numbers of its parts.

use super::read::u16_at;
use super::slots::Slots;
use crate::error::{FontFault, Result};

/// The outline of a glyph, which may be blank; the parts of a composite get slots.
pub(super) fn push(outline: &[u8], slots: &mut Slots, out: &mut Vec<u8>) -> Result<()> {
    let Some(contours) = outline.first_chunk() else { return Ok(()) };
    match i16::from_be_bytes(*contours).try_into() {
        Ok(contours) => push_simple(outline, contours, out),
        Err(_) => push_composite(outline, slots, out),
    }
}

/// Header, ends of contours, no instructions, then flags and coordinates as they were.
fn push_simple(outline: &[u8], contours: usize, out: &mut Vec<u8>) -> Result<()> {
    let instructions_at = 10 + 2 * contours;
    let points_at = instructions_at + 2 + usize::from(u16_at(outline, instructions_at)?);
    out.extend_from_slice(outline.get(..instructions_at).ok_or(FontFault::ShortGlyph)?);
    out.extend_from_slice(&[0, 0]);
    out.extend_from_slice(outline.get(points_at..).ok_or(FontFault::ShortGlyph)?);
    Ok(())
}

/// Flags of a part: its offsets are words.
const WORDS: u16 = 0x1;
/// One scale for both axes.
const SCALE: u16 = 0x8;
/// Another part follows.
const MORE: u16 = 0x20;
/// A scale for each axis.
const X_AND_Y_SCALE: u16 = 0x40;
/// A matrix.
const TWO_BY_TWO: u16 = 0x80;
/// Instructions follow the last part.
const INSTRUCTIONS: u16 = 0x100;

/// The parts with their new slots, and no instructions.
fn push_composite(outline: &[u8], slots: &mut Slots, out: &mut Vec<u8>) -> Result<()> {
    out.extend_from_slice(outline.get(..10).ok_or(FontFault::ShortGlyph)?);
    let mut at = 10;
    loop {
        let part = Part::at(outline, at)?;
        part.push(slots, out)?;
        if part.flags & MORE == 0 {
            return Ok(());
        }
        at += 4 + part.placement.len();
    }
}

/// A glyph in a composite.
struct Part<'o> {
    flags: u16,
    id: u16,
    placement: &'o [u8],
}

impl<'o> Part<'o> {
    fn at(outline: &'o [u8], at: usize) -> Result<Self> {
        let (flags, id) = (u16_at(outline, at)?, u16_at(outline, at + 2)?);
        let placement = outline.get(at + 4..).and_then(|rest| rest.get(..placement_length(flags)));
        Ok(Self { flags, id, placement: placement.ok_or(FontFault::ShortGlyph)? })
    }

    fn push(&self, slots: &mut Slots, out: &mut Vec<u8>) -> Result<()> {
        out.extend((self.flags & !INSTRUCTIONS).to_be_bytes());
        out.extend(slots.of_part(self.id)?.to_be_bytes());
        out.extend_from_slice(self.placement);
        Ok(())
    }
}

/// How long offsets and scales of a part are.
fn placement_length(flags: u16) -> usize {
    let offsets = if flags & WORDS == 0 { 2 } else { 4 };
    offsets + scales_length(flags)
}

fn scales_length(flags: u16) -> usize {
    match flags & (SCALE | X_AND_Y_SCALE | TWO_BY_TWO) {
        0 => 0,
        SCALE => 2,
        X_AND_Y_SCALE => 4,
        _ => 8,
    }
}
