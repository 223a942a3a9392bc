//! The rows of a manifest against the list alone: who should have one, and who should not.

use std::collections::BTreeSet;

use super::super::Batch;
use super::super::manifest::Row;
use super::super::selection::{Record, Selection};
use super::difference::{Difference, Surplus};
use super::findings::Findings;
use crate::provider::Provider;
use crate::provider::number::ProviderNumber;

/// What the list says of providers.
pub(super) struct Listed<'a> {
    batch: &'a Batch,
    records: Selection<'a>,
    by_number: Vec<Record<'a>>,
    /// Places in the list of those whose row was met.
    with_row: BTreeSet<usize>,
}

impl<'a> Listed<'a> {
    pub(super) fn of(batch: &'a Batch, providers: &'a [Provider]) -> Self {
        let records = providers.iter().enumerate();
        let mut by_number: Vec<Record<'a>> =
            records.map(|(index, provider)| Record { index, provider }).collect();
        by_number.sort_by_key(|record| record.provider.number());
        let records = Selection::of(batch, providers);
        Self { batch, records, by_number, with_row: BTreeSet::new() }
    }

    /// The records of a provider, in the order of the list.
    fn records(&self, number: ProviderNumber) -> impl Iterator<Item = Record<'a>> {
        let first = self.by_number.partition_point(|record| record.provider.number() < number);
        let records = self.by_number.get(first..).unwrap_or_default().iter().copied();
        records.take_while(move |record| record.provider.number() == number)
    }

    fn issued(&self, number: ProviderNumber) -> Option<Record<'a>> {
        self.records(number).find(|record| self.records.is_issued(*record))
    }

    fn is_ours(&self, number: ProviderNumber) -> bool {
        self.batch.its_shard().is_none_or(|shard| shard.holds(number))
    }

    /// Rows that no letter asked for.
    pub(super) fn surplus(&self, rows: &[Row], findings: &mut Findings<'_>) {
        for row in rows {
            findings.account_for(row);
            findings.add(self.too_many(row.number));
        }
    }

    fn too_many(&self, number: ProviderNumber) -> Difference {
        let reason = match self.records(number).next() {
            None => Surplus::NotInList,
            Some(_) if !self.is_ours(number) => Surplus::OtherShard,
            Some(_) if self.issued(number).is_some() => Surplus::Twice,
            Some(_) => Surplus::Refused,
        };
        Difference::Surplus { number, reason }
    }

    /// A row of a letter that could not be struck again.
    pub(super) fn compare(&mut self, row: &Row, findings: &mut Findings<'_>) {
        findings.extend(self.difference(row));
    }

    fn difference(&mut self, row: &Row) -> Option<Difference> {
        let number = row.number;
        let issued = self.issued(number).filter(|_| self.is_ours(number));
        match issued.filter(|record| self.with_row.insert(record.index)) {
            None => Some(self.too_many(number)),
            Some(Record { provider, .. }) => (provider.user_id().as_str() != row.user_id)
                .then_some(Difference::OtherUserId { number }),
        }
    }

    /// Those who should have a row and were not met.
    pub(super) fn tell_of_rowless(&self, findings: &mut Findings<'_>) {
        for record in &self.by_number {
            let number = record.provider.number();
            let met = self.with_row.contains(&record.index);
            if !met && self.is_ours(number) && self.records.is_issued(*record) {
                findings.add(Difference::NoRow { number });
            }
        }
    }
}
