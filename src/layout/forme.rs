//! The set pages: every fixed word and rule in reading order, and a slot with its place for each
//! thing that varies.

use std::iter;

use super::baseline::{Stack, baseline};
use super::length::{Length, Point, Rect, Size, Span};
use super::line_break::inked_width;
use super::measures::Measures;
use super::subject::Subject;
use crate::error::Result;
use crate::font::Glyph;
use crate::notice::guide::GuidePages;

/// One line of text: where its baseline starts, its size and its glyphs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) at: Point,
    pub(crate) size: Length,
    pub(crate) glyphs: Vec<Glyph>,
    /// What is added after each glyph to justify the line, in thousandths of an em; nothing for
    /// those after the last.
    pub(crate) kerns: Vec<i16>,
}

impl Line {
    /// Glyphs as wide as they are.
    pub(super) fn new(at: Point, size: Length, glyphs: Vec<Glyph>) -> Self {
        Self { at, size, glyphs, kerns: Vec::new() }
    }

    /// Glyphs whose em box has its upper left corner here.
    pub(super) fn under(corner: Point, size: Length, glyphs: Vec<Glyph>) -> Self {
        Self::new(Point { y: baseline(corner.y, size), ..corner }, size, glyphs)
    }

    /// One line in the middle of a box's height, from its left edge.
    pub(super) fn beginning_in(within: &Rect, size: Length, glyphs: Vec<Glyph>) -> Self {
        let at = Point { x: within.left(), y: Stack::centred(within, 1, size, 1.0).baseline(0) };
        Self::new(at, size, glyphs)
    }

    /// The width that shows.
    pub(super) fn width(&self) -> Length {
        inked_width(&self.glyphs, self.size)
    }

    /// The same in the middle of a box's width.
    pub(super) fn centred(mut self, within: &Rect) -> Self {
        self.at.x = within.left() + (within.size.width - self.width()) / 2.0;
        self
    }

    /// The same with its end at `right`.
    pub(super) fn flush_right(mut self, right: Length) -> Self {
        self.at.x = right - self.width();
        self
    }

    pub(crate) fn text(&self) -> String {
        self.glyphs.iter().flat_map(Glyph::text).collect()
    }
}

/// A straight black line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rule {
    pub(crate) from: Point,
    pub(crate) to: Point,
    pub(crate) width: Length,
}

impl Rule {
    /// At this height, from one end to the other.
    pub(super) fn across(y: Length, [left, right]: [Length; 2], width: Length) -> Self {
        Self { from: Point { x: left, y }, to: Point { x: right, y }, width }
    }

    /// So far from the left, from one end to the other.
    pub(super) fn down(x: Length, [top, bottom]: [Length; 2], width: Length) -> Self {
        Self { from: Point { x, y: top }, to: Point { x, y: bottom }, width }
    }
}

/// A thing that varies from letter to letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slot {
    /// The reference number, under the date.
    Reference,
    /// Post code, address and building in the window of the envelope.
    Address,
    /// The name in the window of the envelope.
    Recipient,
    Addressee,
    Sender,
    Number,
    Name,
    UserId,
    /// The reading of this place, counted from 0 through all passwords of the letter.
    Reading(usize),
    /// The character of this place, counted so too.
    Character(usize),
}

impl Slot {
    /// Whether it has a cell that is set for every character beforehand.
    fn is_of_grid(self) -> bool {
        matches!(self, Self::Reading(_) | Self::Character(_))
    }
}

/// A slot, and the box that it is fitted into.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Place {
    pub(crate) slot: Slot,
    pub(crate) within: Rect,
}

/// A slot on one of the pages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct OnPage {
    /// Counted from 0.
    pub(crate) page: usize,
    pub(crate) place: Place,
}

impl OnPage {
    /// All of these pages, but those of grids.
    pub(super) fn all(pages: &[Page]) -> Vec<Self> {
        let mut slots = Vec::new();
        for (page, set) in pages.iter().enumerate() {
            let places = set.slots().filter(|place| !place.slot.is_of_grid());
            slots.extend(places.map(|&place| Self { page, place }));
        }
        slots
    }
}

