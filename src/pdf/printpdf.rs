//! printpdf's part of the fixed bytes: the content of each page, and the fonts. Its document model
//! and lopdf's go no further.

use std::collections::BTreeMap;

use lopdf::content::{Content as Operators, Operation};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use printpdf::{
    Codepoint, Color, DictItem, FontId, FontMetrics, Greyscale, LinePoint, Mm, Op, ParsedFont,
    PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, TextItem, TextMatrix,
};

use super::codes::{Codes, FontName};
use super::content::{needs_actual_text, stretches};
use super::design::Design;
use super::fonts::{NamedFont, subset_name};
use super::marks::{MARK, marked};
use super::profile::Profile;
use crate::error::{Error, ErrorKind, Result};
use crate::font::subset::cut;
use crate::font::{FontChain, Glyph};
use crate::layout::forme::{Content, Line, Page, Rule};
use crate::layout::length::{Length, Point, Size};

/// What printpdf wrote.
pub(super) struct Printed {
    /// What stands between `obj` and `endobj`, for the objects from number 1.
    pub(super) objects: Vec<Vec<u8>>,
    pub(super) fonts: Vec<NamedFont>,
    /// The content stream of each page.
    pub(super) contents: Vec<usize>,
}

/// Prints what is fixed, with these codes.
pub(super) fn print(design: Design<'_>, codes: &[Codes]) -> Result<Printed> {
    let Design { forme, fonts, profile } = design;
    let printer = Printer { codes, profile, size: forme.page() };
    let mut document = PdfDocument::new(&forme.title);
    for (face, codes) in used(codes) {
        let font = PdfFont::new(parsed(fonts, face, codes)?);
        document.resources.fonts.map.insert(font_id(face), font);
    }
    let mut pages: Vec<PdfPage> = forme.pages.iter().map(|page| printer.page(page)).collect();
    pages.push(printer.every_glyph());
    document.with_pages(pages);
    let mut tree = saved(&document)?;
    describe_fonts(&mut tree, fonts);
    taken(tree, forme.pages.len(), codes).map_err(|error| unusable(&error))
}

/// The XMP as a stream that is not deflated, so that readers of bytes find it.
pub(super) fn metadata_stream(xmp: String) -> Result<Vec<u8>> {
    let keys = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let stream = Stream::new(keys, xmp.into_bytes()).with_compression(false);
    body(stream.into()).map_err(|error| unusable(&error))
}

/// A profile of one component as a stream.
pub(super) fn profile_stream(icc: Vec<u8>) -> Result<Vec<u8>> {
    let stream = Stream::new(dictionary! { "N" => 1 }, icc);
    body(stream.into()).map_err(|error| unusable(&error))
}

fn defect(reason: &str) -> Error {
    ErrorKind::Defect { reason: reason.into() }.into()
}

fn unusable(error: &lopdf::Error) -> Error {
    defect(&error.to_string())
}

/// The faces that have codes.
fn used(codes: &[Codes]) -> impl Iterator<Item = (u8, &Codes)> {
    (0..).zip(codes).filter(|(_, codes)| !codes.is_empty())
}

fn font_id(face: u8) -> FontId {
    FontId(FontName::Fixed(face).resource().map(char::from).iter().collect())
}

/// The cut of a face, in thousandths of an em, its glyph ids being the codes.
fn parsed(fonts: &FontChain, face: u8, codes: &Codes) -> Result<ParsedFont> {
    let face = fonts.faces().get(usize::from(face)).ok_or_else(|| defect("a glyph of no face"))?;
    let ids: Vec<u16> = codes.glyphs().iter().map(|glyph| glyph.id).collect();
    let widths = (1..).zip(codes.glyphs()).map(|(code, glyph)| (code, glyph.advance)).collect();
    let metrics = face.metrics();
    let mut parsed = ParsedFont::with_glyph_data(
        cut(face, &ids)?,
        0,
        Some(subset_name(face, codes.glyphs())),
        BTreeMap::new(),
        widths,
        1000,
        FontMetrics { ascent: metrics.ascent, descent: metrics.descent },
    );
    let [left, bottom, right, top] = metrics.bounds;
    let stub = &mut parsed.pdf_font_metrics;
    (stub.x_min, stub.y_min, stub.x_max, stub.y_max) = (left, bottom, right, top);
    stub.us_weight_class = metrics.weight;
    Ok(parsed)
}

