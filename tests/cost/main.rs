//! No input costs more than linear time: instructions are counted by valgrind, so that neither this
//! machine nor what else runs on it matters.
//!
//! What four times the length adds is counted twice, from a length and from four times that: what
//! every run costs falls out.

#![cfg(all(target_os = "linux", reissue_notice_judges))]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;

use tempfile::TempDir;

/// Characters of the shortest input.
const WORD: usize = 2_000;
const LIST: usize = 10_000;

/// Four times the characters may add so many times as much: linear is four, the square sixteen.
const MOST: u64 = 5;

/// Less than this is no cost: a refusal that looks at nothing but the length.
const NOTHING: u64 = 2_000_000;

const TASKS: [&str; 13] = [
    "name",
    "name of marks",
    "name of variations",
    "federation",
    "federation of letters",
    "federation of blanks",
    "remark",
    "remark of letters",
    "remark of lines",
    "remarks",
    "gaiji text",
    "gaiji lines",
    "gaiji comments",
];

#[test]
fn no_word_costs_more_than_linear_time() {
    let costs = at_once(&TASKS, |task| {
        Cost::from(WORD, |length| {
            let mut driver = Command::new(example("cost_driver"));
            driver.args([task, &length.to_string()]);
            instructions(&driver, 0)
        })
    });
    let above: Vec<String> = costs.iter().filter_map(|(task, cost)| cost.above(task)).collect();
    assert_eq!(above, Vec::<String>::new());
}

#[test]
fn no_list_costs_more_than_linear_time() {
    let costs = at_once(&LISTS, |list| {
        Cost::from(LIST, |length| {
            let folder = TempDir::new().unwrap();
            fs::write(folder.path().join("list.csv"), text(list, length)).unwrap();
            let mut check = Command::new(example("bulk_issue"));
            check.args(["--providers", "list.csv", "--date", "2026-04-01", "--out", "out"]);
            instructions(check.arg("--check").current_dir(folder.path()), 2)
        })
    });
    let above: Vec<String> = costs.iter().filter_map(|(list, cost)| cost.above(list)).collect();
    assert_eq!(above, Vec::<String>::new());
}

const LISTS: [&str; 7] = [
    "rows",
    "the same row",
    "open quotes",
    "quotes that close late",
    "a long field",
    "columns",
    "blank rows",
];

/// A list of so many characters, more or less.
fn text(list: &str, length: usize) -> String {
    let mut text = "provider_number,user_id,name\n".to_owned();
    let rows = length / 50;
    match list {
        "rows" => {
            for row in 0..rows {
                writeln!(text, "197{row:07},KJ{row:012},社会福祉法人　やまなし会").unwrap();
            }
        }
        "the same row" => {
            text.push_str(&"1971100456,KJ000000000001,社会福祉法人　やまなし会\n".repeat(rows));
        }
        "open quotes" => {
            for row in 0..rows {
                writeln!(text, "197{row:07},KJ{row:012},\"社会福祉法人　やまなし会").unwrap();
            }
        }
        "quotes that close late" => {
            for row in 0..rows {
                let quote = if row % 97 == 0 { "\"" } else { "" };
                writeln!(text, "197{row:07},KJ{row:012},{quote}やまなし会,").unwrap();
            }
        }
        "a long field" => {
            writeln!(text, "1971100456,KJ000000000001,{}", "会".repeat(length)).unwrap();
        }
        "columns" => {
            text.insert_str(28, &",another".repeat(length / 8));
            writeln!(text, "1971100456,KJ000000000001,会{}", ",x".repeat(length / 8)).unwrap();
        }
        "blank rows" => text.push_str(&",,\n".repeat(length / 3)),
        _ => panic!("{list} is no list"),
    }
    text
}

/// Instructions for an input, for one four times as long, and for one four times as long again.
#[derive(Clone, Copy, Debug)]
struct Cost {
    short: u64,
    longer: u64,
    longest: u64,
}

impl Cost {
    fn from(length: usize, instructions: impl Fn(usize) -> u64) -> Self {
        Self {
            short: instructions(length),
            longer: instructions(4 * length),
            longest: instructions(16 * length),
        }
    }

    fn above(self, input: &str) -> Option<String> {
        let Self { short, longer, longest } = self;
        let (first, second) = (longer.saturating_sub(short), longest.saturating_sub(longer));
        println!("{input}: {short}, then {first} more, then {second} more");
        let linear = second <= MOST * first.max(NOTHING);
        (!linear).then(|| format!("{input}: {first} instructions more, then {second} more"))
    }
}

/// One for each of the two processors that CI has.
fn at_once(
    inputs: &[&'static str],
    cost: impl Fn(&str) -> Cost + Sync,
) -> Vec<(&'static str, Cost)> {
    let cost = &cost;
    thread::scope(|scope| {
        let shares = inputs.chunks(inputs.len().div_ceil(2));
        let workers: Vec<_> = shares
            .map(|share| {
                scope.spawn(move || {
                    share.iter().map(|&input| (input, cost(input))).collect::<Vec<_>>()
                })
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    })
}

/// How many instructions a program takes, which ends with at most this code.
fn instructions(program: &Command, most_code: i32) -> u64 {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]);
    valgrind.arg(program.get_program()).args(program.get_args());
    if let Some(folder) = program.get_current_dir() {
        valgrind.current_dir(folder);
    }
    let Output { status, stderr, .. } = valgrind.output().unwrap_or_else(|error| {
        panic!("valgrind cannot be run ({error}); install valgrind, which these tests need")
    });
    let said = String::from_utf8_lossy(&stderr);
    assert!(status.code().is_some_and(|code| code <= most_code), "{status}: {said}");
    let count = said.lines().find_map(|line| line.split_once("refs:")).unwrap().1;
    count.trim().replace(',', "").parse().unwrap()
}

fn example(name: &str) -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let program = tests.parent().and_then(Path::parent).unwrap().join("examples").join(name);
    assert!(program.exists(), "{} is not built", program.display());
    program
}
