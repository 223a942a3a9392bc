//! The two ruled tables: number and name of the provider, and the user ID.

use super::fit::{Lines, Room, fit};
use super::forme::{Block, Cell, Content, Part, Scope, Slot};
use super::heading::add_heading;
use super::job::Job;
use super::length::{Length, Rect};
use super::rules::ruled;
use crate::error::{Field, PagePart, Result, Sentence};

const GAP: Length = Length::mm(5.0);
/// Room for a name on two lines.
const NAME_ROW: Length = Length::mm(12.0);

/// Sets both tables and the heading between them, under `top`.
pub(super) fn set(job: &Job<'_>, top: Length) -> Result<Part> {
    let (height, gap) = (job.measures.table.row, GAP * job.measures.gaps);
    let mut part = Part::under(top + gap);
    let number = Row { label: Sentence::ProviderNumberLabel, slot: Slot::Number, height };
    let name = Row { label: Sentence::ProviderNameLabel, slot: Slot::Name, height: NAME_ROW };
    add_table(job, &[number, name], &mut part)?;
    part.skip(gap);
    add_heading(job, Sentence::LoginHeading, &mut part)?;
    let user_id = Row { label: Sentence::UserIdLabel, slot: Slot::UserId, height };
    add_table(job, &[user_id], &mut part)?;
    Ok(part)
}

/// A label, the slot beside it, and how high both stand.
struct Row {
    label: Sentence,
    slot: Slot,
    height: Length,
}

/// Adds a table with a column of labels and a column of values.
fn add_table(job: &Job<'_>, rows: &[Row], part: &mut Part) -> Result<()> {
    let measures = &job.measures;
    let (mut cells, mut edges) = (Vec::new(), vec![part.bottom]);
    for row in rows {
        cells.push(row.cells(job, part.bottom)?);
        part.skip(row.height);
        edges.push(part.bottom);
    }
    let middle = measures.margin + measures.table.label_column;
    let columns = [measures.margin, middle, measures.right()];
    part.rules.extend(ruled(&measures.rules, &edges, &columns));
    part.blocks.push(Block::Table(cells));
    Ok(())
}

impl Row {
    fn cells(&self, job: &Job<'_>, top: Length) -> Result<Vec<Cell>> {
        let table = &job.measures.table;
        let label = Rect::new(job.measures.margin, top, table.label_column, self.height);
        let value =
            Rect::new(label.right(), top, job.measures.right() - label.right(), self.height);
        let words = self.label_words(job, &label.narrowed(table.padding))?;
        let slot = Cell::slot(self.slot, value.narrowed(table.padding));
        Ok(vec![Cell::header(Scope::Row, words), slot])
    }

    fn label_words(&self, job: &Job<'_>, within: &Rect) -> Result<Content> {
        let room = Room {
            what: PagePart::Label,
            field: Field::Sentence(self.label),
            sizes: job.measures.text(),
            lines: Lines::OneOrTwo([within.size.width; 2]),
            tail: 0,
        };
        let glyphs = job.shape(room.field, job.template.words_of(self.label))?;
        Ok(Content::Fixed(fit(&glyphs, &room)?.set_in(within)))
    }
}
