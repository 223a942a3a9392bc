//! The slots of one letter: what stands in them, where, and how large.

use super::fit::{Fitted, Room, fit};
use super::forme::{Forme, Line, Slot};
use super::head::sender_room;
use super::length::{Length, Point, Rect};
use super::line_break::inked_width;
use super::number;
use super::table::place;
use crate::error::{Field, PagePart, Result};
use crate::font::{FontChain, Glyph};
use crate::notice::Notice;
use crate::provider::Warning;

/// Between the addressee and the sender on one line.
const BETWEEN: Length = Length::mm(6.0);

/// One letter's slots but for the grid, which has a cell set for every character: no secret comes
/// here.
#[derive(Debug)]
pub(crate) struct Fill {
    /// In the order of the page.
    pub(crate) slots: Vec<Filled>,
    pub(crate) warnings: Vec<Warning>,
}

/// What stands in one slot.
#[derive(Clone, Debug)]
pub(crate) struct Filled {
    pub(crate) slot: Slot,
    pub(crate) lines: Vec<Line>,
    /// Black rectangles, such as the bars of a code.
    pub(crate) bars: Vec<Rect>,
}

impl Filled {
    fn words(slot: Slot, lines: Vec<Line>) -> Self {
        Self { slot, lines, bars: Vec::new() }
    }
}

impl Fill {
    /// Every line but those of the grid, in the order of the page.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.slots.iter().flat_map(|filled| &filled.lines)
    }

    /// What a slot reads.
    pub(crate) fn text(&self, slot: Slot) -> String {
        let filled = self.slots.iter().filter(|filled| filled.slot == slot);
        filled.flat_map(|filled| &filled.lines).map(Line::text).collect()
    }
}

/// Fits a notice into the slots of the page.
pub(crate) fn fill(forme: &Forme, fonts: &FontChain, notice: &Notice<'_>) -> Result<Fill> {
    let shaped = fonts.shape(notice.name).map_err(|error| error.for_field(Field::ProviderName))?;
    let sender = sender(forme, fonts, notice.federation)?;
    let addressee = addressee(forme, &shaped.glyphs, &sender)
        .map_err(|error| error.for_field(Field::ProviderName))?;
    let name = name(forme, &shaped.glyphs).map_err(|error| error.for_field(Field::ProviderName))?;
    let anchors = &forme.anchors;
    let number = wide_line(forme, fonts, &notice.number, anchors.number)?;
    let user_id = wide_line(forme, fonts, notice.user_id, anchors.user_id)?;
    let slots = vec![
        Filled::words(Slot::Addressee, addressee),
        Filled::words(Slot::Sender, sender),
        Filled::words(Slot::Number, vec![number]),
        Filled::words(Slot::Name, name),
        Filled::words(Slot::UserId, vec![user_id]),
    ];
    Ok(Fill { slots, warnings: shaped.warnings })
}

/// Flush right, from the addressee's second line downward.
fn sender(forme: &Forme, fonts: &FontChain, federation: &str) -> Result<Vec<Line>> {
    let sheet = &forme.sheet;
    let glyphs =
        fonts.shape(federation).map_err(|error| error.for_field(Field::Federation))?.glyphs;
    let fitted = fit(&glyphs, &sender_room(sheet.body, sheet.floor))
        .map_err(|error| error.for_field(Field::Federation))?;
    let [_, first] = forme.anchors.addressee;
    let line = |(index, range): &(usize, std::ops::Range<usize>)| {
        let glyphs = glyphs.get(range.clone()).unwrap_or_default().to_vec();
        let x = sheet.right() - inked_width(&glyphs, fitted.size);
        let y = first.y + sheet.body * (sheet.leading * number(*index));
        Line { at: Point { x, y }, size: fitted.size, glyphs }
    };
    Ok(fitted.lines.iter().map(line).collect())
}

/// Beside the sender where there is room; else on the line over it, where nothing else stands; else
/// on both.
fn addressee(forme: &Forme, name: &[Glyph], sender: &[Line]) -> Result<Vec<Line>> {
    let (sheet, anchors) = (&forme.sheet, &forme.anchors);
    let glyphs: Vec<Glyph> = name.iter().chain(&anchors.honorific).copied().collect();
    let taken = sender.first().map_or(Length::ZERO, |line| inked_width(&line.glyphs, line.size));
    let (over, beside) = ((0, sheet.measure()), (1, sheet.measure() - taken - BETWEEN));
    let room = Room {
        what: PagePart::Addressee,
        full: sheet.body,
        floor: sheet.floor,
        arrangements: &[&[beside], &[over], &[over, beside]],
        tail: anchors.honorific.len(),
    };
    let Fitted { size, lines } = fit(&glyphs, &room)?;
    let line = |(index, range): (usize, std::ops::Range<usize>)| {
        let at = anchors.addressee.get(index).copied()?;
        Some(Line { at, size, glyphs: glyphs.get(range)?.to_vec() })
    };
    Ok(lines.into_iter().filter_map(line).collect())
}

fn name(forme: &Forme, glyphs: &[Glyph]) -> Result<Vec<Line>> {
    let cell = forme.anchors.name;
    let width = cell.size.width;
    let arrangements: [&[_]; 2] = [&[(0, width)], &[(0, width), (1, width)]];
    let (full, floor) = (forme.sheet.body, forme.sheet.floor);
    let fitted = fit(
        glyphs,
        &Room { what: PagePart::Name, full, floor, arrangements: &arrangements, tail: 0 },
    )?;
    Ok(place(glyphs, &fitted, cell))
}

/// A count such as 12/5000 at the foot of the page, under everything and outside any envelope's
/// window.
pub(crate) fn count_line(forme: &Forme, fonts: &FontChain, words: &str) -> Result<Line> {
    const SIZE: Length = Length::pt(8.0);
    const OVER_EDGE: Length = Length::mm(11.0);
    let glyphs = fonts.shape(words)?.glyphs;
    let x = (forme.page().width - inked_width(&glyphs, SIZE)) / 2.0;
    Ok(Line { at: Point { x, y: forme.page().height - OVER_EDGE }, size: SIZE, glyphs })
}

fn wide_line(forme: &Forme, fonts: &FontChain, ascii: &str, at: Point) -> Result<Line> {
    Ok(Line { at, size: forme.sheet.body, glyphs: fonts.shape_wide(ascii)? })
}
