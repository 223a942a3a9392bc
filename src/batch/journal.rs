//! `journal.csv`: whose run a folder holds, and which groups of letters have been durable.
//!
//! Its head tells, line by line and each by a digest under the key, all that letters are made from;
//! its last line checks the others, so that damage is not taken for another key. Each line after
//! the head is a group, appended only after its files and folders were synced. A run that goes on
//! compares every file all the same: one that was durable and is not whole any more was damaged.
//! Each round has a journal of its own.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::durable::folder::Folder;
use super::durable::{Entry, Kind, faults};
use super::identity::{Head, Identity};
use super::manifest;
use super::manner::OtherList;
use super::round::Round;
use crate::error::{Action, Clash, Error, Result, RunPart};

/// The journal of a round.
pub(super) fn name(round: Round) -> String {
    format!("journal{}.csv", round.suffix())
}

/// The journal of a folder, open to append to.
#[derive(Debug)]
pub(super) struct Journal {
    folder: Folder,
    file: File,
    name: String,
    head: String,
    durable: BTreeSet<usize>,
}

impl Journal {
    /// Begins a journal in a folder that holds no letters yet or those of another list that may be
    /// gone on with, or goes on with the one that is there.
    ///
    /// # Errors
    /// [`ErrorKind::OtherRun`](crate::ErrorKind::OtherRun) where the folder holds a run that was
    /// made from anything else, or letters without a journal.
    pub(super) fn open(
        folder: &Folder,
        identity: &Identity,
        other_list: OtherList,
    ) -> Result<Self> {
        refuse_letters_of_others(folder, identity)?;
        let (name, head) = (name(identity.round()), identity.head());
        let durable = durable_groups(folder, identity, other_list)?;
        // Written anew, so that nothing torn stays at its end.
        folder.write_whole(&name, contents(&head, &durable).as_bytes())?;
        let file = folder.open_to_append(&name)?;
        Ok(Self { folder: folder.clone(), file, name, head, durable })
    }

    pub(super) fn folder(&self) -> &Folder {
        &self.folder
    }

    pub(super) fn was_durable(&self, group: usize) -> bool {
        self.durable.contains(&group)
    }

    /// Notes that a group is durable.
    pub(super) fn commit(&mut self, group: usize) -> Result<()> {
        if !self.durable.insert(group) {
            return Ok(());
        }
        let written = self.file.write_all(line(group).as_bytes());
        written.map_err(self.failed(Action::Write))?;
        let synced = faults::unless_skipped("journal-sync", || self.file.sync_all());
        synced.map_err(self.failed(Action::Sync))
    }

    fn failed(&self, action: Action) -> impl FnOnce(io::Error) -> Error {
        move |error| Error::io(action, self.folder.path_of(&self.name), error)
    }

    /// Writes the journal of a complete run, the same whatever the order in which its groups were
    /// done.
    pub(super) fn close(self) -> Result<()> {
        let Self { folder, file, name, head, durable } = self;
        // Not every system lets a file be replaced that is open.
        drop(file);
        folder.write_whole(&name, contents(&head, &durable).as_bytes())
    }
}

/// The whole journal of a run that came to its end.
pub(super) fn complete(identity: &Identity, groups: usize) -> String {
    contents(&identity.head(), &(0..groups).collect())
}

fn contents(head: &str, durable: &BTreeSet<usize>) -> String {
    let mut text = head.to_owned();
    for &group in durable {
        text.push_str(&line(group));
    }
    text
}

fn line(group: usize) -> String {
    format!("group,{group}\n")
}

/// The groups of whole lines; one that a power cut tore has no line end.
fn groups(text: &str) -> impl Iterator<Item = usize> {
    let lines = text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'));
    lines.filter_map(|line| line.strip_prefix("group,")?.parse().ok())
}

/// The groups of the run that is gone on with.
fn durable_groups(
    folder: &Folder,
    identity: &Identity,
    other_list: OtherList,
) -> Result<BTreeSet<usize>> {
    match folder.read_text(&name(identity.round()))? {
        Some(text) if goes_on(folder, identity, &text, other_list)? => Ok(groups(&text).collect()),
        _ => Ok(BTreeSet::new()),
    }
}

/// Whether a run goes on: it does where it was made from the same. From another list, where that is
/// asked for, it begins anew, since its groups are others.
fn goes_on(
    folder: &Folder,
    identity: &Identity,
    journal: &str,
    other_list: OtherList,
) -> Result<bool> {
    let head = Head::parse_in(folder, journal)?;
    match (identity.differences(&head).as_slice(), other_list) {
        ([], _) => Ok(true),
        ([RunPart::List], OtherList::GoneOnWith) => Ok(false),
        ([part, ..], _) => Err(folder.clashing(Clash::Part(*part))),
    }
}

/// A round may be added to a run of the same key, and to nothing else.
fn refuse_letters_of_others(folder: &Folder, identity: &Identity) -> Result<()> {
    let entries = folder.entries()?;
    let names = entries.iter().filter_map(|entry| entry.name.to_str());
    let mut journals = names.filter(|name| is_journal(name)).peekable();
    if journals.peek().is_none() {
        return refuse_letters(folder, &entries);
    }
    journals.try_for_each(|journal| refuse_other_key(folder, identity, journal))
}

fn refuse_letters(folder: &Folder, entries: &[Entry]) -> Result<()> {
    let mut letters = entries.iter().filter(|entry| may_be_letters(entry));
    match letters.find_map(|letters| letters.name.to_str()) {
        Some(found) => Err(folder.clashing(Clash::NoJournal { found: found.to_owned() })),
        None => Ok(()),
    }
}

/// A letter, the folder of a federation, or a manifest.
fn may_be_letters(Entry { name, kind, .. }: &Entry) -> bool {
    let of_federation = name.len() == 2 && *kind == Kind::Folder;
    let manifest = name.to_str().is_some_and(|name| manifest::round_of(name).is_some());
    of_federation || manifest || Path::new(name).extension().is_some_and(|last| last == "pdf")
}

fn refuse_other_key(folder: &Folder, identity: &Identity, journal: &str) -> Result<()> {
    let Some(text) = folder.read_text(journal)? else { return Ok(()) };
    let head = Head::parse_in(folder, &text)?;
    if identity.has_key_of(&head) {
        Ok(())
    } else {
        Err(folder.clashing(Clash::Part(RunPart::Key)))
    }
}

fn is_journal(name: &str) -> bool {
    let suffix = name.strip_prefix("journal").and_then(|rest| rest.strip_suffix(".csv"));
    suffix.is_some_and(|suffix| suffix.is_empty() || suffix.starts_with('-'))
}
