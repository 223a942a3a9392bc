//! The entries of the cross-reference stream (ISO 32000-1, 7.5.8.3): where each object is.
//!
//! They are all that grows with a spool, so they are kept in pieces: one vector would be copied
//! whenever it grows.

/// How the bytes of an entry are divided: its type, an offset or the number of an object stream, an
/// index.
pub(super) const WIDTHS: &str = "/W[1 5 2]";
pub(super) const ENTRY: usize = 8;
/// Five bytes have no room for a larger offset.
pub(super) const LARGEST: u64 = (1 << 40) - 1;
/// Entries of a piece.
const PIECE: usize = 1 << 13;

/// Where one object is.
#[derive(Clone, Copy)]
pub(super) struct Entry(u64);

impl Entry {
    const FREE: Self = Self(u16::MAX as u64);

    pub(super) fn offset(offset: u64) -> Self {
        Self(1 << 56 | offset << 16)
    }

    pub(super) fn member(stream: usize, index: usize) -> Self {
        Self(2 << 56 | (stream as u64) << 16 | index as u64)
    }
}

/// From object 0, which there is not.
#[derive(Clone, Default)]
pub(super) struct Entries(Vec<Vec<u8>>);

impl Entries {
    pub(super) fn set(&mut self, number: usize, entry: Entry) {
        let (piece, at) = (number / PIECE, number % PIECE * ENTRY);
        while self.next() <= number {
            self.push_free();
        }
        if let Some(place) = self.0.get_mut(piece).and_then(|piece| piece.get_mut(at..at + ENTRY)) {
            place.copy_from_slice(&entry.0.to_be_bytes());
        }
    }

    fn push_free(&mut self) {
        let is_full = self.0.last().is_none_or(|piece| piece.len() == PIECE * ENTRY);
        if is_full {
            self.0.push(Vec::with_capacity(ENTRY << 7));
        }
        if let Some(piece) = self.0.last_mut() {
            piece.extend(Entry::FREE.0.to_be_bytes());
        }
    }

    /// The number after the last.
    pub(super) fn next(&self) -> usize {
        let before = self.0.len().saturating_sub(1) * PIECE;
        before + self.0.last().map_or(0, |piece| piece.len() / ENTRY)
    }

    pub(super) fn pieces(&self) -> Vec<&[u8]> {
        self.0.iter().map(Vec::as_slice).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_has_eight_bytes_and_what_is_not_set_is_free() {
        let mut entries = Entries::default();
        entries.set(2, Entry::offset(9));
        entries.set(1, Entry::member(3, 0x0102));
        let free = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF];
        let all = [free, [2, 0, 0, 0, 0, 3, 1, 2], [1, 0, 0, 0, 0, 9, 0, 0]];
        assert_eq!(entries.pieces(), [all.as_flattened()]);
    }

    #[test]
    fn every_number_has_a_place_of_its_own() {
        let mut entries = Entries::default();
        let last = 2 * PIECE + 5;
        for number in (0..=last).rev() {
            entries.set(number, Entry::offset(number as u64));
        }
        assert_eq!(entries.next(), last + 1);
        let bytes = entries.pieces().concat();
        for (number, entry) in bytes.as_chunks::<ENTRY>().0.iter().enumerate() {
            assert_eq!(u64::from_be_bytes(*entry), 1 << 56 | (number as u64) << 16);
        }
    }
}
