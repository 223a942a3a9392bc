//! Memory for bytes of finished letters, which hold passwords: wiped when it is given back.

use std::fs::File;
use std::io::{self, Read, Write};

use zeroize::Zeroizing;

use super::durable::PRIVATE_FILE;
use super::durable::folder::{Folder, mode_of};
use super::durable::unfinished::Unfinished;
use crate::error::{Action, Error, Result};

/// So many bytes go through memory at a time.
const ROOM: usize = 1 << 16;

pub(super) fn buffer(length: usize) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(vec![0; length])
}

/// A plain file that stands and that nobody else may read.
pub(super) fn open_private(folder: &Folder, name: &str) -> Option<File> {
    let file = folder.open_file(name).ok()??;
    let mode = mode_of(&file).ok()?;
    mode.is_none_or(|mode| mode == PRIVATE_FILE).then_some(file)
}

/// Compares files that stand with what they should hold, all through one buffer.
#[derive(Default)]
pub(super) struct Comparing(Zeroizing<Vec<u8>>);

impl Comparing {
    /// Whether a file stands with just these bytes, for nobody else to read.
    pub(super) fn stands(&mut self, folder: &Folder, name: &str, bytes: &[u8]) -> bool {
        let standing = open_private(folder, name);
        standing.is_some_and(|file| self.holds(file, bytes).unwrap_or(false))
    }

    /// Whether a file holds just these bytes.
    pub(super) fn holds(&mut self, mut file: File, bytes: &[u8]) -> io::Result<bool> {
        Ok(file.metadata()?.len() == bytes.len() as u64 && self.goes_on(&mut file, bytes)?)
    }

    /// Whether a file goes on with these bytes.
    pub(super) fn goes_on(&mut self, file: &mut File, bytes: &[u8]) -> io::Result<bool> {
        // Grown once: each time would leave a copy behind.
        self.0.resize(ROOM, 0);
        for expected in bytes.chunks(ROOM) {
            let found = self.0.get_mut(..expected.len()).unwrap_or_default();
            file.read_exact(found)?;
            if found != expected {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// A file on its way, gathered for few system calls. `std`'s `BufWriter` does the same, and leaves
/// its last bytes behind in memory.
#[derive(Debug)]
pub(super) struct Gathering {
    file: Unfinished,
    gathered: Zeroizing<Vec<u8>>,
}

impl Gathering {
    pub(super) fn new(file: Unfinished) -> Self {
        Self { file, gathered: Zeroizing::new(Vec::with_capacity(ROOM)) }
    }

    pub(super) fn put(&mut self, bytes: &[u8]) -> Result<()> {
        let written = self.write_all(bytes);
        written.map_err(|error| self.failed(error))
    }

    /// Makes the file durable and gives it its name.
    pub(super) fn finish(mut self) -> Result<()> {
        let written = self.pass_on();
        written.map_err(|error| self.failed(error))?;
        self.file.finish()
    }

    fn failed(&self, error: io::Error) -> Error {
        Error::io(Action::Write, self.file.path(), error)
    }

    fn pass_on(&mut self) -> io::Result<()> {
        let result = self.file.write_all(&self.gathered);
        self.gathered.clear();
        result
    }
}

impl Write for Gathering {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.gathered.len() + bytes.len() > ROOM {
            self.pass_on()?;
        }
        if bytes.len() > ROOM {
            return Write::write(&mut self.file, bytes);
        }
        self.gathered.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass_on()?;
        self.file.flush()
    }
}
