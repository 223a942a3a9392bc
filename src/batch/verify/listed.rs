//! The rows of a manifest against the list alone: who should have one, and who should not.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Batch;
use super::super::manifest::Row;
use super::super::selection::Selection;
use super::difference::{Difference, Surplus};
use super::findings::Findings;
use crate::provider::Provider;
use crate::provider::number::ProviderNumber;

/// What the list says of providers.
pub(super) struct Listed<'a> {
    batch: &'a Batch,
    issued: BTreeMap<ProviderNumber, &'a Provider>,
    all: BTreeSet<ProviderNumber>,
}

impl<'a> Listed<'a> {
    pub(super) fn of(batch: &'a Batch, providers: &'a [Provider]) -> Self {
        let records = Selection::of(batch, providers);
        let mut issued = BTreeMap::new();
        for record in records.all() {
            let duplicate = records.duplicate(record).is_some();
            if !duplicate && batch.issuer().check(record.provider).is_ok() {
                issued.insert(record.provider.number(), record.provider);
            }
        }
        Self { batch, issued, all: providers.iter().map(Provider::number).collect() }
    }

    /// Rows that no letter asked for.
    pub(super) fn surplus(&self, rows: &[Row], findings: &mut Findings<'_>) {
        for row in rows {
            let (number, reason) = (row.number, self.reason(row.number));
            findings.account_for(row);
            findings.add(Difference::Surplus { number, reason });
        }
    }

    fn reason(&self, number: ProviderNumber) -> Surplus {
        let ours = self.batch.its_shard().is_none_or(|shard| shard.holds(number));
        match self.all.contains(&number) {
            false => Surplus::NotInList,
            true if !ours => Surplus::OtherShard,
            true if self.issued.contains_key(&number) => Surplus::Twice,
            true => Surplus::Refused,
        }
    }

    /// All rows of a manifest, where letters could not be struck again.
    pub(super) fn compare(&self, rows: &[Row], findings: &mut Findings<'_>) {
        let mut seen = BTreeSet::new();
        for row in rows {
            let number = row.number;
            match self.issued.get(&number) {
                Some(provider) if seen.insert(number) => {
                    if provider.user_id().as_str() != row.user_id {
                        findings.add(Difference::OtherUserId { number });
                    }
                }
                _ => findings.add(Difference::Surplus { number, reason: self.reason(number) }),
            }
        }
        for number in self.issued.keys().copied().filter(|number| !seen.contains(number)) {
            findings.add(Difference::NoRow { number });
        }
    }
}
