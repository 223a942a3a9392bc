//! Fonts: which code each glyph has, and for each face five objects with the glyphs that are needed
//! of it.
//!
//! - [`codes`]: one code for each (glyph, text)
//! - here: the objects

pub(super) mod codes;

use super::file::objects::Objects;
use super::file::syntax::Syntax;
use super::identity::Identity;
use crate::error::{Error, Result};
use crate::font::face::Face;
use crate::font::subset::cut;
use crate::font::{FontChain, Glyph};
use codes::{Codes, FontName};

/// Type 0 font, its descendant, descriptor, program and `ToUnicode`.
pub(super) const OBJECTS: usize = 5;

/// A font under the name that pages know it by, and the object that it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct NamedFont {
    pub(super) name: FontName,
    pub(super) number: usize,
}

/// Writes a font for each of these codes, in objects numbered from `first`.
pub(super) fn push_fonts<'c>(
    objects: &mut Objects,
    needed: impl Iterator<Item = (FontName, &'c Codes)>,
    fonts: &FontChain,
    first: usize,
) -> Result<Vec<NamedFont>> {
    let mut named = Vec::new();
    for (name, codes) in needed {
        let number = first + named.len() * OBJECTS;
        Cut::new(face(fonts, name)?, codes.glyphs(), number).push(objects)?;
        named.push(NamedFont { name, number });
    }
    Ok(named)
}

fn face(fonts: &FontChain, name: FontName) -> Result<&Face> {
    let number = name.face();
    let defect = || Error::defect(format!("there is no face {number}"));
    Ok(fonts.faces().get(usize::from(number)).ok_or_else(defect)?)
}

/// Glyphs of a face, by their codes.
struct Cut<'a> {
    face: &'a Face,
    glyphs: &'a [Glyph],
    name: String,
    /// The first of its objects.
    first: usize,
}

impl<'a> Cut<'a> {
    fn new(face: &'a Face, glyphs: &'a [Glyph], first: usize) -> Self {
        let name = [&tag(glyphs), "+", face.name()].concat();
        Self { face, glyphs, name, first }
    }

    fn push(&self, objects: &mut Objects) -> Result<()> {
        self.push_type0(&mut objects.dictionary(self.first));
        self.push_descendant(&mut objects.dictionary(self.first + 1));
        self.push_descriptor(&mut objects.dictionary(self.first + 2));
        self.push_program(objects)?;
        objects.packed_stream(self.first + 4, b"", &to_unicode(self.glyphs));
        Ok(())
    }

    fn push_type0(&self, out: &mut Vec<u8>) {
        out.raw("/Type/Font/Subtype/Type0/BaseFont/").raw(&self.name);
        out.raw("/Encoding/Identity-H/DescendantFonts[").reference(self.first + 1);
        out.raw("]").refer("/ToUnicode", self.first + 4);
    }

    fn push_descendant(&self, out: &mut Vec<u8>) {
        out.raw("/Type/Font/Subtype/CIDFontType2/BaseFont/").raw(&self.name);
        out.raw("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>");
        out.raw("/CIDToGIDMap/Identity").refer("/FontDescriptor", self.first + 2);
        out.raw("/DW 1000/W[");
        push_widths(out, self.glyphs);
        out.raw("]");
    }

    fn push_descriptor(&self, out: &mut Vec<u8>) {
        let metrics = self.face.metrics();
        out.raw("/Type/FontDescriptor/FontName/").raw(&self.name).raw("/Flags 4/FontBBox[");
        let [left, bottom, right, top] = metrics.bounds;
        out.ints([left, bottom, right]).int(top);
        out.raw("]/ItalicAngle 0/Ascent ").int(metrics.ascent);
        out.raw("/Descent ").int(metrics.descent).raw("/CapHeight ").int(metrics.cap_height);
        out.raw("/StemV ").int(stem(metrics.weight)).refer("/FontFile2", self.first + 3);
    }

    fn push_program(&self, objects: &mut Objects) -> Result<()> {
        let ids: Vec<u16> = self.glyphs.iter().map(|glyph| glyph.id).collect();
        let (program, mut keys) = (cut(self.face, &ids)?, Vec::new());
        keys.raw("/Length1 ").int(program.len());
        objects.packed_stream(self.first + 3, &keys, &program);
        Ok(())
    }
}

/// Six capitals from what a cut holds: so that files can be merged without their fonts being taken
/// for one.
fn tag(glyphs: &[Glyph]) -> String {
    let mut rest = identity(glyphs);
    let mut tag = String::with_capacity(6);
    for _ in 0..6 {
        tag.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    tag
}

fn identity(glyphs: &[Glyph]) -> u128 {
    let mut identity = Identity::new();
    for glyph in glyphs {
        identity.add(&glyph.id.to_be_bytes());
        for c in glyph.text() {
            identity.add(&u32::from(c).to_be_bytes());
        }
    }
    identity.finish()
}

/// Each range of codes that are not as wide as their size.
fn push_widths(out: &mut Vec<u8>, glyphs: &[Glyph]) {
    let mut first = 1;
    for range in glyphs.chunk_by(|a, b| a.advance == b.advance) {
        let last = first + range.len() - 1;
        if let Some(glyph) = range.first().filter(|glyph| glyph.advance != 1000) {
            out.ints([first, last]).int(glyph.advance).raw(" ");
        }
        first = last + 1;
    }
}

/// No table of a font has the width of its stems; PDF writers estimate it from the weight so.
fn stem(weight: u16) -> u32 {
    50 + (u32::from(weight) * u32::from(weight)) / 4225
}

/// The text of each code, by ranges, which must not cross a first byte.
fn to_unicode(glyphs: &[Glyph]) -> Vec<u8> {
    let mut out = Vec::with_capacity(400 + glyphs.len() * 8);
    out.raw(CMAP);
    let (mut first, mut rest) = (1, glyphs);
    while !rest.is_empty() {
        let most = 0x100 - first % 0x100;
        let (range, others) = rest.split_at(most.min(rest.len()));
        push_range(&mut out, first, range);
        (first, rest) = (first + range.len(), others);
    }
    out.raw(CMAP_END);
    out
}

const CMAP: &str = "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n\
    /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n\
    /CMapName/Adobe-Identity-UCS def/CMapType 2 def\n\
    1 begincodespacerange<0000><FFFF>endcodespacerange\n";
const CMAP_END: &str = "endcmap CMapName currentdict/CMap defineresource pop end end";

fn push_range(out: &mut Vec<u8>, first: usize, glyphs: &[Glyph]) {
    out.raw("1 beginbfrange");
    for code in [first, first + glyphs.len() - 1] {
        out.raw("<").hex(&u16::try_from(code).unwrap_or(u16::MAX).to_be_bytes()).raw(">");
    }
    out.raw("[");
    for glyph in glyphs {
        out.raw("<").utf16(glyph.text()).raw(">");
    }
    out.raw("]endbfrange\n");
}
