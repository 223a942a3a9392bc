//! A list of providers from a file, line by line: nobody in it is passed over unsaid.
//!
//! [`Roster`] reads rows one at a time in bounded memory; [`Roster::read_all`] gathers them in a
//! [`Listing`], which a batch takes. Each file imports only from those above it:
//!
//! - [`account`]: what became of each line
//! - [`lines`]: lines as an editor counts them, whatever the encoding
//! - [`utf16`]: UTF-16 handed on as UTF-8
//! - [`encoding`]: which encoding it is, and each line read in it
//! - [`source`]: the beginning of the list looked at, the rest as it comes
//! - [`fields`]: a line split by strict rules
//! - [`spreadsheet`]: what spreadsheets do to numbers
//! - [`repair`]: what of it is mended on request
//! - [`columns`]: what the columns may be called, and how they are read
//! - [`header`]: where the header is, and what divides the fields
//! - [`damage`]: what in a name looks like damage
//! - [`row`]: the provider of a row
//! - [`refused`]: a row that is none
//! - [`judge`]: what becomes of each line
//! - [`listing`]: the whole list

mod account;
mod lines;
mod utf16;
mod encoding;
mod source;
mod fields;
mod refused;
mod spreadsheet;
mod repair;
mod columns;
mod header;
mod damage;
mod row;
mod judge;
mod listing;

use std::fmt;
use std::io::Read;

pub use account::LineAccount;
pub use columns::{Column, Columns};
pub use damage::{Damage, RowWarning};
pub use listing::Listing;
pub use refused::RefusedRow;
pub use repair::{Mend, Repair, Repaired};
pub use row::Row;

use crate::error::{Encoding, Result};
use judge::{Judge, Judged};
use lines::Lines;
use source::Source;

/// A list of providers, read row by row.
///
/// An item is a [`Row`], or the error of a row that is refused
/// ([`Error::is_refusal`](crate::Error::is_refusal)), after which the next row comes. Any other
/// error ends the list: its rest cannot be trusted. Where no letter may be issued before that is
/// known, take [`Roster::read_all`].
///
/// ```
/// use reissue_notice::{Columns, Roster};
/// let list = "事業所番号,ユーザID,事業所名,郵便番号\n\
///     1971100456,KJ010199999999,社会福祉法人　やまなし会,400-0031\n\
///     4871100456,KJ010199999998,県がない,\n";
/// let mut roster = Roster::read(list.as_bytes(), &Columns::default())?;
/// for row in &mut roster {
///     match row {
///         Ok(row) => assert_eq!((row.line(), row.provider().row()), (2, Some(2))),
///         Err(error) if error.is_refusal() => assert_eq!(
///             error.to_string(),
///             "line 3, column 1, provider number: found prefecture 48, expected 01 to 47"
///         ),
///         Err(error) => return Err(error),
///     }
/// }
/// assert_eq!(roster.account().to_string(), "3 lines = 1 header + 1 rows + 1 refused + 0 blank");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
pub struct Roster<R> {
    lines: Lines<Source<R>>,
    judge: Judge,
    account: LineAccount,
    ended: bool,
}

