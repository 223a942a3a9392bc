//! 備考: the heading, the remarks with hanging indent, and whom to ask.

use super::baseline::baseline;
use super::forme::{Block, Content, Line, Part};
use super::heading::heading;
use super::job::Job;
use super::length::{Length, Point, Span};
use super::line_break::{cut, fill_lines, width};
use super::measures::{Measures, Overflow};
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
    let mut part = Part::of_words(Vec::new(), top);
    if !job.template.remarks.is_empty() {
        add_list(job, &mut part)?;
    }
    if let Some(words) = &job.template.contact {
        add_contact(job, words, &mut part)?;
    }
    Ok(part)
}

fn add_list(job: &Job<'_>, part: &mut Part) -> Result<()> {
    let (heading, below) = heading(job, Sentence::RemarksHeading, part.bottom)?;
    let (list, bottom) = list(job, below)?;
    part.blocks.extend([heading, list]);
    part.bottom = bottom;
    Ok(())
}

fn add_contact(job: &Job<'_>, words: &str, part: &mut Part) -> Result<()> {
    let top = part.bottom + OVER_CONTACT;
    let (contact, bottom) = job.paragraph(words, job.measures.notes, top)?;
    part.blocks.push(Block::Paragraph(contact));
    part.bottom = bottom;
    Ok(())
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
    let mut hanging = Vec::new();
    for (index, words) in words.lines().enumerate() {
        let glyphs = job.shape(Field::Template, words)?;
        let bullet = if index == 0 { glyphs.len().min(1) } else { 0 };
        let (bullet, text) = glyphs.split_at_checked(bullet).unwrap_or_default();
        hanging.extend(hang(&job.measures, bullet, text));
    }
    Ok(hanging)
}

/// The lines of a text, the first with its bullet before it.
fn hang(measures: &Measures, bullet: &[Glyph], text: &[Glyph]) -> Vec<Hanging> {
    let size = measures.notes;
    let (left, room) = (measures.margin + size, measures.measure() - size);
    let mut lines = cut(text, fill_lines(text, size, room).unwrap_or_default()).into_iter();
    let mut hanging = Vec::new();
    if !bullet.is_empty() {
        let glyphs = [bullet, &lines.next().unwrap_or_default()].concat();
        hanging.push(Hanging { left: left - width(bullet, size), glyphs });
    }
    hanging.extend(lines.map(|glyphs| Hanging { left, glyphs }));
    hanging
}
