//! A font of the glyphs that the master lacks: five small objects, written as bytes.

use super::codes::Codes;
use super::ink::{begin_object, push_hex, push_int, push_reference, push_utf16};
use crate::error::{ErrorKind, Result};
use crate::font::face::Face;
use crate::font::subset::cut;
use crate::font::{FontChain, Glyph};

/// Type 0 font, its descendant, descriptor, program and `ToUnicode`.
pub(crate) const OBJECTS: usize = 5;

/// Bytes of some indirect objects, and the offset of each among them.
#[derive(Debug, Default)]
pub(crate) struct Objects {
    pub(crate) bytes: Vec<u8>,
    pub(crate) offsets: Vec<usize>,
}

impl Objects {
    /// Room for the usual handful of glyphs, so that it seldom moves.
    pub(crate) fn of_one_letter() -> Self {
        Self { bytes: Vec::with_capacity(16 << 10), offsets: Vec::with_capacity(2 * OBJECTS) }
    }

    fn begin(&mut self, number: usize) {
        self.offsets.push(begin_object(&mut self.bytes, number));
    }

    fn end(&mut self) {
        self.bytes.extend_from_slice(b"\nendobj\n");
    }

    fn stream(&mut self, number: usize, keys: &[u8], content: &[u8]) {
        self.begin(number);
        self.bytes.extend_from_slice(b"<<");
        self.bytes.extend_from_slice(keys);
        self.bytes.extend_from_slice(b"/Length ");
        push_int(&mut self.bytes, content.len());
        self.bytes.extend_from_slice(b">>stream\n");
        self.bytes.extend_from_slice(content);
        self.bytes.extend_from_slice(b"\nendstream");
        self.end();
    }
}

/// The font of `codes`, in objects numbered from `first`.
pub(crate) fn push_font(
    objects: &mut Objects,
    fonts: &FontChain,
    (face, codes): (u8, &Codes),
    first: usize,
) -> Result<()> {
    let reason = || ErrorKind::Defect { reason: format!("there is no face {face}") };
    let face = fonts.faces().get(usize::from(face)).ok_or_else(reason)?;
    let name = subset_name(face, codes.glyphs());
    let ids: Vec<u16> = codes.glyphs().iter().map(|glyph| glyph.id).collect();
    push_type0(objects, &name, first);
    push_descendant(objects, &name, codes.glyphs(), first + 1);
    push_descriptor(objects, &name, face, first + 2);
    let program = cut(face, &ids)?;
    let mut length = b"/Length1 ".to_vec();
    push_int(&mut length, program.len());
    objects.stream(first + 3, &length, &program);
    objects.stream(first + 4, b"", &to_unicode(codes.glyphs()));
    Ok(())
}

/// A tag of six capitals, from what the subset holds: so that files can be merged without their
/// fonts being taken for one.
pub(crate) fn subset_name(face: &Face, glyphs: &[Glyph]) -> String {
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

fn push_type0(objects: &mut Objects, name: &str, number: usize) {
    objects.begin(number);
    let out = &mut objects.bytes;
    out.extend_from_slice(b"<</Type/Font/Subtype/Type0/BaseFont/");
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"/Encoding/Identity-H/DescendantFonts[");
    push_reference(out, number + 1);
    out.extend_from_slice(b"]/ToUnicode ");
    push_reference(out, number + 4);
    out.extend_from_slice(b">>");
    objects.end();
}

fn push_descendant(objects: &mut Objects, name: &str, glyphs: &[Glyph], number: usize) {
    objects.begin(number);
    let out = &mut objects.bytes;
    out.extend_from_slice(b"<</Type/Font/Subtype/CIDFontType2/BaseFont/");
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/FontDescriptor ");
    push_reference(out, number + 1);
    out.extend_from_slice(b"/DW 1000");
    if glyphs.iter().any(|glyph| glyph.advance != 1000) {
        out.extend_from_slice(b"/W[1[");
        for glyph in glyphs {
            push_int(out, glyph.advance);
            out.push(b' ');
        }
        out.extend_from_slice(b"]]");
    }
    out.extend_from_slice(b">>");
    objects.end();
}

fn push_descriptor(objects: &mut Objects, name: &str, face: &Face, number: usize) {
    let metrics = face.metrics();
    let [left, bottom, right, top] = metrics.bounds;
    objects.begin(number);
    let descriptor = format!(
        "<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{left} {bottom} {right} {top}]/ItalicAngle 0\
         /Ascent {}/Descent {}/CapHeight {}/StemV {}/FontFile2 ",
        metrics.ascent,
        metrics.descent,
        metrics.cap_height,
        stem(metrics.weight)
    );
    objects.bytes.extend_from_slice(descriptor.as_bytes());
    push_reference(&mut objects.bytes, number + 1);
    objects.bytes.extend_from_slice(b">>");
    objects.end();
}

/// No table of a font has the width of its stems; PDF writers estimate it from the weight so.
fn stem(weight: u16) -> u32 {
    50 + (u32::from(weight) * u32::from(weight)) / 4225
}

fn to_unicode(glyphs: &[Glyph]) -> Vec<u8> {
    let mut out = Vec::with_capacity(400 + glyphs.len() * 16);
    out.extend_from_slice(
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
        /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
        1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    for (block, chunk) in glyphs.chunks(100).enumerate() {
        push_int(&mut out, chunk.len());
        out.extend_from_slice(b" beginbfchar\n");
        for (code, glyph) in (block * 100 + 1..).zip(chunk) {
            out.push(b'<');
            push_hex(&mut out, u16::try_from(code).unwrap_or(0));
            out.extend_from_slice(b"> <");
            push_utf16(&mut out, glyph.text());
            out.extend_from_slice(b">\n");
        }
        out.extend_from_slice(b"endbfchar\n");
    }
    out.extend_from_slice(b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out
}
