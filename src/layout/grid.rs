//! The grid of a password: one column a place, three rows (class, reading, character), rules
//! between all cells.
//!
//! Every cell is set for every character that its place may draw, so that a letter is struck by
//! picking. A grid for large print stands in two bands. How wide, high and large all is, are
//! [`widths`]' work.

mod widths;

use super::forme::{Block, Cell, Content, GridCell, GridColumn, Line, Part, Rule, Scope, Slot};
use super::job::Job;
use super::length::{Length, Rect};
use super::rules::ruled;
use super::setter::Setter;
use super::subject::{Subject, Text};
use crate::date::Date;
use crate::error::{Field, ForField, Result, Sentence};
use crate::notice::template::Grouping;
use crate::password::policy::{CharClass, Policy};
use widths::{LEADING, Widths};

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
    let mut setter = Setter::under(job, top);
    setter.add_heading(entry)?;
    Grid { job, entry, widths: Widths::new(job, entry.policy)? }.add(&mut setter)?;
    Ok(setter.part)
}

impl Setter<'_> {
    /// The heading, and beside that of the first password its last day.
    fn add_heading(&mut self, entry: &Entry<'_>) -> Result<()> {
        let panel = self.measures.grid.panel.top;
        self.gap(GAP);
        self.skip_to(panel - self.heading_height());
        let heading = self.heading(entry.heading)?;
        self.skip_to(panel);
        match self.job.template.valid_until {
            Some(date) if entry.before == 0 => self.add_validity(date, &heading),
            _ => Ok(()),
        }
    }

    /// The last day of the password, flush right beside its heading.
    fn add_validity(&mut self, date: Date, heading: &Line) -> Result<()> {
        let (measures, label) = (self.measures, Sentence::ValidityLabel);
        let words = self.job.dated(label, date);
        let beside = measures.column().indented(heading.width() + BESIDE_HEADING);
        let line = self.fitted_in(beside, Text::of(label, &words), measures.text())?;
        self.push_line(Line { at: heading.at, ..line }.flush_right(measures.right()));
        Ok(())
    }
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
        let within = self.reading_box();
        Cell::header(Scope::Column, Content::slot(Slot::Reading(self.number), within))
    }

    fn character(&self) -> Cell {
        Cell::slot(Slot::Character(self.number), self.character_box())
    }
}

/// Makes the rules stronger that stand before every fourth column but the first.
fn set_groups_apart<'g>(rules: impl Iterator<Item = (&'g mut Rule, &'g Column)>) {
    for (rule, column) in rules.skip(1) {
        if column.place.is_multiple_of(4) {
            rule.width = BETWEEN_GROUPS;
        }
    }
}

struct Grid<'a> {
    job: &'a Job<'a>,
    entry: &'a Entry<'a>,
    widths: Widths<'a>,
}

impl Grid<'_> {
    fn add(&self, setter: &mut Setter<'_>) -> Result<()> {
        let top = setter.top();
        let columns = self.columns(top);
        for band in columns.chunk_by(|a, b| a.rows == b.rows) {
            self.add_band(band, setter)?;
        }
        setter.skip_to(columns.last().map_or(top, Column::bottom));
        setter.part.check(top, setter.measures.grid.panel, Subject::GRID)?;
        setter.part.page.grids.push(self.candidates(&columns)?);
        Ok(())
    }

    fn columns(&self, top: Length) -> Vec<Column> {
        let places = self.entry.policy.places().enumerate();
        places.map(|(place, class)| self.column(place, class, top)).collect()
    }

    fn column(&self, place: usize, class: CharClass, top: Length) -> Column {
        let (number, widths) = (self.entry.before + place, &self.widths);
        let (band, index) = widths.band_and_column(place);
        let (left, width, rows) = (widths.edge(index), widths.column(), widths.rows(top, band));
        Column { place, number, class, left, width, rows }
    }

    fn add_band(&self, band: &[Column], setter: &mut Setter<'_>) -> Result<()> {
        let classes: Result<_> = band.iter().map(|column| self.class_name(column)).collect();
        let readings = band.iter().map(Column::reading).collect();
        let characters = band.iter().map(Column::character).collect();
        setter.push(Block::Table(vec![classes?, readings, characters]));
        setter.push_rules(self.rules(band));
        Ok(())
    }

    fn rules(&self, band: &[Column]) -> Vec<Rule> {
        let rows = band.first().map(|column| column.rows).unwrap_or_default();
        let mut rules = ruled(&self.job.measures.rules, &rows, &self.widths.edges(band.len()));
        if self.job.template.grouping == Grouping::Fours {
            set_groups_apart(rules.iter_mut().skip(rows.len()).zip(band));
        }
        rules
    }

    fn class_name(&self, column: &Column) -> Result<Cell> {
        let words = self.job.readings.class_name(column.class);
        let lines = self.small_words(words, &column.class_box())?;
        Ok(Cell::header(Scope::Column, Content::Fixed(lines)))
    }

    /// Each column with every character that it may draw.
    fn candidates(&self, columns: &[Column]) -> Result<Vec<GridColumn>> {
        columns.iter().map(|column| self.candidates_of(column)).collect()
    }

    fn candidates_of(&self, column: &Column) -> Result<GridColumn> {
        let candidates = self.entry.policy.candidates(column.class).chars();
        let cells: Result<_> = candidates.map(|c| self.cell(column, c)).collect();
        Ok(GridColumn { place: column.number, cells: cells? })
    }

    fn cell(&self, column: &Column, c: char) -> Result<GridCell> {
        let reading = self.small_words(self.job.reading(c)?, &column.reading_box())?;
        let printed = self.large(c, &column.character_box())?;
        Ok(GridCell { character: c as u8, reading, printed })
    }

    /// Lines in the middle of a box, both ways.
    fn small_words(&self, words: &str, within: &Rect) -> Result<Vec<Line>> {
        let lines = self.widths.wrapped(words)?.set_in(within, LEADING);
        Ok(lines.into_iter().map(|line| line.centred(within)).collect())
    }

    /// A character of the password in the middle of its box.
    fn large(&self, c: char, within: &Rect) -> Result<Line> {
        let glyphs = self.job.fonts.shape_wide(c.encode_utf8(&mut [0; 4]));
        let glyphs = glyphs.for_field(Field::Password)?;
        Ok(Line::beginning_in(within, self.widths.large(), glyphs).centred(within))
    }
}
