//! Objects on their way to the caller's writer: what is written, where each begins, and nothing
//! kept.

use std::io::{self, Write};

use zeroize::Zeroize;

use crate::error::{Error, ErrorKind, Result};
use crate::pdf::fonts::Objects;
use crate::pdf::ink::{begin_object, push_int, push_xref_entry};

/// A cross-reference entry has ten digits for an offset.
const LARGEST: u64 = 9_999_999_999;
/// What may gather before it is passed on.
const MUCH: usize = 1 << 13;

pub(super) struct Paper<W> {
    out: W,
    written: u64,
    /// The number of the first object whose offset is kept.
    first: usize,
    offsets: Vec<u64>,
    /// What is not passed on yet; wiped when it is.
    sheet: Vec<u8>,
}

impl<W: Write> Paper<W> {
    /// Objects before `first` are the caller's to list.
    pub(super) fn new(out: W, first: usize) -> Self {
        Self { out, written: 0, first, offsets: Vec::new(), sheet: Vec::with_capacity(1 << 14) }
    }

    /// Begins an object, and gives the sheet to write it on.
    pub(super) fn begin(&mut self, number: usize) -> &mut Vec<u8> {
        self.note(number, 0);
        begin_object(&mut self.sheet, number);
        &mut self.sheet
    }

    pub(super) fn end(&mut self) {
        self.sheet.extend_from_slice(b"\nendobj\n");
    }

    pub(super) fn sheet(&mut self) -> &mut Vec<u8> {
        &mut self.sheet
    }

    /// Room beforehand: a sheet that moves leaves a copy behind unwiped.
    pub(super) fn reserve(&mut self, bytes: usize) -> Result<()> {
        self.flush()?;
        self.sheet.reserve(bytes);
        Ok(())
    }

    /// Passes on bytes that were written elsewhere.
    pub(super) fn pass(&mut self, bytes: &[u8]) -> Result<()> {
        self.flush()?;
        self.write(bytes)
    }

    /// Passes on objects that were written elsewhere, numbered from `first`.
    pub(super) fn pass_objects(&mut self, first: usize, objects: &Objects) -> Result<()> {
        self.flush()?;
        for (number, offset) in (first..).zip(&objects.offsets) {
            self.note(number, *offset);
        }
        self.write(&objects.bytes)
    }

    /// Passes the sheet on where much has gathered.
    pub(super) fn ease(&mut self) -> Result<()> {
        if self.sheet.len() < MUCH { Ok(()) } else { self.flush() }
    }

    /// Passes the sheet on and wipes it.
    pub(super) fn flush(&mut self) -> Result<()> {
        let mut sheet = std::mem::take(&mut self.sheet);
        let result = self.write(&sheet);
        sheet.as_mut_slice().zeroize();
        self.sheet = sheet;
        self.sheet.clear();
        result
    }

    /// Passes on a sheet that holds no secret: wiping what is long takes longer than writing it.
    pub(super) fn flush_open(&mut self) -> Result<()> {
        let sheet = std::mem::take(&mut self.sheet);
        let result = self.write(&sheet);
        self.sheet = sheet;
        self.sheet.clear();
        result
    }

    /// Writes the cross-reference table after those of the fixed objects, and gives the number of
    /// its entries and its offset.
    pub(super) fn cross_references(&mut self, fixed: &[usize]) -> Result<(usize, u64)> {
        self.flush()?;
        let (size, table) = (self.first + self.offsets.len(), self.written);
        self.sheet.extend_from_slice(b"xref\n0 ");
        push_int(&mut self.sheet, size);
        self.sheet.extend_from_slice(b"\n0000000000 65535 f \n");
        let fixed = fixed.iter().map(|&offset| offset as u64);
        for offset in fixed.chain(std::mem::take(&mut self.offsets)) {
            push_xref_entry(&mut self.sheet, offset);
            self.ease()?;
        }
        Ok((size, table))
    }

    /// Gives the writer back with the number of bytes.
    pub(super) fn finish(mut self) -> Result<(W, u64)> {
        self.flush()?;
        self.out.flush().map_err(write_error)?;
        Ok((self.out, self.written))
    }

    /// Keeps where an object begins, so far after what is already on the sheet.
    fn note(&mut self, number: usize, after: usize) {
        let index = number - self.first;
        if self.offsets.len() <= index {
            self.offsets.resize(index + 1, 0);
        }
        if let Some(place) = self.offsets.get_mut(index) {
            *place = self.written + (self.sheet.len() + after) as u64;
        }
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
