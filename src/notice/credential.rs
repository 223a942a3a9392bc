//! What a letter hands over: one password to three, each with a label, a purpose and a policy of
//! its own.

use rand::CryptoRng;

use crate::error::{Error, ErrorKind, Expected, Field, ForField, Result, Sentence};
use crate::password::Password;
use crate::password::one_or_more::{OneOrMore, PasswordSet};
use crate::password::policy::Policy;
use crate::password::purpose::Purpose;
use crate::text::word::Worded;

/// A password that letters hand over, before it is drawn: what it is for, what stands over its
/// grid, and which class each of its places has.
///
/// ```
/// use reissue_notice::{Credential, Policy, Purpose};
/// let credential = Credential::certificate().with_policy("UULLDDDDDDDD".parse()?);
/// assert_eq!(credential.label(), "証明書発行用パスワード");
/// assert_eq!(credential.purpose(), Purpose::Certificate);
/// assert_eq!(Credential::login().policy(), &Policy::default());
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    purpose: Purpose,
    label: String,
    policy: Policy,
}

impl Credential {
    /// A password under this label, by the letter's policy. The label is cleaned and checked when
    /// the issuer is built, as every word of a template.
    ///
    /// ```
    /// # use reissue_notice::{Credential, Purpose};
    /// let credential = Credential::new(Purpose::Other, "暗証番号");
    /// assert_eq!((credential.purpose(), credential.label()), (Purpose::Other, "暗証番号"));
    /// ```
    pub fn new(purpose: Purpose, label: impl Into<String>) -> Self {
        Self { purpose, label: label.into(), policy: Policy::default() }
    }

    /// 仮パスワード, for the log-in.
    ///
    /// ```
    /// # use reissue_notice::Credential;
    /// assert_eq!(Credential::login().label(), "仮パスワード");
    /// ```
    pub fn login() -> Self {
        Self::new(Purpose::Login, "仮パスワード")
    }

    /// 証明書発行用パスワード, for having a certificate issued.
    ///
    /// ```
    /// # use reissue_notice::{Credential, Purpose};
    /// assert_eq!(Credential::certificate().purpose(), Purpose::Certificate);
    /// ```
    pub fn certificate() -> Self {
        Self::new(Purpose::Certificate, "証明書発行用パスワード")
    }

    /// Which class each place has. Default: `UDULUUDUDDDDDDDD`.
    ///
    /// ```
    /// # use reissue_notice::{Credential, Policy};
    /// let credential = Credential::login().with_policy(Policy::like_classes_together());
    /// assert_eq!(credential.policy().to_string(), "UUUUULDDDDDDDDDD");
    /// ```
    #[must_use]
    pub fn with_policy(self, policy: Policy) -> Self {
        Self { policy, ..self }
    }

    /// What it is for: passwords of two purposes tell nothing of each other.
    ///
    /// ```
    /// # use reissue_notice::{Credential, Purpose};
    /// assert_eq!(Credential::login().purpose(), Purpose::Login);
    /// ```
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// The heading over its grid.
    ///
    /// ```
    /// # use reissue_notice::Credential;
    /// assert_eq!(Credential::certificate().label(), "証明書発行用パスワード");
    /// ```
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Which class each place has.
    ///
    /// ```
    /// # use reissue_notice::{Credential, Policy};
    /// assert_eq!(Credential::login().policy(), &Policy::default());
    /// ```
    pub fn policy(&self) -> &Policy {
        &self.policy
    }
}

/// The passwords that a letter hands over, in the order of the page: one to three, each for a
/// purpose of its own.
///
/// ```
/// use reissue_notice::{Credential, Credentials};
/// let credentials = Credentials::new([Credential::login(), Credential::certificate()])?;
/// let labels: Vec<&str> = credentials.iter().map(Credential::label).collect();
/// assert_eq!(labels, ["仮パスワード", "証明書発行用パスワード"]);
///
/// let error = Credentials::new([Credential::login(), Credential::login()]).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "credentials: password 2 is for the same purpose as password 1, expected another"
/// );
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials(OneOrMore<Credential>);

impl Credentials {
    /// The sentence of each one's label: as many as a letter may hand over.
    pub(crate) const LABELS: [Sentence; 3] = [
        Sentence::PasswordHeading,
        Sentence::SecondPasswordHeading,
        Sentence::ThirdPasswordHeading,
    ];

    /// One to three, in the order of the page.
    ///
    /// ```
    /// # use reissue_notice::{Credential, Credentials};
    /// let credentials = Credentials::new([Credential::login(), Credential::certificate()])?;
    /// assert_eq!(credentials.iter().count(), 2);
    /// let error = Credentials::new([]).unwrap_err();
    /// assert_eq!(error.to_string(), "credentials: found nothing, expected at least one password");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Empty`] for none, [`ErrorKind::TooManyPasswords`] for more than three, and
    /// [`ErrorKind::SamePurpose`] for two of one purpose: they would be one password.
    pub fn new(credentials: impl IntoIterator<Item = Credential>) -> Result<Self> {
        let none = ErrorKind::Empty { expected: Expected::OnePassword };
        let set = OneOrMore::of(credentials).ok_or(none);
        let checked = set.and_then(|set| check(&set).map(|()| set));
        checked.map(Self).for_field(Field::Credentials)
    }

