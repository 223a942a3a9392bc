//! The rounds of one folder: a letter that was issued again in a later round is void, and the
//! manifest that names it says so.

use std::collections::{BTreeMap, BTreeSet};

use super::durable::folder::Folder;
use super::manifest::{self, Lines, Row};
use super::round::Round;
use super::wiped::Gathering;
use crate::error::Result;
use crate::provider::number::ProviderNumber;

/// Which providers were issued another letter, and in which rounds.
#[derive(Debug, Default)]
pub(super) struct Reissues(BTreeMap<ProviderNumber, BTreeSet<Round>>);

impl Reissues {
    /// As the manifests of a folder tell, and those that were set aside.
    pub(super) fn of(folder: &Folder) -> Result<Self> {
        let mut reissues = Self::default();
        for entry in folder.entries()? {
            let Some(name) = entry.name.to_str() else { continue };
            let round = manifest::round_of(name).or_else(|| manifest::round_aside(name));
            if let Some(round) = round.filter(|&round| round != Round::FIRST) {
                reissues.add_all(folder, name, round)?;
            }
        }
        Ok(reissues)
    }

    fn add_all(&mut self, folder: &Folder, manifest: &str, round: Round) -> Result<()> {
        for line in Lines::named(folder, manifest)?.into_iter().flatten() {
            if let Some(row) = Row::parse(&line?) {
                self.add(row.number, round);
            }
        }
        Ok(())
    }

    pub(super) fn add(&mut self, number: ProviderNumber, round: Round) {
        self.0.entry(number).or_default().insert(round);
    }

    /// The round that made a letter of `round` void.
    pub(super) fn after(&self, number: ProviderNumber, round: Round) -> Option<Round> {
        self.0.get(&number)?.iter().copied().find(|&later| later > round)
    }

    /// Has the manifests of earlier rounds say which of their letters are void.
    pub(super) fn mark_before(&self, folder: &Folder, round: Round) -> Result<()> {
        for earlier in rounds_of(folder)? {
            if earlier < round && self.change(folder, earlier)? {
                self.rewrite(folder, earlier)?;
            }
        }
        Ok(())
    }

    fn change(&self, folder: &Folder, round: Round) -> Result<bool> {
        for line in Lines::of(folder, round)?.into_iter().flatten() {
            let line = line?;
            if self.marked_line(&line, round) != line {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn rewrite(&self, folder: &Folder, round: Round) -> Result<()> {
        let mut out = Gathering::new(folder.create(&manifest::name(round))?);
        for line in Lines::of(folder, round)?.into_iter().flatten() {
            out.put(self.marked_line(&line?, round).as_bytes())?;
        }
        out.finish()
    }

    /// A line as it should be; what is no row stays as it is, for a verification to name.
    fn marked_line(&self, line: &str, round: Round) -> String {
        Row::parse(line).map_or_else(|| line.to_owned(), |row| self.marked(row, round).line())
    }

    /// The row of a round as it stands beside later ones.
    pub(super) fn marked(&self, row: Row, round: Round) -> Row {
        let replaced_by = self.after(row.number, round);
        row.replaced(replaced_by)
    }
}

/// The rounds whose manifests stand in a folder, in their order.
pub(super) fn rounds_of(folder: &Folder) -> Result<Vec<Round>> {
    let mut rounds = Vec::new();
    for entry in folder.entries()? {
        rounds.extend(entry.name.to_str().and_then(manifest::round_of));
    }
    rounds.sort_unstable();
    Ok(rounds)
}
