//! The heading of a part.

use super::forme::{Block, Content};
use super::job::Job;
use super::length::Length;
use crate::error::{Result, Sentence};

const TO_WHAT_FOLLOWS: Length = Length::mm(2.5);

/// A heading under `top`, and where what follows it begins.
pub(super) fn heading(job: &Job<'_>, sentence: Sentence, top: Length) -> Result<(Block, Length)> {
    let line = job.line(sentence, job.template.words_of(sentence), job.measures.text(), top)?;
    let below = top + line.size + TO_WHAT_FOLLOWS * job.measures.gaps;
    Ok((Block::Heading(Content::line(line)), below))
}
