//! Judges from outside: what other programs read and see in the bytes of a letter.
//!
//! - text: [`pdftotext`], [`mutool_text`]
//! - soundness: [`qpdf_check`], [`pages`], [`uncompressed`], [`information`], [`xmp`],
//!   [`structure`]
//! - sight: [`characters`] with their boxes, [`Picture`]
//! - where others are installed: [`home`]
//! - letters to judge: [`issuer`], [`specimen`], [`provider`]
//!
//! A missing program fails the test that needs it: a judge that is silently absent judges nothing.

#![allow(dead_code, reason = "each test file asks some of the judges only")]
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;
use std::{env, fs};

use reissue_notice::{Issuer, IssuerBuilder, Letter, Provider, ReadingTable, Template};
use tempfile::TempDir;

pub(crate) const NUMBER: &str = "1999999999";
pub(crate) const NAME: &str = "主たる事業所名称";
pub(crate) const USER_ID: &str = "KJ010199999999";
pub(crate) const PASSWORD: &str = "K3MrRT3H17203902";
pub(crate) const FEDERATION: &str = "山梨県国民健康保険団体連合会";

/// The issuer of the specimen, still open to changes.
pub(crate) fn issuer() -> IssuerBuilder {
    Issuer::builder()
        .federation(FEDERATION)
        .issued_on("2026-01-06".parse().unwrap())
        .readings(ReadingTable::specimen())
}

/// The specimen's provider under another name.
pub(crate) fn provider(name: &str) -> Provider {
    Provider::new(NUMBER.parse().unwrap(), USER_ID.parse().unwrap(), name.parse().unwrap())
}

/// The lines that other letters with credentials have.
pub(crate) fn with_every_line(template: Template) -> Template {
    template
        .with_reference_label("整理番号")
        .with_login_address("http://www.e-seikyuu.jp/")
        .with_valid_until("2026-02-06".parse().unwrap())
        .with_opened_envelope(Template::OPENED_ENVELOPE)
        .with_contact("お問い合わせ　介護電子請求ヘルプデスク　TEL 0570-059-402")
        .with_contact_hours(
            "毎月1日～10日　平日10時～19時、土曜10時～17時\n11日以降　平日10時～17時",
        )
}

/// The letter that every federation's form shows.
pub(crate) fn specimen() -> Letter {
    let issuer = issuer().build().unwrap();
    issuer.letter_for(&provider(NAME), PASSWORD.parse().unwrap()).unwrap()
}

/// How pdftotext orders what it reads.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Order {
    /// In the places of the page.
    Layout,
    /// As the content streams have it: each slot on a line of its own.
    Raw,
}

pub(crate) fn pdftotext(pdf: &[u8], order: Order) -> String {
    let order = match order {
        Order::Layout => "-layout",
        Order::Raw => "-raw",
    };
    let output = judge(pdf, |file| {
        let mut command = Command::new("pdftotext");
        command.args([order, "-enc", "UTF-8"]).arg(file).arg("-");
        command
    });
    String::from_utf8(output.stdout).unwrap()
}

/// With every space and ligature as it stands in the file.
pub(crate) fn mutool_text(pdf: &[u8]) -> String {
    let folder = TempDir::new().unwrap();
    let text = folder.path().join("text.txt");
    judge(pdf, |file| {
        let mut command = Command::new("mutool");
        command.args(["convert", "-F", "text", "-O", "preserve-whitespace,preserve-ligatures"]);
        command.arg("-o").arg(&text).arg(file);
        command
    });
    fs::read_to_string(&text).unwrap()
}

/// Fails where qpdf finds an error or has a warning.
pub(crate) fn qpdf_check(pdf: &[u8]) {
    let output = judge(pdf, |file| qpdf(&["--check"], file));
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(report.contains("No syntax or stream encoding errors found"), "{report}");
}

pub(crate) fn pages(pdf: &[u8]) -> usize {
    let output = judge(pdf, |file| qpdf(&["--show-npages"], file));
    String::from_utf8(output.stdout).unwrap().trim().parse().unwrap()
}

/// The titles of the outline, in its order.
pub(crate) fn bookmarks(pdf: &[u8]) -> Vec<String> {
    let output = judge(pdf, |file| {
        let mut command = Command::new("mutool");
        command.arg("show").arg(file).arg("outline");
        command
    });
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| line.split('"').nth(1).unwrap().to_owned()).collect()
}

