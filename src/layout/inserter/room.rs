//! Whether a mark stands alone on every sheet: off the edges, the words, the lines, the window.

use super::taken::{Taken, corner};
use super::{data_matrix, omr};
use crate::error::{Corner, Error, ErrorKind, Expected, Extent, Field, Obstacle, Result};
use crate::layout::baseline::baseline;
use crate::layout::forme::{Content, Forme, Line, Page, Rule};
use crate::layout::fronts::Fronts;
use crate::layout::length::{Length, Point, Rect, Size};
use crate::notice::guide::GuidePages;
use crate::notice::inserter::{InserterMark, Kind};

/// What printers leave white at the edges of a sheet.
const EDGE: Length = Length::mm(4.0);

/// What must stay white around a QR code: four of its modules.
const AROUND_CODE: Length = Length::pt(10.0);

/// What is printed on the sheets that bear a mark.
pub(crate) struct Sheets<'a> {
    pub(crate) forme: &'a Forme,
    pub(crate) guides: GuidePages,
    pub(crate) fronts: Fronts,
    /// The widest count at their foot.
    pub(crate) count: Option<Line>,
}

/// Something that a mark must not be printed over.
struct Standing {
    /// Counted from 0.
    page: usize,
    at: Rect,
    what: Obstacle,
}

/// Refuses a mark that would be printed over something else or off the page.
pub(crate) fn check(mark: &InserterMark, sheets: &Sheets<'_>) -> Result<()> {
    let (corner, room) = (corner(mark), Room::of(mark, sheets.forme.page()));
    room.check(mark, corner)?;
    let standing = sheets.standing();
    let Taken { whole, .. } = taken(mark, corner);
    let Some(over) = standing.iter().find(|other| other.at.overlaps(&whole)) else {
        return Ok(());
    };
    let clear = room.nearest(mark, corner, &standing);
    Err(Error::new(Field::InserterMark, over.under(&whole, clear)))
}

impl Standing {
    /// What is wrong where a mark takes some of its place.
    fn under(&self, taken: &Rect, clear: Option<Corner>) -> ErrorKind {
        let (taken, at) = (taken.into(), (&self.at).into());
        ErrorKind::Overlap { page: self.page + 1, taken, obstacle: self.what.clone(), at, clear }
    }
}

/// What a mark takes with its upper left corner here.
fn taken(mark: &InserterMark, corner: Point) -> Taken {
    match &mark.kind {
        Kind::DataMatrix { module } => data_matrix::taken(corner, (*module).into()),
        Kind::Omr(bars) => omr::taken(corner, bars),
    }
}

impl From<&Rect> for Extent {
    fn from(rect: &Rect) -> Self {
        Self {
            left_mm: rect.left().to_mm(),
            top_mm: rect.top().to_mm(),
            right_mm: rect.right().to_mm(),
            bottom_mm: rect.bottom().to_mm(),
        }
    }
}

/// Where the upper left corner of a mark may be, so that its ink is on the page: from the edge of
/// the page up to here.
struct Room(Point);

impl Room {
    fn of(mark: &InserterMark, page: Size) -> Self {
        let Size { width, height } = taken(mark, Point { x: EDGE, y: EDGE }).ink.size;
        Self(Point { x: page.width - EDGE - width, y: page.height - EDGE - height })
    }

    fn holds(&self, corner: Point) -> bool {
        let fits = |at: Length, most| EDGE.fits(at) && at.fits(most);
        fits(corner.x, self.0.x) && fits(corner.y, self.0.y)
    }

    fn check(&self, mark: &InserterMark, corner: Point) -> Result<()> {
        if self.holds(corner) {
            return Ok(());
        }
        let found = format!("{},{}", mark.left, mark.top);
        let [least, most_left, most_top] = [EDGE, self.0.x, self.0.y].map(micrometres);
        let expected = Expected::Corner { least, most_left, most_top };
        Err(Error::new(Field::InserterMark, ErrorKind::Range { found, expected }))
    }

    /// The nearest place that is clear, in whole millimetres.
    fn nearest(&self, mark: &InserterMark, wished: Point, standing: &[Standing]) -> Option<Corner> {
        let mut corners = self.corners();
        corners.sort_by(|a, b| distance(*a, wished).total_cmp(&distance(*b, wished)));
        let is_clear = |corner: &Point| is_clear(&taken(mark, *corner).whole, standing);
        let Point { x, y } = corners.into_iter().find(is_clear)?;
        Some(Corner { left_mm: x.to_mm().round(), top_mm: y.to_mm().round() })
    }

