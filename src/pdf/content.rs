//! Lines of text and bars as a content stream.

use super::codes::{FontName, Palette};
use super::marks::MARK;
use super::profile::Profile;
use super::syntax::Syntax;
use crate::error::Result;
use crate::font::{EMPTY, Glyph};
use crate::layout::forme::Line;
use crate::layout::length::{Length, Rect};

/// Writes in the coordinates of a page of this height, with marks where the profile has tags.
#[derive(Clone, Copy, Debug)]
pub(super) struct ContentWriter {
    pub(super) height: Length,
    pub(super) profile: Profile,
}

impl ContentWriter {
    /// Begins the content of an element.
    pub(super) fn begin_mark(self, out: &mut Vec<u8>, mark: usize) {
        if self.profile.is_tagged() {
            out.raw("/").raw(MARK).raw("<</MCID ").int(mark).raw(">>BDC\n");
        }
    }

    /// Begins what is not part of the letter.
    pub(super) fn begin_artifact(self, out: &mut Vec<u8>) {
        if self.profile.is_tagged() {
            out.raw("/Artifact<</Type/Pagination>>BDC\n");
        }
    }

    pub(super) fn end_mark(self, out: &mut Vec<u8>) {
        if self.profile.is_tagged() {
            out.raw("EMC\n");
        }
    }

    pub(super) fn push_lines(
        self,
        out: &mut Vec<u8>,
        lines: &[Line],
        palette: &mut Palette<'_>,
    ) -> Result<()> {
        for line in lines {
            self.push_line(out, line, palette)?;
        }
        Ok(())
    }

    /// Filled rectangles, black as everything on the page.
    pub(super) fn push_bars(self, out: &mut Vec<u8>, bars: &[Rect]) {
        for bar in bars {
            let bottom = self.height - bar.top() - bar.size.height;
            for length in [bar.left(), bottom, bar.size.width, bar.size.height] {
                out.points(length).raw(" ");
            }
            out.raw("re f\n");
        }
    }

    fn push_line(self, out: &mut Vec<u8>, line: &Line, palette: &mut Palette<'_>) -> Result<()> {
        out.raw("BT ");
        let mut text = TextObject { out, line, height: self.height, font: None, open: false };
        for stretch in stretches(&line.glyphs) {
            let spoken = needs_actual_text(stretch);
            if spoken {
                text.begin_actual_text(stretch);
            }
            for glyph in stretch {
                let (font, code) = palette.code(glyph)?;
                text.show(font, code);
            }
            text.close();
            if spoken {
                text.out.raw("EMC ");
            }
        }
        out.raw("ET\n");
        Ok(())
    }
}

/// A text object while its line is shown.
struct TextObject<'a> {
    out: &'a mut Vec<u8>,
    line: &'a Line,
    height: Length,
    font: Option<FontName>,
    /// Whether a string of codes is.
    open: bool,
}

impl TextObject<'_> {
    /// Shows a glyph; the font changes where the face does.
    fn show(&mut self, font: FontName, code: u16) {
        if self.font != Some(font) {
            self.close();
            self.choose(font);
        }
        if !self.open {
            self.out.raw("<");
            self.open = true;
        }
        self.out.hex(code);
    }

    /// Chooses a font; at the beginning of the line also its place.
    fn choose(&mut self, font: FontName) {
        let line = self.line;
        self.out.raw("/").extend_from_slice(&font.resource());
        self.out.raw(" ").points(line.size).raw(" Tf ");
        if self.font.is_none() {
            self.out.points(line.at.x).raw(" ").points(self.height - line.at.y).raw(" Td ");
        }
        self.font = Some(font);
    }

    fn close(&mut self) {
        if self.open {
            self.out.raw(">Tj ");
            self.open = false;
        }
    }

    fn begin_actual_text(&mut self, stretch: &[Glyph]) {
        let text = stretch.iter().flat_map(Glyph::text);
        self.out.raw("/Span<</ActualText").text(text).raw(">>BDC ");
    }
}

/// Spaces are lost by poppler, or become another kind, unless the whole stretch says what it reads
/// as.
pub(super) fn needs_actual_text(stretch: &[Glyph]) -> bool {
    stretch.iter().any(|glyph| glyph.base().is_whitespace())
}

/// Pdfium leaves characters beyond the BMP out of what a stretch says it reads as: so they stand in
/// stretches of their own, a variation selector with its base.
pub(super) fn stretches(glyphs: &[Glyph]) -> Vec<&[Glyph]> {
    if !needs_actual_text(glyphs) {
        return vec![glyphs];
    }
    let mut stretches = Vec::new();
    let (mut start, mut before) = (0, None);
    for (index, glyph) in glyphs.iter().enumerate() {
        let selector_follows = glyphs.get(index + 1).is_some_and(|next| next.id == EMPTY);
        let apart = selector_follows || glyph.text().any(|c| c > '\u{FFFC}');
        if before.is_some_and(|before| before != apart) {
            stretches.extend(glyphs.get(start..index));
            start = index;
        }
        before = Some(apart);
    }
    stretches.extend(glyphs.get(start..));
    stretches
}
