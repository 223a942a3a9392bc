//! 備考: the heading, the remarks with hanging indent, and whom to ask.

use super::forme::{Block, Content, Line, Part};
use super::heading::add_heading;
use super::job::Job;
use super::length::{Length, Span};
use super::line_break::width;
use super::measures::Overflow;
use super::paragraph::{Descent, Paragraph};
use crate::error::{Field, PagePart, Result, Sentence};
use crate::font::Glyph;

const GAP: Length = Length::mm(6.0);
const OVER_CONTACT: Length = Length::mm(2.0);

/// Where a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placement {
    /// Under what is on the page.
    Under,
    /// At the top of the next page.
    NextPage,
}

/// Sets the remarks under `top`, or at the top of the next page where that is allowed and they find
/// no room; without any, nothing.
pub(super) fn set(job: &Job<'_>, top: Length) -> Result<(Part, Placement)> {
    let under = set_at(job, top + GAP * job.measures.gaps)?;
    match (check(job, top, &under), job.measures.overflow) {
        (Ok(()), _) => Ok((under, Placement::Under)),
        (Err(error), Overflow::Refused) => Err(error),
        (Err(_), Overflow::NextPage) => {
            let top = job.measures.printed.top;
            let over = set_at(job, top)?;
            check(job, top, &over)?;
            Ok((over, Placement::NextPage))
        }
    }
}

fn check(job: &Job<'_>, top: Length, part: &Part) -> Result<()> {
    let part = Span { top, bottom: part.bottom };
    part.check_within(job.measures.printed, PagePart::Remarks)
}

fn set_at(job: &Job<'_>, top: Length) -> Result<Part> {
    let mut part = Part::under(top);
    if !job.template.remarks.is_empty() {
        add_heading(job, Sentence::RemarksHeading, &mut part)?;
        add_list(job, &mut part)?;
    }
    if job.template.contact.is_some() {
        part.skip(OVER_CONTACT);
        job.add_paragraph(Sentence::Contact, job.measures.notes, &mut part)?;
    }
    Ok(part)
}

fn add_list(job: &Job<'_>, part: &mut Part) -> Result<()> {
    let size = job.measures.notes;
    let left = job.measures.margin + size;
    let mut descent = Descent { left, ..job.descent(size, part.bottom) };
    let mut items = Vec::new();
    for (number, words) in (1..).zip(&job.template.remarks) {
        let field = Field::Sentence(Sentence::Remark(number));
        let width = job.measures.right() - left;
        let paragraph = Paragraph { what: PagePart::Remarks, field, size, width };
        items.push(Content::Fixed(remark(job, &paragraph, words, &mut descent)?));
    }
    part.blocks.push(Block::List(items));
    part.bottom = descent.top;
    Ok(())
}

/// One remark: its first character is its bullet, and every line begins under what follows that.
fn remark(
    job: &Job<'_>,
    paragraph: &Paragraph,
    words: &str,
    descent: &mut Descent,
) -> Result<Vec<Line>> {
    let (bullet, text) = words.split_at(words.chars().next().map_or(0, char::len_utf8));
    let bullet = job.shape(paragraph.field, bullet)?;
    let mut lines = job.set(paragraph, text, descent)?;
    match lines.first_mut() {
        Some(first) => hang(&bullet, first),
        None => lines.push(descent.line(&bullet)),
    }
    Ok(lines)
}

/// Puts a bullet before the line.
fn hang(bullet: &[Glyph], line: &mut Line) {
    line.at.x = line.at.x - width(bullet, line.size);
    line.glyphs.splice(0..0, bullet.iter().copied());
}
