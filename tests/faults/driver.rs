//! A run of its own process, for the tests of faults: it can be killed, traced, and measured.
//!
//! ```text
//! fault_driver directory FOLDER LETTERS          issues; fails where a file that had been durable is found damaged
//! fault_driver added FOLDER LETTERS              goes on with the list as it came later, in a folder of the first
//! fault_driver volumes FOLDER LETTERS PAGES      the same, in volumes
//! fault_driver verify FOLDER LETTERS             fails with every difference
//! fault_driver verify-added FOLDER LETTERS       the same for the list as it came later
//! fault_driver keyed FOLDER LETTERS              makes a key, then letters, then credentials
//! fault_driver letter FILE NUMBER                one letter, the same for each number
//! fault_driver spool LETTERS                     into a sink; prints pages, bytes and the greatest memory in kB
//! fault_driver memory TASK FOLDER LETTERS        a task; prints the most bytes that it had allocated, beyond its list
//! ```
//!
//! The switch `--cfg reissue_notice_faults` lets `REISSUE_NOTICE_GROUP` make the groups of a run small,
//! `REISSUE_NOTICE_SKIP` leave a step out and `REISSUE_NOTICE_SYNC` say how files are made durable.
//! `REISSUE_NOTICE_THREADS` is how many threads a run has.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a program of the tests")]

#[path = "../batches/mod.rs"]
mod batches;

use std::error::Error;
use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;

use batches::{changed, list, printable};
use peak_alloc::PeakAlloc;
use reissue_notice::{Batch, BatchKey, Progress, Provider, Report, SpoolOptions, SpoolOrder};

type Answer = Result<String, Box<dyn Error>>;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

