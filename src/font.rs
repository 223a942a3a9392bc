//! Which face has a character: glyph ids and advances, never a guess.
//!
//! - [`glyph`]: a glyph and what it stands for
//! - [`gaiji`]: what a federation's private-use characters stand for
//! - [`inked`]: which glyphs have an outline
//! - [`read`]: numbers in a font's tables
//! - [`character_map`], [`ligature`]: which glyph a face has for a character, and for two
//! - [`usable`]: whether a face may be used; [`metrics`]: what it says of itself
//! - [`face`]: one face, and which glyph it has for a character
//! - [`ink`]: the ink of a glyph, to compare it with another's
//! - [`truetype`], [`postscript`]: the outlines of a face, as TrueType has them
//! - [`slots`], [`outline`], [`outlines`], [`program`], [`subset`]: a TrueType program of just the
//!   glyphs that a page needs
//! - here: the chain of faces
//! - [`shape`]: its faces asked in order for each cluster of a text

mod glyph;
pub(crate) mod gaiji;
mod inked;
mod read;
mod character_map;
mod ligature;
mod usable;
mod metrics;
pub(crate) mod face;
pub(crate) mod ink;
mod truetype;
mod postscript;
mod slots;
mod outline;
mod outlines;
mod program;
pub(crate) mod subset;
mod shape;

use std::borrow::Cow;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::error::{Error, ErrorKind, Field, Result};
use face::Face;
use gaiji::GaijiMap;
pub(crate) use glyph::{EMPTY, Glyph, Shaped};

/// The faces that a letter is set in, asked in order for each character.
///
/// ```
/// use reissue_notice::FontChain;
/// # #[cfg(feature = "bundled-fonts")] {
/// let fonts = FontChain::bundled()?;
/// let names: Vec<&str> = fonts.face_names().collect();
/// assert_eq!(names, ["BIZUDGothic-Regular", "NotoSansJP-Regular", "NotoSans-Regular"]);
/// # }
/// let error = FontChain::empty().with_face(b"not a font".as_slice(), 0).unwrap_err();
/// assert_eq!(error.to_string(), "font: face 0 cannot be read: unknown magic");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct FontChain {
    faces: Vec<Arc<Face>>,
    gaiji: GaijiMap,
    variations: MissingVariations,
}

/// What is printed where no face has a variation sequence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum MissingVariations {
    #[default]
    Refused,
    BaseForm,
}

#[cfg(feature = "bundled-fonts")]
const BUNDLED: [&[u8]; 3] = [
    include_bytes!("../fonts/BIZUDGothic-Regular.ttf"),
    include_bytes!("../fonts/NotoSansJP-Regular-fallback.ttf"),
    include_bytes!("../fonts/NotoSans-Regular-fallback.ttf"),
];

/// The most faces a chain may have.
const MOST_FACES: usize = 8;

impl FontChain {
    /// A chain without any face, for those who bring all their own.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{FontChain, Issuer};
    /// assert_eq!(FontChain::empty().face_names().count(), 0);
    /// # let date = "2026-04-01".parse()?;
    /// # let builder = Issuer::builder().federation_by_prefecture().issued_on(date);
    /// let error = builder.fonts(FontChain::empty()).build().unwrap_err();
    /// assert_eq!(error.to_string(), "font: not given");
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn empty() -> Self {
        Self::default()
    }

    /// BIZ UDGothic Regular, then what it lacks from Noto Sans JP Regular, then what both lack from
    /// Noto Sans Regular.
    ///
    /// ```
    /// # use reissue_notice::FontChain;
    /// assert_eq!(FontChain::bundled()?.face_names().next(), Some("BIZUDGothic-Regular"));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// None with the fonts as they are shipped.
    #[cfg(feature = "bundled-fonts")]
    pub fn bundled() -> Result<Self> {
        static READ_ONCE: std::sync::OnceLock<FontChain> = std::sync::OnceLock::new();
        if let Some(chain) = READ_ONCE.get() {
            return Ok(chain.clone());
        }
        let mut chain = Self::empty();
        for face in BUNDLED {
            chain = chain.with_face(face, 0)?;
        }
        Ok(READ_ONCE.get_or_init(|| chain).clone())
    }

