//! Strikes one letter: the fixed bytes as they are, then only what varies.

use std::fmt;
use std::ops::Range;

use sha2::{Digest, Sha256};
use zeroize::Zeroize;

use super::cast::cast;
use super::codes::{FontName, Palette};
use super::content::{Hand, Marks};
use super::fonts::{self, Objects, push_font};
use super::ink::{begin_object, push_hex, push_int, push_reference, push_xref_entry};
use super::master::{Binding, Master};
use super::profile::Profile;
use crate::error::Result;
use crate::font::FontChain;
use crate::layout::fill::Fill;
use crate::layout::forme::{Forme, Slot};
use crate::password::Password;

/// A master and every cell of the grid, ready to strike.
pub(crate) struct Press {
    master: Master,
    fonts: FontChain,
    hand: Hand,
    marks: Marks,
    cells: Cells,
    /// The cross-reference entries of the fixed objects.
    xref: Vec<u8>,
}

/// A struck letter. The password is in one range of its bytes, and wiped there on drop.
pub(crate) struct Struck {
    bytes: Vec<u8>,
    secret: Range<usize>,
}

impl Struck {
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for Struck {
    fn drop(&mut self) {
        if let Some(secret) = self.bytes.get_mut(self.secret.clone()) {
            secret.zeroize();
        }
    }
}

impl fmt::Debug for Struck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Struck({} bytes)", self.bytes.len())
    }
}

/// The content of the slots: what is secret and what is not lie apart.
#[derive(Debug)]
pub(crate) struct Impression {
    /// Addressee, sender, number, name and user ID.
    pub(crate) open: Vec<u8>,
    /// How many bytes the grid takes.
    pub(crate) grid: usize,
}

impl Press {
    pub(crate) fn new(
        forme: &Forme,
        fonts: &FontChain,
        binding: Binding,
        profile: Profile,
    ) -> Result<Self> {
        let master = cast(forme, fonts, (binding, profile))?;
        let hand = Hand { height: forme.page().height, profile };
        let marks = Marks::of(forme);
        let cells = Cells::new(forme, hand, &marks, &master)?;
        let mut xref = Vec::with_capacity(master.objects() * 20);
        master.offsets.iter().for_each(|&offset| push_xref_entry(&mut xref, offset as u64));
        Ok(Self { master, fonts: fonts.clone(), hand, marks, cells, xref })
    }

    pub(crate) fn master(&self) -> &Master {
        &self.master
    }

    /// A digest of the fixed bytes and of every cell of the grid.
    pub(crate) fn fingerprint(&self) -> [u8; 32] {
        Sha256::new_with_prefix(self.master.digest).chain_update(&self.cells.blob).finalize().into()
    }

    pub(crate) fn fonts(&self) -> &FontChain {
        &self.fonts
    }

    /// Strikes one letter into a file of its own.
    pub(crate) fn strike(&self, fill: &Fill, password: &Password) -> Result<Struck> {
        let mut palette = Palette::over(&self.master.codes);
        let impression = self.impress(fill, password, &mut palette)?;
        let first = self.master.objects() + 1;
        let (mut own, mut names) = (Objects::of_one_letter(), Vec::new());
        for (face, codes) in palette.own() {
            let number = first + 2 + names.len() * fonts::OBJECTS;
            push_font(&mut own, &self.fonts, (face, codes), number)?;
            names.push((FontName::Own(face), number));
        }
        let room = self.room(&impression, &own);
        let mut letter = self.begin(&impression, password, room);
        begin_object(&mut letter.bytes, first + 1);
        self.push_resources(&mut letter.bytes, &names);
        letter.bytes.extend_from_slice(b"\nendobj\n");
        let own_at = letter.bytes.len();
        letter.bytes.extend_from_slice(&own.bytes);
        let own_offsets = own.offsets.iter().map(|offset| own_at + offset);
        let offsets = letter.offsets.into_iter().chain(own_offsets);
        let id = self.identity(fill);
        self.close(&mut letter.bytes, offsets, &id);
        Ok(Struck { bytes: letter.bytes, secret: letter.secret })
    }

    /// The slots that hold no secret, as a content stream; new glyphs go into the palette.
    pub(crate) fn impress(
        &self,
        fill: &Fill,
        password: &Password,
        palette: &mut Palette<'_>,
    ) -> Result<Impression> {
        let mut open = Vec::with_capacity(2048);
        for filled in &fill.slots {
            self.hand.push_slot(&mut open, self.marks.mcid(filled.slot), filled, palette)?;
        }
        Ok(Impression { open, grid: self.cells.length(password.bytes()) })
    }

    /// The grid: two rows of cells that were set beforehand, picked by the password.
    pub(crate) fn push_grid(&self, out: &mut Vec<u8>, password: &Password) {
        for row in [Row::Readings, Row::Characters] {
            for (column, &c) in password.bytes().iter().enumerate() {
                out.extend_from_slice(self.cells.cell(row, column, c));
            }
        }
    }

    /// Enough that the letter never moves while it is written: a copy would stay behind unwiped.
    fn room(&self, impression: &Impression, own: &Objects) -> usize {
        let objects = self.master.objects() + 2 + own.offsets.len();
        self.master.bytes.len()
            + impression.open.len()
            + impression.grid
            + own.bytes.len()
            + objects * 20
            + 1024
    }

