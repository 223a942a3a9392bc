//! The log-ins that the account system is to know: of those who will have a letter, and of nobody
//! else.

use std::fmt::Write as _;
use std::path::Path;

use zeroize::Zeroizing;

use super::Batch;
use super::durable::single::place_of;
use super::round::Round;
use super::selection::Selection;
use super::wiped::Gathering;
use crate::error::Result;
use crate::password::Password;
use crate::provider::Provider;
use crate::provider::number::ProviderNumber;
use crate::provider::user_id::UserId;

/// One log-in, as the letter of its provider has it. The password is wiped when it is dropped.
#[derive(Debug)]
pub struct Account {
    number: ProviderNumber,
    user_id: UserId,
    round: Round,
    password: Password,
}

impl Account {
    /// Whose it is.
    pub fn number(&self) -> ProviderNumber {
        self.number
    }

    /// The user ID on the letter.
    pub fn user_id(&self) -> &UserId {
        &self.user_id
    }

    /// The round in which the letter is issued.
    pub fn round(&self) -> Round {
        self.round
    }

    /// The password on the letter.
    pub fn password(&self) -> &Password {
        &self.password
    }

    /// A line of the credentials file. No password holds a line end, and quotes are doubled.
    fn line(&self) -> Zeroizing<String> {
        let Self { number, user_id, round, password } = self;
        let secret = password.expose_secret();
        // Never grown, so that no copy is left behind: every quote may be doubled.
        let room = number.as_str().len() + user_id.as_str().len() + 2 * secret.len() + 16;
        let mut line = Zeroizing::new(String::with_capacity(room));
        let quote = if secret.contains([',', '"']) { "\"" } else { "" };
        // Writing to a string cannot fail.
        let _ = write!(line, "{number},{user_id},{round},{quote}");
        for part in secret.split_inclusive('"') {
            line.push_str(part);
            line.push_str(if part.ends_with('"') { "\"" } else { "" });
        }
        let _ = writeln!(line, "{quote}");
        line
    }
}

const COLUMNS: &str = "provider_number,user_id,round,password\n";

impl Batch {
    /// The log-ins of those whose letters a run over this list issues, in its order and each when
    /// it is asked for: records that are refused have none.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # fn register(_: &str, _: &str) {}
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// for account in batch.accounts(&providers) {
    ///     register(account.user_id().as_str(), account.password().expose_secret());
    /// }
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn accounts<'b>(&'b self, providers: &'b [Provider]) -> impl Iterator<Item = Account> + 'b {
        let records = Selection::of(self, providers);
        let issued = (0..records.len()).filter_map(move |nth| records.issued(nth));
        issued.map(|record| self.account(record.provider))
    }

    fn account(&self, provider: &Provider) -> Account {
        let (number, user_id) = (provider.number(), provider.user_id().clone());
        Account { number, user_id, round: self.this_round(), password: self.password_of(number) }
    }

    /// Writes [`Batch::accounts`] to a CSV file with the columns `provider_number`, `user_id`,
    /// `round` and `password`, for nobody else to read, whole or not at all, durably; the same
    /// bytes each time. Gives their number.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// let accounts = batch.write_credentials(&providers, folder.path().join("credentials.csv"))?;
    /// assert_eq!(accounts, 1);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Letter::write_file`](crate::Letter::write_file).
    pub fn write_credentials(
        &self,
        providers: &[Provider],
        path: impl AsRef<Path>,
    ) -> Result<usize> {
        let (folder, name) = place_of(path.as_ref(), self.manner.safeguards())?;
        let mut out = Gathering::new(folder.create(&name)?);
        out.put(COLUMNS.as_bytes())?;
        let mut accounts = 0;
        for account in self.accounts(providers) {
            out.put(account.line().as_bytes())?;
            accounts += 1;
        }
        out.finish()?;
        Ok(accounts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_quotes_what_would_divide_it() {
        let line = |password: &str| {
            let account = Account {
                number: "1971100456".parse().unwrap(),
                user_id: "KJ010199999999".parse().unwrap(),
                round: Round::FIRST,
                password: password.parse().unwrap(),
            };
            let line = account.line();
            assert!(line.capacity() < 100, "a line that grows leaves copies behind");
            line.to_string()
        };
        assert_eq!(line("K3MrRT3H"), "1971100456,KJ010199999999,1,K3MrRT3H\n");
        assert_eq!(line("=\"a,b\"cd"), "1971100456,KJ010199999999,1,\"=\"\"a,b\"\"cd\"\n");
        let quotes = "\"".repeat(20);
        let expected = format!("1971100456,KJ010199999999,1,\"{}\"\n", "\"".repeat(40));
        assert_eq!(line(&quotes), expected);
    }
}
