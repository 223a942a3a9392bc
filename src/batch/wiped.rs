//! Memory for bytes of finished letters, which hold passwords: wiped when it is given back.

use std::fs::File;
use std::io::{self, Read, Write};

use zeroize::Zeroizing;

use super::durable::PRIVATE_FILE;
use super::durable::folder::{Folder, mode_of};

/// So many bytes are gathered for one system call.
const GATHERED: usize = 1 << 16;

pub(super) fn buffer(length: usize) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(vec![0; length])
}

/// Whether a file stands with just these bytes, for nobody else to read.
pub(super) fn stands(folder: &Folder, name: &str, bytes: &[u8]) -> bool {
    open_private(folder, name).is_some_and(|file| holds(file, bytes).unwrap_or(false))
}

/// A plain file that stands and that nobody else may read.
pub(super) fn open_private(folder: &Folder, name: &str) -> Option<File> {
    let file = folder.open_file(name).ok()??;
    let mode = mode_of(&file).ok()?;
    mode.is_none_or(|mode| mode == PRIVATE_FILE).then_some(file)
}

/// Whether a file holds just these bytes.
pub(super) fn holds(mut file: File, bytes: &[u8]) -> io::Result<bool> {
    if file.metadata()?.len() != bytes.len() as u64 {
        return Ok(false);
    }
    // In one buffer of its size: one that grows would leave copies behind.
    let mut standing = buffer(bytes.len());
    file.read_exact(&mut standing)?;
    Ok(*standing == bytes)
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
