//! The two ruled tables: number and name of the provider, and the user ID.

use super::fit::{LEADING, Room, fit};
use super::forme::{Block, Cell, Content, Part, Scope, Slot};
use super::job::Job;
use super::length::{Length, Rect};
use super::measures::Measures;
use super::rules::ruled;
use super::setter::Setter;
use super::subject::Text;
use crate::error::{Result, Sentence};

const GAP: Length = Length::mm(5.0);
/// Room for a name on two lines.
const NAME_ROW: Length = Length::mm(12.0);

/// Sets both tables and the heading between them, under `top`.
pub(super) fn set(job: &Job<'_>, top: Length) -> Result<Part> {
    let mut setter = Setter::under(job, top);
    setter.add_provider()?;
    setter.gap(GAP);
    setter.heading(Sentence::LoginHeading)?;
    setter.add_table(&login_rows(job))?;
    Ok(setter.part)
}

impl Setter<'_> {
    /// Adds the table with number and name of the provider.
    pub(super) fn add_provider(&mut self) -> Result<()> {
        self.gap(GAP);
        self.add_table(&provider_rows(self.job.measures.table.row))
    }
}

fn provider_rows(height: Length) -> [Row; 2] {
    let number = Row::of_slot(Sentence::ProviderNumberLabel, Slot::Number, height);
    [number, Row::of_slot(Sentence::ProviderNameLabel, Slot::Name, NAME_ROW)]
}

fn login_rows(job: &Job<'_>) -> Vec<Row> {
    let height = job.measures.table.row;
    let mut rows = vec![Row::of_slot(Sentence::UserIdLabel, Slot::UserId, height)];
    if job.template.has(Sentence::LoginAddress) {
        let value = Value::Words(Sentence::LoginAddress);
        rows.push(Row { label: Sentence::LoginAddressLabel, value, height });
    }
    rows
}

/// A label, what stands beside it, and how high both stand.
struct Row {
    label: Sentence,
    value: Value,
    height: Length,
}

enum Value {
    Slot(Slot),
    Words(Sentence),
}

impl Setter<'_> {
    /// Adds a table with a column of labels and a column of values.
    fn add_table(&mut self, rows: &[Row]) -> Result<()> {
        let (mut cells, mut edges) = (Vec::new(), vec![self.top()]);
        for row in rows {
            cells.push(row.cells(self.job, self.between_margins(row.height))?);
            self.skip(row.height);
            edges.push(self.top());
        }
        self.push_rules(ruled(&self.measures.rules, &edges, &columns(self.measures)));
        self.push(Block::Table(cells));
        Ok(())
    }
}

/// The edges of both columns.
fn columns(measures: &Measures) -> [Length; 3] {
    [measures.margin, measures.margin + measures.table.label_column, measures.right()]
}

impl Row {
    fn of_slot(label: Sentence, slot: Slot, height: Length) -> Self {
        Self { label, value: Value::Slot(slot), height }
    }

    fn cells(&self, job: &Job<'_>, row: Rect) -> Result<Vec<Cell>> {
        let table = &job.measures.table;
        let (label, value) = row.split_at(table.label_column);
        let value = value.narrowed(table.padding);
        let label = words(job, self.label, &label.narrowed(table.padding))?;
        Ok(vec![Cell::header(Scope::Row, label), self.value_cell(job, value)?])
    }

    fn value_cell(&self, job: &Job<'_>, within: Rect) -> Result<Cell> {
        let content = match self.value {
            Value::Slot(slot) => Content::slot(slot, within),
            Value::Words(sentence) => words(job, sentence, &within)?,
        };
        Ok(Cell { header: None, content })
    }
}

/// Words on one line or two in the middle of a cell's height.
fn words(job: &Job<'_>, sentence: Sentence, within: &Rect) -> Result<Content> {
    let Text { subject, words } = job.text(sentence);
    let room = Room::of_lines(subject, job.measures.text(), within.size.width);
    let fitted = fit(&job.shape(subject.field, words)?, &room)?;
    Ok(Content::Fixed(fitted.set_in(within, LEADING)))
}
