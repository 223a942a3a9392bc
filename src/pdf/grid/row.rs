//! A row of the grid is one text object. In it a cell begins and ends at a fixed place of its
//! column, whatever stands in the cells before.

use std::ops::Range;
use std::slice;

use crate::error::{ErrorKind, Result};
use crate::font::Glyph;
use crate::layout::forme::{GridCell, GridColumn, Line, Slot};
use crate::layout::length::Length;
use crate::password::Password;
use crate::password::one_or_more::PasswordSet;
use crate::pdf::content::ContentWriter;
use crate::pdf::content::marks::Marks;
use crate::pdf::content::text::{Open, Style, TextWriter};
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
        let cells = cells.map(|cell| cell.content.clone());
        [self.beginning.clone()].into_iter().chain(cells).chain([self.end.clone()])
    }
}

impl Row {
    /// From its first place on.
    fn characters<'p>(&self, passwords: &'p PasswordSet) -> &'p [u8] {
        let password = passwords.nth(self.password).map_or(&[][..], Password::bytes);
        password.get(self.first..).unwrap_or_default()
    }
}

/// None for a character that its place cannot have, which the issuer has refused before.
fn pick(cells: &[Cell], character: u8) -> Option<&Cell> {
    let index = cells.binary_search_by_key(&character, |cell| cell.character).ok()?;
    cells.get(index)
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
    /// Where the cells of each column begin.
    anchors: Vec<i64>,
}

impl<'l> Track<'l> {
    fn new(kind: Kind, band: Band<'l>, palette: &mut Palette<'_>) -> Result<Self> {
        let (page, columns) = (band.page, band.columns);
        let defect = || ErrorKind::Defect { reason: "a row of the grid is empty".into() };
        let first = columns.first().and_then(|column| kind.anchor(column));
        let beginning = first.ok_or_else(defect)?;
        let glyph = beginning.glyphs.first().ok_or_else(defect)?;
        let style = Style { font: palette.code(glyph)?.0, size: beginning.size };
        let mut track = Self { kind, page, beginning, style, anchors: Vec::new() };
        let anchors = columns.iter().filter_map(|column| kind.anchor(column));
        track.anchors = anchors.map(|line| track.along(line.at.x)).collect();
        Ok(track)
    }

    fn along(&self, x: Length) -> i64 {
        let ems = (x - self.beginning.at.x).to_pt() / self.style.size.to_pt();
        #[expect(clippy::cast_possible_truncation, reason = "a page is smaller than 2^32 points")]
        let thousandths = (ems * 1000.0).round() as i64;
        thousandths
    }

    /// How far over the baseline of the row a line is.
    fn rise(&self, line: &Line) -> Length {
        self.beginning.at.y - line.at.y
    }
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
        let mut columns = Vec::with_capacity(band.columns.len());
        for (index, column) in band.columns.iter().enumerate() {
            columns.push(self.push_column(&track, index, column)?);
        }
        let start = self.content.len();
        self.text(&track).end();
        let Band { page, password, first, .. } = band;
        let end = start..self.content.len();
        Ok(Row { page, password, first, beginning, columns, end })
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

    fn push_beginning(&mut self, track: &Track<'_>) -> Range<usize> {
        let start = self.content.len();
        let at = self.writer.place(track.beginning.at);
        let open = self.between();
        let mut text = TextWriter::begin(&mut self.content, &mut self.palette, at);
        text.choose(track.style);
        text.open(open);
        start..self.content.len()
    }

    fn push_column(
        &mut self,
        track: &Track<'_>,
        index: usize,
        column: &GridColumn,
    ) -> Result<Vec<Cell>> {
        let mark = self.marks.of(track.page, track.kind.slot(column.place))?;
        let mut cells = Vec::with_capacity(column.cells.len());
        for cell in &column.cells {
            let start = self.content.len();
            self.writer.begin_mark(&mut self.content, mark);
            self.push_lines(track, index, track.kind.lines(cell))?;
            self.writer.end_mark(&mut self.content);
            let content = start..self.content.len();
            cells.push(Cell { character: cell.character, content });
        }
        Ok(cells)
    }

    /// Shows lines, and moves on to the next column.
    fn push_lines(&mut self, track: &Track<'_>, index: usize, lines: &[Line]) -> Result<()> {
        let between = self.between();
        let mut text = self.text(track);
        let mut pen = track.anchors.get(index).copied().unwrap_or_default();
        for line in lines {
            text.set_rise(track.rise(line));
            let left = track.along(line.at.x);
            text.move_by(left - pen);
            text.show(&line.glyphs, track.style.size)?;
            pen = left + width(&line.glyphs);
        }
        text.set_rise(Length::ZERO);
        text.choose(track.style);
        if let Some(next) = track.anchors.get(index + 1) {
            text.move_by(next - pen);
        }
        text.open(between);
        Ok(())
    }
}

/// In thousandths of their size.
fn width(glyphs: &[Glyph]) -> i64 {
    glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum()
}
