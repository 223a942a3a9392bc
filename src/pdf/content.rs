//! Lines of text as a content stream: the slots of a letter, and every cell of the grid beforehand.

use std::collections::BTreeMap;

use super::codes::{FontName, Palette};
use super::ink::{push_hex, push_int, push_points, push_utf16};
use super::profile::Profile;
use crate::error::Result;
use crate::font::{EMPTY, Glyph};
use crate::layout::fill::Filled;
use crate::layout::forme::{Forme, Line, Page, Slot};
use crate::layout::length::{Length, Rect};

/// The role that a marked sequence names; the structure tree says the rest.
pub(crate) const MARK: &str = "Span";

/// Writes lines in the coordinates of a page of this height.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hand {
    pub(crate) height: Length,
    pub(crate) profile: Profile,
}

impl Hand {
    /// Appends what stands in a slot, in its marked sequence.
    pub(crate) fn push_slot(
        self,
        out: &mut Vec<u8>,
        mcid: usize,
        filled: &Filled,
        palette: &mut Palette<'_>,
    ) -> Result<()> {
        self.begin_mark(out, mcid);
        self.push_lines(out, &filled.lines, palette)?;
        self.push_bars(out, &filled.bars);
        self.end_mark(out);
        Ok(())
    }

    /// Appends what a cell of the grid shows, in its marked sequence.
    pub(crate) fn push_cell(
        self,
        out: &mut Vec<u8>,
        mcid: usize,
        lines: &[Line],
        palette: &mut Palette<'_>,
    ) -> Result<()> {
        self.begin_mark(out, mcid);
        self.push_lines(out, lines, palette)?;
        self.end_mark(out);
        Ok(())
    }

    fn push_lines(
        self,
        out: &mut Vec<u8>,
        lines: &[Line],
        palette: &mut Palette<'_>,
    ) -> Result<()> {
        lines.iter().try_for_each(|line| self.push_line(out, line, palette))
    }

    /// Appends a line that is not part of the letter.
    pub(crate) fn push_artifact(
        self,
        out: &mut Vec<u8>,
        line: &Line,
        palette: &mut Palette<'_>,
    ) -> Result<()> {
        if !self.profile.is_tagged() {
            return self.push_line(out, line, palette);
        }
        out.extend_from_slice(b"/Artifact<</Type/Pagination>>BDC\n");
        self.push_line(out, line, palette)?;
        self.end_mark(out);
        Ok(())
    }

    pub(crate) fn begin_mark(self, out: &mut Vec<u8>, mcid: usize) {
        if self.profile.is_tagged() {
            out.push(b'/');
            out.extend_from_slice(MARK.as_bytes());
            out.extend_from_slice(b"<</MCID ");
            push_int(out, mcid);
            out.extend_from_slice(b">>BDC\n");
        }
    }

    pub(crate) fn end_mark(self, out: &mut Vec<u8>) {
        if self.profile.is_tagged() {
            out.extend_from_slice(b"EMC\n");
        }
    }

    /// Appends filled rectangles, black as everything on the page.
    fn push_bars(self, out: &mut Vec<u8>, bars: &[Rect]) {
        for bar in bars {
            let bottom = self.height - bar.top() - bar.size.height;
            for length in [bar.left(), bottom, bar.size.width, bar.size.height] {
                push_points(out, length.to_pt());
                out.push(b' ');
            }
            out.extend_from_slice(b"re f\n");
        }
    }

    /// Appends one line, its fonts changing where a face does.
    pub(crate) fn push_line(
        self,
        out: &mut Vec<u8>,
        line: &Line,
        palette: &mut Palette<'_>,
    ) -> Result<()> {
        out.extend_from_slice(b"BT ");
        let mut font = None;
        for stretch in stretches(&line.glyphs) {
            let spoken = needs_actual_text(stretch);
            if spoken {
                out.extend_from_slice(b"/Span<</ActualText<FEFF");
                push_utf16(out, stretch.iter().flat_map(Glyph::text));
                out.extend_from_slice(b">>>BDC ");
            }
            let mut open = false;
            for glyph in stretch {
                let (name, code) = palette.code(glyph)?;
                if font != Some(name) {
                    out.extend_from_slice(if open { b">Tj " } else { b"" });
                    self.push_font(out, name, line, font.is_none());
                    (font, open) = (Some(name), false);
                }
                out.extend_from_slice(if open { b"" } else { b"<" });
                open = true;
                push_hex(out, code);
            }
            out.extend_from_slice(if spoken { b">Tj EMC " } else { b">Tj " });
        }
        out.extend_from_slice(b"ET\n");
        Ok(())
    }

    /// Chooses a font; at the beginning of a line also its place.
    fn push_font(self, out: &mut Vec<u8>, name: FontName, line: &Line, begins: bool) {
        out.push(b'/');
        out.extend_from_slice(&name.resource());
        out.push(b' ');
        push_points(out, line.size.to_pt());
        out.extend_from_slice(b" Tf ");
        if begins {
            push_points(out, line.at.x.to_pt());
            out.push(b' ');
            push_points(out, (self.height - line.at.y).to_pt());
            out.extend_from_slice(b" Td ");
        }
    }
}

/// Spaces are lost by poppler, or become another kind, unless the whole stretch says what it reads
/// as.
pub(crate) fn needs_actual_text(stretch: &[Glyph]) -> bool {
    stretch.iter().any(|glyph| glyph.base().is_whitespace())
}

/// Pdfium leaves characters beyond the BMP out of what a stretch says it reads as: so they stand in
/// stretches of their own, a variation selector with its base.
pub(crate) fn stretches(glyphs: &[Glyph]) -> Vec<&[Glyph]> {
    if !needs_actual_text(glyphs) {
        return vec![glyphs];
    }
    let beyond = |glyph: &Glyph| glyph.text().any(|c| c > '\u{FFFC}');
    let selector_follows =
        |index: usize| glyphs.get(index + 1).is_some_and(|glyph| glyph.id == EMPTY);
    let apart = |&index: &usize| glyphs.get(index).is_some_and(beyond) || selector_follows(index);
    let indices: Vec<usize> = (0..glyphs.len()).collect();
    let stretches = indices.chunk_by(|a, b| apart(a) == apart(b));
    stretches.filter_map(|of| glyphs.get(*of.first()?..=*of.last()?)).collect()
}

/// Where each slot's content stands in the order of reading: its number among the marked sequences.
#[derive(Clone, Debug)]
pub(crate) struct Marks(BTreeMap<Slot, usize>);

impl Marks {
    /// Contents are numbered as they are read; a letter's own all stand on its first page.
    pub(crate) fn of(forme: &Forme) -> Self {
        let contents = (0..).zip(forme.pages.iter().take(1).flat_map(Page::contents));
        Self(contents.filter_map(|(mark, content)| Some((content.slot()?, mark))).collect())
    }

    pub(crate) fn mcid(&self, slot: Slot) -> usize {
        self.0.get(&slot).copied().unwrap_or(0)
    }
}
