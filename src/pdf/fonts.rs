//! Fonts: for each face five objects with the glyphs that are needed of it.

use super::codes::{Codes, FontName};
use super::identity::Identity;
use super::objects::Objects;
use super::syntax::{Syntax, push_utf16};
use crate::error::{ErrorKind, Result};
use crate::font::face::Face;
use crate::font::subset::cut;
use crate::font::{FontChain, Glyph};

/// Type 0 font, its descendant, descriptor, program and `ToUnicode`.
pub(super) const OBJECTS: usize = 5;

/// A font under the name that pages know it by, and the object that it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct NamedFont {
    pub(super) name: FontName,
    pub(super) number: usize,
}

/// Writes a font for each of these codes, in objects numbered from `first`.
pub(super) fn push_fonts<'c, W>(
    objects: &mut Objects<W>,
    needed: impl Iterator<Item = (FontName, &'c Codes)>,
    fonts: &FontChain,
    first: usize,
) -> Result<Vec<NamedFont>> {
    let mut named = Vec::new();
    for (name, codes) in needed {
        let face = name.face();
        let defect = || ErrorKind::Defect { reason: format!("there is no face {face}") };
        let face = fonts.faces().get(usize::from(face)).ok_or_else(defect)?;
        let number = first + named.len() * OBJECTS;
        push_font(objects, face, codes, number)?;
        named.push(NamedFont { name, number });
    }
    Ok(named)
}

fn push_font<W>(objects: &mut Objects<W>, face: &Face, codes: &Codes, first: usize) -> Result<()> {
    let glyphs = codes.glyphs();
    let name = subset_name(face, glyphs);
    let ids: Vec<u16> = glyphs.iter().map(|glyph| glyph.id).collect();
    push_type0(objects, &name, first);
    push_descendant(objects, &name, glyphs, first + 1);
    push_descriptor(objects, &name, face, first + 2);
    let program = cut(face, &ids)?;
    let mut keys = Vec::new();
    keys.raw("/Length1 ").int(program.len());
    objects.packed_stream(first + 3, &keys, &[&program]);
    objects.packed_stream(first + 4, b"", &[&to_unicode(glyphs)]);
    Ok(())
}

/// A tag of six capitals, from what the subset holds: so that files can be merged without their
/// fonts being taken for one.
fn subset_name(face: &Face, glyphs: &[Glyph]) -> String {
    let mut identity = Identity::new();
    for glyph in glyphs {
        identity.add(&glyph.id.to_be_bytes());
        for c in glyph.text() {
            identity.add(&u32::from(c).to_be_bytes());
        }
    }
    let mut rest = identity.finish();
    let mut name = String::with_capacity(7 + face.name().len());
    for _ in 0..6 {
        name.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    name + "+" + face.name()
}

fn push_type0<W>(objects: &mut Objects<W>, name: &str, number: usize) {
    let out = objects.begin(number);
    out.raw("<</Type/Font/Subtype/Type0/BaseFont/").raw(name);
    out.raw("/Encoding/Identity-H/DescendantFonts[").reference(number + 1);
    out.raw("]/ToUnicode ").reference(number + 4).raw(">>");
    objects.end();
}

fn push_descendant<W>(objects: &mut Objects<W>, name: &str, glyphs: &[Glyph], number: usize) {
    let out = objects.begin(number);
    out.raw("<</Type/Font/Subtype/CIDFontType2/BaseFont/").raw(name);
    out.raw("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>");
    out.raw("/CIDToGIDMap/Identity/FontDescriptor ").reference(number + 1).raw("/DW 1000");
    push_widths(out.raw("/W["), glyphs);
    out.raw("]>>");
    objects.end();
}

/// Each range of codes that are not as wide as their size.
fn push_widths(out: &mut Vec<u8>, glyphs: &[Glyph]) {
    let mut first = 1;
    for range in glyphs.chunk_by(|a, b| a.advance == b.advance) {
        let last = first + range.len() - 1;
        if let Some(glyph) = range.first().filter(|glyph| glyph.advance != 1000) {
            out.int(first).raw(" ").int(last).raw(" ").int(glyph.advance).raw(" ");
        }
        first = last + 1;
    }
}

fn push_descriptor<W>(objects: &mut Objects<W>, name: &str, face: &Face, number: usize) {
    let metrics = face.metrics();
    let out = objects.begin(number);
    out.raw("<</Type/FontDescriptor/FontName/").raw(name).raw("/Flags 4/FontBBox[");
    let [left, bottom, right, top] = metrics.bounds;
    out.int(left).raw(" ").int(bottom).raw(" ").int(right).raw(" ").int(top);
    out.raw("]/ItalicAngle 0/Ascent ").int(metrics.ascent);
    out.raw("/Descent ").int(metrics.descent).raw("/CapHeight ").int(metrics.cap_height);
    out.raw("/StemV ").int(stem(metrics.weight));
    out.raw("/FontFile2 ").reference(number + 1).raw(">>");
    objects.end();
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
        out.raw("<");
        push_utf16(out, glyph.text());
        out.raw(">");
    }
    out.raw("]endbfrange\n");
}
