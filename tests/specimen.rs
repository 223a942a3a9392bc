//! The specimen: the one letter whose every word is known, read back by readers from outside.
//!
//! The golden text is accepted anew with `UPDATE_GOLDEN=1 cargo test --test specimen`.

#![cfg(reissue_notice_judges)]

mod judges;
mod pdfium;

use std::path::Path;
use std::{env, fs};

use judges::{FEDERATION, NAME, NUMBER, Order, PASSWORD, USER_ID, issuer, provider, specimen};
use reissue_notice::{ReadingTable, Template};

#[test]
fn the_page_reads_as_the_golden_text() {
    let read = judges::pdftotext(specimen().pdf(), Order::Layout);
    let read = read.lines().map(|line| line.trim_end().to_owned() + "\n").collect::<String>();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/specimen.txt");
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&golden, &read).unwrap();
    }
    assert_eq!(read, fs::read_to_string(&golden).unwrap());
}

#[test]
fn other_readers_find_every_field_and_every_sentence() {
    let letter = specimen();
    let by_pdfium = pdfium::texts(&[letter.pdf()], "").remove(0).unwrap();
    let template = Template::default();
    let fields = [NUMBER, NAME, USER_ID, PASSWORD, FEDERATION, "発行日令和08年01月06日"];
    for read in [judges::mutool_text(letter.pdf()), by_pdfium] {
        let read = without_space(&read);
        let mut expected = fields.into_iter().chain(template.words());
        let missing = expected.find(|words| !read.contains(&without_space(words)));
        assert_eq!(missing, None, "in {read}");
    }
}

#[test]
fn another_reader_finds_the_reading_of_every_place_in_order() {
    let read = without_space(&judges::pdftotext(specimen().pdf(), Order::Raw));
    let table = ReadingTable::specimen();
    let readings: String = PASSWORD.chars().map(|c| table.read(c).unwrap()).collect();
    assert!(read.contains(&readings), "{readings} is not in {read}");
    let classes = "大文字数字大文字小文字大文字大文字数字大文字数字数字数字数字数字数字数字数字";
    assert!(read.contains(classes), "{classes} is not in {read}");
}

#[test]
fn the_file_is_sound_and_says_what_it_is() {
    let letter = specimen();
    judges::qpdf_check(letter.pdf());
    assert_eq!(judges::pages(letter.pdf()), 1);
    let information = judges::information(letter.pdf());
    for line in
        ["Title:           電子請求ログイン情報再発行通知書", "Tagged:          yes", "(A4)"]
    {
        assert!(information.contains(line), "{line} is not in\n{information}");
    }
}

#[test]
fn the_file_ends_once_and_has_no_annotation_or_program() {
    let letter = specimen();
    assert!(letter.pdf().starts_with(b"%PDF-1.7\n"));
    assert!(letter.pdf().ends_with(b"\n%%EOF\n"));
    let plain = judges::uncompressed(letter.pdf());
    let count = |bytes: &[u8], word: &str| {
        bytes.windows(word.len()).filter(|w| w == &word.as_bytes()).count()
    };
    assert_eq!(count(letter.pdf(), "%%EOF"), 1);
    for word in ["/Annots", "/JavaScript", "/OpenAction", "/AcroForm", "/EmbeddedFile", "/Launch"] {
        assert_eq!(count(&plain, word), 0, "{word}");
    }
}

#[test]
fn the_same_letter_is_the_same_bytes_from_any_issuer() {
    let issuer = issuer().build().unwrap();
    let issue = || issuer.letter_for(&provider(NAME), PASSWORD.parse().unwrap()).unwrap();
    let first = issue();
    assert!(first.pdf() == issue().pdf(), "issued twice");
    assert!(first.pdf() == specimen().pdf(), "issued by a second issuer");
    let other = issuer.letter_for(&provider("髙橋　訪問介護"), PASSWORD.parse().unwrap()).unwrap();
    assert!(first.pdf() != other.pdf(), "another provider");
    assert!(first.pdf() == issue().pdf(), "issued after another letter");
}

fn without_space(text: &str) -> String {
    text.split_whitespace().collect()
}
