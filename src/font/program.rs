//! A TrueType file out of its tables: the table directory and the checksums.

use super::read::put;

/// One table.
pub(super) struct Table<'t> {
    pub(super) tag: [u8; 4],
    pub(super) bytes: &'t [u8],
}

/// Where the checksum of the whole file stands in `head`.
const ADJUSTMENT: usize = 8;

/// The file of these six tables, in the order of their tags.
pub(super) fn assemble(tables: &[Table<'_>; 6]) -> Vec<u8> {
    let mut out = directory(tables);
    let mut adjustment_at = 0;
    for Table { tag, bytes } in tables {
        if tag == b"head" {
            adjustment_at = out.len() + ADJUSTMENT;
        }
        out.extend_from_slice(bytes);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    adjust(&mut out, adjustment_at);
    out
}

/// Brings the checksum of the whole file to what it must be.
fn adjust(file: &mut [u8], at: usize) {
    let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(checksum(file));
    put(file, at, adjustment.to_be_bytes());
}

fn directory(tables: &[Table<'_>; 6]) -> Vec<u8> {
    let mut offset = 12 + 16 * tables.len();
    let mut out = Vec::with_capacity(offset + tables.iter().map(Table::room).sum::<usize>());
    // Version, number of tables, and the fields for a binary search among six.
    out.extend([0, 1, 0, 0, 0, 6, 0, 64, 0, 2, 0, 32]);
    for table in tables {
        out.extend(table.tag);
        out.extend(checksum(table.bytes).to_be_bytes());
        out.extend(be_bytes(offset));
        out.extend(be_bytes(table.bytes.len()));
        offset += table.room();
    }
    out
}

impl Table<'_> {
    /// Its length in whole words.
    fn room(&self) -> usize {
        self.bytes.len().next_multiple_of(4)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a font is smaller than 4 GB")]
fn be_bytes(number: usize) -> [u8; 4] {
    (number as u32).to_be_bytes()
}

/// The sum of its words, the last filled up with zeros.
pub(super) fn checksum(table: &[u8]) -> u32 {
    let (words, rest) = table.as_chunks::<4>();
    let mut last = [0; 4];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    let words = words.iter().chain([&last]).map(|word| u32::from_be_bytes(*word));
    words.fold(0, u32::wrapping_add)
}
