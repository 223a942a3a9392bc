//! A letter for every provider of a list.
//!
//! ```sh
//! cargo run --release --example bulk_issue -- --providers FILE.csv --out DIR --date 2026-04-01 --key-file KEY
//! ```
//!
//! - `--providers FILE.csv`: columns provider_number, user_id, name; perhaps address, building,
//!   post_code. Without it, a built-in list of 47 providers, one of each federation (出典：厚生労働省
//!   介護サービス情報の公表システム オープンデータ（CC BY 4.0）を加工して作成; the user IDs are made up)
//! - `--out DIR`: where letters, `manifest.csv` and `refused.csv` go; one PDF a provider, or with
//!   `--spool PAGES` volumes of so many pages
//! - `--order number|federation|post-code|as-listed`: of the volumes
//! - `--tagged`: volumes that a screen reader can read
//! - `--date YYYY-MM-DD`: on the letters
//! - `--federation NAME`: who signs; without it, each provider's own federation
//! - `--key-file FILE`: made with mode 0600 if absent, read if present; the same key gives the same
//!   passwords, and a run can be gone on with
//! - `--credentials FILE`: user_id, password for the account system; mode 0600, must not exist
//! - `--shard I/N`: only this part of the list, in `DIR/shard-I-of-N`; with `--shard N`, I comes
//!   from `JOB_COMPLETION_INDEX` or `SLURM_ARRAY_TASK_ID`
//! - `--check`: issues nothing, prints refusals, warnings, notes and duplicates
//! - `--verify`: issues nothing, checks DIR (or all its shards) against list and key
//!
//! Exit code 0: all issued. 1: the run is complete, some were refused. 2: the run failed or was
//! stopped.

mod arguments;
mod files;
mod roster;

use std::error::Error;
use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressStyle};
use reissue_notice::{Batch, Issuer, Progress, Report};

use arguments::{Arguments, Task};
use roster::Roster;

fn main() -> ExitCode {
    match Arguments::parse().and_then(|arguments| run(&arguments)) {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::SomeRefused) => ExitCode::from(1),
        Err(error) => {
            eprintln!("bulk_issue: {error}");
            ExitCode::from(2)
        }
    }
}

enum Outcome {
    Clean,
    SomeRefused,
}

fn run(arguments: &Arguments) -> Result<Outcome, Box<dyn Error>> {
    let roster = Roster::read(arguments.providers.as_deref(), arguments.shard)?;
    let batch =
        issuer(arguments)?.batch(files::key(arguments.key_file.as_deref(), arguments.task)?);
    match arguments.task {
        Task::Check => check(&batch, &roster, arguments),
        Task::Verify => verify(&batch, &roster, arguments),
        Task::Issue => issue(&batch, &roster, arguments),
    }
}

fn issuer(arguments: &Arguments) -> Result<Issuer, Box<dyn Error>> {
    let builder = Issuer::builder().issued_on(arguments.date()?);
    let builder = match &arguments.federation {
        Some(name) => builder.federation(name),
        None => builder.federation_by_prefecture(),
    };
    Ok(builder.build()?)
}

/// Letters, then `refused.csv`, then the credentials: those exist only for letters that stand.
fn issue(batch: &Batch, roster: &Roster, arguments: &Arguments) -> Result<Outcome, Box<dyn Error>> {
    let folder = arguments.folder();
    let credentials =
        arguments.credentials.as_deref().map(files::Credentials::create).transpose()?;
    let report = write(batch, roster, &folder, arguments)?;
    if !report.is_complete() {
        return Err(
            format!("stopped after {} letters; the same command goes on", report.issued()).into()
        );
    }
    files::write_refused(&folder, roster, report.refused())?;
    if let Some(credentials) = credentials {
        credentials.write(batch, roster, report.refused())?;
    }
    let refused = roster.refused().len() + report.refused().len();
    eprintln!(
        "bulk_issue: {} rows = {} letters + {refused} refused",
        roster.rows(),
        report.issued()
    );
    if report.repaired() > 0 {
        eprintln!("bulk_issue: {} files had been damaged and were made again", report.repaired());
    }
    Ok(if refused == 0 { Outcome::Clean } else { Outcome::SomeRefused })
}

fn write(
    batch: &Batch,
    roster: &Roster,
    folder: &Path,
    arguments: &Arguments,
) -> Result<Report, Box<dyn Error>> {
    let (bar, stop) = (bar(roster.providers().len()), stop_on_interrupt()?);
    let progress = |progress: Progress| {
        bar.set_position(progress.done as u64);
        if stop.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let report = match arguments.spool {
        Some(options) => batch.write_volumes(roster.providers(), (folder, options), progress)?,
        None => batch.write_directory(roster.providers(), folder, progress)?,
    };
    bar.finish_and_clear();
    Ok(report)
}

fn bar(letters: usize) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} letters, {per_sec}, {eta} left");
    ProgressBar::new(letters as u64)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn stop_on_interrupt() -> Result<Arc<AtomicBool>, ctrlc::Error> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed))?;
    Ok(stop)
}

fn check(batch: &Batch, roster: &Roster, arguments: &Arguments) -> Result<Outcome, Box<dyn Error>> {
    let preflight = batch.preflight(roster.providers());
    let refused: Vec<_> =
        preflight.refused().iter().chain(preflight.duplicates()).cloned().collect();
    for refusal in roster.refused() {
        println!("refused, row {}: {}", refusal.row, refusal.reason);
    }
    for refusal in &refused {
        println!("refused, {refusal}");
    }
    for (row, warning) in preflight.warnings() {
        println!("warning, row {row}: {warning}");
    }
    for (row, note) in preflight.notes() {
        println!("note, row {row}: {note}");
    }
    std::fs::create_dir_all(arguments.folder())?;
    files::write_refused(&arguments.folder(), roster, &refused)?;
    let clean = refused.is_empty() && roster.refused().is_empty();
    Ok(if clean { Outcome::Clean } else { Outcome::SomeRefused })
}

fn verify(
    batch: &Batch,
    roster: &Roster,
    arguments: &Arguments,
) -> Result<Outcome, Box<dyn Error>> {
    let differences = batch.verify(roster.providers(), &files::runs_below(&arguments.out)?)?;
    for difference in &differences {
        println!("{difference}");
    }
    if differences.is_empty() {
        Ok(Outcome::Clean)
    } else {
        Err(format!("{} differences", differences.len()).into())
    }
}
