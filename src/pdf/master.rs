//! The fixed bytes: the master document by printpdf, then tags, XMP and identifiers on its object tree, saved with the fixed objects first.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId, dictionary};
use printpdf::{
    Codepoint, Color, DictItem, FontId, FontMetrics, Greyscale, LinePoint, Mm, Op, ParsedFont, PdfDocument,
    PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, TextItem, TextMatrix,
};
use sha2::{Digest, Sha256};

use super::codes::Codes;
use super::content::{MARK, Tagging, needs_actual_text};
use super::fonts::subset_name;
use super::{metadata, structure};
use crate::error::{Error, ErrorKind, Result};
use crate::font::subset::cut;
use crate::font::{FontChain, Glyph};
use crate::layout::forme::{Block, Content, Forme, Line, Rule};
use crate::layout::length::{Length, Point};

/// The bytes that all letters of an issuer share, and what is needed to go on after them.
#[derive(Clone)]
pub(crate) struct Master {
    /// Everything up to the first object that varies.
    pub(crate) bytes: Vec<u8>,
    /// The offset of each object, from number 1.
    pub(crate) offsets: Vec<usize>,
    /// The codes of the fonts in these bytes, by face.
    pub(crate) codes: Vec<Codes>,
    /// The objects of those fonts, by face.
    pub(crate) fonts: Vec<(u8, usize)>,
    pub(crate) landmarks: Landmarks,
    /// A digest of the bytes: what tells one issuer's files from another's.
    pub(crate) digest: [u8; 32],
}

/// The objects that later ones refer to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Landmarks {
    pub(crate) catalog: usize,
    pub(crate) info: usize,
    /// The content stream of what is fixed on the page.
    pub(crate) fixed: usize,
}

/// Whether a letter stands alone, with its page among the fixed objects, or is one page of a spool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Binding {
    Single,
    Spool,
}

impl Master {
    pub(crate) fn new(
        forme: &Forme,
        fonts: &FontChain,
        (binding, tagging): (Binding, Tagging),
    ) -> Result<Self> {
        let codes = codes(forme, fonts)?;
        let printed = print(forme, fonts, &codes, tagging)?;
        let tree = Tree::new(printed, forme, (binding, tagging))?;
        tree.save(codes)
    }

    pub(crate) fn objects(&self) -> usize {
        self.offsets.len()
    }
}

/// One code for each glyph that fixed text, grid and stock need.
fn codes(forme: &Forme, fonts: &FontChain) -> Result<Vec<Codes>> {
    let cells = forme.grid.iter().flat_map(|column| &column.0);
    let grid = cells.flat_map(|cell| cell.reading.iter().chain([&cell.printed]));
    let lines = forme.fixed_lines().chain(grid).flat_map(|line| &line.glyphs);
    let mut codes = vec![Codes::default(); fonts.faces().len()];
    for glyph in lines.chain(&forme.stock) {
        codes
            .get_mut(usize::from(glyph.face))
            .ok_or_else(|| broken("a glyph of no face"))?
            .of(glyph)?;
    }
    Ok(codes)
}

