//! Which face has a character: glyph ids and advances, never a guess.
//!
//! - [`face`]: one TrueType face, what it has and how wide it is
//! - [`gaiji`]: what a federation's private-use characters stand for
//! - [`subset`]: a TrueType program of just the glyphs that a page needs
//! - here: the chain of faces, asked in order for each cluster

pub(crate) mod face;
pub(crate) mod gaiji;
pub(crate) mod subset;

use std::borrow::Cow;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::error::{Error, ErrorKind, Field, GaijiFault, Result, Unfit};
use crate::text::characters::{is_mark, is_private_use, is_variation_selector};
use face::Face;
use gaiji::{Gaiji, GaijiMap, TEXT};

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

/// The most faces a chain may have.
const MOST_FACES: usize = 8;

impl FontChain {
    /// A chain without any face, for those who bring all their own.
    pub fn empty() -> Self {
        Self::default()
    }

    /// BIZ UDGothic Regular, then what it lacks from Noto Sans JP Regular, then what both lack from
    /// Noto Sans Regular.
    ///
    /// # Errors
    /// None with the fonts as they are shipped.
    #[cfg(feature = "bundled-fonts")]
    pub fn bundled() -> Result<Self> {
        const BIZ_UD_GOTHIC: &[u8] = include_bytes!("../fonts/BIZUDGothic-Regular.ttf");
        const NOTO_SANS_JP: &[u8] = include_bytes!("../fonts/NotoSansJP-Regular-fallback.ttf");
        const NOTO_SANS: &[u8] = include_bytes!("../fonts/NotoSans-Regular-fallback.ttf");
        static READ_ONCE: std::sync::OnceLock<FontChain> = std::sync::OnceLock::new();
        if let Some(chain) = READ_ONCE.get() {
            return Ok(chain.clone());
        }
        let mut chain = Self::empty();
        for face in [BIZ_UD_GOTHIC, NOTO_SANS_JP, NOTO_SANS] {
            chain = chain.with_face(face, 0)?;
        }
        Ok(READ_ONCE.get_or_init(|| chain).clone())
    }

    /// Adds a face at the end of the chain: TrueType bytes, and which face of a collection (0 for a
    /// single font).
    ///
    /// # Errors
    /// [`ErrorKind::UnusableFont`] for what is no font, has no TrueType outlines (CFF fonts cannot
    /// be cut), or may not be embedded by its own `fsType`; [`ErrorKind::TooManyFaces`] past eight.
    pub fn with_face(mut self, bytes: impl Into<Cow<'static, [u8]>>, index: u32) -> Result<Self> {
        if self.faces.len() == MOST_FACES {
            let kind = ErrorKind::TooManyFaces { found: MOST_FACES + 1, most: MOST_FACES };
            return Err(Error::new(Field::Font, kind));
        }
        self.faces.push(Arc::new(Face::parse(bytes.into(), index)?));
        Ok(self)
    }

    /// Says what private-use characters stand for. Default: none, so each is refused.
    #[must_use]
    pub fn with_gaiji(self, gaiji: GaijiMap) -> Self {
        Self { gaiji, ..self }
    }

    pub(crate) fn with_missing_variations(self, variations: MissingVariations) -> Self {
        Self { variations, ..self }
    }

    /// The PostScript names of the faces, in the order in which they are asked.
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

    /// The glyphs of `text`, one for each cluster; a line break has none.
    pub(crate) fn shape(&self, text: &str) -> Result<Shaped> {
        let mut shaped = Shaped {
            glyphs: Vec::with_capacity(text.len() / 3 + 2),
            missing_variations: Vec::new(),
        };
        let mut chars = text.chars().enumerate().peekable();
        while let Some((index, base)) = chars.next() {
            if base == '\n' {
                continue;
            }
            match chars.next_if(|&(_, c)| is_mark(c)) {
                None => self.push_character(base, index + 1, &mut shaped)?,
                Some((_, mark)) if is_variation_selector(mark) => {
                    self.push_variation(base, mark, &mut shaped)?;
                }
                Some((_, mark)) => self.push_composed(base, mark, &mut shaped)?,
            }
        }
        Ok(shaped)
    }

