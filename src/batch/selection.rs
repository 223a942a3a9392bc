//! Which records of a list a batch issues: those of its shard, but for duplicates, which are judged
//! over the whole list.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Batch;
use super::manner::Manner;
use super::parallel::{Ahead, in_order};
use super::report::Refusal;
use super::shard::Shard;
use crate::error::{Error, ErrorKind, Field, Result};
use crate::issuer::Issuer;
use crate::provider::number::ProviderNumber;
use crate::provider::user_id::UserId;
use crate::provider::{Provider, Warning};

/// The records of a list that are a batch's to issue or to refuse.
pub(super) struct Selection<'a> {
    issuer: &'a Issuer,
    manner: Manner,
    providers: &'a [Provider],
    /// Places in the list of the records of a shard; nothing where all of it is ours.
    shard: Option<Vec<usize>>,
    /// By place in the list.
    duplicates: BTreeMap<usize, Refusal>,
}

/// Records that are checked at a time by each thread.
const AHEAD: usize = 512;

impl<'a> Selection<'a> {
    /// Those of a batch's shard.
    pub(super) fn of(batch: &'a Batch, providers: &'a [Provider]) -> Self {
        let shard = batch.its_part().map(|part| places_in(part, providers));
        Self { manner: batch.manner(), shard, ..Self::of_all(batch.issuer(), providers) }
    }

    /// All of them.
    pub(super) fn of_all(issuer: &'a Issuer, providers: &'a [Provider]) -> Self {
        let duplicates = duplicates(issuer, providers);
        Self { issuer, manner: Manner::default(), providers, shard: None, duplicates }
    }

    pub(super) fn len(&self) -> usize {
        self.shard.as_ref().map_or(self.providers.len(), Vec::len)
    }

    /// So many records from the `first` on, in the order of the list.
    pub(super) fn some(&self, first: usize, count: usize) -> impl Iterator<Item = Record<'a>> {
        (first..first + count).map_while(|nth| self.nth(nth))
    }

    fn nth(&self, nth: usize) -> Option<Record<'a>> {
        match &self.shard {
            Some(places) => Record::at(*places.get(nth)?, self.providers),
            None => Record::at(nth, self.providers),
        }
    }

    /// The record, unless it is refused.
    pub(super) fn issued(&self, nth: usize) -> Option<Record<'a>> {
        self.nth(nth).filter(|record| self.is_issued(*record))
    }

    pub(super) fn is_issued(&self, record: Record<'_>) -> bool {
        self.duplicate(record).is_none() && is_printable(self.issuer, record)
    }

    /// Each record and what it would be refused or warned for, in parallel, in the order of the
    /// list.
    pub(super) fn checked(&self) -> impl Iterator<Item = (Record<'a>, Result<Vec<Warning>>)> {
        let ahead = Ahead { threads: self.manner.threads().get(), items: AHEAD };
        let check = |record: Record<'a>| (record, self.issuer.check_for_batch(record.provider));
        in_order(self.some(0, self.len()), ahead, check)
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

impl<'a> Record<'a> {
    fn at(index: usize, providers: &'a [Provider]) -> Option<Self> {
        Some(Self { index, provider: providers.get(index)? })
    }

    /// The row of its source, or its place in the list, counted from 1.
    pub(super) fn row(self) -> usize {
        self.provider.row().unwrap_or(self.index + 1)
    }

    fn is_same(self, field: Field) -> Error {
        Error::new(field, ErrorKind::Duplicate { first_row: self.row() })
    }

    pub(super) fn refused(self, error: &Error) -> Refusal {
        let refusal = Refusal::new(self.row(), self.provider.number().as_str(), error);
        refusal.named(self.provider.name().as_str())
    }

    /// The refusal that an error is.
    ///
    /// # Errors
    /// The error itself, where it is of the run and not of the record.
    pub(super) fn refused_for(self, error: Error) -> Result<Refusal> {
        if error.is_refusal() { Ok(self.refused(&error)) } else { Err(error) }
    }
}

/// Every record with the number or user ID of an earlier one that is issued, by its place in the
/// list: there would be two passwords for one account, or two letters for one provider.
fn places_in(part: Shard, providers: &[Provider]) -> Vec<usize> {
    let mut places = Vec::new();
    for (place, provider) in providers.iter().enumerate() {
        places.extend(part.holds(provider.number()).then_some(place));
    }
    places
}

fn duplicates(issuer: &Issuer, providers: &[Provider]) -> BTreeMap<usize, Refusal> {
    let mut shared = sharing(providers, Provider::number);
    shared.append(&mut sharing(providers, Provider::user_id));
    let (mut earlier, mut found) = (Earlier::default(), BTreeMap::new());
    for record in shared.into_iter().filter_map(|index| Record::at(index, providers)) {
        match earlier.same(issuer, record.provider) {
            Some(error) => drop(found.insert(record.index, record.refused(&error))),
            None => earlier.add(record),
        }
    }
    found
}

/// The places of records that have something in common with another: few, so that nothing is kept
/// of the many others.
fn sharing<'a, K: Ord>(providers: &'a [Provider], of: fn(&'a Provider) -> K) -> BTreeSet<usize> {
    let key = |index: &usize| providers.get(*index).map(of);
    let mut places: Vec<usize> = (0..providers.len()).collect();
    places.sort_unstable_by_key(key);
    let alike = places.chunk_by(|a, b| key(a) == key(b)).filter(|alike| alike.len() > 1);
    alike.flatten().copied().collect()
}

/// The last record of each number and of each user ID that is no duplicate.
#[derive(Default)]
struct Earlier<'a> {
    numbers: HashMap<ProviderNumber, Record<'a>>,
    user_ids: HashMap<&'a UserId, Record<'a>>,
}

impl<'a> Earlier<'a> {
    /// In what a record is the same as an earlier one that is issued.
    fn same(&self, issuer: &Issuer, provider: &Provider) -> Option<Error> {
        let number = provider.number();
        let is_issued = |earlier: &&Record<'_>| is_printable(issuer, **earlier);
        let same_number = self.numbers.get(&number).filter(is_issued);
        let same_user_id = || self.user_ids.get(provider.user_id()).filter(is_issued);
        let same = same_number.map(|earlier| earlier.is_same(Field::ProviderNumber));
        let same = same.or_else(|| same_user_id().map(|earlier| earlier.is_same(Field::UserId)));
        same.map(|error| error.for_provider(number))
    }

    fn add(&mut self, record: Record<'a>) {
        self.numbers.insert(record.provider.number(), record);
        self.user_ids.insert(record.provider.user_id(), record);
    }
}

/// A name that cannot be printed is found out only where it matters: it takes time.
fn is_printable(issuer: &Issuer, record: Record<'_>) -> bool {
    issuer.check_for_batch(record.provider).is_ok()
}
