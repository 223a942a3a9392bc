//! A letter for every provider of a list. What can be asked for is told by `--help`, in English and
//! Japanese (`help.en.txt`, `help.ja.txt`).
//!
//! ```sh
//! cargo run --release --example bulk_issue -- --providers FILE.csv --out DIR --date 2026-04-01 --key-file KEY
//! ```
//!
//! The built-in list: 出典：厚生労働省 介護サービス情報の公表システム オープンデータ（CC BY
//! 4.0）を加工して作成; the user IDs are made up.

mod arguments;
mod files;
#[path = "../house/mod.rs"]
mod house;
#[path = "../speech/mod.rs"]
mod speech;
mod words;

use std::error::Error;
use std::fs::File;
use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressStyle};
use reissue_notice::{
    Action, Batch, Clash, Columns, ErrorKind, Guide, House, Issuer, IssuerBuilder, Language,
    Listing, Message, Profile, Progress, Refusal, Report, Roster, RunPart, Warning,
};

use arguments::{Arguments, RefusedRows, Task};
use words::{Account, Said};

const BUILT_IN: &[u8] = include_bytes!("providers.csv");

fn main() -> ExitCode {
    let language = speech::language();
    match Arguments::parse(language).and_then(|arguments| run(&arguments)) {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::SomeRefused) => ExitCode::from(1),
        Err(error) => {
            speech::complain::<Said>("bulk_issue", &*error, language);
            ExitCode::from(2)
        }
    }
}

enum Outcome {
    Clean,
    SomeRefused,
}

/// To the terminal, if there is one: that it is gone is no reason to stop.
fn say(said: &Said, language: Language) {
    let _ = writeln!(std::io::stderr(), "bulk_issue: {}", said.in_language(language));
}

/// A line of the answer; a reader that has gone has read enough.
fn print(line: &impl Message, language: Language) {
    let _ = writeln!(std::io::stdout(), "{}", line.in_language(language));
}

fn run(arguments: &Arguments) -> Result<Outcome, Box<dyn Error>> {
    match arguments.task {
        Task::Help => {
            print(&Said::Help, arguments.language);
            return Ok(Outcome::Clean);
        }
        Task::PrintTemplate => {
            let _ = write!(std::io::stdout(), "{}", House::DEFAULT_FILE);
            return Ok(Outcome::Clean);
        }
        Task::MakeKey => {
            files::key(arguments)?;
            return Ok(Outcome::Clean);
        }
        _ => {}
    }
    let issuer = issuer(arguments)?;
    let list = read_list(&issuer.columns(arguments.columns.clone()), arguments)?;
    if arguments.task == Task::Issue {
        refuse_empty(&list, arguments.language)?;
    }
    let batch = arguments.set(&issuer.batch(files::key(arguments)?));
    match arguments.task {
        Task::Check => Ok(check(&batch, &list, arguments)),
        Task::Verify => verify(&batch, &list, arguments),
        _ => issue(&batch, &list, arguments),
    }
}

/// The whole list before the first letter: what cannot be trusted stops the run here.
fn read_list(columns: &Columns, arguments: &Arguments) -> Result<Listing, Box<dyn Error>> {
    let list = match &arguments.providers {
        Some(path) => {
            let path = path.clone();
            let file = File::open(&path).map_err(|source| {
                let (action, path) = (Action::Read, path.clone());
                reissue_notice::Error::from(ErrorKind::Io { action, path, source })
            })?;
            Roster::read_all(file, columns).map_err(|error| {
                let error = error.in_language(arguments.language);
                Said::List { path, error }
            })?
        }
        None => Roster::read_all(BUILT_IN, columns)?,
    };
    let language = arguments.language;
    if list.header_line() > 1 {
        say(&Said::HeaderLine(list.header_line()), language);
    }
    for mend in list.mends() {
        say(&Said::Mended(mend.in_language(language)), language);
    }
    for warning in list.warnings() {
        say(&Said::Warned(warning.in_language(language)), language);
    }
    Ok(list)
}

/// The rows that are no provider. A row without a number belongs to no shard by hash: the first
/// names it.
fn unread(list: &Listing, arguments: &Arguments) -> Vec<Refusal> {
    if arguments.is_later_shard() {
        return Vec::new();
    }
    let rows = list.refused().iter();
    rows.map(|row| Refusal::new(row.line(), row.number(), row.error())).collect()
}

fn issuer(arguments: &Arguments) -> Result<Issuer, Box<dyn Error>> {
    let builder = worded(Issuer::builder().federation_by_prefecture(), arguments);
    let builder = builder.issued_on(arguments.date()?);
    let builder = if arguments.base_forms { builder.print_base_forms() } else { builder };
    let builder = match arguments.window {
        Some(window) => builder.window(window),
        None => builder,
    };
    let builder = match arguments.profile {
        Some(Profile::Archive4) => builder.archive4(),
        _ => builder,
    };
    let written = arguments.house.as_ref().and_then(House::guide).is_some();
    let builder = match arguments.guide {
        Some(_) if !written => builder.guide(Guide::default()),
        _ => builder,
    };
    let builder = match &arguments.federation {
        Some(name) => builder.federation(name),
        None => builder,
    };
    Ok(builder.build()?)
}

/// With the words of a file, and what options say in place of it.
fn worded(mut builder: IssuerBuilder, arguments: &Arguments) -> IssuerBuilder {
    if let Some(house) = &arguments.house {
        builder = builder.house(house.clone());
    }
    if let Some(template) = &arguments.template {
        builder = builder.template(template.clone());
    }
    if let Some(readings) = &arguments.readings {
        builder = builder.readings(readings.clone());
    }
    builder
}

