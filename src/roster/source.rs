//! A list as it comes from its reader: the beginning looked at for its encoding, the rest as it is.

use std::io::{self, Chain, Cursor, Read};

use super::encoding::{LineDecoder, Mark, refuse_no_text};
use super::lines::is_line_end;
use super::utf16::Utf16;
use crate::error::{Encoding, Error, Result};

/// So many bytes are looked at before the first line is read: some hundred rows.
pub(super) const SAMPLE: usize = 64 * 1024;

/// The bytes of a list, in UTF-8 or in CP932.
pub(super) enum Source<R> {
    Bytes(Whole<R>),
    Utf16(Utf16<Whole<R>>),
}

type Whole<R> = Chain<Cursor<Vec<u8>>, R>;

/// A list whose encoding was looked for.
pub(super) struct Opened<R> {
    pub source: Source<R>,
    pub decoder: LineDecoder,
}

/// Looks at the beginning of a list. A byte order mark says more than `told`, what the caller said.
pub(super) fn open<R: Read>(mut reader: R, told: Option<Encoding>) -> Result<Opened<R>> {
    let mut sample = beginning(&mut reader).map_err(Error::read)?;
    let mark = Mark::of(&sample);
    let known = mark.as_ref().map(|mark| mark.encoding).or(told);
    let decoder = match known {
        Some(encoding) => LineDecoder::new(Some(encoding)),
        None => decoder_by(&sample)?,
    };
    sample.drain(..mark.map_or(0, |mark| mark.length));
    let source = Source::in_encoding(known, Cursor::new(sample).chain(reader));
    Ok(Opened { source, decoder })
}

/// By the whole lines of the sample; a character may be cut at its end.
fn beginning(reader: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut sample = Vec::new();
    reader.take(SAMPLE as u64).read_to_end(&mut sample)?;
    Ok(sample)
}

fn decoder_by(sample: &[u8]) -> Result<LineDecoder> {
    refuse_no_text(sample)?;
    Ok(LineDecoder::by_sample(whole_lines(sample))?)
}

/// The sample, up to its last line end where it may be cut off within a line.
fn whole_lines(sample: &[u8]) -> &[u8] {
    if sample.len() < SAMPLE {
        return sample;
    }
    let end = sample.iter().rposition(|&byte| is_line_end(byte)).unwrap_or_default();
    sample.get(..end).unwrap_or_default()
}

impl<R: Read> Source<R> {
    fn in_encoding(known: Option<Encoding>, whole: Whole<R>) -> Self {
        match known {
            Some(Encoding::Utf16Le) => Self::Utf16(Utf16::new(whole, encoding_rs::UTF_16LE)),
            Some(Encoding::Utf16Be) => Self::Utf16(Utf16::new(whole, encoding_rs::UTF_16BE)),
            _ => Self::Bytes(whole),
        }
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Bytes(reader) => reader.read(out),
            Self::Utf16(reader) => reader.read(out),
        }
    }
}