impl<R: Read> Roster<R> {
    /// Begins to read a list: finds its encoding, its header and its columns. `reader` needs no
    /// buffer of its own, and no row is held after the next was asked for.
    ///
    /// ```
    /// use reissue_notice::{Columns, Roster};
    /// let list = "provider_number,user_id,name\n1971100456,KJ010199999999,やまなし会\n";
    /// let mut roster = Roster::read(list.as_bytes(), &Columns::default())?;
    /// assert_eq!(roster.next().unwrap()?.provider().name().as_str(), "やまなし会");
    /// assert!(roster.next().is_none());
    /// assert!(Roster::read(&b"no list\n"[..], &Columns::default()).is_err());
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::List`](crate::ErrorKind::List) where the list is no text, has no header or two
    /// columns for one thing, or may be in either of two encodings;
    /// [`ErrorKind::Read`](crate::ErrorKind::Read) where the reader fails.
    pub fn read(reader: R, columns: &Columns) -> Result<Self> {
        let opened = source::open(reader, columns.encoding)?;
        let (mut lines, mut decoder) = (Lines::new(opened.source), opened.decoder);
        let mut account = LineAccount::default();
        let header = header::find(&mut lines, &mut decoder, columns, &mut account)?;
        let judge = Judge { columns: columns.clone(), header, decoder, open: None };
        Ok(Self { lines, judge, account, ended: false })
    }

    /// Reads a whole list, for a batch that takes its providers at once.
    ///
    /// ```
    /// use reissue_notice::{Columns, Roster};
    /// let list = "provider_number,user_id,name,address\n\
    ///     1971100456,KJ010199999999,やまなし会,\"甲府市\n\
    ///     1310630046,KJ010199999998,あおば訪問看護,新宿区\n";
    /// let error = Roster::read_all(list.as_bytes(), &Columns::default()).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "line 2, column 4: a quote opens here and is never closed: the list ends inside it, on \
    ///      line 3; none of the lines between can be trusted"
    /// );
    /// let mended = list.replace('"', "");
    /// let listing = Roster::read_all(mended.as_bytes(), &Columns::default())?;
    /// assert_eq!((listing.providers().len(), listing.refused().len()), (2, 0));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Roster::read`], and where the rest of the list cannot be trusted: a quote that is never
    /// closed, a line that does not end. A row that is refused is no error of the list: see
    /// [`Listing::refused`].
    pub fn read_all(reader: R, columns: &Columns) -> Result<Listing> {
        let mut roster = Self::read(reader, columns)?;
        let mut listing = Listing::default();
        while let Some(judged) = roster.judge_next()? {
            listing.add(judged);
        }
        listing.account = roster.account();
        listing.encoding = roster.encoding();
        listing.header_line = roster.header_line();
        Ok(listing)
    }

    /// What became of each line so far; of the whole list once there is no further row.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Roster};
    /// # let list = "provider_number,user_id,name\n1971100456,KJ010199999999,やまなし会\n";
    /// let mut roster = Roster::read(list.as_bytes(), &Columns::default())?;
    /// assert_eq!((roster.account().lines(), roster.account().rows()), (1, 0));
    /// assert_eq!(roster.by_ref().count(), 1);
    /// assert_eq!((roster.account().lines(), roster.account().rows()), (2, 1));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn account(&self) -> LineAccount {
        self.account
    }

    /// In which encoding the list is; none while all that was read is ASCII.
    ///
    /// ```
    /// use reissue_notice::{Columns, Encoding, Roster};
    /// let list = b"\x8E\x96\x8B\xC6\x8F\x8A\x94\xD4\x8D\x86,user_id,name\n"; // 事業所番号
    /// let roster = Roster::read(&list[..], &Columns::default())?;
    /// assert_eq!(roster.encoding(), Some(Encoding::Cp932));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn encoding(&self) -> Option<Encoding> {
        self.judge.decoder.encoding()
    }

    /// On which line the header stands; what stands above it is a title or `sep=`.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Roster};
    /// let list = "指定事業所一覧\nprovider_number,user_id,name\n";
    /// let roster = Roster::read(list.as_bytes(), &Columns::default())?;
    /// assert_eq!(roster.header_line(), 2);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn header_line(&self) -> usize {
        self.judge.header.line
    }

    /// The one place where a line below the header is read: each is judged and counted once.
    fn judge_next(&mut self) -> Result<Option<Judged>> {
        let Some(line) = self.lines.next_line()? else {
            let ended = self.lines.number();
            return self.judge.open.map_or(Ok(None), |open| Err(open.never_closed(ended)));
        };
        let judged = self.judge.judge(line)?;
        self.account.count(judged.fate());
        Ok(Some(judged))
    }
}

impl<R: Read> Iterator for Roster<R> {
    type Item = Result<Row>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.judge_next() {
                Ok(Some(Judged::Blank)) => {}
                Ok(Some(Judged::Row(row))) => return Some(Ok(*row)),
                Ok(Some(Judged::Refused(refused))) => return Some(Err(refused.into_error())),
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            }
        }
        None
    }
}

impl<R> fmt::Debug for Roster<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Roster").field("account", &self.account).finish_non_exhaustive()
    }
}
