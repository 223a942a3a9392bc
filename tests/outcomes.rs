//! What becomes of real names: issued, changed on the way in, warned of, or refused by the
//! character.
//!
//! The counts over the excerpts stand in a golden file. Those over the whole lists too, and are
//! compared where a list is at hand: `REISSUE_NOTICE_LISTS=a.csv:b.csv cargo test --test outcomes
//! -- --ignored`.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod judges;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use judges::{Order, PASSWORD, Picture, issuer};
use reissue_notice::{Issuer, Provider};

/// One name through the crate, as a line of the golden file would say it.
fn outcomes(issuer: &Issuer, name: &str) -> Vec<String> {
    let provider = |name| {
        Provider::new("1971100456".parse().unwrap(), "KJ010199999999".parse().unwrap(), name)
    };
    let parsed = name.parse().map(provider);
    match parsed.and_then(|provider| Ok((issuer.check(&provider)?, provider))) {
        Ok((warnings, provider)) => {
            let warnings = warnings.iter().map(|warning| format!("warning: {warning}"));
            let notes =
                provider.name().notes().iter().map(|note| format!("note: {:?}", note.change()));
            ["issued".to_owned()].into_iter().chain(warnings).chain(notes).collect()
        }
        Err(error) => vec![format!("refused: {}", error.kind())],
    }
}

fn count(lists: &[&Path]) -> String {
    let issuer = issuer().build().unwrap();
    let mut counts = BTreeMap::<String, usize>::new();
    for list in lists {
        let mut reader = csv::Reader::from_path(list).unwrap();
        let column = reader.headers().unwrap().iter().position(|column| column == "name").unwrap();
        for record in reader.records().map(Result::unwrap) {
            for outcome in outcomes(&issuer, &record[column]) {
                *counts.entry(outcome).or_default() += 1;
            }
        }
    }
    counts
        .iter()
        .fold(String::new(), |text, (outcome, count)| format!("{text}{count:>6}  {outcome}\n"))
}

fn compare(golden: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(golden);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, found).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), found, "{golden}");
}

#[test]
fn the_excerpts_come_out_as_before() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    compare(
        "outcomes_excerpts.txt",
        &count(&[&data.join("providers.csv"), &data.join("hard_names.csv")]),
    );
}

#[test]
#[ignore = "needs the whole lists: REISSUE_NOTICE_LISTS names them, divided by colons"]
fn the_whole_lists_come_out_as_before() {
    let lists = std::env::var("REISSUE_NOTICE_LISTS").unwrap();
    compare("outcomes_lists.txt", &count(&lists.split(':').map(Path::new).collect::<Vec<_>>()));
}

/// Every character of the whole lists, forty to a letter: read back exactly, and with ink.
#[test]
fn every_distinct_character_is_printed_and_read_back() {
    let issuer = issuer().build().unwrap();
    let all: String = include_str!("data/characters.txt").lines().collect();
    let (printed, refused): (Vec<char>, Vec<char>) =
        all.chars().partition(|c| outcomes(&issuer, &format!("あ{c}"))[0] == "issued");
    assert_eq!(refused, []);
    for chunk in printed.chunks(40) {
        let name: String = chunk.iter().collect();
        let letter =
            issuer.letter_for(&judges::provider(&name), PASSWORD.parse().unwrap()).unwrap();
        // What is folded on the way in reads as what is printed.
        let expected = judges::provider(&name).name().to_string();
        let read: String = judges::pdftotext(letter.pdf(), Order::Raw).split_whitespace().collect();
        assert!(read.contains(&expected), "{expected} in {read}");
        assert_inked(letter.pdf(), &expected);
    }
}

/// An overline lies above its own box: mutool's boxes are those of the font, not of the ink.
const ABOVE_BOX: [char; 2] = ['\u{203E}', '\u{FFE3}'];

fn assert_inked(pdf: &[u8], name: &str) {
    let picture = Picture::of(pdf, 100);
    for found in judges::characters(pdf) {
        let seen = found.c.is_whitespace()
            || ABOVE_BOX.contains(&found.c)
            || picture.ink([found.left, found.top, found.right, found.bottom]) > 0;
        assert!(seen, "{} in {name} has no ink", found.c);
    }
}
