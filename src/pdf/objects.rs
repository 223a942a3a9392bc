//! The one writer of indirect objects: where each begins, the cross-reference table, the trailer.
//!
//! Objects gather in a buffer. A letter's stay there; a spool's are passed on to the caller's
//! writer, and their offsets alone are kept. A buffer that holds a secret never moves, as a copy
//! would stay behind unwiped: its room is the sum of all that will stand in it, and whether it
//! stayed is asserted when it is handed on.

use std::io::{self, Write};
use std::mem::take;

use zeroize::Zeroize;

use super::syntax::Syntax;
use crate::error::{Error, ErrorKind, Result};

/// An entry of the cross-reference table has ten digits for an offset.
const LARGEST: u64 = 9_999_999_999;
/// What may gather before it is passed on.
const MUCH: usize = 1 << 13;

/// The longest number.
pub(super) const NUMBER_ROOM: usize = u64::MAX.ilog10() as usize + 1;
/// A reference with what parts it from the next.
pub(super) const REFERENCE_ROOM: usize = NUMBER_ROOM + " 0 R ".len();
/// What stands around an object.
pub(super) const OBJECT_ROOM: usize = NUMBER_ROOM + " 0 obj\n".len() + "\nendobj\n".len();
/// What stands around the content of a stream without keys of its own.
pub(super) const STREAM_ROOM: usize =
    OBJECT_ROOM + NUMBER_ROOM + "<</Length >>stream\n\nendstream".len();
/// An entry of the cross-reference table.
pub(super) const ENTRY: usize = "0000000000 00000 n \n".len();
/// The end of a file but for the entries of its objects.
pub(super) const END_ROOM: usize = "xref\n0 \n".len()
    + ENTRY
    + "trailer\n<</Size /Root /Info /ID[<><>]>>\nstartxref\n\n%%EOF\n".len()
    + 2 * 32
    + 2 * REFERENCE_ROOM
    + 3 * NUMBER_ROOM;

pub(super) struct Objects<W> {
    out: W,
    /// Bytes that were passed on.
    written: u64,
    /// The number of the first object whose offset is kept.
    first: usize,
    offsets: Vec<u64>,
    /// What is not passed on.
    buffer: Vec<u8>,
    /// The capacity of a buffer that must not move.
    steady: Option<usize>,
}

/// What the trailer says, and the entries of the objects before the first whose offset is kept.
pub(super) struct Trailer<'a> {
    pub(super) entries: &'a [u8],
    pub(super) catalog: usize,
    pub(super) info: usize,
    /// Of which the first halves become the two parts of the file identifier.
    pub(super) digests: [&'a [u8; 32]; 2],
}

/// A cross-reference table: how many objects it counts, and where it begins.
struct Table {
    size: usize,
    at: u64,
}

impl<W> Objects<W> {
    fn new(out: W, first: usize, room: usize) -> Self {
        let buffer = Vec::with_capacity(room);
        Self { out, written: 0, first, offsets: Vec::new(), buffer, steady: None }
    }

    /// Begins an object, and gives the buffer to write it to.
    pub(super) fn begin(&mut self, number: usize) -> &mut Vec<u8> {
        self.note(number, self.buffer.len() as u64);
        self.buffer.int(number).raw(" 0 obj\n")
    }

    pub(super) fn end(&mut self) {
        self.buffer.raw("\nendobj\n");
    }

    /// Begins a stream of so many bytes, with keys of its own.
    pub(super) fn begin_stream(
        &mut self,
        number: usize,
        keys: &str,
        length: usize,
    ) -> &mut Vec<u8> {
        self.begin(number).raw("<<").raw(keys).raw("/Length ").int(length).raw(">>stream\n")
    }

    pub(super) fn end_stream(&mut self) {
        self.buffer.raw("\nendstream");
        self.end();
    }

    pub(super) fn stream(&mut self, number: usize, keys: &str, content: &[u8]) {
        self.begin_stream(number, keys, content.len()).extend_from_slice(content);
        self.end_stream();
    }

    /// Bytes that are no object.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// Keeps where an object begins in the buffer.
    fn note(&mut self, number: usize, at: u64) {
        let index = number - self.first;
        if self.offsets.len() <= index {
            self.offsets.resize(index + 1, 0);
        }
        if let Some(offset) = self.offsets.get_mut(index) {
            *offset = self.written + at;
        }
    }

    /// Begins the cross-reference table with the entries that are not kept here.
    fn begin_table(&mut self, entries: &[u8]) -> Table {
        let table = Table {
            size: self.first + self.offsets.len(),
            at: self.written + self.buffer.len() as u64,
        };
        self.buffer.raw("xref\n0 ").int(table.size).raw("\n0000000000 65535 f \n");
        self.push(entries);
        table
    }

    /// The trailer: what leads to the catalog and to the cross-reference table.
    fn push_trailer(&mut self, table: &Table, trailer: &Trailer<'_>) {
        let out = &mut self.buffer;
        out.raw("trailer\n<</Size ").int(table.size);
        out.raw("/Root ").reference(trailer.catalog);
        out.raw("/Info ").reference(trailer.info);
        out.raw("/ID[");
        for digest in trailer.digests {
            push_identifier(out, digest);
        }
        out.raw("]>>\nstartxref\n").int(table.at).raw("\n%%EOF\n");
    }

