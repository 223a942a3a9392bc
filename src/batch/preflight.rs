//! Everything that a run would refuse or warn of, before any secret is drawn.

use std::fmt;

use super::Batch;
use super::concern::Concern;
use super::report::Refusal;
use super::selection::{Record, Selection};
use super::summary::Summary;
use crate::error::{Message, Result};
use crate::issuer::Issuer;
use crate::provider::number::ProviderNumber;
use crate::provider::{Provider, Warning};
use crate::text::note::Note;

/// Something about a record of a list.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// # use reissue_notice::{Issuer, Provider};
/// use reissue_notice::{Finding, Warning};
/// # let issued_on = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
/// let (number, user_id) = ("1971100457".parse()?, "KJ010199999999".parse()?);
/// let provider = Provider::new(number, user_id, "やまなし会".parse()?).at_row(7);
/// let preflight = issuer.preflight(&[provider]);
/// let finding: &Finding<Warning> = &preflight.warnings()[0];
/// assert_eq!(
///     finding.to_string(),
///     "row 7, 1971100457 やまなし会: the check digit of the number fits no rule"
/// );
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding<T> {
    row: usize,
    number: ProviderNumber,
    name: Box<str>,
    found: T,
}

impl<T> Finding<T> {
    fn new(record: Record<'_>, found: T) -> Self {
        let (number, name) = (record.provider.number(), record.provider.name().as_str().into());
        Self { row: record.row(), number, name, found }
    }

    /// The row of its source ([`Provider::at_row`](crate::Provider::at_row)), or its place in the
    /// list counted from 1.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// let (number, user_id) = ("1971100457".parse()?, "KJ010199999999".parse()?);
    /// let provider = Provider::new(number, user_id, "やまなし会".parse()?).at_row(7);
    /// assert_eq!(issuer.preflight(&[provider]).warnings()[0].row(), 7);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn row(&self) -> usize {
        self.row
    }

    /// Whose record it is.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// let (number, user_id) = ("1971100457".parse()?, "KJ010199999999".parse()?);
    /// let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// assert_eq!(issuer.preflight(&[provider]).warnings()[0].number(), number);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn number(&self) -> ProviderNumber {
        self.number
    }

    /// The name as it would be printed.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// let provider = Provider::new(number, user_id, " 協⽴病院".parse()?);
    /// assert_eq!(issuer.preflight(&[provider]).notes()[0].name(), "協立病院");
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What was found.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider, Warning};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// let (number, user_id) = ("1971100457".parse()?, "KJ010199999999".parse()?);
    /// let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// assert_eq!(issuer.preflight(&[provider]).warnings()[0].found(), &Warning::CheckDigit);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn found(&self) -> &T {
        &self.found
    }
}

impl<T: fmt::Display> fmt::Display for Finding<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { row, number, name, found } = self;
        write!(f, "row {row}, {number} {name}: {found}")
    }
}

impl<T: Message> Message for Finding<T> {
    fn in_japanese(&self) -> String {
        let Self { row, number, name, found } = self;
        format!("{row}行目、{number} {name}：{}", found.in_japanese())
    }
}

/// What was found in a list, by row, number and name.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// # use reissue_notice::{Issuer, Provider};
/// use reissue_notice::Preflight;
/// # let issued_on = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// let provider = Provider::new(number, user_id, "リハሀ".parse()?);
/// let preflight: Preflight = issuer.preflight(&[provider]);
/// assert!(!preflight.is_clean());
/// assert!(preflight.refused()[0].reason().contains("U+1200"));
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preflight {
    records: usize,
    refused: Vec<Refusal>,
    duplicates: Vec<Refusal>,
    warnings: Vec<Finding<Warning>>,
    notes: Vec<Finding<Note>>,
}

impl Preflight {
    /// Records that cannot be printed.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Concern, Fault, Field, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// let provider = Provider::new(number, user_id, "リハሀ".parse()?);
    /// let preflight = issuer.preflight(&[provider]);
    /// let concern = Concern::Refused { field: Field::ProviderName, fault: Fault::MissingGlyph };
    /// assert_eq!(preflight.refused()[0].concern(), concern);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn refused(&self) -> &[Refusal] {
        &self.refused
    }

    /// Records whose number or user ID has an earlier row that is issued; a run refuses them too.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// let preflight = issuer.preflight(&[provider.clone(), provider]);
    /// assert_eq!(preflight.duplicates()[0].row(), 2);
    /// assert!(preflight.refused().is_empty());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn duplicates(&self) -> &[Refusal] {
        &self.duplicates
    }

    /// What a person should look at.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider, Warning};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// let (number, user_id) = ("1971100457".parse()?, "KJ010199999999".parse()?);
    /// let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// let preflight = issuer.preflight(&[provider]);
    /// assert_eq!(preflight.warnings()[0].found(), &Warning::CheckDigit);
    /// assert!(preflight.is_clean(), "it is issued all the same");
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn warnings(&self) -> &[Finding<Warning>] {
        &self.warnings
    }

    /// How names were changed on the way in.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Change, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// let provider = Provider::new(number, user_id, "協⽴病院".parse()?);
    /// let preflight = issuer.preflight(&[provider]);
    /// assert_eq!(preflight.notes()[0].found().change(), Change::FoldedRadical);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn notes(&self) -> &[Finding<Note>] {
        &self.notes
    }

    /// Whether a run would issue every record.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// assert!(issuer.preflight(&[provider.clone()]).is_clean());
    /// assert!(!issuer.preflight(&[provider.clone(), provider]).is_clean());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn is_clean(&self) -> bool {
        self.refused.is_empty() && self.duplicates.is_empty()
    }

    fn add(&mut self, record: Record<'_>, judged: Judged<'_>) {
        match judged {
            Judged::Refused(refusal) => self.refused.push(refusal),
            Judged::Duplicate(refusal) => self.duplicates.push(refusal.clone()),
            Judged::Issued(warnings) => {
                let found = warnings.into_iter().map(|warning| Finding::new(record, warning));
                self.warnings.extend(found);
            }
        }
    }

    /// The same by kind. Where the list is long, [`Issuer::summary`] comes to it without keeping
    /// what it counts.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// let summary = issuer.preflight(&[provider.clone(), provider]).summary();
    /// assert_eq!((summary.records(), summary.refused()), (2, 1));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for refusal in self.refused.iter().chain(&self.duplicates) {
            summary.add_refused(refusal.concern());
        }
        for finding in &self.warnings {
            summary.count(Concern::of_warning(&finding.found));
        }
        for finding in &self.notes {
            summary.count(Concern::Changed(finding.found.change()));
        }
        summary.with_records(self.records)
    }
}

