//! A letter for every provider of a list.
//!
//! ```sh
//! cargo run --release --example bulk_issue -- --providers FILE.csv --out DIR --date 2026-04-01 --key-file KEY
//! ```
//!
//! - `--providers FILE.csv`: columns provider_number, user_id, name, perhaps post_code, or their
//!   Japanese names; in UTF-8, UTF-16 or CP932. Without it, a built-in list of 47 providers, one of
//!   each federation (出典：厚生労働省 介護サービス情報の公表システム オープンデータ（CC BY
//!   4.0）を加工して作成; the user IDs are made up)
//! - `--encoding UTF-8|UTF-16LE|UTF-16BE|CP932`: of the list, where it is not certain
//! - `--repair`: mends lost zeros, full-width digits and marks in post codes; each is told
//! - `--out DIR`: where letters, `manifest.csv` and `refused.csv` go; one PDF a provider, or with
//!   `--spool PAGES` volumes of so many pages
//! - `--order number|federation|post-code|as-listed`: of the volumes
//! - `--tagged`: volumes that a screen reader can read
//! - `--date YYYY-MM-DD`: on the letters
//! - `--federation NAME`: who signs; without it, each provider's own federation
//! - `--readings standard|specimen`: K as ケー, or as キー
//! - `--base-forms`: prints the base form of a variation sequence that no font has, and says so;
//!   without it, such a name is refused
//! - `--key-file FILE`: made if absent, opened if present; without it, `DIR.key` beside the letters.
//!   The same key gives the same passwords, so a run can be gone on with
//! - `--credentials FILE`: provider_number, user_id, round, password for the account system
//! - `--round N`: a new password for each provider of this list, whose letters of earlier rounds are
//!   void
//! - `--shard I/N`: only this part of the list, in `DIR/shard-I-of-N`; with `--shard N`, I comes
//!   from `JOB_COMPLETION_INDEX` or `SLURM_ARRAY_TASK_ID`
//! - `--threads N`: instead of as many as there are processors
//! - `--no-lock`, `--no-folder-sync`: for file systems that have neither; what that gives up is said
//!   where one is missing
//! - `--check`: issues nothing, prints refusals, warnings, notes and duplicates
//! - `--verify`: issues nothing, checks DIR (or all its shards) against list and key
//!
//! Exit code 0: all issued. 1: the run is complete, some were refused. 2: the run failed or was
//! stopped.

mod arguments;
mod files;

use std::error::Error;
use std::fs::File;
use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressStyle};
use reissue_notice::{
    Batch, Issuer, Language, Listing, Progress, Refusal, Report, Roster, Warning,
};

use arguments::{Arguments, Task};

const BUILT_IN: &[u8] = include_bytes!("providers.csv");

fn main() -> ExitCode {
    match Arguments::parse().and_then(|arguments| run(&arguments)) {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::SomeRefused) => ExitCode::from(1),
        Err(error) => {
            say(&error.to_string());
            ExitCode::from(2)
        }
    }
}

enum Outcome {
    Clean,
    SomeRefused,
}

/// To the terminal, if there is one: that it is gone is no reason to stop.
fn say(sentence: &str) {
    let _ = writeln!(std::io::stderr(), "bulk_issue: {sentence}");
}