/// The page by printpdf, and a second one that names every glyph: widths and `ToUnicode` are written for glyphs on a page only.
fn print(forme: &Forme, fonts: &FontChain, codes: &[Codes], tagging: Tagging) -> Result<Document> {
    let mut document = PdfDocument::new(&forme.title);
    let mut catalogue = vec![Op::StartTextSection];
    for (face, codes) in (0_u8..).zip(codes).filter(|(_, codes)| !codes.is_empty()) {
        document
            .resources
            .fonts
            .map
            .insert(resource(face), PdfFont::new(parsed(fonts, face, codes)?));
        catalogue.push(Op::SetFont {
            font: PdfFontHandle::External(resource(face)),
            size: Pt(12.0),
        });
        catalogue.push(Op::ShowText {
            items: vec![TextItem::GlyphIds(codepoints(codes.glyphs(), codes))],
        });
    }
    catalogue.push(Op::EndTextSection);
    let (width, height) = (millimetres(forme.page().width), millimetres(forme.page().height));
    let page = PdfPage::new(width, height, page(forme, codes, tagging));
    document.with_pages(vec![page, PdfPage::new(width, height, catalogue)]);
    let options = PdfSaveOptions {
        subset_fonts: false,
        image_optimization: None,
        ..PdfSaveOptions::default()
    };
    let mut warnings = Vec::new();
    let tree = document.to_lopdf_document(&options, &mut warnings);
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
    let face = fonts
        .faces()
        .get(usize::from(face))
        .ok_or_else(|| broken("a glyph of no face"))?;
    let ids: Vec<u16> = codes.glyphs().iter().map(|glyph| glyph.id).collect();
    let widths = (1..)
        .zip(codes.glyphs())
        .map(|(code, glyph)| (code, glyph.advance))
        .collect();
    let metrics = face.metrics();
    let name = subset_name(face, codes.glyphs());
    let font_metrics = FontMetrics {
        ascent: metrics.ascent,
        descent: metrics.descent,
    };
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

fn codepoints(glyphs: &[Glyph], codes: &Codes) -> Vec<Codepoint> {
    let codepoint =
        |glyph: &Glyph| Codepoint::with_cid(codes.find(glyph).unwrap_or(0), 0.0, glyph.text().collect());
    glyphs.iter().map(codepoint).collect()
}

/// The operators of everything that is fixed: rules as an artifact, then the words, each content marked with its number.
fn page(forme: &Forme, codes: &[Codes], tagging: Tagging) -> Vec<Op> {
    let height = forme.page().height;
    let mut ops = vec![Op::BeginMarkedContent {
        tag: "Artifact".into(),
    }];
    ops.push(Op::SetOutlineColor {
        col: Color::Greyscale(Greyscale {
            percent: 0.0,
            icc_profile: None,
        }),
    });
    ops.extend(forme.rules.iter().flat_map(|rule| ruled(rule, height)));
    ops.push(Op::EndMarkedContent);
    for (mark, content) in (0..).zip(forme.blocks.iter().flat_map(Block::contents)) {
        let Content::Fixed(lines) = content else { continue };
        let words = lines.iter().flat_map(|line| words(line, codes, height));
        if tagging == Tagging::Tagged {
            let properties = DictItem::Dict {
                map: BTreeMap::from([("MCID".into(), DictItem::Int(mark))]),
            };
            ops.push(Op::BeginMarkedContentWithProperties {
                tag: MARK.into(),
                properties,
            });
            ops.extend(words);
            ops.push(Op::EndMarkedContent);
        } else {
            ops.extend(words);
        }
    }
    ops
}

fn ruled(rule: &Rule, height: Length) -> [Op; 2] {
    let points = [rule.from, rule.to].map(|point| LinePoint {
        p: at(point, height),
        bezier: false,
    });
    [
        Op::SetOutlineThickness {
            pt: points_of(rule.width),
        },
        Op::DrawLine {
            line: printpdf::Line {
                points: points.into(),
                is_closed: false,
            },
        },
    ]
}

/// To a hundredth of a point, as the press writes them.
#[expect(clippy::cast_possible_truncation, reason = "printpdf counts in f32")]
fn points_of(length: Length) -> Pt {
    Pt(((length.to_pt() * 100.0).round() / 100.0) as f32)
}

fn at(point: Point, height: Length) -> printpdf::Point {
    printpdf::Point {
        x: points_of(point.x),
        y: points_of(height - point.y),
    }
}

fn words(line: &Line, codes: &[Codes], height: Length) -> Vec<Op> {
    let mut ops = Vec::new();
    let replaced = needs_actual_text(&line.glyphs);
    if replaced {
        let text = line.text();
        let utf16 = [0xFEFF]
            .into_iter()
            .chain(text.encode_utf16())
            .flat_map(u16::to_be_bytes)
            .collect();
        let properties = DictItem::Dict {
            map: BTreeMap::from([("ActualText".into(), DictItem::Bytes(utf16))]),
        };
        ops.push(Op::BeginMarkedContentWithProperties {
            tag: "Span".into(),
            properties,
        });
    }
    let at = at(line.at, height);
    ops.extend([
        Op::StartTextSection,
        Op::SetTextMatrix {
            matrix: TextMatrix::Translate(at.x, at.y),
        },
    ]);
    for run in line.glyphs.chunk_by(|a, b| a.face == b.face) {
        let (Some(first), size) = (run.first(), points_of(line.size)) else {
            continue;
        };
        let Some(codes) = codes.get(usize::from(first.face)) else {
            continue;
        };
        ops.push(Op::SetFont {
            font: PdfFontHandle::External(resource(first.face)),
            size,
        });
        ops.push(Op::ShowText {
            items: vec![TextItem::GlyphIds(codepoints(run, codes))],
        });
    }
    ops.push(Op::EndTextSection);
    if replaced {
        ops.push(Op::EndMarkedContent);
    }
    ops
}

/// The object tree on its way to being saved.
struct Tree {
    document: Document,
    catalog: ObjectId,
    info: ObjectId,
    fixed: ObjectId,
    /// The page, where it is among the fixed objects.
    page: Option<ObjectId>,
    fonts: Vec<(u8, ObjectId)>,
}

impl Tree {
    /// Takes fonts and content from printpdf's tree; page, catalog and information are set anew, with nothing of the clock in them.
    fn new(mut document: Document, forme: &Forme, (binding, tagging): (Binding, Tagging)) -> Result<Self> {
        let printed = document
            .page_iter()
            .next()
            .ok_or_else(|| broken("printpdf gave no page"))?;
        let page = document.get_dictionary(printed).map_err(lopdf_error)?;
        let fixed = page
            .get(b"Contents")
            .and_then(Object::as_reference)
            .map_err(lopdf_error)?;
        let fonts = font_objects(&document, page)?;
        cap_heights(&mut document);
        document.version = "1.7".into();
        let mut catalog = metadata::catalog(&mut document, &forme.title, tagging);
        let info = document.add_object(metadata::info(&forme.title));
        let page = (binding == Binding::Single).then(|| {
            let (pages, page) = single_page(&mut document, forme, fixed);
            catalog.set("Pages", Object::Reference(pages));
            page
        });
        if let (Some(page), Tagging::Tagged) = (page, tagging) {
            let root = structure::add(&mut document, forme, page);
            catalog.set("MarkInfo", dictionary! { "Marked" => true });
            catalog.set("StructTreeRoot", Object::Reference(root));
        }
        let catalog = document.add_object(catalog);
        Ok(Self {
            document,
            catalog,
            info,
            fixed,
            page,
            fonts,
        })
    }

    /// Saves what is reachable, numbered from 1 without a gap.
    fn save(mut self, codes: Vec<Codes>) -> Result<Master> {
        let kept: Vec<Object> = [self.catalog, self.info, self.fixed]
            .into_iter()
            .chain(self.fonts.iter().map(|&(_, id)| id))
            .map(Object::Reference)
            .collect();
        self.document.trailer = dictionary! { "Kept" => kept };
        self.document.prune_objects();
        let numbers: BTreeMap<ObjectId, ObjectId> = self
            .document
            .objects
            .keys()
            .zip(1_u32..)
            .map(|(&old, new)| (old, (new, 0)))
            .collect();
        let objects = std::mem::take(&mut self.document.objects);
        let after = u32::try_from(objects.len()).map_err(|_| broken("too many objects"))?;
        self.document.objects = objects
            .into_iter()
            .filter_map(|(id, object)| Some((*numbers.get(&id)?, renumbered(object, &numbers))))
            .collect();
        self.document.max_id = after;
        let number = |id: ObjectId| {
            numbers
                .get(&id)
                .map(|&(number, _)| number as usize)
                .ok_or_else(|| broken("a lost object"))
        };
        match self.page {
            Some(page) => self.leave_room_on_page(number(page)?, after)?,
            None => self.leave_room_in_catalog(number(self.catalog)?, after)?,
        }
        self.document.compress();
        let (bytes, offsets) = saved(&mut self.document)?;
        let landmarks = Landmarks {
            catalog: number(self.catalog)?,
            info: number(self.info)?,
            fixed: number(self.fixed)?,
        };
        let fonts = self
            .fonts
            .iter()
            .map(|&(face, id)| Ok((face, number(id)?)))
            .collect::<Result<_>>()?;
        let digest = Sha256::digest(&bytes).into();
        Ok(Master {
            bytes,
            offsets,
            codes,
            fonts,
            landmarks,
            digest,
        })
    }

    /// The page refers to the first two objects after the fixed ones: the letter's content and its fonts.
    fn leave_room_on_page(&mut self, page: usize, after: u32) -> Result<()> {
        let page = self.dictionary(page)?;
        let fixed = page.get(b"Contents").map_err(lopdf_error)?.clone();
        page.set("Contents", vec![fixed, Object::Reference((after + 1, 0))]);
        page.set(
            "Resources",
            dictionary! { "Font" => Object::Reference((after + 2, 0)) },
        );
        Ok(())
    }

    /// A spool's catalog refers to the root of its page tree and to its outline, as [`super::spool`] numbers them.
    fn leave_room_in_catalog(&mut self, catalog: usize, after: u32) -> Result<()> {
        let catalog = self.dictionary(catalog)?;
        catalog.set("Pages", Object::Reference((after + 1, 0)));
        catalog.set("Outlines", Object::Reference((after + 3, 0)));
        catalog.set("PageMode", "UseOutlines");
        Ok(())
    }

    fn dictionary(&mut self, number: usize) -> Result<&mut lopdf::Dictionary> {
        let number = u32::try_from(number).map_err(|_| broken("too many objects"))?;
        self.document
            .get_object_mut((number, 0))
            .and_then(Object::as_dict_mut)
            .map_err(lopdf_error)
    }
}

fn single_page(document: &mut Document, forme: &Forme, fixed: ObjectId) -> (ObjectId, ObjectId) {
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page",
        "Parent" => Object::Reference(pages),
        "MediaBox" => media_box(forme),
        "StructParents" => 0,
        "Tabs" => "S",
        "Contents" => Object::Reference(fixed),
    });
    let tree = dictionary! { "Type" => "Pages", "Count" => 1, "Kids" => vec![Object::Reference(page)] };
    document.objects.insert(pages, Object::Dictionary(tree));
    (pages, page)
}

