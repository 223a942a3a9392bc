//! Which records of a list a batch issues: those of its shard, but for duplicates, which are judged
//! over the whole list.

use std::collections::{BTreeMap, HashMap};

use super::Batch;
use super::report::Refusal;
use crate::error::{Error, ErrorKind, Field};
use crate::issuer::Issuer;
use crate::provider::Provider;

/// The records of a list that are a batch's to issue or to refuse.
pub(super) struct Selection<'a> {
    providers: &'a [Provider],
    /// Places in the list.
    indices: Vec<usize>,
    /// By place in the list.
    duplicates: BTreeMap<usize, Refusal>,
}

impl<'a> Selection<'a> {
    pub(super) fn of(batch: &Batch, providers: &'a [Provider]) -> Self {
        let ours = |index: &usize| match (batch.its_shard(), providers.get(*index)) {
            (Some(shard), Some(provider)) => shard.holds(provider.number()),
            _ => true,
        };
        let indices = (0..providers.len()).filter(ours).collect();
        let duplicates = duplicates(batch.issuer(), providers);
        Self { providers, indices, duplicates }
    }

    pub(super) fn len(&self) -> usize {
        self.indices.len()
    }

    /// So many records from the `first` on, in the order of the list.
    pub(super) fn some(&self, first: usize, count: usize) -> impl Iterator<Item = Record<'a>> {
        (first..first + count).map_while(|nth| self.nth(nth))
    }

    pub(super) fn nth(&self, nth: usize) -> Option<Record<'a>> {
        let &index = self.indices.get(nth)?;
        Some(Record { index, provider: self.providers.get(index)? })
    }

    pub(super) fn all(&self) -> impl Iterator<Item = Record<'a>> {
        self.some(0, self.len())
    }

    /// Why a record is refused that has the number or the user ID of an earlier one.
    pub(super) fn duplicate(&self, record: Record<'_>) -> Option<&Refusal> {
        self.duplicates.get(&record.index)
    }
}

/// One record, and where it stands in the list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    pub(super) index: usize,
    pub(super) provider: &'a Provider,
}

impl Record<'_> {
    /// The row of its source, or its place in the list, counted from 1.
    pub(super) fn row(self) -> usize {
        self.provider.row().unwrap_or(self.index + 1)
    }

    fn is_same(self, field: Field) -> Error {
        Error::new(field, ErrorKind::Duplicate { first_row: self.row() })
    }

    pub(super) fn refused(self, error: &Error) -> Refusal {
        Refusal::new(self.row(), self.provider.number().as_str(), error)
    }
}

/// Every record with the number or user ID of an earlier one that is issued, by its place in the
/// list: there would be two passwords for one account, or two letters for one provider.
pub(super) fn duplicates(issuer: &Issuer, providers: &[Provider]) -> BTreeMap<usize, Refusal> {
    let (mut numbers, mut user_ids) = (HashMap::new(), HashMap::new());
    let mut found = BTreeMap::new();
    for (index, provider) in providers.iter().enumerate() {
        let record = Record { index, provider };
        let (number, user_id) = (provider.number(), provider.user_id().as_str());
        let same_number = numbers.get(&number).filter(|earlier| is_issued(issuer, earlier));
        let same_user_id = || user_ids.get(user_id).filter(|earlier| is_issued(issuer, earlier));
        let duplicate = match same_number {
            Some(earlier) => Some(earlier.is_same(Field::ProviderNumber)),
            None => same_user_id().map(|earlier| earlier.is_same(Field::UserId)),
        };
        if let Some(error) = duplicate {
            found.insert(index, record.refused(&error.for_provider(number)));
        } else {
            numbers.insert(number, record);
            user_ids.insert(user_id, record);
        }
    }
    found
}

/// A name that cannot be printed is found out only where it matters: it takes time.
fn is_issued(issuer: &Issuer, record: &Record<'_>) -> bool {
    issuer.check(record.provider).is_ok()
}
