//! The files of a run against what would be struck now.

use std::fs::File;

use super::super::Batch;
use super::super::directory::{Directory, Outcome};
use super::super::durable::folder::Folder;
use super::super::manifest::Row;
use super::super::place::LetterFile;
use super::super::run::Work;
use super::super::spool::SpoolOptions;
use super::super::volumes::Volumes;
use super::super::wiped::Comparing;
use crate::error::Result;
use crate::provider::Provider;

/// A letter that should stand, and whether it does.
pub(super) struct Letter {
    pub(super) row: Row,
    pub(super) stands: Stands,
}

/// What stands where a letter should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// What would be struck now.
    Same,
    /// Something else.
    Other,
    /// No plain file.
    Nothing,
}

/// The files of a run, in either form.
pub(super) enum Files<'a> {
    Directory(Directory<'a>),
    Volumes(Volumes<'a>),
}

impl<'a> Files<'a> {
    /// In the form that a journal tells; one file each where it tells none.
    pub(super) fn of(batch: &'a Batch, providers: &'a [Provider], form: &str) -> Result<Self> {
        Ok(match SpoolOptions::of_form(form) {
            Some(options) => Self::Volumes(Volumes::new(batch, providers, options)?),
            None => Self::Directory(Directory::new(batch, providers)),
        })
    }

    /// The form, as a journal tells it.
    pub(super) fn form(&self) -> String {
        match self {
            Self::Directory(directory) => directory.form(),
            Self::Volumes(volumes) => volumes.form(),
        }
    }

    pub(super) fn groups(&self) -> usize {
        match self {
            Self::Directory(directory) => directory.groups(),
            Self::Volumes(volumes) => volumes.groups(),
        }
    }

    /// How many files of their own letters have at most.
    pub(super) fn letter_files(&self) -> usize {
        match self {
            Self::Directory(directory) => directory.records(),
            Self::Volumes(_) => 0,
        }
    }

    /// The letters of a group.
    pub(super) fn letters(&self, group: usize, folder: &Folder) -> Result<Vec<Letter>> {
        match self {
            Self::Directory(directory) => letters_apart(directory, group, folder),
            Self::Volumes(volumes) => letters_of_volume(volumes, group, folder),
        }
    }
}

fn letters_apart(directory: &Directory<'_>, group: usize, folder: &Folder) -> Result<Vec<Letter>> {
    let mut standing = Standing { root: folder, last: None, comparing: Comparing::default() };
    let mut letters = Vec::new();
    for outcome in directory.outcomes(group) {
        if let Outcome::Letter(provider, letter) = outcome? {
            let stands = standing.compare(directory.file_of(&letter), letter.pdf());
            letters.push(Letter { row: directory.row(provider, &letter), stands });
        }
    }
    Ok(letters)
}

/// Files of letters that stand. The last folder is kept open: a list goes by federation.
struct Standing<'f> {
    root: &'f Folder,
    last: Option<Last>,
    comparing: Comparing,
}

struct Last {
    name: String,
    folder: Folder,
}

impl Standing<'_> {
    fn compare(&mut self, letter: LetterFile, bytes: &[u8]) -> Stands {
        let Some(file) = self.open(letter) else { return Stands::Nothing };
        match self.comparing.holds(file, bytes) {
            Ok(true) => Stands::Same,
            _ => Stands::Other,
        }
    }

    fn open(&mut self, letter: LetterFile) -> Option<File> {
        let name = letter.folder();
        if self.last.as_ref().is_none_or(|last| last.name != name) {
            let folder = self.root.subfolder(&name).ok()?;
            self.last = Some(Last { name, folder });
        }
        self.last.as_ref()?.folder.open_file(&letter.name()).ok()?
    }
}

fn letters_of_volume(volumes: &Volumes<'_>, group: usize, folder: &Folder) -> Result<Vec<Letter>> {
    if let Some(rows) = volumes.standing(group, folder) {
        return Ok(all(rows, Stands::Same));
    }
    let there = matches!(folder.open_file(&volumes.name(group)), Ok(Some(_)));
    let stands = if there { Stands::Other } else { Stands::Nothing };
    Ok(all(volumes.struck(group)?, stands))
}

fn all(rows: Vec<Row>, stands: Stands) -> Vec<Letter> {
    rows.into_iter().map(|row| Letter { row, stands }).collect()
}