fn media_box(forme: &Forme) -> Vec<Object> {
    let size = forme.page();
    let real = |length: Length| Object::Real(points_of(length).0);
    vec![0.into(), 0.into(), real(size.width), real(size.height)]
}

/// The fonts in a page's resources, by face.
fn font_objects(document: &Document, page: &lopdf::Dictionary) -> Result<Vec<(u8, ObjectId)>> {
    let dictionary = |object| {
        document
            .dereference(object)
            .ok()
            .and_then(|(_, object)| object.as_dict().ok())
    };
    let fonts = page
        .get(b"Resources")
        .ok()
        .and_then(dictionary)
        .and_then(|resources| resources.get(b"Font").ok());
    let fonts = fonts
        .and_then(dictionary)
        .ok_or_else(|| broken("printpdf gave no fonts"))?;
    let face = |name: &[u8]| Some(name.strip_prefix(b"M")?.first()?.checked_sub(b'0')?);
    let font = |(name, object): (&Vec<u8>, &Object)| Some((face(name)?, object.as_reference().ok()?));
    Ok(fonts.iter().filter_map(font).collect())
}

/// Without its feature `text_layout`, printpdf writes the ascent for the height of capitals.
fn cap_heights(document: &mut Document) {
    for object in document.objects.values_mut() {
        let Object::Dictionary(descriptor) = object else {
            continue;
        };
        if descriptor.has_type(b"FontDescriptor") {
            // Symbolic: the codes are the font's own.
            descriptor.set("Flags", 4);
        }
    }
}

