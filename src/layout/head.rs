//! The head of the page: title, date, addressee and sender, introduction.

use super::fit::{Room, fit};
use super::forme::{Block, Content, Line, Part, Slot};
use super::length::{Length, Point};
use super::line_break::inked_width;
use super::{Copy, baseline, part};
use crate::error::{Error, ErrorKind, Expected, Field, PagePart, Result};

const TITLE_TO_DATE: Length = Length::mm(7.0);
const DATE_TO_ADDRESSEE: Length = Length::mm(3.5);
const SENDER_TO_INTRODUCTION: Length = Length::mm(4.5);

/// The widest that a sender may be, so that the addressee's line keeps room.
pub(super) const SENDER_ROOM: Length = Length::mm(90.0);

/// Sets the head; the second value is where the addressee's two lines begin.
pub(super) fn set(copy: &Copy<'_>) -> Result<(Part, [Point; 2])> {
    let sheet = &copy.sheet;
    let title = title(copy)?;
    let date_top = sheet.top + sheet.title + TITLE_TO_DATE * sheet.gaps;
    let date = date(copy, date_top)?;
    let first_top = date_top + sheet.body * sheet.leading + DATE_TO_ADDRESSEE * sheet.gaps;
    let lines = [0.0, 1.0].map(|line| Point {
        x: sheet.margin,
        y: baseline(first_top + sheet.body * (sheet.leading * line), sheet.body),
    });
    let rows = 1.0 + sender_lines(copy)?;
    let introduction_top =
        first_top + sheet.body * (sheet.leading * rows) + SENDER_TO_INTRODUCTION * sheet.gaps;
    let at = Point { x: sheet.margin, y: introduction_top };
    let (introduction, bottom) = copy.paragraph(&copy.template.introduction, sheet.body, at)?;
    let blocks = vec![
        Block::Title(Content::Fixed(vec![title])),
        Block::Paragraph(Content::Fixed(vec![date])),
        Block::Paragraph(Content::Slot(Slot::Addressee)),
        Block::Paragraph(Content::Slot(Slot::Sender)),
        Block::Paragraph(introduction),
    ];
    Ok((part(blocks, bottom), lines))
}

/// Centred; a long one shrinks.
fn title(copy: &Copy<'_>) -> Result<Line> {
    let sheet = &copy.sheet;
    let mut line = copy.line(&copy.template.title, sheet.title, sheet.top)?;
    if line.glyphs.is_empty() {
        return Err(Error::new(Field::Template, ErrorKind::Empty { expected: Expected::Title }));
    }
    let room = [(0, sheet.measure())];
    let room = Room {
        what: PagePart::Title,
        full: sheet.title,
        floor: sheet.body,
        arrangements: &[&room],
        tail: 0,
    };
    line.size = fit(&line.glyphs, &room).map_err(|error| error.for_field(Field::Template))?.size;
    line.at.x = sheet.margin + (sheet.measure() - inked_width(&line.glyphs, line.size)) / 2.0;
    Ok(line)
}

/// Flush right.
fn date(copy: &Copy<'_>, top: Length) -> Result<Line> {
    let sheet = &copy.sheet;
    let words =
        format!("{}　{}", copy.template.date_label, copy.issued_on.print(copy.template.date_style));
    let mut line = copy.line(words.trim(), sheet.body, top)?;
    let room = [(0, sheet.measure())];
    let room = Room {
        what: PagePart::Date,
        full: sheet.body,
        floor: sheet.floor,
        arrangements: &[&room],
        tail: 0,
    };
    line.size = fit(&line.glyphs, &room).map_err(|error| error.for_field(Field::Template))?.size;
    line.at.x = sheet.right() - inked_width(&line.glyphs, line.size);
    Ok(line)
}

fn sender_lines(copy: &Copy<'_>) -> Result<f64> {
    let glyphs = copy
        .fonts
        .shape(copy.federation)
        .map_err(|error| error.for_field(Field::Federation))?
        .glyphs;
    let fitted = fit(&glyphs, &sender_room(copy.sheet.body, copy.sheet.floor));
    let lines = fitted.map_err(|error| error.for_field(Field::Federation))?.lines;
    Ok(if lines.len() > 1 { 2.0 } else { 1.0 })
}

const SENDER_LINES: [&[(usize, Length)]; 2] =
    [&[(0, SENDER_ROOM)], &[(0, SENDER_ROOM), (1, SENDER_ROOM)]];

pub(super) fn sender_room(full: Length, floor: Length) -> Room<'static> {
    Room { what: PagePart::Federation, full, floor, arrangements: &SENDER_LINES, tail: 0 }
}
