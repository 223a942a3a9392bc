//! The page as printpdf's operators: rules, fixed words and fonts.

use std::collections::BTreeMap;

use lopdf::{Document, Object};
use printpdf::{
    Codepoint, Color, DictItem, FontId, FontMetrics, Greyscale, LinePoint, Mm, Op, ParsedFont,
    PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, TextItem, TextMatrix,
};

use super::codes::Codes;
use super::content::{MARK, needs_actual_text, stretches};
use super::fonts::subset_name;
use super::master::broken;
use super::profile::Profile;
use crate::error::Result;
use crate::font::subset::cut;
use crate::font::{FontChain, Glyph};
use crate::layout::forme::{Content, Forme, Line, Page, Rule};
use crate::layout::length::{Length, Point};

/// The page by printpdf, and a second one that names every glyph: widths and `ToUnicode` are
/// written for glyphs on a page only.
pub(super) fn print(
    forme: &Forme,
    fonts: &FontChain,
    codes: &[Codes],
    profile: Profile,
) -> Result<Document> {
    let mut document = PdfDocument::new(&forme.title);
    let mut catalogue = vec![Op::StartTextSection];
    for (face, codes) in (0_u8..).zip(codes).filter(|(_, codes)| !codes.is_empty()) {
        document
            .resources
            .fonts
            .map
            .insert(resource(face), PdfFont::new(parsed(fonts, face, codes)?));
        catalogue
            .push(Op::SetFont { font: PdfFontHandle::External(resource(face)), size: Pt(12.0) });
        catalogue.push(Op::ShowText {
            items: vec![TextItem::GlyphIds(codepoints(codes.glyphs(), codes))],
        });
    }
    catalogue.push(Op::EndTextSection);
    let height = forme.page().height;
    let (wide, high) = (millimetres(forme.page().width), millimetres(height));
    let fixed =
        |page: &Page| [rules(page, height), contents(page, codes, (height, profile))].concat();
    let pages: Vec<_> = forme.pages.iter().map(fixed).chain([catalogue]).collect();
    document.with_pages(pages.into_iter().map(|ops| PdfPage::new(wide, high, ops)).collect());
    let options = PdfSaveOptions {
        subset_fonts: false,
        image_optimization: None,
        ..PdfSaveOptions::default()
    };
    let mut warnings = Vec::new();
    let mut tree = document.to_lopdf_document(&options, &mut warnings);
    describe_fonts(&mut tree, fonts);
    match warnings.first() {
        Some(warning) => Err(broken(&warning.msg)),
        None => Ok(tree),
    }
}

fn resource(face: u8) -> FontId {
    FontId(format!("M{face}"))
}

#[expect(clippy::cast_possible_truncation, reason = "printpdf counts in f32")]
fn millimetres(length: Length) -> Mm {
    Mm(length.to_mm() as f32)
}

/// The cut of a face, in thousandths of an em, its glyph ids being the codes.
fn parsed(fonts: &FontChain, face: u8, codes: &Codes) -> Result<ParsedFont> {
    let face = fonts.faces().get(usize::from(face)).ok_or_else(|| broken("a glyph of no face"))?;
    let ids: Vec<u16> = codes.glyphs().iter().map(|glyph| glyph.id).collect();
    let widths = (1..).zip(codes.glyphs()).map(|(code, glyph)| (code, glyph.advance)).collect();
    let metrics = face.metrics();
    let name = subset_name(face, codes.glyphs());
    let font_metrics = FontMetrics { ascent: metrics.ascent, descent: metrics.descent };
    let mut parsed = ParsedFont::with_glyph_data(
        cut(face, &ids)?,
        0,
        Some(name),
        BTreeMap::new(),
        widths,
        1000,
        font_metrics,
    );
    let [left, bottom, right, top] = metrics.bounds;
    let stub = &mut parsed.pdf_font_metrics;
    (stub.x_min, stub.y_min, stub.x_max, stub.y_max) = (left, bottom, right, top);
    stub.us_weight_class = metrics.weight;
    Ok(parsed)
}

