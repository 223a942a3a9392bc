//! A page as a printer would lay it on paper: how dark each of its points is. And the pages of a
//! volume as a painter hands them over: binary PGM, one after the other.

use std::io::{self, Read};
use std::ops::Range;

use zeroize::Zeroizing;

/// No page at any resolution that makes sense has more points a side.
const LONGEST_SIDE: usize = 20_000;

/// Wiped when it is dropped, and before it is painted over.
#[derive(Default)]
pub(crate) struct Picture {
    width: usize,
    /// 0 for white, 255 for black, row by row.
    darkness: Zeroizing<Vec<u8>>,
}

impl Picture {
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.darkness.chunks_exact(self.width.max(1))
    }

    /// A part of a row; none of it where the row does not reach so far.
    pub(crate) fn part(&self, row: usize, columns: Range<usize>) -> &[u8] {
        let begin = row * self.width;
        let row = self.darkness.get(begin..begin + self.width).unwrap_or_default();
        row.get(columns).unwrap_or_default()
    }

    /// What stands in a box, apart.
    pub(crate) fn cut(&self, within: &Frame) -> Picture {
        let width = within.columns.len();
        let mut darkness = Zeroizing::new(Vec::with_capacity(width * within.rows.len()));
        for row in within.rows.clone() {
            darkness.extend_from_slice(self.part(row, within.columns.clone()));
        }
        Picture { width, darkness }
    }
}

/// A box of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) columns: Range<usize>,
    pub(crate) rows: Range<usize>,
}

/// Pictures as they come; not through a buffer, which would keep a part of them unwiped.
pub(crate) struct Pictures<R> {
    from: R,
}

impl<R: Read> Pictures<R> {
    pub(crate) fn new(from: R) -> Self {
        Self { from }
    }

    /// Paints the next page over `picture`; none where there are no more.
    pub(crate) fn read_next(&mut self, picture: &mut Picture) -> io::Result<Option<()>> {
        let first = match self.byte() {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            first => first?,
        };
        let magic = [first, self.byte()?];
        let [width, height, white] = [self.number()?, self.number()?, self.number()?];
        let sides = 1..=LONGEST_SIDE;
        if magic != *b"P5" || white != 255 || !sides.contains(&width) || !sides.contains(&height) {
            return Err(wrong());
        }
        picture.width = width;
        if picture.darkness.len() != width * height {
            // Not resized: a vector that moves leaves a copy behind.
            picture.darkness = Zeroizing::new(vec![0; width * height]);
        }
        self.from.read_exact(&mut picture.darkness)?;
        for dark in picture.darkness.iter_mut() {
            *dark = 255 - *dark;
        }
        Ok(Some(()))
    }

    /// A number of the head, and the one blank after it.
    fn number(&mut self) -> io::Result<usize> {
        let mut number = None;
        loop {
            let byte = self.byte()?;
            match (byte, number) {
                (b'0'..=b'9', _) if number < Some(LONGEST_SIDE) => {
                    number = Some(number.unwrap_or(0) * 10 + usize::from(byte - b'0'));
                }
                (b'#', None) => while self.byte()? != b'\n' {},
                (b' ' | b'\n' | b'\r' | b'\t', None) => {}
                (b' ' | b'\n' | b'\r' | b'\t', Some(number)) => return Ok(number),
                _ => return Err(wrong()),
            }
        }
    }

    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.from.read_exact(&mut byte)?;
        let [byte] = byte;
        Ok(byte)
    }
}

fn wrong() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "expected pictures in PGM (P5) of 8 bits")
}
