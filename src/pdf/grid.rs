//! The grid of the password: every cell is set beforehand for every character that may stand there,
//! so that a password is only picked.

use std::ops::Range;

use super::codes::{Codes, Palette};
use super::content::ContentWriter;
use super::marks::Marks;
use crate::error::Result;
use crate::layout::forme::{Forme, GridCell, Line, Slot};
use crate::password::Password;

/// All cells as content.
pub(super) struct GridCells {
    content: Vec<u8>,
    /// In ASCII order each, as the forme has them.
    columns: Vec<Vec<CellContent>>,
}

/// Where a character's reading and the character itself stand in the content.
struct CellContent {
    character: u8,
    reading: Range<usize>,
    printed: Range<usize>,
}

impl GridCells {
    pub(super) fn new(
        forme: &Forme,
        writer: ContentWriter,
        marks: &Marks,
        codes: &[Codes],
    ) -> Result<Self> {
        let palette = Palette::over(codes);
        let mut cells = CellWriter { content: Vec::new(), writer, marks, palette };
        let mut columns = Vec::new();
        for (index, column) in forme.grid.iter().enumerate() {
            let mut set = Vec::with_capacity(column.0.len());
            for cell in &column.0 {
                set.push(cells.push(index, cell)?);
            }
            columns.push(set);
        }
        Ok(Self { content: cells.content, columns })
    }

    /// All that any grid is made of.
    pub(super) fn content(&self) -> &[u8] {
        &self.content
    }

    /// How many bytes the grid of a password takes.
    pub(super) fn len(&self, password: &Password) -> usize {
        self.picked(password).map(|cell| cell.reading.len() + cell.printed.len()).sum()
    }

    /// Appends the grid: a row of readings, then one of characters.
    pub(super) fn push(&self, out: &mut Vec<u8>, password: &Password) {
        for cell in self.picked(password) {
            out.extend_from_slice(self.content.get(cell.reading.clone()).unwrap_or_default());
        }
        for cell in self.picked(password) {
            out.extend_from_slice(self.content.get(cell.printed.clone()).unwrap_or_default());
        }
    }

    /// The cells of a password; none for a character that its place cannot have, which the issuer
    /// has refused before.
    fn picked(&self, password: &Password) -> impl Iterator<Item = &CellContent> {
        password.bytes().iter().zip(&self.columns).filter_map(|(character, cells)| {
            let index = cells.binary_search_by_key(character, |cell| cell.character).ok()?;
            cells.get(index)
        })
    }
}

/// Cells on their way into the content.
struct CellWriter<'a> {
    content: Vec<u8>,
    writer: ContentWriter,
    marks: &'a Marks,
    palette: Palette<'a>,
}

impl CellWriter<'_> {
    fn push(&mut self, column: usize, cell: &GridCell) -> Result<CellContent> {
        Ok(CellContent {
            character: cell.character,
            reading: self.push_slot(Slot::Reading(column), &cell.reading)?,
            printed: self
                .push_slot(Slot::Character(column), std::slice::from_ref(&cell.printed))?,
        })
    }

    fn push_slot(&mut self, slot: Slot, lines: &[Line]) -> Result<Range<usize>> {
        let start = self.content.len();
        self.writer.begin_mark(&mut self.content, self.marks.of(slot)?);
        self.writer.push_lines(&mut self.content, lines, &mut self.palette)?;
        self.writer.end_mark(&mut self.content);
        Ok(start..self.content.len())
    }
}