/// Prints pages as printpdf's operators.
struct Printer<'a> {
    codes: &'a [Codes],
    profile: Profile,
    size: Size,
}

impl Printer<'_> {
    fn sized(&self, ops: Vec<Op>) -> PdfPage {
        PdfPage::new(millimetres(self.size.width), millimetres(self.size.height), ops)
    }

    fn page(&self, page: &Page) -> PdfPage {
        let mut ops = self.rules(&page.rules);
        for (mark, content) in marked(page) {
            if let Content::Fixed(lines) = content {
                self.push_content(&mut ops, mark, lines);
            }
        }
        self.sized(ops)
    }

    /// A page to be thrown away: widths and `ToUnicode` are written for glyphs on a page only.
    fn every_glyph(&self) -> PdfPage {
        let mut ops = vec![Op::StartTextSection];
        for (face, codes) in used(self.codes) {
            ops.push(set_font(face, Pt(12.0)));
            ops.push(show(codes.glyphs(), codes));
        }
        ops.push(Op::EndTextSection);
        self.sized(ops)
    }

    /// Rules are an artifact.
    fn rules(&self, rules: &[Rule]) -> Vec<Op> {
        if rules.is_empty() {
            return Vec::new();
        }
        let black = Color::Greyscale(Greyscale { percent: 0.0, icc_profile: None });
        let mut ops = vec![Op::BeginMarkedContent { tag: "Artifact".into() }];
        ops.push(Op::SetOutlineColor { col: black });
        for rule in rules {
            let points = [rule.from, rule.to].map(|p| LinePoint { p: self.at(p), bezier: false });
            let line = printpdf::Line { points: points.into(), is_closed: false };
            ops.push(Op::SetOutlineThickness { pt: points_of(rule.width) });
            ops.push(Op::DrawLine { line });
        }
        ops.push(Op::EndMarkedContent);
        ops
    }

    fn push_content(&self, ops: &mut Vec<Op>, mark: usize, lines: &[Line]) {
        let tagged = self.profile.is_tagged();
        if tagged {
            let mark = i64::try_from(mark).unwrap_or(i64::MAX);
            ops.push(begin_marked(MARK, "MCID", DictItem::Int(mark)));
        }
        for line in lines {
            self.push_line(ops, line);
        }
        if tagged {
            ops.push(Op::EndMarkedContent);
        }
    }

    fn push_line(&self, ops: &mut Vec<Op>, line: &Line) {
        let at = self.at(line.at);
        ops.push(Op::StartTextSection);
        ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(at.x, at.y) });
        for stretch in stretches(&line.glyphs) {
            let spoken = needs_actual_text(stretch);
            if spoken {
                ops.push(actual_text(stretch));
            }
            for run in stretch.chunk_by(|a, b| a.face == b.face) {
                self.push_run(ops, run, points_of(line.size));
            }
            if spoken {
                ops.push(Op::EndMarkedContent);
            }
        }
        ops.push(Op::EndTextSection);
    }

    /// Glyphs of one face.
    fn push_run(&self, ops: &mut Vec<Op>, run: &[Glyph], size: Pt) {
        let Some(face) = run.first().map(|glyph| glyph.face) else { return };
        if let Some(codes) = self.codes.get(usize::from(face)) {
            ops.push(set_font(face, size));
            ops.push(show(run, codes));
        }
    }

    fn at(&self, point: Point) -> printpdf::Point {
        printpdf::Point { x: points_of(point.x), y: points_of(self.size.height - point.y) }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "printpdf counts in f32")]
fn millimetres(length: Length) -> Mm {
    Mm(length.to_mm() as f32)
}

/// To a hundredth of a point, as our own content has them.
#[expect(clippy::cast_possible_truncation, reason = "printpdf counts in f32")]
fn points_of(length: Length) -> Pt {
    Pt(((length.to_pt() * 100.0).round() / 100.0) as f32)
}

fn set_font(face: u8, size: Pt) -> Op {
    Op::SetFont { font: PdfFontHandle::External(font_id(face)), size }
}

fn show(glyphs: &[Glyph], codes: &Codes) -> Op {
    let mut codepoints = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        let code = codes.find(glyph).unwrap_or(0);
        codepoints.push(Codepoint::with_cid(code, 0.0, glyph.text().collect()));
    }
    Op::ShowText { items: vec![TextItem::GlyphIds(codepoints)] }
}