    /// Adds a face at the end of the chain: the bytes of a TrueType or OpenType font, and which
    /// face of a collection (0 for a single font).
    ///
    /// Outlines of PostScript (CFF, as most house fonts of a `.otf` have them) are embedded as the
    /// nearest of TrueType, less than a thousandth of an em from their own.
    ///
    /// ```
    /// # use reissue_notice::FontChain;
    /// let file = std::fs::read("fonts/BIZUDGothic-Regular.ttf").unwrap();
    /// let fonts = FontChain::empty().with_face(file, 0)?;
    /// assert_eq!(fonts.face_names().next(), Some("BIZUDGothic-Regular"));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::UnusableFont`] for what is no font, has no outlines or those of a variable font
    /// (CFF2), or may not be embedded by its own `fsType`; [`ErrorKind::TooManyFaces`] past eight.
    pub fn with_face(mut self, bytes: impl Into<Cow<'static, [u8]>>, index: u32) -> Result<Self> {
        if self.faces.len() == MOST_FACES {
            let kind = ErrorKind::TooManyFaces { found: MOST_FACES + 1, most: MOST_FACES };
            return Err(Error::new(Field::Font, kind));
        }
        self.faces.push(Arc::new(Face::parse(bytes.into(), index)?));
        Ok(self)
    }

    /// Says what private-use characters stand for. Default: none, so each is refused.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{FontChain, Issuer, Provider};
    /// # let date = "2026-04-01".parse()?;
    /// # let builder = Issuer::builder().federation_by_prefecture().issued_on(date);
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// let provider = Provider::new(number, user_id, "\u{E000}田苑".parse()?);
    /// assert!(builder.clone().build()?.check(&provider).is_err());
    /// let fonts = FontChain::bundled()?.with_gaiji("U+E000 髙".parse()?);
    /// assert!(builder.fonts(fonts).build()?.check(&provider).is_ok());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_gaiji(self, gaiji: GaijiMap) -> Self {
        Self { gaiji, ..self }
    }

    pub(crate) fn with_missing_variations(self, variations: MissingVariations) -> Self {
        Self { variations, ..self }
    }

    /// The PostScript names of the faces, in the order in which they are asked.
    ///
    /// ```
    /// # use reissue_notice::FontChain;
    /// # let file = std::fs::read("fonts/NotoSans-Regular-fallback.ttf").unwrap();
    /// let fonts = FontChain::empty().with_face(file, 0)?;
    /// assert_eq!(fonts.face_names().collect::<Vec<_>>(), ["NotoSans-Regular"]);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn face_names(&self) -> impl Iterator<Item = &str> {
        self.faces.iter().map(|face| face.name())
    }

    /// Tells one chain from another: every byte of every face, the gaiji and what is refused.
    pub(crate) fn digest(&self) -> [u8; 32] {
        let mut digest = Sha256::new();
        for face in &self.faces {
            digest.update(face.digest());
        }
        digest.update(self.substitutions());
        digest.finalize().into()
    }

    pub(crate) fn faces(&self) -> &[Arc<Face>] {
        &self.faces
    }

    /// What may stand in place of a name's own characters, in words that tell one such choice from
    /// another.
    fn substitutions(&self) -> String {
        let entries = self.gaiji.entries();
        let gaiji: Vec<_> = entries.map(|entry| (entry.character, &entry.gaiji)).collect();
        format!("{:?} {gaiji:?}", self.variations)
    }
}

#[cfg(test)]
#[cfg(feature = "bundled-fonts")]
mod tests {
    use super::*;
    use crate::text::characters::is_mark;

    fn chain() -> FontChain {
        FontChain::bundled().unwrap()
    }

    /// What is said of the first face with tables under other tags, which stay in order.
    fn retagged(tags: &[[&[u8; 4]; 2]]) -> String {
        let mut bytes = include_bytes!("../fonts/BIZUDGothic-Regular.ttf").to_vec();
        for [from, to] in tags {
            let at = bytes.windows(4).take(512).position(|window| window == *from).unwrap();
            bytes[at..at + 4].copy_from_slice(*to);
        }
        FontChain::empty().with_face(bytes, 0).unwrap_err().to_string()
    }

    #[test]
    fn a_face_without_outlines_is_told_by_what_it_lacks() {
        let damaged =
            "font: face 0 is damaged: its outlines (glyf and loca, or CFF) cannot be read";
        assert_eq!(retagged(&[[b"loca", b"loc_"]]), damaged);
        assert_eq!(retagged(&[[b"DSIG", b"CFF "], [b"glyf", b"gly_"]]), damaged);
        let missing = "font: face 0 has no outlines (neither glyf nor CFF)";
        assert_eq!(retagged(&[[b"glyf", b"gly_"]]), missing);
        let variable = "font: face 0 has outlines of a variable font (CFF2), which cannot be cut; \
                        one of a fixed weight is needed";
        assert_eq!(retagged(&[[b"DSIG", b"CFF2"], [b"glyf", b"gly_"]]), variable);
    }

