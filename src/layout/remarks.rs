//! 備考: the heading, the remarks with hanging indent, and whom to ask.

use super::baseline::baseline;
use super::forme::{Block, Content, Line, Part};
use super::heading::heading;
use super::job::Job;
use super::length::{Length, Point, Span};
use super::line_break::{fill_lines, width};
use super::measures::Overflow;
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
    let template = job.template;
    let (mut blocks, mut bottom) = (Vec::new(), top);
    if !template.remarks.is_empty() {
        let (heading, below) = heading(job, Sentence::RemarksHeading, bottom)?;
        let (list, below) = list(job, below)?;
        blocks.extend([heading, list]);
        bottom = below;
    }
    if let Some(words) = &template.contact {
        let (contact, below) = job.paragraph(words, job.measures.notes, bottom + OVER_CONTACT)?;
        blocks.push(Block::Paragraph(contact));
        bottom = below;
    }
    Ok(Part { blocks, rules: Vec::new(), bottom })
}

/// The remarks under `top`, and where they end.
fn list(job: &Job<'_>, top: Length) -> Result<(Block, Length)> {
    let size = job.measures.notes;
    let (mut items, mut top) = (Vec::new(), top);
    for words in &job.template.remarks {
        let mut lines = Vec::new();
        for hanging in remark(job, words)? {
            let at = Point { x: hanging.left, y: baseline(top, size) };
            lines.push(Line { at, size, glyphs: hanging.glyphs });
            top = top + size * job.measures.leading;
        }
        items.push(Content::Fixed(lines));
    }
    Ok((Block::List(items), top))
}

/// One line of a remark.
struct Hanging {
    left: Length,
    glyphs: Vec<Glyph>,
}

/// One remark: its first character is its bullet, and every line begins under what follows that.
fn remark(job: &Job<'_>, words: &str) -> Result<Vec<Hanging>> {
    let size = job.measures.notes;
    let left = job.measures.margin + size;
    let room = job.measures.measure() - size;
    let mut hanging = Vec::new();
    for (index, words) in words.lines().enumerate() {
        let glyphs = job.shape(Field::Template, words)?;
        let bullet = if index == 0 { glyphs.len().min(1) } else { 0 };
        let (bullet, text) = glyphs.split_at_checked(bullet).unwrap_or_default();
        if index == 0 {
            hanging.push(Hanging { left: left - width(bullet, size), glyphs: bullet.to_vec() });
        }
        for (nth, range) in fill_lines(text, size, room).unwrap_or_default().into_iter().enumerate()
        {
            let glyphs = text.get(range).unwrap_or_default();
            match hanging.first_mut().filter(|_| index + nth == 0) {
                Some(first) => first.glyphs.extend(glyphs),
                None => hanging.push(Hanging { left, glyphs: glyphs.to_vec() }),
            }
        }
    }
    Ok(hanging)
}
