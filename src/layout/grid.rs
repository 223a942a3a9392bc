//! The password grid: one column a place, three rows (class, reading, character), rules between all
//! cells.
//!
//! Every cell is set for every character that its place may draw, so that a letter is struck by
//! picking. A grid for large print stands in two bands. Widths, heights and sizes are [`measures`]'
//! work.

mod measures;

use super::forme::{Block, Cell, Content, GridCell, GridColumn, Line, Part, Scope, Slot};
use super::length::{Length, Point, Rect};
use super::line_break::inked_width;
use super::table::{heading, ruled};
use super::{Copy, centred_baseline, within};
use crate::error::{Error, ErrorKind, Expected, Field, PagePart, Result};
use crate::font::Glyph;
use crate::password::policy::CharClass;
use measures::{LEADING, Measures};

const GAP: Length = Length::mm(5.0);

/// Sets the grid and its heading under `top`, and each column for every character that may stand in
/// it.
pub(super) fn set(copy: &Copy<'_>, top: Length) -> Result<(Part, Vec<GridColumn>)> {
    let (heading, grid_top) =
        heading(copy, &copy.template.labels.password, top + GAP * copy.sheet.gaps)?;
    let setter = Setter { copy, measures: Measures::new(copy)? };
    let places = setter.places(grid_top);
    let bottom = places.last().map_or(grid_top, Place::bottom);
    within(PagePart::Grid, [grid_top, bottom], copy.sheet.panel)?;
    let mut part = Part { blocks: vec![heading], rules: Vec::new(), bottom };
    for band in places.chunk_by(|a, b| a.rows == b.rows) {
        part.blocks.push(setter.table(band)?);
        let rows = band.first().map(|place| place.rows).unwrap_or_default();
        part.rules.extend(ruled(&copy.sheet, &rows, &setter.measures.edges(band.len())));
    }
    let columns = places.iter().map(|place| setter.column(place)).collect::<Result<_>>()?;
    Ok((part, columns))
}

/// One place of the password on the page.
struct Place {
    /// Counted from 0 over the whole password.
    index: usize,
    class: CharClass,
    left: Length,
    width: Length,
    /// The upper edges of the three rows, and the lower edge of the last.
    rows: [Length; 4],
}

impl Place {
    fn class_box(&self) -> Rect {
        let [top, bottom, ..] = self.rows;
        self.between(top, bottom)
    }

    fn reading_box(&self) -> Rect {
        let [_, top, bottom, _] = self.rows;
        self.between(top, bottom)
    }

    fn character_box(&self) -> Rect {
        let [.., top, bottom] = self.rows;
        self.between(top, bottom)
    }

    fn between(&self, top: Length, bottom: Length) -> Rect {
        Rect::new(self.left, top, self.width, bottom - top)
    }

    fn bottom(&self) -> Length {
        let [.., bottom] = self.rows;
        bottom
    }
}

struct Setter<'a> {
    copy: &'a Copy<'a>,
    measures: Measures,
}

impl Setter<'_> {
    fn places(&self, top: Length) -> Vec<Place> {
        let place = |(index, class)| {
            let (band, column) = self.measures.band_and_column(index);
            let (left, width) = (self.measures.edge(column), self.measures.column());
            Place { index, class, left, width, rows: self.measures.rows(top, band) }
        };
        self.copy.policy.places().enumerate().map(place).collect()
    }

    fn table(&self, band: &[Place]) -> Result<Block> {
        let classes = band.iter().map(|place| self.class_cell(place)).collect::<Result<_>>()?;
        let slots = |header: Option<Scope>, slot: fn(usize) -> Slot| {
            let cell = |place: &Place| Cell { header, content: Content::Slot(slot(place.index)) };
            band.iter().map(cell).collect()
        };
        let (readings, characters) =
            (slots(Some(Scope::Column), Slot::Reading), slots(None, Slot::Character));
        Ok(Block::Table(vec![classes, readings, characters]))
    }

    fn class_cell(&self, place: &Place) -> Result<Cell> {
        let words = self.measures.wrapped(self.copy, self.copy.readings.class_name(place.class))?;
        let lines = centred(words, self.measures.small(), place.class_box());
        Ok(Cell { header: Some(Scope::Column), content: Content::Fixed(lines) })
    }

    fn column(&self, place: &Place) -> Result<GridColumn> {
        let candidates = self.copy.policy.candidates(place.class);
        Ok(GridColumn(candidates.chars().map(|c| self.grid_cell(place, c)).collect::<Result<_>>()?))
    }

    fn grid_cell(&self, place: &Place, c: char) -> Result<GridCell> {
        let words = self.measures.wrapped(self.copy, reading(self.copy, c)?)?;
        let wide = self.copy.fonts.shape_wide(c.encode_utf8(&mut [0; 4]));
        let wide = wide.map_err(|error| error.for_field(Field::Password))?;
        let printed =
            centred(vec![wide], self.measures.large(), place.character_box()).into_iter().next();
        let reading = centred(words, self.measures.small(), place.reading_box());
        Ok(GridCell { character: c as u8, reading, printed: printed.ok_or_else(|| no_reading(c))? })
    }
}

/// Lines in the middle of a box, both ways.
fn centred(lines: Vec<Vec<Glyph>>, size: Length, within: Rect) -> Vec<Line> {
    let count = lines.len();
    let line = |(index, glyphs): (usize, Vec<Glyph>)| {
        let y = centred_baseline((within.top(), within.size.height), size, (index, count), LEADING);
        let x = within.left() + (within.size.width - inked_width(&glyphs, size)) / 2.0;
        Line { at: Point { x, y }, size, glyphs }
    };
    lines.into_iter().enumerate().map(line).collect()
}

fn reading<'a>(copy: &'a Copy<'_>, c: char) -> Result<&'a str> {
    copy.readings.read(c).ok_or_else(|| no_reading(c))
}

fn no_reading(c: char) -> Error {
    let expected = Expected::Readable;
    Error::new(Field::Readings, ErrorKind::Character { position: 1, found: c, expected })
}