/// Letters, then `refused.csv`, then the credentials: those exist only for letters that stand.
fn issue(batch: &Batch, list: &Listing, arguments: &Arguments) -> Result<Outcome, Box<dyn Error>> {
    if arguments.base_forms {
        tell_base_forms(batch, list, arguments.language);
    }
    let report = write(batch, list, arguments)?;
    if !report.is_complete() {
        return Err(Said::Stopped(report.issued()).into());
    }
    let mut refused = unread(list, arguments);
    refused.extend_from_slice(report.refused());
    Refusal::write_csv(&refused, arguments.refused_file(), arguments.language)?;
    if let Some(path) = arguments.credentials() {
        let posted = files::posted(batch, arguments.folder())?;
        posted.write_credentials(list.providers(), path)?;
    }
    tell_account(list, arguments, &Counts { letters: report.issued(), refused: refused.len() })?;
    if report.repaired() > 0 {
        say(&Said::Repaired(report.repaired()), arguments.language);
    }
    tell_changes(&report, arguments);
    let accepted = arguments.refused_rows == RefusedRows::Accepted;
    Ok(if refused.is_empty() || accepted { Outcome::Clean } else { Outcome::SomeRefused })
}

/// What a list that has changed came to.
fn tell_changes(report: &Report, arguments: &Arguments) {
    let language = arguments.language;
    if report.added() > 0 {
        say(&Said::Added(report.added()), language);
    }
    for correction in report.corrected() {
        say(&Said::Corrected(correction.in_language(language)), language);
    }
}

/// What became of the rows of a run.
struct Counts {
    letters: usize,
    refused: usize,
}

/// Names of which a base form is printed in place of what is registered.
fn tell_base_forms(batch: &Batch, list: &Listing, language: Language) {
    for warning in batch.preflight(list.providers()).warnings() {
        if matches!(warning.found(), Warning::MissingVariation { .. }) {
            say(&Said::Warned(warning.in_language(language)), language);
        }
    }
}

/// Every line of the list, by what became of it; the rows of other shards are theirs to tell of.
fn tell_account(list: &Listing, arguments: &Arguments, counts: &Counts) -> Result<(), Said> {
    let account = list.account();
    let (lines, header, blank) = (account.lines(), account.header(), account.blank());
    let Counts { letters, refused } = *counts;
    let rows = account.rows() + account.refused();
    let elsewhere = arguments.shard.map(|_| rows.saturating_sub(letters + refused));
    let told = Account { lines, header, letters, refused, blank, elsewhere };
    if !told.is_whole() {
        return Err(Said::LineLost(told));
    }
    say(&Said::Account(told), arguments.language);
    Ok(())
}

/// A run without a provider would own the folder that the right list is to go to.
fn refuse_empty(list: &Listing, language: Language) -> Result<(), Said> {
    if list.account().rows() > 0 {
        return Ok(());
    }
    for refused in list.refused().iter().take(20) {
        say(&Said::Refused(refused.error().in_language(language)), language);
    }
    Err(Said::NoProvider(list.account().in_language(language)))
}

fn write(batch: &Batch, list: &Listing, arguments: &Arguments) -> Result<Report, Box<dyn Error>> {
    let folder = arguments.folder();
    let bar = bar(list.providers().len(), arguments.language);
    let stop = stop_on_interrupt()?;
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
        None => batch
            .write_directory(list.providers(), folder, progress)
            .map_err(|error| of_other_list(error, arguments.language))?,
    };
    bar.finish_and_clear();
    Ok(report)
}

/// What goes on in the folder after all, where its list alone has changed.
fn of_other_list(error: reissue_notice::Error, language: Language) -> Box<dyn Error> {
    match error.kind() {
        ErrorKind::OtherRun { reason: Clash::Part(RunPart::List), .. } => {
            Said::OtherList(error.in_language(language)).into()
        }
        _ => error.into(),
    }
}

fn bar(letters: usize, language: Language) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template(match language {
        Language::Japanese => "{bar:40} {pos}/{len}通、{per_sec:0}、残り{eta}",
        _ => "{bar:40} {pos}/{len} letters, {per_sec:0}, {eta} left",
    });
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
    let (unread, language) = (unread(list, arguments), arguments.language);
    for refusal in &unread {
        print(&Said::Refused(refusal.reason_in(language).to_owned()), language);
    }
    for refusal in preflight.refused().iter().chain(preflight.duplicates()) {
        print(&Said::Refused(refusal.in_language(language)), language);
    }
    for warning in preflight.warnings() {
        print(&Said::Warned(warning.in_language(language)), language);
    }
    for note in preflight.notes() {
        print(&Said::Noted(note.in_language(language)), language);
    }
    let mut summary = preflight.summary();
    if !arguments.is_later_shard() {
        list.refused().iter().for_each(|row| summary.add_refusal(row.error()));
    }
    say(&Said::Summary(summary.in_language(language)), language);
    if unread.is_empty() && preflight.is_clean() { Outcome::Clean } else { Outcome::SomeRefused }
}

fn verify(batch: &Batch, list: &Listing, arguments: &Arguments) -> Result<Outcome, Box<dyn Error>> {
    let folders = files::runs(arguments)?;
    let differences = batch.verify(list.providers(), &folders)?;
    for difference in &differences {
        print(difference, arguments.language);
    }
    if differences.is_empty() {
        let letters = files::letters(&folders, arguments.round)?;
        say(&Said::AllWell { letters, folders: folders.len() }, arguments.language);
        Ok(Outcome::Clean)
    } else {
        Err(Said::Differences(differences.len()).into())
    }
}
