//! One file each, in a folder a federation: `19/1971100456.pdf`.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::OnceLock;

use hmac::Mac;

use super::Batch;
use super::durable::faults;
use super::durable::folder::Folder;
use super::durable::shared_start::SharedStart;
use super::group::{Fate, Group};
use super::key::Seal;
use super::manifest::{Columns, Issued, Row};
use super::place::{LetterFile, Place};
use super::report::{Progress, Refusal, Report};
use super::run::{Made, Work};
use super::selection::{Record, Selection};
use crate::error::Result;
use crate::issuer::letter::Letter;
use crate::provider::Provider;
use crate::provider::number::ProviderNumber;

/// Letters that become durable together: one commit of the file system's own journal serves them
/// all.
const GROUP: usize = 256;

impl Batch {
    /// Writes one PDF a provider below `folder`, with `manifest.csv`, in parallel and durably: a
    /// file appears whole or not at all, and no other user can read it.
    ///
    /// The whole list is needed: a record is refused for an earlier one with its number or user ID,
    /// and a folder is gone on with where the whole list is the same. Letters one at a time, from
    /// any iterator, are [`Batch::letters`] and [`Batch::write_spool`].
    ///
    /// Called again with the same key, list and issuer, it keeps what is whole and makes what is
    /// missing or torn; the result is byte for byte that of an undisturbed run. `progress` is
    /// called after each group of letters; where it breaks, the run stops and can be gone on with.
    ///
    /// On Linux from 5.17 on, letters on ext4 and XFS are made durable a group at a time by syncing
    /// their file system. That is faster, and waits for what other programs have written there too.
    /// On XFS and Btrfs, letters share on the disk what they all begin with.
    ///
    /// A record that cannot be printed, or has the number or user ID of an earlier one that can, is
    /// refused and named in the report.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// let report = batch.write_directory(&providers, &folder, |progress| {
    ///     eprintln!("{} of {}", progress.done, progress.total);
    ///     ControlFlow::Continue(())
    /// })?;
    /// assert_eq!((report.issued(), report.refused().len()), (1, 0));
    /// assert!(folder.join("19/1971100456.pdf").exists());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::OtherRun`](crate::ErrorKind::OtherRun) where the folder holds a run that was
    /// made from anything else, or another run is writing to it;
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) with the file and what was tried, and
    /// [`ErrorKind::Planted`](crate::ErrorKind::Planted),
    /// [`ErrorKind::SharedFolder`](crate::ErrorKind::SharedFolder) and
    /// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) for a folder that cannot keep
    /// letters safe.
    pub fn write_directory(
        &self,
        providers: &[Provider],
        folder: impl AsRef<Path>,
        mut progress: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Report> {
        let letters = Directory::new(self, providers);
        self.run(folder.as_ref(), providers, &letters, &mut progress)
    }
}

/// The word by which a journal knows letters in files of their own.
const FORM: &str = "directory";

/// Letters in files of their own.
pub(super) struct Directory<'a> {
    batch: &'a Batch,
    records: Selection<'a>,
    /// Letters in a group.
    group: usize,
    /// The digest after the fixed bytes, which every letter begins with.
    over_fixed: Seal,
    fixed: &'a [u8],
    /// The fixed bytes as a file, where the folder's files can share them.
    start: OnceLock<Option<SharedStart<'a>>>,
}

impl<'a> Directory<'a> {
    pub(super) fn new(batch: &'a Batch, providers: &'a [Provider]) -> Self {
        let fixed = batch.issuer().fixed_bytes();
        Self {
            batch,
            records: Selection::of(batch, providers),
            group: faults::group(GROUP),
            over_fixed: batch.key().seal().chain_update(fixed),
            fixed,
            start: OnceLock::new(),
        }
    }

    /// The letters and refusals of a group, in the order of the list.
    pub(super) fn outcomes(
        &self,
        group: usize,
    ) -> impl Iterator<Item = Result<Outcome>> + use<'a, '_> {
        self.records.some(group * self.group, self.group).map(|record| self.outcome(record))
    }

    fn outcome(&self, record: Record<'a>) -> Result<Outcome> {
        if let Some(duplicate) = self.records.duplicate(record) {
            return Ok(Outcome::Refused(duplicate.clone()));
        }
        match self.batch.letter(record.provider) {
            Ok(letter) => Ok(Outcome::Letter(letter)),
            Err(error) => Ok(Outcome::Refused(record.refused_for(error)?)),
        }
    }

    pub(super) fn file_of(&self, letter: &Letter) -> LetterFile {
        LetterFile { number: letter.number(), round: self.batch.this_round() }
    }

    pub(super) fn row(&self, letter: &Letter) -> Row {
        let place = Place { file: self.file_of(letter).path(), page: 1 };
        Row::new(self.issued(letter), place, self.seal_over(letter))
    }

    fn write(&self, letter: &Letter, files: &mut Group<'_>, made: &mut Made) -> Result<()> {
        if files.write(self.file_of(letter), letter.pdf())? == Fate::Written {
            made.struck.insert(letter.number());
        }
        made.rows.push(self.row(letter));
        Ok(())
    }

    fn issued<'l>(&self, letter: &'l Letter) -> Issued<'l> {
        Issued {
            number: letter.number(),
            user_id: letter.user_id(),
            round: self.batch.this_round(),
            warnings: letter.warnings(),
            envelope: None,
            reference: letter.reference().cloned(),
        }
    }

    fn seal_over(&self, letter: &Letter) -> Seal {
        let varying = letter.pdf().get(self.fixed.len()..).unwrap_or_default();
        self.over_fixed.clone().chain_update(varying)
    }
}

/// What becomes of one record.
pub(super) enum Outcome {
    Letter(Letter),
    Refused(Refusal),
}

impl Work for Directory<'_> {
    fn form(&self) -> String {
        format!("{FORM} {}", self.group)
    }

    fn groups(&self) -> usize {
        self.records.len().div_ceil(self.group)
    }

    fn records(&self) -> usize {
        self.records.len()
    }

    fn columns(&self) -> Columns {
        if self.batch.issuer().prints_reference() { Columns::Reference } else { Columns::Least }
    }

    fn numbers(&self) -> Option<Vec<ProviderNumber>> {
        let mut numbers = Vec::new();
        for (record, checked) in self.records.checked() {
            if checked.is_ok() && self.records.duplicate(record).is_none() {
                numbers.push(record.provider.number());
            }
        }
        numbers.sort_unstable();
        Some(numbers)
    }

    fn make(&self, group: usize, folder: &Folder) -> Result<Made> {
        let mut made = Made::default();
        let start = self.start.get_or_init(|| SharedStart::of(self.fixed, folder));
        let mut files = Group::below(folder, self.batch.manner().threads(), start.as_ref())?;
        for outcome in self.outcomes(group) {
            match outcome? {
                Outcome::Letter(letter) => self.write(&letter, &mut files, &mut made)?,
                Outcome::Refused(refusal) => made.refused.push(refusal),
            }
        }
        made.written = files.finish()?;
        Ok(made)
    }
}
