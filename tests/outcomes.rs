//! What becomes of real names: issued, changed on the way in, warned of, or refused by the
//! character.
//!
//! The counts over the excerpts stand in a golden file. Those over the whole lists too, and are
//! compared where a list is at hand: `REISSUE_NOTICE_LISTS=a.csv:b.csv cargo test --test outcomes
//! -- --ignored`.

#![cfg(reissue_notice_judges)]
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
use reissue_notice::{EnvelopeWindow, Issuer, Provider, Result};

/// What the lists hold of a provider; a list of names has no addresses.
#[derive(Default)]
struct Row<'r> {
    name: &'r str,
    address: &'r str,
    building: &'r str,
}

impl Row<'_> {
    /// Real lists of names and addresses are public, post codes beside them are not: with one for
    /// all, what an address says to the bars is seen all the same.
    fn provider(&self) -> Result<Provider> {
        let provider =
            Provider::new("1971100456".parse()?, "KJ010199999999".parse()?, self.name.parse()?);
        let mut provider = provider.with_post_code("100-0013".parse()?);
        if !self.address.is_empty() {
            provider = provider.with_address(self.address.parse()?);
        }
        if !self.building.is_empty() {
            provider = provider.with_building(self.building.parse()?);
        }
        Ok(provider)
    }

    /// Through the crate, as lines of the golden file say it.
    fn outcomes(&self, issuer: &Issuer) -> Vec<String> {
        match self.provider().and_then(|provider| Ok((issuer.check(&provider)?, provider))) {
            Ok((warnings, provider)) => {
                let mut outcomes = vec!["issued".to_owned()];
                outcomes.extend(warnings.iter().map(|warning| format!("warning: {warning}")));
                let notes = provider.name().notes().iter();
                outcomes.extend(notes.map(|note| format!("note: {:?}", note.change())));
                outcomes
            }
            Err(error) => vec![format!("refused: {}", error.kind())],
        }
    }
}

/// Addresses are read for a window alone.
const NAMES: [&str; 1] = ["name"];
const ADDRESSES: [&str; 3] = ["name", "address", "building"];

fn count(issuer: &Issuer, lists: &[&Path], columns: &[&str]) -> String {
    let mut counts = BTreeMap::<String, usize>::new();
    for list in lists {
        let mut reader = csv::Reader::from_path(list).unwrap();
        let headers = reader.headers().unwrap().clone();
        let column = |name: &&str| headers.iter().position(|column| column == *name).unwrap();
        let columns: Vec<usize> = columns.iter().map(column).collect();
        for record in reader.records().map(Result::unwrap) {
            let field = |nth| columns.get(nth).map_or("", |&column| &record[column]);
            let [name, address, building] = [0, 1, 2].map(field);
            for outcome in (Row { name, address, building }).outcomes(issuer) {
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
        &count(
            &without_window(),
            &[&data.join("providers.csv"), &data.join("hard_names.csv")],
            &NAMES,
        ),
    );
}

#[test]
#[ignore = "needs the whole lists: REISSUE_NOTICE_LISTS names them, divided by colons"]
fn the_whole_lists_come_out_as_before() {
    let lists = std::env::var("REISSUE_NOTICE_LISTS").unwrap();
    let lists: Vec<&Path> = lists.split(':').map(Path::new).collect();
    compare("outcomes_lists.txt", &count(&without_window(), &lists, &NAMES));
}

#[test]
fn the_excerpts_with_addresses_come_out_as_before() {
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/providers.csv");
    compare("outcomes_window_excerpt.txt", &in_each_window(&list));
}

#[test]
#[ignore = "needs a whole list: REISSUE_NOTICE_LISTS names it first"]
fn a_whole_list_with_addresses_comes_out_as_before() {
    let lists = std::env::var("REISSUE_NOTICE_LISTS").unwrap();
    let list = lists.split(':').next().unwrap();
    compare("outcomes_window_list.txt", &in_each_window(Path::new(list)));
}

fn without_window() -> Issuer {
    issuer().build().unwrap()
}

fn in_each_window(list: &Path) -> String {
    let mut text = String::new();
    for name in ["vertical", "horizontal"] {
        let issuer = issuer().window(EnvelopeWindow::named(name).unwrap()).build().unwrap();
        text += name;
        text += "\n";
        text += &count(&issuer, &[list], &ADDRESSES);
    }
    text
}

/// Every character of the whole lists, forty to a letter: read back exactly, and with ink.
#[test]
fn every_distinct_character_is_printed_and_read_back() {
    let issuer = issuer().build().unwrap();
    let all: String = include_str!("data/characters.txt").lines().collect();
    let (printed, refused): (Vec<char>, Vec<char>) = all.chars().partition(|c| {
        Row { name: &format!("あ{c}"), ..Row::default() }.outcomes(&issuer)[0] == "issued"
    });
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
