//! The lines of a list as an editor counts them, one at a time, each in bounded memory.
//!
//! A line ends with LF, CR LF or CR. In UTF-8 and in CP932 no byte of a longer character is one of
//! these, nor a quote or a delimiter, so that lines can be told apart before the encoding is known.

use std::io::{self, BufRead, BufReader, Read};

use crate::error::{Error, ListFault, Result};

/// A line over this many bytes is not read on: no row of a spreadsheet comes near it.
pub(super) const LONGEST_LINE: usize = 1 << 20;

/// The lines of a reader.
pub(super) struct Lines<R> {
    reader: BufReader<R>,
    line: Vec<u8>,
    number: usize,
    /// The line ended with CR: an LF right after it belongs to it.
    after_return: bool,
}

/// One line without its end.
#[derive(Clone, Copy)]
pub(super) struct Line<'l> {
    /// Counted from 1.
    pub number: usize,
    pub bytes: &'l [u8],
}

impl<R: Read> Lines<R> {
    pub(super) fn new(reader: R) -> Self {
        let reader = BufReader::new(reader);
        Self { reader, line: Vec::new(), number: 0, after_return: false }
    }

    /// How many lines were read.
    pub(super) fn number(&self) -> usize {
        self.number
    }

    /// The next line; none at the end of the reader. An end of line at the end of the reader begins
    /// no line.
    pub(super) fn next_line(&mut self) -> Result<Option<Line<'_>>> {
        self.pass_newline().map_err(Error::read)?;
        self.line.clear();
        if fill(&mut self.reader).map_err(Error::read)?.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        while !self.take_chunk().map_err(Error::read)? {
            if self.line.len() > LONGEST_LINE {
                return Err(ListFault::EndlessLine { limit: LONGEST_LINE }.at_line(self.number));
            }
        }
        Ok(Some(Line { number: self.number, bytes: &self.line }))
    }

    fn pass_newline(&mut self) -> io::Result<()> {
        if self.after_return {
            self.after_return = false;
            if fill(&mut self.reader)?.first() == Some(&b'\n') {
                self.reader.consume(1);
            }
        }
        Ok(())
    }

    /// Moves what is buffered of this line; whether that was the rest of it. No byte is looked at
    /// twice.
    fn take_chunk(&mut self) -> io::Result<bool> {
        let chunk = fill(&mut self.reader)?;
        let end = chunk.iter().position(|&byte| is_line_end(byte));
        let (text, rest) = chunk.split_at(end.unwrap_or(chunk.len()));
        self.line.extend_from_slice(text);
        self.after_return = rest.first() == Some(&b'\r');
        let (is_whole, taken) = (chunk.is_empty() || end.is_some(), text.len());
        self.reader.consume(taken + usize::from(end.is_some()));
        Ok(is_whole)
    }
}

pub(super) fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

fn fill<R: Read>(reader: &mut BufReader<R>) -> io::Result<&[u8]> {
    loop {
        match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
            Ok(_) => return Ok(reader.buffer()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8]) -> Vec<Vec<u8>> {
        let mut lines = Lines::new(text);
        let mut found = Vec::new();
        while let Some(line) = lines.next_line().unwrap() {
            assert_eq!(line.number, found.len() + 1);
            found.push(line.bytes.to_vec());
        }
        found
    }

    #[test]
    fn a_line_ends_with_any_of_the_three_ends() {
        assert_eq!(lines(b"a\nb\r\nc\rd"), [b"a", b"b", b"c", b"d"]);
        assert_eq!(lines(b"\n\r\r\n\n\ra"), [&b""[..], b"", b"", b"", b"", b"a"]);
        assert_eq!(lines(b"a\n").len(), 1);
        assert_eq!(lines(b"a\r").len(), 1);
        assert_eq!(lines(b"").len(), 0);
        assert_eq!(lines(b"\n").len(), 1);
    }

    /// Gives one byte at a time, and says after each that it was interrupted.
    struct Trickle {
        left: usize,
        interrupted: bool,
    }

    impl Read for Trickle {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            self.interrupted = !self.interrupted;
            if self.interrupted {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let (Some(to), Some(left)) = (out.first_mut(), self.left.checked_sub(1)) else {
                return Ok(0);
            };
            (*to, self.left) = (b'x', left);
            Ok(1)
        }
    }

    #[test]
    fn a_long_line_that_comes_by_the_byte_is_looked_at_once() {
        let mut lines = Lines::new(Trickle { left: LONGEST_LINE, interrupted: false });
        assert_eq!(lines.next_line().unwrap().unwrap().bytes.len(), LONGEST_LINE);
        assert!(lines.next_line().unwrap().is_none());
    }

    #[test]
    fn an_endless_line_is_not_read_on() {
        let mut lines = Lines::new(io::repeat(b'x'));
        let error = lines.next_line().err().unwrap();
        let sentence =
            "line 1: the line does not end within 1048576 bytes; this is no list of rows";
        assert_eq!(error.to_string(), sentence);
        assert!(lines.line.capacity() <= 4 * LONGEST_LINE);
    }
}
