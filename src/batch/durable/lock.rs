//! One writer at a time in a folder.

use std::fs::{File, TryLockError};

use super::folder::Folder;
use crate::error::{Action, Clash, ErrorKind, Plain, Result, Safeguard};

const NAME: &str = ".lock";

/// Keeps other runs out of a folder until it is dropped.
#[derive(Debug)]
pub(in crate::batch) struct Lock(Option<File>);

impl Lock {
    /// # Errors
    /// [`ErrorKind::OtherRun`] where another run has it, [`ErrorKind::Unsupported`] where the file
    /// system has no locks, unless that was allowed for.
    pub(in crate::batch) fn take(folder: &Folder) -> Result<Self> {
        if !folder.safeguards().lock {
            return Ok(Self(None));
        }
        let opened = folder.handle.open_lock(NAME);
        let file = opened
            .map_err(|error| folder.not_plain(NAME, Plain::File, Action::Create, error))
            .and_then(|file| folder.plain(NAME, file))?;
        folder.take_from_others(NAME, &file)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(Some(file))),
            Err(TryLockError::WouldBlock) => {
                let (path, reason) = (folder.path().to_owned(), Clash::Busy);
                Err(ErrorKind::OtherRun { path, reason }.into())
            }
            Err(TryLockError::Error(source)) => {
                let (path, safeguard) = (folder.path().to_owned(), Safeguard::Lock);
                Err(ErrorKind::Unsupported { path, safeguard, source }.into())
            }
        }
    }
}

impl Drop for Lock {
    /// Not all systems release a lock at the moment at which its file is closed.
    fn drop(&mut self) {
        if let Some(file) = &self.0 {
            let _ = file.unlock();
        }
    }
}