    /// The fixed bytes, and the letter's content as the first object after them.
    fn begin(&self, impression: &Impression, password: &Password, room: usize) -> Begun {
        let mut bytes = Vec::with_capacity(room);
        bytes.extend_from_slice(&self.master.bytes);
        let offset = begin_object(&mut bytes, self.master.objects() + 1);
        bytes.extend_from_slice(b"<</Length ");
        push_int(&mut bytes, impression.open.len() + impression.grid);
        bytes.extend_from_slice(b">>stream\n");
        bytes.extend_from_slice(&impression.open);
        let secret = bytes.len()..bytes.len() + impression.grid;
        self.push_grid(&mut bytes, password);
        bytes.extend_from_slice(b"\nendstream\nendobj\n");
        let next = bytes.len();
        Begun { bytes, secret, offsets: [offset, next] }
    }

    /// The page's fonts: the master's and the letter's own.
    pub(crate) fn push_resources(&self, out: &mut Vec<u8>, own: &[(FontName, usize)]) {
        out.extend_from_slice(b"<<");
        let masters =
            self.master.fonts.iter().map(|&(face, object)| (FontName::Master(face), object));
        for (name, object) in masters.chain(own.iter().copied()) {
            out.push(b'/');
            out.extend_from_slice(&name.resource());
            out.push(b' ');
            push_reference(out, object);
        }
        out.extend_from_slice(b">>");
    }

    fn close(&self, out: &mut Vec<u8>, offsets: impl Iterator<Item = usize>, id: &[u8; 32]) {
        let table = out.len();
        let entries: Vec<usize> = offsets.collect();
        let size = self.master.objects() + entries.len() + 1;
        out.extend_from_slice(b"xref\n0 ");
        push_int(out, size);
        out.extend_from_slice(b"\n0000000000 65535 f \n");
        out.extend_from_slice(&self.xref);
        for offset in entries {
            push_xref_entry(out, offset as u64);
        }
        self.push_trailer(out, (size, table as u64), id);
    }

    /// What leads to the catalog and to the cross-reference table of so many entries at `table`.
    pub(crate) fn push_trailer(
        &self,
        out: &mut Vec<u8>,
        (size, table): (usize, u64),
        id: &[u8; 32],
    ) {
        let landmarks = &self.master.landmarks;
        out.extend_from_slice(b"trailer\n<</Size ");
        push_int(out, size);
        out.extend_from_slice(b"/Root ");
        push_reference(out, landmarks.catalog);
        out.extend_from_slice(b"/Info ");
        push_reference(out, landmarks.info);
        out.extend_from_slice(b"/ID[");
        push_id(out, &self.master.digest);
        push_id(out, id);
        out.extend_from_slice(b"]>>\nstartxref\n");
        push_int(out, table);
        out.extend_from_slice(b"\n%%EOF\n");
    }

    /// What tells this letter from others: everything but its secret.
    fn identity(&self, fill: &Fill) -> [u8; 32] {
        let mut open = Vec::with_capacity(512);
        open.extend_from_slice(&self.master.digest);
        for glyph in fill.lines().flat_map(|line| &line.glyphs) {
            let [high, low] = glyph.id.to_be_bytes();
            open.extend_from_slice(&[glyph.face, high, low]);
        }
        Sha256::digest(&open).into()
    }
}

/// Sixteen bytes, as file identifiers have them.
fn push_id(out: &mut Vec<u8>, digest: &[u8; 32]) {
    out.push(b'<');
    for pair in digest.chunks_exact(2).take(8) {
        push_hex(out, pair.iter().fold(0, |word, &byte| word << 8 | u16::from(byte)));
    }
    out.push(b'>');
}

struct Begun {
    bytes: Vec<u8>,
    secret: Range<usize>,
    /// Of the content and of what follows it.
    offsets: [usize; 2],
}

#[derive(Clone, Copy)]
enum Row {
    Readings,
    Characters,
}

/// Every cell of the grid for every character that may stand there.
struct Cells {
    blob: Vec<u8>,
    /// In ASCII order each, as the forme has them.
    columns: Vec<Vec<Picked>>,
}

struct Picked {
    character: u8,
    reading: Range<usize>,
    printed: Range<usize>,
}

impl Cells {
    fn new(forme: &Forme, hand: Hand, marks: &Marks, master: &Master) -> Result<Self> {
        let mut palette = Palette::over(&master.codes);
        let (mut blob, mut columns) = (Vec::new(), Vec::new());
        for (index, column) in forme.grid.iter().enumerate() {
            let mut cells = Vec::with_capacity(column.0.len());
            for cell in &column.0 {
                let start = blob.len();
                hand.push_cell(
                    &mut blob,
                    marks.mcid(Slot::Reading(index)),
                    &cell.reading,
                    &mut palette,
                )?;
                let middle = blob.len();
                let printed = std::slice::from_ref(&cell.printed);
                hand.push_cell(
                    &mut blob,
                    marks.mcid(Slot::Character(index)),
                    printed,
                    &mut palette,
                )?;
                cells.push(Picked {
                    character: cell.character,
                    reading: start..middle,
                    printed: middle..blob.len(),
                });
            }
            columns.push(cells);
        }
        Ok(Self { blob, columns })
    }

    /// What stands in one cell; nothing for a character that its place cannot have, which the
    /// issuer has refused before.
    fn cell(&self, row: Row, column: usize, character: u8) -> &[u8] {
        let cell = self.columns.get(column).and_then(|cells| {
            let index = cells.binary_search_by_key(&character, |cell| cell.character);
            cells.get(index.ok()?)
        });
        let range = cell.map(|cell| match row {
            Row::Readings => cell.reading.clone(),
            Row::Characters => cell.printed.clone(),
        });
        range.and_then(|range| self.blob.get(range)).unwrap_or_default()
    }

    fn length(&self, password: &[u8]) -> usize {
        let cell = |(column, &c): (usize, &u8)| {
            self.cell(Row::Readings, column, c).len() + self.cell(Row::Characters, column, c).len()
        };
        password.iter().enumerate().map(cell).sum()
    }
}
