//! Letters by their seals alone: that each is the one that its row was written for, whatever list
//! and issuer they came from.

use std::fs::File;
use std::io::{self, Read};

use hmac::Mac;

use super::super::durable::folder::Folder;
use super::super::key::{BatchKey, Seal};
use super::super::manifest::Row;
use super::super::round::Round;
use super::super::wiped;
use super::difference::Difference;
use crate::provider::number::ProviderNumber;

/// Digests of files, the last of which is kept: the rows of a volume follow each other.
pub(super) struct Seals<'a> {
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
    pub(super) fn new(key: &BatchKey, folder: &'a Folder) -> Self {
        Self { folder, blank: key.seal(), last: None }
    }

    /// Whether a row's file is the one that it was written for. What a row names is opened only
    /// where it is the name of a letter of its own.
    pub(super) fn check(&mut self, row: &Row) -> Option<Difference> {
        let path = self.folder.path_of(&row.place.file);
        if !is_name_of(row) {
            return Some(Difference::Altered { file: path });
        }
        match self.digest(&row.place.file).map(|seal| row.agrees_with(seal)) {
            None => Some(Difference::Missing { number: row.number, file: path }),
            Some(true) => None,
            Some(false) => Some(Difference::Altered { file: path }),
        }
    }

    fn digest(&mut self, file: &str) -> Option<Seal> {
        if let Some(last) = self.last.as_ref().filter(|last| last.file == file) {
            return last.seal.clone();
        }
        let opened = match file.split_once('/') {
            Some((folder, name)) => {
                self.folder.subfolder(folder).and_then(|folder| folder.open_file(name))
            }
            None => self.folder.open_file(file),
        };
        let opened = opened.ok().flatten();
        let seal = opened.and_then(|opened| digested(self.blank.clone(), opened).ok());
        self.last = Some(Digested { file: file.to_owned(), seal: seal.clone() });
        seal
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
fn is_name_of(row: &Row) -> bool {
    let file = row.place.file.as_str();
    file == letter_name(row.number, row.round) || is_volume_name(file, row.round)
}

fn letter_name(number: ProviderNumber, round: Round) -> String {
    format!("{:02}/{number}{}.pdf", number.prefecture(), round.suffix())
}

/// `spool-0001.pdf`, in a later round `spool-0001-2.pdf`.
pub(super) fn is_volume_name(file: &str, round: Round) -> bool {
    let digits = file.strip_prefix("spool-").and_then(|rest| rest.strip_suffix(".pdf"));
    let digits = digits.and_then(|rest| rest.strip_suffix(&round.suffix()));
    digits
        .is_some_and(|digits| digits.len() >= 4 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}
