//! What many files begin with, written once where files may share extents: XFS and Btrfs.
//!
//! A file takes over whole blocks of another by `FICLONE`, and only what follows is written; its
//! bytes are those of a file that was written throughout. The other file has no name, so nobody
//! comes upon it and a killed run leaves nothing of it.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};

use super::folder::Folder;
use super::system;
use super::unfinished::Unfinished;
use crate::error::{Action, Result};

/// File systems share whole blocks only; those that share have blocks of this size or of a part of
/// it, save on machines of larger pages, where a clone is refused and all is written.
const BLOCK: usize = 4096;

/// The first whole blocks of many files.
#[derive(Debug)]
pub(crate) struct SharedStart<'b> {
    file: File,
    bytes: &'b [u8],
}

impl<'b> SharedStart<'b> {
    /// Of files that are to stand on a folder's file system; nothing where that shares no extents,
    /// or says that it cannot.
    pub(crate) fn of(start: &'b [u8], root: &Folder) -> Option<Self> {
        if !root.handle.may_share_extents() {
            return None;
        }
        let bytes = start.get(..start.len() / BLOCK * BLOCK)?;
        let mut file = root.handle.create_nameless().ok()?;
        file.write_all(bytes).ok()?;
        file.sync_all().ok()?;
        Some(Self { file, bytes })
    }

    /// Gives a new file these bytes, where it begins with them; what is left to be written to it.
    pub(crate) fn give<'f>(&self, file: &mut Unfinished, whole: &'f [u8]) -> Result<&'f [u8]> {
        match whole.strip_prefix(self.bytes) {
            Some(rest) if file.takes_over(&self.file, self.bytes.len())? => Ok(rest),
            _ => Ok(whole),
        }
    }
}

impl Unfinished {
    /// Takes over all that another file holds, and goes on after it; whether the system did so.
    fn takes_over(&mut self, other: &File, length: usize) -> Result<bool> {
        if system::clone_into(&self.file, other).is_err() {
            return Ok(false);
        }
        let end = self.file.seek(SeekFrom::Start(length as u64));
        end.map(|_| true).map_err(self.failed(Action::Write))
    }
}
