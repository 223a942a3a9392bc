//! `journal.csv`: whose run a folder holds, and which groups of letters have been durable.
//!
//! The first line tells key, list and letter by digests under the key; each later line is a group,
//! appended only after its files and folders were synced. A run that goes on compares every file
//! all the same: one that was durable and is not whole any more was damaged.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use hmac::Mac;

use super::durable::{sync_folder_of, write_whole};
use super::key::BatchKey;
use super::manifest::{self, hex};
use crate::error::{Action, Clash, Error, ErrorKind, Result};
use crate::issuer::Issuer;
use crate::provider::Provider;

const FILE: &str = "journal.csv";

/// What has to be the same for a run to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    key: String,
    list: String,
    letter: String,
    /// How the letters are laid into files.
    form: String,
}

impl Identity {
    pub(super) fn new(
        key: &BatchKey,
        issuer: &Issuer,
        providers: &[Provider],
        form: String,
    ) -> Self {
        let keyed = |what: &[u8]| key.digest().chain_update(what);
        let mut list = keyed(b"list");
        for provider in providers {
            let code = provider.post_code().map_or(String::new(), |code| code.to_string());
            list.update(
                format!(
                    "{},{},{code},{}\n",
                    provider.number(),
                    provider.user_id(),
                    provider.name()
                )
                .as_bytes(),
            );
        }
        let letter = keyed(b"letter").chain_update(issuer.digest());
        let [key, list, letter] =
            [keyed(b"key"), list, letter].map(|digest| hex(&digest.finalize().into_bytes()));
        Self { key, list, letter, form }
    }

    fn line(&self) -> String {
        format!("reissue-notice 1,{},{},{},{}\n", self.key, self.list, self.letter, self.form)
    }

    /// In what a folder's first line differs from this run's.
    fn difference(&self, line: &str) -> Option<Clash> {
        let mut fields = line.trim_end().split(',');
        let expected = ["reissue-notice 1", &self.key, &self.list, &self.letter, &self.form];
        let clashes = [Clash::Version, Clash::Key, Clash::List, Clash::Letter, Clash::Form];
        let mut pairs = expected.into_iter().zip(clashes);
        pairs.find(|&(expected, _)| fields.next() != Some(expected)).map(|(_, clash)| clash)
    }
}

/// The journal of a folder, open to append to.
#[derive(Debug)]
pub(super) struct Journal {
    file: File,
    path: PathBuf,
    head: String,
    durable: BTreeSet<usize>,
}

impl Journal {
    /// Begins a journal in a folder that holds no letters yet, or goes on with the one that is
    /// there.
    ///
    /// # Errors
    /// [`ErrorKind::OtherRun`] where the folder holds a run of another key, list or letter, or
    /// letters without a journal.
    pub(super) fn open(folder: &Path, identity: &Identity) -> Result<Self> {
        let path = folder.join(FILE);
        let (head, mut durable) = (identity.line(), BTreeSet::new());
        if path.exists() {
            let text =
                fs::read_to_string(&path).map_err(|error| Error::io(Action::Read, &path, error))?;
            let first = text.lines().next().unwrap_or_default();
            if let Some(reason) = identity.difference(first) {
                return Err(ErrorKind::OtherRun { path: folder.to_owned(), reason }.into());
            }
            durable.extend(groups(&text));
        } else {
            refuse_letters_without_journal(folder)?;
        }
        // Written anew, so that nothing torn stays at its end.
        write_whole(&path, &contents(&head, &durable))?;
        let file = OpenOptions::new()
            .append(true)
            .open(&path)
            .map_err(|error| Error::io(Action::Open, &path, error))?;
        Ok(Self { file, path, head, durable })
    }

    pub(super) fn was_durable(&self, group: usize) -> bool {
        self.durable.contains(&group)
    }

    /// Notes that a group is durable.
    pub(super) fn commit(&mut self, group: usize) -> Result<()> {
        if !self.durable.insert(group) {
            return Ok(());
        }
        let line = format!("group,{group}\n");
        self.file
            .write_all(line.as_bytes())
            .map_err(|error| Error::io(Action::Write, &self.path, error))?;
        self.file.sync_all().map_err(|error| Error::io(Action::Sync, &self.path, error))
    }

    /// Writes the journal of a complete run, the same whatever the order in which its groups were
    /// done.
    pub(super) fn close(self) -> Result<()> {
        write_whole(&self.path, &contents(&self.head, &self.durable))?;
        sync_folder_of(&self.path)
    }
}

fn contents(head: &str, durable: &BTreeSet<usize>) -> Vec<u8> {
    let groups = durable.iter().map(|group| format!("group,{group}\n"));
    std::iter::once(head.to_owned()).chain(groups).collect::<String>().into_bytes()
}

/// The groups of whole lines; one that a power cut tore has no line end.
fn groups(text: &str) -> impl Iterator<Item = usize> {
    let lines = text.split_inclusive('\n').skip(1).filter_map(|line| line.strip_suffix('\n'));
    lines.filter_map(|line| line.strip_prefix("group,")?.parse().ok())
}

fn refuse_letters_without_journal(folder: &Path) -> Result<()> {
    let entries = fs::read_dir(folder).map_err(|error| Error::io(Action::Read, folder, error))?;
    for entry in entries {
        let entry = entry.map_err(|error| Error::io(Action::Read, folder, error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        let pdf = path.extension().is_some_and(|extension| extension == "pdf");
        let letters = name == manifest::FILE || pdf || name.len() == 2 && path.is_dir();
        if letters {
            let reason = Clash::NoJournal { found: name };
            return Err(ErrorKind::OtherRun { path: folder.to_owned(), reason }.into());
        }
    }
    Ok(())
}
