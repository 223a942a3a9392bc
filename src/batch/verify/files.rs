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

/// The files of a run, in one form or the other.
pub(super) trait Files: Work {
    /// How many letters may have a file of their own.
    fn letter_files(&self) -> usize;

    /// The letters of a group.
    fn letters(&self, group: usize, folder: &Folder) -> Result<Vec<Letter>>;
}

/// In the form that a journal tells; one file each where it tells none.
pub(super) fn files<'a>(
    batch: &'a Batch,
    providers: &'a [Provider],
    form: &str,
) -> Result<Box<dyn Files + 'a>> {
    Ok(match SpoolOptions::of_form(form) {
        Some(options) => Box::new(Volumes::new(batch, providers, options)?),
        None => Box::new(Directory::new(batch, providers)),
    })
}

impl Files for Directory<'_> {
    fn letter_files(&self) -> usize {
        self.records()
    }

    fn letters(&self, group: usize, folder: &Folder) -> Result<Vec<Letter>> {
        let mut standing = Standing { root: folder, last: None, comparing: Comparing::default() };
        let mut letters = Vec::new();
        for outcome in self.outcomes(group) {
            if let Outcome::Letter(letter) = outcome? {
                let stands = standing.compare(self.file_of(&letter), letter.pdf());
                letters.push(Letter { row: self.row(&letter), stands });
            }
        }
        Ok(letters)
    }
}

impl Files for Volumes<'_> {
    fn letter_files(&self) -> usize {
        0
    }

    fn letters(&self, group: usize, folder: &Folder) -> Result<Vec<Letter>> {
        let (rows, stands) = match self.standing(group, folder) {
            Some(rows) => (rows, Stands::Same),
            None => (self.struck(group)?, what_stands(folder, &self.name(group))),
        };
        Ok(rows.into_iter().map(|row| Letter { row, stands }).collect())
    }
}

/// Where a volume is not as it would be struck.
fn what_stands(folder: &Folder, name: &str) -> Stands {
    match folder.open_file(name) {
        Ok(Some(_)) => Stands::Other,
        _ => Stands::Nothing,
    }
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
        self.folder(letter.folder())?.open_file(&letter.name()).ok()?
    }

    fn folder(&mut self, name: String) -> Option<&Folder> {
        if self.last.as_ref().is_none_or(|last| last.name != name) {
            let folder = self.root.subfolder(&name).ok()?;
            self.last = Some(Last { name, folder });
        }
        self.last.as_ref().map(|last| &last.folder)
    }
}
