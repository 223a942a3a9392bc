//! Letters encrypted for hand-over by mail: opened by four readers with the password and by none
//! without it.

#![cfg(reissue_notice_judges)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod judges;
mod pdfium;
mod vera;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use judges::{NAME, NUMBER, PASSWORD, USER_ID, specimen};
use lopdf::{Document, Object};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use reissue_notice::{EncryptedLetter, ErrorKind, MailPassword};
use tempfile::TempDir;

const OPENS: &str = "correct-horse-battery";
const DOES_NOT: &str = "correct-horse-batterx";

#[test]
fn four_readers_open_it_with_the_password_and_read_what_was_printed() {
    let letter = encrypted(OPENS, 1);
    let mut texts =
        [pdftotext, mutool, qpdf_decrypted].map(|reader| text(&reader(&letter, OPENS))).to_vec();
    texts.extend(pdfium::texts(&[letter.pdf()], OPENS).remove(0));
    assert_eq!(texts.len(), 4);
    for text in texts {
        let read = without_space(&text);
        for words in [NUMBER, NAME, USER_ID, PASSWORD, "電子請求ログイン情報再発行通知書"]
        {
            assert!(read.contains(words), "{words} is not in {read}");
        }
    }
}

#[test]
fn no_reader_opens_it_without_the_password() {
    let letter = encrypted(OPENS, 1);
    for reader in [pdftotext, mutool, qpdf_decrypted] {
        for password in ["", DOES_NOT, PASSWORD, "correct-horse-battery "] {
            let output = reader(&letter, password);
            let read = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(
                !output.status.success() || read.trim().is_empty(),
                "{password:?} opens it: {read}"
            );
        }
    }
    for password in ["", DOES_NOT, PASSWORD, "correct-horse-battery "] {
        assert_eq!(pdfium::texts(&[letter.pdf()], password), [None], "{password:?} opens it");
    }
}

#[test]
fn the_longest_and_the_oddest_password_open_it() {
    for password in ["~".repeat(127), r##"!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"##.into()] {
        // Not poppler: its programs cut the password off after 32 characters.
        let read = without_space(&text(&mutool(&encrypted(&password, 1), &password)));
        assert!(read.contains(PASSWORD), "{password} reads {read}");
        let read = pdfium::texts(&[encrypted(&password, 1).pdf()], &password).remove(0).unwrap();
        assert!(without_space(&read).contains(PASSWORD), "{password} reads {read}");
        let output = qpdf(&encrypted(&password, 1), &password, &["--check"]);
        assert!(output.status.success(), "{output:?}");
    }
}

#[test]
fn it_is_aes_256_of_revision_6_and_allows_printing_only() {
    let output = qpdf(&encrypted(OPENS, 1), OPENS, &["--show-encryption"]);
    let said = text(&output);
    for line in [
        "R = 6",
        "P = -1340",
        "User password = correct-horse-battery",
        "Supplied password is user password",
        "extract for accessibility: allowed",
        "extract for any purpose: not allowed",
        "print low resolution: allowed",
        "print high resolution: allowed",
        "modify document assembly: not allowed",
        "modify forms: not allowed",
        "modify annotations: not allowed",
        "modify other: not allowed",
        "modify anything: not allowed",
        "stream encryption method: AESv3",
        "string encryption method: AESv3",
        "file encryption method: AESv3",
    ] {
        assert!(said.lines().any(|said| said == line), "{line} is not in\n{said}");
    }
    assert!(!said.contains("Supplied password is owner password"), "{said}");
}

#[test]
fn it_is_sound() {
    let output = qpdf(&encrypted(OPENS, 1), OPENS, &["--check"]);
    let said = text(&output);
    assert!(said.contains("No syntax or stream encoding errors found"), "{said}");
}

#[test]
fn the_same_generator_gives_the_same_bytes_and_another_shares_none() {
    let first = encrypted(OPENS, 1);
    assert!(first.pdf() == encrypted(OPENS, 1).pdf(), "the same generator");
    let other = encrypted(OPENS, 2);
    assert!(first.pdf() != other.pdf(), "another generator");
    let (one, two) = (first_stream(first.pdf()), first_stream(other.pdf()));
    assert_eq!(one.len(), two.len());
    assert!(
        one.chunks(16).zip(two.chunks(16)).all(|(a, b)| a.len() < 16 || a != b),
        "a block in common"
    );
}

#[test]
fn nothing_of_the_letter_is_in_the_raw_bytes() {
    let letter = encrypted(OPENS, 1);
    for words in [
        NUMBER,
        NAME,
        USER_ID,
        PASSWORD,
        OPENS,
        "電子請求ログイン情報再発行通知書",
        "ja-JP",
        "xpacket",
    ] {
        let utf16: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let hex = utf16.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02X}"));
        for form in [words.as_bytes(), &utf16, hex.as_bytes(), hex.to_lowercase().as_bytes()] {
            assert!(!contains(letter.pdf(), form), "{words} is in sight");
        }
    }
    let plain = specimen();
    for begins in [b"]TJ".as_slice(), b">>BDC", b"begincmap", identifier(plain.pdf())] {
        assert!(
            contains(plain.pdf(), begins) || contains(&judges::uncompressed(plain.pdf()), begins)
        );
        assert!(
            !contains(letter.pdf(), begins),
            "{:?} is in sight",
            String::from_utf8_lossy(begins)
        );
    }
}

