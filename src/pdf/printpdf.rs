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
use crate::error::{Error, ErrorKind, Result};
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

fn defect(reason: &str) -> Error {
    ErrorKind::Defect { reason: reason.into() }.into()
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
            let inner = match content {
                Content::Fixed(lines) => self.lines(lines),
                Content::Marks(marks) => vec![self.marks(marks)],
                Content::Slot(_) => continue,
            };
            self.push_content(&mut ops, mark, inner);
        }
        PdfPage::new(millimetres(self.size.width), millimetres(self.size.height), ops)
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

    fn push_content(&self, ops: &mut Vec<Op>, mark: usize, inner: Vec<Op>) {
        let tagged = self.profile.is_tagged();
        if tagged {
            let mark = i64::try_from(mark).unwrap_or(i64::MAX);
            ops.push(begin_marked(MARK, "MCID", DictItem::Int(mark)));
        }
        ops.extend(inner);
        if tagged {
            ops.push(Op::EndMarkedContent);
        }
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
        let points = corners.map(|(x, y)| LinePoint { p: self.at(Point { x, y }), bezier: false });
        PolygonRing { points: points.into() }
    }

    fn lines(&self, lines: &[Line]) -> Vec<Op> {
        let mut ops = Vec::new();
        for line in lines {
            self.push_line(&mut ops, line);
        }
        ops
    }

    fn push_line(&self, ops: &mut Vec<Op>, line: &Line) {
        let at = self.at(line.at);
        ops.push(Op::StartTextSection);
        ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(at.x, at.y) });
        let mut kerns = line.kerns.iter().copied();
        for stretch in stretches(&line.glyphs) {
            let spoken = needs_actual_text(stretch);
            if spoken {
                ops.push(actual_text(stretch));
            }
            for run in stretch.chunk_by(|a, b| a.face == b.face) {
                self.push_run(ops, run, &mut kerns, points_of(line.size));
            }
            if spoken {
                ops.push(Op::EndMarkedContent);
            }
        }
        ops.push(Op::EndTextSection);
    }

    /// Glyphs of one face.
    fn push_run(
        &self,
        ops: &mut Vec<Op>,
        run: &[Glyph],
        kerns: &mut impl Iterator<Item = i16>,
        size: Pt,
    ) {
        let Some(face) = run.first().map(|glyph| glyph.face) else { return };
        if let Some(codes) = self.codes.get(usize::from(face)) {
            ops.push(set_font(FontName::Fixed(face), size));
            ops.push(show(run, codes, kerns));
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
        Some(warning) => Err(defect(&warning.msg)),
        None => Ok(tree),
    }
}
