//! The password grid: one column a place, three rows (class, reading, character), rules between all
//! cells.
//!
//! Every cell is set for every character that its place may draw, so that a letter is struck by
//! picking. A grid for large print stands in two bands. How wide, high and large all is, are
//! [`widths`]' work.

mod widths;

use super::baseline::Stack;
use super::forme::{Block, Cell, Content, GridCell, GridColumn, Line, Part, Scope, Slot};
use super::heading::heading;
use super::job::Job;
use super::length::{Length, Point, Rect, Span};
use super::line_break::inked_width;
use super::rules::ruled;
use crate::error::{Field, PagePart, Result, Sentence};
use crate::font::Glyph;
use crate::password::policy::CharClass;
use widths::{LEADING, Widths, read};

const GAP: Length = Length::mm(5.0);

/// Sets the grid and its heading under `top`, and each column for every character that may stand in
/// it.
pub(super) fn set(job: &Job<'_>, top: Length) -> Result<(Part, Vec<GridColumn>)> {
    let (heading, top) = heading(job, Sentence::PasswordHeading, top + GAP * job.measures.gaps)?;
    let setter = Setter { job, widths: Widths::new(job)? };
    let columns = setter.columns(top);
    let bottom = columns.last().map_or(top, Column::bottom);
    Span { top, bottom }.check_within(job.measures.grid.panel, PagePart::Grid)?;
    let mut part = Part::of_words(vec![heading], bottom);
    for band in columns.chunk_by(|a, b| a.rows == b.rows) {
        setter.add_band(&mut part, band)?;
    }
    let candidates = columns.iter().map(|column| setter.candidates(column));
    Ok((part, candidates.collect::<Result<_>>()?))
}

/// Where one place of the password stands on the page.
struct Column {
    /// Counted from 0 over the whole password.
    place: usize,
    class: CharClass,
    left: Length,
    width: Length,
    /// The upper edges of the three rows, and the lower edge of the last.
    rows: [Length; 4],
}

impl Column {
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
    job: &'a Job<'a>,
    widths: Widths,
}

impl Setter<'_> {
    fn columns(&self, top: Length) -> Vec<Column> {
        let mut columns = Vec::new();
        for (place, class) in self.job.policy.places().enumerate() {
            let (band, index) = self.widths.band_and_column(place);
            let (left, width) = (self.widths.edge(index), self.widths.column());
            let rows = self.widths.rows(top, band);
            columns.push(Column { place, class, left, width, rows });
        }
        columns
    }

    fn add_band(&self, part: &mut Part, band: &[Column]) -> Result<()> {
        part.blocks.push(self.table(band)?);
        let rows = band.first().map(|column| column.rows).unwrap_or_default();
        let columns = self.widths.edges(band.len());
        part.rules.extend(ruled(&self.job.measures.rules, &rows, &columns));
        Ok(())
    }

    fn table(&self, band: &[Column]) -> Result<Block> {
        let (mut classes, mut readings, mut characters) = (Vec::new(), Vec::new(), Vec::new());
        for column in band {
            let reading = Content::Slot(Slot::Reading(column.place));
            classes.push(Cell::header(Scope::Column, self.class_name(column)?));
            readings.push(Cell::header(Scope::Column, reading));
            characters.push(Cell::slot(Slot::Character(column.place)));
        }
        Ok(Block::Table(vec![classes, readings, characters]))
    }

    fn class_name(&self, column: &Column) -> Result<Content> {
        let words = self.job.readings.class_name(column.class);
        let lines = self.widths.wrapped(self.job, words)?;
        Ok(Content::Fixed(centred(lines, self.widths.small(), &column.class_box())))
    }

    fn candidates(&self, column: &Column) -> Result<GridColumn> {
        let candidates = self.job.policy.candidates(column.class).chars();
        Ok(GridColumn(candidates.map(|c| self.cell(column, c)).collect::<Result<_>>()?))
    }

    fn cell(&self, column: &Column, c: char) -> Result<GridCell> {
        let reading = self.widths.wrapped(self.job, read(self.job, c)?)?;
        let wide = self.job.fonts.shape_wide(c.encode_utf8(&mut [0; 4]));
        let wide = wide.map_err(|error| error.for_field(Field::Password))?;
        Ok(GridCell {
            character: c as u8,
            reading: centred(reading, self.widths.small(), &column.reading_box()),
            printed: centred_line(wide, self.widths.large(), &column.character_box()),
        })
    }
}

/// Lines in the middle of a box, both ways.
fn centred(lines: Vec<Vec<Glyph>>, size: Length, within: &Rect) -> Vec<Line> {
    let stack = Stack::centred(within, lines.len(), size, LEADING);
    let mut set = Vec::with_capacity(lines.len());
    for (index, glyphs) in lines.into_iter().enumerate() {
        let x = centred_left(&glyphs, size, within);
        set.push(Line { at: Point { x, y: stack.baseline(index) }, size, glyphs });
    }
    set
}

fn centred_line(glyphs: Vec<Glyph>, size: Length, within: &Rect) -> Line {
    let y = Stack::centred(within, 1, size, LEADING).baseline(0);
    Line { at: Point { x: centred_left(&glyphs, size, within), y }, size, glyphs }
}

fn centred_left(glyphs: &[Glyph], size: Length, within: &Rect) -> Length {
    within.left() + (within.size.width - inked_width(glyphs, size)) / 2.0
}
