//! Few big files for a print shop: sorted, counted, durable, with one set of fonts a file and a
//! bookmark a letter.

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::ops::{ControlFlow, Range};
use std::path::Path;

use super::Batch;
use super::durable::folder::Folder;
use super::envelopes::Envelopes;
use super::group::Written;
use super::key::Seal;
use super::manifest::{Columns, Issued, Row};
use super::marks::{Marks, refuse_overlap};
use super::place::{Place, volume_name};
use super::report::{Progress, Refusal, Report};
use super::run::{Made, Work};
use super::sealing::{Matching, Sealing};
use super::selection::Selection;
use super::spool::{Gathered, Sides, SpoolOptions, SpoolOrder};
use super::wiped::{Gathering, open_private};
use crate::error::{Error, ErrorKind, Expected, Field, Result};
use crate::issuer::volume::{Beside, Volume};
use crate::provider::number::ProviderNumber;
use crate::provider::{Provider, Warning};

impl Batch {
    /// Writes the letters of `providers` into `spool-0001.pdf`, `spool-0002.pdf` ... in `folder`,
    /// with `manifest.csv`; durable, private and resumable as [`Batch::write_directory`]. No
    /// unfinished file carries a final name.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("spools");
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// let options = SpoolOptions::default();
    /// batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// assert!(folder.join("spool-0001.pdf").exists());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Batch::write_directory`], [`ErrorKind::Write`] for more letters a file than PDF/A has
    /// room for, [`ErrorKind::OddPages`] for letters that cannot be printed on both sides, and
    /// [`ErrorKind::Range`] for a batch of one [shard](Batch::shard): volumes are sorted and
    /// counted over the whole list, in one run. For a mark of the inserter that is not on the sheet
    /// or cannot count so many sheets too, and `ErrorKind::Overlap` for one over something else.
    pub fn write_volumes(
        &self,
        providers: &[Provider],
        folder: impl AsRef<Path>,
        options: SpoolOptions,
        mut progress: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Report> {
        self.refuse_shard()?;
        refuse_odd_pages(options, self.issuer().pages_per_letter(options.guides))?;
        refuse_overlap(self, options, providers.len())?;
        let volumes = Volumes::new(self, providers, options)?;
        self.run(folder.as_ref(), providers, &volumes, &mut progress)
    }

    /// Volumes are sorted and counted over the whole list.
    fn refuse_shard(&self) -> Result<()> {
        let Some(part) = self.its_part() else { return Ok(()) };
        let kind = ErrorKind::Range { found: part.to_string(), expected: Expected::Unsplit };
        Err(Error::new(Field::Shard, kind))
    }
}

/// A letter of a volume, and what is printed with it.
pub(super) struct Counted<'a> {
    pub(super) provider: &'a Provider,
    pub(super) beside: Beside,
}

/// Which letters stand in which volume: what can be printed, sorted.
pub(super) struct Volumes<'a> {
    batch: &'a Batch,
    options: SpoolOptions,
    pages_per_letter: usize,
    printed: Vec<&'a Provider>,
    envelopes: Envelopes,
    /// The first letter of each volume.
    firsts: Vec<usize>,
    marks: Option<Marks>,
    refused: Vec<Refusal>,
}

impl<'a> Volumes<'a> {
    pub(super) fn new(
        batch: &'a Batch,
        providers: &'a [Provider],
        options: SpoolOptions,
    ) -> Result<Self> {
        let mut volumes = Self::undivided(batch, options);
        volumes.judge(&Selection::of(batch, providers));
        sort(&mut volumes.printed, options.order);
        volumes.divide();
        volumes.check_room()?;
        volumes.marks = volumes.marks_of(providers)?;
        Ok(volumes)
    }

    fn undivided(batch: &'a Batch, options: SpoolOptions) -> Self {
        Self {
            batch,
            options,
            pages_per_letter: batch.issuer().pages_per_letter(options.guides),
            printed: Vec::new(),
            envelopes: Envelopes::default(),
            firsts: Vec::new(),
            marks: None,
            refused: Vec::new(),
        }
    }

    /// Lays letters into envelopes, and those into volumes.
    fn divide(&mut self) {
        let room = self.letters_per_volume();
        self.envelopes = match self.options.gathered {
            Gathered::None => Envelopes::single(self.printed.len()),
            Gathered::ByAddressee { sheets } => {
                let most = share(sheets.get(), self.sheets_per_letter()).min(room);
                Envelopes::gather(&mut self.printed, most)
            }
        };
        self.firsts = self.envelopes.volumes(room);
    }

