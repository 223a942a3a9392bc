//! The sheets of a run, as its manifest and its void list tell of them.

use std::ops::RangeInclusive;

use super::super::Batch;
use super::super::durable::folder::Folder;
use super::super::identity::Head;
use super::super::issued::Manifest;
use super::super::journal;
use super::super::manifest::Row;
use super::super::spool::SpoolOptions;
use super::super::verify::seals::Seals;
use super::super::void_list::VoidList;
use super::discrepancy::RunSheet;
use crate::error::Result;
use crate::issuer::volume::GuidePages;
use crate::provider::number::ProviderNumber;

/// A letter, where it lies and whether it was pulled.
#[derive(Clone, Copy, Debug)]
pub(super) struct RunLetter {
    pub(super) number: ProviderNumber,
    pub(super) envelope: usize,
    pub(super) is_void: bool,
}

/// The letters of a run in their order, each of as many sheets.
#[derive(Debug)]
pub(super) struct Sheets {
    letters: Vec<RunLetter>,
    each: usize,
}

impl Sheets {
    #[cfg(test)]
    pub(super) fn new(letters: Vec<RunLetter>, each: usize) -> Self {
        Self { letters, each }
    }

    /// Of the run of a batch's round, every letter under its seal.
    pub(super) fn of(batch: &Batch, folder: &Folder) -> Result<Self> {
        let round = batch.this_round();
        let void = VoidList::read(folder, batch.key(), round)?;
        let (mut letters, mut seals) = (Vec::new(), Seals::new(batch.key(), folder));
        for (place, row) in (1..).zip(Manifest::of(folder, round)?) {
            let Row { number, envelope, .. } = seals.held(row?.0)?;
            // Where no envelopes are told of, each letter has one of its own.
            let envelope = envelope.unwrap_or(place);
            letters.push(RunLetter { number, envelope, is_void: void.holds(number) });
        }
        Ok(Self { letters, each: sheets_per_letter(batch, folder)? })
    }

    pub(super) fn len(&self) -> usize {
        self.letters.len() * self.each
    }

    /// Sheets are counted from 1.
    pub(super) fn letter(&self, sheet: usize) -> Option<RunLetter> {
        self.letters.get(sheet.checked_sub(1)? / self.each).copied()
    }

    /// All sheets of the letter that a sheet is of.
    pub(super) fn beside(&self, sheet: usize) -> RangeInclusive<usize> {
        let before = sheet.saturating_sub(1) / self.each * self.each;
        before + 1..=before + self.each
    }

    /// A sheet, where the run has it.
    pub(super) fn sheet(&self, sheet: usize) -> Option<RunSheet> {
        let RunLetter { number, envelope, .. } = self.letter(sheet)?;
        Some(RunSheet { sheet, number, envelope })
    }
}

/// As the journal tells that letters were laid into volumes.
fn sheets_per_letter(batch: &Batch, folder: &Folder) -> Result<usize> {
    let pages = |guides| batch.issuer().pages_per_letter(guides);
    let sheets = match SpoolOptions::of_form(head(batch, folder)?.form()) {
        Some(options) => options.sheets(pages(options.guides)),
        None => pages(GuidePages::default()),
    };
    Ok(sheets.max(1))
}

/// What the journal of a batch's round tells.
pub(super) fn head(batch: &Batch, folder: &Folder) -> Result<Head> {
    let journal = folder.read_text(&journal::name(batch.this_round()))?.unwrap_or_default();
    Head::parse_in(folder, &journal)
}
