//! What a password is for: passwords of one provider that differ in purpose tell nothing of each
//! other.

use crate::error::Field;
use crate::text::word::{Worded, written_by_word};

/// What a password that a letter hands over is for; written as `login`, `certificate`
/// or `other`.
///
/// ```
/// use reissue_notice::{BatchKey, Policy, Purpose, Round};
/// let key = BatchKey::from_bytes(&[7; 32])?;
/// let number = "1971100456".parse()?;
/// let login = key.passwords(Purpose::Login, &Policy::default()).of(number, Round::FIRST);
/// let other = key.passwords(Purpose::Certificate, &Policy::default()).of(number, Round::FIRST);
/// assert_ne!(login.expose_secret(), other.expose_secret());
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Purpose {
    /// 仮パスワード, for the log-in.
    #[default]
    Login,
    /// 証明書発行用パスワード, for having a certificate issued.
    Certificate,
    /// Whatever else its label says.
    Other,
}

impl Worded for Purpose {
    const FIELD: Field = Field::Purpose;
    const ALL: &'static [Self] = &[Self::Login, Self::Certificate, Self::Other];

    /// What keys are derived by too: it never changes, or every password would.
    fn word(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::Certificate => "certificate",
            Self::Other => "other",
        }
    }
}

written_by_word!(Purpose);
