//! The grid of the password: every cell is set beforehand for every character that may stand there,
//! so that a password is only picked.
//!
//! - [`row`]: a row, and how its cells are set
//! - here: picking

mod row;

use super::codes::{Codes, Palette};
use super::content::ContentWriter;
use super::marks::Marks;
use crate::error::Result;
use crate::layout::forme::{Forme, GridColumn};
use crate::password::Password;
use row::{Kind, Row, RowWriter};

/// All cells as content.
pub(super) struct GridCells {
    content: Vec<u8>,
    rows: Vec<Row>,
}

impl GridCells {
    /// A row of readings for each band, then as many of characters.
    pub(super) fn new(
        forme: &Forme,
        writer: ContentWriter,
        marks: &Marks,
        codes: &[Codes],
    ) -> Result<Self> {
        let palette = Palette::over(codes);
        let mut set = RowWriter { content: Vec::new(), writer, marks, palette };
        let mut rows = Vec::new();
        for kind in [Kind::Reading, Kind::Character] {
            let mut first = 0;
            for band in forme.grid.chunk_by(same_band) {
                rows.push(set.push_row(kind, first, band)?);
                first += band.len();
            }
        }
        Ok(Self { content: set.content, rows })
    }

    /// All that any grid is made of.
    pub(super) fn content(&self) -> &[u8] {
        &self.content
    }

    /// How many bytes the grid of a password takes.
    pub(super) fn len(&self, password: &Password) -> usize {
        self.pieces(password).map(<[u8]>::len).sum()
    }

    pub(super) fn push(&self, out: &mut Vec<u8>, password: &Password) {
        for piece in self.pieces(password) {
            out.extend_from_slice(piece);
        }
    }

    fn pieces<'a>(&'a self, password: &'a Password) -> impl Iterator<Item = &'a [u8]> {
        let ranges = self.rows.iter().flat_map(|row| row.picked(password.bytes()));
        ranges.filter_map(|range| self.content.get(range))
    }
}

fn same_band(a: &GridColumn, b: &GridColumn) -> bool {
    let baseline = |column: &GridColumn| column.0.first().map(|cell| cell.printed.at.y);
    baseline(a) == baseline(b)
}
