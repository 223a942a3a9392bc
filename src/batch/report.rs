//! What a batch says of itself: how far it is, what it refused, and how it ended.

use std::fmt;
use std::path::PathBuf;

use crate::error::Error;
use crate::provider::number::ProviderNumber;

/// How far a run is, given to the caller's callback after each group of letters. It holds no
/// secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Records done: issued, kept from an earlier run, or refused.
    pub done: usize,
    /// Records in all.
    pub total: usize,
    /// Of those done, how many were refused.
    pub refused: usize,
    /// Bytes of letters written by this run.
    pub bytes: u64,
}

/// A record that was not issued, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    row: usize,
    number: ProviderNumber,
    reason: String,
}

impl Refusal {
    pub(crate) fn new(row: usize, number: ProviderNumber, error: &Error) -> Self {
        Self { row, number, reason: error.to_string() }
    }

    /// The row of its source ([`Provider::at_row`](crate::Provider::at_row)), or its place in the
    /// list counted from 1.
    pub fn row(&self) -> usize {
        self.row
    }

    /// Whose it is.
    pub fn number(&self) -> ProviderNumber {
        self.number
    }

    /// The whole sentence of the error.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}: {}", self.row, self.reason)
    }
}

/// How a run ended: the records are those issued and those refused, always.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub(crate) issued: usize,
    pub(crate) refused: Vec<Refusal>,
    pub(crate) bytes: u64,
    pub(crate) repaired: usize,
    pub(crate) complete: bool,
    pub(crate) manifest: Option<PathBuf>,
}

impl Report {
    /// How many letters stand, from this run or an earlier one.
    pub fn issued(&self) -> usize {
        self.issued
    }

    /// The records that were refused, in the order of the list.
    pub fn refused(&self) -> &[Refusal] {
        &self.refused
    }

    /// Bytes of letters that this run wrote.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Files that had been durable in an earlier run and were found missing or altered: something
    /// other than this crate touched them.
    pub fn repaired(&self) -> usize {
        self.repaired
    }

    /// Whether the run went to its end; if the callback stopped it, the same call goes on where it
    /// stood.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// The manifest, where the run wrote one.
    pub fn manifest(&self) -> Option<&std::path::Path> {
        self.manifest.as_deref()
    }
}
