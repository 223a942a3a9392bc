//! One code for each (glyph, text), in the order in which they are first needed.
//!
//! Two characters can share a glyph, and a font maps each of its codes to one text only: so the
//! text is part of the key, and the cut font repeats the glyph. Code 0 stays `.notdef`.

use std::collections::HashMap;

use crate::error::{Error, ErrorKind, Field, FontFault, Result};
use crate::font::Glyph;

/// The codes of one face's cut.
#[derive(Clone, Debug, Default)]
pub(crate) struct Codes {
    glyphs: Vec<Glyph>,
    /// Code by glyph id, for its first text: most glyphs have one. Empty while there are few.
    first: Vec<u16>,
    others: HashMap<Glyph, u16>,
}

/// Up to here, looking through them all is faster than keeping a table.
const FEW: usize = 32;

impl Codes {
    pub(crate) fn glyphs(&self) -> &[Glyph] {
        &self.glyphs
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.glyphs.is_empty()
    }

    pub(crate) fn find(&self, glyph: &Glyph) -> Option<u16> {
        if self.first.is_empty() {
            return code(self.glyphs.iter().position(|known| known == glyph)?);
        }
        let first = self.first.get(usize::from(glyph.id)).copied().filter(|&code| code != 0)?;
        let same = self.glyphs.get(usize::from(first) - 1) == Some(glyph);
        if same { Some(first) } else { self.others.get(glyph).copied() }
    }

    /// The code of a glyph, a new one where it has none.
    pub(crate) fn of(&mut self, glyph: &Glyph) -> Result<u16> {
        if let Some(code) = self.find(glyph) {
            return Ok(code);
        }
        let new = code(self.glyphs.len()).ok_or_else(full)?;
        self.glyphs.push(*glyph);
        if !self.first.is_empty() {
            self.index(glyph, new);
        } else if self.glyphs.len() > FEW {
            self.index_all();
        }
        Ok(new)
    }

    fn index_all(&mut self) {
        self.first = vec![0; usize::from(u16::MAX) + 1];
        for (code, glyph) in (1..=u16::MAX).zip(self.glyphs.clone()) {
            self.index(&glyph, code);
        }
    }

    fn index(&mut self, glyph: &Glyph, code: u16) {
        match self.first.get_mut(usize::from(glyph.id)) {
            Some(first) if *first == 0 => *first = code,
            _ => drop(self.others.insert(*glyph, code)),
        }
    }
}

fn code(index: usize) -> Option<u16> {
    u16::try_from(index + 1).ok()
}

fn full() -> Error {
    Error::new(Field::Font, ErrorKind::UnusableFont { reason: FontFault::TooManyCodes })
}

/// The codes of all faces: those of the fixed fonts, and on top of them those of a letter or spool.
#[derive(Debug)]
pub(crate) struct Palette<'m> {
    fixed: &'m [Codes],
    own: Vec<Codes>,
}

/// The fonts of those faces that have codes.
pub(crate) fn named(
    codes: &[Codes],
    name: fn(u8) -> FontName,
) -> impl Iterator<Item = (FontName, &Codes)> {
    (0..).zip(codes).filter(|(_, codes)| !codes.is_empty()).map(move |(face, c)| (name(face), c))
}

/// Which font of the page a code belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FontName {
    /// The cut of this face among the fixed objects.
    Fixed(u8),
    /// The letter's or the volume's cut of this face.
    Own(u8),
}

impl FontName {
    pub(crate) fn face(self) -> u8 {
        match self {
            Self::Fixed(face) | Self::Own(face) => face,
        }
    }

    /// The name in the page's resources.
    pub(crate) fn resource(self) -> [u8; 2] {
        match self {
            Self::Fixed(face) => [b'M', b'0' + face],
            Self::Own(face) => [b'S', b'0' + face],
        }
    }
}

impl<'m> Palette<'m> {
    pub(crate) fn over(fixed: &'m [Codes]) -> Self {
        Self { fixed, own: Vec::new() }
    }

    pub(crate) fn code(&mut self, glyph: &Glyph) -> Result<(FontName, u16)> {
        let face = usize::from(glyph.face);
        if let Some(code) = self.fixed.get(face).and_then(|codes| codes.find(glyph)) {
            return Ok((FontName::Fixed(glyph.face), code));
        }
        if self.own.len() <= face {
            self.own.resize_with(face + 1, Codes::default);
        }
        let code = self.own.get_mut(face).ok_or_else(full)?.of(glyph)?;
        Ok((FontName::Own(glyph.face), code))
    }

    /// The fonts of what the fixed fonts did not suffice for.
    pub(crate) fn own(&self) -> impl Iterator<Item = (FontName, &Codes)> {
        named(&self.own, FontName::Own)
    }
}

#[cfg(feature = "bundled-fonts")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::FontChain;

    #[test]
    fn each_glyph_with_its_text_has_a_code_of_its_own() {
        let fonts = FontChain::bundled().unwrap();
        let kanji: String = ('一'..='乿').collect();
        let (narrow, wide) = (fonts.shape("Ａ０").unwrap().glyphs, fonts.shape_wide("A0").unwrap());
        let many: Vec<_> = kanji
            .chars()
            .filter_map(|c| fonts.shape(&c.to_string()).ok())
            .flat_map(|s| s.glyphs)
            .collect();
        for glyphs in [[narrow.clone(), wide.clone()].concat(), [many, narrow, wide].concat()] {
            let mut codes = Codes::default();
            let first: Vec<u16> = glyphs.iter().map(|glyph| codes.of(glyph).unwrap()).collect();
            let again: Vec<u16> = glyphs.iter().map(|glyph| codes.of(glyph).unwrap()).collect();
            assert_eq!(first, again);
            assert_eq!(first, (1..=u16::try_from(glyphs.len()).unwrap()).collect::<Vec<_>>());
            assert_eq!(codes.glyphs(), glyphs);
        }
    }
}