fn actual_text(stretch: &[Glyph]) -> Op {
    let text: String = stretch.iter().flat_map(Glyph::text).collect();
    begin_marked("Span", "ActualText", DictItem::Bytes(utf16(&text)))
}

fn utf16(text: &str) -> Vec<u8> {
    ["\u{FEFF}", text].concat().encode_utf16().flat_map(u16::to_be_bytes).collect()
}

fn begin_marked(tag: &str, key: &str, value: DictItem) -> Op {
    let properties = DictItem::Dict { map: BTreeMap::from([(key.into(), value)]) };
    Op::BeginMarkedContentWithProperties { tag: tag.into(), properties }
}

fn saved(document: &PdfDocument) -> Result<Document> {
    let options = PdfSaveOptions {
        subset_fonts: false,
        image_optimization: None,
        ..PdfSaveOptions::default()
    };
    let mut warnings = Vec::new();
    let tree = document.to_lopdf_document(&options, &mut warnings);
    match warnings.first() {
        Some(warning) => Err(defect(&warning.msg)),
        None => Ok(tree),
    }
}

/// Without its feature `text_layout`, printpdf writes the ascent for the height of capitals, and
/// calls every font Latin.
fn describe_fonts(tree: &mut Document, fonts: &FontChain) {
    const SYMBOLIC: i64 = 4;
    for object in tree.objects.values_mut() {
        let Object::Dictionary(descriptor) = object else { continue };
        let Ok(name) = descriptor.get(b"FontName").and_then(Object::as_name) else { continue };
        // After the tag of the subset.
        let name = name.split(|&byte| byte == b'+').next_back().unwrap_or_default().to_vec();
        if let Some(face) = fonts.faces().iter().find(|face| face.name().as_bytes() == name) {
            descriptor.set("CapHeight", i64::from(face.metrics().cap_height));
            descriptor.set("Flags", SYMBOLIC);
        }
    }
}

/// Takes the content of so many pages and the fonts, numbered from 1 without a gap.
fn taken(mut tree: Document, pages: usize, codes: &[Codes]) -> lopdf::Result<Printed> {
    let mut contents = Vec::new();
    for page in tree.page_iter().take(pages) {
        contents.push(tree.get_dictionary(page)?.get(b"Contents")?.clone());
    }
    tree.trailer = dictionary! { "Fonts" => fonts_of(&tree)?, "Contents" => contents };
    tree.prune_objects();
    tree.renumber_objects();
    let contents = tree.trailer.get(b"Contents")?.as_array()?.iter().map(number);
    Ok(Printed {
        contents: contents.collect::<lopdf::Result<_>>()?,
        fonts: named(tree.trailer.get(b"Fonts")?.as_dict()?, codes)?,
        objects: tree.objects.into_values().map(body).collect::<lopdf::Result<_>>()?,
    })
}

/// The fonts in the resources that all pages share.
fn fonts_of(tree: &Document) -> lopdf::Result<Dictionary> {
    let first = tree.page_iter().next().ok_or(lopdf::Error::PageNumberNotFound(1))?;
    let resources = tree.get_dict_in_dict(tree.get_dictionary(first)?, b"Resources")?;
    Ok(tree.get_dict_in_dict(resources, b"Font")?.clone())
}

fn named(fonts: &Dictionary, codes: &[Codes]) -> lopdf::Result<Vec<NamedFont>> {
    let mut named = Vec::new();
    for (face, _) in used(codes) {
        let name = FontName::Fixed(face);
        named.push(NamedFont { name, number: number(fonts.get(&name.resource())?)? });
    }
    Ok(named)
}

fn number(reference: &Object) -> lopdf::Result<usize> {
    Ok(reference.as_reference()?.0 as usize)
}

/// An object as bytes. lopdf gives its writer of objects away as that of operands only.
fn body(mut object: Object) -> lopdf::Result<Vec<u8>> {
    let mut is_stream = false;
    if let Object::Stream(stream) = &mut object {
        is_stream = true;
        if stream.allows_compression {
            stream.compress()?;
        }
    }
    let mut bytes = Operators { operations: [Operation::new("", vec![object])] }.encode()?;
    // The space after an operand, which lopdf writes after a stream as well.
    if !is_stream {
        bytes.pop();
    }
    Ok(bytes)
}
