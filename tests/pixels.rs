//! What the eye sees: ink under every character that a reader finds, at a legible size, apart, and
//! where it belongs.
//!
//! Text can be read back from a page that shows none of it, so the page is painted and looked at.

#![cfg(reissue_notice_judges)]
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod judges;

use judges::{Character, PASSWORD, Picture, issuer, provider, specimen};
use reissue_notice::{Letter, Policy};

const DPI: u32 = 150;
const MM: f64 = 72.0 / 25.4;
/// mutool prints its numbers with few places.
const ROUNDING: f64 = 0.02;

/// The longest registered name known, with a rare variant in it: two lines in the table and over
/// the sender.
const LONG: &str = "医療法人社団　秀友会　葛\u{E0100}城髙﨑記念リハビリテーション病院附属介護老人保健施設\u{3000}\
    サンライフゆもと　指定訪問リハビリテーション事業所";
/// Twenty places with the widest letters and the longest readings.
const TWENTY: (&str, &str) = ("USDLUSDLUSDLUSDLUSDL", "W!0wM@8mX?1xQ&2qH%3h");

#[test]
fn the_specimen_is_seen_as_it_is_read() {
    look_at(&specimen(), PASSWORD);
}

#[test]
fn a_long_name_is_seen_as_it_is_read() {
    let issuer = issuer().build().unwrap();
    let letter = issuer.letter_for(&provider(LONG), PASSWORD.parse().unwrap()).unwrap();
    let read: String = judges::characters(letter.pdf()).iter().map(|found| found.c).collect();
    assert!(read.contains("介護老人保健施設"), "{read}");
    look_at(&letter, PASSWORD);
}

#[test]
fn twenty_places_with_symbols_are_seen_as_they_are_read() {
    let (pattern, password) = TWENTY;
    let policy = pattern.parse::<Policy>().unwrap().with_symbols("!@?&%").unwrap();
    let issuer = issuer().policy(policy).build().unwrap();
    let letter = issuer.letter_for(&provider("やまなし会"), password.parse().unwrap()).unwrap();
    look_at(&letter, password);
}

#[test]
fn paper_without_ink_and_boxes_that_overlap_are_found() {
    let picture = Picture::of(specimen().pdf(), DPI);
    let blank = Character {
        c: '字',
        size: 12.0,
        baseline: 42.0,
        left: 300.0,
        top: 30.0,
        right: 312.0,
        bottom: 42.0,
    };
    assert_eq!(dry(&picture, &[blank]), [blank]);
    let touching = Character { left: 312.0, right: 324.0, ..blank };
    let overlapping = Character { left: 308.0, right: 320.0, ..blank };
    assert_eq!(overlaps(&[touching, blank]), []);
    assert_eq!(overlaps(&[overlapping, blank]), [(overlapping, blank)]);
    let next_line = Character { baseline: 54.0, ..blank };
    assert_eq!(overlaps(&[blank, next_line]), []);
}

fn look_at(letter: &Letter, password: &str) {
    let found = judges::characters(letter.pdf());
    let picture = Picture::of(letter.pdf(), DPI);
    assert_eq!(dry(&picture, &found), [], "characters without ink");
    assert_eq!(overlaps(&found), [], "characters over one another");
    assert_margins_are_white(&picture);
    assert_sizes(&found);
    assert_grid(&found, password);
}

/// The characters that are to be seen and have no ink in their boxes.
fn dry(picture: &Picture, found: &[Character]) -> Vec<Character> {
    let inked =
        |found: &&Character| picture.ink([found.left, found.top, found.right, found.bottom]) > 1;
    found.iter().filter(|found| is_seen(found)).filter(|found| !inked(found)).copied().collect()
}

/// A variation selector is read after its base and has no box of its own.
fn is_seen(found: &Character) -> bool {
    !found.c.is_whitespace() && !('\u{E0100}'..='\u{E01EF}').contains(&found.c)
}

/// Characters on one baseline that share more than a quarter of the narrower one's width.
fn overlaps(found: &[Character]) -> Vec<(Character, Character)> {
    let seen: Vec<Character> = found.iter().filter(|found| is_seen(found)).copied().collect();
    let clash = |a: &Character, b: &Character| {
        let shared = a.right.min(b.right) - a.left.max(b.left);
        let narrower = (a.right - a.left).min(b.right - b.left);
        (a.baseline - b.baseline).abs() < 0.5 && shared > narrower / 4.0
    };
    let after = |(index, a): (usize, &Character)| {
        let others = seen.iter().skip(index + 1).filter(|b| clash(a, b));
        others.map(|b| (*a, *b)).collect::<Vec<_>>()
    };
    seen.iter().enumerate().flat_map(after).collect()
}

fn assert_margins_are_white(picture: &Picture) {
    let margin = 10.0 * MM;
    let [width, height] = picture.page();
    assert!(
        (width - 210.0 * MM).abs() < 1.0 && (height - 297.0 * MM).abs() < 1.0,
        "{width} by {height}"
    );
    let inner = [margin, margin, width - margin, height - margin];
    let (all, within) = (picture.ink([0.0, 0.0, width, height]), picture.ink(inner));
    assert!(within > 1000, "{within} pixels of ink");
    assert_eq!(all - within, 0, "pixels of ink in the margins");
}

/// 8 pt and more in the grid, 10.5 pt and more elsewhere.
fn assert_sizes(found: &[Character]) {
    let grid = grid(found);
    let small = |least: f64| move |found: &&Character| found.size < least - ROUNDING;
    assert_eq!(grid.iter().find(small(8.0)), None);
    let outside = found.iter().filter(|found| !grid.contains(found));
    assert_eq!(outside.clone().find(small(10.5)), None);
    assert!(outside.count() > 200);
}

/// The whole grid in the middle panel of the folded sheet, 5 mm off its folds, its large characters
/// the password.
fn assert_grid(found: &[Character], password: &str) {
    let grid = grid(found);
    let outside = |found: &&Character| found.top < 104.0 * MM || found.bottom > 193.0 * MM;
    assert_eq!(grid.iter().find(outside), None);
    let mut large: Vec<&Character> =
        grid.iter().filter(|found| found.size >= 16.0 - ROUNDING && is_seen(found)).collect();
    large.sort_by(|a, b| a.left.total_cmp(&b.left));
    assert_eq!(large.iter().map(|found| found.c).collect::<String>(), password);
    let first = large.first().unwrap().baseline;
    assert!(large.iter().all(|found| (found.baseline - first).abs() < ROUNDING), "on one baseline");
}

/// What stands between the headings 仮パスワード and 備考.
fn grid(found: &[Character]) -> Vec<Character> {
    let (over, under) = (heading(found, "仮パスワード"), heading(found, "備考"));
    let between = |found: &&Character| over + 1.0 < found.baseline && found.baseline < under - 1.0;
    found.iter().filter(between).copied().collect()
}

/// The baseline on which these words stand alone.
fn heading(found: &[Character], words: &str) -> f64 {
    let alone = |at: f64| {
        let level = found.iter().filter(|other| (other.baseline - at).abs() < 0.5);
        level.map(|other| other.c).eq(words.chars())
    };
    found.iter().map(|found| found.baseline).find(|&at| alone(at)).unwrap()
}
