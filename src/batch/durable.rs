//! Files that appear whole or not at all, and that no other user may read: write, fsync (each, or
//! the whole file system for many), rename, fsync the folder.
//!
//! - [`faults`]: switches for the tests
//! - `unix`, `portable`: the system calls, by the same names
//! - [`folder`]: a folder that is opened once and used by handle
//! - [`unfinished`]: a file on its way to its name
//! - [`shared_start`]: what many files begin with, written once
//! - [`file_system`]: many files made durable at once
//! - [`lock`]: one writer at a time
//! - [`single`]: one file somewhere else, as whole and as private

pub(super) mod faults;
#[cfg(not(unix))]
mod portable;
#[cfg(unix)]
mod unix;
pub(super) mod folder;
pub(super) mod unfinished;
pub(super) mod shared_start;
pub(super) mod file_system;
pub(super) mod lock;
pub(super) mod single;

use std::ffi::OsString;
use std::io;
use std::path::Path;

use crate::error::{Action, Error, Plain};

#[cfg(not(unix))]
use portable as system;
#[cfg(unix)]
use unix as system;

/// What no other user may read.
pub(super) const PRIVATE_FILE: u32 = 0o600;
/// Where no other user may look.
pub(super) const PRIVATE_FOLDER: u32 = 0o700;

/// What a run does beyond writing, where the file system can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Safeguards {
    pub(super) lock: bool,
    pub(super) folder_sync: bool,
}

impl Default for Safeguards {
    fn default() -> Self {
        Self { lock: true, folder_sync: true }
    }
}

impl Action {
    /// The error where the system refuses it.
    pub(super) fn on(self, path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Error {
        move |error| Error::io(self, path, error)
    }
}

/// Something in a folder.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: OsString,
    pub(super) kind: Kind,
    /// The bits that say who may do what, where the system has them.
    pub(super) mode: Option<u32>,
}

/// What an [`Entry`] is, itself and not what it may lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    /// A link, a FIFO, a device.
    Other,
}

impl Kind {
    fn is(self, plain: Plain) -> bool {
        matches!((self, plain), (Self::File, Plain::File) | (Self::Folder, Plain::Folder))
    }
}