/// What stands in a block or cell.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(not(feature = "guide"), expect(dead_code, reason = "a guide alone has all of them"))]
pub(crate) enum Content {
    Fixed(Vec<Line>),
    Slot(Place),
    /// Black rectangles.
    Marks(Vec<Rect>),
}

impl Content {
    pub(super) fn line(line: Line) -> Self {
        Self::Fixed(vec![line])
    }

    pub(super) fn slot(slot: Slot, within: Rect) -> Self {
        Self::Slot(Place { slot, within })
    }

    fn fixed_lines(&self) -> &[Line] {
        match self {
            Self::Fixed(lines) => lines,
            Self::Slot(_) | Self::Marks(_) => &[],
        }
    }

    fn place(&self) -> Option<&Place> {
        match self {
            Self::Slot(place) => Some(place),
            Self::Fixed(_) | Self::Marks(_) => None,
        }
    }
}

/// For which cells a header cell speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Row,
    Column,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cell {
    pub(crate) header: Option<Scope>,
    pub(crate) content: Content,
}

impl Cell {
    pub(super) fn header(scope: Scope, content: Content) -> Self {
        Self { header: Some(scope), content }
    }

    pub(super) fn slot(slot: Slot, within: Rect) -> Self {
        Self { header: None, content: Content::slot(slot, within) }
    }
}

/// A step that a person follows: its number, and what is to be done.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step {
    pub(crate) number: Content,
    pub(crate) body: Vec<Block>,
}

/// A picture, and what those are told who do not see it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figure {
    pub(crate) content: Content,
    pub(crate) alternative: String,
    pub(crate) bounds: Rect,
}

/// What a part of the page is, in reading order.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(not(feature = "guide"), expect(dead_code, reason = "a guide alone has all of them"))]
pub(crate) enum Block {
    Title(Content),
    Heading(Content),
    Paragraph(Content),
    Table(Vec<Vec<Cell>>),
    List(Vec<Content>),
    /// One after another.
    Steps(Vec<Step>),
    /// One of these.
    Choice(Vec<Vec<Block>>),
    Figure(Figure),
}

impl Block {
    /// Every content in reading order.
    pub(crate) fn contents(&self) -> Box<dyn Iterator<Item = &Content> + '_> {
        match self {
            Self::Title(content)
            | Self::Heading(content)
            | Self::Paragraph(content)
            | Self::Figure(Figure { content, .. }) => Box::new(iter::once(content)),
            Self::Table(rows) => Box::new(rows.iter().flatten().map(|cell| &cell.content)),
            Self::List(items) => Box::new(items.iter()),
            Self::Steps(steps) => Box::new(steps.iter().flat_map(Step::contents)),
            Self::Choice(ways) => Box::new(ways.iter().flatten().flat_map(Block::contents)),
        }
    }
}

impl Step {
    fn contents(&self) -> impl Iterator<Item = &Content> {
        iter::once(&self.number).chain(self.body.iter().flat_map(Block::contents))
    }
}

/// What one part of the layout adds to its page, and where it ends.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) page: Page,
    /// Where the bars of the address stand.
    pub(super) bars: Option<Rect>,
    pub(super) bottom: Length,
}

impl Part {
    /// Nothing yet, under `top`.
    pub(super) fn under(top: Length) -> Self {
        Self { page: Page::default(), bars: None, bottom: top }
    }

    /// An error where it goes on from `top` to below its room.
    pub(super) fn check(&self, top: Length, room: Span, subject: Subject) -> Result<()> {
        Span { top, bottom: self.bottom }.check_within(room, subject)
    }
}

/// One page of a letter, or some of it, in reading order; its slots stand among its blocks.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Page {
    pub(crate) blocks: Vec<Block>,
    pub(crate) rules: Vec<Rule>,
    /// The columns of each grid.
    pub(crate) grids: Vec<Vec<GridColumn>>,
}

impl Page {
    /// Adds what stands under it.
    pub(super) fn add(&mut self, under: Self) {
        self.blocks.extend(under.blocks);
        self.rules.extend(under.rules);
        self.grids.extend(under.grids);
    }

