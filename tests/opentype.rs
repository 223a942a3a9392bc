//! A house font with outlines of PostScript (CFF): embedded as those of TrueType, near enough that
//! no eye tells them apart, read and judged as any other.

#![cfg(reissue_notice_judges)]
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

mod batches;
mod judges;
mod pdfium;
mod vera;

use std::fs;

use batches::go_on;
use judges::{Order, PASSWORD};
use lopdf::{Document, Object};
use reissue_notice::{BatchKey, FontChain, Issuer, Letter, Profile, Provider, SpoolOptions};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

const NAME: &str = "社会福祉法人山梨会　葛\u{E0100}やまなし";

const OTF: &[u8] = include_bytes!("data/NotoSansCJKjp-letter.otf");

fn issuer() -> Issuer {
    let fonts = FontChain::empty().with_face(OTF, 0).unwrap();
    judges::issuer().fonts(fonts).build().unwrap()
}

fn letter() -> Letter {
    issuer().letter_for(&judges::provider(NAME), PASSWORD.parse().unwrap()).unwrap()
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_reader_reads_it_and_every_judge_finds_it_clean() {
    let letter = letter();
    judges::qpdf_check(letter.pdf());
    let pdfium = pdfium::texts(&[letter.pdf()], "").remove(0).unwrap();
    let raw = judges::pdftotext(letter.pdf(), Order::Raw);
    for text in [pdfium, raw, judges::mutool_text(letter.pdf())] {
        let text = without_blanks(&text);
        for word in ["電子請求ログイン情報再発行通知書", "葛\u{E0100}やまなし様", PASSWORD]
        {
            assert!(text.contains(word), "{word} in {text}");
        }
    }
    let newest = judges::issuer().fonts(FontChain::empty().with_face(OTF, 0).unwrap());
    let newest = newest.archive4().build().unwrap();
    let newest = newest.letter_for(&judges::provider(NAME), PASSWORD.parse().unwrap()).unwrap();
    for (pdf, flavours) in [(letter.pdf(), ["2a", "ua1"]), (newest.pdf(), ["4", "ua2"])] {
        for verdict in vera::verdicts(&[pdf], &flavours).remove(0) {
            assert!(verdict.compliant, "{verdict:?}");
        }
    }
}

/// Less than a thousandth of an em, which is 0.004 mm in the body of a letter.
#[test]
fn each_outline_lies_where_that_of_the_font_does() {
    let letter = letter();
    let original = Face::parse(OTF, 0).unwrap();
    let (mut glyphs, mut farthest) = (0, 0.0_f64);
    for Font { program, characters } in fonts(letter.pdf()) {
        let cut = Face::parse(&program, 0).unwrap();
        for (code, c) in (1..).zip(characters) {
            let path = Path::of(&cut, GlyphId(code));
            if path.strokes.is_empty() {
                continue;
            }
            let wide = char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c);
            let ids = [original.glyph_index(c), original.glyph_index(wide)];
            let ids = ids.into_iter().chain([original.glyph_variation_index(c, '\u{E0100}')]);
            let distance = |id| path.from(&Path::of(&original, id));
            let distance = ids.flatten().map(distance).fold(f64::INFINITY, f64::min);
            assert!(distance < 1.0, "{c}: {distance}");
            farthest = farthest.max(distance);
            glyphs += 1;
            let drawn = cut.glyph_bounding_box(GlyphId(code)).unwrap();
            assert_eq!(cut.glyph_hor_side_bearing(GlyphId(code)), Some(drawn.x_min), "{c}");
        }
    }
    assert!(glyphs > 150, "{glyphs}");
    assert!(farthest > 0.01, "no curve was drawn by another");
}

#[test]
fn bulk_and_volumes_take_it_too() {
    let batch = issuer().batch(BatchKey::from_bytes(&[7; 32]).unwrap());
    let provider = |serial: usize| {
        let number = format!("197110{serial:04}").parse().unwrap();
        let user_id = format!("KJ{serial:012}").parse().unwrap();
        Provider::new(number, user_id, NAME.parse().unwrap())
    };
    let providers: Vec<Provider> = (0..20).map(provider).collect();
    for profile in [Profile::A2u, Profile::Press, Profile::A2a, Profile::Archive4] {
        let folder = tempfile::tempdir().unwrap();
        let options = SpoolOptions::default().with_profile(profile);
        let report = batch.write_volumes(&providers, folder.path(), options, go_on).unwrap();
        assert_eq!(report.issued(), providers.len());
        assert!(batch.verify(&providers, &[folder.path()]).unwrap().is_empty());
        let pdf = fs::read(folder.path().join("spool-0001.pdf")).unwrap();
        judges::qpdf_check(&pdf);
        let page = without_blanks(&judges::pdftotext(&pdf, Order::Raw));
        for provider in &providers {
            let password = batch.password_of(provider.number());
            assert!(page.contains(password.expose_secret()), "{profile:?}");
        }
    }
}

