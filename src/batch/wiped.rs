//! Memory for bytes of finished letters, which hold passwords: wiped when it is given back.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use zeroize::Zeroizing;

/// So many bytes are gathered for one system call.
const GATHERED: usize = 1 << 16;

pub(super) fn buffer(length: usize) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(vec![0; length])
}

/// Whether a file stands with just these bytes.
pub(super) fn stands(path: &Path, bytes: &[u8]) -> bool {
    // In one buffer of its size: one that grows would leave copies behind.
    let whole = fs::metadata(path).is_ok_and(|metadata| metadata.len() == bytes.len() as u64);
    whole && fs::read(path).map(Zeroizing::new).is_ok_and(|standing| *standing == bytes)
}

/// What `std`'s `BufWriter` does, which leaves its last bytes behind.
#[derive(Debug)]
pub(super) struct Gathering<W> {
    out: W,
    gathered: Zeroizing<Vec<u8>>,
}

impl<W: Write> Gathering<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, gathered: Zeroizing::new(Vec::with_capacity(GATHERED)) }
    }

    pub(super) fn into_inner(mut self) -> io::Result<W> {
        self.pass_on()?;
        Ok(self.out)
    }

    fn pass_on(&mut self) -> io::Result<()> {
        let result = self.out.write_all(&self.gathered);
        self.gathered.clear();
        result
    }
}

impl<W: Write> Write for Gathering<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.gathered.len() + bytes.len() > GATHERED {
            self.pass_on()?;
        }
        if bytes.len() > GATHERED {
            return self.out.write(bytes);
        }
        self.gathered.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass_on()?;
        self.out.flush()
    }
}