    /// Every corner in whole millimetres.
    fn corners(&self) -> Vec<Point> {
        let mut corners = Vec::new();
        let mut corner = Point { x: EDGE, y: EDGE };
        while corner.y.fits(self.0.y) {
            while corner.x.fits(self.0.x) {
                corners.push(corner);
                corner.x = corner.x + Length::mm(1.0);
            }
            corner = Point { x: EDGE, y: corner.y + Length::mm(1.0) };
        }
        corners
    }
}

fn is_clear(taken: &Rect, standing: &[Standing]) -> bool {
    !standing.iter().any(|other| other.at.overlaps(taken))
}

fn distance(a: Point, b: Point) -> f64 {
    (a.x - b.x).to_mm().hypot((a.y - b.y).to_mm())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place on a page")]
fn micrometres(length: Length) -> u32 {
    (length.to_mm() * 1000.0).round().max(0.0) as u32
}

impl Sheets<'_> {
    /// All that stands on their fronts.
    fn standing(&self) -> Vec<Standing> {
        let mut standing = Vec::new();
        for (index, page) in self.forme.pages_of_letters(self.guides).enumerate() {
            if self.fronts.sheet(index).is_some() {
                standing.extend(self.on(page, index));
            }
        }
        let window = self.forme.window.map(|at| Standing { page: 0, at, what: Obstacle::Window });
        standing.extend(window);
        standing
    }

    fn on(&self, page: &Page, index: usize) -> Vec<Standing> {
        let mut front = Front { page: index, standing: Vec::new() };
        front.add_page(page);
        if let Some(count) = &self.count {
            front.add(count.extent(), Obstacle::Count);
        }
        front.standing
    }
}

/// What stands on one page.
struct Front {
    page: usize,
    standing: Vec<Standing>,
}

impl Front {
    fn add(&mut self, at: Rect, what: Obstacle) {
        self.standing.push(Standing { page: self.page, at, what });
    }

    /// Frames last, so that words are told first.
    fn add_page(&mut self, page: &Page) {
        for content in page.contents() {
            self.add_content(content);
        }
        for frame in frames(&page.rules) {
            self.add(frame, Obstacle::Frame);
        }
    }

    fn add_content(&mut self, content: &Content) {
        match content {
            Content::Fixed(lines) => self.add_lines(lines),
            Content::Slot(place) => self.add(place.within, Obstacle::Varying),
            Content::Marks(marks) => self.add_code(marks),
        }
    }

    fn add_lines(&mut self, lines: &[Line]) {
        for line in lines {
            self.add(line.extent(), Obstacle::Words(line.text()));
        }
    }

    fn add_code(&mut self, marks: &[Rect]) {
        if let Some(code) = marks.iter().copied().reduce(Rect::union) {
            self.add(code.inset(-AROUND_CODE), Obstacle::Code);
        }
    }
}

/// The boxes of rules that touch: a table or a frame is one, with what is white in it.
fn frames(rules: &[Rule]) -> Vec<Rect> {
    let mut frames: Vec<Rect> = Vec::new();
    for rule in rules {
        let mut frame = rule.extent();
        while let Some(touched) = frames.iter().position(|other| other.overlaps(&frame)) {
            frame = frame.union(frames.swap_remove(touched));
        }
        frames.push(frame);
    }
    frames
}

impl Rect {
    /// The smallest that covers both.
    fn union(self, other: Self) -> Self {
        let (x, y) = (self.left().min(other.left()), self.top().min(other.top()));
        let right = self.right().max(other.right());
        Self::new(x, y, right - x, self.bottom().max(other.bottom()) - y)
    }
}

impl Line {
    /// From the top of the ideographs to under them, as wide as it was justified to.
    fn extent(&self) -> Rect {
        let kerns: f64 = self.kerns.iter().map(|&kern| f64::from(kern) / 1000.0).sum();
        let top = self.at.y - baseline(Length::ZERO, self.size);
        Rect::new(self.at.x, top, self.width() + self.size * kerns, self.size)
    }
}

impl Rule {
    /// What its ink covers.
    fn extent(&self) -> Rect {
        let at = |end: Point| Rect::new(end.x, end.y, Length::ZERO, Length::ZERO);
        at(self.from).union(at(self.to)).inset(-(self.width / 2.0))
    }
}
