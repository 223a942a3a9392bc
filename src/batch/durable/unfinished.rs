//! A file on its way to its name: until it is whole it has one that nobody takes for a finished
//! one.

use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;

use rand::TryRng;
use rand::rngs::SysRng;

use super::faults;
use super::folder::Folder;
use crate::error::{Action, Error, ErrorKind, Plain, Result};

/// A file in a folder, not yet under its name.
#[derive(Debug)]
pub(crate) struct Unfinished {
    folder: Folder,
    pub(super) file: File,
    names: Closed,
}

impl Folder {
    /// A file to be written, which takes its name when it is whole. What a killed run left under
    /// the name that it has until then, or somebody planted, is taken away first.
    pub(crate) fn create(&self, name: &str) -> Result<Unfinished> {
        Unfinished::create(self, name, format!(".{name}.part"))
    }

    /// The same where several processes may want the name at once, and no lock keeps them apart.
    pub(super) fn create_apart(&self, name: &str) -> Result<Unfinished> {
        let apart = SysRng.try_next_u64();
        let apart = apart.map_err(|error| ErrorKind::Random { reason: error.to_string() })?;
        Unfinished::create(self, name, format!(".{name}.{apart:016x}.part"))
    }

    /// Writes a whole small file, durably.
    pub(crate) fn write_whole(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let mut file = self.create(name)?;
        file.write(bytes)?;
        file.finish()
    }

    /// Gives a file its name; the folder must be synced after.
    pub(crate) fn give_name(&self, Closed { name, part }: &Closed) -> Result<()> {
        let renamed = self.handle.rename(part, name);
        // What stands in the way is what has the name, not what is to have it.
        renamed.map_err(|error| Error::io(Action::Replace, self.path_of(&**name), error))
    }
}

/// A file that is written and closed, not yet under its name.
#[derive(Debug)]
pub(crate) struct Closed {
    name: Box<str>,
    part: Box<str>,
}

impl Unfinished {
    fn create(folder: &Folder, name: &str, part: String) -> Result<Self> {
        let failed = |error| folder.not_plain(&part, Plain::File, Action::Create, error);
        let mut created = folder.handle.create_file(&part);
        if matches!(&created, Err(error) if error.kind() == io::ErrorKind::AlreadyExists) {
            folder.handle.remove(&part).map_err(failed)?;
            created = folder.handle.create_file(&part);
        }
        let file = created.map_err(failed)?;
        let names = Closed { name: name.into(), part: part.into() };
        Ok(Self { folder: folder.clone(), file, names })
    }

    /// Where the file will be when it has its name.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path_of(&*self.names.name)
    }

    pub(super) fn failed(&self, action: Action, error: io::Error) -> Error {
        Error::io(action, self.folder.path_of(&*self.names.part), error)
    }

    /// In one system call where the system takes it: what is cut off is cut off at the end.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).map_err(|error| self.failed(Action::Write, error))
    }

    pub(crate) fn sync(&self) -> Result<()> {
        if faults::skips("file-sync") {
            return Ok(());
        }
        self.file.sync_all().map_err(|error| self.failed(Action::Sync, error))
    }

    pub(crate) fn close(self) -> Closed {
        self.names
    }

    /// Gives the file its name; the folder must be synced after.
    pub(crate) fn rename(self) -> Result<()> {
        self.folder.give_name(&self.names)
    }

    /// Makes the file and its name durable.
    pub(crate) fn finish(self) -> Result<()> {
        self.sync()?;
        let folder = self.folder.clone();
        self.rename()?;
        folder.sync()
    }

    /// Gives the file its name unless something has it; whether it could.
    pub(super) fn rename_to_new(self) -> Result<bool> {
        let Self { folder, names: Closed { name, part }, .. } = &self;
        let (linked, removed) = (folder.handle.link(part, name), folder.handle.remove(part));
        match linked {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(Error::io(Action::Create, self.path(), error)),
            Ok(()) => {
                removed.map_err(|error| self.failed(Action::Remove, error))?;
                Ok(true)
            }
        }
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
