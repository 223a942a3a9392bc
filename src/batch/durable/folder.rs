//! A folder that is opened once and used by handle: what is put in its place meanwhile, or planted
//! in it under a name of ours, is neither followed nor written over.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::faults;
use super::system::{self, Handle};
use super::{Entry, PRIVATE_FILE, PRIVATE_FOLDER, Safeguards};
use crate::error::{Action, Clash, Error, ErrorKind, Plain, Result, Safeguard};

/// An open folder; a clone is the same one, by the same handle.
#[derive(Clone, Debug)]
pub(crate) struct Folder {
    pub(super) handle: Arc<Handle>,
    path: Arc<Path>,
    safeguards: Safeguards,
}

/// A folder above the letters.
enum Above {
    /// Perhaps: it is for its owner alone.
    OfARun,
    Another,
}

impl Folder {
    /// Opens a folder for letters; makes it, and those above it, where they are missing, and takes
    /// from others what they may do in it.
    ///
    /// # Errors
    /// [`ErrorKind::SharedFolder`] for one that is everybody's, as `/tmp` is.
    pub(crate) fn make(path: &Path, safeguards: Safeguards) -> Result<Self> {
        Handle::create(path).map_err(Action::Create.on(path))?;
        let folder = Self::open_with(path, safeguards)?.kept_to_ourselves()?;
        Self::sync_names_above(path, safeguards)?;
        Ok(folder)
    }

