//! The glyphs of a text: each cluster by the first face that has it, or an error that names it.

use super::face::Face;
use super::gaiji::{Entry, Gaiji};
use super::glyph::{Glyph, Shaped};
use super::{FontChain, MissingVariations};
use crate::error::{Error, ErrorKind, Field, GaijiFault, Result, Unfit};
use crate::text::characters::{is_mark, is_private_use, is_variation_selector};

impl FontChain {
    /// The glyphs of `text`, one for each cluster; a line break has none.
    pub(crate) fn shape(&self, text: &str) -> Result<Shaped> {
        let mut shaped = Shaped::default();
        shaped.glyphs.reserve(text.len() / 3 + 2);
        let mut chars = (1..).zip(text.chars()).peekable();
        while let Some((position, base)) = chars.next() {
            if base == '\n' {
                continue;
            }
            match chars.next_if(|&(_, c)| is_mark(c)) {
                None => self.push_character(base, position, &mut shaped)?,
                Some((_, mark)) => self.push_marked(base, mark, &mut shaped)?,
            }
        }
        Ok(shaped)
    }

    /// The glyphs of ASCII text in full-width forms, whose 0 and O differ clearly; the text stays
    /// ASCII.
    pub(crate) fn shape_wide(&self, ascii: &str) -> Result<Vec<Glyph>> {
        let mut glyphs = Vec::with_capacity(ascii.len());
        for c in ascii.chars() {
            let glyph = self.find(full_width(c)).or_else(|| self.find(c));
            glyphs.push(self.found(glyph, &[c])?.reading(&[c]));
        }
        Ok(glyphs)
    }

    /// What is wrong with the gaiji map: entries that these faces cannot print.
    pub(crate) fn gaiji_errors(&self) -> Vec<Error> {
        let mut errors = Vec::new();
        for Entry { line, gaiji, .. } in self.gaiji.entries() {
            errors.extend(self.gaiji_fault(gaiji).map(|reason| reason.of_line(*line)));
        }
        errors
    }

    fn gaiji_fault(&self, gaiji: &Gaiji) -> Option<GaijiFault> {
        match gaiji {
            Gaiji::Text(text) if self.shape(text).is_ok() => None,
            Gaiji::Text(text) => Some(GaijiFault::MissingGlyph { text: text.clone() }),
            Gaiji::Glyph { face, id, .. } => self.glyph_fault(*face, *id),
        }
    }

    fn glyph_fault(&self, face: usize, glyph: u16) -> Option<GaijiFault> {
        match self.faces.get(face) {
            Some(own) if own.has_outline(glyph) => None,
            Some(_) => Some(GaijiFault::NoGlyph { face: face + 1, glyph }),
            None => Some(GaijiFault::NoFace { found: face + 1, faces: self.faces.len() }),
        }
    }

    fn push_character(&self, c: char, position: usize, shaped: &mut Shaped) -> Result<()> {
        if is_private_use(c) {
            return self.push_gaiji(c, position, shaped);
        }
        shaped.glyphs.push(self.found(self.find(c), &[c])?);
        Ok(())
    }

    fn push_gaiji(&self, c: char, position: usize, shaped: &mut Shaped) -> Result<()> {
        match self.gaiji.get(c) {
            None => return Err(no_gaiji(c, position)),
            Some(Gaiji::Text(text)) => shaped.append(self.shape(text)?),
            Some(gaiji) if self.gaiji_fault(gaiji).is_some() => return Err(self.missing(&[c])),
            Some(Gaiji::Glyph { text, face, id }) => shaped.push(self.glyph(*face, *id), text),
        }
        Ok(())
    }

    fn push_marked(&self, base: char, mark: char, shaped: &mut Shaped) -> Result<()> {
        if is_variation_selector(mark) {
            return self.push_variation(base, mark, shaped);
        }
        // Unicode has no character for it, such as か゚.
        let glyph = self.first(|face| face.composed(base, mark));
        shaped.push(self.found(glyph, &[base, mark])?, &[base, mark]);
        Ok(())
    }

    fn push_variation(&self, base: char, selector: char, shaped: &mut Shaped) -> Result<()> {
        let text = [base, selector];
        if let Some(glyph) = self.first(|face| face.variation(base, selector)) {
            shaped.push(glyph, &text);
            return Ok(());
        }
        shaped.push(self.found(self.base_form(base), &text)?, &text);
        shaped.missing_variations.push(text.iter().collect());
        Ok(())
    }

    fn base_form(&self, base: char) -> Option<Glyph> {
        match self.variations {
            MissingVariations::Refused => None,
            MissingVariations::BaseForm => self.find(base),
        }
    }

    fn find(&self, c: char) -> Option<Glyph> {
        self.first(|face| face.glyph(c)).map(|glyph| glyph.reading(&[c]))
    }

    /// The glyph of the first face that has one.
    fn first(&self, id_in: impl Fn(&Face) -> Option<u16>) -> Option<Glyph> {
        for (index, face) in self.faces.iter().enumerate() {
            if let Some(id) = id_in(face) {
                return Some(self.glyph(index, id));
            }
        }
        None
    }

    fn glyph(&self, face: usize, id: u16) -> Glyph {
        let advance = self.faces.get(face).map_or(0, |face| face.advance(id));
        #[expect(clippy::cast_possible_truncation, reason = "a chain has at most MOST_FACES faces")]
        Glyph::new(face as u8, id, advance)
    }

    /// The glyph of a cluster, or an error where there is none.
    fn found(&self, glyph: Option<Glyph>, cluster: &[char]) -> Result<Glyph> {
        glyph.ok_or_else(|| self.missing(cluster))
    }

    fn missing(&self, cluster: &[char]) -> Error {
        let fonts = self.face_names().collect::<Vec<_>>().join(", ");
        ErrorKind::MissingGlyph { cluster: cluster.iter().collect(), fonts }.into()
    }
}

fn no_gaiji(found: char, position: usize) -> Error {
    let kind = ErrorKind::Unprintable { position, found, reason: Unfit::NoGaiji };
    Error::new(Field::ProviderName, kind)
}

/// The full-width form of an ASCII character that has one.
fn full_width(c: char) -> char {
    let code = u32::from(c);
    let shifted = if c.is_ascii_graphic() { code + 0xFEE0 } else { code };
    char::from_u32(shifted).unwrap_or(c)
}
