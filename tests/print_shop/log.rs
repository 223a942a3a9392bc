//! Logs of an inserter, as they should be, and with faults planted in them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rand::RngExt as _;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use reissue_notice::ProviderNumber;

/// A sheet of a run.
#[derive(Clone, Copy)]
pub(crate) struct Sheet {
    pub nth: usize,
    pub number: ProviderNumber,
    pub envelope: usize,
}

/// A line, and what should be told of it, before which its place is said.
#[derive(Clone)]
struct Line {
    text: String,
    told: Option<String>,
}

/// A log, and all that should be told of it.
#[derive(Default)]
pub(crate) struct Log {
    lines: Vec<Line>,
    missing: Vec<String>,
}

impl Log {
    /// Every sheet in its envelope, but for those that are spoiled.
    pub(crate) fn of(sheets: &[Sheet], spoiled: &BTreeSet<usize>) -> Self {
        let line = |sheet: &Sheet| {
            let fate = if spoiled.contains(&sheet.nth) { "NG" } else { "OK" };
            Line { text: format!("{},{},{fate}", sheet.nth, sheet.envelope), told: None }
        };
        Self { lines: sheets.iter().map(line).collect(), missing: Vec::new() }
    }

    pub(crate) fn text(&self) -> String {
        let mut text = "sheet,envelope,status\n".to_owned();
        for line in &self.lines {
            writeln!(text, "{}", line.text).unwrap();
        }
        text
    }

    /// The sentences, by line, then what is missing.
    pub(crate) fn told(&self) -> Vec<String> {
        let lines = (2..).zip(&self.lines);
        let told = lines.filter_map(|(line, Line { told, .. })| {
            Some(format!("line {line}: {}", told.as_ref()?))
        });
        told.chain(self.missing.iter().cloned()).collect()
    }

    fn tell(&mut self, place: usize, told: String) {
        self.lines[place].told = Some(told);
    }

    fn add(&mut self, place: usize, text: String, told: String) {
        self.lines.insert(place, Line { text, told: Some(told) });
    }
}

/// How many kinds of faults there are.
const KINDS: usize = 8;
/// That which is found by its number, wherever it comes to stand.
const VOID: usize = 7;
/// So many lines of each part of a log stay without a fault, at its end.
pub(crate) const CLEAR: usize = 6;

/// Plants so many faults far from each other, of every kind in turn; `sheets` are those of the log,
/// `void` those of letters that were pulled.
pub(crate) fn plant(log: &mut Log, sheets: &[Sheet], void: &[Sheet], faults: usize, seed: u64) {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    let (room, total) = (sheets.len() / faults, sheets.len() + void.len());
    assert!(room > 12, "faults would meet");
    // From the end, so that what comes before keeps its place.
    let around = |nth| Around { sheets, void, nth, total };
    for nth in (0..faults).rev() {
        let place = nth * room + 2 + rng.random_range(0..room - 12);
        plant_one(log, place, &around(nth));
    }
    log.missing.reverse();
    (0..faults).filter(|nth| nth % KINDS == VOID).for_each(|nth| insert_void(log, &around(nth)));
}

struct Around<'a> {
    sheets: &'a [Sheet],
    void: &'a [Sheet],
    nth: usize,
    total: usize,
}

fn plant_one(log: &mut Log, place: usize, around: &Around<'_>) {
    let at = around.sheets[place];
    let Sheet { nth: sheet, number, envelope } = at;
    let name = format!("sheet {sheet} of {number}");
    match around.nth % KINDS {
        0 => {
            log.lines.remove(place);
            log.missing.push(format!("{name}: in no log; it belongs in envelope {envelope}"));
        }
        1 => {
            let text = format!("{sheet},{envelope},OK");
            log.add(place + 1, text, format!("{name} was inserted before"));
        }
        2 => {
            log.tell(place, format!("{name} is out of order"));
            let moved = log.lines.remove(place);
            log.lines.insert(place + 4, moved);
        }
        3 => {
            let found = envelope + 1;
            log.lines[place].text = format!("{sheet},{found},OK");
            log.tell(place, format!("{name} is in envelope {found}, expected {envelope}"));
        }
        4 => {
            let (unknown, total) = (around.total + around.nth + 1, around.total);
            let told = format!("sheet {unknown} is not of this run, which has {total}");
            log.add(place, format!("{unknown},1,OK"), told);
        }
        5 => {
            let told = "found \"?1\", expected a sheet, an envelope or a known result";
            log.add(place, format!("?1,{envelope},OK"), told.to_owned());
        }
        6 => {
            log.lines[place].text = format!("{sheet},{envelope},pulled");
            log.tell(place, format!("{name} was pulled, and its letter is not on the void list"));
        }
        _ => {}
    }
}

/// A letter that was pulled, inserted where it would have been.
fn insert_void(log: &mut Log, around: &Around<'_>) {
    let Sheet { nth: sheet, number, envelope } = around.void[around.nth / KINDS];
    let after = |line: &Line| {
        let found = line.text.split(',').next().and_then(|found| found.parse::<usize>().ok());
        found.is_some_and(|found| found > sheet && found <= around.total)
    };
    let place = log.lines.iter().position(after).unwrap_or(log.lines.len());
    let told = format!("sheet {sheet} of {number} was inserted, and its letter is void");
    log.add(place, format!("{sheet},{envelope},OK"), told);
}