    /// What may stand in place of a name's own characters, in words that tell one such choice from
    /// another.
    fn substitutions(&self) -> String {
        let gaiji: Vec<_> =
            self.gaiji.entries().map(|entry| (entry.character, &entry.gaiji)).collect();
        format!("{:?} {gaiji:?}", self.variations)
    }

    /// What is wrong with the gaiji map: entries that these faces cannot print.
    pub(crate) fn gaiji_errors(&self) -> Vec<Error> {
        let mut errors = Vec::new();
        for entry in self.gaiji.entries() {
            let reason = match &entry.gaiji {
                Gaiji::Text(text) => match self.shape(text) {
                    Ok(_) => continue,
                    Err(_) => GaijiFault::MissingGlyph { text: text.clone() },
                },
                Gaiji::Glyph { face, id, .. } => match self.faces.get(*face) {
                    Some(own) if own.has_outline(*id) => continue,
                    Some(_) => GaijiFault::NoGlyph { face: face + 1, glyph: *id },
                    None => GaijiFault::NoFace { found: face + 1, faces: self.faces.len() },
                },
            };
            let kind = ErrorKind::GaijiLine { line: entry.line, reason };
            errors.push(Error::new(Field::Gaiji, kind));
        }
        errors
    }

    /// The glyphs of ASCII text in full-width forms, whose 0 and O differ clearly; the text stays
    /// ASCII.
    pub(crate) fn shape_wide(&self, ascii: &str) -> Result<Vec<Glyph>> {
        let mut glyphs = Vec::with_capacity(ascii.len());
        for c in ascii.chars() {
            glyphs.push(self.wide(c)?);
        }
        Ok(glyphs)
    }

    fn wide(&self, c: char) -> Result<Glyph> {
        let wide = c.is_ascii_graphic().then(|| char::from_u32(u32::from(c) + 0xFEE0)).flatten();
        let glyph = wide.and_then(|wide| self.find(wide)).or_else(|| self.find(c));
        glyph.map(|glyph| glyph.reading(&[c])).ok_or_else(|| self.missing(&[c]))
    }

    fn push_character(&self, c: char, position: usize, shaped: &mut Shaped) -> Result<()> {
        if is_private_use(c) {
            return self.push_gaiji(c, position, shaped);
        }
        shaped.glyphs.push(self.find(c).ok_or_else(|| self.missing(&[c]))?);
        Ok(())
    }

    fn push_variation(&self, base: char, selector: char, shaped: &mut Shaped) -> Result<()> {
        let text = [base, selector];
        let own = self
            .faces
            .iter()
            .enumerate()
            .find_map(|(face, f)| Some((face, f.variation(base, selector)?)));
        if let Some((face, id)) = own {
            shaped.push_reading(self.glyph(face, id, &text), &text);
            return Ok(());
        }
        let base_form = self.variations == MissingVariations::BaseForm;
        let base = self.find(base).filter(|_| base_form);
        shaped.push_reading(base.ok_or_else(|| self.missing(&text))?, &text);
        shaped.missing_variations.push(text.iter().collect());
        Ok(())
    }

    /// A letter and a mark that Unicode has no character for, such as か゚.
    fn push_composed(&self, base: char, mark: char, shaped: &mut Shaped) -> Result<()> {
        let text = [base, mark];
        for (face, own) in self.faces.iter().enumerate() {
            if let Some(id) = own.composed(base, mark) {
                shaped.push_reading(self.glyph(face, id, &text), &text);
                return Ok(());
            }
        }
        Err(self.missing(&text))
    }

