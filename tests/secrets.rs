//! Where the password must not be: in Debug output, in errors, in metadata, and in no plain or
//! hashed form in the file.
//!
//! The page shows it, so the file holds it as glyph codes; what is kept out is every form that a
//! search of logs or files would find.

#![cfg(reissue_notice_judges)]
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod judges;

use std::error::Error as _;
use std::fmt::{Debug, Write as _};

use judges::{NAME, PASSWORD, issuer, provider, specimen};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use reissue_notice::{Error, Password, Policy};
use sha2::{Digest, Sha256};

/// Any run of this many characters of the password is a leak.
const RUN: usize = 4;

#[test]
fn debug_shows_neither_the_password_nor_the_file() {
    let (letter, issuer) = (specimen(), issuer());
    let password: Password = PASSWORD.parse().unwrap();
    assert_silent(&password, PASSWORD);
    assert_silent(&letter, PASSWORD);
    assert_silent(letter.password(), PASSWORD);
    assert_silent(&issuer, PASSWORD);
    assert_silent(&issuer.build().unwrap(), PASSWORD);
    let shown = format!("{letter:#?}");
    assert!(shown.len() < 2000, "the file itself is shown: {} characters", shown.len());
    assert!(!shown.contains("%PDF") && !shown.contains("37, 80, 68, 70"), "{shown}");
}

#[test]
fn debug_is_silent_about_a_drawn_password_too() {
    let issuer = issuer().build().unwrap();
    let letter = issuer.issue(&provider(NAME), &mut ChaCha20Rng::from_seed([5; 32])).unwrap();
    assert_silent(&letter, letter.password().expose_secret());
    assert_silent(&Ok::<_, Error>(letter), "G6SlLI0F61746976");
}

#[test]
fn no_wrong_password_is_in_its_error() {
    for (password, sentence) in [
        ("Qx7Zw9k", "password: found 7 characters, expected 8 to 20"),
        ("Qx7Zw9kQx7Zw9kQx7Zw9k", "password: found 21 characters, expected 8 to 20"),
        ("Qx7Zw9kあ", "password: place 8 is not a printable ASCII character"),
        ("Qx7Z w9k", "password: place 5 is not a printable ASCII character"),
        ("Qx7Zw9k\u{7}", "password: place 8 is not a printable ASCII character"),
    ] {
        let error = password.parse::<Password>().unwrap_err();
        assert_error(&error, sentence, password);
    }
}

#[test]
fn no_password_of_another_policy_is_in_the_error() {
    let issuer = issuer().build().unwrap();
    for (password, sentence) in [
        ("k3MrRT3H17203902", "place 1 is not a capital A-Z"),
        ("KxMrRT3H17203902", "place 2 is not a digit 0-9"),
        ("K3MRRT3H17203902", "place 4 is not a small letter a-z"),
        ("K3MrRT3H1720390!", "place 16 is not a digit 0-9"),
        ("K3MrRT3H", "found 8 characters, expected 16"),
    ] {
        let sentence = format!("password: {sentence}");
        let wrong = || password.parse::<Password>().unwrap();
        assert_error(&Policy::default().check(&wrong()).unwrap_err(), &sentence, password);
        let error = issuer.letter_for(&provider(NAME), wrong()).unwrap_err();
        assert_error(&error, &format!("provider 1999999999, {sentence}"), password);
    }
}

#[test]
fn no_password_is_in_the_error_of_a_name_that_cannot_be_printed() {
    let issuer = issuer().build().unwrap();
    let error = issuer.letter_for(&provider("ケアሀ"), PASSWORD.parse().unwrap()).unwrap_err();
    let sentence = "provider 1999999999, provider name: 'ሀ' (U+1200) is in none of the fonts BIZUDGothic-Regular, \
        NotoSansJP-Regular, NotoSans-Regular";
    assert_error(&error, sentence, PASSWORD);
}

#[test]
fn the_metadata_says_nothing_of_it() {
    let letter = specimen();
    for text in [judges::information(letter.pdf()), judges::xmp(letter.pdf())] {
        assert!(text.contains("電子請求ログイン情報再発行通知書"), "{text}");
        assert_eq!(leak(&text, PASSWORD), None, "{text}");
    }
}

