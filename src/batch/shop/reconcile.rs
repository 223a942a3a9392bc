//! The log of an inserter against a run.

use std::io::Read;
use std::path::Path;

use super::super::Batch;
use super::super::durable::folder::Folder;
use super::columns::LogColumns;
use super::log::read;
use super::reconciliation::Reconciliation;
use super::sheets::Sheets;
use super::tally::Tally;
use crate::error::Result;

impl Batch {
    /// Compares the logs of an inserter with the run of this round in a folder: every sheet that
    /// is missing, twice, out of order, in another envelope, void or unknown is named.
    ///
    /// Sheets are counted from 1 through the run, in the order of its volumes. Several logs are
    /// read one after another: the log of what was [struck again](Batch::respool) after that in
    /// which it was spoiled. Order is looked at log by log, and only where a sheet is named first.
    /// Every letter and row of the run is checked by its seal before.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, LogColumns, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("spools");
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// let options = SpoolOptions::default();
    /// batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// let log = "sheet,envelope,status\n1,2,ok\n";
    /// let found = batch.reconcile(&folder, [log.as_bytes()], &LogColumns::default())?;
    /// assert_eq!(
    ///     found.discrepancies()[0].to_string(),
    ///     "line 2: sheet 1 of 1971100456 is in envelope 2, expected 1"
    /// );
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Log`](crate::ErrorKind::Log) where a log cannot be read by these columns,
    /// [`ErrorKind::Altered`](crate::ErrorKind::Altered) where the run is not as it was written,
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) where it has no manifest.
    pub fn reconcile<R: Read>(
        &self,
        folder: impl AsRef<Path>,
        logs: impl IntoIterator<Item = R>,
        columns: &LogColumns,
    ) -> Result<Reconciliation> {
        let folder = Folder::open(folder)?;
        let sheets = Sheets::of(self, &folder)?;
        let mut tally = Tally::new(&sheets);
        for (nth, log) in (1..).zip(logs) {
            tally.take(read(log, nth, columns)?);
        }
        Ok(tally.finish())
    }
}
