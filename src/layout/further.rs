//! The top of a further page with a password: what letter it belongs to and whose it is, so that no
//! sheet goes astray.

use super::forme::Part;
use super::job::Job;
use super::setter::Setter;
use crate::error::{Result, Sentence};

/// Sets the title as a line of text, and the table of the provider.
pub(super) fn set(job: &Job<'_>) -> Result<Part> {
    let mut setter = Setter::under(job, job.measures.printed.top);
    setter.paragraph(Sentence::Title, job.measures.body)?;
    setter.add_provider()?;
    Ok(setter.part)
}
