//! A whole list in memory: what a batch takes, and what became of the rest.

use super::account::LineAccount;
use super::damage::RowWarning;
use super::judge::Judged;
use super::refused::RefusedRow;
use super::repair::Mend;
use crate::error::Encoding;
use crate::provider::Provider;

/// Every row of a list: the providers, and the rows that are none.
///
/// ```
/// use reissue_notice::{Columns, Roster};
/// let list = "provider_number,user_id,name\n\
///     1971100456,KJ010199999999,やまなし会\n\
///     19711004,KJ010199999998,あおば訪問看護\n";
/// let listing = Roster::read_all(list.as_bytes(), &Columns::default())?;
/// assert_eq!((listing.providers().len(), listing.refused().len()), (1, 1));
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Listing {
    providers: Vec<Provider>,
    refused: Vec<RefusedRow>,
    mends: Vec<Mend>,
    warnings: Vec<RowWarning>,
    pub(super) account: LineAccount,
    pub(super) encoding: Option<Encoding>,
    pub(super) header_line: usize,
}

impl Listing {
    /// The providers in the order of the list, for a [`Batch`](crate::Batch); each knows its line
    /// ([`Provider::row`]).
    ///
    /// ```
    /// # use reissue_notice::{Columns, Roster};
    /// # let list = "provider_number,user_id,name\n1971100456,KJ010199999999,やまなし会\n";
    /// let listing = Roster::read_all(list.as_bytes(), &Columns::default())?;
    /// let provider = &listing.providers()[0];
    /// assert_eq!((provider.number().as_str(), provider.row()), ("1971100456", Some(2)));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// The providers alone.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Provider, Roster};
    /// # let list = "provider_number,user_id,name\n1971100456,KJ010199999999,やまなし会\n";
    /// let listing = Roster::read_all(list.as_bytes(), &Columns::default())?;
    /// let providers: Vec<Provider> = listing.into_providers();
    /// assert_eq!(providers[0].number().as_str(), "1971100456");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn into_providers(self) -> Vec<Provider> {
        self.providers
    }

    /// Keeps only the providers that `keep` wants, as one of several machines does; the account
    /// stays that of the whole list.
    ///
    /// ```
    /// use reissue_notice::{Columns, Roster, Shard};
    /// let list = "provider_number,user_id,name\n\
    ///     1971100456,KJ010199999999,やまなし会\n\
    ///     1310630046,KJ010199999998,あおば訪問看護\n";
    /// let shard: Shard = "2/8".parse()?;
    /// let mut listing = Roster::read_all(list.as_bytes(), &Columns::default())?;
    /// listing.retain(|provider| shard.holds(provider.number()));
    /// assert_eq!((listing.providers().len(), listing.account().rows()), (1, 2));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn retain(&mut self, keep: impl FnMut(&Provider) -> bool) {
        self.providers.retain(keep);
    }

    /// The rows that are refused, in the order of the list.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Roster};
    /// let list = "provider_number,user_id,name\n19711004,KJ010199999999,やまなし会\n";
    /// let listing = Roster::read_all(list.as_bytes(), &Columns::default())?;
    /// for refused in listing.refused() {
    ///     assert_eq!((refused.line(), refused.number()), (2, "19711004"));
    /// }
    /// # assert_eq!(listing.refused().len(), 1);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn refused(&self) -> &[RefusedRow] {
        &self.refused
    }

    /// What was mended, where [`Repair`](crate::Repair) asks for it.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Repair, Roster};
    /// let list = "provider_number,user_id,name\n170500300,KJ226152593558,三井ヘルスサービス\n";
    /// let columns = Columns::default().with_repair(Repair::all());
    /// let listing = Roster::read_all(list.as_bytes(), &columns)?;
    /// assert_eq!(listing.mends()[0].to(), "0170500300");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn mends(&self) -> &[Mend] {
        &self.mends
    }

    /// Names that a person should look at before their letters are posted.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Roster};
    /// let list = "provider_number,user_id,name\n1971100456,KJ010199999999,〓田会\n";
    /// let listing = Roster::read_all(list.as_bytes(), &Columns::default())?;
    /// assert_eq!((listing.providers().len(), listing.warnings().len()), (1, 1));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn warnings(&self) -> &[RowWarning] {
        &self.warnings
    }

    /// What became of each line.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Roster};
    /// # let list = "provider_number,user_id,name\n1971100456,KJ010199999999,やまなし会\n";
    /// let listing = Roster::read_all(list.as_bytes(), &Columns::default())?;
    /// assert_eq!((listing.account().header(), listing.account().rows()), (1, 1));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn account(&self) -> LineAccount {
        self.account
    }

    /// In which encoding the list is; none where it is all ASCII.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Encoding, Roster};
    /// # let list = "provider_number,user_id,name\n1971100456,KJ010199999999,やまなし会\n";
    /// let listing = Roster::read_all(list.as_bytes(), &Columns::default())?;
    /// assert_eq!(listing.encoding(), Some(Encoding::Utf8));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn encoding(&self) -> Option<Encoding> {
        self.encoding
    }

    /// On which line the header stands; what stands above it is a title or `sep=`.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Roster};
    /// let list = "指定事業所一覧\nprovider_number,user_id,name\n";
    /// let listing = Roster::read_all(list.as_bytes(), &Columns::default())?;
    /// assert_eq!(listing.header_line(), 2);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn header_line(&self) -> usize {
        self.header_line
    }

    pub(super) fn add(&mut self, judged: Judged) {
        match judged {
            Judged::Blank => {}
            Judged::Refused(refused) => self.refused.push(refused),
            Judged::Row(row) => {
                self.mends.extend_from_slice(row.mends());
                self.warnings.extend_from_slice(row.warnings());
                self.providers.push(row.into_provider());
            }
        }
    }
}
