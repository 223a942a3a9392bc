//! Outlines of TrueType as they stand in a face (`loca`, `glyf`).

use ttf_parser::RawFace;

use super::read::{bytes_at, table, u16_at};
use crate::error::{FontFault, Result};

/// The two tables.
pub(super) struct TrueType<'a> {
    loca: &'a [u8],
    glyf: &'a [u8],
    long_offsets: bool,
}

impl<'a> TrueType<'a> {
    pub(super) fn open(tables: &RawFace<'a>) -> Result<Self> {
        let long_offsets = u16_at(table(tables, *b"head")?, 50)? != 0;
        let (loca, glyf) = (table(tables, *b"loca")?, table(tables, *b"glyf")?);
        Ok(Self { loca, glyf, long_offsets })
    }

    pub(super) fn outline(&self, id: u16) -> Result<&'a [u8]> {
        let id = usize::from(id);
        let place = self.offset(id)?..self.offset(id + 1)?;
        Ok(self.glyf.get(place).ok_or(FontFault::GlyphOutside)?)
    }

    fn offset(&self, index: usize) -> Result<usize> {
        if !self.long_offsets {
            return Ok(2 * usize::from(u16_at(self.loca, 2 * index)?));
        }
        let offset = bytes_at(self.loca, 4 * index).ok_or(FontFault::ShortLoca)?;
        Ok(u32::from_be_bytes(offset) as usize)
    }
}
