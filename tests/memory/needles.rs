//! What is searched for: kept with every bit flipped, and compared so, else the search would find
//! itself.

use std::collections::HashMap;
use std::fmt;

use miniz_oxide::inflate::decompress_slice_iter_to_slice;
use reissue_notice::Password;
use zeroize::Zeroizing;

pub(crate) const MASK: u8 = 0xFF;

/// The longest that is searched for.
pub(crate) const LONGEST: usize = 4096;

/// The longest content of a page.
const LONGEST_PAGE: usize = 1 << 15;

/// Places of a password in one needle: so much of it is a leak.
const RUN: usize = 9;
/// From which cell of a row to which a needle reaches. Not over digits alone: those of a column
/// stand ready in turn, and a password that counts up would be found there.
const NEEDLES: [[usize; 2]; 2] = [[0, 5], [5, 15]];
const PLACES: usize = 16;
/// Bytes of a compressed stream in one needle.
const PACKED: usize = 64;

pub(crate) fn masked(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| byte ^ MASK).collect()
}

/// What is searched for, masked, by its first four bytes.
#[derive(Default)]
pub(crate) struct Needles(HashMap<[u8; 4], Vec<(Kind, Vec<u8>)>>);

#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Password,
    Page,
    Key,
    KeyDigits,
    KeyPad,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Password => "a password",
            Self::Page => "a page with one",
            Self::Key => "the key as bytes",
            Self::KeyDigits => "the key in hexadecimal",
            Self::KeyPad => "the key in a digest's padding",
        })
    }
}

impl Needles {
    /// A key, in the forms that it takes.
    pub(crate) fn add_masked_key(&mut self, key: &[u8]) {
        for half in key.chunks(16) {
            self.add(Kind::Key, half.to_vec());
            for pad in [0x36, 0x5c] {
                self.add(Kind::KeyPad, half.iter().map(|byte| byte ^ pad).collect());
            }
            for digits in [b"0123456789abcdef", b"0123456789ABCDEF"] {
                self.add(Kind::KeyDigits, masked_digits(half, digits));
            }
        }
    }

    pub(crate) fn add_password(&mut self, password: &Password) {
        self.add_secret(password.expose_secret());
    }

    pub(crate) fn add_secret(&mut self, secret: &str) {
        let masked = masked(secret.as_bytes());
        self.add(Kind::Password, masked[..RUN].to_vec());
        self.add(Kind::Password, masked[masked.len() - RUN..].to_vec());
    }

    /// The rows of every grid, in the content streams that are not compressed and show as much.
    pub(crate) fn add_grids(&mut self, letter: &[u8]) {
        let shows = |stream: &&[u8]| positions(stream, b"]TJ").len() > PLACES;
        let contents: Vec<&[u8]> = streams(letter).filter(shows).collect();
        assert!(!contents.is_empty(), "no page has a grid");
        for content in contents {
            self.add_rows(content);
        }
    }

    /// A row is a text object. Whatever is written between two of its cells, each ends with the
    /// string of its glyph.
    fn add_rows(&mut self, content: &[u8]) {
        let rows: Vec<_> = rows(content).into_iter().filter(|row| row.len() >= PLACES).collect();
        assert!(rows.len() >= 2, "{} rows of readings and characters", rows.len());
        for cells in rows {
            for [from, to] in NEEDLES {
                self.add(Kind::Page, masked(&content[cells[from]..cells[to]]));
            }
        }
    }

    /// A compressed content stream, masked: as it is, and what comes out of it.
    pub(crate) fn add_masked_packed(&mut self, page: &[u8]) {
        let page = Zeroizing::new(masked(page));
        let packed = streams(&page).next().unwrap();
        for part in packed.rchunks_exact(PACKED).take(4) {
            self.add(Kind::Page, masked(part));
        }
        // Into one place: a vector that grows would leave what it had behind.
        let mut plain = Zeroizing::new(vec![0; LONGEST_PAGE]);
        let length = decompress_slice_iter_to_slice(&mut plain, [packed].into_iter(), true, false);
        self.add_rows(&plain[..length.unwrap()]);
    }

    fn add(&mut self, kind: Kind, needle: Vec<u8>) {
        assert!(needle.len() <= LONGEST, "a needle of {} bytes", needle.len());
        self.0.entry(needle[..4].try_into().unwrap()).or_default().push((kind, needle));
    }

    pub(crate) fn count(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    /// Where which needle begins in the first `length` bytes of a chunk. Masked as it is compared:
    /// a masked copy of the memory would show the needles plain.
    pub(crate) fn in_chunk(&self, chunk: &[u8], length: usize) -> Vec<(Kind, usize)> {
        let mut found = Vec::new();
        for (at, first) in chunk.windows(4).take(length).enumerate() {
            let first = [first[0] ^ MASK, first[1] ^ MASK, first[2] ^ MASK, first[3] ^ MASK];
            for (kind, needle) in self.0.get(&first).into_iter().flatten() {
                if begins_with(&chunk[at..], needle) {
                    found.push((*kind, at));
                }
            }
        }
        found
    }
}

fn begins_with(part: &[u8], needle: &[u8]) -> bool {
    part.len() >= needle.len()
        && part.iter().zip(needle).all(|(byte, needle)| byte ^ MASK == *needle)
}

/// Masked all the way: the digits of a masked byte, found by its two halves.
fn masked_digits(masked: &[u8], digits: &[u8; 16]) -> Vec<u8> {
    let digit = |half: u8| digits[usize::from(half)] ^ MASK;
    let mut pairs = Vec::new();
    for byte in masked.iter().map(|byte| byte ^ MASK) {
        pairs.extend([digit(byte >> 4), digit(byte & 15)]);
    }
    pairs
}

/// Whether these are the bytes of a compressed content stream and nothing else: it alone says of
/// itself no more than its length.
pub(crate) fn is_packed_page(bytes: &[u8]) -> bool {
    let keys = bytes.splitn(3, |&byte| byte == b'\n').nth(1).unwrap_or_default();
    keys.starts_with(b"<</Filter/FlateDecode/Length ") && positions(bytes, b"endobj").len() == 1
}

/// The bytes of each stream of a file.
fn streams(file: &[u8]) -> impl Iterator<Item = &[u8]> {
    let begins = positions(file, b">>stream\n").into_iter().map(|at| at + b">>stream\n".len());
    let ends = positions(file, b"\nendstream\n");
    begins.zip(ends).map(|(from, to)| &file[from..to])
}

/// Behind each string of glyphs, text object by text object.
fn rows(content: &[u8]) -> Vec<Vec<usize>> {
    let (mut rows, mut ends) = (Vec::new(), Vec::new());
    let (mut inside, mut bytes) = (false, content.iter().enumerate());
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'(' => inside = true,
            b'\\' if inside => drop(bytes.next()),
            b')' if inside => {
                inside = false;
                ends.push(at + 1);
            }
            b'T' if !inside && content[..at].ends_with(b"E") => {
                rows.push(std::mem::take(&mut ends));
            }
            _ => {}
        }
    }
    rows
}

fn positions(bytes: &[u8], part: &[u8]) -> Vec<usize> {
    let windows = bytes.windows(part.len()).enumerate();
    windows.filter(|(_, window)| *window == part).map(|(at, _)| at).collect()
}
