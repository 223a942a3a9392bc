//! The grids of the passwords: every cell is set beforehand for every character that may stand
//! there, so that a password is only picked.
//!
//! - [`row`]: a row, and how its cells are set
//! - here: picking

mod row;

use super::content::ContentWriter;
use super::content::marks::Marks;
use super::fonts::codes::{Codes, Palette};
use crate::error::Result;
use crate::layout::forme::{Forme, Grid, GridColumn};
use crate::password::one_or_more::PasswordSet;
use row::{Band, Kind, Row, RowWriter};

/// All cells as content.
pub(super) struct GridCells {
    content: Vec<u8>,
    rows: Vec<Row>,
}

impl GridCells {
    /// For each grid a row of readings for each band, then as many of characters.
    pub(super) fn new(
        forme: &Forme,
        writer: ContentWriter,
        marks: &Marks,
        codes: &[Codes],
    ) -> Result<Self> {
        let palette = Palette::over(codes);
        let mut set = RowWriter { content: Vec::new(), writer, marks, palette };
        let mut rows = Vec::new();
        for (password, grid) in forme.grids().enumerate() {
            for kind in [Kind::Reading, Kind::Character] {
                for band in bands(&grid, password) {
                    rows.push(set.push_row(kind, band)?);
                }
            }
        }
        Ok(Self { content: set.content, rows })
    }

    /// All that any grid is made of.
    pub(super) fn content(&self) -> &[u8] {
        &self.content
    }

    /// How many bytes the grids of a page take.
    pub(super) fn len(&self, page: usize, passwords: &PasswordSet) -> usize {
        self.pieces(page, passwords).map(<[u8]>::len).sum()
    }

    pub(super) fn push(&self, out: &mut Vec<u8>, page: usize, passwords: &PasswordSet) {
        for piece in self.pieces(page, passwords) {
            out.extend_from_slice(piece);
        }
    }

    fn pieces<'a>(
        &'a self,
        page: usize,
        passwords: &'a PasswordSet,
    ) -> impl Iterator<Item = &'a [u8]> {
        let rows = self.rows.iter().filter(move |row| row.page() == page);
        let ranges = rows.flat_map(|row| row.picked(passwords));
        ranges.filter_map(|range| self.content.get(range))
    }
}

/// The columns of the grid of a password, by the bands that they stand in.
fn bands<'l>(grid: &Grid<'l>, password: usize) -> Vec<Band<'l>> {
    let mut bands = Vec::new();
    let mut first = 0;
    for columns in grid.columns.chunk_by(same_band) {
        bands.push(Band { page: grid.page, password, first, columns });
        first += columns.len();
    }
    bands
}

fn same_band(a: &GridColumn, b: &GridColumn) -> bool {
    let baseline = |column: &GridColumn| column.cells.first().map(|cell| cell.printed.at.y);
    baseline(a) == baseline(b)
}