    /// Every content in reading order.
    pub(crate) fn contents(&self) -> impl Iterator<Item = &Content> {
        self.blocks.iter().flat_map(Block::contents)
    }

    fn fixed_lines(&self) -> impl Iterator<Item = &Line> {
        self.contents().flat_map(Content::fixed_lines)
    }

    pub(super) fn has_slots(&self) -> bool {
        self.slots().next().is_some()
    }

    /// Its slots, in reading order.
    fn slots(&self) -> impl Iterator<Item = &Place> {
        self.contents().filter_map(Content::place)
    }
}

/// The reading and the character that one column shows for one character.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GridCell {
    pub(crate) character: u8,
    pub(crate) reading: Vec<Line>,
    pub(crate) printed: Line,
}

/// One place of a password: a cell for each character that may stand there, in ASCII order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GridColumn {
    /// Counted from 0 through all passwords of the letter, as its slots are.
    pub(crate) place: usize,
    pub(crate) cells: Vec<GridCell>,
}

/// The grid of one password.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grid<'a> {
    /// Counted from 0.
    pub(crate) page: usize,
    pub(crate) columns: &'a [GridColumn],
}

/// The pages with their slots, finished: the PDF side asks for nothing else.
#[derive(Clone, Debug)]
pub(crate) struct Forme {
    pub(crate) measures: Measures,
    pub(crate) title: String,
    /// Those of the letter.
    pub(crate) pages: Vec<Page>,
    /// The slots of a letter but those of its grids, in reading order.
    pub(crate) slots: Vec<OnPage>,
    /// The page of instructions that goes with it.
    pub(crate) guide: Option<Page>,
    /// Glyphs that every letter may need in its slots: digits and capitals, the federation, the
    /// honorific.
    pub(crate) common_glyphs: Vec<Glyph>,
    /// After the name: a space and 様 or 御中.
    pub(crate) honorific: Vec<Glyph>,
    /// Before the reference number: its label and a space.
    pub(crate) reference_label: Vec<Glyph>,
    /// Where the bars of the address stand, on the first page.
    pub(crate) bars: Option<Rect>,
    /// What the window of the envelope may show of it.
    #[cfg_attr(not(feature = "print-shop"), expect(dead_code, reason = "a mark alone asks"))]
    pub(crate) window: Option<Rect>,
}

impl Forme {
    /// The size of each page.
    pub(crate) fn page(&self) -> Size {
        self.measures.page
    }

    /// Every page: the letter's, then the guide.
    pub(crate) fn all_pages(&self) -> impl Iterator<Item = &Page> {
        self.pages.iter().chain(&self.guide)
    }

    /// The pages of each letter in a file of many.
    pub(crate) fn pages_of_letters(&self, guides: GuidePages) -> impl Iterator<Item = &Page> {
        let guide = self.guide.iter().filter(move |_| guides.are_of_letters());
        self.pages.iter().chain(guide)
    }

    /// The page that such a file ends with.
    pub(crate) fn page_at_end(&self, guides: GuidePages) -> Option<&Page> {
        self.guide.as_ref().filter(|_| !guides.are_of_letters())
    }

    /// Every fixed line in reading order.
    pub(crate) fn fixed_lines(&self) -> impl Iterator<Item = &Line> {
        self.all_pages().flat_map(Page::fixed_lines)
    }

    /// Where a slot stands first.
    pub(crate) fn place_of(&self, slot: Slot) -> Option<Rect> {
        let place = self.slots.iter().map(|on| on.place).find(|place| place.slot == slot)?;
        Some(place.within)
    }

    /// The grid of each password, in their order.
    pub(crate) fn grids(&self) -> impl Iterator<Item = Grid<'_>> {
        let pages = self.pages.iter().enumerate();
        pages.flat_map(|(page, set)| set.grids.iter().map(move |columns| Grid { page, columns }))
    }

    /// Every column of every grid.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &GridColumn> {
        self.grids().flat_map(|grid| grid.columns)
    }
}