/// The program of a font in a PDF, and the first character that each of its codes stands for.
struct Font {
    program: Vec<u8>,
    characters: Vec<char>,
}

fn fonts(pdf: &[u8]) -> Vec<Font> {
    let document = Document::load_mem(pdf).unwrap();
    let dictionary = |object| resolved(&document, object).as_dict().unwrap();
    let mut fonts = Vec::new();
    for object in document.objects.values() {
        let Ok(font) = object.as_dict() else { continue };
        let Ok(descendants) = font.get(b"DescendantFonts").and_then(Object::as_array) else {
            continue;
        };
        let descriptor = dictionary(&descendants[0]).get(b"FontDescriptor").unwrap();
        let program = bytes(&document, dictionary(descriptor).get(b"FontFile2").unwrap());
        let text = String::from_utf8(bytes(&document, font.get(b"ToUnicode").unwrap())).unwrap();
        let characters = text.split("beginbfrange").skip(1).flat_map(characters).collect();
        fonts.push(Font { program, characters });
    }
    fonts
}

fn resolved<'d>(document: &'d Document, object: &'d Object) -> &'d Object {
    document.dereference(object).unwrap().1
}

fn bytes(document: &Document, object: &Object) -> Vec<u8> {
    let stream = resolved(document, object).as_stream().unwrap();
    stream.decompressed_content().unwrap_or_else(|_| stream.content.clone())
}

/// Those of a range, as `<0001><0002>[<3042><DB40DD00>]` has them.
fn characters(range: &str) -> Vec<char> {
    let (_, texts) = range.split_once('[').unwrap();
    let (texts, _) = texts.split_once(']').unwrap();
    let mut characters = Vec::new();
    for text in texts.trim_matches(['<', '>']).split("><") {
        let units: Vec<u16> = (0..text.len() / 4)
            .map(|at| u16::from_str_radix(&text[4 * at..4 * at + 4], 16).unwrap())
            .collect();
        characters.push(String::from_utf16(&units).unwrap().chars().next().unwrap());
    }
    characters
}

/// An outline as short straight strokes, in thousandths of an em.
#[derive(Default)]
struct Path {
    strokes: Vec<[[f64; 2]; 2]>,
    scale: f64,
    start: [f64; 2],
    at: [f64; 2],
}

/// A curve as so many strokes.
const STEPS: u32 = 32;

impl Path {
    fn of(face: &Face<'_>, id: GlyphId) -> Self {
        let scale = 1000.0 / f64::from(face.units_per_em());
        let mut path = Self { scale, ..Self::default() };
        face.outline_glyph(id, &mut path);
        path
    }

    /// The farthest that either has ink's edge from the other.
    fn from(&self, other: &Self) -> f64 {
        let one_way = |a: &Self, b: &Self| {
            a.strokes.iter().map(|[from, _]| b.distance(*from)).fold(0.0, f64::max)
        };
        f64::max(one_way(self, other), one_way(other, self))
    }

    fn distance(&self, point: [f64; 2]) -> f64 {
        self.strokes.iter().map(|stroke| distance(point, *stroke)).fold(f64::INFINITY, f64::min)
    }

    fn curve(&mut self, controls: &[[f32; 2]]) {
        let mut all = vec![self.at];
        all.extend(controls.iter().map(|[x, y]| self.scaled(*x, *y)));
        for step in 1..=STEPS {
            let share = f64::from(step) / f64::from(STEPS);
            let mut points = all.clone();
            while points.len() > 1 {
                points = points.windows(2).map(|pair| between(pair[0], pair[1], share)).collect();
            }
            self.stroke_to(points[0]);
        }
    }

    fn stroke_to(&mut self, to: [f64; 2]) {
        self.strokes.push([self.at, to]);
        self.at = to;
    }

    fn scaled(&self, x: f32, y: f32) -> [f64; 2] {
        [f64::from(x) * self.scale, f64::from(y) * self.scale]
    }
}

fn between(a: [f64; 2], b: [f64; 2], share: f64) -> [f64; 2] {
    [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
}

fn distance(point: [f64; 2], [from, to]: [[f64; 2]; 2]) -> f64 {
    let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
    let along = (point[0] - from[0]) * dx + (point[1] - from[1]) * dy;
    let share = along / (dx * dx + dy * dy).max(f64::MIN_POSITIVE);
    let foot = between(from, to, share.clamp(0.0, 1.0));
    (point[0] - foot[0]).hypot(point[1] - foot[1])
}

impl OutlineBuilder for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start = self.scaled(x, y);
        self.at = self.start;
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.stroke_to(self.scaled(x, y));
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.curve(&[[x1, y1], [x, y]]);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.curve(&[[x1, y1], [x2, y2], [x, y]]);
    }
    fn close(&mut self) {
        self.stroke_to(self.start);
    }
}
