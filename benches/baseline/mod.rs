//! The baseline: printpdf writes every letter anew, with fonts that were cut beforehand.
//!
//! It is spared the password, the shaping and the fitting: it gets every line with its place, as
//! our letter has it. It also writes no tags and no `/ActualText`.

pub(crate) mod page;

use std::collections::{BTreeMap, BTreeSet};

use page::{Line, Page, Rule};
use printpdf::{
    FontId, FontMetrics, LinePoint, Mm, Op, ParsedFont, PdfDocument, PdfFontHandle, PdfPage,
    PdfSaveOptions, Point, Pt, TextItem, TextMatrix,
};
use subsetter::GlyphRemapper;

/// In the order in which a letter's resources number them.
const FACES: [&[u8]; 2] = [
    include_bytes!("../../fonts/BIZUDGothic-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansJP-Regular-fallback.ttf"),
];

/// One cut of each face, with just the characters that some pages need.
pub(crate) struct Cuts(Vec<ParsedFont>);

impl Cuts {
    pub(crate) fn of<'a>(pages: impl IntoIterator<Item = &'a Page>) -> Self {
        let mut characters = [const { BTreeSet::new() }; 2];
        let runs = pages.into_iter().flat_map(|page| &page.lines).flat_map(|line| &line.runs);
        runs.for_each(|(face, text)| characters[*face].extend(text.chars()));
        let cut = |(bytes, characters)| cut(bytes, characters);
        Self(FACES.into_iter().zip(&characters).map(cut).collect())
    }
}

/// The cut of one face, with its character map and its widths in thousandths of an em.
fn cut(bytes: &[u8], characters: &BTreeSet<char>) -> ParsedFont {
    let face = ttf_parser::Face::parse(bytes, 0).unwrap();
    let mut mapper = GlyphRemapper::new();
    let (mut map, mut widths) = (BTreeMap::new(), BTreeMap::new());
    for &c in characters {
        let id = face.glyph_index(c).unwrap();
        let new = mapper.remap(id.0);
        map.insert(u32::from(c), new);
        widths.insert(new, thousandths(face.glyph_hor_advance(id).unwrap(), &face));
    }
    let program = subsetter::subset(bytes, 0, &mapper).unwrap();
    let metrics = FontMetrics { ascent: face.ascender(), descent: face.descender() };
    ParsedFont::with_glyph_data(program, 0, Some("Cut".into()), map, widths, 1000, metrics)
}

fn thousandths(units: u16, face: &ttf_parser::Face<'_>) -> u16 {
    u16::try_from(u32::from(units) * 1000 / u32::from(face.units_per_em())).unwrap()
}

/// A whole file: a new document, its page, its fonts, saved with the default options.
pub(crate) fn write(page: &Page, cuts: &Cuts) -> Vec<u8> {
    let mut document = PdfDocument::new(&page.title);
    let fonts: Vec<FontId> = cuts.0.iter().map(|font| document.add_font(font)).collect();
    let rules = page.rules.iter().flat_map(ruled);
    let words = page.lines.iter().flat_map(|line| words(line, &fonts));
    let ops = rules.chain(words).collect();
    document.with_pages(vec![PdfPage::new(Mm(210.0), Mm(297.0), ops)]);
    let mut warnings = Vec::new();
    let bytes = document.save(&PdfSaveOptions::default(), &mut warnings);
    assert!(warnings.is_empty(), "{warnings:?}");
    bytes
}

fn ruled(rule: &Rule) -> [Op; 2] {
    let points =
        rule.ends.map(|[x, y]| LinePoint { p: Point { x: Pt(x), y: Pt(y) }, bezier: false });
    let line = printpdf::Line { points: points.into(), is_closed: false };
    [Op::SetOutlineThickness { pt: Pt(rule.width) }, Op::DrawLine { line }]
}

fn words(line: &Line, fonts: &[FontId]) -> Vec<Op> {
    let [x, y] = line.at.map(Pt);
    let matrix = TextMatrix::Translate(x, y);
    let mut ops = vec![Op::StartTextSection, Op::SetTextMatrix { matrix }];
    for (face, text) in &line.runs {
        let font = PdfFontHandle::External(fonts[*face].clone());
        let size = Pt(line.size);
        let items = vec![TextItem::Text(text.clone())];
        ops.extend([Op::SetFont { font, size }, Op::ShowText { items }]);
    }
    ops.push(Op::EndTextSection);
    ops
}