    fn letters_per_volume(&self) -> NonZeroUsize {
        let at_end = self.batch.issuer().pages_at_end(self.options.guides);
        share(self.options.pages.get().saturating_sub(at_end), self.pages_per_letter)
    }

    fn check_room(&self) -> Result<()> {
        let letters = (0..self.firsts.len()).map(|group| self.places(group).len());
        self.batch.issuer().check_volume(self.options.kind(), letters.max().unwrap_or_default())
    }

    /// What marks say, where sheets bear any.
    fn marks_of(&self, providers: &[Provider]) -> Result<Option<Marks>> {
        let marks = Marks::of(self.batch, providers, self.options);
        if let Some(marks) = &marks {
            marks.check(self.printed.len(), self.envelopes.fullest())?;
        }
        Ok(marks)
    }

    /// How many sheets each letter has.
    pub(super) fn sheets_per_letter(&self) -> usize {
        self.options.sheets(self.pages_per_letter)
    }

    fn judge(&mut self, records: &Selection<'a>) {
        self.printed.reserve_exact(records.len());
        for (record, checked) in records.checked() {
            match (records.duplicate(record), checked) {
                (Some(duplicate), _) => self.refused.push(duplicate.clone()),
                (None, Err(error)) => self.refused.push(record.refused(&error)),
                (None, Ok(_)) => self.printed.push(record.provider),
            }
        }
    }

    /// The name of a volume's file.
    pub(super) fn name(&self, group: usize) -> String {
        volume_name(group, self.batch.this_round())
    }

    /// Begins a volume.
    pub(super) fn begin<W: Write>(&self, group: usize, writer: W) -> Result<Volume<'a, W>> {
        let place = self.options.place(self.batch, self.places(group).start);
        self.batch.issuer().volume(self.options.kind(), place, writer)
    }

    /// The letters of a volume, each with its count through the run.
    pub(super) fn counted(&self, group: usize) -> impl Iterator<Item = Counted<'a>> + '_ {
        let letters = self.places(group).zip(self.letters(group));
        letters.map(|(place, provider)| Counted { provider, beside: self.beside(place) })
    }

    fn beside(&self, place: usize) -> Beside {
        let count = || format!("{}/{}", place + 1, self.printed.len());
        let marks = |marks: &Marks| marks.of_letter(place, &self.envelopes.of(place));
        Beside { count: self.options.counted.then(count), marks: self.marks.as_ref().map(marks) }
    }

    /// Writes one volume and gives its writer back with the warnings of each letter.
    fn write<W: Write>(&self, group: usize, writer: W) -> Result<(W, Vec<Vec<Warning>>)> {
        let mut volume = self.begin(group, writer)?;
        let mut warnings = Vec::new();
        for Counted { provider, beside } in self.counted(group) {
            warnings.push(self.batch.push(&mut volume, provider, &beside)?);
        }
        Ok((volume.finish()?.0, warnings))
    }

    pub(super) fn letters(&self, group: usize) -> impl Iterator<Item = &'a Provider> + '_ {
        self.printed.get(self.places(group)).unwrap_or_default().iter().copied()
    }

    /// Every letter, in the order of the volumes.
    #[cfg(feature = "print-shop")]
    pub(super) fn printed(&self) -> &[&'a Provider] {
        &self.printed
    }

    /// The number of a letter's envelope, counted from 1 as letters are from 0.
    #[cfg(feature = "print-shop")]
    pub(super) fn envelope_of(&self, letter: usize) -> usize {
        self.envelopes.number(letter)
    }

    /// The places of a volume's letters, counted from 0 through the run.
    fn places(&self, group: usize) -> Range<usize> {
        let place = |group| self.firsts.get(group).copied().unwrap_or(self.printed.len());
        place(group)..place(group + 1)
    }

    /// The number of the envelope of a letter, where the manifest tells it.
    fn envelope(&self, letter: usize) -> Option<usize> {
        (self.options.gathered != Gathered::None).then(|| self.envelopes.number(letter))
    }

    /// The rows of a volume that stands as it would be written; nothing where it does not.
    pub(super) fn standing(&self, group: usize, folder: &Folder) -> Option<Vec<Row>> {
        let standing = folder.open_file(&self.name(group)).ok()??;
        let matching = Matching::new(standing, self.batch.key().seal());
        let (mut matching, warnings) = self.write(group, matching).ok()?;
        matching.is_at_end().then(|| self.rows(group, &matching.seal, &warnings))
    }

    /// The rows of a volume as it would be written.
    pub(super) fn struck(&self, group: usize) -> Result<Vec<Row>> {
        let (struck, warnings) = self.write(group, self.sealing(io::sink()))?;
        Ok(self.rows(group, &struck.seal, &warnings))
    }

    fn make_file(&self, group: usize, folder: &Folder) -> Result<Made> {
        let private = open_private(folder, &self.name(group)).is_some();
        match private.then(|| self.standing(group, folder)).flatten() {
            // Its name is durable: opening the journal synced the folder.
            Some(rows) => Ok(Made { rows, ..Made::default() }),
            None => self.write_file(group, folder),
        }
    }

    fn write_file(&self, group: usize, folder: &Folder) -> Result<Made> {
        let out = Gathering::new(folder.create(&self.name(group))?);
        let (Sealing { out, seal, bytes }, warnings) = self.write(group, self.sealing(out))?;
        out.finish()?;
        let rows = self.rows(group, &seal, &warnings);
        Ok(Made { rows, written: Written { files: 1, bytes }, ..Made::default() })
    }

    fn sealing<W>(&self, out: W) -> Sealing<W> {
        Sealing::new(out, self.batch.key().seal())
    }

    fn rows(&self, group: usize, seal: &Seal, warnings: &[Vec<Warning>]) -> Vec<Row> {
        let (mut rows, mut page) = (Vec::with_capacity(warnings.len()), 1);
        for (nth, warnings) in self.places(group).zip(warnings) {
            let Some(letter) = self.issued(nth, warnings) else { break };
            let place = Place { file: self.name(group), page };
            rows.push(Row::new(letter, place, seal.clone()));
            page += self.pages_per_letter;
        }
        rows
    }

    fn issued<'w>(&'w self, nth: usize, warnings: &'w [Warning]) -> Option<Issued<'w>> {
        let provider = self.printed.get(nth)?;
        Some(Issued {
            number: provider.number(),
            user_id: provider.user_id(),
            round: self.batch.this_round(),
            warnings,
            envelope: self.envelope(nth),
            reference: self.batch.reference_of(provider),
        })
    }
}

