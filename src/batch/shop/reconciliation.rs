//! What logs say became of the sheets of a run.

use super::discrepancy::Discrepancy;
use crate::provider::number::ProviderNumber;

/// What became of the sheets of a run: those that were inserted, pulled, spoiled and missing are
/// all of them, always.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reconciliation {
    pub(super) sheets: usize,
    pub(super) inserted: usize,
    pub(super) pulled: usize,
    pub(super) spoiled: usize,
    pub(super) missing: usize,
    pub(super) spoiled_letters: Vec<ProviderNumber>,
    pub(super) discrepancies: Vec<Discrepancy>,
}

impl Reconciliation {
    /// How many sheets the run has.
    pub fn sheets(&self) -> usize {
        self.sheets
    }

    /// How many lie in envelopes.
    pub fn inserted(&self) -> usize {
        self.inserted
    }

    /// How many were taken out because the client asked for it.
    pub fn pulled(&self) -> usize {
        self.pulled
    }

    /// How many are to be struck again, since they or another sheet of their letter was spoiled.
    pub fn spoiled(&self) -> usize {
        self.spoiled
    }

    /// How many are in no log and on no void list; each is a discrepancy too.
    pub fn missing(&self) -> usize {
        self.missing
    }

    /// The letters with spoiled sheets, in the order of the run: for
    /// [`Batch::respool`](crate::Batch::respool).
    pub fn spoiled_letters(&self) -> &[ProviderNumber] {
        &self.spoiled_letters
    }

    /// What the logs say that is not as the run says, by line; then what is missing.
    pub fn discrepancies(&self) -> &[Discrepancy] {
        &self.discrepancies
    }

    /// Whether every sheet is where it should be, and none is to be struck again.
    pub fn is_settled(&self) -> bool {
        self.discrepancies.is_empty() && self.spoiled == 0
    }
}