/// Without its feature `text_layout`, printpdf writes the ascent for the height of capitals, and
/// calls every font Latin.
fn describe_fonts(document: &mut Document, fonts: &FontChain) {
    const SYMBOLIC: i64 = 4;
    for object in document.objects.values_mut() {
        let Object::Dictionary(descriptor) = object else { continue };
        let name = descriptor
            .get(b"FontName")
            .and_then(Object::as_name)
            .map(<[u8]>::to_vec)
            .unwrap_or_default();
        let face = fonts.faces().iter().find(|face| name.ends_with(face.name().as_bytes()));
        if let (true, Some(face)) = (descriptor.has_type(b"FontDescriptor"), face) {
            descriptor.set("CapHeight", i64::from(face.metrics().cap_height));
            descriptor.set("Flags", SYMBOLIC);
        }
    }
}

fn codepoints(glyphs: &[Glyph], codes: &Codes) -> Vec<Codepoint> {
    let codepoint = |glyph: &Glyph| {
        Codepoint::with_cid(codes.find(glyph).unwrap_or(0), 0.0, glyph.text().collect())
    };
    glyphs.iter().map(codepoint).collect()
}

/// The rules of one page, as an artifact.
fn rules(page: &Page, height: Length) -> Vec<Op> {
    if page.rules.is_empty() {
        return Vec::new();
    }
    let mut ops = vec![Op::BeginMarkedContent { tag: "Artifact".into() }];
    ops.push(Op::SetOutlineColor {
        col: Color::Greyscale(Greyscale { percent: 0.0, icc_profile: None }),
    });
    ops.extend(page.rules.iter().flat_map(|rule| ruled(rule, height)));
    ops.push(Op::EndMarkedContent);
    ops
}

/// The fixed words of one page, each content marked with its number.
fn contents(page: &Page, codes: &[Codes], (height, profile): (Length, Profile)) -> Vec<Op> {
    let mut ops = Vec::new();
    for (mark, content) in (0..).zip(page.contents()) {
        let Content::Fixed(lines) = content else { continue };
        let words = lines.iter().flat_map(|line| words(line, codes, height));
        if profile.is_tagged() {
            let properties =
                DictItem::Dict { map: BTreeMap::from([("MCID".into(), DictItem::Int(mark))]) };
            ops.push(Op::BeginMarkedContentWithProperties { tag: MARK.into(), properties });
            ops.extend(words);
            ops.push(Op::EndMarkedContent);
        } else {
            ops.extend(words);
        }
    }
    ops
}

fn ruled(rule: &Rule, height: Length) -> [Op; 2] {
    let points =
        [rule.from, rule.to].map(|point| LinePoint { p: at(point, height), bezier: false });
    [
        Op::SetOutlineThickness { pt: points_of(rule.width) },
        Op::DrawLine { line: printpdf::Line { points: points.into(), is_closed: false } },
    ]
}

/// To a hundredth of a point, as the press writes them.
#[expect(clippy::cast_possible_truncation, reason = "printpdf counts in f32")]
pub(super) fn points_of(length: Length) -> Pt {
    Pt(((length.to_pt() * 100.0).round() / 100.0) as f32)
}

fn at(point: Point, height: Length) -> printpdf::Point {
    printpdf::Point { x: points_of(point.x), y: points_of(height - point.y) }
}

fn words(line: &Line, codes: &[Codes], height: Length) -> Vec<Op> {
    let (at, size) = (at(line.at, height), points_of(line.size));
    let mut ops =
        vec![Op::StartTextSection, Op::SetTextMatrix { matrix: TextMatrix::Translate(at.x, at.y) }];
    for stretch in stretches(&line.glyphs) {
        let spoken = needs_actual_text(stretch);
        ops.extend(spoken.then(|| actual_text(stretch)));
        for run in stretch.chunk_by(|a, b| a.face == b.face) {
            let Some((face, codes)) =
                run.first().and_then(|g| Some((g.face, codes.get(usize::from(g.face))?)))
            else {
                continue;
            };
            ops.push(Op::SetFont { font: PdfFontHandle::External(resource(face)), size });
            ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(codepoints(run, codes))] });
        }
        ops.extend(spoken.then_some(Op::EndMarkedContent));
    }
    ops.push(Op::EndTextSection);
    ops
}

fn actual_text(stretch: &[Glyph]) -> Op {
    let text: String = stretch.iter().flat_map(Glyph::text).collect();
    let utf16 =
        [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let properties =
        DictItem::Dict { map: BTreeMap::from([("ActualText".into(), DictItem::Bytes(utf16))]) };
    Op::BeginMarkedContentWithProperties { tag: "Span".into(), properties }
}
