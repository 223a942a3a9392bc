//! The outlines of a font that is being cut: `glyf`, `loca`, and what other tables tell of them.

use super::read::{bytes_at, put, u16_at};
use crate::error::{FontFault, Result};

/// More than any font holds in sound glyphs; a glyph that lies across others can repeat the whole
/// of them in each slot.
const MOST_OUTLINES: usize = 16 << 20;

/// The outlines of the slots, one after another.
pub(super) struct Outlines {
    pub(super) glyf: Vec<u8>,
    /// Where each begins, and the last ends. Slot 0 is blank.
    offsets: Vec<usize>,
}

impl Outlines {
    pub(super) fn with_room_for(glyphs: usize) -> Self {
        Self { glyf: Vec::with_capacity(glyphs * 256), offsets: vec![0, 0] }
    }

    /// How many slots have theirs.
    pub(super) fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    pub(super) fn end_one(&mut self) -> Result<()> {
        if self.glyf.len() > MOST_OUTLINES {
            return Err(FontFault::GlyphsTooLarge.into());
        }
        self.glyf.resize(self.glyf.len().next_multiple_of(4), 0);
        self.offsets.push(self.glyf.len());
        Ok(())
    }

    /// Whether offsets are too large to be halved into 16 bits.
    pub(super) fn are_long(&self) -> bool {
        self.glyf.len() > 2 * usize::from(u16::MAX)
    }

    pub(super) fn loca(&self) -> Vec<u8> {
        if self.are_long() { long_loca(&self.offsets) } else { short_loca(&self.offsets) }
    }

    /// The outline of a slot; nothing where it is blank.
    fn of(&self, slot: usize) -> &[u8] {
        let place = self.offsets.get(slot).zip(self.offsets.get(slot + 1));
        place.and_then(|(&start, &end)| self.glyf.get(start..end)).unwrap_or_default()
    }

    /// The least x of a slot's outline.
    pub(super) fn left_edge(&self, slot: usize) -> [u8; 2] {
        bytes_at(self.of(slot), 2).unwrap_or_default()
    }

    /// `maxp` for simple glyphs without instructions.
    pub(super) fn maxima(&self, count: u16) -> Result<Vec<u8>> {
        let Most { points, contours } = self.most()?;
        let mut maxp = vec![0; MAXP_LENGTH];
        let one_zone = 1;
        for (at, value) in [(0, 1), (4, count), (6, points), (8, contours), (14, one_zone)] {
            put(&mut maxp, at, u16::to_be_bytes(value));
        }
        Ok(maxp)
    }

    fn most(&self) -> Result<Most> {
        let mut most = Most::default();
        for outline in (0..self.len()).map(|slot| self.of(slot)) {
            if !outline.is_empty() {
                most.take_in(outline)?;
            }
        }
        Ok(most)
    }
}

/// The most that any outline has.
#[derive(Default)]
struct Most {
    points: u16,
    contours: u16,
}

impl Most {
    fn take_in(&mut self, outline: &[u8]) -> Result<()> {
        let contours = u16_at(outline, 0)?;
        let last_point = u16_at(outline, 8 + 2 * usize::from(contours))?;
        self.contours = self.contours.max(contours);
        self.points = self.points.max(last_point.saturating_add(1));
        Ok(())
    }
}

/// Of version 1.0.
const MAXP_LENGTH: usize = 32;

#[expect(clippy::cast_possible_truncation, reason = "a face is below 4 GB")]
fn long_loca(offsets: &[usize]) -> Vec<u8> {
    offsets.iter().flat_map(|&offset| (offset as u32).to_be_bytes()).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "short offsets are halved and below 2^16")]
fn short_loca(offsets: &[usize]) -> Vec<u8> {
    offsets.iter().flat_map(|&offset| ((offset / 2) as u16).to_be_bytes()).collect()
}
