//! The two ruled tables: number and name of the provider, and the user ID.

use super::baseline::baseline;
use super::fit::{Lines, Room, fit};
use super::forme::{Block, Cell, Content, Part, Rule, Scope, Slot};
use super::heading::heading;
use super::job::Job;
use super::length::{Length, Point, Rect};
use super::measures::Measures;
use super::rules::ruled;
use crate::error::{Field, PagePart, Result, Sentence};

const GAP: Length = Length::mm(5.0);
/// Room for a name on two lines.
const NAME_ROW: Length = Length::mm(12.0);

/// Where the slots of the tables are.
pub(super) struct Cells {
    pub(super) number: Point,
    pub(super) name: Rect,
    pub(super) user_id: Point,
}

/// Sets both tables and the heading between them, under `top`.
pub(super) fn set(job: &Job<'_>, top: Length) -> Result<(Part, Cells)> {
    let measures = &job.measures;
    let gap = GAP * measures.gaps;
    let provider = Frame::new(measures, top + gap, &[measures.table.row, NAME_ROW]);
    let (heading, below) = heading(job, Sentence::LoginHeading, provider.bottom() + gap)?;
    let login = Frame::new(measures, below, &[measures.table.row]);
    let (number, name, user_id) = (provider.row(0), provider.row(1), login.row(0));
    let provider_rows = vec![
        number.cells(job, Sentence::ProviderNumberLabel, Slot::Number)?,
        name.cells(job, Sentence::ProviderNameLabel, Slot::Name)?,
    ];
    let login_rows = vec![user_id.cells(job, Sentence::UserIdLabel, Slot::UserId)?];
    let blocks = vec![Block::Table(provider_rows), heading, Block::Table(login_rows)];
    let rules = [provider.rules(measures), login.rules(measures)].concat();
    let cells = Cells {
        number: number.text_start(measures),
        name: name.value.narrowed(measures.table.padding),
        user_id: user_id.text_start(measures),
    };
    Ok((Part { blocks, rules, bottom: login.bottom() }, cells))
}

/// The edges of a table with a column of labels and a column of values.
struct Frame {
    left: Length,
    middle: Length,
    right: Length,
    /// The upper edges of the rows, and the lower edge of the last.
    edges: Vec<Length>,
}

impl Frame {
    fn new(measures: &Measures, top: Length, rows: &[Length]) -> Self {
        let mut edges = vec![top];
        let mut bottom = top;
        for &row in rows {
            bottom = bottom + row;
            edges.push(bottom);
        }
        let (left, right) = (measures.margin, measures.right());
        Self { left, middle: left + measures.table.label_column, right, edges }
    }

    fn bottom(&self) -> Length {
        self.edges.last().copied().unwrap_or_default()
    }

    fn row(&self, index: usize) -> Row {
        let top = self.edges.get(index).copied().unwrap_or_default();
        let height = self.edges.get(index + 1).copied().unwrap_or_default() - top;
        Row {
            label: Rect::new(self.left, top, self.middle - self.left, height),
            value: Rect::new(self.middle, top, self.right - self.middle, height),
        }
    }

    fn rules(&self, measures: &Measures) -> Vec<Rule> {
        ruled(&measures.rules, &self.edges, &[self.left, self.middle, self.right])
    }
}

/// The boxes of a label and of the value beside it.
struct Row {
    label: Rect,
    value: Rect,
}

impl Row {
    /// The label, and the slot beside it.
    fn cells(&self, job: &Job<'_>, label: Sentence, slot: Slot) -> Result<Vec<Cell>> {
        let inner = self.label.narrowed(job.measures.table.padding);
        let field = Field::Sentence(label);
        let room = Room {
            what: PagePart::Label,
            field,
            sizes: job.measures.text(),
            lines: Lines::OneOrTwo(inner.size.width),
            tail: 0,
        };
        let glyphs = job.shape(field, job.template.words_of(label))?;
        let lines = fit(&glyphs, &room)?.set_in(&inner);
        Ok(vec![
            Cell { header: Some(Scope::Row), content: Content::Fixed(lines) },
            Cell { header: None, content: Content::Slot(slot) },
        ])
    }

    /// Where one line of text begins in the value's box.
    fn text_start(&self, measures: &Measures) -> Point {
        let top = self.value.top() + (self.value.size.height - measures.body) / 2.0;
        let x = self.value.left() + measures.table.padding;
        Point { x, y: baseline(top, measures.body) }
    }
}
