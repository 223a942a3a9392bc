//! Sets the pages once, then fills them for each letter.
//!
//! - [`length`]: millimetres and points; [`baseline`]: where lines stand in their boxes
//! - [`measures`]: the measures of the page
//! - [`line_break`]: kinsoku and greedy fill; [`phrase`]: how well a line may end at each place
//! - [`justify`]: a line brought to its measure; [`breaker`]: the best places to break a paragraph
//! - [`forme`]: the set pages and their slots
//! - [`fit`]: shrink, wrap or refuse
//! - [`paragraph`]: words on as many lines as they need
//! - [`job`]: what a letter is set from, and how its words become lines
//! - [`setter`], [`rules`]: what several parts have
//! - [`window`]: what the envelope shows; [`barcode`]: the bars in it
//! - [`head`], [`table`], [`grid`], [`remarks`]: the parts of the page, from the top
//! - [`fill`](mod@fill): the slots of one letter

pub(crate) mod length;
mod baseline;
pub(crate) mod measures;
mod line_break;
mod phrase;
mod justify;
mod breaker;
pub(crate) mod forme;
mod fit;
mod paragraph;
pub(crate) mod job;
mod setter;
mod rules;
mod barcode;
mod window;
mod head;
mod table;
mod grid;
mod remarks;
pub(crate) mod fill;
mod golden;

use crate::error::{Result, Sentence};
use forme::{Forme, Page};
use job::Job;
use remarks::Placement;

/// Sets the first page from the top: head, tables, grid, remarks; these on a page of their own
/// where they find no room.
pub(crate) fn layout(job: &Job<'_>) -> Result<Forme> {
    let head = head::set(job)?;
    let tables = table::set(job, head.part.bottom)?;
    let grid = grid::set(job, tables.bottom).map_err(|error| head.introduction.or(job, error))?;
    let (remarks, placement) = remarks::set(job, grid.bottom)?;
    let bars = head.part.bars;
    let first = vec![head.part, tables, grid];
    let pages = match placement {
        Placement::Under => vec![Page::of(first.into_iter().chain([remarks]))],
        Placement::NextPage => vec![Page::of(first), Page::of([remarks])],
    };
    Ok(Forme {
        measures: job.measures,
        title: job.template.words_of(Sentence::Title).to_owned(),
        pages,
        common_glyphs: job.common_glyphs()?,
        honorific: job.honorific()?,
        reference_label: job.reference_label()?,
        bars,
    })
}
