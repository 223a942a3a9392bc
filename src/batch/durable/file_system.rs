//! Many files made durable by one call: syncing the whole file system that they are on.
//!
//! One call for a group of files costs far less than one for each, but it waits for what other
//! programs have written too. It is made only where it tells of every byte that could not be
//! written: Linux from 5.17 on (5.8 tells of files, 5.17 of the file system's own journal as well),
//! on ext4 and XFS, and on tmpfs, of which nothing lasts anyhow. Elsewhere each file is synced by
//! itself.

use super::faults::{self, Syncs};
use super::folder::Folder;
use super::system::Handle;
use crate::error::{Action, Result};

/// A file system that can be synced as a whole.
#[derive(Debug)]
pub(crate) struct FileSystem<'f> {
    root: &'f Folder,
    /// The system tells each handle of what went wrong since that was opened: shared among threads,
    /// one would hear of it and the others not.
    handle: Handle,
}

impl<'f> FileSystem<'f> {
    /// Of a folder; nothing where its files are to be synced one by one. To be opened before the
    /// first of the files is written.
    pub(crate) fn of(root: &'f Folder) -> Result<Option<Self>> {
        let whole = match faults::syncs() {
            Syncs::AsUsual => root.handle.tells_of_every_file(),
            Syncs::Group => true,
            Syncs::EachFile => false,
        };
        if !whole {
            return Ok(None);
        }
        let handle = root.handle.again().map_err(Action::Open.on(root.path()))?;
        Ok(Some(Self { root, handle }))
    }

    /// Whether a folder is on it: another file system may be mounted in the folder of a run.
    pub(crate) fn holds(&self, folder: &Folder) -> bool {
        self.handle.is_beside(&folder.handle)
    }

    /// Makes durable what was written, but not yet the names that files are given after.
    pub(crate) fn sync(&self) -> Result<()> {
        let synced = faults::unless_skipped("file-sync", || self.handle.sync_file_system());
        synced.map_err(Action::Sync.on(self.root.path()))
    }
}
