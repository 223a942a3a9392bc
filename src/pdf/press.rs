//! What a letter says, after the master: its slots, and the grid of its password.

use std::ops::Range;

use super::codes::Palette;
use super::content::ContentWriter;
use super::design::Design;
use super::fonts::NamedFont;
use super::grid::GridCells;
use super::marks::Marks;
use super::master::Master;
use super::objects::Objects;
use super::syntax::Syntax;
use crate::error::Result;
use crate::font::FontChain;
use crate::layout::fill::Fill;
use crate::layout::forme::Line;
use crate::password::Password;

/// A master and every cell of the grid, ready to strike.
pub(super) struct Press {
    pub(super) master: Master,
    pub(super) fonts: FontChain,
    writer: ContentWriter,
    marks: Marks,
    pub(super) grid: GridCells,
}

/// The content of a letter but for its secret.
pub(super) struct OpenContent {
    bytes: Vec<u8>,
    /// How many bytes the grid takes.
    grid: usize,
}

impl OpenContent {
    /// How many bytes the whole content has.
    pub(super) fn len(&self) -> usize {
        self.bytes.len() + self.grid
    }
}

impl Press {
    pub(super) fn new(master: Master, design: Design<'_>) -> Result<Self> {
        let Design { forme, fonts, profile } = design;
        let writer = ContentWriter { height: forme.page().height, profile };
        let marks = Marks::new(forme);
        let grid = GridCells::new(forme, writer, &marks, &master.codes)?;
        Ok(Self { master, fonts: fonts.clone(), writer, marks, grid })
    }

    /// The slots that hold no secret; new glyphs go into the palette.
    pub(super) fn open_content(
        &self,
        fill: &Fill,
        password: &Password,
        palette: &mut Palette<'_>,
    ) -> Result<OpenContent> {
        let mut bytes = Vec::with_capacity(2048);
        for filled in &fill.slots {
            self.writer.begin_mark(&mut bytes, self.marks.of(filled.slot)?);
            self.writer.push_lines(&mut bytes, &filled.lines, palette)?;
            self.writer.end_mark(&mut bytes);
        }
        if !fill.bars.is_empty() {
            self.writer.begin_artifact(&mut bytes);
            self.writer.push_bars(&mut bytes, &fill.bars);
            self.writer.end_mark(&mut bytes);
        }
        Ok(OpenContent { bytes, grid: self.grid.len(password) })
    }

    /// Adds a line that is not part of the letter.
    pub(super) fn push_artifact(
        &self,
        content: &mut OpenContent,
        line: &Line,
        palette: &mut Palette<'_>,
    ) -> Result<()> {
        let out = &mut content.bytes;
        self.writer.begin_artifact(out);
        self.writer.push_lines(out, std::slice::from_ref(line), palette)?;
        self.writer.end_mark(out);
        Ok(())
    }

    /// Writes the whole content of a letter, and gives where its secret is among the bytes.
    pub(super) fn push_content(
        &self,
        out: &mut Vec<u8>,
        content: &OpenContent,
        password: &Password,
    ) -> Range<usize> {
        out.extend_from_slice(&content.bytes);
        let start = out.len();
        self.grid.push(out, password);
        start..out.len()
    }

    /// Writes the fonts of a page: those of the master and others.
    pub(super) fn push_resources<W>(
        &self,
        objects: &mut Objects<W>,
        number: usize,
        own: &[NamedFont],
    ) {
        let out = objects.begin(number).raw("<<");
        for font in self.master.fonts.iter().chain(own) {
            out.raw("/").extend_from_slice(&font.name.resource());
            out.raw(" ").reference(font.number);
        }
        out.raw(">>");
        objects.end();
    }
}
