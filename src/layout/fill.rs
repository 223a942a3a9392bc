//! The slots of one letter: what stands in them, where, and how large; what an envelope shows, in
//! [`window`].

mod window;

use super::barcode::rectangles;
use super::baseline::Stack;
use super::fit::{Fitted, LEADING, Lines, Room, fit};
use super::forme::{Forme, Line, OnPage, Place, Slot};
use super::head::sender_room;
use super::length::{Length, Point, Rect};
use super::measures::Measures;
use super::subject::Subject;
use crate::error::{ErrorKind, Field, ForField, Result};
use crate::font::{FontChain, Glyph, Shaped};
use crate::notice::Notice;
use crate::provider::Warning;
use crate::provider::barcode::Barcode;
use crate::provider::barcode::number::NoBarcode;

/// Between the addressee and the sender on one line.
const BETWEEN: Length = Length::mm(6.0);

/// One letter's slots but for the grid, which has a cell set for every character: no secret comes
/// here.
#[derive(Debug)]
pub(crate) struct Fill {
    /// In the order of the pages.
    pub(crate) slots: Vec<Filled>,
    /// Black rectangles on the first page: the bars of the address.
    pub(crate) bars: Vec<Rect>,
    pub(crate) warnings: Vec<Warning>,
}

/// What stands in one slot.
#[derive(Clone, Debug)]
pub(crate) struct Filled {
    /// Counted from 0.
    pub(crate) page: usize,
    pub(crate) slot: Slot,
    pub(crate) lines: Vec<Line>,
}

impl Fill {
    /// Every line but those of the grid, in the order of the pages.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.slots.iter().flat_map(|filled| &filled.lines)
    }

    /// What a slot reads, where it stands first.
    pub(crate) fn text(&self, slot: Slot) -> String {
        let filled = self.slots.iter().find(|filled| filled.slot == slot);
        filled.iter().flat_map(|filled| &filled.lines).map(Line::text).collect()
    }
}

/// Fits a notice into the slots of the pages.
pub(crate) fn fill(forme: &Forme, fonts: &FontChain, notice: &Notice<'_>) -> Result<Fill> {
    let filler = Filler::new(forme, fonts, notice)?;
    let (slots, bars) = (filler.slots()?, filler.bars());
    let mut warnings = Vec::new();
    warnings.extend(bars.as_ref().err().copied().map(Warning::NoBarcode));
    for sequence in filler.name.missing_variations {
        warnings.push(Warning::MissingVariation { sequence });
    }
    Ok(Fill { slots, bars: bars.unwrap_or_default(), warnings })
}

struct Filler<'a> {
    forme: &'a Forme,
    fonts: &'a FontChain,
    notice: &'a Notice<'a>,
    name: Shaped,
    sender: Fitted,
}

impl<'a> Filler<'a> {
    fn new(forme: &'a Forme, fonts: &'a FontChain, notice: &'a Notice<'a>) -> Result<Self> {
        let name = fonts.shape(notice.name).for_field(Field::ProviderName)?;
        let sender = fonts.shape(notice.federation).for_field(Field::Federation)?;
        let sender = fit(&sender.glyphs, &sender_room(&forme.measures, width_of_sender(forme)))?;
        Ok(Self { forme, fonts, notice, name, sender })
    }

    /// Every slot but those of the grid.
    fn slots(&self) -> Result<Vec<Filled>> {
        let mut slots = Vec::with_capacity(self.forme.slots.len());
        for &OnPage { page, place: Place { slot, within } } in &self.forme.slots {
            slots.push(Filled { page, slot, lines: self.lines(slot, &within)? });
        }
        Ok(slots)
    }

