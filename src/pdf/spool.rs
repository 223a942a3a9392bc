//! Many letters in one file for a print shop: one set of fonts, a bookmark a page, and memory that only offsets grow in.
//!
//! After the fixed objects: the root of the page tree, the fonts' names and the outline (written last), then for each leaf of the tree
//! its own object and those of each of its letters: content, page, bookmark, perhaps a second page. So every number is known before it is written.

use std::io::{self, Write};

use zeroize::Zeroize;

use super::codes::{FontName, Palette};
use super::content::Hand;
use super::fonts::{OBJECTS, Objects, push_font};
use super::ink::{begin_object, push_int, push_points, push_reference, push_xref_entry};
use super::press::{Impression, Press, push_id};
use crate::error::{ErrorKind, Result};
use crate::layout::fill::Fill;
use crate::layout::forme::Line;
use crate::layout::length::Size;

/// Letters under one node of the page tree.
const LEAF: usize = 64;
/// Content, page and bookmark; a second page has an object more.
const PER_LETTER: usize = 3;
/// Root of the page tree, fonts' names, outline.
const HEAD: usize = 3;

/// A cross-reference entry has ten digits for an offset.
const LARGEST: u64 = 9_999_999_999;

/// A spool on its way to the caller's writer.
pub(crate) struct Volume<'p, W> {
    press: &'p Press,
    page: Size,
    out: W,
    written: u64,
    palette: Palette<'p>,
    /// Of every object after the fixed ones.
    offsets: Vec<u64>,
    pages: usize,
    /// One page's bytes; wiped after each.
    sheet: Vec<u8>,
    /// The bookmark that waits to know whether another follows.
    bookmark: Option<String>,
}

impl<'p, W: Write> Volume<'p, W> {
    pub(crate) fn begin(press: &'p Press, page: Size, out: W) -> Result<Self> {
        let master = press.master();
        let palette = Palette::over(&master.codes);
        let (offsets, sheet) = (vec![0; HEAD], Vec::with_capacity(1 << 14));
        let mut volume =
            Self { press, page, out, written: 0, palette, offsets, pages: 0, sheet, bookmark: None };
        volume.write(&master.bytes)?;
        Ok(volume)
    }

    pub(crate) fn pages(&self) -> usize {
        self.pages
    }

    /// Adds one letter, with a line of its own (its count, for the print shop).
    pub(crate) fn push(&mut self, fill: &Fill<'_>, count: Option<&Line>) -> Result<()> {
        let mut impression = self.press.impress(fill, &mut self.palette)?;
        if let Some(line) = count {
            let hand = Hand { height: self.page.height, tagging: super::content::Tagging::Untagged };
            hand.push_line(&mut impression.open, line, &mut self.palette)?;
        }
        self.end_bookmark(true)?;
        if self.pages.is_multiple_of(LEAF) {
            self.end_leaf()?;
        }
        self.push_content(&impression, fill);
        let master = self.press.master();
        let (number, fixed) = (self.number_of_page(self.pages), master.landmarks.fixed);
        self.push_page(number, &[fixed, number - 1]);
        if let Some(overleaf) = master.landmarks.overleaf {
            self.push_page(number + 2, &[overleaf]);
        }
        self.flush()?;
        self.bookmark = Some(fill.number.text());
        self.pages += 1;
        Ok(())
    }

    fn push_content(&mut self, impression: &Impression, fill: &Fill<'_>) {
        let number = self.number_of_page(self.pages) - 1;
        self.sheet.reserve(impression.open.len() + impression.grid + 1024);
        self.open(number);
        self.sheet.extend_from_slice(b"<</Length ");
        push_int(&mut self.sheet, impression.open.len() + impression.grid);
        self.sheet.extend_from_slice(b">>stream\n");
        self.sheet.extend_from_slice(&impression.open);
        self.press.push_grid(&mut self.sheet, fill);
        self.sheet.extend_from_slice(b"\nendstream\nendobj\n");
    }

