//! A row of the grid is one text object. In it a cell begins and ends at a fixed place of its
//! column, whatever stands in the cells before.

use std::iter;
use std::ops::Range;
use std::slice;

use crate::error::{Error, Result};
use crate::font::Glyph;
use crate::layout::forme::{GridCell, GridColumn, Line, Slot};
use crate::layout::length::Length;
use crate::password::Password;
use crate::password::one_or_more::PasswordSet;
use crate::pdf::content::marks::Marks;
use crate::pdf::content::text::{Open, Style, TextWriter};
use crate::pdf::content::{ContentWriter, Mark};
use crate::pdf::fonts::codes::Palette;

/// Columns beside each other.
#[derive(Clone, Copy)]
pub(super) struct Band<'l> {
    /// Counted from 0.
    pub(super) page: usize,
    /// Which of the letter's passwords, counted from 0.
    pub(super) password: usize,
    /// The place of that password in the first column.
    pub(super) first: usize,
    pub(super) columns: &'l [GridColumn],
}

/// Where the parts of a row stand in the content of all cells.
pub(super) struct Row {
    page: usize,
    password: usize,
    /// The place of the password in its first column.
    first: usize,
    beginning: Range<usize>,
    columns: Vec<Vec<Cell>>,
    end: Range<usize>,
}

/// A cell of a column, which has them in ASCII order, as the forme has.
struct Cell {
    character: u8,
    content: Range<usize>,
}

impl Row {
    pub(super) fn page(&self) -> usize {
        self.page
    }

    /// The parts of the row that shows its places of a password.
    pub(super) fn picked(&self, passwords: &PasswordSet) -> impl Iterator<Item = Range<usize>> {
        let cells = self.columns.iter().zip(self.characters(passwords));
        let cells = cells.filter_map(|(cells, character)| pick(cells, *character));
        iter::once(&self.beginning).chain(cells).chain([&self.end]).cloned()
    }

    /// From its first place on.
    fn characters<'p>(&self, passwords: &'p PasswordSet) -> &'p [u8] {
        let password = passwords.nth(self.password).map_or(&[][..], Password::bytes);
        password.get(self.first..).unwrap_or_default()
    }
}

/// None for a character that its place cannot have, which the issuer has refused before.
fn pick(cells: &[Cell], character: u8) -> Option<&Range<usize>> {
    let index = cells.binary_search_by_key(&character, |cell| cell.character).ok()?;
    cells.get(index).map(|cell| &cell.content)
}

/// What a row shows.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Reading,
    Character,
}

impl Kind {
    fn slot(self, place: usize) -> Slot {
        match self {
            Self::Reading => Slot::Reading(place),
            Self::Character => Slot::Character(place),
        }
    }

    fn lines(self, cell: &GridCell) -> &[Line] {
        match self {
            Self::Reading => &cell.reading,
            Self::Character => slice::from_ref(&cell.printed),
        }
    }

    /// The first line of a column, which its cells are measured from.
    fn anchor(self, column: &GridColumn) -> Option<&Line> {
        column.cells.first().and_then(|cell| self.lines(cell).first())
    }
}

/// Where the cells of a row are: along its baseline, in thousandths of its size from its beginning.
struct Track<'l> {
    kind: Kind,
    page: usize,
    beginning: &'l Line,
    /// The style that all cells begin and end with.
    style: Style,
}

impl<'l> Track<'l> {
    fn new(kind: Kind, band: Band<'l>, palette: &mut Palette<'_>) -> Result<Self> {
        let defect = || Error::defect("a row of the grid is empty");
        let first = band.columns.first().and_then(|column| kind.anchor(column));
        let beginning = first.ok_or_else(defect)?;
        let glyph = beginning.glyphs.first().ok_or_else(defect)?;
        let style = Style { font: palette.code(glyph)?.0, size: beginning.size };
        Ok(Self { kind, page: band.page, beginning, style })
    }

    fn along(&self, x: Length) -> i64 {
        let ems = (x - self.beginning.at.x).to_pt() / self.style.size.to_pt();
        #[expect(clippy::cast_possible_truncation, reason = "a page is smaller than 2^32 points")]
        let thousandths = (ems * 1000.0).round() as i64;
        thousandths
    }

    /// Where the cells of a column begin.
    fn anchor(&self, column: &GridColumn) -> Option<i64> {
        self.kind.anchor(column).map(|line| self.along(line.at.x))
    }

