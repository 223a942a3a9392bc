//! The grid of a password: one column a place, three rows (class, reading, character), rules
//! between all cells.
//!
//! Every cell is set for every character that its place may draw, so that a letter is struck by
//! picking. A grid for large print stands in two bands. How wide, high and large all is, are
//! [`widths`]' work.

mod widths;

use super::baseline::Stack;
use super::fit::{Lines, Room, fit};
use super::forme::{Block, Cell, Content, GridCell, GridColumn, Line, Part, Rule, Scope, Slot};
use super::job::Job;
use super::length::{Length, Point, Rect, Span};
use super::rules::ruled;
use super::setter::Setter;
use crate::date::Date;
use crate::error::{Field, ForField, PagePart, Result, Sentence};
use crate::notice::template::Grouping;
use crate::password::policy::{CharClass, Policy};
use widths::{LEADING, Widths, read};

const BESIDE_HEADING: Length = Length::mm(6.0);
/// The rule between groups of cells.
const BETWEEN_GROUPS: Length = Length::pt(1.5);
const GAP: Length = Length::mm(5.0);

/// A password that a grid is set for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    pub(super) heading: Sentence,
    pub(super) policy: &'a Policy,
    /// How many places the passwords before it have.
    pub(super) before: usize,
}

/// Sets a grid and its heading under `top`, as high as the panel allows, and each column for every
/// character that may stand in it.
pub(super) fn set(job: &Job<'_>, entry: &Entry<'_>, top: Length) -> Result<Part> {
    let mut part = set_heading(job, entry, top)?;
    let grid = Grid { job, entry, widths: Widths::new(job, entry.policy)? };
    let columns = grid.columns(part.bottom);
    for band in columns.chunk_by(|a, b| a.rows == b.rows) {
        grid.add_band(band, &mut part)?;
    }
    let top = part.bottom;
    part.bottom = columns.last().map_or(top, Column::bottom);
    let stretch = Span { top, bottom: part.bottom };
    stretch.check_within(job.measures.grid.panel, PagePart::Grid)?;
    part.grids.push(grid.candidates(&columns)?);
    Ok(part)
}

/// The heading, and beside that of the first password its last day.
fn set_heading(job: &Job<'_>, entry: &Entry<'_>, top: Length) -> Result<Part> {
    let (mut setter, panel) = (Setter::under(job, top), job.measures.grid.panel.top);
    setter.gap(GAP);
    setter.skip_to(panel - setter.heading_height());
    let heading = setter.heading(entry.heading)?;
    setter.skip_to(panel);
    if entry.before == 0 {
        add_validity(&mut setter, &heading)?;
    }
    Ok(setter.part)
}

fn add_validity(setter: &mut Setter<'_>, heading: &Line) -> Result<()> {
    if let Some(date) = setter.job.template.valid_until {
        let line = validity(setter.job, date, heading)?;
        setter.push(Block::Paragraph(Content::line(line)));
    }
    Ok(())
}

/// The last day of the password, flush right beside its heading.
fn validity(job: &Job<'_>, date: Date, heading: &Line) -> Result<Line> {
    let Job { measures, template, .. } = job;
    let field = Field::Sentence(Sentence::ValidityLabel);
    let words = template.words_of(Sentence::ValidityLabel);
    let glyphs = job.shape(field, &format!("{words}　{}", date.print(template.date_style)))?;
    let lines = Lines::One([measures.measure() - heading.width() - BESIDE_HEADING]);
    let room = Room { what: PagePart::Date, field, sizes: measures.text(), lines, tail: 0 };
    let size = fit(&glyphs, &room)?.size;
    Ok(Line::new(heading.at, size, glyphs).flush_right(measures.right()))
}

/// Where one place of the password stands on the page.
struct Column {
    /// Counted from 0 over the whole password.
    place: usize,
    /// The same over all passwords of the letter.
    number: usize,
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

