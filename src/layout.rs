//! Sets the pages once, then fills them for each letter.
//!
//! - [`subject`]: what an error calls words and parts of the page
//! - [`length`]: millimetres and points; [`column`]: a stretch of the page's width; [`baseline`]:
//!   where lines stand in their boxes
//! - [`measures`]: the measures of the page
//! - [`line_break`]: kinsoku and greedy fill; [`phrase`]: how well a line may end at each place
//! - [`justify`]: a line brought to its measure; [`breaker`]: the best places to break a paragraph
//! - [`forme`]: the set pages and their slots; [`fronts`], [`stamp`]: which of them bear marks, and
//!   what these are; [`pages`]: pages on their way
//! - [`fit`]: shrink, wrap or refuse
//! - [`paragraph`]: words on as many lines as they need
//! - [`job`]: what a letter is set from, and how its words become lines
//! - [`setter`], [`rules`]: what several parts have
//! - [`window`]: what the envelope shows; [`barcode`]: the bars in it
//! - [`head`], [`table`], [`grid`], [`remarks`]: the parts of the page, from the top; [`further`]:
//!   the top of another
//! - [`handover`]: the grids of several passwords
//! - `guide`: the page of instructions that goes with the letter
//! - [`fill`](mod@fill): the slots of one letter; `inserter`: the mark on its sheets

mod subject;
pub(crate) mod length;
mod column;
mod baseline;
pub(crate) mod measures;
mod line_break;
mod phrase;
mod justify;
mod breaker;
pub(crate) mod forme;
pub(crate) mod stamp;
pub(crate) mod fronts;
mod fit;
mod pages;
mod paragraph;
pub(crate) mod job;
mod setter;
mod rules;
mod barcode;
mod window;
mod head;
mod table;
mod grid;
mod further;
mod handover;
mod remarks;
#[cfg(feature = "guide")]
mod guide;
#[cfg(not(feature = "guide"))]
mod no_guide;
pub(crate) mod fill;
#[cfg(feature = "print-shop")]
pub(crate) mod inserter;
#[cfg(not(feature = "print-shop"))]
pub(crate) mod no_inserter;
mod golden;

use crate::error::{Result, Sentence};
use forme::{Forme, OnPage};
use job::Job;
#[cfg(not(feature = "guide"))]
use no_guide as guide;
#[cfg(not(feature = "print-shop"))]
pub(crate) use no_inserter as inserter;
use pages::Pages;
use window::Window;

/// Sets all pages, and what the slots of every letter need.
pub(crate) fn layout(job: &Job<'_>) -> Result<Forme> {
    let Pages { set: pages, bars, .. } = set_pages(job)?;
    Ok(Forme {
        measures: job.measures,
        title: job.template.words_of(Sentence::Title).to_owned(),
        slots: OnPage::all(&pages),
        pages,
        guide: job.guide.map(|words| guide::set(job, words)).transpose()?,
        common_glyphs: job.common_glyphs()?,
        honorific: job.honorific()?,
        reference_label: job.reference_label()?,
        bars,
        window: job.window.as_ref().map(|window| Window::new(window).ever()),
    })
}

/// Sets the first page from the top: head, tables, grids, remarks; what finds no room there on
/// pages of its own.
fn set_pages(job: &Job<'_>) -> Result<Pages> {
    let head = head::set(job)?;
    let mut pages = Pages::beginning_with(head.part);
    pages.add(table::set(job, pages.bottom())?);
    handover::add(job, &head.introduction, &mut pages)?;
    remarks::add(job, &mut pages)?;
    Ok(pages)
}
