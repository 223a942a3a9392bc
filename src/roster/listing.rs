//! A whole list in memory: what a batch takes, and what became of the rest.

use super::account::LineAccount;
use super::damage::RowWarning;
use super::judge::Judged;
use super::refused::RefusedRow;
use super::repair::Mend;
use crate::error::Encoding;
use crate::provider::Provider;

/// Every row of a list: the providers, and the rows that are none.
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
    /// The providers in the order of the list, for [`Issuer::batch`](crate::Issuer::batch); each
    /// knows its line ([`Provider::row`]).
    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// The providers alone.
    pub fn into_providers(self) -> Vec<Provider> {
        self.providers
    }

    /// Keeps only the providers that `keep` wants, as one of several machines does; the account
    /// stays that of the whole list.
    ///
    /// ```
    /// use reissue_notice::{Columns, Roster, Shard};
    /// let list = "provider_number,user_id,name\n1971100456,KJ010199999999,やまなし会\n";
    /// let shard: Shard = "0/2".parse()?;
    /// let mut listing = Roster::read_all(list.as_bytes(), &Columns::default())?;
    /// listing.retain(|provider| shard.holds(provider.number()));
    /// let elsewhere = listing.account().rows() - listing.providers().len();
    /// # assert!(elsewhere <= 1);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn retain(&mut self, keep: impl FnMut(&Provider) -> bool) {
        self.providers.retain(keep);
    }

    /// The rows that are refused, in the order of the list.
    pub fn refused(&self) -> &[RefusedRow] {
        &self.refused
    }

    /// What was mended, where [`Repair`](crate::Repair) asks for it.
    pub fn mends(&self) -> &[Mend] {
        &self.mends
    }

    /// Names that a person should look at before their letters are posted.
    pub fn warnings(&self) -> &[RowWarning] {
        &self.warnings
    }

    /// What became of each line.
    pub fn account(&self) -> LineAccount {
        self.account
    }

    /// In which encoding the list is; none where it is all ASCII.
    pub fn encoding(&self) -> Option<Encoding> {
        self.encoding
    }

    /// On which line the header stands; what stands above it is a title or `sep=`.
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