    fn push_page(&mut self, number: usize, contents: &[usize]) {
        let (leaf, resources) = (self.number_of_leaf(self.pages), self.head(1));
        self.open(number);
        let out = &mut self.sheet;
        out.extend_from_slice(b"<</Type/Page/Parent ");
        push_reference(out, leaf);
        out.extend_from_slice(b"/MediaBox[0 0 ");
        push_points(out, self.page.width.to_pt());
        out.push(b' ');
        push_points(out, self.page.height.to_pt());
        out.extend_from_slice(b"]/Resources<</Font ");
        push_reference(out, resources);
        out.extend_from_slice(b">>/Contents[");
        for content in contents {
            push_reference(out, *content);
            out.push(b' ');
        }
        out.extend_from_slice(b"]>>\nendobj\n");
    }

    /// Writes fonts, tree, outline and cross-reference table, and gives the writer back with the number of bytes.
    pub(crate) fn finish(mut self) -> Result<(W, u64)> {
        self.end_bookmark(false)?;
        self.end_leaf()?;
        let names = self.write_fonts()?;
        self.write_resources(&names)?;
        self.write_pages()?;
        self.write_outline()?;
        self.write_end()?;
        self.out.flush().map_err(write_error)?;
        Ok((self.out, self.written))
    }

    fn write_fonts(&mut self) -> Result<Vec<(FontName, usize)>> {
        let (mut own, mut names) = (Objects::default(), Vec::new());
        let first = self.press.master().objects() + self.offsets.len() + 1;
        for (face, codes) in self.palette.own() {
            let number = first + names.len() * OBJECTS;
            push_font(&mut own, self.press.fonts(), (face, codes), number)?;
            names.push((FontName::Own(face), number));
        }
        for (number, offset) in (first..).zip(&own.offsets) {
            self.note(number, self.written + *offset as u64);
        }
        self.write(&own.bytes)?;
        Ok(names)
    }

    fn write_resources(&mut self, names: &[(FontName, usize)]) -> Result<()> {
        let number = self.head(1);
        self.note(number, self.written);
        self.press.push_resources(&mut self.sheet, number, names);
        self.flush()
    }

    fn write_pages(&mut self) -> Result<()> {
        let leaves: Vec<usize> =
            (0..self.pages).step_by(LEAF).map(|page| self.number_of_leaf(page)).collect();
        self.open(self.head(0));
        self.sheet.extend_from_slice(b"<</Type/Pages/Count ");
        let sides = self.per_letter() + 1 - PER_LETTER;
        push_int(&mut self.sheet, self.pages * sides);
        self.sheet.extend_from_slice(b"/Kids[");
        for leaf in leaves {
            push_reference(&mut self.sheet, leaf);
            self.sheet.push(b' ');
        }
        self.sheet.extend_from_slice(b"]>>\nendobj\n");
        self.flush()
    }

    fn write_outline(&mut self) -> Result<()> {
        let bookmarks =
            (self.pages > 0).then(|| [0, self.pages - 1].map(|page| self.number_of_page(page) + 1));
        let number = self.head(2);
        self.open(number);
        let out = &mut self.sheet;
        out.extend_from_slice(b"<</Type/Outlines");
        if let Some([first, last]) = bookmarks {
            out.extend_from_slice(b"/First ");
            push_reference(out, first);
            out.extend_from_slice(b"/Last ");
            push_reference(out, last);
            out.extend_from_slice(b"/Count ");
            push_int(out, self.pages);
        }
        out.extend_from_slice(b">>\nendobj\n");
        self.flush()
    }

    fn write_end(&mut self) -> Result<()> {
        let master = self.press.master();
        let (table, size) = (self.written, master.objects() + self.offsets.len() + 1);
        self.sheet.extend_from_slice(b"xref\n0 ");
        push_int(&mut self.sheet, size);
        self.sheet.extend_from_slice(b"\n0000000000 65535 f \n");
        let fixed = master.offsets.iter().map(|&offset| offset as u64);
        for offset in fixed.chain(std::mem::take(&mut self.offsets)) {
            push_xref_entry(&mut self.sheet, offset);
            if self.sheet.len() > 1 << 13 {
                self.flush()?;
            }
        }
        let out = &mut self.sheet;
        out.extend_from_slice(b"trailer\n<</Size ");
        push_int(out, size);
        out.extend_from_slice(b"/Root ");
        push_reference(out, master.landmarks.catalog);
        out.extend_from_slice(b"/Info ");
        push_reference(out, master.landmarks.info);
        out.extend_from_slice(b"/ID[");
        push_id(out, &master.digest);
        push_id(out, &master.digest);
        out.extend_from_slice(b"]>>\nstartxref\n");
        out.extend_from_slice(table.to_string().as_bytes());
        out.extend_from_slice(b"\n%%EOF\n");
        self.flush()
    }

