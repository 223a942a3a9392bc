//! What the mark of each sheet says, where sheets bear one.

use hmac::Mac;

use super::Batch;
use super::envelopes::Envelope;
use super::identity::Identity;
use super::spool::SpoolOptions;
use crate::error::Result;
use crate::issuer::volume::{
    Beside, InserterMark, MarkedSheet, RunNumber, SheetCounts, SheetMarks,
};
use crate::provider::Provider;

/// What the seal begins with that a run's number is taken from: its first 8 bytes, big-endian, by
/// their remainder by 10^10. The head of the run's journal follows.
const RUN: &str = "run of an inserter's marks\n";

impl SpoolOptions {
    /// Prints a mark on the front of each sheet by which an inserter (封入機) knows the sheets of an
    /// envelope. Default: none. What it says: see [`InserterMark`].
    ///
    /// With [`SpoolOptions::with_duplex`] a sheet is two pages, and its mark stands on the first. A
    /// guide that stands once at the end of a file is no sheet of an envelope, and has none.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// use reissue_notice::{BatchKey, Issuer, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("spools");
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// let options = SpoolOptions::default().with_inserter_mark("omr:6,205".parse()?);
    /// batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    ///
    /// let options = options.with_inserter_mark("omr:60,205".parse()?);
    /// let run = batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()));
    /// let sentence = run.unwrap_err().to_string();
    /// assert!(sentence.ends_with("; the nearest place that is clear is 60,233"), "{sentence}");
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_inserter_mark(self, mark: InserterMark) -> Self {
        Self { mark: Some(mark), ..self }
    }

    /// The mark on each sheet, where there is one.
    ///
    /// ```
    /// use reissue_notice::{InserterMark, SpoolOptions};
    /// let mark: InserterMark = "datamatrix:6,280".parse()?;
    /// let options = SpoolOptions::default();
    /// assert_eq!(options.inserter_mark(), None);
    /// assert_eq!(options.with_inserter_mark(mark).inserter_mark(), Some(mark));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn inserter_mark(self) -> Option<InserterMark> {
        self.mark
    }
}

impl Batch {
    /// By which ten digits the marks of these volumes know their run, for the operator of the
    /// inserter to compare; none where the options have no mark.
    ///
    /// They follow from key, round, list, options and all that letters are set from: the same run
    /// gone on with or struck again has the same, any other most likely another.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// let options = SpoolOptions::default();
    /// assert_eq!(batch.marked_run(&providers, options), None);
    /// let options = options.with_inserter_mark("datamatrix:6,280".parse()?);
    /// let run = batch.marked_run(&providers, options).unwrap_or_default();
    /// assert!(run.len() == 10 && run.bytes().all(|b| b.is_ascii_digit()));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn marked_run(&self, providers: &[Provider], options: SpoolOptions) -> Option<String> {
        Marks::of(self, providers, options).map(|marks| marks.run.to_string())
    }
}

/// Refuses a mark that would be printed over something else.
pub(super) fn refuse_overlap(batch: &Batch, options: SpoolOptions, letters: usize) -> Result<()> {
    let Some(mark) = options.mark else { return Ok(()) };
    let count = options.counted.then(|| format!("{letters}/{letters}"));
    batch.issuer().check_mark(&mark, options.kind(), &Beside { count, marks: None })
}

/// What the marks of a run say.
#[derive(Debug)]
pub(super) struct Marks {
    mark: InserterMark,
    run: RunNumber,
    /// How many sheets a letter has.
    each: usize,
}

impl Marks {
    /// Of a run, where its sheets bear any.
    pub(super) fn of(batch: &Batch, providers: &[Provider], options: SpoolOptions) -> Option<Self> {
        let mark = options.mark?;
        let head = Identity::new(batch, providers, options.form()).head();
        let digest = batch.key().seal().chain_update(RUN).chain_update(head).finalize();
        let run = RunNumber::of_digest(&digest.into_bytes());
        let each = options.sheets(batch.issuer().pages_per_letter(options.guides));
        Some(Self { mark, run, each })
    }

    /// Refuses a run of more sheets than they can count.
    pub(super) fn check(&self, letters: usize, together: usize) -> Result<()> {
        SheetCounts { of_run: letters * self.each, together: together * self.each }.check()
    }

    /// Those of a letter, counted from 0.
    pub(super) fn of_letter(&self, letter: usize, envelope: &Envelope) -> SheetMarks {
        let before = (letter - envelope.letters.start) * self.each;
        let of = envelope.letters.len() * self.each;
        let sheet = |nth| MarkedSheet {
            run: self.run,
            sheet: letter * self.each + nth,
            envelope: envelope.number,
            nth: before + nth,
            of,
        };
        SheetMarks { mark: self.mark, sheets: (1..=self.each).map(sheet).collect() }
    }
}
