//! Everything that a run would refuse or warn of, before any secret is drawn.

use super::Batch;
use super::report::Refusal;
use super::selection::{Record, Selection};
use crate::provider::{Provider, Warning};
use crate::text::note::Note;

/// What was found in a list, by row (counted from 1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preflight {
    refused: Vec<Refusal>,
    duplicates: Vec<Refusal>,
    warnings: Vec<(usize, Warning)>,
    notes: Vec<(usize, Note)>,
}

impl Preflight {
    /// Records that cannot be printed.
    pub fn refused(&self) -> &[Refusal] {
        &self.refused
    }

    /// Records whose number or user ID has an earlier row that is issued; a run refuses them too.
    pub fn duplicates(&self) -> &[Refusal] {
        &self.duplicates
    }

    /// What a person should look at, by row.
    pub fn warnings(&self) -> &[(usize, Warning)] {
        &self.warnings
    }

    /// How names were changed on the way in, by row.
    pub fn notes(&self) -> &[(usize, Note)] {
        &self.notes
    }

    /// Whether a run would issue every record.
    pub fn is_clean(&self) -> bool {
        self.refused.is_empty() && self.duplicates.is_empty()
    }
}

impl Batch {
    /// Runs every check over a list, in parallel, and draws nothing.
    pub fn preflight(&self, providers: &[Provider]) -> Preflight {
        let records = Selection::of(self, providers);
        let mut preflight = Preflight::default();
        for (record, checked) in records.checked() {
            match (checked, records.duplicate(record)) {
                (Err(error), _) => preflight.refused.push(record.refused(&error)),
                (Ok(_), Some(duplicate)) => preflight.duplicates.push(duplicate.clone()),
                (Ok(warnings), None) => preflight.warnings.extend(at(record, warnings)),
            }
            preflight.notes.extend(at(record, record.provider.name().notes().iter().cloned()));
        }
        preflight
    }
}

fn at<T>(
    record: Record<'_>,
    found: impl IntoIterator<Item = T>,
) -> impl Iterator<Item = (usize, T)> {
    found.into_iter().map(move |found| (record.row(), found))
}
