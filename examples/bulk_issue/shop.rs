//! What a print shop asks for: letters to pull, its log reconciled, spoiled letters struck again,
//! envelopes counted.

use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use reissue_notice::{Action, Batch, ErrorKind, Listing, ProviderNumber};

use crate::arguments::Arguments;
use crate::words::{Said, Sheets};
use crate::{Outcome, print};

/// Says where each letter of a file of numbers stands, and puts it on the void list.
pub(crate) fn pull(batch: &Batch, arguments: &Arguments) -> Result<Outcome, Box<dyn Error>> {
    let numbers = match &arguments.numbers {
        Some(path) => numbers(path, arguments)?,
        None => Vec::new(),
    };
    for letter in batch.pull(arguments.folder(), &numbers)? {
        let (file, envelope) = (letter.file().to_owned(), letter.envelope());
        let told = Said::Pulled { number: letter.number(), file, page: letter.page(), envelope };
        print(&told, arguments.language);
    }
    Ok(Outcome::Clean)
}

/// A number a line.
fn numbers(path: &Path, arguments: &Arguments) -> Result<Vec<ProviderNumber>, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|source| unread(path, source))?;
    let mut numbers = Vec::new();
    for (line, number) in (1..).zip(text.trim_start_matches('\u{FEFF}').lines()) {
        if !number.trim().is_empty() {
            let number = number.trim().parse().map_err(|error: reissue_notice::Error| {
                use reissue_notice::Message as _;
                Said::Number { line, error: error.in_language(arguments.language) }
            })?;
            numbers.push(number);
        }
    }
    Ok(numbers)
}

fn unread(path: &Path, source: std::io::Error) -> reissue_notice::Error {
    ErrorKind::Io { action: Action::Read, path: path.to_owned(), source }.into()
}

/// Names every sheet that is not where it should be, and strikes spoiled letters again.
pub(crate) fn reconcile(
    batch: &Batch,
    list: &Listing,
    arguments: &Arguments,
) -> Result<Outcome, Box<dyn Error>> {
    let mut logs = Vec::new();
    for path in &arguments.logs {
        logs.push(File::open(path).map_err(|source| unread(path, source))?);
    }
    let found = batch.reconcile(arguments.folder(), logs, &arguments.log_columns)?;
    for discrepancy in found.discrepancies() {
        print(discrepancy, arguments.language);
    }
    let sheets = Sheets {
        all: found.sheets(),
        inserted: found.inserted(),
        pulled: found.pulled(),
        spoiled: found.spoiled(),
        missing: found.missing(),
    };
    print(&Said::Reconciled(sheets), arguments.language);
    for number in found.spoiled_letters() {
        print(&Said::Spoiled(*number), arguments.language);
    }
    if let Some(out) = &arguments.respool {
        let spoiled = found.spoiled_letters();
        for file in batch.respool(list.providers(), arguments.folder(), spoiled, out)? {
            print(&Said::Respooled(file), arguments.language);
        }
    }
    match found.discrepancies().len() {
        0 if found.is_settled() => Ok(Outcome::Clean),
        0 => Ok(Outcome::SomeRefused),
        count => Err(Said::Differences(count).into()),
    }
}

/// Envelopes by post code area and sheets, as CSV.
pub(crate) fn posting(
    batch: &Batch,
    list: &Listing,
    arguments: &Arguments,
) -> Result<Outcome, Box<dyn Error>> {
    let options = arguments.spool.unwrap_or_default();
    print(&Said::PostingColumns, arguments.language);
    for class in batch.posting(list.providers(), options)? {
        let area = class.area().unwrap_or_default().to_owned();
        let (sheets, envelopes) = (class.sheets(), class.envelopes());
        print(&Said::Posting { area, sheets, envelopes }, arguments.language);
    }
    Ok(Outcome::Clean)
}

/// The same batch where letters that were pulled from its folder are void.
pub(crate) fn posted(batch: &Batch, folder: PathBuf) -> Result<Batch, Box<dyn Error>> {
    if !folder.exists() {
        return Ok(batch.clone());
    }
    Ok(batch.voiding(batch.void_list(folder)?))
}