    /// 仮パスワード and 証明書発行用パスワード.
    pub(super) fn login_and_certificate() -> Self {
        Self(OneOrMore::two(Credential::login(), Credential::certificate()))
    }

    /// Each, in the order of the page.
    ///
    /// ```
    /// # use reissue_notice::{Credential, Credentials};
    /// let credentials = Credentials::default();
    /// assert_eq!(credentials.iter().next(), Some(&Credential::login()));
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = &Credential> {
        self.0.iter()
    }

    pub(crate) fn first(&self) -> &Credential {
        self.0.first()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Each with the sentence that its label is.
    pub(crate) fn labelled(&self) -> impl Iterator<Item = (Sentence, &Credential)> {
        Self::LABELS.into_iter().zip(self.0.iter())
    }

    /// The label that is this sentence; nothing for other sentences.
    pub(super) fn label_of(&self, sentence: Sentence) -> Option<&str> {
        let mut labelled = self.labelled();
        labelled.find(|(label, _)| *label == sentence).map(|(_, credential)| credential.label())
    }

    /// The same, to be written to.
    pub(super) fn label_mut(&mut self, sentence: Sentence) -> Option<&mut String> {
        let mut labelled = Self::LABELS.into_iter().zip(self.0.iter_mut());
        labelled.find(|(label, _)| *label == sentence).map(|(_, credential)| &mut credential.label)
    }

    pub(super) fn set_first_policy(&mut self, policy: Policy) {
        self.0.first_mut().policy = policy;
    }

    /// One for each, in their order.
    pub(crate) fn map<T>(&self, make: impl FnMut(&Credential) -> T) -> OneOrMore<T> {
        self.0.map(make)
    }

    /// Draws each, in their order.
    pub(crate) fn draw<R: CryptoRng + ?Sized>(&self, rng: &mut R) -> PasswordSet {
        self.0.map(|credential| credential.policy.generate(rng))
    }

    /// Passwords of the caller's, where there is one for each and it follows the policy.
    pub(crate) fn admit(
        &self,
        passwords: impl IntoIterator<Item = Password>,
    ) -> Result<PasswordSet> {
        let set = OneOrMore::of(passwords);
        let (found, expected) = (set.as_ref().map_or(0, OneOrMore::len), self.0.len());
        let Some(set) = set.filter(|_| found == expected) else {
            let kind = ErrorKind::PasswordCount { found, expected };
            return Err(Error::new(Field::Credentials, kind));
        };
        for ((index, credential), password) in self.0.iter().enumerate().zip(set.iter()) {
            let checked = credential.policy.check(password);
            checked.map_err(|error| named(error, index))?;
        }
        Ok(set)
    }

    /// What they are drawn by, on lines; for the log-in alone, its policy.
    pub(crate) fn canonical(&self) -> String {
        let mut text = String::new();
        for Credential { purpose, policy, .. } in self.iter() {
            if *purpose != Purpose::Login {
                text.push_str(purpose.word());
                text.push('\n');
            }
            text.push_str(&policy.canonical());
        }
        text
    }

    /// What is wrong with the policies.
    pub(crate) fn weaknesses(&self) -> impl Iterator<Item = Error> {
        self.0.iter().enumerate().filter_map(|(index, credential)| {
            let refused = credential.policy.refuse_few_bits().err();
            refused.map(|error| named(error, index))
        })
    }
}

/// 仮パスワード alone.
impl Default for Credentials {
    fn default() -> Self {
        Self(OneOrMore::one(Credential::login()))
    }
}

fn check(credentials: &OneOrMore<Credential>) -> Result<(), ErrorKind> {
    let (found, most) = (credentials.len(), Credentials::LABELS.len());
    if found > most {
        return Err(ErrorKind::TooManyPasswords { found, most });
    }
    match same_purpose(credentials) {
        Some(kind) => Err(kind),
        None => Ok(()),
    }
}

/// The first two that are for one purpose.
fn same_purpose(credentials: &OneOrMore<Credential>) -> Option<ErrorKind> {
    for (second, credential) in (1..).zip(credentials.iter()) {
        for (first, other) in (1..second).zip(credentials.iter()) {
            if other.purpose == credential.purpose {
                return Some(ErrorKind::SamePurpose { first, second });
            }
        }
    }
    None
}

/// An error about the first password is about the password; of the others it says which.
fn named(error: Error, index: usize) -> Error {
    if index == 0 { error } else { error.for_field(Field::NthPassword(index + 1)) }
}
