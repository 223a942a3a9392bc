//! The one writer of indirect objects: streams stand in the file as they are, all others in object
//! streams; at the end the cross-reference stream, which is the trailer as well (ISO 32000-1,
//! 7.5.7 and 7.5.8).
//!
//! What is written gathers in a buffer. A letter's stays there; a spool's is passed on to the
//! caller's writer, and offsets alone are kept. A buffer that holds a secret never moves, as a copy
//! would stay behind unwiped: its room is the sum of all that will stand in it, and whether it
//! stayed is asserted when it is handed on.

use std::io::{self, Write};
use std::mem::take;

use zeroize::Zeroize;

use super::entries::{ENTRY, Entries, Entry, LARGEST, WIDTHS};
use super::members::{Dictionary, Members, ObjectStream};
use super::packing::Packing;
use super::syntax::Syntax;
use crate::error::{Error, ErrorKind, Result};

/// The longest number.
const NUMBER_ROOM: usize = u64::MAX.ilog10() as usize + 1;
/// A reference with what parts it from the next.
const REFERENCE_ROOM: usize = NUMBER_ROOM + " 0 R ".len();
/// What stands around the content of a stream without keys of its own.
pub(in crate::pdf) const STREAM_ROOM: usize =
    2 * NUMBER_ROOM + " 0 obj\n<</Length >>stream\n\nendstream\nendobj\n".len();
/// The end of a file but for the entries.
const END_ROOM: usize = STREAM_ROOM
    + "/Type/XRef/Size ".len()
    + WIDTHS.len()
    + "/Root /Info /ID[<><>]startxref\n\n%%EOF\n".len()
    + 2 * 32
    + 2 * REFERENCE_ROOM
    + 2 * NUMBER_ROOM;

pub(in crate::pdf) struct Objects {
    /// Bytes that were passed on.
    written: u64,
    entries: Entries,
    /// What is not passed on.
    buffer: Vec<u8>,
    members: Members,
    packing: Packing,
    /// The capacity of a buffer that must not move.
    steady: Option<usize>,
}

/// What the end of a file leads to.
pub(in crate::pdf) struct Trailer {
    pub(in crate::pdf) catalog: usize,
    /// The information dictionary, where there is one.
    pub(in crate::pdf) info: Option<usize>,
    /// The two parts of the file identifier.
    pub(in crate::pdf) identifiers: [u128; 2],
}

impl Trailer {
    /// Of the cross-reference stream of so many objects.
    fn keys(&self, size: usize) -> Vec<u8> {
        let mut keys = Vec::with_capacity(END_ROOM);
        keys.raw("/Type/XRef").raw(WIDTHS).raw("/Size ").int(size);
        keys.refer("/Root", self.catalog).refer("/Info", self.info).raw("/ID[");
        for identifier in self.identifiers {
            keys.raw("<").hex(&identifier.to_be_bytes()).raw(">");
        }
        keys.raw("]");
        keys
    }
}

/// Finished bytes that files begin with.
#[derive(Clone, Default)]
pub(in crate::pdf) struct Beginning {
    pub(in crate::pdf) bytes: Vec<u8>,
    entries: Entries,
}

impl Beginning {
    fn with_room(&self, room: usize) -> Self {
        let mut bytes = Vec::with_capacity(self.bytes.len() + room);
        bytes.bytes(&self.bytes);
        Self { bytes, entries: self.entries.clone() }
    }
}

impl Objects {
    /// The first objects of many files.
    pub(in crate::pdf) fn first(header: &[u8]) -> Self {
        let mut objects = Self::after(&Beginning::default(), Packing::Best, 0);
        objects.buffer.bytes(header);
        objects
    }

    pub(in crate::pdf) fn into_beginning(self) -> Beginning {
        Beginning { bytes: self.buffer, entries: self.entries }
    }

    /// A file that begins so, with room for so many more bytes to begin with.
    pub(in crate::pdf) fn after(beginning: &Beginning, packing: Packing, room: usize) -> Self {
        let Beginning { bytes, entries } = beginning.with_room(room);
        let members = Members::with_room();
        Self { written: 0, entries, buffer: bytes, members, packing, steady: None }
    }

