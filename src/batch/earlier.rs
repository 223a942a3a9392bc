//! What stood in a folder before its list changed.
//!
//! A run over a list that has changed sets the manifest aside before it touches anything: where a
//! manifest stands, all that it lists is durable and as it says. Then the journal is begun anew for
//! the new list, and the run is one like any other: what stands whole is kept. The old manifest
//! tells which letters are new and which were corrected, also after a kill, and goes when the new
//! one stands. So the folder comes to the same bytes as if it had been issued from the new list.

use std::fs::File;
use std::io::{BufRead, BufReader, Seek, SeekFrom};

use super::durable::Kind;
use super::durable::folder::Folder;
use super::identity::{Head, Identity};
use super::journal;
use super::manifest::{self, Lines, Row};
use super::place::LetterFile;
use super::report::{Corrected, Correction};
use super::round::Round;
use crate::error::{Action, Clash, Error, Result, RunPart};
use crate::provider::number::ProviderNumber;

/// The letters of a folder before its list changed.
#[derive(Debug)]
pub(super) struct Earlier {
    folder: Folder,
    round: Round,
    file: BufReader<File>,
    /// By number.
    letters: Vec<EarlierLetter>,
}

/// What is kept of a row: a few bytes, since a list may be long.
#[derive(Clone, Copy, Debug)]
struct EarlierLetter {
    number: ProviderNumber,
    seal: [u8; 8],
    /// Where in the manifest its line begins.
    at: u64,
}

/// What became of a letter since.
#[derive(Debug)]
pub(super) enum Since {
    /// It is new.
    Added,
    /// It is the same.
    Same,
    /// It was written to something else.
    Corrected(Correction),
}

/// Sets the manifest of another list aside, and tells what it lists: nothing where this run's list
/// is that of the folder, and was from the first.
///
/// # Errors
/// [`ErrorKind::OtherRun`](crate::ErrorKind::OtherRun) where letters stand that the new list does
/// not issue, or where the run is of volumes (`issued` is nothing).
pub(super) fn set_aside(
    folder: &Folder,
    identity: &Identity,
    issued: impl FnOnce() -> Option<Vec<ProviderNumber>>,
) -> Result<()> {
    if !is_of_other_list(folder, identity)? {
        return Ok(());
    }
    let Some(issued) = issued() else { return Err(folder.clashing(Clash::Volumes)) };
    let round = identity.round();
    refuse_unlisted(folder, round, &issued)?;
    set_manifest_aside(folder, round)
}

fn set_manifest_aside(folder: &Folder, round: Round) -> Result<()> {
    let name = manifest::name(round);
    match folder.open_file(&name)? {
        Some(_) => folder.rename(&name, &manifest::name_aside(round)),
        None => Ok(()),
    }
}

/// The list alone is other.
fn is_of_other_list(folder: &Folder, identity: &Identity) -> Result<bool> {
    let Some(text) = folder.read_text(&journal::name(identity.round()))? else { return Ok(false) };
    // One that cannot be read is refused where it is opened.
    let Ok(head) = Head::parse(&text) else { return Ok(false) };
    Ok(identity.differences(&head) == [RunPart::List])
}

/// A letter that no manifest would name any more has been posted, or will be by mistake.
fn refuse_unlisted(folder: &Folder, round: Round, issued: &[ProviderNumber]) -> Result<()> {
    let mut unlisted = Vec::new();
    for entry in folder.entries()? {
        let name = entry.name.to_str().filter(|name| name.len() == 2);
        if let Some(name) = name.filter(|_| entry.kind == Kind::Folder) {
            let letters = letters_in(folder, name, round)?.into_iter();
            unlisted.extend(letters.filter(|letter| !is_among(issued, *letter)));
        }
    }
    match unlisted.first().map(|letter| letter.path()) {
        Some(first) => Err(folder.clashing(Clash::NotInList { found: unlisted.len(), first })),
        None => Ok(()),
    }
}

fn is_among(issued: &[ProviderNumber], letter: LetterFile) -> bool {
    issued.binary_search(&letter.number).is_ok()
}

/// The letters of a round that stand in the folder of a federation.
fn letters_in(folder: &Folder, name: &str, round: Round) -> Result<Vec<LetterFile>> {
    let mut letters = Vec::new();
    for file in folder.subfolder(name)?.entries()? {
        let letter = LetterFile::at(&format!("{name}/{}", file.name.to_string_lossy()));
        letters.extend(letter.filter(|letter| letter.round == round));
    }
    Ok(letters)
}

/// By number.
fn sorted(lines: Lines) -> Result<Vec<EarlierLetter>> {
    let (mut letters, mut at) = (Vec::new(), 0);
    for line in lines {
        let line = line?;
        if let Some(row) = Row::parse(&line) {
            letters.push(EarlierLetter { number: row.number, seal: row.seal_start(), at });
        }
        at += line.len() as u64;
    }
    letters.sort_unstable_by_key(|letter| letter.number);
    Ok(letters)
}

impl Earlier {
    /// Nothing where no manifest was set aside.
    pub(super) fn of(folder: &Folder, round: Round) -> Result<Option<Self>> {
        let name = manifest::name_aside(round);
        let (Some(lines), Some(file)) = (Lines::named(folder, &name)?, folder.open_file(&name)?)
        else {
            return Ok(None);
        };
        let (folder, file) = (folder.clone(), BufReader::new(file));
        Ok(Some(Self { folder, round, file, letters: sorted(lines)? }))
    }

    fn letter(&self, number: ProviderNumber) -> Option<EarlierLetter> {
        let place = self.letters.binary_search_by_key(&number, |letter| letter.number).ok()?;
        self.letters.get(place).copied()
    }

    /// Whether a letter was durable as it is now.
    pub(super) fn has(&self, row: &Row) -> bool {
        self.letter(row.number).is_some_and(|letter| letter.seal == row.seal_start())
    }

    /// What became of a letter since.
    pub(super) fn since(&mut self, row: &Row) -> Result<Since> {
        let Some(letter) = self.letter(row.number) else { return Ok(Since::Added) };
        if letter.seal == row.seal_start() {
            return Ok(Since::Same);
        }
        let earlier = self.row_at(letter.at)?;
        let same_user_id = earlier.is_some_and(|earlier| earlier.user_id == row.user_id);
        let corrected = if same_user_id { Corrected::Name } else { Corrected::UserId };
        Ok(Since::Corrected(Correction::new(row.number, corrected)))
    }

    fn row_at(&mut self, at: u64) -> Result<Option<Row>> {
        let mut line = String::new();
        let sought = self.file.seek(SeekFrom::Start(at));
        sought.and_then(|_| self.file.read_line(&mut line)).map_err(|error| {
            Error::io(Action::Read, self.folder.path_of(manifest::name_aside(self.round)), error)
        })?;
        Ok(Row::parse(&line))
    }

    /// The manifest of the new list stands: it tells all.
    pub(super) fn discard(self) -> Result<()> {
        let Self { folder, round, file, .. } = self;
        // Not every system lets a file be removed that is open.
        drop(file);
        folder.remove(&manifest::name_aside(round))
    }
}
