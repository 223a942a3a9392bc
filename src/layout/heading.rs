//! The heading of a part.

use super::forme::{Block, Content, Part};
use super::job::Job;
use super::length::Length;
use crate::error::{Result, Sentence};

const TO_WHAT_FOLLOWS: Length = Length::mm(2.5);

/// Adds a heading to a part, and the gap under it.
pub(super) fn add_heading(job: &Job<'_>, sentence: Sentence, part: &mut Part) -> Result<()> {
    let line =
        job.line(sentence, job.template.words_of(sentence), job.measures.text(), part.bottom)?;
    part.skip(line.size + TO_WHAT_FOLLOWS * job.measures.gaps);
    part.blocks.push(Block::Heading(Content::line(line)));
    Ok(())
}