    /// Begins a dictionary of an object stream, whose entries are to be written to it.
    pub(in crate::pdf) fn dictionary(&mut self, number: usize) -> Dictionary<'_> {
        Dictionary::begin(self.members.begin(number))
    }

    /// Writes an array of references into an object stream.
    pub(in crate::pdf) fn array(&mut self, number: usize, of: impl Iterator<Item = usize>) {
        self.members.begin(number).references(of).raw("\n");
    }

    /// Writes the object stream of all objects that were begun since the last one.
    pub(in crate::pdf) fn end_members(&mut self, number: usize) {
        let members = take(&mut self.members);
        for (index, member) in members.numbers().enumerate() {
            self.entries.set(member, Entry::member(number, index));
        }
        let ObjectStream { keys, content } = members.stream();
        self.packed_stream(number, &keys, &content);
    }

    /// Begins a stream of so many bytes, with keys of its own.
    pub(in crate::pdf) fn begin_stream(
        &mut self,
        number: usize,
        keys: &[u8],
        length: usize,
    ) -> &mut Vec<u8> {
        self.entries.set(number, Entry::offset(self.position()));
        let out = self.buffer.int(number).raw(" 0 obj\n<<").bytes(keys);
        out.raw("/Length ").int(length).raw(">>stream\n")
    }

    pub(in crate::pdf) fn end_stream(&mut self) {
        self.buffer.raw("\nendstream\nendobj\n");
    }

    pub(in crate::pdf) fn stream(&mut self, number: usize, keys: &[u8], content: &[u8]) {
        self.begin_stream(number, keys, content.len()).bytes(content);
        self.end_stream();
    }

    /// Writes a stream, packed as all of this file are.
    pub(in crate::pdf) fn packed_stream(&mut self, number: usize, keys: &[u8], plain: &[u8]) {
        if let Some(mut packed) = self.packing.packed(&[plain]) {
            self.stream(number, &[keys, Packing::FILTER].concat(), &packed);
            // Where a secret goes into the buffer, it went through here.
            if self.steady.is_some() {
                packed.zeroize();
            }
        } else {
            self.stream(number, keys, plain);
        }
    }

    fn position(&self) -> u64 {
        self.written + self.buffer.len() as u64
    }

    /// Makes room for so many bytes with a secret among them: from here on they stay where they
    /// are.
    pub(in crate::pdf) fn reserve_for_secret(&mut self, room: usize) {
        self.buffer.reserve(room);
        self.steady = Some(self.buffer.capacity());
    }

    /// How many bytes the end of the file takes at most, after objects with lower numbers than some
    /// that are written.
    pub(in crate::pdf) fn end_room(&self) -> usize {
        END_ROOM + (self.entries.next() + 1) * ENTRY
    }

    /// Writes the cross-reference stream, and where it begins.
    fn push_end(&mut self, trailer: &Trailer) {
        let (number, at) = (self.entries.next(), self.position());
        self.entries.set(number, Entry::offset(at));
        let keys = trailer.keys(number + 1);
        let entries = self.entries.pieces();
        match self.packing.packed(&entries) {
            Some(packed) => self.stream(number, &[&keys, Packing::FILTER].concat(), &packed),
            None => self.stream(number, &keys, &entries.concat()),
        }
        self.buffer.raw("startxref\n").int(at).raw("\n%%EOF\n");
    }

    fn assert_steady(&self) {
        debug_assert!(
            self.steady.is_none_or(|capacity| capacity == self.buffer.capacity()),
            "a buffer with a secret has moved"
        );
    }

    /// Ends a file that stays in memory, and gives its bytes.
    pub(in crate::pdf) fn into_file(mut self, trailer: &Trailer) -> Vec<u8> {
        self.push_end(trailer);
        self.assert_steady();
        self.buffer
    }

    /// Ends a file that is passed on, and gives the number of its bytes.
    pub(in crate::pdf) fn finish(mut self, trailer: &Trailer, out: &mut impl Write) -> Result<u64> {
        self.push_end(trailer);
        self.pass_on(out)?;
        out.flush().map_err(write_error)?;
        Ok(self.written)
    }

    /// Passes the buffer on, and wipes it where it holds a secret: wiping what is long takes longer
    /// than writing it.
    pub(in crate::pdf) fn pass_on(&mut self, out: &mut impl Write) -> Result<()> {
        self.assert_steady();
        self.written += self.buffer.len() as u64;
        let result = write(out, &self.buffer, self.written);
        if self.steady.take().is_some() {
            self.buffer.as_mut_slice().zeroize();
        }
        self.buffer.clear();
        result
    }
}

/// Writes bytes that a file ends with so far.
fn write(out: &mut impl Write, bytes: &[u8], written: u64) -> Result<()> {
    if written > LARGEST {
        return Err(write_error(io::ErrorKind::FileTooLarge.into()));
    }
    out.write_all(bytes).map_err(write_error)
}

fn write_error(source: io::Error) -> Error {
    ErrorKind::Write { source }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "a buffer with a secret has moved")]
    fn a_secret_that_moves_is_found() {
        let mut objects = Objects::after(&Beginning::default(), Packing::Plain, 10);
        objects.reserve_for_secret(10);
        objects.buffer.bytes(&[b' '; 1000]);
        objects.into_file(&Trailer { catalog: 1, info: Some(2), identifiers: [0, 0] });
    }
}
