//! The files of one group: written under names that nobody takes for finished ones, made durable,
//! then named; at last the folders that name them are synced.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use super::durable::file_system::FileSystem;
use super::durable::folder::Folder;
use super::durable::shared_start::SharedStart;
use super::durable::unfinished::{Closed, Unfinished};
use super::place::LetterFile;
use super::wiped::Comparing;
use crate::error::Result;

/// Files and folders that the threads of a run have open at once, all together; a run has a few
/// more of its own.
const HANDLES: usize = 48;

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stood whole.
    Kept,
    Written,
}

/// How much had to be written; nothing of what was kept.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Written {
    pub(super) files: usize,
    pub(super) bytes: u64,
}

/// The files of a group on their way.
pub(super) struct Group<'f> {
    root: &'f Folder,
    file_system: Option<FileSystem<'f>>,
    start: Option<&'f SharedStart<'f>>,
    /// How many files and folders may be open at once.
    handles: usize,
    folders: BTreeMap<String, Folder>,
    /// Files that are synced one by one.
    unfinished: Vec<Unfinished>,
    /// Files that are synced together, by their folder. Every folder that was touched is here.
    closed: BTreeMap<String, Vec<Closed>>,
    comparing: Comparing,
    written: Written,
}

impl<'f> Group<'f> {
    pub(super) fn below(
        root: &'f Folder,
        threads: NonZeroUsize,
        start: Option<&'f SharedStart<'f>>,
    ) -> Result<Self> {
        Ok(Self {
            root,
            file_system: FileSystem::of(root)?,
            start,
            handles: HANDLES / threads.get(),
            folders: BTreeMap::new(),
            unfinished: Vec::new(),
            closed: BTreeMap::new(),
            comparing: Comparing::default(),
            written: Written::default(),
        })
    }

    /// Writes a file, unless it stands whole.
    pub(super) fn write(&mut self, letter: LetterFile, bytes: &[u8]) -> Result<Fate> {
        let folder = self.folder(letter.folder())?;
        let name = letter.name();
        if self.comparing.stands(&folder, &name, bytes) {
            return Ok(Fate::Kept);
        }
        let mut file = folder.create(&name)?;
        self.fill(&mut file, bytes)?;
        self.written.files += 1;
        self.written.bytes += bytes.len() as u64;
        self.hold(file, &folder, letter);
        Ok(Fate::Written)
    }

    fn fill(&self, file: &mut Unfinished, bytes: &[u8]) -> Result<()> {
        let left = match self.start {
            Some(start) => start.give(file, bytes)?,
            None => bytes,
        };
        file.write(left)
    }

    /// Until it is synced: closed where its file system is synced whole.
    fn hold(&mut self, file: Unfinished, folder: &Folder, letter: LetterFile) {
        if self.file_system.as_ref().is_some_and(|whole| whole.holds(folder)) {
            self.closed.entry(letter.folder()).or_default().push(file.close());
        } else {
            self.unfinished.push(file);
        }
    }

    fn folder(&mut self, name: String) -> Result<Folder> {
        self.make_room_in(&name)?;
        if let Some(folder) = self.folders.get(&name) {
            return Ok(folder.clone());
        }
        let folder = self.root.make_subfolder(&name)?;
        self.folders.insert(name.clone(), folder.clone());
        self.closed.entry(name).or_default();
        Ok(folder)
    }

    fn make_room_in(&mut self, folder: &str) -> Result<()> {
        // A file is opened now, and perhaps its folder, beside the file system.
        let opened = if self.folders.contains_key(folder) { 2 } else { 3 };
        if self.unfinished.len() + self.folders.len() + opened > self.handles {
            self.finish_files()?;
        }
        Ok(())
    }

    /// All are synced before any takes its name.
    fn finish_files(&mut self) -> Result<()> {
        for file in &self.unfinished {
            file.sync()?;
        }
        for file in self.unfinished.drain(..) {
            file.rename()?;
        }
        self.folders.clear();
        Ok(())
    }

    /// Folders of files that stood are synced too, and the one above: whoever named those files and
    /// folders, a killed run or another thread, may not have come to it.
    pub(super) fn finish(mut self) -> Result<Written> {
        self.finish_files()?;
        self.sync_closed()?;
        self.name_closed()?;
        self.sync_folders()?;
        Ok(self.written)
    }

    fn sync_closed(&self) -> Result<()> {
        match &self.file_system {
            Some(file_system) if self.written.files > 0 => file_system.sync(),
            _ => Ok(()),
        }
    }

    fn name_closed(&self) -> Result<()> {
        for (name, files) in &self.closed {
            let folder = self.root.subfolder(name)?;
            files.iter().try_for_each(|file| folder.give_name(file))?;
        }
        Ok(())
    }

    fn sync_folders(&self) -> Result<()> {
        for name in self.closed.keys() {
            self.root.subfolder(name)?.sync()?;
        }
        self.root.sync()
    }
}