    /// Shows lines from a place on, and gives where they end.
    fn show(&self, lines: &[Line], from: i64, text: &mut TextWriter<'_, '_>) -> Result<i64> {
        let mut pen = from;
        for line in lines {
            text.set_rise(self.rise(line));
            let left = self.along(line.at.x);
            text.move_by(left - pen);
            text.show(&line.glyphs, self.style.size)?;
            pen = left + width(&line.glyphs);
        }
        Ok(pen)
    }

    /// How far over the baseline of the row a line is.
    fn rise(&self, line: &Line) -> Length {
        self.beginning.at.y - line.at.y
    }
}

/// Where the cells of a column begin, and where those of the next one do.
#[derive(Clone, Copy)]
struct Reach {
    from: i64,
    to: Option<i64>,
}

/// Rows on their way into the content.
pub(super) struct RowWriter<'a> {
    pub(super) content: Vec<u8>,
    pub(super) writer: ContentWriter,
    pub(super) marks: &'a Marks,
    pub(super) palette: Palette<'a>,
}

impl<'a> RowWriter<'a> {
    /// Sets one row of a band.
    pub(super) fn push_row(&mut self, kind: Kind, band: Band<'_>) -> Result<Row> {
        let track = Track::new(kind, band, &mut self.palette)?;
        let beginning = self.push_beginning(&track);
        let columns = self.push_columns(&track, band.columns)?;
        let end = self.push_end(&track);
        let Band { page, password, first, .. } = band;
        Ok(Row { page, password, first, beginning, columns, end })
    }

    fn push_beginning(&mut self, track: &Track<'_>) -> Range<usize> {
        let (start, between) = (self.content.len(), self.between());
        let at = self.writer.place(track.beginning.at);
        let mut text = TextWriter::begin(&mut self.content, &mut self.palette, at);
        text.choose(track.style);
        text.open(between);
        start..self.content.len()
    }

    fn push_end(&mut self, track: &Track<'_>) -> Range<usize> {
        let start = self.content.len();
        self.text(track).end();
        start..self.content.len()
    }

    fn push_columns(
        &mut self,
        track: &Track<'_>,
        columns: &[GridColumn],
    ) -> Result<Vec<Vec<Cell>>> {
        let mut set = Vec::with_capacity(columns.len());
        for (index, column) in columns.iter().enumerate() {
            let from = track.anchor(column).unwrap_or_default();
            let to = columns.get(index + 1).and_then(|column| track.anchor(column));
            set.push(self.push_column(track, column, Reach { from, to })?);
        }
        Ok(set)
    }

    /// Sets the cells of a column; after each, the row goes on at the next column.
    fn push_column(
        &mut self,
        track: &Track<'_>,
        column: &GridColumn,
        reach: Reach,
    ) -> Result<Vec<Cell>> {
        let mark = self.marks.of(track.page, track.kind.slot(column.place))?;
        let mut cells = Vec::with_capacity(column.cells.len());
        for cell in &column.cells {
            let start = self.content.len();
            self.writer.begin(&mut self.content, Mark::Sequence(mark));
            self.push_lines(track, track.kind.lines(cell), reach)?;
            self.writer.end(&mut self.content);
            let content = start..self.content.len();
            cells.push(Cell { character: cell.character, content });
        }
        Ok(cells)
    }

    fn push_lines(&mut self, track: &Track<'_>, lines: &[Line], reach: Reach) -> Result<()> {
        let between = self.between();
        let mut text = self.text(track);
        let pen = track.show(lines, reach.from, &mut text)?;
        text.set_rise(Length::ZERO);
        text.choose(track.style);
        text.move_by(reach.to.map_or(0, |next| next - pen));
        text.open(between);
        Ok(())
    }

    /// Goes on between two cells.
    fn text(&mut self, track: &Track<'_>) -> TextWriter<'_, 'a> {
        let open = self.between();
        TextWriter::within(&mut self.content, &mut self.palette, track.style, open)
    }

    /// One array shows a row, unless each cell stands in a marked sequence of its own, or is to be
    /// painted as if it did.
    fn between(&self) -> Open {
        let profile = self.writer.profile;
        if profile.is_tagged() || profile.is_for_press() { Open::Nothing } else { Open::Array }
    }
}

/// In thousandths of their size.
fn width(glyphs: &[Glyph]) -> i64 {
    glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum()
}
