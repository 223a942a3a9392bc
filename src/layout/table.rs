//! The two ruled tables: number and name of the provider, and the user ID.

use super::baseline::baseline;
use super::fit::{Lines, Room, fit};
use super::forme::{Block, Cell, Content, Part, Rule, Scope, Slot, TableAnchors};
use super::heading::heading;
use super::job::Job;
use super::length::{Length, Point, Rect};
use super::measures::Measures;
use super::rules::ruled;
use crate::error::{Field, PagePart, Result, Sentence};

const GAP: Length = Length::mm(5.0);
/// Room for a name on two lines.
const NAME_ROW: Length = Length::mm(12.0);

/// Sets both tables and the heading between them, under `top`.
pub(super) fn set(job: &Job<'_>, top: Length) -> Result<(Part, TableAnchors)> {
    let (measures, row) = (&job.measures, job.measures.table.row);
    let gap = GAP * measures.gaps;
    let provider = Frame::new(measures, top + gap, &[row, NAME_ROW]);
    let (heading, below) = heading(job, Sentence::LoginHeading, provider.bottom() + gap)?;
    let login = Frame::new(measures, below, &[row]);
    let blocks = vec![provider_table(job, &provider)?, heading, login_table(job, &login)?];
    let rules = [provider.rules(measures), login.rules(measures)].concat();
    let anchors = TableAnchors {
        number: provider.row(0).text_start(measures),
        name: provider.row(1).value.narrowed(measures.table.padding),
        user_id: login.row(0).text_start(measures),
    };
    Ok((Part { blocks, rules, bottom: login.bottom() }, anchors))
}

fn provider_table(job: &Job<'_>, frame: &Frame) -> Result<Block> {
    let number = frame.row(0).cells(job, Sentence::ProviderNumberLabel, Slot::Number)?;
    let name = frame.row(1).cells(job, Sentence::ProviderNameLabel, Slot::Name)?;
    Ok(Block::Table(vec![number, name]))
}

fn login_table(job: &Job<'_>, frame: &Frame) -> Result<Block> {
    Ok(Block::Table(vec![frame.row(0).cells(job, Sentence::UserIdLabel, Slot::UserId)?]))
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
        let label = Cell::header(Scope::Row, self.label_words(job, label)?);
        Ok(vec![label, Cell::slot(slot)])
    }

    fn label_words(&self, job: &Job<'_>, label: Sentence) -> Result<Content> {
        let inner = self.label.narrowed(job.measures.table.padding);
        let room = Room {
            what: PagePart::Label,
            field: Field::Sentence(label),
            sizes: job.measures.text(),
            lines: Lines::OneOrTwo(inner.size.width),
            tail: 0,
        };
        let glyphs = job.shape(room.field, job.template.words_of(label))?;
        Ok(Content::Fixed(fit(&glyphs, &room)?.set_in(&inner)))
    }

    /// Where one line of text begins in the value's box.
    fn text_start(&self, measures: &Measures) -> Point {
        let top = self.value.top() + (self.value.size.height - measures.body) / 2.0;
        let x = self.value.left() + measures.table.padding;
        Point { x, y: baseline(top, measures.body) }
    }
}
