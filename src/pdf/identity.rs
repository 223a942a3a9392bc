//! What tells one font or file from another.

use crate::layout::fill::Fill;
use crate::layout::length::Length;
use crate::layout::stamp::{Stamp, Stretch};

/// FNV-1a of 128 bits: it need not resist anyone, only differ, and be quick.
pub(super) struct Identity(u128);

impl Identity {
    pub(super) fn new() -> Self {
        Self(0x6C62_272E_07BB_0142_62B8_2175_6295_C58D)
    }

    pub(super) fn add(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013B);
        }
    }

    fn add_lengths(&mut self, lengths: impl IntoIterator<Item = Length>) {
        for length in lengths {
            self.add(&length.to_pt().to_be_bytes());
        }
    }

    /// What a letter says but for its secret.
    pub(super) fn add_fill(&mut self, fill: &Fill) {
        for glyph in fill.lines().flat_map(|line| &line.glyphs) {
            let [high, low] = glyph.id.to_be_bytes();
            self.add(&[glyph.face, high, low]);
        }
        for bar in &fill.bars {
            self.add_lengths([bar.left(), bar.top(), bar.size.width, bar.size.height]);
        }
    }

    /// What a machine reads.
    pub(super) fn add_stamp(&mut self, stamp: &Stamp) {
        self.add_lengths([stamp.at.x, stamp.at.y, stamp.step]);
        for Stretch { left, top, width, height } in &stamp.stretches {
            for side in [left, top, width, height] {
                self.add(&side.to_be_bytes());
            }
        }
    }

    pub(super) fn finish(self) -> u128 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_published_one() {
        let of = |text: &str| {
            let mut identity = Identity::new();
            identity.add(text.as_bytes());
            identity.finish()
        };
        assert_eq!(of(""), 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D);
        assert_eq!(of("foobar"), 0x343E_1662_793C_64BF_6F0D_3597_BA44_6F18);
    }
}