fn renumbered(object: Object, numbers: &BTreeMap<ObjectId, ObjectId>) -> Object {
    match object {
        Object::Reference(id) => Object::Reference(numbers.get(&id).copied().unwrap_or(id)),
        Object::Array(items) => {
            Object::Array(items.into_iter().map(|item| renumbered(item, numbers)).collect())
        }
        Object::Dictionary(entries) => Object::Dictionary(renumbered_entries(entries, numbers)),
        Object::Stream(mut stream) => {
            stream.dict = renumbered_entries(stream.dict, numbers);
            Object::Stream(stream)
        }
        other => other,
    }
}

fn renumbered_entries(
    entries: lopdf::Dictionary,
    numbers: &BTreeMap<ObjectId, ObjectId>,
) -> lopdf::Dictionary {
    entries
        .into_iter()
        .map(|(key, value)| (key, renumbered(value, numbers)))
        .collect()
}

/// The bytes up to the cross-reference table, and from that table the offset of each object.
fn saved(document: &mut Document) -> Result<(Vec<u8>, Vec<usize>)> {
    let mut bytes = Vec::new();
    document
        .save_to(&mut bytes)
        .map_err(|error| broken(&error.to_string()))?;
    let table = bytes
        .windows(6)
        .rposition(|window| window == b"\nxref\n")
        .ok_or_else(|| broken("no xref table"))?
        + 1;
    let text = bytes
        .get(table..)
        .and_then(|table| str::from_utf8(table).ok())
        .ok_or_else(|| broken("an odd xref table"))?;
    let entries = text.lines().skip(3).take(document.objects.len());
    let offset = |line: &str| {
        line.get(..10)
            .and_then(|digits| digits.parse().ok())
            .ok_or_else(|| broken("an odd xref entry"))
    };
    let offsets: Vec<usize> = entries.map(offset).collect::<Result<_>>()?;
    bytes.truncate(table);
    let begins = |(number, &offset): (usize, &usize)| {
        bytes
            .get(offset..)
            .is_some_and(|rest| rest.starts_with(format!("{number} 0 obj").as_bytes()))
    };
    if offsets.len() == document.objects.len() && (1..).zip(&offsets).all(begins) {
        Ok((bytes, offsets))
    } else {
        Err(broken("the xref table does not lead to the objects"))
    }
}

fn lopdf_error(error: lopdf::Error) -> Error {
    broken(&error.to_string())
}

fn broken(reason: &str) -> Error {
    ErrorKind::Master {
        reason: reason.into(),
    }
    .into()
}
