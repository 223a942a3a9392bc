//! What a run may take of the system, and how it takes it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::runs::{DIRECTORY, DIRECTORY_BY_GROUP, Run, VOLUMES, bulk_issue, driver, succeeds};
use crate::strace::{follow, output};
use crate::trace::Recording;

/// Files and folders that a run has open at once, whatever its threads.
const HANDLES: usize = 64;

const THREADS: &str = "16";
const FORMS: [Run; 3] = [
    Run { letters: 640, group: 40, ..DIRECTORY },
    Run { letters: 640, group: 40, ..DIRECTORY_BY_GROUP },
    Run { letters: 640, group: 40, ..VOLUMES },
];

#[test]
fn many_threads_need_few_handles() {
    for run in FORMS {
        let root = TempDir::new().unwrap();
        let mut program = run.command(&root.path().join("run"));
        program.env("REISSUE_NOTICE_THREADS", THREADS);
        // Once to write, once to compare.
        for _ in 0..2 {
            let mut limited = Command::new("prlimit");
            limited.args(["--nofile=128"]);
            succeeds(&mut follow(limited, &program)).unwrap();
        }
        run.verifies(&root.path().join("run")).unwrap();
    }
}

/// Each thread meets every folder, and where all letters stand, nothing else.
#[test]
fn many_threads_and_all_prefectures_need_few_handles() {
    let root = TempDir::new().unwrap();
    let mut list = String::from("provider_number,user_id,name\n");
    for row in 0..640 {
        let prefecture = row % 47 + 1;
        writeln!(list, "{prefecture:02}7{row:07},KJ{row:012},やまなし会").unwrap();
    }
    fs::write(root.path().join("list.csv"), list).unwrap();
    let mut program = bulk_issue();
    program.args(["--providers", "list.csv", "--date", "2026-04-01", "--out", "out"]);
    program.args(["--threads", THREADS]).env("REISSUE_NOTICE_GROUP", "40");
    program.current_dir(root.path());
    for _ in 0..2 {
        let mut limited = Command::new("prlimit");
        limited.arg("--nofile=128");
        succeeds(&mut follow(limited, &program)).unwrap();
    }
}

#[test]
fn at_most_64_files_are_open_at_once_and_each_is_private_from_the_first() {
    for run in FORMS {
        let root = TempDir::new().unwrap();
        let mut recording = Recording::below(root.path());
        let mut program = run.command(&root.path().join("run"));
        program.env("REISSUE_NOTICE_THREADS", THREADS);
        for _ in 0..2 {
            assert!(recording.run(&program, None).success());
        }
        assert!(recording.most_open <= HANDLES, "{run:?}: {} are open", recording.most_open);
        assert!(recording.most_open > 16, "{run:?}: {} are open", recording.most_open);
        for call in &recording.calls {
            let last = call.arguments.last().unwrap();
            let private = match call.name.as_str() {
                "openat" if call.has("O_CREAT") => last == "0600" && call.has("O_NOFOLLOW"),
                "mkdir" | "mkdirat" => last == "0700",
                _ => true,
            };
            assert!(private, "{run:?}: {call:?}");
        }
    }
}

/// Of a letter, beyond the list that the caller holds.
const BYTES_A_LETTER: usize = 16;

#[test]
fn the_memory_of_a_batch_grows_by_a_few_bytes_a_letter() {
    let (few, many) = (600, 2_600);
    let roots = [few, many].map(|letters| (letters, TempDir::new().unwrap()));
    for (task, folder) in [
        ("summary", ""),
        ("accounts", ""),
        ("directory", "letters"),
        ("verify", "letters"),
        ("volumes", "spools"),
        ("verify", "spools"),
        ("seals", "spools"),
    ] {
        let [few, many] = [0, 1].map(|nth| {
            let (letters, root) = &roots[nth];
            memory(task, &root.path().join(folder), *letters)
        });
        let grown = many.saturating_sub(few);
        println!("{task} {folder}: {few} bytes, then {many}");
        assert!(grown <= BYTES_A_LETTER * 2_000, "{task} {folder}: {few} bytes, then {many}");
    }
}

/// The most bytes that a task had allocated, in small groups on one thread: what is under way at
/// once is the same for every list.
fn memory(task: &str, folder: &Path, letters: usize) -> usize {
    let mut driver = driver();
    driver.args(["memory", task]).arg(folder).arg(letters.to_string());
    driver.env("REISSUE_NOTICE_GROUP", "32").env("REISSUE_NOTICE_THREADS", "1");
    driver.env("REISSUE_NOTICE_SKIP", "file-sync,folder-sync,parent-sync,journal-sync");
    let output = output(&mut driver);
    let said = String::from_utf8(output.stdout).unwrap();
    let bytes = said.lines().last().and_then(|line| line.parse().ok());
    bytes.unwrap_or_else(|| panic!("{said} {}", String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn the_memory_of_a_spool_grows_by_a_few_bytes_a_page() {
    let ([few, many], pages) = ([2_000, 20_000].map(memory_of_spool), 18_000);
    assert!((many.saturating_sub(few)) * 1024 < 100 * pages, "{few} kB, then {many} kB");
}

#[test]
#[ignore = "takes a minute; run with --release"]
fn a_million_pages_take_less_than_64_megabytes() {
    let memory = memory_of_spool(1_000_000);
    println!("a million pages: {memory} kB");
    assert!(memory < 64 * 1024, "{memory} kB");
}

/// The greatest memory in kB of a process that writes a spool of so many pages.
fn memory_of_spool(pages: usize) -> usize {
    let output = output(driver().arg("spool").arg(pages.to_string()));
    let said = String::from_utf8(output.stdout).unwrap();
    let [issued, _, memory] = said.split_whitespace().collect::<Vec<_>>()[..] else {
        panic!("{said} {}", String::from_utf8_lossy(&output.stderr))
    };
    assert_eq!(issued, pages.to_string());
    memory.parse().unwrap()
}
