//! What a letter says, after the master: its slots, and the grids of its passwords.

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
use crate::layout::forme::{Forme, Line};
use crate::password::one_or_more::PasswordSet;

/// A master and every cell of the grid, ready to strike.
pub(super) struct Press {
    pub(super) master: Master,
    /// The pages with something on them that varies, counted from 0.
    pages: Vec<usize>,
    pub(super) fonts: FontChain,
    writer: ContentWriter,
    marks: Marks,
    pub(super) grid: GridCells,
}

/// What varies on a page of a letter but for its secret.
pub(super) struct OpenContent {
    page: usize,
    bytes: Vec<u8>,
    /// How many bytes the grids take.
    grid: usize,
}

fn varying(forme: &Forme) -> Vec<usize> {
    let own = forme.own_contents().into_iter().enumerate();
    own.filter_map(|(page, own)| own.map(|_| page)).collect()
}

impl OpenContent {
    /// How many bytes the whole content has.
    pub(super) fn len(&self) -> usize {
        self.bytes.len() + self.grid
    }
}

impl Press {
    pub(super) fn new(master: Master, design: Design<'_>) -> Result<Self> {
        let Design { forme, fonts, profile, .. } = design;
        let writer = ContentWriter { height: forme.page().height, profile };
        let marks = Marks::new(forme);
        let grid = GridCells::new(forme, writer, &marks, &master.codes)?;
        Ok(Self { master, pages: varying(forme), fonts: fonts.clone(), writer, marks, grid })
    }

    /// The slots of each page that hold no secret; new glyphs go into the palette.
    pub(super) fn open_contents(
        &self,
        fill: &Fill,
        passwords: &PasswordSet,
        palette: &mut Palette<'_>,
    ) -> Result<Vec<OpenContent>> {
        let mut contents = Vec::with_capacity(self.pages.len());
        for &page in &self.pages {
            let bytes = self.open_content(page, fill, palette)?;
            contents.push(OpenContent { page, bytes, grid: self.grid.len(page, passwords) });
        }
        Ok(contents)
    }

    fn open_content(&self, page: usize, fill: &Fill, palette: &mut Palette<'_>) -> Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(2048);
        for filled in fill.slots.iter().filter(|filled| filled.page == page) {
            self.writer.begin_mark(&mut bytes, self.marks.of(page, filled.slot)?);
            self.writer.push_lines(&mut bytes, &filled.lines, palette)?;
            self.writer.end_mark(&mut bytes);
        }
        if page == 0 && !fill.bars.is_empty() {
            self.writer.begin_artifact(&mut bytes);
            self.writer.push_bars(&mut bytes, &fill.bars);
            self.writer.end_mark(&mut bytes);
        }
        Ok(bytes)
    }

    /// Takes the codes that a letter with such a line takes, in the order in which it does.
    #[cfg(feature = "print-shop")]
    pub(super) fn take_codes(
        &self,
        fill: &Fill,
        line: Option<&Line>,
        palette: &mut Palette<'_>,
    ) -> Result<()> {
        for &page in &self.pages {
            self.open_content(page, fill, palette)?;
        }
        let lines = line.map(std::slice::from_ref).unwrap_or_default();
        self.writer.push_lines(&mut Vec::new(), lines, palette)
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

    /// Writes all that varies on a page of a letter, and gives where its secret is among the bytes.
    pub(super) fn push_content(
        &self,
        out: &mut Vec<u8>,
        content: &OpenContent,
        passwords: &PasswordSet,
    ) -> Range<usize> {
        out.extend_from_slice(&content.bytes);
        let start = out.len();
        self.grid.push(out, content.page, passwords);
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
