//! Files that appear whole or not at all: write, fsync, rename, fsync the folder.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::{Action, Clash, Error, ErrorKind, Result};

/// A file written under a name that nobody takes for a finished one.
#[derive(Debug)]
pub(super) struct Unfinished {
    file: File,
    part: PathBuf,
    path: PathBuf,
}

impl Unfinished {
    pub(super) fn create(path: PathBuf) -> Result<Self> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let part = path.with_file_name(format!(".{name}.part"));
        let file = File::create(&part).map_err(|error| Error::io(Action::Create, &part, error))?;
        Ok(Self { file, part, path })
    }

    /// In one system call where the system takes it: what is cut off is cut off at the end.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).map_err(|error| Error::io(Action::Write, &self.part, error))
    }

    pub(super) fn sync(&self) -> Result<()> {
        if faults::skips("file-sync") {
            return Ok(());
        }
        self.file.sync_all().map_err(|error| Error::io(Action::Sync, &self.part, error))
    }

    /// Gives the file its name; the folder must be synced after.
    pub(super) fn rename(self) -> Result<PathBuf> {
        fs::rename(&self.part, &self.path)
            .map_err(|error| Error::io(Action::Rename, &self.part, error))?;
        Ok(self.path)
    }
}

impl Write for Unfinished {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Writes a whole small file, durably.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = Unfinished::create(path.to_owned())?;
    file.write(bytes)?;
    file.sync()?;
    file.rename()?;
    sync_folder_of(path)
}

pub(super) fn sync_folder(folder: &Path) -> Result<()> {
    if faults::skips("folder-sync") {
        return Ok(());
    }
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.map_err(|error| Error::io(Action::Sync, folder, error))
}

pub(super) fn sync_folder_of(path: &Path) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    sync_folder(folder.unwrap_or(Path::new(".")))
}

/// Creates a folder and those above it, and makes their names durable.
pub(super) fn create_folder(folder: &Path) -> Result<()> {
    let missing: Vec<&Path> = folder.ancestors().take_while(|folder| !folder.exists()).collect();
    fs::create_dir_all(folder).map_err(|error| Error::io(Action::Create, folder, error))?;
    let missing = missing.into_iter().rev().filter(|folder| !folder.as_os_str().is_empty());
    missing.chain([folder]).try_for_each(sync_folder_of)
}

/// One writer at a time in a folder, until this is dropped.
#[derive(Debug)]
pub(super) struct Lock(
    #[expect(dead_code, reason = "the lock lasts as long as the file is open")] File,
);

impl Lock {
    pub(super) fn take(folder: &Path) -> Result<Self> {
        let path = folder.join(".lock");
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(|error| Error::io(Action::Create, &path, error))?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(fs::TryLockError::WouldBlock) => {
                let reason = Clash::Busy;
                Err(ErrorKind::OtherRun { path: folder.to_owned(), reason }.into())
            }
            Err(fs::TryLockError::Error(error)) => Err(Error::io(Action::Lock, &path, error)),
        }
    }
}

/// Switches for the tests of faults: a step left out, to show that they notice; small groups, so
/// that few letters fill many.
#[cfg(feature = "fault-injection")]
pub(super) mod faults {
    /// Whether the environment variable `REISSUE_NOTICE_SKIP` names this step.
    pub(crate) fn skips(step: &str) -> bool {
        std::env::var("REISSUE_NOTICE_SKIP")
            .is_ok_and(|steps| steps.split(',').any(|skipped| skipped == step))
    }

    /// How many letters a group has: what the environment variable `REISSUE_NOTICE_GROUP` says, or
    /// as many as usual.
    pub(crate) fn group(usual: usize) -> usize {
        let group = std::env::var("REISSUE_NOTICE_GROUP").ok().and_then(|group| group.parse().ok());
        group.filter(|&group| group > 0).unwrap_or(usual)
    }
}

#[cfg(not(feature = "fault-injection"))]
pub(super) mod faults {
    pub(crate) fn skips(_: &str) -> bool {
        false
    }

    pub(crate) fn group(usual: usize) -> usize {
        usual
    }
}