    /// Makes the name of a folder durable, and of each above it that a run may have made: one that
    /// was killed may not have come to it.
    fn sync_names_above(path: &Path, safeguards: Safeguards) -> Result<()> {
        for named in path.ancestors().take_while(|named| !named.as_os_str().is_empty()) {
            match Self::above(named, safeguards).and_then(|above| above.sync_name_in_it()) {
                Ok(Above::OfARun) => {}
                Ok(Above::Another) => break,
                // Where we may not look, no run of ours has made a folder.
                Err(error) if is_denied(&error) => break,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn sync_name_in_it(&self) -> Result<Above> {
        self.sync_as("parent-sync")?;
        let mode = self.handle.mode().map_err(Action::Read.on(&self.path))?;
        Ok(if mode == PRIVATE_FOLDER { Above::OfARun } else { Above::Another })
    }

    /// Opens a folder as it stands, with every safeguard.
    pub(crate) fn open(path: impl AsRef<Path>) -> Result<Self> {
        Self::open_with(path.as_ref(), Safeguards::default())
    }

    /// Opens a folder as it stands.
    pub(crate) fn open_with(path: &Path, safeguards: Safeguards) -> Result<Self> {
        let handle = Handle::open(path).map_err(Action::Open.on(path))?;
        Ok(Self { handle: Arc::new(handle), path: path.into(), safeguards })
    }

    /// The folder that a file or folder is in.
    pub(super) fn above(path: &Path, safeguards: Safeguards) -> Result<Self> {
        let above = path.parent().filter(|above| !above.as_os_str().is_empty());
        Self::open_with(above.unwrap_or(Path::new(".")), safeguards)
    }

    /// A folder in this one; made where it is missing.
    pub(crate) fn make_subfolder(&self, name: &str) -> Result<Self> {
        match self.handle.create_folder(name) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            created => created.map_err(Action::Create.on(self.path_of(name)))?,
        }
        self.subfolder(name)?.kept_to_ourselves()
    }

    /// A folder in this one, as it stands.
    pub(crate) fn subfolder(&self, name: &str) -> Result<Self> {
        let opened = self.handle.open_folder(name);
        let opened = opened.map_err(self.not_plain(name, Plain::Folder, Action::Open))?;
        let (handle, path) = (Arc::new(opened), self.path_of(name).into());
        Ok(Self { handle, path, safeguards: self.safeguards })
    }

    /// The folder, when nobody else may do anything in it.
    fn kept_to_ourselves(self) -> Result<Self> {
        let mode = self.handle.mode().map_err(Action::MakePrivate.on(&self.path))?;
        if is_shared(mode) {
            return Err(ErrorKind::SharedFolder { path: self.path.to_path_buf(), mode }.into());
        }
        if mode != PRIVATE_FOLDER {
            self.handle.make_private().map_err(Action::MakePrivate.on(&self.path))?;
        }
        Ok(self)
    }

    /// Who may do what in it, where the system tells.
    pub(crate) fn mode(&self) -> Option<u32> {
        self.handle.mode().ok()
    }

    /// A file that stood there before may be open to others.
    pub(super) fn take_from_others(&self, name: &str, file: &File) -> Result<()> {
        let made = match system::mode_of(file) {
            Ok(None | Some(PRIVATE_FILE)) => Ok(()),
            Ok(Some(_)) => system::make_private(file),
            Err(error) => Err(error),
        };
        made.map_err(Action::MakePrivate.on(self.path_of(name)))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn path_of(&self, name: impl AsRef<Path>) -> PathBuf {
        self.path.join(name)
    }

    pub(super) fn safeguards(&self) -> Safeguards {
        self.safeguards
    }

    /// A plain file of this name; nothing where there is none.
    ///
    /// # Errors
    /// [`ErrorKind::Planted`] for a link, a folder or a device.
    pub(crate) fn open_file(&self, name: &str) -> Result<Option<File>> {
        match self.handle.open_file(name) {
            Ok(file) => self.plain(name, file).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.not_plain(name, Plain::File, Action::Open)(error)),
        }
    }

    /// The same, open for adding to its end.
    pub(crate) fn open_to_append(&self, name: &str) -> Result<File> {
        let opened = self.handle.open_to_append(name);
        self.plain(name, opened.map_err(self.not_plain(name, Plain::File, Action::Open))?)
    }

    pub(super) fn plain(&self, name: &str, file: File) -> Result<File> {
        match file.metadata() {
            Ok(metadata) if metadata.is_file() => Ok(file),
            Ok(_) => Err(self.planted(name, Plain::File)),
            Err(error) => Err(Error::io(Action::Read, self.path_of(name), error)),
        }
    }

    /// Not to be opened: because something else has this name, or because the system said so.
    pub(super) fn not_plain(
        &self,
        name: &str,
        expected: Plain,
        action: Action,
    ) -> impl FnOnce(io::Error) -> Error {
        move |error| match self.entry(name) {
            Ok(entry) if !entry.kind.is(expected) => self.planted(name, expected),
            _ => Error::io(action, self.path_of(name), error),
        }
    }

    fn planted(&self, name: &str, expected: Plain) -> Error {
        ErrorKind::Planted { path: self.path_of(name), expected }.into()
    }

    /// The text of a plain file; nothing where there is none.
    pub(crate) fn read_text(&self, name: &str) -> Result<Option<String>> {
        let Some(mut file) = self.open_file(name)? else { return Ok(None) };
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(Action::Read.on(self.path_of(name)))?;
        Ok(Some(text))
    }

    /// All that is in the folder, by name.
    pub(crate) fn entries(&self) -> Result<Vec<Entry>> {
        let mut entries: Vec<Entry> = self.each_entry()?.collect::<Result<_>>()?;
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    /// The same one by one, as the system lists them.
    pub(crate) fn each_entry(&self) -> Result<impl Iterator<Item = Result<Entry>>> {
        let entries = self.handle.entries().map_err(Action::Read.on(&self.path))?;
        Ok(entries.map(|entry| entry.map_err(Action::Read.on(&self.path))))
    }

    /// What has this name, itself and not what it may lead to.
    pub(crate) fn entry(&self, name: &str) -> io::Result<Entry> {
        self.handle.entry(OsStr::new(name))
    }

    /// Makes the names in this folder durable.
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`] where the file system cannot, unless that was allowed for.
    pub(crate) fn sync(&self) -> Result<()> {
        self.sync_as("folder-sync")
    }

    pub(super) fn sync_as(&self, step: &str) -> Result<()> {
        if !self.safeguards.folder_sync {
            return Ok(());
        }
        faults::unless_skipped(step, || self.handle.sync()).map_err(|source| self.unsynced(source))
    }

    fn unsynced(&self, source: io::Error) -> Error {
        match source.kind() {
            io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported => {
                self.unsupported(Safeguard::FolderSync, source)
            }
            _ => Error::io(Action::Sync, &self.path, source),
        }
    }

    pub(super) fn unsupported(&self, safeguard: Safeguard, source: io::Error) -> Error {
        ErrorKind::Unsupported { path: self.path.to_path_buf(), safeguard, source }.into()
    }

    /// Gives a file another name, durably, in place of what has that.
    pub(crate) fn rename(&self, from: &str, to: &str) -> Result<()> {
        self.handle.rename(from, to).map_err(Action::Replace.on(self.path_of(to)))?;
        self.sync()
    }

    /// Takes a file away, durably.
    pub(crate) fn remove(&self, name: &str) -> Result<()> {
        self.handle.remove(name).map_err(Action::Remove.on(self.path_of(name)))?;
        self.sync()
    }

    /// It holds what is not this run's, or another run has it.
    pub(crate) fn clashing(&self, reason: Clash) -> Error {
        ErrorKind::OtherRun { path: self.path.to_path_buf(), reason }.into()
    }
}

/// Sticky and open to all: a place that many share, which must not be taken from them.
fn is_shared(mode: u32) -> bool {
    mode & 0o1002 == 0o1002
}

fn is_denied(error: &Error) -> bool {
    let ErrorKind::Io { source, .. } = error.kind() else { return false };
    source.kind() == io::ErrorKind::PermissionDenied
}

/// Who may read an open file, where the system tells.
pub(crate) fn mode_of(file: &File) -> io::Result<Option<u32>> {
    system::mode_of(file)
}