    fn assert_steady(&self) {
        debug_assert!(
            self.steady.is_none_or(|capacity| capacity == self.buffer.capacity()),
            "a buffer with a secret has moved"
        );
    }
}

/// Sixteen bytes of a digest, as file identifiers have them.
fn push_identifier(out: &mut Vec<u8>, digest: &[u8; 32]) {
    out.raw("<");
    for pair in digest.chunks_exact(2).take(8) {
        out.hex(pair.iter().fold(0, |word, &byte| word << 8 | u16::from(byte)));
    }
    out.raw(">");
}

fn push_entry(out: &mut Vec<u8>, offset: u64) {
    let mut digits = *b"0000000000 00000 n \n";
    let mut rest = offset;
    for digit in digits.iter_mut().take(10).rev() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    out.extend_from_slice(&digits);
}

impl Objects<()> {
    /// Objects that stay in memory, with room for so many bytes to begin with.
    pub(super) fn in_memory(first: usize, room: usize) -> Self {
        Self::new((), first, room)
    }

    /// Objects that stay in memory with a secret among them, and never have more bytes than this.
    pub(super) fn with_secret(first: usize, room: usize) -> Self {
        let mut objects = Self::in_memory(first, room);
        objects.steady = Some(objects.buffer.capacity());
        objects
    }

    pub(super) fn len(&self) -> usize {
        self.buffer.len()
    }

    /// How many objects there are, from the first to the last.
    pub(super) fn count(&self) -> usize {
        self.offsets.len()
    }

    /// Objects that were written elsewhere, with the numbers that they have there.
    pub(super) fn append(&mut self, others: &Self) {
        let start = self.buffer.len() as u64;
        for (number, &offset) in (others.first..).zip(&others.offsets) {
            self.note(number, start + offset);
        }
        self.push(&others.buffer);
    }

    /// The bytes, and their cross-reference entries.
    pub(super) fn into_parts(self) -> (Vec<u8>, Vec<u8>) {
        let mut entries = Vec::with_capacity(self.offsets.len() * ENTRY);
        for offset in self.offsets {
            push_entry(&mut entries, offset);
        }
        (self.buffer, entries)
    }

    /// Ends the file, and gives its bytes.
    pub(super) fn into_file(mut self, trailer: &Trailer<'_>) -> Vec<u8> {
        let table = self.begin_table(trailer.entries);
        for offset in take(&mut self.offsets) {
            push_entry(&mut self.buffer, offset);
        }
        self.push_trailer(&table, trailer);
        self.assert_steady();
        self.buffer
    }
}

impl<W: Write> Objects<W> {
    /// Objects that are passed on.
    pub(super) fn passing_to(out: W, first: usize) -> Self {
        Self::new(out, first, 2 * MUCH)
    }

    /// Prepares for a secret: so many bytes from here on stay where they are, and are wiped when
    /// they are passed on.
    pub(super) fn reserve_for_secret(&mut self, room: usize) -> Result<()> {
        self.pass_on()?;
        self.buffer.reserve(room);
        self.steady = Some(self.buffer.capacity());
        Ok(())
    }

    /// Passes the buffer on, and wipes it where it holds a secret: wiping what is long takes longer
    /// than writing it.
    pub(super) fn pass_on(&mut self) -> Result<()> {
        self.assert_steady();
        let mut buffer = take(&mut self.buffer);
        let result = self.write(&buffer);
        if self.steady.take().is_some() {
            buffer.as_mut_slice().zeroize();
        }
        buffer.clear();
        self.buffer = buffer;
        result
    }

    /// Passes on bytes that were written elsewhere.
    pub(super) fn pass(&mut self, bytes: &[u8]) -> Result<()> {
        self.pass_on()?;
        self.write(bytes)
    }

    /// Passes the buffer on where much has gathered.
    pub(super) fn pass_on_much(&mut self) -> Result<()> {
        if self.buffer.len() < MUCH { Ok(()) } else { self.pass_on() }
    }

    /// Ends the file, and gives the writer back with the number of bytes.
    pub(super) fn into_writer(mut self, trailer: &Trailer<'_>) -> Result<(W, u64)> {
        let table = self.begin_table(trailer.entries);
        for offset in take(&mut self.offsets) {
            push_entry(&mut self.buffer, offset);
            self.pass_on_much()?;
        }
        self.push_trailer(&table, trailer);
        self.pass_on()?;
        self.out.flush().map_err(write_error)?;
        Ok((self.out, self.written))
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.written += bytes.len() as u64;
        if self.written > LARGEST {
            return Err(write_error(io::ErrorKind::FileTooLarge.into()));
        }
        self.out.write_all(bytes).map_err(write_error)
    }
}

fn write_error(source: io::Error) -> Error {
    ErrorKind::Write { source }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_has_twenty_bytes() {
        let mut out = Vec::new();
        push_entry(&mut out, 1_234_567);
        assert_eq!(out, b"0001234567 00000 n \n");
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "a buffer with a secret has moved")]
    fn a_secret_that_moves_is_found() {
        let mut objects = Objects::with_secret(1, 10);
        objects.push(&[b' '; 1000]);
        let trailer = Trailer { entries: &[], catalog: 1, info: 2, digests: [&[0; 32], &[0; 32]] };
        objects.into_file(&trailer);
    }
}
