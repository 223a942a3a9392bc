//! Tables of a font, and the numbers in them.

use ttf_parser::{RawFace, Tag};

use crate::error::{Error, ErrorKind, Field, FontFault, Result};

pub(super) fn table<'a>(tables: &RawFace<'a>, tag: [u8; 4]) -> Result<&'a [u8]> {
    tables.table(Tag::from_bytes(&tag)).ok_or_else(|| broken(FontFault::MissingTable))
}

pub(super) fn u16_at(table: &[u8], at: usize) -> Result<u16> {
    let bytes = table.get(at..).and_then(|rest| rest.first_chunk());
    bytes.map(|&bytes| u16::from_be_bytes(bytes)).ok_or_else(|| broken(FontFault::ShortTable))
}

/// A table with one number changed.
pub(super) fn with_u16(table: &[u8], at: usize, value: u16) -> Vec<u8> {
    let mut table = table.to_vec();
    if let Some(field) = table.get_mut(at..at + 2) {
        field.copy_from_slice(&value.to_be_bytes());
    }
    table
}

pub(super) fn broken(reason: FontFault) -> Error {
    Error::new(Field::Font, ErrorKind::UnusableFont { reason })
}
