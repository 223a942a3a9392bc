//! What a letter says, after the master: its slots, and the grids of its passwords.

use std::ops::Range;
use std::slice;

use super::content::ContentWriter;
use super::content::marks::Marks;
use super::design::Design;
use super::file::objects::Objects;
use super::file::syntax::Syntax;
use super::fonts::NamedFont;
use super::fonts::codes::Palette;
use super::grid::GridCells;
use super::master::Master;
use crate::error::Result;
use crate::font::FontChain;
use crate::layout::fill::{Fill, Filled};
use crate::layout::forme::Line;
use crate::layout::fronts::{Beside, Fronts};
use crate::password::one_or_more::PasswordSet;

/// A master and every cell of the grid, ready to strike.
pub(super) struct Press {
    pub(super) master: Master,
    /// The pages with something on them that varies, counted from 0.
    pages: Vec<usize>,
    /// Those with a mark on them.
    fronts: Fronts,
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

impl OpenContent {
    /// How many bytes the whole content has.
    pub(super) fn len(&self) -> usize {
        self.bytes.len() + self.grid
    }
}

impl Press {
    /// Strikes what varies on these pages.
    pub(super) fn new(
        master: Master,
        design: Design<'_>,
        pages: Vec<usize>,
        fronts: Fronts,
    ) -> Result<Self> {
        let Design { forme, profile, .. } = design;
        let writer = ContentWriter { height: forme.page().height, profile };
        let marks = Marks::new(forme);
        let grid = GridCells::new(forme, writer, &marks, &master.codes)?;
        Ok(Self { master, pages, fronts, fonts: design.fonts.clone(), writer, marks, grid })
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
            self.push_slot(&mut bytes, filled, palette)?;
        }
        if page == 0 && !fill.bars.is_empty() {
            self.writer.begin_artifact(&mut bytes);
            self.writer.push_bars(&mut bytes, &fill.bars);
            self.writer.end_mark(&mut bytes);
        }
        Ok(bytes)
    }

    fn push_slot(
        &self,
        out: &mut Vec<u8>,
        filled: &Filled,
        palette: &mut Palette<'_>,
    ) -> Result<()> {
        self.writer.begin_mark(out, self.marks.of(filled.page, filled.slot)?);
        self.writer.push_lines(out, &filled.lines, palette)?;
        self.writer.end_mark(out);
        Ok(())
    }

    /// Takes the codes that a letter with such a count takes, in the order in which it does.
    #[cfg(feature = "print-shop")]
    pub(super) fn take_codes(
        &self,
        fill: &Fill,
        count: Option<&Line>,
        palette: &mut Palette<'_>,
    ) -> Result<()> {
        for &page in &self.pages {
            self.open_content(page, fill, palette)?;
        }
        count.map_or(Ok(()), |count| self.push_count(&mut Vec::new(), count, palette))
    }

    /// Adds what is not part of the letter: its count on the pages where it says something, and the
    /// mark of a sheet on its front.
    pub(super) fn push_beside(
        &self,
        content: &mut OpenContent,
        beside: &Beside,
        palette: &mut Palette<'_>,
    ) -> Result<()> {
        if let Some(count) = beside.count.as_ref().filter(|_| content.len() > 0) {
            self.push_count(&mut content.bytes, count, palette)?;
        }
        let sheet = self.fronts.sheet(content.page);
        if let Some(stamp) = sheet.and_then(|sheet| beside.marks.get(sheet)) {
            self.writer.begin_artifact(&mut content.bytes);
            self.writer.push_stamp(&mut content.bytes, stamp);
            self.writer.end_mark(&mut content.bytes);
        }
        Ok(())
    }

    fn push_count(&self, out: &mut Vec<u8>, count: &Line, palette: &mut Palette<'_>) -> Result<()> {
        self.writer.begin_artifact(out);
        self.writer.push_lines(out, slice::from_ref(count), palette)?;
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
        let start = out.bytes(&content.bytes).len();
        self.grid.push(out, content.page, passwords);
        start..out.len()
    }

    /// Writes the fonts of all pages: those of the master and others.
    pub(super) fn push_resources<W>(
        &self,
        objects: &mut Objects<W>,
        number: usize,
        own: &[NamedFont],
    ) {
        let mut out = objects.dictionary(number);
        for font in self.master.fonts.iter().chain(own) {
            out.raw("/").bytes(&font.name.resource()).raw(" ").reference(font.number);
        }
    }
}
