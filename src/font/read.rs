//! Tables of a font, and the numbers in them.

use ttf_parser::{RawFace, Tag};

use crate::error::{FontFault, Result};

pub(super) fn table<'a>(tables: &RawFace<'a>, tag: [u8; 4]) -> Result<&'a [u8]> {
    Ok(tables.table(Tag::from_bytes(&tag)).ok_or(FontFault::MissingTable)?)
}

pub(super) fn bytes_at<const N: usize>(table: &[u8], at: usize) -> Option<[u8; N]> {
    table.get(at..)?.first_chunk().copied()
}

pub(super) fn u16_at(table: &[u8], at: usize) -> Result<u16> {
    let bytes = bytes_at(table, at).ok_or(FontFault::ShortTable)?;
    Ok(u16::from_be_bytes(bytes))
}

/// A table with one number changed.
pub(super) fn with_u16(table: &[u8], at: usize, value: u16) -> Vec<u8> {
    let mut table = table.to_vec();
    put(&mut table, at, value.to_be_bytes());
    table
}

/// Puts bytes at a place, if there is such a place.
pub(super) fn put<const N: usize>(table: &mut [u8], at: usize, bytes: [u8; N]) {
    if let Some(field) = table.get_mut(at..at + N) {
        field.copy_from_slice(&bytes);
    }
}