    /// Writes the leaf that the pages so far have filled, or begun to fill.
    fn end_leaf(&mut self) -> Result<()> {
        let Some(last) = self.pages.checked_sub(1) else {
            return Ok(());
        };
        let (leaf, first) = (self.number_of_leaf(last), last - last % LEAF);
        let pages = (first..=last).map(|letter| self.number_of_page(letter));
        let sides = if self.press.master().landmarks.overleaf.is_some() { [0, 2].as_slice() } else { &[0] };
        let kids: Vec<usize> = pages.flat_map(|page| sides.iter().map(move |side| page + side)).collect();
        let root = self.head(0);
        self.open(leaf);
        let out = &mut self.sheet;
        out.extend_from_slice(b"<</Type/Pages/Parent ");
        push_reference(out, root);
        out.extend_from_slice(b"/Count ");
        push_int(out, kids.len());
        out.extend_from_slice(b"/Kids[");
        for kid in kids {
            push_reference(out, kid);
            out.push(b' ');
        }
        out.extend_from_slice(b"]>>\nendobj\n");
        self.flush()
    }

    /// Writes the bookmark of the page before.
    fn end_bookmark(&mut self, another_follows: bool) -> Result<()> {
        let (Some(title), Some(last)) = (self.bookmark.take(), self.pages.checked_sub(1)) else {
            return Ok(());
        };
        let (page, outline) = (self.number_of_page(last), self.head(2));
        let before = last.checked_sub(1).map(|before| self.number_of_page(before) + 1);
        let after = another_follows.then(|| self.number_of_page(last + 1) + 1);
        self.open(page + 1);
        let out = &mut self.sheet;
        out.extend_from_slice(b"<</Title(");
        out.extend_from_slice(title.as_bytes());
        out.extend_from_slice(b")/Parent ");
        push_reference(out, outline);
        for (key, neighbour) in [(b"/Prev ", before), (b"/Next ", after)] {
            if let Some(neighbour) = neighbour {
                out.extend_from_slice(key);
                push_reference(out, neighbour);
            }
        }
        out.extend_from_slice(b"/Dest[");
        push_reference(out, page);
        out.extend_from_slice(b"/Fit]>>\nendobj\n");
        self.flush()
    }

    fn per_letter(&self) -> usize {
        PER_LETTER + usize::from(self.press.master().landmarks.overleaf.is_some())
    }

    fn head(&self, index: usize) -> usize {
        self.press.master().objects() + 1 + index
    }

    fn number_of_leaf(&self, page: usize) -> usize {
        self.press.master().objects() + HEAD + 1 + page / LEAF * (LEAF * self.per_letter() + 1)
    }

    fn number_of_page(&self, page: usize) -> usize {
        self.number_of_leaf(page) + page % LEAF * self.per_letter() + 2
    }

    /// Begins an object where the sheet stands, and notes its offset.
    fn open(&mut self, number: usize) {
        self.note(number, self.written + self.sheet.len() as u64);
        begin_object(&mut self.sheet, number);
    }

    fn note(&mut self, number: usize, offset: u64) {
        let index = number - self.press.master().objects() - 1;
        if self.offsets.len() <= index {
            self.offsets.resize(index + 1, 0);
        }
        if let Some(place) = self.offsets.get_mut(index) {
            *place = offset;
        }
    }

    fn flush(&mut self) -> Result<()> {
        let mut sheet = std::mem::take(&mut self.sheet);
        let result = self.write(&sheet);
        sheet.as_mut_slice().zeroize();
        sheet.clear();
        self.sheet = sheet;
        result
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.written += bytes.len() as u64;
        if self.written > LARGEST {
            return Err(write_error(io::ErrorKind::FileTooLarge.into()));
        }
        self.out.write_all(bytes).map_err(write_error)
    }
}

fn write_error(source: io::Error) -> crate::error::Error {
    ErrorKind::Write { source }.into()
}
