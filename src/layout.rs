//! Sets the pages once, then fills them for each letter.
//!
//! - [`length`]: millimetres and points; [`baseline`]: where lines stand in their boxes
//! - [`measures`]: the measures of the page
//! - [`line_break`]: kinsoku and greedy fill
//! - [`forme`]: the set pages and their slots
//! - [`fit`]: shrink, wrap or refuse
//! - [`job`]: what a letter is set from, and how its words become lines
//! - [`heading`], [`rules`]: what several parts have
//! - [`head`], [`table`], [`grid`], [`remarks`]: the parts of the page, from the top
//! - [`fill`](mod@fill): the slots of one letter

pub(crate) mod length;
mod baseline;
pub(crate) mod measures;
mod line_break;
pub(crate) mod forme;
mod fit;
pub(crate) mod job;
mod heading;
mod rules;
mod head;
mod table;
mod grid;
mod remarks;
pub(crate) mod fill;
#[cfg(test)]
#[cfg(feature = "bundled-fonts")]
mod golden;

use crate::error::{Error, ErrorKind, Field, PagePart, Result, Sentence};
use forme::{Anchors, Forme, Page};
use head::Head;
use job::Job;
use length::{Length, Span};
use remarks::Placement;

/// Sets the first page from the top: head, tables, grid, remarks; these on a page of their own
/// where they find no room.
pub(crate) fn layout(job: &Job<'_>) -> Result<Forme> {
    let Head { part: head, addressee, introduction } = head::set(job)?;
    let (tables, table) = table::set(job, head.bottom)?;
    let (grid, columns) =
        grid::set(job, tables.bottom).map_err(|error| or_introduction(job, introduction, error))?;
    let (remarks, placement) = remarks::set(job, grid.bottom)?;
    let pages = match placement {
        Placement::Under => vec![Page::of(vec![head, tables, grid, remarks])],
        Placement::NextPage => vec![Page::of(vec![head, tables, grid]), Page::of(vec![remarks])],
    };
    Ok(Forme {
        measures: job.measures,
        title: job.template.title.clone(),
        pages,
        grid: columns,
        common_glyphs: job.common_glyphs()?,
        anchors: Anchors { addressee, table, honorific: job.honorific()? },
    })
}

/// Names the introduction where a shorter one would leave the grid its room.
fn or_introduction(job: &Job<'_>, introduction: Span, error: Error) -> Error {
    let ErrorKind::OffPage { bottom_mm, to_mm, .. } = *error.kind() else {
        return error;
    };
    let bottom = introduction.bottom - Length::mm(bottom_mm - to_mm);
    // The letter's own introduction takes two lines: shorter than that it need not be.
    let two_lines = introduction.top + job.measures.body * (job.measures.leading * 2.0);
    if !two_lines.fits(bottom) {
        return error;
    }
    let room = Span { top: introduction.top, bottom };
    match introduction.check_within(room, PagePart::Introduction) {
        Err(error) => error.for_field(Field::Sentence(Sentence::Introduction)),
        Ok(()) => error,
    }
}
