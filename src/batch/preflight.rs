//! Everything that a run would refuse or warn of, before any secret is drawn.

use std::collections::{BTreeMap, HashMap};
use std::panic::resume_unwind;
use std::thread;

use super::Batch;
use super::report::Refusal;
use crate::error::{Error, ErrorKind, Field, Result};
use crate::issuer::Issuer;
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

    /// Records whose number or user ID stood in an earlier row; a run refuses them too.
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
    /// Runs every check over a list, on all processors, and draws nothing.
    pub fn preflight(&self, providers: &[Provider]) -> Preflight {
        let checked = check_all(&self.issuer, providers);
        let mut preflight = Preflight {
            duplicates: duplicates(providers).into_values().collect(),
            ..Preflight::default()
        };
        for (index, (provider, result)) in providers.iter().zip(checked).enumerate() {
            let row = row_of(index, provider);
            match result {
                Ok(warnings) => {
                    preflight.warnings.extend(warnings.into_iter().map(|warning| (row, warning)));
                }
                Err(error) => preflight.refused.push(Refusal::new(row, provider.number(), &error)),
            }
            preflight.notes.extend(provider.name().notes().iter().map(|note| (row, note.clone())));
        }
        preflight
    }
}

/// What each record would be refused or warned for, on all processors.
pub(super) fn check_all(issuer: &Issuer, providers: &[Provider]) -> Vec<Result<Vec<Warning>>> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = providers.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let check = |share: &'_ [Provider]| {
            share.iter().map(|provider| issuer.check(provider)).collect::<Vec<_>>()
        };
        let workers: Vec<_> =
            providers.chunks(share).map(|share| scope.spawn(move || check(share))).collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    })
}

/// The row of a record's source, or its place in the list.
pub(super) fn row_of(index: usize, provider: &Provider) -> usize {
    provider.row().unwrap_or(index + 1)
}

/// Every record after the first with the same number or user ID, by its place in the list counted
/// from 0.
pub(super) fn duplicates(providers: &[Provider]) -> BTreeMap<usize, Refusal> {
    let (mut numbers, mut user_ids) = (HashMap::new(), HashMap::new());
    let mut found = BTreeMap::new();
    for (index, provider) in providers.iter().enumerate() {
        let (number, row) = (provider.number(), row_of(index, provider));
        let first_with_number = *numbers.entry(number).or_insert((index, row));
        let first_with_user_id =
            *user_ids.entry(provider.user_id().as_str()).or_insert((index, row));
        let first =
            [(first_with_number, Field::ProviderNumber), (first_with_user_id, Field::UserId)];
        if let Some(((_, first_row), field)) =
            first.into_iter().find(|&((first, _), _)| first != index)
        {
            let error = Error::new(field, ErrorKind::Duplicate { first_row }).for_provider(number);
            found.insert(index, Refusal::new(row, number, &error));
        }
    }
    found
}