#[test]
fn no_plain_or_hashed_form_of_it_is_in_the_file() {
    let letter = specimen();
    for bytes in [letter.pdf(), &judges::uncompressed(letter.pdf())] {
        for (form, needle) in forms(PASSWORD) {
            assert!(!contains(bytes, &needle), "the file holds the password as {form}");
        }
    }
}

#[test]
fn a_form_that_is_there_would_be_found() {
    let word = b"\x00\x00KJ010199999999".to_vec();
    assert!(contains(&word, b"KJ010199999999"));
    assert_eq!(leak("id G6Sl", "G6SlLI0F61746976"), Some("G6Sl"));
    let names: Vec<&str> = forms("ab").into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), 14, "{names:?}");
    let needles: Vec<Vec<u8>> = forms("ab").into_iter().map(|(_, needle)| needle).collect();
    assert!(needles.contains(&b"00610062".to_vec()) && needles.contains(&b"a\0b\0".to_vec()));
}

#[test]
fn two_letters_that_differ_in_the_password_alone_have_one_identity() {
    let issuer = issuer().build().unwrap();
    let id = |password: &str| {
        let letter = issuer.letter_for(&provider(NAME), password.parse().unwrap()).unwrap();
        let at = letter.pdf().windows(4).rposition(|bytes| bytes == b"/ID[").unwrap();
        letter.pdf().get(at..at + 70).unwrap().to_vec()
    };
    assert_eq!(id(PASSWORD), id("A0AaAA0A00000000"));
}

fn assert_error(error: &Error, sentence: &str, password: &str) {
    assert_eq!(error.to_string(), sentence);
    assert_silent(error, password);
    assert_silent(error.kind(), password);
    assert!(error.source().is_none(), "a source could say more");
}

/// Neither form of Debug holds any part of the password, as text or as a list of bytes.
fn assert_silent(value: &dyn Debug, password: &str) {
    for shown in [format!("{value:?}"), format!("{value:#?}")] {
        assert_eq!(leak(&shown, password), None, "{shown}");
        let bytes = format!("{:?}", password.get(..RUN).unwrap().as_bytes());
        let dense: String = shown.split_whitespace().collect();
        let list: String = bytes.trim_matches(['[', ']']).split_whitespace().collect();
        assert!(!dense.contains(&list), "{shown}");
    }
}

/// The first run of the password's characters that the text holds.
fn leak<'p>(text: &str, password: &'p str) -> Option<&'p str> {
    let starts = password.char_indices().map(|(at, _)| at);
    starts.filter_map(|at| password.get(at..at + RUN)).find(|run| text.contains(run))
}

/// The forms in which a password, or an unkeyed digest of it, could lie in a file. Sixty bits can
/// be searched through a digest.
fn forms(password: &str) -> Vec<(&'static str, Vec<u8>)> {
    let plain = password.as_bytes().to_vec();
    let big: Vec<u8> = password.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let little: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let digest = |bytes: &[u8]| Sha256::digest(bytes).get(..16).unwrap().to_vec();
    let reversed: Vec<u8> = plain.iter().rev().copied().collect();
    let named = [
        ("reversed", vec![reversed]),
        ("ASCII", hexed(plain.clone())),
        ("UTF-16BE", hexed(big.clone())),
        ("UTF-16LE", vec![little]),
        ("the SHA-256 of its ASCII", hexed(digest(&plain))),
        ("the SHA-256 of its UTF-16BE", hexed(digest(&big))),
    ];
    named
        .into_iter()
        .flat_map(|(name, needles)| needles.into_iter().map(move |needle| (name, needle)))
        .collect()
}

/// As it is, and as hexadecimal of both cases.
fn hexed(bytes: Vec<u8>) -> Vec<Vec<u8>> {
    let mut lower = String::new();
    for byte in &bytes {
        write!(lower, "{byte:02x}").unwrap();
    }
    let upper = lower.to_uppercase();
    vec![bytes, lower.into_bytes(), upper.into_bytes()]
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}
