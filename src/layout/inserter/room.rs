//! Whether a mark stands alone on every sheet: off the edges, the words, the lines, the window.

use super::taken::Taken;
use super::{data_matrix, omr};
use crate::error::{Corner, Error, ErrorKind, Expected, Extent, Field, Obstacle, Result};
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
    let corner = Point { x: mark.left.into(), y: mark.top.into() };
    let room = Room::of(mark, sheets.forme.page());
    room.check(mark, corner)?;
    let standing = sheets.standing();
    let taken = taken(mark, corner);
    let Some(over) = standing.iter().find(|other| other.at.overlaps(&taken.whole)) else {
        return Ok(());
    };
    let kind = ErrorKind::Overlap {
        page: over.page + 1,
        taken: extent(&taken.whole),
        obstacle: over.what.clone(),
        at: extent(&over.at),
        clear: room.nearest(mark, corner, &standing),
    };
    Err(Error::new(Field::InserterMark, kind))
}

/// What a mark takes with its upper left corner here.
fn taken(mark: &InserterMark, corner: Point) -> Taken {
    match &mark.kind {
        Kind::DataMatrix { module } => data_matrix::taken(corner, (*module).into()),
        Kind::Omr(bars) => omr::taken(corner, bars),
    }
}

fn extent(rect: &Rect) -> Extent {
    Extent {
        left_mm: rect.left().to_mm(),
        top_mm: rect.top().to_mm(),
        right_mm: rect.right().to_mm(),
        bottom_mm: rect.bottom().to_mm(),
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
        let is_clear = |corner: &Point| {
            let Taken { whole, .. } = taken(mark, *corner);
            !standing.iter().any(|other| other.at.overlaps(&whole))
        };
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
                standing.extend(on(page, index));
                standing.extend(self.count.iter().map(|line| Standing {
                    page: index,
                    at: box_of(line),
                    what: Obstacle::Count,
                }));
            }
        }
        let window = self.forme.window.map(|at| Standing { page: 0, at, what: Obstacle::Window });
        standing.extend(window);
        standing
    }
}

/// What stands on a page, which has this index; frames last, so that words are told first.
fn on(page: &Page, index: usize) -> Vec<Standing> {
    let mut standing = Vec::new();
    for content in page.contents() {
        standing.extend(of_content(content, index));
    }
    for at in frames(&page.rules) {
        standing.push(Standing { page: index, at, what: Obstacle::Frame });
    }
    standing
}

/// The boxes of rules that touch: a table or a frame is one, with what is white in it.
fn frames(rules: &[Rule]) -> Vec<Rect> {
    let mut frames: Vec<Rect> = Vec::new();
    for rule in rules {
        let mut frame = box_of_rule(rule);
        while let Some(touched) = frames.iter().position(|other| other.overlaps(&frame)) {
            frame = union(frame, frames.swap_remove(touched));
        }
        frames.push(frame);
    }
    frames
}

fn of_content(content: &Content, page: usize) -> Vec<Standing> {
    match content {
        Content::Fixed(lines) => {
            let words = |line: &Line| Standing {
                page,
                at: box_of(line),
                what: Obstacle::Words(line.text()),
            };
            lines.iter().map(words).collect()
        }
        Content::Slot(place) => vec![Standing { page, at: place.within, what: Obstacle::Varying }],
        Content::Marks(marks) => {
            let at = marks.iter().copied().reduce(union);
            let code =
                |at: Rect| Standing { page, at: at.inset(-AROUND_CODE), what: Obstacle::Code };
            at.map(code).into_iter().collect()
        }
    }
}

fn union(a: Rect, b: Rect) -> Rect {
    let (left, top) = (a.left().min(b.left()), a.top().min(b.top()));
    let (right, bottom) = (a.right().max(b.right()), a.bottom().max(b.bottom()));
    Rect::new(left, top, right - left, bottom - top)
}

/// From the top of the ideographs to under them, as wide as the line was justified to.
fn box_of(line: &Line) -> Rect {
    let kerns: f64 = line.kerns.iter().map(|&kern| f64::from(kern) / 1000.0).sum();
    let width = line.width() + line.size * kerns;
    Rect::new(line.at.x, line.at.y - line.size * 0.88, width, line.size)
}

fn box_of_rule(rule: &Rule) -> Rect {
    let (from, to) = (rule.from, rule.to);
    let (left, top) = (from.x.min(to.x), from.y.min(to.y));
    let (width, height) = (from.x.max(to.x) - left, from.y.max(to.y) - top);
    Rect::new(left, top, width, height).inset(-(rule.width / 2.0))
}
