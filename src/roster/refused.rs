//! A row that is no provider.

use crate::error::Error;

/// A row of a list that is no provider.
#[derive(Debug)]
pub struct RefusedRow {
    number: String,
    error: Error,
}

impl RefusedRow {
    pub(super) fn new(number: String, error: Error) -> Self {
        Self { number, error }
    }

    /// The line of the list, counted from 1.
    pub fn line(&self) -> usize {
        self.error.line().unwrap_or_default()
    }

    /// What stands in the column of the provider number, its first 40 characters at most: it may be
    /// no number.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// Why it is refused.
    pub fn error(&self) -> &Error {
        &self.error
    }

    pub(super) fn into_error(self) -> Error {
        self.error
    }
}
