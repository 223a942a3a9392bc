//! What a folder's journal tells of its run, and how its letters can be checked.

use super::super::Batch;
use super::super::durable::folder::Folder;
use super::super::identity::{Head, Identity};
use super::super::journal;
use super::super::round::Round;
use super::super::shard::Shard;
use super::difference::Difference;
use super::files::Files;
use crate::error::{Clash, Result, RunPart};
use crate::provider::Provider;

/// The journal of a round, as it stands.
pub(super) struct Told<'f> {
    folder: &'f Folder,
    name: String,
    text: Option<String>,
}

/// How letters can be checked, and what is known before.
pub(super) struct Plan {
    pub(super) way: Way,
    pub(super) differences: Vec<Difference>,
}

/// How letters can be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By striking them again.
    Strike(List),
    /// They were made from something else, or nobody knows from what: by their seals.
    Seals,
    /// Not at all: they are of another key or another scheme.
    Not,
}

impl Way {
    /// For letters that were made from something else in these parts.
    fn where_differ(parts: &[RunPart]) -> Self {
        match parts {
            [] => Self::Strike(List::Same),
            [RunPart::List] => Self::Strike(List::Other),
            [RunPart::Key, ..] => Self::Not,
            _ => Self::Seals,
        }
    }
}

/// From which list letters were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    Same,
    Other,
}

impl Plan {
    fn with(way: Way, difference: Difference) -> Self {
        Self { way, differences: vec![difference] }
    }
}

impl<'f> Told<'f> {
    pub(super) fn by(folder: &'f Folder, round: Round) -> Result<Self> {
        let name = journal::name(round);
        let text = folder.read_text(&name)?;
        Ok(Self { folder, name, text })
    }

    /// What is amiss where there is no manifest.
    pub(super) fn no_manifest(&self) -> Difference {
        let folder = self.folder.path().to_owned();
        match self.text {
            Some(_) => Difference::Unfinished { folder },
            None => Difference::NoRun { folder },
        }
    }

    fn head(&self) -> Result<Head, Clash> {
        self.text.as_deref().map_or(Err(Clash::DamagedJournal), Head::parse)
    }

    /// How letters are laid into files; nothing where it cannot be read.
    pub(super) fn form(&self) -> String {
        self.head().map_or(String::new(), |head| head.form().to_owned())
    }

    /// Which part of the list the run is.
    pub(super) fn shard(&self) -> Option<Shard> {
        self.head().ok()?.shard().parse().ok()
    }

    /// Compares with what this batch would write.
    pub(super) fn plan(&self, batch: &Batch, providers: &[Provider], files: &dyn Files) -> Plan {
        match self.head() {
            Ok(head) => self.plan_by(&head, &Identity::new(batch, providers, files.form()), files),
            Err(Clash::DamagedJournal) => Plan::with(Way::Seals, self.damaged()),
            Err(clash) => Plan::with(Way::Not, self.of_other_run(clash)),
        }
    }

    fn plan_by(&self, head: &Head, identity: &Identity, files: &dyn Files) -> Plan {
        let parts = identity.differences(head);
        let whole = journal::complete(identity, files.groups());
        if parts.is_empty() && self.text.as_ref() != Some(&whole) {
            return Plan::with(Way::Strike(List::Same), self.damaged());
        }
        Plan { way: Way::where_differ(&parts), differences: self.other_parts(parts) }
    }

    fn other_parts(&self, parts: Vec<RunPart>) -> Vec<Difference> {
        // What the list has otherwise is told provider by provider.
        let told = parts.into_iter().filter(|part| *part != RunPart::List);
        told.map(|part| Difference::other_part(self.folder, part)).collect()
    }

    fn of_other_run(&self, clash: Clash) -> Difference {
        Difference::OtherRun { folder: self.folder.path().to_owned(), clash }
    }

    fn damaged(&self) -> Difference {
        Difference::Journal { file: self.folder.path_of(&self.name) }
    }
}
