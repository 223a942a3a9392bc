//! The two ruled tables: number and name of the provider, and the user ID. Rules, cells and boxes.

use super::fit::{Room, fit};
use super::forme::{Block, Cell, Content, Line, Part, Rule, Scope, Slot};
use super::length::{Length, Point, Rect};
use super::sheet::Sheet;
use super::{Copy, baseline, centred_baseline};
use crate::error::{Field, PagePart, Result};

const GAP: Length = Length::mm(5.0);
const HEADING_TO_TABLE: Length = Length::mm(2.5);
/// Room for a name on two lines.
const NAME_ROW: Length = Length::mm(12.0);

/// Where the slots of the tables are.
pub(super) struct Cells {
    pub(super) number: Point,
    pub(super) name: Rect,
    pub(super) user_id: Point,
}

/// Sets both tables and the heading between them, under `top`.
pub(super) fn set(copy: &Copy<'_>, top: Length) -> Result<(Part, Cells)> {
    let (sheet, labels) = (&copy.sheet, &copy.template.labels);
    let provider = Frame::new(sheet, top + GAP * sheet.gaps, vec![sheet.row, NAME_ROW]);
    let (heading, heading_bottom) =
        heading(copy, &labels.login, provider.bottom() + GAP * sheet.gaps)?;
    let login = Frame::new(sheet, heading_bottom, vec![sheet.row]);
    let number = row(copy, &labels.provider_number, provider.cells(0), Slot::Number)?;
    let name = row(copy, &labels.provider_name, provider.cells(1), Slot::Name)?;
    let user_id = row(copy, &labels.user_id, login.cells(0), Slot::UserId)?;
    let cells = Cells {
        number: text_start(copy, provider.cells(0)),
        name: provider.cells(1).1.narrowed(sheet.padding),
        user_id: text_start(copy, login.cells(0)),
    };
    let blocks = vec![Block::Table(vec![number, name]), heading, Block::Table(vec![user_id])];
    let rules = [provider.rules(sheet), login.rules(sheet)].concat();
    Ok((Part { blocks, rules, bottom: login.bottom() }, cells))
}

/// A heading under `top`, and where what follows it begins.
pub(super) fn heading(copy: &Copy<'_>, words: &str, top: Length) -> Result<(Block, Length)> {
    let size = copy.sheet.body;
    let line = copy.line(words, size, top)?;
    let room = [(0, copy.sheet.measure())];
    let room = Room {
        what: PagePart::Heading,
        full: size,
        floor: copy.sheet.floor,
        arrangements: &[&room],
        tail: 0,
    };
    let size = fit(&line.glyphs, &room).map_err(|error| error.for_field(Field::Template))?.size;
    Ok((
        Block::Heading(Content::Fixed(vec![Line { size, ..line }])),
        top + size + HEADING_TO_TABLE * copy.sheet.gaps,
    ))
}

/// A label and the slot beside it.
fn row(
    copy: &Copy<'_>,
    label: &str,
    (label_box, _): (Rect, Rect),
    slot: Slot,
) -> Result<Vec<Cell>> {
    let glyphs = copy.shape(label)?;
    let inner = label_box.narrowed(copy.sheet.padding);
    let rooms: [&[_]; 2] =
        [&[(0, inner.size.width)], &[(0, inner.size.width), (1, inner.size.width)]];
    let (full, floor) = (copy.sheet.body, copy.sheet.floor);
    let room = Room { what: PagePart::Label, full, floor, arrangements: &rooms, tail: 0 };
    let fitted = fit(&glyphs, &room).map_err(|error| error.for_field(Field::Template))?;
    let lines = place(&glyphs, &fitted, inner);
    Ok(vec![
        Cell { header: Some(Scope::Row), content: Content::Fixed(lines) },
        Cell { header: None, content: Content::Slot(slot) },
    ])
}

/// Lines that were fitted into a box, in the middle of its height.
pub(super) fn place(
    glyphs: &[crate::font::Glyph],
    fitted: &super::fit::Fitted,
    within: Rect,
) -> Vec<Line> {
    const LEADING: f64 = 1.25;
    let count = fitted.lines.len();
    let line = |(index, (_, range)): (usize, &(usize, std::ops::Range<usize>))| {
        let y = centred_baseline(
            (within.top(), within.size.height),
            fitted.size,
            (index, count),
            LEADING,
        );
        let glyphs = glyphs.get(range.clone()).unwrap_or_default().to_vec();
        Line { at: Point { x: within.left(), y }, size: fitted.size, glyphs }
    };
    fitted.lines.iter().enumerate().map(line).collect()
}

fn text_start(copy: &Copy<'_>, (_, value): (Rect, Rect)) -> Point {
    let top = value.top() + (value.size.height - copy.sheet.body) / 2.0;
    Point { x: value.left() + copy.sheet.padding, y: baseline(top, copy.sheet.body) }
}

/// The rules of a table with a column of labels.
struct Frame {
    left: Length,
    middle: Length,
    right: Length,
    /// The upper edges of the rows, and the lower edge of the last.
    edges: Vec<Length>,
}

impl Frame {
    fn new(sheet: &Sheet, top: Length, rows: Vec<Length>) -> Self {
        let mut edges = vec![top];
        rows.into_iter().fold(top, |edge: Length, row| {
            edges.push(edge + row);
            edge + row
        });
        Self {
            left: sheet.margin,
            middle: sheet.margin + sheet.label_column,
            right: sheet.right(),
            edges,
        }
    }

    fn bottom(&self) -> Length {
        self.edges.last().copied().unwrap_or_default()
    }

    /// The boxes of the label and of the value in one row.
    fn cells(&self, row: usize) -> (Rect, Rect) {
        let top = self.edges.get(row).copied().unwrap_or_default();
        let height = self.edges.get(row + 1).copied().unwrap_or_default() - top;
        let label = Rect::new(self.left, top, self.middle - self.left, height);
        (label, Rect::new(self.middle, top, self.right - self.middle, height))
    }

    fn rules(&self, sheet: &Sheet) -> Vec<Rule> {
        ruled(sheet, &self.edges, &[self.left, self.middle, self.right])
    }
}

/// Rules between all cells, and a stronger frame around them.
pub(super) fn ruled(sheet: &Sheet, rows: &[Length], columns: &[Length]) -> Vec<Rule> {
    let ([top, .., bottom], [left, .., right]) = (rows, columns) else {
        return Vec::new();
    };
    let weight = |at: Length, outer: [Length; 2]| {
        if outer.contains(&at) { sheet.frame } else { sheet.rule }
    };
    // The outer rules reach over each other's half width, so that the corners are filled.
    let half = sheet.frame / 2.0;
    let across = rows.iter().map(|&y| Rule {
        from: Point { x: *left - half, y },
        to: Point { x: *right + half, y },
        width: weight(y, [*top, *bottom]),
    });
    let down = columns.iter().map(|&x| Rule {
        from: Point { x, y: *top },
        to: Point { x, y: *bottom },
        width: weight(x, [*left, *right]),
    });
    across.chain(down).collect()
}
