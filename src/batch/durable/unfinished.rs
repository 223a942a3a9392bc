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
        self.begin(name, format!(".{name}.part"))
    }

    /// The same where several processes may want the name at once, and no lock keeps them apart.
    pub(super) fn create_apart(&self, name: &str) -> Result<Unfinished> {
        let apart = SysRng.try_next_u64();
        let apart = apart.map_err(|error| ErrorKind::Random { reason: error.to_string() })?;
        self.begin(name, format!(".{name}.{apart:016x}.part"))
    }

    fn begin(&self, name: &str, part: String) -> Result<Unfinished> {
        let created = self.create_over(&part);
        let file = created.map_err(self.not_plain(&part, Plain::File, Action::Create))?;
        let names = Closed { name: name.into(), part: part.into() };
        Ok(Unfinished { folder: self.clone(), file, names })
    }

    fn create_over(&self, part: &str) -> io::Result<File> {
        match self.handle.create_file(part) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                self.handle.remove(part)?;
                self.handle.create_file(part)
            }
            created => created,
        }
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
        renamed.map_err(Action::Replace.on(self.path_of(&**name)))
    }
}

/// A file that is written and closed, not yet under its name.
#[derive(Debug)]
pub(crate) struct Closed {
    name: Box<str>,
    part: Box<str>,
}

impl Unfinished {
    /// Where the file will be when it has its name.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path_of(&*self.names.name)
    }

    pub(super) fn failed(&self, action: Action) -> impl FnOnce(io::Error) -> Error {
        move |error| Error::io(action, self.folder.path_of(&*self.names.part), error)
    }

    /// In one system call where the system takes it: what is cut off is cut off at the end.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).map_err(self.failed(Action::Write))
    }

    pub(crate) fn sync(&self) -> Result<()> {
        let synced = faults::unless_skipped("file-sync", || self.file.sync_all());
        synced.map_err(self.failed(Action::Sync))
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
            linked => {
                linked.map_err(Action::Create.on(self.path()))?;
                removed.map_err(self.failed(Action::Remove))?;
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