#[test]
fn the_length_tells_nothing_of_the_password() {
    let issuer = judges::issuer().policy("UUUUUUUU".parse().unwrap()).build().unwrap();
    let length = |password: &str| {
        let letter = issuer.letter_for(&judges::provider(NAME), password.parse().unwrap()).unwrap();
        let mail = letter
            .encrypted(&OPENS.parse().unwrap(), &mut ChaCha20Rng::from_seed([1; 32]))
            .unwrap();
        (letter.pdf().len(), mail.pdf().len())
    };
    let (short, long) = (length("IIIIIIII"), length("WWWWWWWW"));
    assert!(short.0 < long.0, "the readings アイ and ダブリュー take as much room");
    assert_eq!(short.1, long.1);
}

#[test]
fn it_stays_accessible_and_does_not_claim_to_be_archival() {
    let letter = encrypted(OPENS, 1);
    let plain = qpdf(&letter, OPENS, &["--decrypt", "--object-streams=disable"]).stdout;
    let flavours = ["ua2", "wt1a", "wt1r", "4", "2a"];
    let [verdicts] = vera::verdicts(&[plain.as_slice()], &flavours).try_into().unwrap();
    let said: Vec<bool> = verdicts.iter().map(|verdict| verdict.compliant).collect();
    assert_eq!(said, [true, true, true, false, false], "{verdicts:?}");
    let xmp = judges::xmp(&plain);
    assert!(
        xmp.contains("<pdfuaid:part>2</pdfuaid:part>") && !xmp.contains("pdfaid:part"),
        "{xmp}"
    );
}

/// AES-256 of revision 6 belongs to PDF 2.0, which has no title outside the XMP.
#[test]
fn it_is_pdf_2_in_all_that_it_says() {
    let letter = encrypted(OPENS, 1);
    assert!(letter.pdf().starts_with(b"%PDF-2.0\n"));
    let plain = qpdf(&letter, OPENS, &["--decrypt", "--object-streams=disable"]).stdout;
    assert!(plain.starts_with(b"%PDF-2.0\n"));
    let document = Document::load_mem(&plain).unwrap();
    assert!(!document.trailer.has(b"Info") && !document.catalog().unwrap().has(b"Extensions"));
    let has_title = |object: &Object| object.as_dict().is_ok_and(|entries| entries.has(b"Title"));
    assert!(!document.objects.values().any(has_title), "a title stays behind");
    assert!(judges::xmp(&plain).contains("電子請求ログイン情報再発行通知書"));
}

#[test]
fn a_password_that_is_too_short_or_not_ascii_is_refused_unsaid() {
    for (password, sentence) in [
        ("hunter2hunt", "mail password: found 11 characters, expected 12 to 127"),
        ("hunter2hunterあ", "mail password: place 14 is not a printable ASCII character"),
        ("hunter2 hunter2", "mail password: place 8 is not a printable ASCII character"),
    ] {
        let error = password.parse::<MailPassword>().unwrap_err();
        assert_eq!(error.to_string(), sentence);
        assert!(!format!("{error:?}").contains("hunter"));
        assert!(matches!(error.kind(), ErrorKind::Length { .. } | ErrorKind::Place { .. }));
    }
    let shown = format!("{:?} {:?}", OPENS.parse::<MailPassword>().unwrap(), encrypted(OPENS, 1));
    assert!(shown.len() < 100 && !shown.contains("horse"), "{shown}");
}

fn encrypted(password: &str, seed: u8) -> EncryptedLetter {
    let mut rng = ChaCha20Rng::from_seed([seed; 32]);
    specimen().encrypted(&password.parse().unwrap(), &mut rng).unwrap()
}

fn pdftotext(letter: &EncryptedLetter, password: &str) -> Output {
    read(letter, |file| {
        let mut command = Command::new("pdftotext");
        command.args(["-raw", "-enc", "UTF-8", "-upw", password]).arg(file).arg("-");
        command
    })
}

fn mutool(letter: &EncryptedLetter, password: &str) -> Output {
    read(letter, |file| {
        let mut command = Command::new("mutool");
        command.args(["draw", "-q", "-p", password, "-F", "text", "-o", "-"]).arg(file);
        command
    })
}

/// The text of what qpdf decrypts.
fn qpdf_decrypted(letter: &EncryptedLetter, password: &str) -> Output {
    let output = qpdf(letter, password, &["--decrypt"]);
    let read = |pdf: &[u8]| judges::pdftotext(pdf, judges::Order::Raw).into_bytes();
    let stdout = if output.status.success() { read(&output.stdout) } else { Vec::new() };
    Output { stdout, ..output }
}

fn qpdf(letter: &EncryptedLetter, password: &str, arguments: &[&str]) -> Output {
    let writes = arguments.contains(&"--decrypt");
    read(letter, |file| {
        let mut command = Command::new("qpdf");
        command
            .arg(format!("--password={password}"))
            .args(arguments)
            .arg(file)
            .args(writes.then_some("-"));
        command
    })
}

fn read(letter: &EncryptedLetter, command: impl FnOnce(&Path) -> Command) -> Output {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("mail.pdf");
    fs::write(&file, letter.pdf()).unwrap();
    command(&file).output().unwrap()
}

fn text(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The second of a file's two identifiers.
fn identifier(pdf: &[u8]) -> &[u8] {
    let at = pdf.windows(4).rposition(|bytes| bytes == b"/ID[").unwrap();
    pdf.get(at + 39..at + 71).unwrap()
}

/// Between the first stream's marks in the raw bytes: lopdf reads no stream without the password.
fn first_stream(pdf: &[u8]) -> &[u8] {
    let find = |word: &[u8]| pdf.windows(word.len()).position(|window| window == word).unwrap();
    pdf.get(find(b"stream\n") + 7..find(b"endstream")).unwrap()
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

fn without_space(text: &str) -> String {
    text.split_whitespace().collect()
}