    fn reading(&self) -> Cell {
        let slot = Content::slot(Slot::Reading(self.number), self.reading_box());
        Cell::header(Scope::Column, slot)
    }

    fn character(&self) -> Cell {
        Cell::slot(Slot::Character(self.number), self.character_box())
    }
}

struct Grid<'a> {
    job: &'a Job<'a>,
    entry: &'a Entry<'a>,
    widths: Widths,
}

impl Grid<'_> {
    fn columns(&self, top: Length) -> Vec<Column> {
        let widths = &self.widths;
        let mut columns = Vec::new();
        for (place, class) in self.entry.policy.places().enumerate() {
            let (band, index) = widths.band_and_column(place);
            let (left, width, rows) = (widths.edge(index), widths.column(), widths.rows(top, band));
            let number = self.entry.before + place;
            columns.push(Column { place, number, class, left, width, rows });
        }
        columns
    }

    fn add_band(&self, band: &[Column], part: &mut Part) -> Result<()> {
        let (mut classes, mut readings, mut characters) = (Vec::new(), Vec::new(), Vec::new());
        for column in band {
            classes.push(Cell::header(Scope::Column, self.class_name(column)?));
            readings.push(column.reading());
            characters.push(column.character());
        }
        part.blocks.push(Block::Table(vec![classes, readings, characters]));
        part.rules.extend(self.rules(band));
        Ok(())
    }

    fn rules(&self, band: &[Column]) -> Vec<Rule> {
        let rows = band.first().map(|column| column.rows).unwrap_or_default();
        let mut rules = ruled(&self.job.measures.rules, &rows, &self.widths.edges(band.len()));
        if self.job.template.grouping == Grouping::Fours {
            let between = rules.iter_mut().skip(rows.len());
            for (rule, _) in between.zip(band).skip(1).filter(|(_, column)| column.place % 4 == 0) {
                rule.width = BETWEEN_GROUPS;
            }
        }
        rules
    }

    fn class_name(&self, column: &Column) -> Result<Content> {
        let words = self.job.readings.class_name(column.class);
        Ok(Content::Fixed(self.small_words(words, &column.class_box())?))
    }

    /// Each column with every character that it may draw.
    fn candidates(&self, columns: &[Column]) -> Result<Vec<GridColumn>> {
        let mut struck = Vec::with_capacity(columns.len());
        for column in columns {
            let candidates = self.entry.policy.candidates(column.class).chars();
            let cells: Result<_> = candidates.map(|c| self.cell(column, c)).collect();
            struck.push(GridColumn { place: column.number, cells: cells? });
        }
        Ok(struck)
    }

    fn cell(&self, column: &Column, c: char) -> Result<GridCell> {
        let reading = self.small_words(read(self.job, c)?, &column.reading_box())?;
        let printed = self.large(c, &column.character_box())?;
        Ok(GridCell { character: c as u8, reading, printed })
    }

    /// Lines in the middle of a box, both ways.
    fn small_words(&self, words: &str, within: &Rect) -> Result<Vec<Line>> {
        let (size, lines) = (self.widths.small(), self.widths.wrapped(self.job, words)?);
        let stack = Stack::centred(within, lines.len(), size, LEADING);
        let mut set = Vec::with_capacity(lines.len());
        for (index, glyphs) in lines.into_iter().enumerate() {
            let at = Point { x: within.left(), y: stack.baseline(index) };
            set.push(Line::new(at, size, glyphs).centred(within));
        }
        Ok(set)
    }

    /// A character of the password in the middle of its box.
    fn large(&self, c: char, within: &Rect) -> Result<Line> {
        let glyphs = self.job.fonts.shape_wide(c.encode_utf8(&mut [0; 4]));
        let glyphs = glyphs.for_field(Field::Password)?;
        Ok(Line::beginning_in(within, self.widths.large(), glyphs).centred(within))
    }
}