impl Issuer {
    /// Runs every check over a list, in parallel and without a key, and draws nothing. The whole
    /// list is needed, since a record is refused for an earlier one; for records one at a time
    /// there is [`Issuer::check`].
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// let provider = Provider::new(number, user_id, "やまなし　　会".parse()?);
    /// let preflight = issuer.preflight(&[provider]);
    /// assert!(preflight.is_clean());
    /// assert_eq!(
    ///     preflight.warnings()[0].to_string(),
    ///     "row 1, 1971100456 やまなし　　会: the name has spaces in a row"
    /// );
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn preflight(&self, providers: &[Provider]) -> Preflight {
        preflight(&Selection::of_all(self, providers))
    }

    /// What [`Issuer::preflight`] finds, counted by kind and not kept: for long lists. For those
    /// that are longer than memory, see [`Summary::add`].
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// let provider = Provider::new(number, user_id, "やまなし　　会".parse()?);
    /// let summary = issuer.summary(&[provider.clone(), provider]);
    /// assert_eq!(
    ///     summary.to_string(),
    ///     "2 records, 1 would be refused\n\
    ///      a name with spaces in a row: 1\n\
    ///      provider number: same as in an earlier row: 1"
    /// );
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn summary(&self, providers: &[Provider]) -> Summary {
        summary(&Selection::of_all(self, providers))
    }
}

impl Batch {
    /// [`Issuer::preflight`] of the records of this batch's shard; duplicates are judged over the
    /// whole list.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// let twice = [provider.clone(), provider];
    /// assert_eq!(batch.preflight(&twice).duplicates()[0].row(), 2);
    /// let elsewhere = batch.shard("2/8".parse()?).preflight(&twice);
    /// assert!(elsewhere.is_clean(), "another shard has this provider");
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn preflight(&self, providers: &[Provider]) -> Preflight {
        preflight(&Selection::of(self, providers))
    }

    /// [`Issuer::summary`] of the records of this batch's shard.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// assert_eq!(batch.summary(&providers).records(), 1);
    /// assert_eq!(batch.shard("2/8".parse()?).summary(&providers).records(), 0);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn summary(&self, providers: &[Provider]) -> Summary {
        summary(&Selection::of(self, providers))
    }
}

fn preflight(records: &Selection<'_>) -> Preflight {
    let mut preflight = Preflight { records: records.len(), ..Preflight::default() };
    for (record, checked) in records.checked() {
        preflight.add(record, judge(records, record, checked));
        let notes = record.provider.name().notes().iter().cloned();
        preflight.notes.extend(notes.map(|note| Finding::new(record, note)));
    }
    preflight
}

fn summary(records: &Selection<'_>) -> Summary {
    let mut summary = Summary::default();
    for (record, checked) in records.checked() {
        judge(records, record, checked).count_in(&mut summary);
        for note in record.provider.name().notes() {
            summary.count(Concern::Changed(note.change()));
        }
    }
    summary
}

/// What would become of a record.
enum Judged<'s> {
    Refused(Refusal),
    Duplicate(&'s Refusal),
    Issued(Vec<Warning>),
}

impl Judged<'_> {
    fn count_in(self, summary: &mut Summary) {
        match self {
            Self::Refused(refusal) => summary.add_refused(refusal.concern()),
            Self::Duplicate(refusal) => summary.add_refused(refusal.concern()),
            Self::Issued(warnings) => summary.add_issued(&warnings),
        }
    }
}

fn judge<'s>(
    records: &'s Selection<'_>,
    record: Record<'_>,
    checked: Result<Vec<Warning>>,
) -> Judged<'s> {
    match (checked, records.duplicate(record)) {
        (Err(error), _) => Judged::Refused(record.refused(&error)),
        (Ok(_), Some(duplicate)) => Judged::Duplicate(duplicate),
        (Ok(warnings), None) => Judged::Issued(warnings),
    }
}
