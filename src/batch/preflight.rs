//! Everything that a run would refuse or warn of, before any secret is drawn.

use super::Batch;
use super::parallel::in_order;
use super::report::Refusal;
use super::selection::Selection;
use crate::error::Result;
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
        for (record, checked) in records.all().zip(check_all(self, &records)) {
            let row = record.row();
            match (checked, records.duplicate(record)) {
                (Err(error), _) => preflight.refused.push(record.refused(&error)),
                (Ok(_), Some(duplicate)) => preflight.duplicates.push(duplicate.clone()),
                (Ok(warnings), None) => {
                    preflight.warnings.extend(warnings.into_iter().map(|warning| (row, warning)));
                }
            }
            let notes = record.provider.name().notes();
            preflight.notes.extend(notes.iter().map(|note| (row, note.clone())));
        }
        preflight
    }
}

/// What each record would be refused or warned for, in parallel and in their order.
pub(super) fn check_all(batch: &Batch, records: &Selection<'_>) -> Vec<Result<Vec<Warning>>> {
    let threads = batch.manner().threads().get();
    let checked = in_order(0..records.len(), threads, |nth| {
        records.nth(nth).map(|record| batch.issuer().check(record.provider))
    });
    checked.into_iter().flatten().collect()
}