/// The page that each bookmark leads to, in the order of the outline, counted from 1.
pub(crate) fn bookmarked_pages(pdf: &[u8]) -> Vec<usize> {
    let output = judge(pdf, |file| {
        let mut command = Command::new("mutool");
        command.arg("show").arg(file).arg("outline");
        command
    });
    let text = String::from_utf8(output.stdout).unwrap();
    let page = |line: &str| {
        let place = line.split_once("#page=").map(|(_, place)| place).unwrap();
        place.split('&').next().and_then(|page| page.parse().ok())
    };
    text.lines().map(|line| page(line).unwrap()).collect()
}

/// One page of a document as a document of its own, counted from 1.
pub(crate) fn page(pdf: &[u8], number: usize) -> Vec<u8> {
    let number = number.to_string();
    judge(pdf, |file| {
        let mut command = qpdf(&["--empty", "--pages"], file);
        command.args([&number, "--", "-"]);
        command
    })
    .stdout
}

/// The same document with every stream inflated and every object in sight.
pub(crate) fn uncompressed(pdf: &[u8]) -> Vec<u8> {
    let inflate = ["--qdf", "--object-streams=disable", "--stream-data=uncompress"];
    judge(pdf, |file| {
        let mut command = qpdf(&inflate, file);
        command.arg("-");
        command
    })
    .stdout
}

fn qpdf(arguments: &[&str], file: &Path) -> Command {
    let mut command = Command::new("qpdf");
    command.args(arguments).arg(file);
    command
}

/// What the document says of itself in its information dictionary, and about it.
pub(crate) fn information(pdf: &[u8]) -> String {
    pdfinfo(pdf, &["-enc", "UTF-8"])
}

/// What the document says of itself in its XMP.
pub(crate) fn xmp(pdf: &[u8]) -> String {
    pdfinfo(pdf, &["-meta", "-enc", "UTF-8"])
}

/// The structure tree with its text, as poppler reads it.
pub(crate) fn structure(pdf: &[u8]) -> String {
    let output = judge(pdf, |file| {
        let mut command = Command::new("pdfinfo");
        command.args(["-struct-text", "-enc", "UTF-8"]).arg(file);
        command
    });
    assert!(output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn pdfinfo(pdf: &[u8], arguments: &[&str]) -> String {
    let output = judge(pdf, |file| {
        let mut command = Command::new("pdfinfo");
        command.args(arguments).arg(file);
        command
    });
    String::from_utf8(output.stdout).unwrap()
}

/// A character and the box that its advance and its font's height give it, in points from the top
/// left of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Character {
    pub(crate) c: char,
    pub(crate) size: f64,
    pub(crate) baseline: f64,
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

/// Every character that mutool finds on the page, in its order.
pub(crate) fn characters(pdf: &[u8]) -> Vec<Character> {
    let output = judge(pdf, |file| {
        let mut command = Command::new("mutool");
        command.args(["draw", "-q", "-F", "stext", "-o", "-"]).arg(file);
        command
    });
    let text = String::from_utf8(output.stdout).unwrap();
    let mut size = 0.0;
    let mut high = None;
    let mut characters = Vec::new();
    for line in text.lines() {
        if line.starts_with("<font ") {
            size = attribute(line, "size").parse().unwrap();
        } else if line.starts_with("<char ") {
            let code = code_point(attribute(line, "c"));
            match whole(high.take(), code) {
                Some(c) => characters.push(character(line, c, size)),
                None => high = Some(code),
            }
        }
    }
    assert!(!characters.is_empty(), "mutool finds no character in\n{text}");
    characters
}

fn character(line: &str, c: char, size: f64) -> Character {
    let quad: Vec<f64> = attribute(line, "quad").split(' ').map(|n| n.parse().unwrap()).collect();
    let [left, top, .., right, bottom] = quad[..] else {
        panic!("a quad has eight numbers: {line}")
    };
    Character { c, size, baseline: attribute(line, "y").parse().unwrap(), left, top, right, bottom }
}

fn attribute<'l>(line: &'l str, name: &str) -> &'l str {
    let start = line.split_once(&format!(" {name}=\"")).map(|(_, rest)| rest);
    start.and_then(|rest| rest.split_once('"')).map(|(value, _)| value).unwrap()
}

fn code_point(value: &str) -> u32 {
    let plain = match value {
        "&amp;" => '&',
        "&lt;" => '<',
        "&gt;" => '>',
        "&quot;" => '"',
        "&apos;" => '\'',
        _ => match value.strip_prefix("&#x").and_then(|rest| rest.strip_suffix(';')) {
            Some(code) => return u32::from_str_radix(code, 16).unwrap(),
            None => value.chars().next().unwrap(),
        },
    };
    plain.into()
}

/// Where a glyph stands for several characters, mutool gives the halves of a surrogate pair one
/// after the other.
fn whole(high: Option<u32>, code: u32) -> Option<char> {
    match high {
        Some(high) => char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (code - 0xDC00)),
        None => char::from_u32(code),
    }
}

