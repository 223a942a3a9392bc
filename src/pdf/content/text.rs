//! A text object, or a part of one: glyphs after one another, shown by arrays of strings (`TJ`).

use crate::error::Result;
use crate::font::{EMPTY, Glyph};
use crate::layout::length::{Length, Point};
use crate::pdf::file::syntax::Syntax;
use crate::pdf::fonts::codes::{FontName, Palette};

/// A font of the page, and how large it is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::pdf) struct Style {
    pub(in crate::pdf) font: FontName,
    pub(in crate::pdf) size: Length,
}

pub(in crate::pdf) struct TextWriter<'a, 'm> {
    out: &'a mut Vec<u8>,
    palette: &'a mut Palette<'m>,
    /// What is chosen.
    style: Option<Style>,
    rise: Length,
    open: Open,
}

/// What of an array stands open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::pdf) enum Open {
    Nothing,
    Array,
    String,
}

impl<'a, 'm> TextWriter<'a, 'm> {
    /// Begins a text object at a place, which is measured from the lower left corner of the page.
    pub(in crate::pdf) fn begin(
        out: &'a mut Vec<u8>,
        palette: &'a mut Palette<'m>,
        at: Point,
    ) -> Self {
        out.raw("BT ").lengths([at.x, at.y]).raw("Td ");
        Self { out, palette, style: None, rise: Length::ZERO, open: Open::Nothing }
    }

    /// Goes on in a text object that has this style and this open.
    pub(in crate::pdf) fn within(
        out: &'a mut Vec<u8>,
        palette: &'a mut Palette<'m>,
        style: Style,
        open: Open,
    ) -> Self {
        Self { out, palette, style: Some(style), rise: Length::ZERO, open }
    }

    pub(in crate::pdf) fn end(mut self) {
        self.close();
        self.out.raw("ET\n");
    }

    /// Shows glyphs; the font changes where the face does.
    pub(in crate::pdf) fn show(&mut self, glyphs: &[Glyph], size: Length) -> Result<()> {
        if !needs_actual_text(glyphs) {
            return self.show_codes(glyphs, size);
        }
        for stretch in stretches(glyphs) {
            if needs_actual_text(stretch) {
                self.show_spoken(stretch, size)?;
            } else {
                self.show_codes(stretch, size)?;
            }
        }
        Ok(())
    }

    fn show_spoken(&mut self, stretch: &[Glyph], size: Length) -> Result<()> {
        self.close();
        let text = stretch.iter().flat_map(Glyph::text);
        self.out.raw("/Span<</ActualText").text(text).raw(">>BDC ");
        self.show_codes(stretch, size)?;
        self.close();
        self.out.raw("EMC ");
        Ok(())
    }

    fn show_codes(&mut self, glyphs: &[Glyph], size: Length) -> Result<()> {
        for glyph in glyphs {
            let (font, code) = self.palette.code(glyph)?;
            self.choose(Style { font, size });
            self.open(Open::String);
            self.out.code(code);
        }
        Ok(())
    }

    /// Moves on along the line, by thousandths of the size.
    pub(in crate::pdf) fn move_by(&mut self, thousandths: i64) {
        if thousandths != 0 {
            self.open(Open::Array);
            self.out.int(-thousandths).raw(" ");
        }
    }

    /// Sets how far over the baseline what follows is shown.
    pub(in crate::pdf) fn set_rise(&mut self, rise: Length) {
        if self.rise != rise {
            self.close();
            self.out.points(rise).raw(" Ts ");
            self.rise = rise;
        }
    }

    pub(in crate::pdf) fn choose(&mut self, style: Style) {
        if self.style != Some(style) {
            self.close();
            let out = self.out.raw("/").bytes(&style.font.resource()).raw(" ");
            out.points(style.size).raw(" Tf ");
            self.style = Some(style);
        }
    }

    fn close(&mut self) {
        self.open(Open::Nothing);
    }

    pub(in crate::pdf) fn open(&mut self, open: Open) {
        if self.open == open {
            return;
        }
        if self.open == Open::String {
            self.out.raw(")");
        }
        match (self.open, open) {
            (Open::Nothing, _) => drop(self.out.raw("[")),
            (_, Open::Nothing) => drop(self.out.raw("]TJ ")),
            _ => {}
        }
        if open == Open::String {
            self.out.raw("(");
        }
        self.open = open;
    }
}

/// Spaces are lost by poppler, or become another kind, unless the whole stretch says what it reads
/// as.
pub(in crate::pdf) fn needs_actual_text(stretch: &[Glyph]) -> bool {
    stretch.iter().any(|glyph| glyph.base().is_whitespace())
}

/// Pdfium leaves characters beyond the BMP out of what a stretch says it reads as: so they stand in
/// stretches of their own, a variation selector with its base.
pub(in crate::pdf) fn stretches(glyphs: &[Glyph]) -> Vec<&[Glyph]> {
    if !needs_actual_text(glyphs) {
        return vec![glyphs];
    }
    let (mut stretches, mut rest) = (Vec::new(), glyphs);
    while !rest.is_empty() {
        let apart = begins_apart(rest);
        let differs = |at: &usize| rest.get(*at..).is_some_and(|rest| begins_apart(rest) != apart);
        let end = (1..rest.len()).find(differs).unwrap_or(rest.len());
        let (stretch, others) = rest.split_at(end);
        stretches.push(stretch);
        rest = others;
    }
    stretches
}

fn begins_apart(glyphs: &[Glyph]) -> bool {
    let selector_follows = glyphs.get(1).is_some_and(|next| next.id == EMPTY);
    selector_follows || glyphs.iter().take(1).flat_map(Glyph::text).any(|c| c > '\u{FFFC}')
}
