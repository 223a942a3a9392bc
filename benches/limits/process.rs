//! What needs a process of its own: how memory grows with the list, and how long the first letter
//! takes from the start of the process.

use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::process::Command;
use std::time::Instant;

use reissue_notice::{BatchKey, Provider, SpoolOptions};
use tempfile::TempDir;

use crate::common::{first_provider, issuer, providers, rng};
use crate::table::Table;
use crate::turns::median;

/// Letters of the smaller list; the larger has four times as many.
const LETTERS: usize = 20_000;
const ROUNDS: usize = 15;

pub(crate) fn measure(table: &mut Table) {
    for (kind, what) in [
        ("folder", "memory beyond the list, folder"),
        ("volumes", "memory beyond the list, volumes"),
        ("spool", "memory beyond the list, one spool"),
        ("verify", "memory beyond the list, verify"),
    ] {
        let [list, whole] = ["list", kind].map(growth);
        table.push_alone(what, "16 bytes a letter", format!("{:.0} bytes", whole - list));
    }
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        assert!(this().arg("first").status().unwrap().success());
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    let first = format!("{:.1} ms", median(times));
    table.push_alone("process start to first letter", "10 ms", first);
}

fn this() -> Command {
    Command::new(std::env::current_exe().unwrap())
}

/// The bytes that a letter more takes at the peak.
fn growth(kind: &str) -> f64 {
    let [small, large] = [LETTERS, 4 * LETTERS].map(|count| {
        let output = this().args(["memory", kind, &count.to_string()]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let peak: f64 = String::from_utf8(output.stdout).unwrap().trim().parse().unwrap();
        peak
    });
    (large - small) / (3 * LETTERS) as f64
}

/// Holds a list, does what is asked with it, and prints the most memory that there was.
pub(crate) fn hold(kind: &str, count: usize) {
    let batch = issuer().batch(BatchKey::from_bytes(&[7; 32]).unwrap());
    let list = list(count);
    let folder = TempDir::new_in("/dev/shm").unwrap();
    match kind {
        "list" => drop(batch.letter(&list[0]).unwrap()),
        "folder" => drop(
            batch.write_directory(&list, folder.path(), |_| ControlFlow::Continue(())).unwrap(),
        ),
        "volumes" => {
            let options = SpoolOptions::default();
            drop(
                batch
                    .write_volumes(&list, folder.path(), options, |_| ControlFlow::Continue(()))
                    .unwrap(),
            );
        }
        "spool" => {
            drop(batch.write_spool(&list, io::sink(), SpoolOptions::default()).unwrap());
        }
        "verify" => {
            let options = SpoolOptions::default();
            batch
                .write_volumes(&list, folder.path(), options, |_| ControlFlow::Continue(()))
                .unwrap();
            assert_eq!(batch.verify(&list, &[folder.path()]).unwrap(), []);
        }
        _ => panic!("unknown kind {kind}"),
    }
    println!("{}", peak());
}

/// Real names under numbers that do not repeat.
fn list(count: usize) -> Vec<Provider> {
    let providers = providers();
    let names = providers.iter().map(Provider::name).cycle();
    let mut list = Vec::with_capacity(count);
    for (name, number) in names.zip(0..count) {
        let number = format!("{:02}7{number:07}", number % 47 + 1);
        let user_id = format!("KJ{number:0>12}");
        let (number, user_id) = (number.parse().unwrap(), user_id.parse().unwrap());
        list.push(Provider::new(number, user_id, name.clone()));
    }
    list
}

/// Bytes.
fn peak() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    let kilobytes: f64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    kilobytes * 1024.0
}

/// A letter from nothing.
pub(crate) fn first() {
    let letter = issuer().issue(&first_provider(), &mut rng()).unwrap();
    assert!(letter.pdf().starts_with(b"%PDF"));
}
