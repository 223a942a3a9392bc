//! UTF-16 as it comes from a reader, handed on as UTF-8.

use std::io::{self, BufRead, Cursor, Read};
use std::mem;

use encoding_rs::{Decoder, DecoderResult};

/// In place of what is no UTF-16: a byte that no UTF-8 has, so that its line is refused as it would
/// be in a list of UTF-8.
const WRONG: u8 = 0xFF;

const CHUNK: usize = 8 * 1024;

/// A reader of UTF-8 over a reader of UTF-16.
pub(super) struct Utf16<R> {
    reader: R,
    decoder: Decoder,
    text: Cursor<Vec<u8>>,
    ended: bool,
}

impl<R: Read> Utf16<R> {
    pub(super) fn new(reader: R, encoding: &'static encoding_rs::Encoding) -> Self {
        let decoder = encoding.new_decoder_without_bom_handling();
        Self { reader, decoder, text: Cursor::default(), ended: false }
    }

    fn refill(&mut self) -> io::Result<()> {
        let mut raw = [0; CHUNK];
        let count = self.reader.read(&mut raw)?;
        self.ended = count == 0;
        let mut text = mem::take(self.text.get_mut());
        text.clear();
        self.decode(raw.get(..count).unwrap_or_default(), &mut text);
        self.text = Cursor::new(text);
        Ok(())
    }

    fn decode(&mut self, mut raw: &[u8], out: &mut Vec<u8>) {
        let mut text = [0; CHUNK];
        loop {
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(raw, &mut text, self.ended);
            out.extend_from_slice(text.get(..written).unwrap_or_default());
            raw = raw.get(read..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => out.push(WRONG),
            }
        }
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.text.fill_buf()?.is_empty() && !self.ended {
            self.refill()?;
        }
        self.text.read(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Vec<u8> {
        let mut text = Vec::new();
        Utf16::new(bytes, encoding_rs::UTF_16LE).read_to_end(&mut text).unwrap();
        text
    }

    #[test]
    fn what_is_no_utf16_becomes_a_byte_that_no_utf8_has() {
        assert_eq!(read(b"a\0\x42\x30\x3d\xd8\x0a\0"), b"a\xe3\x81\x82\xff\n");
        assert_eq!(read(b"a\0b"), b"a\xff");
        assert_eq!(read(b"a\0\x3d\xd8"), b"a\xff");
    }

    #[test]
    fn a_long_text_comes_whole() {
        let text = "髙𠮷\u{E0100}会,".repeat(10_000);
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&bytes), text.as_bytes());
    }
}
