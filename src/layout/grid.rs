//! The password grid: one column a place, three rows (class, reading, character), rules between all cells.
//!
//! Every cell is set for every character that its place may draw, so that a letter is struck by picking.

use super::forme::{Block, Cell, Column, Content, GridCell, Line, Part, Scope, Slot};
use super::length::{Length, Point, Rect};
use super::line_break::{fill_lines, inked_width};
use super::table::{heading, ruled};
use super::{Copy, centred_baseline, within};
use crate::error::{Error, ErrorKind, Field, Result};
use crate::font::Glyph;
use crate::password::policy::CharClass;

const GAP: Length = Length::mm(5.0);
/// Three characters of a reading at 8 pt and the space beside them: a longer password makes the grid wider than the text.
const NARROWEST: Length = Length::mm(9.2);
/// Between a word and the rules beside it.
const BESIDE: Length = Length::mm(0.35);
/// Where there is room, three characters leave some of it beside them.
const AIRY: f64 = 0.94;
/// Over and under the words of a row.
const OVER: Length = Length::mm(1.4);
const LEADING: f64 = 1.15;

/// Sets the grid and its heading under `top`, and each column for every character that may stand in it.
pub(super) fn set(copy: &Copy<'_>, top: Length) -> Result<(Part, Vec<Column>)> {
    let (heading, grid_top) = heading(copy, &copy.template.labels.password, top + GAP)?;
    let measures = Measures::new(copy)?;
    let rows = measures.rows(grid_top);
    let bottom = rows.iter().copied().fold(Length::ZERO, Length::max);
    within("the password grid", [grid_top, bottom], copy.sheet.panel)?;
    let classes = copy
        .policy
        .places()
        .enumerate()
        .map(|(column, class)| class_cell(copy, &measures, column, class, rows));
    let classes = classes.collect::<Result<Vec<_>>>()?;
    let columns =
        copy.policy.places().enumerate().map(|(index, class)| column(copy, &measures, index, class, rows));
    let columns = columns.collect::<Result<Vec<_>>>()?;
    let slots = |slot: fn(usize) -> Slot| {
        let cell = |index| Cell { header: None, content: Content::Slot(slot(index)) };
        (0..columns.len()).map(cell).collect()
    };
    let table = Block::Table(vec![classes, slots(Slot::Reading), slots(Slot::Character)]);
    let rules = ruled(&copy.sheet, &rows, &measures.edges());
    Ok((Part { blocks: vec![heading, table], rules, bottom }, columns))
}

/// Widths, heights and sizes of the grid.
struct Measures {
    left: Length,
    column: Length,
    places: usize,
    /// Size of class names and readings.
    small: Length,
    /// Size of the characters.
    large: Length,
    /// Lines of the longest class name and of the longest reading that may be drawn.
    class_lines: usize,
    reading_lines: usize,
}

impl Measures {
    fn new(copy: &Copy<'_>) -> Result<Self> {
        let places = copy.policy.places().len();
        #[expect(clippy::cast_precision_loss, reason = "at most 20 places")]
        let count = places as f64;
        let width = copy.sheet.measure().max(NARROWEST * count);
        let column = width / count;
        let [least, most] = copy.sheet.reading;
        let small = ((column - BESIDE * 2.0) * AIRY / 3.0).clamp(least, most);
        let [least, most] = copy.sheet.character;
        let large = (column * 0.8).clamp(least, most);
        let left = (copy.sheet.page.width - width) / 2.0;
        let mut measures = Self { left, column, places, small, large, class_lines: 1, reading_lines: 1 };
        for class in
            CharClass::ALL.into_iter().filter(|&class| copy.policy.places().any(|place| place == class))
        {
            let lines = measures.wrapped(copy, copy.readings.class_name(class))?.len();
            measures.class_lines = measures.class_lines.max(lines);
            for c in copy.policy.candidates(class).chars() {
                let lines = measures.wrapped(copy, reading(copy, c)?)?.len();
                measures.reading_lines = measures.reading_lines.max(lines);
            }
        }
        Ok(measures)
    }

    /// Words on as many lines as a column needs for them.
    fn wrapped(&self, copy: &Copy<'_>, words: &str) -> Result<Vec<Vec<Glyph>>> {
        let glyphs = copy.fonts.shape(words).map_err(|error| error.for_field(Field::Readings))?.glyphs;
        let room = self.column - BESIDE * 2.0;
        let Some(lines) = fill_lines(&glyphs, self.small, room) else {
            let needed_mm = inked_width(&glyphs, self.small).to_mm();
            let (floor_pt, room_mm) = (self.small.to_pt(), room.to_mm());
            let kind =
                ErrorKind::TooWide { what: "a reading", needed_mm, floor_pt, lines: glyphs.len(), room_mm };
            return Err(Error::new(Field::Readings, kind));
        };
        Ok(lines.into_iter().filter_map(|range| glyphs.get(range)).map(<[Glyph]>::to_vec).collect())
    }

    /// The upper edges of the three rows, and the lower edge of the last.
    fn rows(&self, top: Length) -> [Length; 4] {
        let class = self.small_row(self.class_lines);
        let reading = self.small_row(self.reading_lines.max(2));
        let character = self.large + OVER * 2.0;
        [top, top + class, top + class + reading, top + class + reading + character]
    }

    #[expect(clippy::cast_precision_loss, reason = "a cell has a handful of lines")]
    fn small_row(&self, lines: usize) -> Length {
        self.small * (1.0 + (lines as f64 - 1.0) * LEADING) + OVER * 2.0
    }

    fn edges(&self) -> Vec<Length> {
        (0..=self.places).map(|index| self.edge(index)).collect()
    }

    #[expect(clippy::cast_precision_loss, reason = "at most 20 places")]
    fn edge(&self, index: usize) -> Length {
        self.left + self.column * index as f64
    }

    /// The box of one cell, given the edges of its row.
    fn cell(&self, column: usize, [top, bottom]: [Length; 2]) -> Rect {
        Rect::new(self.edge(column), top, self.column, bottom - top)
    }
}

fn class_cell(
    copy: &Copy<'_>,
    measures: &Measures,
    index: usize,
    class: CharClass,
    rows: [Length; 4],
) -> Result<Cell> {
    let [top, bottom, ..] = rows;
    let words = measures.wrapped(copy, copy.readings.class_name(class))?;
    let lines = centred(words, measures.small, measures.cell(index, [top, bottom]));
    Ok(Cell { header: Some(Scope::Column), content: Content::Fixed(lines) })
}

fn column(
    copy: &Copy<'_>,
    measures: &Measures,
    index: usize,
    class: CharClass,
    rows: [Length; 4],
) -> Result<Column> {
    let [_, reading_top, character_top, bottom] = rows;
    let reading_box = measures.cell(index, [reading_top, character_top]);
    let character_box = measures.cell(index, [character_top, bottom]);
    let cell = |c: char| {
        let words = measures.wrapped(copy, reading(copy, c)?)?;
        let wide = copy
            .fonts
            .shape_wide(c.encode_utf8(&mut [0; 4]))
            .map_err(|error| error.for_field(Field::Password))?;
        let printed = centred(vec![wide], measures.large, character_box).into_iter().next();
        let printed = printed.ok_or_else(|| no_reading(c))?;
        Ok(GridCell { character: c as u8, reading: centred(words, measures.small, reading_box), printed })
    };
    Ok(Column(copy.policy.candidates(class).chars().map(cell).collect::<Result<_>>()?))
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
    let expected = "a character with a reading".into();
    Error::new(Field::Readings, ErrorKind::Character { position: 1, found: c, expected })
}
