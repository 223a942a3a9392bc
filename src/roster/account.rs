//! What became of each line of a list.

use std::fmt;

use crate::error::Message;

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Header,
    Row,
    Refused,
    Blank,
}

/// Every line of a list, by what became of it. Only counting a line can change it, and each line is
/// counted once: so the four always add up to the lines that were read.
///
/// ```
/// use reissue_notice::{Columns, Roster};
/// let list = "provider_number,user_id,name\n\n1971100456,KJ010199999999,やまなし会\n";
/// let listing = Roster::read_all(list.as_bytes(), &Columns::default())?;
/// let account = listing.account();
/// assert_eq!((account.lines(), account.header(), account.blank()), (3, 1, 1));
/// assert_eq!(account.to_string(), "3 lines = 1 header + 1 rows + 0 refused + 1 blank");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineAccount {
    header: usize,
    rows: usize,
    refused: usize,
    blank: usize,
}

impl LineAccount {
    pub(super) fn count(&mut self, fate: Fate) {
        *match fate {
            Fate::Header => &mut self.header,
            Fate::Row => &mut self.rows,
            Fate::Refused => &mut self.refused,
            Fate::Blank => &mut self.blank,
        } += 1;
    }

    /// The lines that were read, as an editor counts them.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Roster};
    /// let list = "provider_number,user_id,name\n\n1971100456,KJ010199999999,やまなし会\n";
    /// let account = Roster::read_all(list.as_bytes(), &Columns::default())?.account();
    /// assert_eq!(account.lines(), 3);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn lines(&self) -> usize {
        self.header + self.rows + self.refused + self.blank
    }

    /// The header, with a title or `sep=` above it.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Roster};
    /// let list = "sep=;\nprovider_number;user_id;name\n";
    /// let account = Roster::read_all(list.as_bytes(), &Columns::default())?.account();
    /// assert_eq!(account.header(), 2);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn header(&self) -> usize {
        self.header
    }

    /// Rows that are providers.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Roster};
    /// let list = "provider_number,user_id,name\n\n1971100456,KJ010199999999,やまなし会\n";
    /// let listing = Roster::read_all(list.as_bytes(), &Columns::default())?;
    /// assert_eq!((listing.account().rows(), listing.providers().len()), (1, 1));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Rows that are refused.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Roster};
    /// let list = "provider_number,user_id,name\n19711004,KJ010199999999,やまなし会\n";
    /// let listing = Roster::read_all(list.as_bytes(), &Columns::default())?;
    /// assert_eq!((listing.account().refused(), listing.refused().len()), (1, 1));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn refused(&self) -> usize {
        self.refused
    }

    /// Lines of nothing but blanks and delimiters.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Roster};
    /// let list = "provider_number,user_id,name\n\n,,\n";
    /// let account = Roster::read_all(list.as_bytes(), &Columns::default())?.account();
    /// assert_eq!(account.blank(), 2);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn blank(&self) -> usize {
        self.blank
    }
}

impl fmt::Display for LineAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { header, rows, refused, blank } = self;
        let lines = self.lines();
        write!(
            f,
            "{lines} lines = {header} header + {rows} rows + {refused} refused + {blank} blank"
        )
    }
}

impl Message for LineAccount {
    fn in_japanese(&self) -> String {
        let Self { header, rows, refused, blank } = self;
        let lines = self.lines();
        format!("{lines}行＝見出し{header}＋事業所{rows}＋発行不可{refused}＋空行{blank}")
    }
}