/// Each page as mutool paints it, in gray at 150 dots an inch: a PGM.
pub(crate) fn mutool_pictures(pdf: &[u8]) -> Vec<Vec<u8>> {
    let folder = TempDir::new().unwrap();
    let pages = folder.path().join("%d.pgm");
    judge(pdf, |file| {
        let mut command = Command::new("mutool");
        command.args(["draw", "-q", "-r", "150", "-c", "gray", "-o"]).arg(&pages).arg(file);
        command
    });
    (1..).map_while(|page| fs::read(folder.path().join(format!("{page}.pgm"))).ok()).collect()
}

/// The page as poppler paints it, in gray.
#[derive(Debug, PartialEq)]
pub(crate) struct Picture {
    width: usize,
    height: usize,
    gray: Vec<u8>,
    per_point: f64,
}

/// Darker than this is ink; antialiasing leaves the edge of a thin stroke lighter than black.
const INK: u8 = 160;

impl Picture {
    pub(crate) fn of(pdf: &[u8], dpi: u32) -> Self {
        let resolution = dpi.to_string();
        let output = judge(pdf, |file| {
            let mut command = Command::new("pdftoppm");
            command.args(["-gray", "-r", &resolution]).arg(file);
            command
        });
        Self::parse(&output.stdout, f64::from(dpi) / 72.0)
    }

    /// A binary PGM: `P5`, width, height and the value of white, each after a space, then the
    /// pixels.
    fn parse(pgm: &[u8], per_point: f64) -> Self {
        let mut header = pgm.splitn(4, u8::is_ascii_whitespace);
        let magic = header.next().unwrap();
        let mut number =
            || str::from_utf8(header.next().unwrap()).unwrap().parse::<usize>().unwrap();
        let (width, height) = (number(), number());
        let (white, gray) = header.next().unwrap().split_at(4);
        assert_eq!((magic, white), (b"P5".as_slice(), b"255\n".as_slice()));
        assert_eq!(gray.len(), width * height, "one picture of {width} by {height}");
        Self { width, height, gray: gray.to_vec(), per_point }
    }

    /// How many pixels it has from left to right and from top to bottom, and how dark each is.
    pub(crate) fn pixels(&self) -> (usize, usize, &[u8]) {
        (self.width, self.height, &self.gray)
    }

    /// How many pixels of a box (left, top, right, bottom; in points) hold ink.
    pub(crate) fn ink(&self, [left, top, right, bottom]: [f64; 4]) -> usize {
        let columns = self.pixel(left).min(self.width)..self.pixel(right).min(self.width);
        let rows = self.pixel(top).min(self.height)..self.pixel(bottom).min(self.height);
        rows.filter_map(|row| self.gray.get(row * self.width..)?.get(columns.clone()))
            .flatten()
            .filter(|&&gray| gray < INK)
            .count()
    }

    /// The size of the page in points.
    #[expect(clippy::cast_precision_loss, reason = "a page has some thousands of pixels a side")]
    pub(crate) fn page(&self) -> [f64; 2] {
        [self.width, self.height].map(|side| side as f64 / self.per_point)
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place on the page"
    )]
    fn pixel(&self, at: f64) -> usize {
        (at * self.per_point).round().max(0.0) as usize
    }
}

/// Where `install.sh` puts the judges that are no programs of the system. It is asked to before the
/// first use: where it has been, that takes no time.
pub(crate) fn home() -> &'static Path {
    static HOME: LazyLock<PathBuf> = LazyLock::new(|| {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/install.sh");
        let output = Command::new("bash").arg(script).output().unwrap();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "tests/judges/install.sh failed: {complaint}");
        let of_user =
            || Path::new(&env::var_os("HOME").unwrap()).join(".cache/reissue-notice-judges");
        env::var_os("REISSUE_NOTICE_JUDGES").map_or_else(of_user, PathBuf::from)
    });
    &HOME
}

/// Runs a program on the letter; anything but success is its verdict.
fn judge(pdf: &[u8], command: impl FnOnce(&Path) -> Command) -> Output {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("letter.pdf");
    fs::write(&file, pdf).unwrap();
    let mut command = command(&file);
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().unwrap_or_else(|error| {
        panic!(
            "{program} cannot be run ({error}); install {}, which these tests need",
            package(&program)
        )
    });
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} refuses the letter: {complaint}");
    output
}

fn package(program: &str) -> &'static str {
    match program {
        "mutool" => "mupdf-tools",
        "qpdf" => "qpdf",
        _ => "poppler-utils",
    }
}