    fn push_gaiji(&self, c: char, position: usize, shaped: &mut Shaped) -> Result<()> {
        match self.gaiji.get(c) {
            None => {
                let kind = ErrorKind::Unprintable { position, found: c, reason: Unfit::NoGaiji };
                Err(Error::new(Field::ProviderName, kind))
            }
            Some(Gaiji::Text(text)) => {
                let replacement = self.shape(text)?;
                shaped.glyphs.extend(replacement.glyphs);
                shaped.missing_variations.extend(replacement.missing_variations);
                Ok(())
            }
            Some(Gaiji::Glyph { text, face, id }) => {
                let known = self.faces.get(*face).is_some_and(|face| face.has_outline(*id));
                let glyph = known.then(|| self.glyph(*face, *id, text));
                shaped.push_reading(glyph.ok_or_else(|| self.missing(&[c]))?, text);
                Ok(())
            }
        }
    }

    fn find(&self, c: char) -> Option<Glyph> {
        self.faces
            .iter()
            .enumerate()
            .find_map(|(face, f)| Some(self.glyph(face, f.glyph(c)?, &[c])))
    }

    fn glyph(&self, face: usize, id: u16, text: &[char]) -> Glyph {
        let advance = self.faces.get(face).map_or(0, |f| f.advance(id));
        #[expect(clippy::cast_possible_truncation, reason = "a chain has at most MOST_FACES faces")]
        Glyph { face: face as u8, id, advance, text: [NOTHING; TEXT] }.reading(text)
    }

    fn missing(&self, cluster: &[char]) -> Error {
        let fonts = self.face_names().collect::<Vec<_>>().join(", ");
        ErrorKind::MissingGlyph { cluster: cluster.iter().collect(), fonts }.into()
    }
}

impl Shaped {
    /// A glyph that reads as `text`. Readers that take a code for one character at most lose a
    /// mark beside its base: so each mark is an empty glyph after it.
    fn push_reading(&mut self, glyph: Glyph, text: &[char]) {
        let (marks, bases): (Vec<char>, Vec<char>) = text.iter().partition(|&&c| is_mark(c));
        self.glyphs.push(glyph.reading(&bases));
        let empty = Glyph { id: EMPTY, advance: 0, ..glyph };
        self.glyphs.extend(marks.into_iter().map(|mark| empty.reading(&[mark])));
    }
}

/// The id of a glyph without outline and without width, in every face.
pub(crate) const EMPTY: u16 = u16::MAX;

const NOTHING: char = '\0';

/// One glyph of one face, and the characters that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Glyph {
    pub(crate) face: u8,
    pub(crate) id: u16,
    /// In thousandths of an em, as the PDF's own widths.
    pub(crate) advance: u16,
    text: [char; TEXT],
}

impl Glyph {
    fn reading(mut self, text: &[char]) -> Self {
        self.text = [NOTHING; TEXT];
        self.text.iter_mut().zip(text).for_each(|(to, from)| *to = *from);
        self
    }

    pub(crate) fn text(&self) -> impl Iterator<Item = char> {
        self.text.into_iter().take_while(|&c| c != NOTHING)
    }

    /// The character that decides where a line may break.
    pub(crate) fn base(&self) -> char {
        let [base, ..] = self.text;
        base
    }
}

/// Text as glyphs, and what is odd about it.
#[derive(Debug)]
pub(crate) struct Shaped {
    pub(crate) glyphs: Vec<Glyph>,
    /// Variation sequences that no face has, whose bases are printed.
    pub(crate) missing_variations: Vec<String>,
}

#[cfg(test)]
#[cfg(feature = "bundled-fonts")]
mod tests {
    use super::*;

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
        let damaged = "font: face 0 is damaged: its outlines (glyf, loca) cannot be read";
        assert_eq!(retagged(&[[b"loca", b"loc_"]]), damaged);
        let missing = "font: face 0 has no outlines (glyf is missing)";
        assert_eq!(retagged(&[[b"glyf", b"gly_"]]), missing);
        let cff = "font: face 0 has no TrueType outlines (glyf); CFF fonts cannot be cut";
        assert_eq!(retagged(&[[b"DSIG", b"CFF "], [b"glyf", b"gly_"]]), cff);
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
            assert_eq!(chain().wide(c).unwrap().advance, 1000, "{c}");
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