    /// What stands in a slot; nothing yet in those of the grid.
    fn lines(&self, slot: Slot, within: &Rect) -> Result<Vec<Line>> {
        match slot {
            Slot::Reference => self.reference(within),
            Slot::Address => window::address(self.fonts, self.notice, within),
            Slot::Recipient => window::name(&self.name.glyphs, &self.forme.honorific, within),
            Slot::Addressee => self.addressee(within),
            Slot::Sender => Ok(self.sender(within)),
            Slot::Number => self.wide(&self.notice.number, within),
            Slot::Name => self.name(within),
            Slot::UserId => self.wide(self.notice.user_id, within),
            Slot::Reading(_) | Slot::Character(_) => Ok(Vec::new()),
        }
    }

    /// Flush right.
    fn reference(&self, within: &Rect) -> Result<Vec<Line>> {
        let number = self.notice.reference.ok_or(ErrorKind::Missing).for_field(Field::Reference)?;
        let mut glyphs = self.forme.reference_label.clone();
        glyphs.extend(self.fonts.shape(number.as_str())?.glyphs);
        Ok(vec![self.line(glyphs, within).flush_right(within.right())])
    }

    /// The bars of the address, or why it has none; nothing without a window.
    fn bars(&self) -> Result<Vec<Rect>, NoBarcode> {
        let Notice { post_code, address, building, .. } = *self.notice;
        let Some((place, address)) = self.forme.bars.zip(address) else { return Ok(Vec::new()) };
        Ok(rectangles(&Barcode::new(post_code, address, building)?, &place))
    }

    /// The name and the honorific, on the two lines that the sender's second line is one of.
    fn addressee(&self, within: &Rect) -> Result<Vec<Line>> {
        let honorific = &self.forme.honorific;
        let beside = within.size.width - self.sender.first_width() - BETWEEN;
        let room = Room {
            subject: Subject::ADDRESSEE,
            sizes: self.forme.measures.text(),
            // Beside the sender where there is room; else over it, where nothing else stands.
            lines: Lines::SecondOrFirst([within.size.width, beside]),
            tail: honorific.len(),
        };
        let fitted = fit(&[&*self.name.glyphs, honorific].concat(), &room)?;
        Ok(fitted.set_on(&self.text_lines(within), within.left()))
    }

    /// Flush right.
    fn sender(&self, within: &Rect) -> Vec<Line> {
        let lines = self.sender.clone().set_on(&self.text_lines(within), within.left());
        lines.into_iter().map(|line| line.flush_right(within.right())).collect()
    }

    /// The name in its table cell.
    fn name(&self, within: &Rect) -> Result<Vec<Line>> {
        let sizes = self.forme.measures.text();
        let room = Room::of_lines(Subject::NAME, sizes, within.size.width);
        Ok(fit(&self.name.glyphs, &room)?.set_in(within, LEADING))
    }

    /// One line in full-width glyphs.
    fn wide(&self, ascii: &str, within: &Rect) -> Result<Vec<Line>> {
        Ok(vec![self.line(self.fonts.shape_wide(ascii)?, within)])
    }

    fn line(&self, glyphs: Vec<Glyph>, within: &Rect) -> Line {
        Line::beginning_in(within, self.forme.measures.body, glyphs)
    }

    /// Lines from the top of a box, as the body of the page has them.
    fn text_lines(&self, within: &Rect) -> Stack {
        let Measures { body, leading, .. } = self.forme.measures;
        Stack { top: within.top(), size: body, leading }
    }
}

fn width_of_sender(forme: &Forme) -> Length {
    forme.place_of(Slot::Sender).map_or(Length::ZERO, |within| within.size.width)
}

/// A count such as 12/5000 at the foot of the page, under everything and outside any envelope's
/// window.
pub(crate) fn count_line(forme: &Forme, fonts: &FontChain, words: &str) -> Result<Line> {
    const SIZE: Length = Length::pt(8.0);
    const OVER_EDGE: Length = Length::mm(11.0);
    let page = forme.page();
    let at = Point { x: Length::ZERO, y: page.height - OVER_EDGE };
    let line = Line::new(at, SIZE, fonts.shape(words)?.glyphs);
    Ok(line.centred(&Rect::new(at.x, at.y, page.width, SIZE)))
}
