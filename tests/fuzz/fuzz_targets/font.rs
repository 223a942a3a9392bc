//! Font bytes: refused, or used alone or after the bundled faces; each glyph that a letter takes
//! from them has the outline it had.

#![no_main]

use std::panic;

use libfuzzer_sys::fuzz_target;
use reissue_notice::{FontChain, Issuer, Result};
use reissue_notice_fuzz::{issuer, provider, rng};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// In no bundled face: simple glyphs, composites, and a variation sequence.
const NAMES: [&str; 4] = ["ሀ", "ሁሂ", "ሀ\u{FE00}", "\u{E000}\u{E001}"];

fuzz_target!(init: forgive_known_assertion(), |bytes: &[u8]| {
    // Only the panic that the hook lets pass comes back here.
    let _ = panic::catch_unwind(|| (0..2).try_for_each(|index| face(bytes, index)));
});

/// ttf-parser asserts, in debug builds, that the sizes in a font are sound; without the assertion
/// it refuses such a font.
fn forgive_known_assertion() {
    const KNOWN: &str = "assertion failed: self.offset as u64 + len as u64 <= u32::MAX as u64";
    let fatal = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if info.payload_as_str() != Some(KNOWN) {
            fatal(info);
        }
    }));
}

fn face(bytes: &[u8], index: u32) -> Result<()> {
    let alone = FontChain::empty().with_face(bytes.to_vec(), index)?;
    drop(issuer(alone).map(|issuer| letters(&issuer, bytes, index)));
    let gaiji = "U+E000 髙 4:3\nU+E001 髙 4:5".parse().expect("a map");
    let chain = FontChain::bundled()?.with_face(bytes.to_vec(), index).expect("accepted before");
    letters(&issuer(chain.clone()).expect("the bundled faces suffice"), bytes, index);
    if let Ok(issuer) = issuer(chain.with_gaiji(gaiji)) {
        letters(&issuer, bytes, index);
    }
    Ok(())
}

fn letters(issuer: &Issuer, bytes: &[u8], index: u32) {
    for name in NAMES {
        let provider = provider(name.parse().expect("a name"));
        match issuer.issue(&provider, &mut rng(bytes)) {
            Ok(letter) if name == "ሀ" => same_outline(letter.pdf(), bytes, index),
            Ok(letter) => assert!(letter.pdf().ends_with(b"%%EOF\n")),
            Err(error) => drop(error.to_string()),
        }
    }
}

/// The first glyph of the letter's own font against the glyph of `ሀ` that it came from.
fn same_outline(pdf: &[u8], bytes: &[u8], index: u32) {
    let whole = Face::parse(bytes, index).expect("accepted before");
    if whole.tables().cff.is_some() {
        return; // Its curves are drawn by others.
    }
    let id = whole.glyph_index('ሀ').expect("printed");
    let Some(cut) = own_font(pdf) else { return };
    let cut = Face::parse(cut, 0).expect("a font that can be read");
    assert_eq!(outline(&cut, GlyphId(1)), outline(&whole, id));
}

/// The letter's own font program, the last in the file and not compressed.
fn own_font(pdf: &[u8]) -> Option<&[u8]> {
    const KEY: &[u8] = b"<</Length1 ";
    let at = pdf.windows(KEY.len()).rposition(|window| window == KEY)?;
    let rest = &pdf[at + KEY.len()..];
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let length: usize = str::from_utf8(&rest[..digits]).ok()?.parse().ok()?;
    let begin = rest.windows(7).position(|window| window == b"stream\n")? + 7;
    rest.get(begin..begin + length)
}

fn outline(face: &Face<'_>, id: GlyphId) -> String {
    let mut path = Path::default();
    let bounds = face.tables().glyf.and_then(|glyf| glyf.outline(id, &mut path));
    format!("{bounds:?} {}", path.0)
}

#[derive(Default)]
struct Path(String);

impl OutlineBuilder for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0 += &format!("M{x} {y}");
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0 += &format!("L{x} {y}");
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0 += &format!("Q{x1} {y1} {x} {y}");
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0 += &format!("C{x1} {y1} {x2} {y2} {x} {y}");
    }
    fn close(&mut self) {
        self.0.push('Z');
    }
}
