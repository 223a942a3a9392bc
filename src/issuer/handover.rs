//! The passwords that one letter hands over, each with what it is.

use std::fmt;
use std::sync::Arc;

pub(crate) use crate::notice::credential::{Credential, Credentials};
use crate::password::Password;
use crate::password::one_or_more::PasswordSet;
use crate::password::purpose::Purpose;

/// The passwords that one letter hands over, in the order of its page; each is wiped when it is
/// dropped.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// use reissue_notice::{BatchKey, Issuer, Template};
/// # let date = "2026-04-01".parse()?;
/// # let builder = Issuer::builder().federation_by_prefecture().issued_on(date);
/// # let issuer = builder.template(Template::first_issue()).build()?;
/// let batch = issuer.batch(BatchKey::from_bytes(&[7; 32])?);
/// let handover = batch.passwords_of("1971100456".parse()?);
/// assert_eq!(handover.each().count(), 2);
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
pub struct Handover {
    credentials: Arc<Credentials>,
    passwords: PasswordSet,
}

/// One password of a letter, with what it is for and what stands over its grid.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// use reissue_notice::{BatchKey, Issuer, Purpose, Template};
/// # let date = "2026-04-01".parse()?;
/// # let builder = Issuer::builder().federation_by_prefecture().issued_on(date);
/// # let issuer = builder.template(Template::first_issue()).build()?;
/// let batch = issuer.batch(BatchKey::from_bytes(&[7; 32])?);
/// for handed_over in batch.passwords_of("1971100456".parse()?).each() {
///     match handed_over.purpose() {
///         Purpose::Login => assert_eq!(handed_over.label(), "仮パスワード"),
///         _ => assert_eq!(handed_over.label(), "証明書発行用パスワード"),
///     }
/// }
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct HandedOver<'a> {
    credential: &'a Credential,
    password: &'a Password,
}

impl Handover {
    /// Each password follows the policy of its credential.
    pub(crate) fn new(credentials: Arc<Credentials>, passwords: PasswordSet) -> Self {
        Self { credentials, passwords }
    }

    /// The first password, which most letters have alone.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer};
    /// # let date = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
    /// # let batch = issuer.batch(BatchKey::from_bytes(&[7; 32])?);
    /// let number = "1971100456".parse()?;
    /// let handover = batch.passwords_of(number);
    /// let password = batch.password_of(number);
    /// assert_eq!(handover.first().expose_secret(), password.expose_secret());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn first(&self) -> &Password {
        self.passwords.first()
    }

    /// Each password, in the order of the page.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Template};
    /// # let date = "2026-04-01".parse()?;
    /// # let builder = Issuer::builder().federation_by_prefecture().issued_on(date);
    /// # let issuer = builder.template(Template::first_issue()).build()?;
    /// # let batch = issuer.batch(BatchKey::from_bytes(&[7; 32])?);
    /// let handover = batch.passwords_of("1971100456".parse()?);
    /// let labels: Vec<&str> = handover.each().map(|handed_over| handed_over.label()).collect();
    /// assert_eq!(labels, ["仮パスワード", "証明書発行用パスワード"]);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn each(&self) -> impl Iterator<Item = HandedOver<'_>> {
        let each = self.credentials.iter().zip(self.passwords.iter());
        each.map(|(credential, password)| HandedOver { credential, password })
    }

    pub(super) fn passwords(&self) -> &PasswordSet {
        &self.passwords
    }
}

impl fmt::Debug for Handover {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.each()).finish()
    }
}

/// What it is, without the policy: that is the issuer's to show.
impl fmt::Debug for HandedOver<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("HandedOver");
        shown.field("purpose", &self.purpose()).field("label", &self.label());
        shown.field("password", self.password).finish()
    }
}

impl<'a> HandedOver<'a> {
    /// What it is for.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider, Purpose};
    /// # let date = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// # let letter = issuer.letter_for(&provider, "K3MrRT3H17203902".parse()?)?;
    /// assert_eq!(letter.passwords().next().unwrap().purpose(), Purpose::Login);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn purpose(&self) -> Purpose {
        self.credential.purpose()
    }

    /// The heading over its grid.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider};
    /// # let date = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// # let letter = issuer.letter_for(&provider, "K3MrRT3H17203902".parse()?)?;
    /// assert_eq!(letter.passwords().next().unwrap().label(), "仮パスワード");
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn label(&self) -> &'a str {
        self.credential.label()
    }

    /// The password itself.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider};
    /// # let date = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// let letter = issuer.letter_for(&provider, "K3MrRT3H17203902".parse()?)?;
    /// let handed_over = letter.passwords().next().unwrap();
    /// assert_eq!(handed_over.password().expose_secret(), "K3MrRT3H17203902");
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn password(&self) -> &'a Password {
        self.password
    }
}
