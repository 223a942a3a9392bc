//! What logs say became of the sheets of a run.

use super::discrepancy::Discrepancy;
use crate::provider::number::ProviderNumber;

/// What became of the sheets of a run: those that were inserted, pulled, spoiled and missing are
/// all of them, always.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// # use std::ops::ControlFlow;
/// # use reissue_notice::{BatchKey, Issuer, LogColumns, Provider, SpoolOptions};
/// use reissue_notice::Reconciliation;
/// # let issued_on = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
/// # let folder = tempfile::tempdir().unwrap();
/// # let folder = folder.path().join("spools");
/// # let batch = issuer.batch(BatchKey::generate()?);
/// # let options = SpoolOptions::default();
/// # batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
/// let log = "sheet,envelope,status\n1,1,ok\n";
/// let columns = LogColumns::default();
/// let found: Reconciliation = batch.reconcile(&folder, [log.as_bytes()], &columns)?;
/// let all = found.inserted() + found.pulled() + found.spoiled() + found.missing();
/// assert_eq!((found.sheets(), all), (1, 1));
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reconciliation {
    pub(super) sheets: usize,
    pub(super) inserted: usize,
    pub(super) pulled: usize,
    pub(super) spoiled: usize,
    pub(super) missing: usize,
    pub(super) spoiled_letters: Vec<ProviderNumber>,
    pub(super) discrepancies: Vec<Discrepancy>,
}

impl Reconciliation {
    /// How many sheets the run has.
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
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # let options = SpoolOptions::default();
    /// # batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// let log = "sheet,envelope,status\n1,1,ok\n";
    /// let found = batch.reconcile(&folder, [log.as_bytes()], &LogColumns::default())?;
    /// assert_eq!(found.sheets(), 1);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn sheets(&self) -> usize {
        self.sheets
    }

    /// How many lie in envelopes.
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
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # let options = SpoolOptions::default();
    /// # batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// let log = "sheet,envelope,status\n1,1,ok\n";
    /// let found = batch.reconcile(&folder, [log.as_bytes()], &LogColumns::default())?;
    /// assert_eq!(found.inserted(), 1);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn inserted(&self) -> usize {
        self.inserted
    }

    /// How many were taken out because the client asked for it.
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
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # let options = SpoolOptions::default();
    /// # batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// batch.pull(&folder, &[number])?;
    /// let log = "sheet,envelope,status\n1,1,pulled\n";
    /// let found = batch.reconcile(&folder, [log.as_bytes()], &LogColumns::default())?;
    /// assert_eq!((found.pulled(), found.discrepancies().len()), (1, 0));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn pulled(&self) -> usize {
        self.pulled
    }

    /// How many are to be struck again, since they or another sheet of their letter was spoiled.
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
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # let options = SpoolOptions::default();
    /// # batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// let log = "sheet,envelope,status\n1,1,ng\n";
    /// let found = batch.reconcile(&folder, [log.as_bytes()], &LogColumns::default())?;
    /// assert_eq!((found.spoiled(), found.is_settled()), (1, false));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn spoiled(&self) -> usize {
        self.spoiled
    }

    /// How many are in no log and on no void list; each is a discrepancy too.
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
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # let options = SpoolOptions::default();
    /// # batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// let log = "sheet,envelope,status\n";
    /// let found = batch.reconcile(&folder, [log.as_bytes()], &LogColumns::default())?;
    /// assert_eq!(found.missing(), 1);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn missing(&self) -> usize {
        self.missing
    }

    /// The letters with spoiled sheets, in the order of the run: for
    /// [`Batch::respool`](crate::Batch::respool).
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
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # let options = SpoolOptions::default();
    /// # batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// let log = "sheet,envelope,status\n1,1,ng\n";
    /// let found = batch.reconcile(&folder, [log.as_bytes()], &LogColumns::default())?;
    /// assert_eq!(found.spoiled_letters(), [number]);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn spoiled_letters(&self) -> &[ProviderNumber] {
        &self.spoiled_letters
    }

    /// What the logs say that is not as the run says, by line; then what is missing.
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
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # let options = SpoolOptions::default();
    /// # batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// let log = "sheet,envelope,status\n1,1,done\n";
    /// let found = batch.reconcile(&folder, [log.as_bytes()], &LogColumns::default())?;
    /// assert_eq!(
    ///     found.discrepancies()[0].to_string(),
    ///     "line 2: found \"done\", expected a sheet, an envelope or a known result"
    /// );
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn discrepancies(&self) -> &[Discrepancy] {
        &self.discrepancies
    }

    /// Whether every sheet is where it should be, and none is to be struck again.
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
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # let options = SpoolOptions::default();
    /// # batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// let log = "sheet,envelope,status\n1,1,ok\n";
    /// let found = batch.reconcile(&folder, [log.as_bytes()], &LogColumns::default())?;
    /// assert!(found.is_settled());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn is_settled(&self) -> bool {
        self.discrepancies.is_empty() && self.spoiled == 0
    }

    /// The sheets of a letter come one after another.
    pub(super) fn add_spoiled(&mut self, number: ProviderNumber) {
        self.spoiled += 1;
        if self.spoiled_letters.last() != Some(&number) {
            self.spoiled_letters.push(number);
        }
    }
}
