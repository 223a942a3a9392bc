//! A row that is no provider.

use crate::error::Error;

/// A row of a list that is no provider.
///
/// ```
/// use reissue_notice::{Columns, Refusal, Roster};
/// let list = "provider_number,user_id,name\n19711004,KJ010199999999,やまなし会\n";
/// let listing = Roster::read_all(list.as_bytes(), &Columns::default())?;
/// let row = &listing.refused()[0];
/// // For the same report as the records that a run refuses.
/// let refusal = Refusal::from(row);
/// assert_eq!((refusal.row(), refusal.number()), (2, "19711004"));
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Debug)]
pub struct RefusedRow {
    number: String,
    error: Error,
}

impl RefusedRow {
    pub(super) fn new(number: String, error: Error) -> Self {
        Self { number, error }
    }

    /// The line of the list, counted from 1.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Roster};
    /// # let list = "provider_number,user_id,name\n19711004,KJ010199999999,やまなし会\n";
    /// let listing = Roster::read_all(list.as_bytes(), &Columns::default())?;
    /// assert_eq!(listing.refused()[0].line(), 2);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn line(&self) -> usize {
        self.error.line().unwrap_or_default()
    }

    /// What stands in the column of the provider number, its first 40 characters at most: it may be
    /// no number.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Roster};
    /// # let list = "provider_number,user_id,name\n19711004,KJ010199999999,やまなし会\n";
    /// let listing = Roster::read_all(list.as_bytes(), &Columns::default())?;
    /// assert_eq!(listing.refused()[0].number(), "19711004");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn number(&self) -> &str {
        &self.number
    }

    /// Why it is refused.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Field, Roster};
    /// # let list = "provider_number,user_id,name\n19711004,KJ010199999999,やまなし会\n";
    /// let listing = Roster::read_all(list.as_bytes(), &Columns::default())?;
    /// assert_eq!(listing.refused()[0].error().field(), Some(Field::ProviderNumber));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn error(&self) -> &Error {
        &self.error
    }

    pub(super) fn into_error(self) -> Error {
        self.error
    }
}
