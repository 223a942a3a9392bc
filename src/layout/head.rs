//! The head of the page: title, date, addressee and sender, introduction.

use super::baseline::Stack;
use super::fit::{Lines, Room, fit};
use super::forme::{Block, Content, Line, Part, Slot};
use super::job::Job;
use super::length::{Length, Point, Sizes, Span, count};
use super::measures::Measures;
use crate::error::{Field, PagePart, Result, Sentence};

const TITLE_TO_DATE: Length = Length::mm(7.0);
const DATE_TO_ADDRESSEE: Length = Length::mm(3.5);
const SENDER_TO_INTRODUCTION: Length = Length::mm(4.5);

/// The widest that a sender may be, so that the addressee's line keeps room.
const SENDER_WIDTH: Length = Length::mm(90.0);

/// The head as it is set.
pub(super) struct Head {
    pub(super) part: Part,
    /// Where the addressee's two lines begin.
    pub(super) addressee: [Point; 2],
    pub(super) introduction: Span,
}

/// Sets the head.
pub(super) fn set(job: &Job<'_>) -> Result<Head> {
    let (measures, words) = (&job.measures, &job.template.introduction);
    let tops = Tops::new(measures, sender_lines(job)?);
    let (introduction, bottom) = job.paragraph(words, measures.body, tops.introduction)?;
    let blocks = vec![
        Block::Title(Content::line(title(job)?)),
        Block::Paragraph(Content::line(date(job, tops.date)?)),
        Block::Paragraph(Content::Slot(Slot::Addressee)),
        Block::Paragraph(Content::Slot(Slot::Sender)),
        Block::Paragraph(introduction),
    ];
    let part = Part::of_words(blocks, bottom);
    let introduction = Span { top: tops.introduction, bottom };
    Ok(Head { part, addressee: addressee(measures, tops.addressee), introduction })
}

/// Where what stands under the title begins.
struct Tops {
    date: Length,
    addressee: Length,
    introduction: Length,
}

impl Tops {
    fn new(measures: &Measures, sender_lines: usize) -> Self {
        let Measures { body, leading, gaps, .. } = *measures;
        let date = measures.printed.top + measures.title + TITLE_TO_DATE * gaps;
        let addressee = date + body * leading + DATE_TO_ADDRESSEE * gaps;
        // The sender begins on the addressee's second line.
        let lines = body * (leading * count(1 + sender_lines));
        Self { date, addressee, introduction: addressee + lines + SENDER_TO_INTRODUCTION * gaps }
    }
}

/// Where two lines begin.
fn addressee(measures: &Measures, top: Length) -> [Point; 2] {
    let stack = Stack { top, size: measures.body, leading: measures.leading };
    [0, 1].map(|line| Point { x: measures.margin, y: stack.baseline(line) })
}

/// Centred; a long one shrinks.
fn title(job: &Job<'_>) -> Result<Line> {
    let measures = &job.measures;
    let sizes = Sizes { least: measures.body, most: measures.title };
    let mut line = job.line(Sentence::Title, &job.template.title, sizes, measures.printed.top)?;
    line.at.x = measures.margin + (measures.measure() - line.width()) / 2.0;
    Ok(line)
}

/// Flush right; a long one shrinks.
fn date(job: &Job<'_>, top: Length) -> Result<Line> {
    let (label, date) = (&job.template.date_label, job.issued_on.print(job.template.date_style));
    let words = format!("{label}　{date}");
    let mut line = job.line(Sentence::DateLabel, &words, job.measures.text(), top)?;
    line.at.x = job.measures.right() - line.width();
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
