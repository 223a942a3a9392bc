//! The head of the page: title, date, addressee and sender, introduction.

use super::baseline::Stack;
use super::fit::{Lines, Room, fit};
use super::forme::{Block, Content, Line, Part, Slot};
use super::job::Job;
use super::length::{Length, Point, Sizes, count};
use super::line_break::inked_width;
use super::measures::Measures;
use crate::error::{Field, PagePart, Result, Sentence};

const TITLE_TO_DATE: Length = Length::mm(7.0);
const DATE_TO_ADDRESSEE: Length = Length::mm(3.5);
const SENDER_TO_INTRODUCTION: Length = Length::mm(4.5);

/// The widest that a sender may be, so that the addressee's line keeps room.
const SENDER_WIDTH: Length = Length::mm(90.0);

/// Sets the head; the second value is where the addressee's two lines begin.
pub(super) fn set(job: &Job<'_>) -> Result<(Part, [Point; 2])> {
    let Measures { body, leading, gaps, margin, .. } = job.measures;
    let title = title(job)?;
    let date_top = job.measures.printed.top + job.measures.title + TITLE_TO_DATE * gaps;
    let date = date(job, date_top)?;
    let addressee_top = date_top + body * leading + DATE_TO_ADDRESSEE * gaps;
    let stack = Stack { top: addressee_top, size: body, leading };
    let addressee = [0, 1].map(|line| Point { x: margin, y: stack.baseline(line) });
    let lines = 1 + sender_lines(job)?;
    let introduction_top =
        addressee_top + body * (leading * count(lines)) + SENDER_TO_INTRODUCTION * gaps;
    let (introduction, bottom) =
        job.paragraph(&job.template.introduction, body, introduction_top)?;
    let blocks = vec![
        Block::Title(Content::Fixed(vec![title])),
        Block::Paragraph(Content::Fixed(vec![date])),
        Block::Paragraph(Content::Slot(Slot::Addressee)),
        Block::Paragraph(Content::Slot(Slot::Sender)),
        Block::Paragraph(introduction),
    ];
    Ok((Part { blocks, rules: Vec::new(), bottom }, addressee))
}

/// Centred; a long one shrinks.
fn title(job: &Job<'_>) -> Result<Line> {
    let measures = &job.measures;
    let sizes = Sizes { least: measures.body, most: measures.title };
    let mut line = job.line(Sentence::Title, &job.template.title, sizes, measures.printed.top)?;
    let free = measures.measure() - inked_width(&line.glyphs, line.size);
    line.at.x = measures.margin + free / 2.0;
    Ok(line)
}

/// Flush right; a long one shrinks.
fn date(job: &Job<'_>, top: Length) -> Result<Line> {
    let (label, date) = (&job.template.date_label, job.issued_on.print(job.template.date_style));
    let words = format!("{label}　{date}");
    let mut line = job.line(Sentence::DateLabel, &words, job.measures.text(), top)?;
    line.at.x = job.measures.right() - inked_width(&line.glyphs, line.size);
    Ok(line)
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
        lines: Lines::OneOrTwo(SENDER_WIDTH),
        tail: 0,
    }
}