/// How many of `each` there are room for; one even where there is none.
fn share(room: usize, each: usize) -> NonZeroUsize {
    NonZeroUsize::new(room / each.max(1)).unwrap_or(NonZeroUsize::MIN)
}

/// The back of a letter's last sheet must not be the front of another's first.
fn refuse_odd_pages(options: SpoolOptions, pages: usize) -> Result<()> {
    if options.sides == Sides::Two && !pages.is_multiple_of(2) {
        return Err(ErrorKind::OddPages { pages }.into());
    }
    Ok(())
}

fn sort(providers: &mut [&Provider], order: SpoolOrder) {
    match order {
        SpoolOrder::AsListed => {}
        SpoolOrder::Number => providers.sort_by_key(|provider| provider.number()),
        SpoolOrder::Federation => {
            providers.sort_by_key(|provider| provider.number().prefecture());
        }
        SpoolOrder::PostCode => providers.sort_by_key(|provider| {
            (provider.post_code().is_none(), provider.post_code(), provider.number())
        }),
    }
}

impl Work for Volumes<'_> {
    fn form(&self) -> String {
        self.options.form()
    }

    fn groups(&self) -> usize {
        // One even where nothing can be printed: its refusals must reach the report.
        self.firsts.len().max(1)
    }

    fn records(&self) -> usize {
        self.printed.len() + self.refused.len()
    }

    fn columns(&self) -> Columns {
        match self.options.gathered {
            _ if self.batch.issuer().prints_reference() => Columns::Reference,
            Gathered::None => Columns::Least,
            Gathered::ByAddressee { .. } => Columns::Envelope,
        }
    }

    /// They are sorted and counted over the whole list.
    fn numbers(&self) -> Option<Vec<ProviderNumber>> {
        None
    }

    fn make(&self, group: usize, folder: &Folder) -> Result<Made> {
        let refused = if group == 0 { self.refused.clone() } else { Vec::new() };
        let made = match self.letters(group).next() {
            Some(_) => self.make_file(group, folder)?,
            None => Made::default(),
        };
        Ok(Made { refused, ..made })
    }
}
