//! What a print shop is told, and what its inserter tells.
//!
//! - [`pull`]: letters that are taken out after they were printed (引抜き)
//! - [`posting`]: envelopes by post code and sheets, for the posting form
//! - [`columns`]: how the log of an inserter is read; [`discrepancy`]: what can be wrong in it
//! - [`log`]: its lines; [`order`]: which sheets are out of order
//! - [`sheets`]: the sheets of a run; [`reconciliation`], [`tally`]: what became of each
//! - [`reconcile`]: a log against a run
//! - [`respool`]: spoiled letters struck again

pub(crate) mod pull;
pub(crate) mod posting;
pub(crate) mod columns;
pub(crate) mod discrepancy;
mod log;
mod order;
mod sheets;
pub(crate) mod reconciliation;
mod tally;
pub(crate) mod reconcile;
mod respool;