    fn faces_of(text: &str) -> Vec<u8> {
        chain().shape(text).unwrap().glyphs.iter().map(|glyph| glyph.face).collect()
    }

    #[test]
    fn each_cluster_takes_the_first_face_that_has_it() {
        assert_eq!(faces_of("医療A"), [0, 0, 0]);
        let lacking = "\u{2F00}"; // a radical that only the first fallback has
        assert_eq!(faces_of(lacking), [1]);
        assert_eq!(faces_of("⁺₋✉"), [2, 2, 2]);
    }

    #[test]
    fn what_no_face_has_is_named() {
        let sentence = |text: &str| chain().shape(text).unwrap_err().to_string();
        assert_eq!(
            sentence("リハ\u{1200}"),
            "'\u{1200}' (U+1200) is in none of the fonts BIZUDGothic-Regular, NotoSansJP-Regular, \
             NotoSans-Regular"
        );
        assert_eq!(
            sentence("か\u{302}"),
            "'か' (U+304B) '\u{302}' (U+0302) is in none of the fonts \
             BIZUDGothic-Regular, NotoSansJP-Regular, NotoSans-Regular"
        );
        assert_eq!(
            sentence("\u{E000}"),
            "provider name: character 1 is U+E000: \
             a private-use character with no entry in the gaiji map"
        );
    }

    #[test]
    fn a_variation_sequence_prints_its_own_form_and_keeps_its_text() {
        let chain = chain();
        let plain = chain.shape("葛").unwrap().glyphs[0];
        let varied = chain.shape("葛\u{E0100}").unwrap();
        let [glyph, selector] = varied.glyphs[..] else { panic!("one cluster") };
        assert_ne!(glyph.id, plain.id);
        assert_eq!((glyph.base(), selector.base(), selector.advance), ('葛', '\u{E0100}', 0));
        assert!(varied.missing_variations.is_empty());
    }

    #[test]
    fn a_missing_variation_is_refused_or_warned_of() {
        assert!(chain().shape("会\u{E01EF}").unwrap_err().is_missing_glyph());
        let lenient = chain().with_missing_variations(MissingVariations::BaseForm);
        assert_eq!(lenient.shape("会\u{E01EF}").unwrap().missing_variations, ["会\u{E01EF}"]);
    }

    #[test]
    fn letters_with_a_mark_are_composed_by_the_face() {
        for text in ["か\u{309A}", "ト\u{309A}", "ㇷ\u{309A}", "æ\u{300}"] {
            let shaped = chain().shape(text).unwrap();
            let [letter, mark] = shaped.glyphs[..] else { panic!("one cluster") };
            let base = chain().shape(text.trim_end_matches(is_mark)).unwrap().glyphs[0];
            assert_ne!(letter.id, base.id);
            assert_eq!((mark.id, mark.advance), (EMPTY, 0));
            assert_eq!([letter.base(), mark.base()].iter().collect::<String>(), text);
        }
    }

    #[test]
    fn full_width_forms_read_as_ascii() {
        let wide = chain().shape_wide("0O").unwrap();
        assert_eq!(wide.iter().flat_map(Glyph::text).collect::<String>(), "0O");
        assert!(wide.iter().all(|glyph| glyph.advance == 1000));
        for c in '!'..='~' {
            assert_eq!(chain().shape_wide(&c.to_string()).unwrap()[0].advance, 1000, "{c}");
        }
    }

    #[test]
    fn gaiji_stand_for_text_or_a_glyph() {
        let id = chain().shape("髙").unwrap().glyphs[0].id;
        let map = format!("U+E000 葛\u{E0100}\nU+E001 髙 1:{id}\nU+E002 高 1:65535");
        let chain = chain().with_gaiji(map.parse().unwrap());
        let shaped = chain.shape("\u{E000}\u{E001}").unwrap();
        assert_eq!(shaped.glyphs.iter().flat_map(Glyph::text).collect::<String>(), "葛\u{E0100}髙");
        assert_eq!(shaped.glyphs[2].id, id);
        assert!(chain.shape("\u{E002}").unwrap_err().is_missing_glyph());
    }
}
