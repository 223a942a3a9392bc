//! Letters by their seals alone: that each is the one that its row was written for, whatever list
//! and issuer they came from.

use std::fs::File;
use std::io::{self, Read};

use hmac::Mac;

use super::super::durable::folder::Folder;
use super::super::key::{BatchKey, Seal};
use super::super::manifest::Row;
use super::super::place::{LetterFile, is_volume_name};
use super::super::wiped;
use super::difference::Difference;
#[cfg(feature = "print-shop")]
use crate::error::{ErrorKind, Result};

/// Digests of files, the last of which is kept: the rows of a volume follow each other.
pub(crate) struct Seals<'a> {
    folder: &'a Folder,
    blank: Seal,
    last: Option<Digested>,
}

struct Digested {
    file: String,
    /// Nothing where no plain file has the name.
    seal: Option<Seal>,
}

impl<'a> Seals<'a> {
    pub(crate) fn new(key: &BatchKey, folder: &'a Folder) -> Self {
        Self { folder, blank: key.seal(), last: None }
    }

    /// Whether a row's file is the one that it was written for. What a row names is opened only
    /// where it is the name of a letter of its own.
    pub(super) fn check(&mut self, row: &Row) -> Option<Difference> {
        let file = self.folder.path_of(&row.place.file);
        match self.agrees(row) {
            None => Some(Difference::Missing { number: row.number, file }),
            Some(true) => None,
            Some(false) => Some(Difference::Altered { file }),
        }
    }

    /// Nothing where the file is missing.
    fn agrees(&mut self, row: &Row) -> Option<bool> {
        if !is_name_of(row) {
            return Some(false);
        }
        self.digest(&row.place.file).map(|seal| row.agrees_with(seal))
    }

    /// The same as an error, for those who go on from the letter.
    ///
    /// # Errors
    /// [`ErrorKind::Altered`] where it is not so.
    #[cfg(feature = "print-shop")]
    pub(crate) fn held(&mut self, row: Row) -> Result<Row> {
        match self.agrees(&row) {
            Some(true) => Ok(row),
            _ => Err(ErrorKind::Altered { path: self.folder.path_of(&row.place.file) }.into()),
        }
    }

    fn digest(&mut self, file: &str) -> Option<Seal> {
        if let Some(last) = self.last.as_ref().filter(|last| last.file == file) {
            return last.seal.clone();
        }
        let seal = self.open(file).and_then(|file| digested(self.blank.clone(), file).ok());
        self.last = Some(Digested { file: file.to_owned(), seal: seal.clone() });
        seal
    }

    fn open(&self, file: &str) -> Option<File> {
        let opened = match file.split_once('/') {
            Some((folder, name)) => self.folder.subfolder(folder).ok()?.open_file(name),
            None => self.folder.open_file(file),
        };
        opened.ok()?
    }
}

fn digested(mut seal: Seal, mut file: File) -> io::Result<Seal> {
    let mut buffer = wiped::buffer(1 << 16);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(seal),
            read => seal.update(buffer.get(..read).unwrap_or_default()),
        }
    }
}

/// Whether a row names a file as a run of its round names one.
fn is_name_of(Row { number, round, place, .. }: &Row) -> bool {
    let letter = LetterFile { number: *number, round: *round };
    LetterFile::at(&place.file) == Some(letter) || is_volume_name(&place.file, *round)
}
