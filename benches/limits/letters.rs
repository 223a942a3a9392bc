//! Letters in files of their own: instructions and bytes, with tags and without.

use std::hint::black_box;
use std::process::Command;

use crate::common::{Letters, builder, untagged};
use crate::table::{Row, Table};

/// Letters that are counted; as many again come before, so that what every run costs falls out.
const LETTERS: usize = 2_000;

pub(crate) fn measure(table: &mut Table) {
    for (kind, what, target, bytes) in [
        ("tagged", "letter, instructions", "2.0 x copying it", "36,000"),
        ("untagged", "the same without tags", "2.0 x copying it", "30,000"),
    ] {
        let mut letters = letters(kind);
        let count = letters.providers.len();
        let size: usize = (0..count).map(|_| letters.issue().pdf().len()).sum();
        let size = format!("{:.0}", size as f64 / count as f64);
        table.push_alone("letter, bytes", bytes, size);
        let Some(measured) = instructions(kind) else {
            eprintln!("limits: no valgrind: instructions are LEFT OUT");
            continue;
        };
        let floor = instructions(&format!("copy {kind}")).unwrap();
        table.push(Row {
            what,
            target,
            measured: format!("{measured:.0}"),
            floor: format!("{floor:.0}"),
            ratio: Some(measured / floor),
        });
    }
}

fn letters(kind: &str) -> Letters {
    match kind {
        "tagged" => Letters::of(builder().build().unwrap()),
        "untagged" => Letters::of(untagged(builder()).build().unwrap()),
        _ => panic!("unknown kind {kind}"),
    }
}

/// Issues letters, or copies one.
pub(crate) fn run(kind: &str, count: usize) {
    let (copy, kind) = match kind.strip_prefix("copy ") {
        Some(kind) => (true, kind),
        None => (false, kind),
    };
    let mut letters = letters(kind);
    let letter = letters.issue();
    for _ in 0..count {
        if copy {
            black_box(letter.pdf().to_vec());
        } else {
            black_box(letters.issue());
        }
    }
}

/// Of one letter.
fn instructions(kind: &str) -> Option<f64> {
    let [once, twice] = [LETTERS, 2 * LETTERS].map(|count| counted(kind, count));
    Some((twice? - once?) as f64 / LETTERS as f64)
}

fn counted(kind: &str, count: usize) -> Option<u64> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]);
    valgrind.arg(std::env::current_exe().unwrap()).args(["letters", kind, &count.to_string()]);
    let output = valgrind.output().ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stderr).unwrap();
    let line = said.lines().find(|line| line.contains("I ")).unwrap();
    let digits: String = line.split(':').next_back().unwrap().replace([',', ' '], "");
    Some(digits.parse().unwrap())
}
