//! The paper, not the text layer: what `ink_proof` reads in the painted pages of a run, and what it
//! finds where they are broken on purpose.

use std::fmt::Write as _;
use std::fs::{self, Permissions};
use std::ops::Range;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use lopdf::{Document, Object, ObjectId};
use reissue_notice::{
    Batch, BatchKey, Columns, FontChain, House, Issuer, Profile, Provider, Roster, SpoolOptions,
};
use tempfile::TempDir;
use ttf_parser::{Face, GlyphId, OutlineBuilder};

use crate::batches::go_on;
use crate::judges::{self, Order};

const FONT: &[u8] = include_bytes!("../../fonts/BIZUDGothic-Regular.ttf");
const LIST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/print_shop.csv");

/// As `BatchKey::create_file` once made it.
const KEY: &str = "7dc786d2920e47c0e111c61ec611f924eb52d1945b457dddfa74a111890303fc 621ec6d5\n";

/// A run whose list, key and letters lie in one folder.
struct Run {
    folder: TempDir,
    batch: Batch,
    providers: Vec<Provider>,
}

impl Run {
    /// For so many real providers.
    fn of(letters: usize, options: SpoolOptions) -> Self {
        Self::worded(letters, options, "")
    }

    /// The same in words of its own.
    fn worded(letters: usize, options: SpoolOptions, words: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let list = fs::read_to_string(LIST).unwrap();
        let list: String = list.split_inclusive('\n').take(letters + 1).collect();
        fs::write(folder.path().join("list.csv"), &list).unwrap();
        let columns = Columns::default().with_addresses();
        let providers = Roster::read_all(list.as_bytes(), &columns).unwrap().into_providers();
        assert_eq!(providers.len(), letters);
        let key = folder.path().join("key");
        fs::write(&key, KEY).unwrap();
        fs::set_permissions(&key, Permissions::from_mode(0o600)).unwrap();
        fs::write(folder.path().join("words.toml"), words).unwrap();
        let house = House::read(words, &FontChain::bundled().unwrap()).unwrap();
        let builder = Issuer::builder().federation_by_prefecture().house(house);
        let issuer = builder.issued_on("2026-01-06".parse().unwrap()).build().unwrap();
        let batch = issuer.batch(BatchKey::open_file(&key).unwrap());
        batch.write_volumes(&providers, folder.path().join("run"), options, go_on).unwrap();
        Self { folder, batch, providers }
    }

    fn volume(&self) -> Vec<u8> {
        fs::read(self.folder.path().join("run/spool-0001.pdf")).unwrap()
    }

    fn replace_volume(&self, pdf: &[u8]) {
        fs::write(self.folder.path().join("run/spool-0001.pdf"), pdf).unwrap();
    }

    /// The provider and the password of each page, as the manifest and the key say.
    fn pages(&self) -> Vec<(String, String)> {
        let mut manifest = csv::Reader::from_path(self.folder.path().join("run/manifest.csv"));
        let rows = manifest.as_mut().unwrap().records().map(Result::unwrap);
        let password = |number: &str| {
            let provider = self.providers.iter().find(|p| p.number().as_str() == number).unwrap();
            self.batch.letter(provider).unwrap().password().expose_secret().to_owned()
        };
        rows.map(|row| (row[0].to_owned(), password(&row[0]))).collect()
    }

    /// What `ink_proof` prints of it, with a painter of the test's.
    fn prove(&self, painter: &[&str]) -> Output {
        let tests = std::env::current_exe().unwrap();
        let program = format!("examples/ink_proof{}", std::env::consts::EXE_SUFFIX);
        let program = tests.parent().and_then(Path::parent).unwrap().join(program);
        assert!(program.exists(), "ink_proof is not built: run `cargo test` without --test");
        let mut command = Command::new(program);
        command.current_dir(self.folder.path()).args(painter).args(["--lang", "en"]);
        command.args(["--providers", "list.csv", "--out", "run", "--key-file", "key"]);
        command.args(["--words", "words.toml"]);
        command.output().unwrap()
    }

