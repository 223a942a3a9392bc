//! printpdf's part of the fixed bytes: the content of each page. Its document model and lopdf's go
//! no further.

use std::collections::BTreeMap;

use lopdf::Document;
use printpdf::{
    Codepoint, Color, DictItem, FontId, FontMetrics, Greyscale, LinePoint, Mm, Op, PaintMode,
    ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Polygon, PolygonRing,
    Pt, TextItem, TextMatrix, WindingOrder,
};

use super::content::marks::{MARK, marked};
use super::content::text::{needs_actual_text, stretches};
use super::design::Design;
use super::fonts::codes::{Codes, FontName, named};
use super::profile::Profile;
use crate::error::{Error, Result};
use crate::font::Glyph;
use crate::layout::forme::{Content, Line, Page, Rule};
use crate::layout::length::{Length, Point, Rect, Size};

/// Prints what is fixed, with these codes: the content stream of each page.
pub(super) fn print(design: Design<'_>, codes: &[Codes]) -> Result<Vec<Vec<u8>>> {
    let Design { forme, profile, .. } = design;
    let printer = Printer { codes, profile, size: forme.page() };
    let mut document = PdfDocument::new(&forme.title);
    for (name, _) in named(codes, FontName::Fixed) {
        document.resources.fonts.map.insert(font_id(name), stand_in());
    }
    document.with_pages(forme.all_pages().map(|page| printer.page(page)).collect());
    let tree = saved(&document)?;
    Ok(tree.page_iter().map(|page| tree.get_page_content(page)).collect())
}

fn font_id(name: FontName) -> FontId {
    FontId(name.resource().map(char::from).iter().collect())
}

/// printpdf writes codes of fonts only that it has a program of: any does, as the content alone is
/// taken.
fn stand_in() -> PdfFont {
    let program = vec![0];
    let metrics = FontMetrics { ascent: 0, descent: 0 };
    let (text, widths) = (BTreeMap::new(), BTreeMap::new());
    let font = ParsedFont::with_glyph_data(program, 0, None, text, widths, 1000, metrics);
    PdfFont::new(font)
}

/// Prints pages as printpdf's operators.
struct Printer<'a> {
    codes: &'a [Codes],
    profile: Profile,
    size: Size,
}

impl Printer<'_> {
    fn page(&self, page: &Page) -> PdfPage {
        let mut ops = self.rules(&page.rules);
        for (mark, content) in marked(page) {
            ops.extend(self.content(mark, content));
        }
        PdfPage::new(millimetres(self.size.width), millimetres(self.size.height), ops)
    }

    /// Rules are an artifact.
    fn rules(&self, rules: &[Rule]) -> Vec<Op> {
        if rules.is_empty() {
            return Vec::new();
        }
        let black = Color::Greyscale(Greyscale { percent: 0.0, icc_profile: None });
        let mut ops = vec![Op::SetOutlineColor { col: black }];
        ops.extend(rules.iter().flat_map(|rule| self.rule(rule)));
        between(Op::BeginMarkedContent { tag: "Artifact".into() }, ops)
    }

    fn rule(&self, rule: &Rule) -> [Op; 2] {
        let points = [rule.from, rule.to].map(|point| self.corner(point)).into();
        let line = printpdf::Line { points, is_closed: false };
        [Op::SetOutlineThickness { pt: points_of(rule.width) }, Op::DrawLine { line }]
    }

    fn content(&self, mark: usize, content: &Content) -> Vec<Op> {
        let ops = match content {
            Content::Fixed(lines) => lines.iter().flat_map(|line| self.line(line)).collect(),
            Content::Marks(marks) => vec![self.marks(marks)],
            Content::Slot(_) => return Vec::new(),
        };
        if !self.profile.is_tagged() {
            return ops;
        }
        let mark = i64::try_from(mark).unwrap_or(i64::MAX);
        between(begin_marked(MARK, "MCID", DictItem::Int(mark)), ops)
    }

    /// All in one path, so that no renderer leaves a seam between them.
    fn marks(&self, marks: &[Rect]) -> Op {
        let rings = marks.iter().map(|mark| self.ring(mark)).collect();
        let (mode, winding_order) = (PaintMode::Fill, WindingOrder::NonZero);
        Op::DrawPolygon { polygon: Polygon { rings, mode, winding_order } }
    }

    fn ring(&self, rect: &Rect) -> PolygonRing {
        let (left, right, top, bottom) = (rect.left(), rect.right(), rect.top(), rect.bottom());
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        PolygonRing { points: corners.map(|(x, y)| self.corner(Point { x, y })).into() }
    }

    fn line(&self, line: &Line) -> Vec<Op> {
        let at = self.at(line.at);
        let matrix = TextMatrix::Translate(at.x, at.y);
        let mut ops = vec![Op::StartTextSection, Op::SetTextMatrix { matrix }];
        let mut kerns = line.kerns.iter().copied();
        for stretch in stretches(&line.glyphs) {
            let shown = self.stretch(stretch, points_of(line.size), &mut kerns);
            let spoken = needs_actual_text(stretch);
            ops.extend(if spoken { between(actual_text(stretch), shown) } else { shown });
        }
        ops.push(Op::EndTextSection);
        ops
    }

    /// The font changes where the face does.
    fn stretch(
        &self,
        glyphs: &[Glyph],
        size: Pt,
        kerns: &mut impl Iterator<Item = i16>,
    ) -> Vec<Op> {
        let mut ops = Vec::new();
        for run in glyphs.chunk_by(|a, b| a.face == b.face) {
            let face = run.first().map_or(0, |glyph| glyph.face);
            if let Some(codes) = self.codes.get(usize::from(face)) {
                ops.extend([set_font(FontName::Fixed(face), size), show(run, codes, kerns)]);
            }
        }
        ops
    }

    fn corner(&self, point: Point) -> LinePoint {
        LinePoint { p: self.at(point), bezier: false }
    }

    fn at(&self, point: Point) -> printpdf::Point {
        printpdf::Point { x: points_of(point.x), y: points_of(self.size.height - point.y) }
    }
}

/// A marked sequence.
fn between(begin: Op, mut inner: Vec<Op>) -> Vec<Op> {
    inner.insert(0, begin);
    inner.push(Op::EndMarkedContent);
    inner
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

fn set_font(name: FontName, size: Pt) -> Op {
    Op::SetFont { font: PdfFontHandle::External(font_id(name)), size }
}

fn show(glyphs: &[Glyph], codes: &Codes, kerns: &mut impl Iterator<Item = i16>) -> Op {
    let mut codepoints = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        let code = codes.find(glyph).unwrap_or(0);
        let back = -f32::from(kerns.next().unwrap_or(0));
        codepoints.push(Codepoint::with_cid(code, back, glyph.text().collect()));
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
        Some(warning) => Err(Error::defect(&warning.msg)),
        None => Ok(tree),
    }
}