/// A line of the answer; a reader that has gone has read enough.
fn print(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn run(arguments: &Arguments) -> Result<Outcome, Box<dyn Error>> {
    let list = read_list(arguments)?;
    if arguments.task == Task::Issue {
        refuse_empty(&list)?;
    }
    let batch = arguments.set(&issuer(arguments)?.batch(files::key(arguments)?));
    match arguments.task {
        Task::Check => Ok(check(&batch, &list, arguments)),
        Task::Verify => verify(&batch, &list, arguments),
        Task::Issue => issue(&batch, &list, arguments),
    }
}

/// The whole list before the first letter: what cannot be trusted stops the run here.
fn read_list(arguments: &Arguments) -> Result<Listing, Box<dyn Error>> {
    let list = match &arguments.providers {
        Some(path) => {
            let file = File::open(path)
                .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
            Roster::read_all(file, &arguments.columns)
                .map_err(|error| format!("{}: {error}", path.display()))?
        }
        None => Roster::read_all(BUILT_IN, &arguments.columns)?,
    };
    if list.header_line() > 1 {
        say(&format!("the header is on line {}", list.header_line()));
    }
    for mend in list.mends() {
        say(&format!("mended: {mend}"));
    }
    for warning in list.warnings() {
        say(&format!("warning: {warning}"));
    }
    Ok(list)
}

/// The rows that are no provider. A row without a number belongs to no shard by hash: the first
/// names it.
fn unread(list: &Listing, arguments: &Arguments) -> Vec<Refusal> {
    if arguments.shard.is_some_and(|shard| shard.index() > 0) {
        return Vec::new();
    }
    let rows = list.refused().iter();
    rows.map(|row| Refusal::new(row.line(), row.number(), row.error())).collect()
}

fn issuer(arguments: &Arguments) -> Result<Issuer, Box<dyn Error>> {
    let builder =
        Issuer::builder().issued_on(arguments.date()?).readings(arguments.readings.clone());
    let builder = if arguments.base_forms { builder.print_base_forms() } else { builder };
    let builder = match &arguments.federation {
        Some(name) => builder.federation(name),
        None => builder.federation_by_prefecture(),
    };
    Ok(builder.build()?)
}

/// Letters, then `refused.csv`, then the credentials: those exist only for letters that stand.
fn issue(batch: &Batch, list: &Listing, arguments: &Arguments) -> Result<Outcome, Box<dyn Error>> {
    if arguments.base_forms {
        tell_base_forms(batch, list);
    }
    let report = write(batch, list, arguments)?;
    if !report.is_complete() {
        return Err(
            format!("stopped after {} letters; the same command goes on", report.issued()).into()
        );
    }
    let mut refused = unread(list, arguments);
    refused.extend_from_slice(report.refused());
    Refusal::write_csv(&refused, arguments.refused_file(), Language::English)?;
    if let Some(path) = &arguments.credentials {
        batch.write_credentials(list.providers(), path)?;
    }
    tell_account(list, arguments, &Counts { letters: report.issued(), refused: refused.len() })?;
    if report.repaired() > 0 {
        say(&format!("{} files had been damaged and were made again", report.repaired()));
    }
    Ok(if refused.is_empty() { Outcome::Clean } else { Outcome::SomeRefused })
}

/// What became of the rows of a run.
struct Counts {
    letters: usize,
    refused: usize,
}

/// Names of which a base form is printed in place of what is registered.
fn tell_base_forms(batch: &Batch, list: &Listing) {
    for (row, warning) in batch.preflight(list.providers()).warnings() {
        if matches!(warning, Warning::MissingVariation { .. }) {
            say(&format!("warning: row {row}: {warning}"));
        }
    }
}

/// Every line of the list, by what became of it; the rows of other shards are theirs to tell of.
fn tell_account(list: &Listing, arguments: &Arguments, counts: &Counts) -> Result<(), String> {
    let account = list.account();
    let (lines, header, blank) = (account.lines(), account.header(), account.blank());
    let Counts { letters, refused } = *counts;
    let (mut elsewhere, mut shards) = (0, String::new());
    if arguments.shard.is_some() {
        elsewhere = (account.rows() + account.refused()).saturating_sub(letters + refused);
        shards = format!(" + {elsewhere} of other shards");
    }
    let told = format!(
        "{lines} lines = {header} header + {letters} letters + {refused} refused + {blank} \
         blank{shards}"
    );
    if lines != header + letters + refused + blank + elsewhere {
        return Err(format!("a line is lost, post nothing: {told}"));
    }
    say(&told);
    Ok(())
}

/// A run without a provider would own the folder that the right list is to go to.
fn refuse_empty(list: &Listing) -> Result<(), String> {
    if list.account().rows() > 0 {
        return Ok(());
    }
    for refused in list.refused().iter().take(20) {
        say(&format!("refused, {}", refused.error()));
    }
    Err(format!("no row of the list is a provider, {}; nothing was written", list.account()))
}

fn write(batch: &Batch, list: &Listing, arguments: &Arguments) -> Result<Report, Box<dyn Error>> {
    let folder = arguments.folder();
    let (bar, stop) = (bar(list.providers().len()), stop_on_interrupt()?);
    let progress = |progress: Progress| {
        bar.set_position(progress.done as u64);
        if stop.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let report = match arguments.spool {
        Some(options) => batch.write_volumes(list.providers(), folder, options, progress)?,
        None => batch.write_directory(list.providers(), folder, progress)?,
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

fn check(batch: &Batch, list: &Listing, arguments: &Arguments) -> Outcome {
    let preflight = batch.preflight(list.providers());
    let unread = unread(list, arguments);
    for refusal in &unread {
        print(&format!("refused, {}", refusal.reason()));
    }
    let refused = preflight.refused().iter().chain(preflight.duplicates());
    for refusal in refused {
        print(&format!("refused, {refusal}"));
    }
    for (row, warning) in preflight.warnings() {
        print(&format!("warning, row {row}: {warning}"));
    }
    for (row, note) in preflight.notes() {
        print(&format!("note, row {row}: {note}"));
    }
    if unread.is_empty() && preflight.is_clean() { Outcome::Clean } else { Outcome::SomeRefused }
}

fn verify(batch: &Batch, list: &Listing, arguments: &Arguments) -> Result<Outcome, Box<dyn Error>> {
    let differences = batch.verify(list.providers(), &files::runs_below(&arguments.out)?)?;
    for difference in &differences {
        print(&difference.to_string());
    }
    if differences.is_empty() {
        Ok(Outcome::Clean)
    } else {
        Err(format!("{} differences", differences.len()).into())
    }
}
