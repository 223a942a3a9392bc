//! The head of the page: title, date, addressee and sender, introduction.

use super::fit::{Lines, Room, fit};
use super::forme::{Block, Content, Part, Slot};
use super::job::Job;
use super::length::{Length, Rect, Sizes, Span, count};
use super::measures::Measures;
use crate::error::{Error, ErrorKind, Field, PagePart, Result, Sentence};

const TITLE_TO_DATE: Length = Length::mm(7.0);
const DATE_TO_ADDRESSEE: Length = Length::mm(3.5);
const SENDER_TO_INTRODUCTION: Length = Length::mm(4.5);

/// The widest that a sender may be, so that the addressee's line keeps room.
const SENDER_WIDTH: Length = Length::mm(90.0);

/// The head as it is set.
pub(super) struct Head {
    pub(super) part: Part,
    pub(super) introduction: Introduction,
}

/// Sets the head.
pub(super) fn set(job: &Job<'_>) -> Result<Head> {
    let (measures, gaps) = (&job.measures, job.measures.gaps);
    let line = measures.body * measures.leading;
    let mut part = Part::under(measures.printed.top);
    add_title(job, &mut part)?;
    part.skip(TITLE_TO_DATE * gaps);
    add_date(job, &mut part)?;
    part.skip(line + DATE_TO_ADDRESSEE * gaps);
    add_names(job, &mut part)?;
    part.skip(SENDER_TO_INTRODUCTION * gaps);
    let top = part.bottom;
    job.add_paragraph(Sentence::Introduction, measures.body, &mut part)?;
    let introduction = Introduction(Span { top, bottom: part.bottom });
    Ok(Head { part, introduction })
}

/// Centred; a long one shrinks.
fn add_title(job: &Job<'_>, part: &mut Part) -> Result<()> {
    let measures = &job.measures;
    let sizes = Sizes { least: measures.body, most: measures.title };
    let title = job.line(Sentence::Title, &job.template.title, sizes, part.bottom)?;
    let between_margins = Rect::new(measures.margin, part.bottom, measures.measure(), sizes.most);
    part.blocks.push(Block::Title(Content::line(title.centred(&between_margins))));
    part.skip(sizes.most);
    Ok(())
}

/// Flush right; a long one shrinks.
fn add_date(job: &Job<'_>, part: &mut Part) -> Result<()> {
    let date = job.issued_on.print(job.template.date_style);
    let words = format!("{}　{date}", job.template.date_label);
    let date = job.line(Sentence::DateLabel, &words, job.measures.text(), part.bottom)?;
    let date = date.flush_right(job.measures.right());
    part.blocks.push(Block::Paragraph(Content::line(date)));
    Ok(())
}

/// The addressee's two lines; the sender begins on the second.
fn add_names(job: &Job<'_>, part: &mut Part) -> Result<()> {
    let measures = &job.measures;
    let line = measures.body * measures.leading;
    let addressee = Rect::new(measures.margin, part.bottom, measures.measure(), line * 2.0);
    part.blocks.push(Block::Paragraph(Content::slot(Slot::Addressee, addressee)));
    let height = line * count(sender_lines(job)?);
    let left = measures.right() - SENDER_WIDTH;
    let sender = Rect::new(left, part.bottom + line, SENDER_WIDTH, height);
    part.blocks.push(Block::Paragraph(Content::slot(Slot::Sender, sender)));
    part.skip(line + height);
    Ok(())
}

/// How many lines the widest sender takes: one or two.
fn sender_lines(job: &Job<'_>) -> Result<usize> {
    let glyphs = job.shape(Field::Federation, job.federation)?;
    Ok(fit(&glyphs, &sender_room(&job.measures))?.lines.len())
}

pub(super) fn sender_room(measures: &Measures) -> Room {
    Room {
        what: PagePart::Federation,
        field: Field::Federation,
        sizes: measures.text(),
        lines: Lines::OneOrTwo([SENDER_WIDTH; 2]),
        tail: 0,
    }
}

/// The stretch of the page that the introduction takes.
pub(super) struct Introduction(Span);

impl Introduction {
    /// Names the introduction where a shorter one would leave the grid its room.
    pub(super) fn or(&self, job: &Job<'_>, error: Error) -> Error {
        let ErrorKind::OffPage { bottom_mm, to_mm, .. } = *error.kind() else {
            return error;
        };
        let bottom = self.0.bottom - Length::mm(bottom_mm - to_mm);
        let room = Span { top: self.0.top, bottom };
        // The letter's own introduction takes two lines: shorter than that it need not be.
        let two_lines = room.top + job.measures.body * (job.measures.leading * 2.0);
        match self.0.check_within(room, PagePart::Introduction) {
            Err(own) if two_lines.fits(bottom) => {
                own.for_field(Field::Sentence(Sentence::Introduction))
            }
            _ => error,
        }
    }
}
