//! Where to log in: an address for a QR code, which can hold no secret of a letter.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind, Expected, Field, GuideWord, Result};
use crate::text::form::check_count;

/// Where to log in, as a browser opens it: what the guide prints, and its QR code holds.
///
/// It has neither user nor query nor fragment, so that nothing but a place is in it; and it is part
/// of the guide, which is set before any password is drawn.
///
/// ```
/// use reissue_notice::LoginAddress;
/// let address: LoginAddress = "http://www.e-seikyuu.jp/".parse()?;
/// assert_eq!(address.as_str(), "http://www.e-seikyuu.jp/");
/// let sentence = |text: &str| text.parse::<LoginAddress>().unwrap_err().to_string();
/// assert_eq!(
///     sentence("www.e-seikyuu.jp"),
///     "guide, log-in address: found www.e-seikyuu.jp, expected http:// or https:// and a host"
/// );
/// assert_eq!(
///     sentence("http://www.e-seikyuu.jp/?id=1"),
///     "guide, log-in address: character 25 is '?' (U+003F), expected a letter, a digit or one of \
///      - . / : _ ~"
/// );
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginAddress(Box<str>);

/// More make a QR code whose modules a camera cannot tell apart at its size on the page.
const MOST: usize = 100;
const SCHEMES: [&str; 2] = ["http://", "https://"];

impl LoginAddress {
    /// The address of 電子請求受付システム.
    ///
    /// ```
    /// # use reissue_notice::LoginAddress;
    /// assert_eq!(LoginAddress::e_seikyuu().as_str(), "http://www.e-seikyuu.jp/");
    /// ```
    pub fn e_seikyuu() -> Self {
        Self("http://www.e-seikyuu.jp/".into())
    }

    /// The address itself.
    ///
    /// ```
    /// # use reissue_notice::LoginAddress;
    /// let address: LoginAddress = "https://login.example.jp/".parse()?;
    /// assert_eq!(address.as_str(), "https://login.example.jp/");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for LoginAddress {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match check(text) {
            Ok(()) => Ok(Self(text.into())),
            Err(kind) => Err(Error::new(Field::GuideWord(GuideWord::Address), kind)),
        }
    }
}

impl fmt::Display for LoginAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn check(text: &str) -> Result<(), ErrorKind> {
    check_count(text.chars().count(), 1..=MOST)?;
    check_characters(text)?;
    let rest = SCHEMES.iter().find_map(|scheme| text.strip_prefix(scheme));
    if rest.is_some_and(|host| host.starts_with(|c: char| c.is_ascii_alphanumeric())) {
        return Ok(());
    }
    let found = text.chars().take(20).collect();
    Err(ErrorKind::Range { found, expected: Expected::WebAddress })
}

fn check_characters(text: &str) -> Result<(), ErrorKind> {
    for (position, found) in (1..).zip(text.chars()) {
        if !found.is_ascii_alphanumeric() && !"-./:_~".contains(found) {
            let expected = Expected::AddressCharacter;
            return Err(ErrorKind::Character { position, found, expected });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(text: &str) -> String {
        text.parse::<LoginAddress>().unwrap_err().to_string()
    }

    #[test]
    fn the_default_address_is_one() {
        let own = LoginAddress::e_seikyuu();
        assert_eq!(own.as_str().parse::<LoginAddress>().unwrap(), own);
    }

    #[test]
    fn what_is_no_plain_address_is_refused() {
        let no_address = |found: &str| {
            format!("guide, log-in address: found {found}, expected http:// or https:// and a host")
        };
        assert_eq!(sentence("http:///a"), no_address("http:///a"));
        assert_eq!(sentence("ftp://a"), no_address("ftp://a"));
        assert_eq!(
            sentence("http://me@host/"),
            "guide, log-in address: character 10 is '@' (U+0040), expected a letter, a digit or \
             one of - . / : _ ~"
        );
        assert_eq!(
            sentence(&format!("http://{}", "a".repeat(94))),
            "guide, log-in address: found 101 characters, expected 1 to 100"
        );
        assert_eq!(sentence(""), "guide, log-in address: found 0 characters, expected 1 to 100");
    }
}