    /// Its lines; the last one counts.
    fn findings(&self) -> Vec<String> {
        let output = self.prove(&[]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), said.as_str()), (Some(2), ""));
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
    }
}

#[test]
fn a_thousand_pages_are_read_as_the_key_says() {
    let options = SpoolOptions::default().with_profile(Profile::Press);
    let run = Run::of(1000, options.with_pages_per_volume(500.try_into().unwrap()));
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pdfium/pages.py");
    let pdfium = format!("{}/venv/bin/python {script}", judges::home().display());
    let output = run.prove(&["--painter", &pdfium]);
    let told = String::from_utf8(output.stdout).unwrap();
    let all = "letters: 1000, pages: 1000, cells: 16000, read as the key says: 16000, findings: 0;";
    assert!(told.starts_with(all), "{told}{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0));
}

/// Two passwords with every class, in large print, and a last day that is long past: on pages
/// without an address, and before a page of instructions.
const WORDS: &str = r#"
window = "vertical"

[template]
print = "large"
cells_in_fours = true
valid_until = 2026-02-06

[[credentials]]
purpose = "login"
label = "仮パスワード"
pattern = "UUSSLLDDUUSSLLDDUSLD"

[[credentials]]
purpose = "certificate"
label = "証明書発行用パスワード"
pattern = "ULSDULSDULSD"

[guide]
enclosed = true
"#;

#[test]
fn letters_of_many_pages_are_read_to_their_last_cell() {
    let run = Run::worded(8, SpoolOptions::default(), WORDS);
    let output = run.prove(&[]);
    let told = String::from_utf8(output.stdout).unwrap();
    let pages = judges::pages(&run.volume());
    assert!(pages >= 24, "{pages} pages");
    let all =
        format!("letters: 8, pages: {pages}, cells: 256, read as the key says: 256, findings: 0;");
    assert!(told.starts_with(&all), "{told}{}", String::from_utf8_lossy(&output.stderr));
}

/// By hayro: `examples/painter`, a package of its own.
#[test]
#[ignore = "compiles a renderer for minutes"]
fn pages_that_are_painted_in_pure_rust_are_read_too() {
    let package = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/painter");
    let mut cargo = Command::new(env!("CARGO"));
    let manifest = format!("{package}/Cargo.toml");
    cargo.args(["build", "--locked", "--release", "--target-dir"]).arg(format!("{package}/target"));
    assert!(cargo.args(["--manifest-path", &manifest]).status().unwrap().success());
    let run = Run::of(1000, SpoolOptions::default().with_profile(Profile::Archive4));
    let painter = format!("{package}/target/release/painter");
    let output = run.prove(&["--painter", &painter]);
    assert!(output.status.success(), "{output:?}");
    let all = b"letters: 1000, pages: 1000, cells: 16000, read as the key says: 16000,";
    assert!(output.stdout.starts_with(all), "{output:?}");
}

/// The two that differ least, h and n, have each other's shape in the font of the volume: all text
/// is read from it as before.
#[test]
fn shapes_that_were_exchanged_in_the_font_are_found_under_the_right_text() {
    let run = Run::of(100, SpoolOptions::default());
    let whole = run.volume();
    let mut document = Document::load_mem(&whole).unwrap();
    exchange_outlines(&mut document, ['h', 'n']);
    let mut broken = Vec::new();
    document.save_to(&mut broken).unwrap();
    run.replace_volume(&broken);
    let text = |pdf| judges::pdftotext(pdf, Order::Layout);
    assert_eq!(text(&broken), text(&whole));

    let mut expected = Vec::new();
    for (page, (number, password)) in (1..).zip(run.pages()) {
        for (cell, _) in (1..).zip(password.chars()).filter(|(_, c)| ['h', 'n'].contains(c)) {
            let at = format!("spool-0001.pdf, page {page}, provider {number}");
            expected.push(format!("{at}: cell {cell} shows another character"));
        }
    }
    assert!(expected.len() > 3, "{expected:?}");
    let mut told = run.findings();
    let counts = told.pop().unwrap();
    assert_eq!(told, expected);
    let (right, wrong) = (1600 - expected.len(), expected.len());
    let counted =
        format!("pages: 100, cells: 1600, read as the key says: {right}, findings: {wrong};");
    assert!(counts.contains(&counted), "{counts}");
    assert!(run.pages().iter().all(|(_, password)| !told.concat().contains(password)));
}

/// Two letters in each other's place, a cell without ink, one with a bar through it, a user ID that
/// the list does not have, and a letter that is not there.
#[test]
fn pages_that_were_broken_are_told_by_page_and_cell() {
    let run = Run::of(6, SpoolOptions::default());
    let mut document = Document::load_mem(&run.volume()).unwrap();
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    for (page, cell, ink) in [(4, 5, Ink::White), (5, 16, Ink::Bar)] {
        let drawn = over_cell(&judges::page(&run.volume(), page), cell, ink);
        document.add_page_contents(pages[page - 1], drawn).unwrap();
    }
    exchange_pages(&mut document, [pages[1], pages[2]]);
    document.delete_pages(&[6]);
    let mut broken = Vec::new();
    document.save_to(&mut broken).unwrap();
    run.replace_volume(&broken);
    let listed = run.pages();
    let list = fs::read_to_string(run.folder.path().join("list.csv")).unwrap();
    let user_id = |number: &str| {
        let provider = run.providers.iter().find(|p| p.number().as_str() == number).unwrap();
        provider.user_id().as_str().to_owned()
    };
    let list = list.replace(&user_id(&listed[0].0), "KJ999999999999");
    fs::write(run.folder.path().join("list.csv"), list).unwrap();

    let told = run.findings();
    let of = |page: usize| {
        let at = format!("spool-0001.pdf, page {page}, provider {}: ", listed[page - 1].0);
        let of_page = told.iter().filter_map(|line| line.strip_prefix(&at).map(str::to_owned));
        of_page.collect::<Vec<_>>()
    };
    assert_eq!(of(1), ["the user ID of the list is not seen"]);
    for page in [2, 3] {
        let [one, other] = [&listed[1].1, &listed[2].1];
        let differing = one.chars().zip(other.chars()).filter(|(a, b)| a != b).count();
        let found = of(page);
        assert_eq!(found.len(), differing + 2, "{found:?}");
        let codes = ["the provider number is not seen", "the user ID of the list is not seen"];
        assert!(found.ends_with(&codes.map(str::to_owned)), "{found:?}");
    }
    assert_eq!(of(4), ["cell 5 is blank"]);
    assert_eq!(of(5), ["cell 16 shows no character for certain"]);
    let codes = ["the provider number is not seen", "the user ID of the list is not seen"];
    assert_eq!(of(6), [&["found 0 cells, expected 16"][..], &codes].concat());
    let findings: usize = (1..=6).map(|page| of(page).len()).sum();
    assert_eq!(told.len(), findings + 1, "{told:?}");
}

#[derive(Clone, Copy)]
enum Ink {
    White,
    Bar,
}

/// What is drawn over the large character of a cell, counted from 1.
fn over_cell(page: &[u8], cell: usize, ink: Ink) -> Vec<u8> {
    let mut large = judges::characters(page);
    large.retain(|found| found.size > 16.0 && found.top > 300.0 && !found.c.is_whitespace());
    assert_eq!(large.len(), 16);
    let found = large[cell - 1];
    let (left, width) = (found.left + 0.5, found.right - found.left - 1.0);
    let (gray, height) = match ink {
        Ink::White => (1, found.size),
        Ink::Bar => (0, found.size / 3.0),
    };
    let bottom = 297.0 / 25.4 * 72.0 - found.baseline - 0.12 * found.size;
    format!(" {gray} g {left:.2} {bottom:.2} {width:.2} {height:.2} re f ").into_bytes()
}

fn exchange_pages(document: &mut Document, pages: [ObjectId; 2]) {
    let [one, other] = pages.map(|page| document.get_dictionary(page).unwrap().clone());
    for (page, mut of_other) in pages.into_iter().zip([other, one]) {
        let parent = document.get_dictionary(page).unwrap().get(b"Parent").unwrap().clone();
        of_other.set("Parent", parent);
        document.objects.insert(page, Object::Dictionary(of_other));
    }
}

/// Gives each of two characters the outline of the other, in every font program that has both.
fn exchange_outlines(document: &mut Document, characters: [char; 2]) {
    let full = Face::parse(FONT, 0).unwrap();
    let shapes = characters.map(|c| {
        let wide = char::from_u32(u32::from(c) - 0x21 + 0xFF01).unwrap();
        outline(&full, full.glyph_index(wide).unwrap())
    });
    let mut exchanged = 0;
    for object in document.objects.values_mut() {
        let Ok(stream) = object.as_stream_mut() else { continue };
        if !stream.dict.has(b"Length1") {
            continue;
        }
        let program = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        let face = Face::parse(&program, 0).unwrap();
        let glyphs = || (0..face.number_of_glyphs()).map(GlyphId);
        let of = |shape: &String| glyphs().find(|&id| outline(&face, id) == *shape);
        let [Some(one), Some(other)] = [of(&shapes[0]), of(&shapes[1])] else { continue };
        let program = with_exchanged(&program, [one.0.into(), other.0.into()]);
        stream.dict.set("Length1", i64::try_from(program.len()).unwrap());
        stream.dict.remove(b"Filter");
        stream.set_content(program);
        exchanged += 1;
    }
    assert_eq!(exchanged, 1);
}

/// A font program in which two glyphs have each other's outlines.
fn with_exchanged(program: &[u8], [one, other]: [usize; 2]) -> Vec<u8> {
    let [glyf, loca, head] = ["glyf", "loca", "head"].map(|tag| table(program, tag));
    // `loca` holds offsets, or halves of them.
    let (bytes, unit) = if program[head][51] == 1 { (4, 1) } else { (2, 2) };
    let offsets: Vec<usize> =
        program[loca.clone()].chunks(bytes).map(|offset| number(offset) * unit).collect();
    let (mut new_glyf, mut new_loca) = (Vec::new(), Vec::new());
    for glyph in 0..offsets.len() {
        new_loca.extend(&(new_glyf.len() / unit).to_be_bytes()[8 - bytes..]);
        let from = match glyph {
            _ if glyph == one => other,
            _ if glyph == other => one,
            _ => glyph,
        };
        if let Some(&end) = offsets.get(from + 1) {
            new_glyf.extend(&program[glyf.clone()][offsets[from]..end]);
        }
    }
    let mut exchanged = program.to_vec();
    exchanged[glyf][..new_glyf.len()].copy_from_slice(&new_glyf);
    exchanged[loca].copy_from_slice(&new_loca);
    exchanged
}

/// Where a table lies in a font program.
fn table(program: &[u8], tag: &str) -> Range<usize> {
    let mut records = program[12..].chunks(16);
    let record = records.find(|record| record.starts_with(tag.as_bytes())).unwrap();
    let begin = number(&record[8..12]);
    begin..begin + number(&record[12..])
}

fn number(bytes: &[u8]) -> usize {
    bytes.iter().fold(0, |number, &byte| number * 256 + usize::from(byte))
}

/// An outline in words.
fn outline(face: &Face<'_>, id: GlyphId) -> String {
    let mut words = Words(String::new());
    face.outline_glyph(id, &mut words);
    words.0
}

struct Words(String);

impl OutlineBuilder for Words {
    fn move_to(&mut self, x: f32, y: f32) {
        let _ = write!(self.0, "M{x},{y}");
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let _ = write!(self.0, "L{x},{y}");
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let _ = write!(self.0, "Q{x1},{y1},{x},{y}");
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let _ = write!(self.0, "C{x1},{y1},{x2},{y2},{x},{y}");
    }

    fn close(&mut self) {
        self.0 += "Z";
    }
}
