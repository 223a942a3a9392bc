//! The two ruled tables: number and name of the provider, and the user ID.

use super::fit::{Lines, Room, fit};
use super::forme::{Block, Cell, Content, Part, Scope, Slot};
use super::job::Job;
use super::length::{Length, Rect};
use super::rules::ruled;
use super::setter::Setter;
use crate::error::{Field, PagePart, Result, Sentence};

const GAP: Length = Length::mm(5.0);
/// Room for a name on two lines.
const NAME_ROW: Length = Length::mm(12.0);

/// Sets both tables and the heading between them, under `top`.
pub(super) fn set(job: &Job<'_>, top: Length) -> Result<Part> {
    let mut setter = Setter::under(job, top);
    add_provider(&mut setter)?;
    setter.gap(GAP);
    setter.heading(Sentence::LoginHeading)?;
    add_table(&mut setter, &login_rows(job))?;
    Ok(setter.part)
}

/// Adds the table with number and name of the provider.
pub(super) fn add_provider(setter: &mut Setter<'_>) -> Result<()> {
    setter.gap(GAP);
    add_table(setter, &provider_rows(setter.job.measures.table.row))
}

fn provider_rows(height: Length) -> [Row; 2] {
    let (number, name) = (Value::Slot(Slot::Number), Value::Slot(Slot::Name));
    [
        Row { label: Sentence::ProviderNumberLabel, value: number, height },
        Row { label: Sentence::ProviderNameLabel, value: name, height: NAME_ROW },
    ]
}

fn login_rows(job: &Job<'_>) -> Vec<Row> {
    let height = job.measures.table.row;
    let user_id = Value::Slot(Slot::UserId);
    let mut rows = vec![Row { label: Sentence::UserIdLabel, value: user_id, height }];
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

/// Adds a table with a column of labels and a column of values.
fn add_table(setter: &mut Setter<'_>, rows: &[Row]) -> Result<()> {
    let (mut cells, mut edges) = (Vec::new(), vec![setter.top()]);
    for row in rows {
        cells.push(row.cells(setter.job, setter.between_margins(row.height))?);
        setter.skip(row.height);
        edges.push(setter.top());
    }
    let measures = &setter.job.measures;
    let middle = measures.margin + measures.table.label_column;
    let rules = ruled(&measures.rules, &edges, &[measures.margin, middle, measures.right()]);
    setter.part.rules.extend(rules);
    setter.push(Block::Table(cells));
    Ok(())
}

impl Row {
    fn cells(&self, job: &Job<'_>, row: Rect) -> Result<Vec<Cell>> {
        let table = &job.measures.table;
        let (label, value) = row.split_at(table.label_column);
        let value = value.narrowed(table.padding);
        let label = words(job, self.label, &label.narrowed(table.padding))?;
        Ok(vec![Cell::header(Scope::Row, label), self.value_cell(job, value)?])
    }

    fn value_cell(&self, job: &Job<'_>, within: Rect) -> Result<Cell> {
        Ok(match self.value {
            Value::Slot(slot) => Cell::slot(slot, within),
            Value::Words(sentence) => {
                Cell { header: None, content: words(job, sentence, &within)? }
            }
        })
    }
}

/// Words on one line or two in the middle of a cell's height.
fn words(job: &Job<'_>, sentence: Sentence, within: &Rect) -> Result<Content> {
    let room = Room {
        what: PagePart::Label,
        field: Field::Sentence(sentence),
        sizes: job.measures.text(),
        lines: Lines::OneOrTwo([within.size.width; 2]),
        tail: 0,
    };
    let glyphs = job.shape(room.field, job.template.words_of(sentence))?;
    Ok(Content::Fixed(fit(&glyphs, &room)?.set_in(within)))
}
