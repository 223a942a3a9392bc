//! One writer at a time in a folder.

use std::fs::{File, TryLockError};

use super::folder::Folder;
use crate::error::{Action, Clash, Plain, Result, Safeguard};

const NAME: &str = ".lock";

/// Keeps other runs out of a folder until it is dropped.
#[derive(Debug)]
pub(crate) struct Lock(Option<File>);

impl Lock {
    /// # Errors
    /// [`ErrorKind::OtherRun`] where another run has it, [`ErrorKind::Unsupported`] where the file
    /// system has no locks, unless that was allowed for.
    pub(crate) fn take(folder: &Folder) -> Result<Self> {
        if !folder.safeguards().lock {
            return Ok(Self(None));
        }
        let file = open(folder)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(Some(file))),
            Err(TryLockError::WouldBlock) => Err(folder.clashing(Clash::Busy)),
            Err(TryLockError::Error(source)) => Err(folder.unsupported(Safeguard::Lock, source)),
        }
    }
}

fn open(folder: &Folder) -> Result<File> {
    let opened = folder.handle.open_lock(NAME);
    let opened = opened.map_err(folder.not_plain(NAME, Plain::File, Action::Create))?;
    let file = folder.plain(NAME, opened)?;
    folder.take_from_others(NAME, &file)?;
    Ok(file)
}

impl Drop for Lock {
    /// Not all systems release a lock at the moment at which its file is closed.
    fn drop(&mut self) {
        if let Some(file) = &self.0 {
            let _ = file.unlock();
        }
    }
}