fn main() -> ExitCode {
    if cfg!(not(reissue_notice_faults)) {
        eprintln!("fault_driver: built without --cfg reissue_notice_faults, which tests/run sets");
        return ExitCode::FAILURE;
    }
    let words: Vec<String> = std::env::args().skip(1).collect();
    let batch = threaded(&batches::batch(7));
    match answer(&batch, &words.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(answer) => {
            println!("{answer}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn threaded(batch: &Batch) -> Batch {
    let threads = std::env::var("REISSUE_NOTICE_THREADS").ok();
    match threads.and_then(|threads| threads.parse().ok()) {
        Some(threads) => batch.threads(threads),
        None => batch.clone(),
    }
}

fn answer(batch: &Batch, words: &[&str]) -> Answer {
    match *words {
        ["directory", folder, letters] => {
            ended(&batch.write_directory(&list(letters.parse()?), folder, told)?)
        }
        ["added", folder, letters] => {
            let adding = batch.adding();
            ended(&adding.write_directory(&changed(letters.parse()?), folder, told)?)
        }
        ["volumes", folder, letters, pages] => {
            let options =
                SpoolOptions::default().with_pages_per_volume(pages.parse::<NonZeroUsize>()?);
            ended(&batch.write_volumes(&list(letters.parse()?), folder, options, told)?)
        }
        ["verify", folder, letters] => verify(batch, folder, &list(letters.parse()?)),
        ["verify-added", folder, letters] => verify(batch, folder, &changed(letters.parse()?)),
        ["keyed", folder, letters] => keyed(Path::new(folder), letters.parse()?),
        ["letter", file, number] => letter(batch, file, number.parse()?),
        ["spool", letters] => spool(batch, letters.parse()?),
        ["memory", task, folder, letters] => {
            memory(batch, task, folder, &nationwide(letters.parse()?))
        }
        _ => Err(format!("not a task: {}", words.join(" ")).into()),
    }
}

/// What was told of must outlast a power cut.
fn told(progress: Progress) -> ControlFlow<()> {
    println!("durable {}", progress.done);
    ControlFlow::Continue(())
}

/// A file that the journal calls durable and that is not whole: nothing but this crate has touched
/// the folder, so a sync is missing.
fn ended(report: &Report) -> Answer {
    match report.repaired() {
        0 if report.is_complete() => Ok(format!("{} letters", report.issued())),
        0 => Err("the run is not complete".into()),
        lost => Err(format!("{lost} files that had been durable were lost").into()),
    }
}

/// In folders that stay small: what lists a folder takes more memory for a large one, to a bound.
fn nationwide(letters: usize) -> Vec<Provider> {
    let numbered = |(index, provider): (usize, Provider)| {
        let number = format!("{:02}7{index:07}", index % 47 + 1).parse().unwrap();
        Provider::new(number, provider.user_id().clone(), provider.name().clone())
    };
    printable(letters).enumerate().map(numbered).collect()
}

fn memory(batch: &Batch, task: &str, folder: &str, list: &[Provider]) -> Answer {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let as_it_should_be = match task {
        "directory" => batch.write_directory(list, folder, told)?.is_complete(),
        "volumes" => {
            let pages = NonZeroUsize::new(20).ok_or("no pages")?;
            let options = SpoolOptions::default().with_pages_per_volume(pages);
            let options = options.with_order(SpoolOrder::AsListed);
            batch.write_volumes(list, folder, options, told)?.is_complete()
        }
        "seals" => {
            let before = read_so_far()?;
            let found = BatchKey::from_bytes(&[7; 32])?.verify_seals(&[folder])?;
            // Whatever its order, the manifest has each file read once.
            found.is_empty() && read_so_far()? - before < 2 * size_of(folder)?
        }
        "verify" => batch.verify(list, &[folder])?.is_empty(),
        "accounts" => batch.accounts(list).count() == list.len(),
        // Each has a warning, which is counted and not kept.
        "summary" => {
            let summary = batch.summary(list);
            summary.refused() == 0 && summary.counts().any(|(_, records)| records > list.len() / 2)
        }
        _ => false,
    };
    if as_it_should_be {
        Ok((MEMORY.peak_usage() - before).to_string())
    } else {
        Err(format!("{task} has failed").into())
    }
}

/// In bytes, by this process.
fn read_so_far() -> Result<u64, Box<dyn Error>> {
    let told = fs::read_to_string("/proc/self/io")?;
    let read = told.lines().find_map(|line| line.strip_prefix("rchar: ")?.parse().ok());
    read.ok_or_else(|| "this system does not tell how much was read".into())
}

/// Of the files of a folder, in bytes.
fn size_of(folder: &str) -> io::Result<u64> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.metadata()?.len())).sum()
}

fn keyed(folder: &Path, letters: usize) -> Answer {
    // Elsewhere: syncing the names of letters must not be what makes its name durable.
    fs::create_dir_all(folder.join("keys"))?;
    let key = BatchKey::open_or_create_file(folder.join("keys/key"))?;
    let (batch, list) = (threaded(&batches::issuer().batch(key)), list(letters));
    batch.write_directory(&list, folder.join("letters"), told)?;
    let accounts = batch.write_credentials(&list, folder.join("credentials.csv"))?;
    Ok(format!("{accounts} credentials"))
}

fn letter(batch: &Batch, file: &str, number: usize) -> Answer {
    let provider = printable(number + 1).last().ok_or("no such provider")?;
    batch.letter(&provider)?.write_file(file)?;
    Ok("written".into())
}

fn verify(batch: &Batch, folder: &str, providers: &[Provider]) -> Answer {
    let differences = batch.verify(providers, &[folder])?;
    match differences.first() {
        None => Ok("no difference".into()),
        Some(first) => Err(format!("{} differences, the first: {first}", differences.len()).into()),
    }
}

fn spool(batch: &Batch, letters: usize) -> Answer {
    let (_, report) = batch.write_spool(printable(letters), io::sink(), SpoolOptions::default())?;
    let status = fs::read_to_string("/proc/self/status")?;
    let memory =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
    let memory = memory.ok_or("this system does not tell the greatest memory")?;
    Ok(format!("{} {} {memory}", report.issued(), report.bytes()))
}
