//! The rows of a manifest against the list alone: who should have one, and who should not.

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
}

impl<'a> Listed<'a> {
    pub(super) fn of(batch: &'a Batch, providers: &'a [Provider]) -> Self {
        let records = providers.iter().enumerate();
        let mut by_number: Vec<Record<'a>> =
            records.map(|(index, provider)| Record { index, provider }).collect();
        by_number.sort_by_key(|record| record.provider.number());
        Self { batch, records: Selection::of(batch, providers), by_number }
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

    /// All rows of a manifest, where letters could not be struck again.
    pub(super) fn compare(&self, rows: &[Row], findings: &mut Findings<'_>) {
        let mut without_row = vec![true; self.by_number.len()];
        for row in rows {
            let issued = self.issued(row.number).filter(|_| self.is_ours(row.number));
            match issued.and_then(|record| Some((record, without_row.get_mut(record.index)?))) {
                Some((record, without_row)) if *without_row => {
                    *without_row = false;
                    if record.provider.user_id().as_str() != row.user_id {
                        findings.add(Difference::OtherUserId { number: row.number });
                    }
                }
                _ => findings.add(self.too_many(row.number)),
            }
        }
        self.tell_of_rowless(&without_row, findings);
    }

    fn tell_of_rowless(&self, without_row: &[bool], findings: &mut Findings<'_>) {
        for record in &self.by_number {
            let number = record.provider.number();
            let rowless = without_row.get(record.index) == Some(&true);
            if rowless && self.is_ours(number) && self.records.is_issued(*record) {
                findings.add(Difference::NoRow { number });
            }
        }
    }
}
