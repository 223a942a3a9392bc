//! A font of the glyphs that the fixed fonts lack: five small objects.

use super::codes::{Codes, FontName, Palette};
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

/// Writes the palette's own fonts, in objects numbered from `first`.
pub(super) fn push_fonts<W>(
    objects: &mut Objects<W>,
    palette: &Palette<'_>,
    fonts: &FontChain,
    first: usize,
) -> Result<Vec<NamedFont>> {
    let mut named = Vec::new();
    for (index, codes) in palette.own() {
        let defect = || ErrorKind::Defect { reason: format!("there is no face {index}") };
        let face = fonts.faces().get(usize::from(index)).ok_or_else(defect)?;
        let number = first + named.len() * OBJECTS;
        push_font(objects, face, codes, number)?;
        named.push(NamedFont { name: FontName::Own(index), number });
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
    objects.stream(first + 3, &format!("/Length1 {}", program.len()), &program);
    objects.stream(first + 4, "", &to_unicode(glyphs));
    Ok(())
}

/// A tag of six capitals, from what the subset holds: so that files can be merged without their
/// fonts being taken for one.
pub(super) fn subset_name(face: &Face, glyphs: &[Glyph]) -> String {
    // FNV-1a: it need not resist anyone, only differ.
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for glyph in glyphs {
        for part in [u32::from(glyph.id)].into_iter().chain(glyph.text().map(u32::from)) {
            hash = (hash ^ u64::from(part)).wrapping_mul(0x0100_0000_01B3);
        }
    }
    let letter = |place: u32| char::from(b'A' + (hash / 26_u64.pow(place) % 26) as u8);
    let tag: String = (0..6).map(letter).collect();
    format!("{tag}+{}", face.name())
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
    if glyphs.iter().any(|glyph| glyph.advance != 1000) {
        out.raw("/W[1[");
        for glyph in glyphs {
            out.int(glyph.advance).raw(" ");
        }
        out.raw("]]");
    }
    out.raw(">>");
    objects.end();
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

fn to_unicode(glyphs: &[Glyph]) -> Vec<u8> {
    let mut out = Vec::with_capacity(400 + glyphs.len() * 16);
    out.raw(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let mut codes = 1_u16..;
    for chunk in glyphs.chunks(100) {
        out.int(chunk.len()).raw(" beginbfchar\n");
        for (glyph, code) in chunk.iter().zip(&mut codes) {
            out.raw("<").hex(code).raw("> <");
            push_utf16(&mut out, glyph.text());
            out.raw(">\n");
        }
        out.raw("endbfchar\n");
    }
    out.raw("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out
}
