//! Writers that seal what goes through them: to be written, or to be compared with what stands.

use std::fs::File;
use std::io::{self, Read, Write};

use hmac::Mac;

use super::key::Seal;
use super::wiped::Comparing;

/// Passes bytes on and takes them into a seal.
pub(super) struct Sealing<W> {
    pub(super) out: W,
    pub(super) seal: Seal,
    pub(super) bytes: u64,
}

impl<W> Sealing<W> {
    pub(super) fn new(out: W, seal: Seal) -> Self {
        Self { out, seal, bytes: 0 }
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.seal.update(bytes.get(..written).unwrap_or_default());
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Fails at the first byte that a standing file has otherwise.
pub(super) struct Matching {
    standing: File,
    comparing: Comparing,
    pub(super) seal: Seal,
}

impl Matching {
    pub(super) fn new(standing: File, seal: Seal) -> Self {
        Self { standing, comparing: Comparing::default(), seal }
    }

    pub(super) fn is_at_end(&mut self) -> bool {
        matches!(self.standing.read(&mut [0]), Ok(0))
    }
}

impl Write for Matching {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.comparing.goes_on(&mut self.standing, bytes)? {
            return Err(io::Error::other("the standing file differs"));
        }
        self.seal.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
