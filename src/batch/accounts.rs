//! The log-ins that the account system is to know: of those who will have a letter, and of nobody
//! else.

use std::fmt::Write as _;
use std::path::Path;

use zeroize::Zeroizing;

use super::Batch;
use super::durable::folder::Folder;
use super::durable::single::place_of;
use super::round::Round;
use super::selection::Selection;
use super::void_list::VoidList;
use super::wiped::Gathering;
use crate::error::Result;
use crate::issuer::handover::{Credentials, HandedOver, Handover};
use crate::password::Password;
use crate::password::purpose::Purpose;
use crate::provider::Provider;
use crate::provider::number::ProviderNumber;
use crate::provider::user_id::UserId;

/// One log-in, as the letter of its provider has it. Its passwords are wiped when it is dropped.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// # use reissue_notice::{Account, BatchKey, Issuer, Provider};
/// # let issued_on = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
/// # let batch = issuer.batch(BatchKey::generate()?);
/// let account: Account = batch.accounts(&providers).next().unwrap();
/// let shown = format!("{account:?}");
/// assert!(!shown.contains(account.password().expose_secret()));
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Debug)]
pub struct Account {
    number: ProviderNumber,
    user_id: UserId,
    round: Round,
    handover: Handover,
}

impl Account {
    /// Whose it is.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// let account = batch.accounts(&providers).next().unwrap();
    /// assert_eq!(account.number(), providers[0].number());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn number(&self) -> ProviderNumber {
        self.number
    }

    /// The user ID on the letter.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// let account = batch.accounts(&providers).next().unwrap();
    /// assert_eq!(account.user_id().as_str(), "KJ010199999999");
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn user_id(&self) -> &UserId {
        &self.user_id
    }

    /// The round in which the letter is issued.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider, Round};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// let again = batch.round(Round::new(2)?);
    /// let account = again.accounts(&providers).next().unwrap();
    /// assert_eq!(account.round(), Round::new(2)?);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn round(&self) -> Round {
        self.round
    }

    /// The password on the letter, the first where there are more.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// let account = batch.accounts(&providers).next().unwrap();
    /// let letter = batch.letter(&providers[0])?;
    /// assert_eq!(account.password().expose_secret(), letter.password().expose_secret());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn password(&self) -> &Password {
        self.handover.first()
    }

    /// Every password on the letter, in its order, with what it is for.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider, Purpose, Template};
    /// # let builder = Issuer::builder().federation_by_prefecture();
    /// # let builder = builder.issued_on("2026-04-01".parse()?);
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// let issuer = builder.template(Template::first_issue()).build()?;
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// let account = batch.accounts(&providers).next().unwrap();
    /// let purposes: Vec<Purpose> = account.passwords().map(|handed| handed.purpose()).collect();
    /// assert_eq!(purposes, [Purpose::Login, Purpose::Certificate]);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn passwords(&self) -> impl Iterator<Item = HandedOver<'_>> {
        self.handover.each()
    }

    /// A line of the credentials file.
    fn line(&self) -> Zeroizing<String> {
        let Self { number, user_id, round, .. } = self;
        // Never grown, so that no copy is left behind.
        let mut line = Zeroizing::new(String::with_capacity(self.room()));
        // Writing to a string cannot fail.
        let _ = write!(line, "{number},{user_id},{round}");
        for handed in self.passwords() {
            push_field(&mut line, handed.password().expose_secret());
        }
        line.push('\n');
        line
    }

    /// The most bytes of its line: every quote may be doubled.
    fn room(&self) -> usize {
        let secrets: usize = self.passwords().map(|h| 2 * h.password().places() + 3).sum();
        self.number.as_str().len() + self.user_id.as_str().len() + secrets + 16
    }
}

/// Another field of a line. No password holds a line end, and quotes are doubled.
fn push_field(line: &mut String, secret: &str) {
    let quote = if secret.contains([',', '"']) { "\"" } else { "" };
    line.push(',');
    line.push_str(quote);
    for part in secret.split_inclusive('"') {
        line.push_str(part);
        line.push_str(if part.ends_with('"') { "\"" } else { "" });
    }
    line.push_str(quote);
}

/// The columns of the credentials file.
fn columns(credentials: &Credentials) -> String {
    let mut columns = "provider_number,user_id,round".to_owned();
    for credential in credentials.iter() {
        columns.push_str(match credential.purpose() {
            Purpose::Login => ",password",
            Purpose::Certificate => ",certificate_password",
            Purpose::Other => ",other_password",
        });
    }
    columns + "\n"
}

