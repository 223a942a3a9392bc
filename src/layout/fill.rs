//! The slots of one letter: what stands in them, where, and how large.

use super::fit::{Lines, Room, fit};
use super::forme::{Forme, Line, Slot};
use super::head::sender_room;
use super::length::{Length, Point, Rect, count};
use super::line_break::inked_width;
use crate::error::{Field, PagePart, Result};
use crate::font::{FontChain, Glyph, Shaped};
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
    let name = shape(fonts, Field::ProviderName, notice.name)?;
    let federation = shape(fonts, Field::Federation, notice.federation)?;
    let anchors = &forme.anchors;
    let sender = sender(forme, &federation.glyphs)?;
    let addressee = addressee(forme, &name.glyphs, &sender)?;
    let number = wide_line(forme, fonts, &notice.number, anchors.number)?;
    let user_id = wide_line(forme, fonts, notice.user_id, anchors.user_id)?;
    let slots = vec![
        Filled::words(Slot::Addressee, addressee),
        Filled::words(Slot::Sender, sender),
        Filled::words(Slot::Number, vec![number]),
        Filled::words(Slot::Name, table_name(forme, &name.glyphs)?),
        Filled::words(Slot::UserId, vec![user_id]),
    ];
    let missing = |sequence| Warning::MissingVariation { sequence };
    let warnings = name.missing_variations.into_iter().map(missing).collect();
    Ok(Fill { slots, warnings })
}

fn shape(fonts: &FontChain, field: Field, words: &str) -> Result<Shaped> {
    fonts.shape(words).map_err(|error| error.for_field(field))
}

/// Flush right, from the addressee's second line downward.
fn sender(forme: &Forme, federation: &[Glyph]) -> Result<Vec<Line>> {
    let measures = &forme.measures;
    let fitted = fit(federation, &sender_room(measures))?;
    let [_, first] = forme.anchors.addressee;
    let mut lines = Vec::with_capacity(fitted.lines.len());
    for line in fitted.lines {
        let x = measures.right() - inked_width(&line.glyphs, fitted.size);
        let y = first.y + measures.body * (measures.leading * count(line.index));
        lines.push(Line { at: Point { x, y }, size: fitted.size, glyphs: line.glyphs });
    }
    Ok(lines)
}

/// Beside the sender where there is room; else on the line over it, where nothing else stands; else
/// on both.
fn addressee(forme: &Forme, name: &[Glyph], sender: &[Line]) -> Result<Vec<Line>> {
    let (measures, anchors) = (&forme.measures, &forme.anchors);
    let glyphs = [name, &anchors.honorific].concat();
    let taken = sender.first().map_or(Length::ZERO, |line| inked_width(&line.glyphs, line.size));
    let first = measures.measure();
    let room = Room {
        what: PagePart::Addressee,
        field: Field::ProviderName,
        sizes: measures.text(),
        lines: Lines::SecondOrFirst { first, second: first - taken - BETWEEN },
        tail: anchors.honorific.len(),
    };
    let fitted = fit(&glyphs, &room)?;
    let mut lines = Vec::with_capacity(fitted.lines.len());
    for line in fitted.lines {
        if let Some(&at) = anchors.addressee.get(line.index) {
            lines.push(Line { at, size: fitted.size, glyphs: line.glyphs });
        }
    }
    Ok(lines)
}

/// The name in its table cell.
fn table_name(forme: &Forme, name: &[Glyph]) -> Result<Vec<Line>> {
    let cell = &forme.anchors.name;
    let room = Room {
        what: PagePart::Name,
        field: Field::ProviderName,
        sizes: forme.measures.text(),
        lines: Lines::OneOrTwo(cell.size.width),
        tail: 0,
    };
    Ok(fit(name, &room)?.set_in(cell))
}

/// A number or user ID in full-width glyphs.
fn wide_line(forme: &Forme, fonts: &FontChain, ascii: &str, at: Point) -> Result<Line> {
    Ok(Line { at, size: forme.measures.body, glyphs: fonts.shape_wide(ascii)? })
}

/// A count such as 12/5000 at the foot of the page, under everything and outside any envelope's
/// window.
pub(crate) fn count_line(forme: &Forme, fonts: &FontChain, words: &str) -> Result<Line> {
    const SIZE: Length = Length::pt(8.0);
    const OVER_EDGE: Length = Length::mm(11.0);
    let glyphs = fonts.shape(words)?.glyphs;
    let page = forme.page();
    let at =
        Point { x: (page.width - inked_width(&glyphs, SIZE)) / 2.0, y: page.height - OVER_EDGE };
    Ok(Line { at, size: SIZE, glyphs })
}
