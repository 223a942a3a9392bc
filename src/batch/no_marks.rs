//! Stands where `marks` stands with its feature: sheets bear none.

use super::Batch;
use super::envelopes::Envelope;
use super::spool::SpoolOptions;
use crate::error::Result;
use crate::issuer::volume::SheetMarks;
use crate::provider::Provider;

#[expect(clippy::unnecessary_wraps, reason = "a mark can be refused where there are any")]
pub(super) fn refuse_overlap(_: &Batch, _: SpoolOptions, _: usize) -> Result<()> {
    Ok(())
}

/// Never a value.
#[derive(Debug)]
pub(super) enum Marks {}

impl Marks {
    pub(super) fn of(_: &Batch, _: &[Provider], _: SpoolOptions) -> Option<Self> {
        None
    }

    pub(super) fn check(&self, _: usize, _: usize) -> Result<()> {
        match *self {}
    }

    pub(super) fn of_letter(&self, _: usize, _: &Envelope) -> SheetMarks {
        match *self {}
    }
}
