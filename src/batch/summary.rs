//! What a preflight finds, counted by kind: as large for a million records as for one.

use std::fmt::{self, Write as _};

use super::concern::Concern;
use crate::error::{Error, Message, Result};
use crate::provider::Warning;

/// Records by what would become of them, and what is said of them by kind.
///
/// ```
/// # #[cfg(all(feature = "bundled-fonts", feature = "roster"))] {
/// use reissue_notice::{Columns, Issuer, Roster, Summary};
/// # let issued_on = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
/// let list = "provider_number,user_id,name\n\
///     1971100456,KJ010199999999,やまなし会\n\
///     2510103605,KJ010199999998,リハሀ\n\
///     1810120178,KJ01019999999,短いID\n";
/// let mut summary = Summary::default();
/// for row in Roster::read(list.as_bytes(), &Columns::default())? {
///     // One row at a time is in memory: duplicates are not looked for.
///     summary.add(row.and_then(|row| issuer.check(row.provider())))?;
/// }
/// assert_eq!((summary.records(), summary.refused()), (3, 2));
/// assert_eq!(
///     summary.to_string(),
///     "3 records, 2 would be refused\n\
///      provider name: a character that no font has: 1\n\
///      user ID: not of its form: 1"
/// );
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    records: usize,
    refused: usize,
    /// Few kinds, in the order in which they were met first.
    counts: Vec<Count>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Count {
    concern: Concern,
    records: usize,
}

impl Summary {
    /// Counts a record as [`Issuer::check`](crate::Issuer::check) finds it, or the error of a row
    /// that is none.
    ///
    /// ```
    /// use reissue_notice::{Summary, UserId, Warning};
    /// let mut summary = Summary::default();
    /// summary.add(Ok(Vec::new()))?;
    /// summary.add(Ok(vec![Warning::CheckDigit]))?;
    /// summary.add("KJ".parse::<UserId>().map(|_| Vec::new()))?;
    /// assert_eq!((summary.records(), summary.refused()), (3, 1));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// The error itself, where it is not the record's
    /// ([`Error::is_refusal`](crate::Error::is_refusal)).
    pub fn add(&mut self, checked: Result<Vec<Warning>>) -> Result<()> {
        match checked {
            Ok(warnings) => self.add_issued(&warnings),
            Err(error) if error.is_refusal() => self.add_refused(Concern::of_refusal(&error)),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Counts a row that is no provider, as a list tells of it.
    ///
    /// ```
    /// use reissue_notice::{Concern, Fault, Field, Summary, UserId};
    /// let mut summary = Summary::default();
    /// summary.add_refusal(&"KJ".parse::<UserId>().unwrap_err());
    /// let concern = Concern::Refused { field: Field::UserId, fault: Fault::Form };
    /// assert_eq!((summary.refused(), summary.of(concern)), (1, 1));
    /// ```
    pub fn add_refusal(&mut self, error: &Error) {
        self.add_refused(Concern::of_refusal(error));
    }

    pub(super) fn add_issued(&mut self, warnings: &[Warning]) {
        self.records += 1;
        for warning in warnings {
            self.count(Concern::of_warning(warning));
        }
    }

    pub(super) fn add_refused(&mut self, concern: Concern) {
        self.records += 1;
        self.refused += 1;
        self.count(concern);
    }

    pub(super) fn count(&mut self, concern: Concern) {
        match self.counts.iter_mut().find(|count| count.concern == concern) {
            Some(count) => count.records += 1,
            None => self.counts.push(Count { concern, records: 1 }),
        }
    }

    pub(super) fn with_records(self, records: usize) -> Self {
        Self { records, ..self }
    }

    /// All records.
    ///
    /// ```
    /// # use reissue_notice::Summary;
    /// let mut summary = Summary::default();
    /// summary.add(Ok(Vec::new()))?;
    /// assert_eq!(summary.records(), 1);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn records(&self) -> usize {
        self.records
    }

    /// Those that would be refused.
    ///
    /// ```
    /// # use reissue_notice::{Summary, UserId};
    /// let mut summary = Summary::default();
    /// summary.add("KJ".parse::<UserId>().map(|_| Vec::new()))?;
    /// assert_eq!(summary.refused(), 1);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn refused(&self) -> usize {
        self.refused
    }

    /// What is said, and of how many records (a name may be changed at several places: of how many
    /// changes), in the order in which it was met first.
    ///
    /// ```
    /// # use reissue_notice::{Concern, Oddity, Summary, Warning};
    /// let mut summary = Summary::default();
    /// summary.add(Ok(vec![Warning::CheckDigit]))?;
    /// let counts: Vec<(Concern, usize)> = summary.counts().collect();
    /// assert_eq!(counts, [(Concern::Warned(Oddity::CheckDigit), 1)]);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn counts(&self) -> impl Iterator<Item = (Concern, usize)> {
        self.counts.iter().map(|count| (count.concern, count.records))
    }

    /// Of how many records this is said.
    ///
    /// ```
    /// # use reissue_notice::{Concern, Oddity, Summary, Warning};
    /// let mut summary = Summary::default();
    /// summary.add(Ok(vec![Warning::CheckDigit]))?;
    /// assert_eq!(summary.of(Concern::Warned(Oddity::CheckDigit)), 1);
    /// assert_eq!(summary.of(Concern::Row), 0);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn of(&self, concern: Concern) -> usize {
        self.counts.iter().find(|count| count.concern == concern).map_or(0, |count| count.records)
    }
}

/// A line for all, then one a kind.
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { records, refused, counts } = self;
        write!(f, "{records} records, {refused} would be refused")?;
        for Count { concern, records } in counts {
            write!(f, "\n{concern}: {records}")?;
        }
        Ok(())
    }
}

impl Message for Summary {
    fn in_japanese(&self) -> String {
        let Self { records, refused, counts } = self;
        let mut told = format!("{records}件、うち発行不可{refused}件");
        for Count { concern, records } in counts {
            // Writing to a string cannot fail.
            let _ = write!(told, "\n{}：{records}", concern.in_japanese());
        }
        told
    }
}
