//! What a letter says, after the master: its slots, and the grids of its passwords.

use std::ops::Range;
use std::slice;

use super::content::marks::Marks;
use super::content::{ContentWriter, Mark};
use super::design::Design;
use super::file::objects::Objects;
use super::file::syntax::Syntax;
use super::fonts::codes::Palette;
use super::fonts::{OBJECTS, push_fonts};
use super::grid::GridCells;
use super::master::Master;
use crate::error::Result;
use crate::font::FontChain;
use crate::layout::fill::Fill;
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
    fonts: FontChain,
    writer: ContentWriter,
    marks: Marks,
    pub(super) grid: GridCells,
}

/// What varies on a page of a letter; the secret itself is not written yet.
pub(super) struct OpenContent<'l> {
    page: usize,
    bytes: Vec<u8>,
    passwords: &'l PasswordSet,
    /// How many bytes the grids take.
    grid: usize,
}

impl OpenContent<'_> {
    /// How many bytes the whole content has.
    pub(super) fn len(&self) -> usize {
        self.bytes.len() + self.grid
    }
}

/// The objects of the last fonts.
#[derive(Clone, Copy, Debug)]
pub(super) struct FontNumbers {
    /// The fonts of all pages by their names.
    pub(super) resources: usize,
    /// The first object of the fonts that the master has not.
    pub(super) first: usize,
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

    /// What varies on each page, with what is beside the letter; new glyphs go into the palette.
    pub(super) fn open_contents<'l>(
        &self,
        fill: &Fill,
        passwords: &'l PasswordSet,
        beside: &Beside,
        palette: &mut Palette<'_>,
    ) -> Result<Vec<OpenContent<'l>>> {
        let mut contents = Vec::with_capacity(self.pages.len());
        for &page in &self.pages {
            let bytes = self.slots(page, fill, palette)?;
            let grid = self.grid.len(page, passwords);
            contents.push(OpenContent { page, bytes, passwords, grid });
        }
        for content in &mut contents {
            self.push_beside(content, beside, palette)?;
        }
        Ok(contents)
    }

    fn slots(&self, page: usize, fill: &Fill, palette: &mut Palette<'_>) -> Result<Vec<u8>> {
        let mut out = Vec::with_capacity(2048);
        for filled in fill.slots.iter().filter(|filled| filled.page == page) {
            let mark = Mark::Sequence(self.marks.of(page, filled.slot)?);
            self.writer.push_lines(&mut out, mark, &filled.lines, palette)?;
        }
        if page == 0 && !fill.bars.is_empty() {
            self.writer.push_bars(&mut out, &fill.bars);
        }
        Ok(out)
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
            self.slots(page, fill, palette)?;
        }
        count.map_or(Ok(()), |count| self.push_count(&mut Vec::new(), count, palette))
    }

    /// Adds what is not part of the letter: its count on the pages where it says something, and the
    /// mark of a sheet on its front.
    fn push_beside(
        &self,
        content: &mut OpenContent<'_>,
        beside: &Beside,
        palette: &mut Palette<'_>,
    ) -> Result<()> {
        if let Some(count) = beside.count.as_ref().filter(|_| content.len() > 0) {
            self.push_count(&mut content.bytes, count, palette)?;
        }
        let sheet = self.fronts.sheet(content.page);
        if let Some(stamp) = sheet.and_then(|sheet| beside.marks.get(sheet)) {
            self.writer.push_stamp(&mut content.bytes, stamp);
        }
        Ok(())
    }

    fn push_count(&self, out: &mut Vec<u8>, count: &Line, palette: &mut Palette<'_>) -> Result<()> {
        self.writer.push_lines(out, Mark::Artifact, slice::from_ref(count), palette)
    }

    /// Writes all that varies on a page of a letter, and gives where its secret is among the bytes.
    pub(super) fn push_content(
        &self,
        out: &mut Vec<u8>,
        content: &OpenContent<'_>,
    ) -> Range<usize> {
        let start = out.bytes(&content.bytes).len();
        self.grid.push(out, content.page, content.passwords);
        start..out.len()
    }

    /// Writes the fonts of what the master's lack, which pages refer to beside those of the master;
    /// and the object stream of all that was written last.
    pub(super) fn push_fonts(
        &self,
        objects: &mut Objects,
        palette: &Palette<'_>,
        numbers: FontNumbers,
    ) -> Result<()> {
        let own = push_fonts(objects, palette.own(), &self.fonts, numbers.first)?;
        let mut out = objects.dictionary(numbers.resources);
        for font in self.master.fonts.iter().chain(&own) {
            out.raw("/").bytes(&font.name.resource()).raw(" ").reference(font.number);
        }
        drop(out);
        objects.end_members(numbers.first + own.len() * OBJECTS);
        Ok(())
    }
}