impl Batch {
    /// The log-ins of those whose letters a run over this list issues, in its order and each when
    /// it is asked for: records that are refused have none, nor have letters that were pulled
    /// ([`Batch::voiding`]).
    ///
    /// No crash breaks this order: the key is stored, letters are written, and then all accounts
    /// are made in one transaction, which leaves alone what is there of this
    /// [round](Account::round) or a later one, and replaces what is of an earlier one: else the
    /// letter of a next round logs nobody in. Wherever it stops, the same call comes to the same
    /// end, since the key gives the same passwords. (`examples/accounts` does it with SQLite and
    /// Argon2id.)
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::collections::BTreeMap;
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider, Round};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let [key, letters] = ["key", "letters"].map(|name| folder.path().join(name));
    /// # let mut accounts = BTreeMap::<String, (Round, usize)>::new();
    /// # let hash = |password: &str| password.len();
    /// let batch = issuer.batch(BatchKey::open_or_create_file(key)?);
    /// let report = batch.write_directory(&providers, letters, |_| ControlFlow::Continue(()))?;
    /// assert!(report.is_complete());
    /// for account in batch.accounts(&providers) {
    ///     let (user_id, round) = (account.user_id().as_str().to_owned(), account.round());
    ///     if accounts.get(&user_id).is_none_or(|&(standing, _)| standing < round) {
    ///         accounts.insert(user_id, (round, hash(account.password().expose_secret())));
    ///     }
    /// }
    /// # assert_eq!(accounts.len(), 1);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn accounts<'b>(&'b self, providers: &'b [Provider]) -> impl Iterator<Item = Account> + 'b {
        let records = Selection::of(self, providers);
        let issued = (0..records.len()).filter_map(move |nth| records.issued(nth));
        let standing = issued.filter(|record| !self.is_void(record.provider.number()));
        standing.map(|record| self.account(record.provider))
    }

    fn account(&self, provider: &Provider) -> Account {
        let (number, user_id) = (provider.number(), provider.user_id().clone());
        Account { number, user_id, round: self.this_round(), handover: self.passwords_of(number) }
    }

    /// Writes [`Batch::accounts`] to a CSV file with the columns `provider_number`, `user_id`,
    /// `round` and `password`, and one for each other purpose that letters have a password for:
    /// `certificate_password`, `other_password`. It is for nobody else to read, whole or not at
    /// all, durably; the same bytes each time. Gives their number. Letters that were pulled have
    /// theirs too, unless the batch was told of them: [`Batch::voiding`].
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
        out.put(columns(self.issuer().credentials()).as_bytes())?;
        let mut accounts = 0;
        for account in self.accounts(providers) {
            out.put(account.line().as_bytes())?;
            accounts += 1;
        }
        out.finish()?;
        Ok(accounts)
    }
}

impl Batch {
    /// Which letters of this batch's round were pulled in the folder of a run; none where nothing
    /// says so. What becomes of their providers: see [`VoidList::to_issue_again`].
    ///
    /// ```
    /// # #[cfg(all(feature = "bundled-fonts", feature = "print-shop"))] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// assert!(batch.void_list(&folder)?.is_empty());
    /// batch.pull(&folder, &[providers[0].number()])?;
    /// assert!(batch.void_list(&folder)?.holds(providers[0].number()));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Altered`](crate::ErrorKind::Altered) where the list is not as it was written,
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) where the folder cannot be read.
    pub fn void_list(&self, folder: impl AsRef<Path>) -> Result<VoidList> {
        let folder = Folder::open(folder)?;
        VoidList::read(&folder, self.key(), self.this_round())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::issuer::handover::Credential;
    use crate::password::one_or_more::PasswordSet;

    fn line(credentials: &Credentials, passwords: &[&str]) -> String {
        let passwords = passwords.iter().map(|password| password.parse().unwrap());
        let passwords = PasswordSet::of(passwords).unwrap();
        let account = Account {
            number: "1971100456".parse().unwrap(),
            user_id: "KJ010199999999".parse().unwrap(),
            round: Round::FIRST,
            handover: Handover::new(Arc::new(credentials.clone()), passwords),
        };
        let line = account.line();
        assert!(line.capacity() < 150, "a line that grows leaves copies behind");
        line.to_string()
    }

    #[test]
    fn a_line_quotes_what_would_divide_it() {
        let line = |password| line(&Credentials::default(), &[password]);
        assert_eq!(line("K3MrRT3H"), "1971100456,KJ010199999999,1,K3MrRT3H\n");
        assert_eq!(line("=\"a,b\"cd"), "1971100456,KJ010199999999,1,\"=\"\"a,b\"\"cd\"\n");
        let quotes = "\"".repeat(20);
        let expected = format!("1971100456,KJ010199999999,1,\"{}\"\n", "\"".repeat(40));
        assert_eq!(line(&quotes), expected);
    }

    #[test]
    fn each_password_has_a_column_that_says_what_it_is_for() {
        let other = Credential::new(Purpose::Other, "その他");
        let credentials = [Credential::certificate(), Credential::login(), other];
        let credentials = Credentials::new(credentials).unwrap();
        assert_eq!(columns(&Credentials::default()), "provider_number,user_id,round,password\n");
        assert_eq!(
            columns(&credentials),
            "provider_number,user_id,round,certificate_password,password,other_password\n"
        );
        let quotes = "\"".repeat(20);
        let expected =
            format!("1971100456,KJ010199999999,1,K3MrRT3H,\"a,b-c-de\",\"{}\"\n", "\"".repeat(40));
        assert_eq!(line(&credentials, &["K3MrRT3H", "a,b-c-de", &quotes]), expected);
    }
}
