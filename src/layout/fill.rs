//! The slots of one letter: what stands in them, where, and how large.

use super::fit::{Lines, Room, fit};
use super::forme::{Anchors, Forme, Line, Slot};
use super::head::sender_room;
use super::length::{Length, Point, Rect};
use super::line_break::inked_width;
use super::measures::Measures;
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
    let filler = Filler { fonts, measures: &forme.measures, anchors: &forme.anchors };
    let name = filler.shape(Field::ProviderName, notice.name)?;
    let sender = filler.sender(notice.federation)?;
    let slots = vec![
        Filled::words(Slot::Addressee, filler.addressee(&name.glyphs, &sender)?),
        Filled::words(Slot::Sender, sender),
        Filled::words(Slot::Number, filler.number(&notice.number)?),
        Filled::words(Slot::Name, filler.name(&name.glyphs)?),
        Filled::words(Slot::UserId, filler.user_id(notice.user_id)?),
    ];
    let missing = |sequence| Warning::MissingVariation { sequence };
    let warnings = name.missing_variations.into_iter().map(missing).collect();
    Ok(Fill { slots, warnings })
}

struct Filler<'a> {
    fonts: &'a FontChain,
    measures: &'a Measures,
    anchors: &'a Anchors,
}

impl Filler<'_> {
    fn shape(&self, field: Field, words: &str) -> Result<Shaped> {
        self.fonts.shape(words).map_err(|error| error.for_field(field))
    }

    /// Flush right, from the addressee's second line downward.
    fn sender(&self, federation: &str) -> Result<Vec<Line>> {
        let glyphs = self.shape(Field::Federation, federation)?.glyphs;
        let [_, first] = self.anchors.addressee;
        let down = self.measures.body * self.measures.leading;
        let anchors = [first, Point { y: first.y + down, ..first }];
        let mut lines = fit(&glyphs, &sender_room(self.measures))?.set_at(&anchors);
        for line in &mut lines {
            line.at.x = self.measures.right() - line.width();
        }
        Ok(lines)
    }

    /// The name and the honorific.
    fn addressee(&self, name: &[Glyph], sender: &[Line]) -> Result<Vec<Line>> {
        let glyphs = [name, &self.anchors.honorific].concat();
        Ok(fit(&glyphs, &self.addressee_room(sender))?.set_at(&self.anchors.addressee))
    }

    /// Beside the sender where there is room; else on the line over it, where nothing else stands;
    /// else on both.
    fn addressee_room(&self, sender: &[Line]) -> Room {
        let first = self.measures.measure();
        let taken = sender.first().map_or(Length::ZERO, Line::width);
        Room {
            what: PagePart::Addressee,
            field: Field::ProviderName,
            sizes: self.measures.text(),
            lines: Lines::SecondOrFirst { first, second: first - taken - BETWEEN },
            tail: self.anchors.honorific.len(),
        }
    }

    /// The name in its table cell.
    fn name(&self, glyphs: &[Glyph]) -> Result<Vec<Line>> {
        let cell = &self.anchors.table.name;
        let room = Room {
            what: PagePart::Name,
            field: Field::ProviderName,
            sizes: self.measures.text(),
            lines: Lines::OneOrTwo(cell.size.width),
            tail: 0,
        };
        Ok(fit(glyphs, &room)?.set_in(cell))
    }

    fn number(&self, number: &str) -> Result<Vec<Line>> {
        self.wide(number, self.anchors.table.number)
    }

    fn user_id(&self, id: &str) -> Result<Vec<Line>> {
        self.wide(id, self.anchors.table.user_id)
    }

    /// One line in full-width glyphs.
    fn wide(&self, ascii: &str, at: Point) -> Result<Vec<Line>> {
        Ok(vec![Line { at, size: self.measures.body, glyphs: self.fonts.shape_wide(ascii)? }])
    }
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
