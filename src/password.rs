//! 仮パスワード: wiped on drop, redacted in Debug, [`Password::expose_secret`] the only way out.
//!
//! - [`policy`]: which class each place has
//! - [`generate`]: a uniform draw per place, and nothing else
//! - [`mail`]: another password, which opens an encrypted letter
//! - [`purpose`]: what a password is for; [`one_or_more`]: those of one letter

pub(crate) mod policy;
pub(crate) mod generate;
pub(crate) mod mail;
pub(crate) mod purpose;
pub(crate) mod one_or_more;

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use zeroize::Zeroizing;

use crate::error::{Error, ErrorKind, Expected, Field, ForField, Result};
use crate::text::form::check_count;

/// How many places a password may have.
pub(crate) const PLACES: RangeInclusive<usize> = 8..=20;

/// A temporary password: 8 to 20 printable ASCII characters.
///
/// It lives in one place on the heap, which is wiped when it is dropped. Neither `Debug` nor any
/// error shows it.
///
/// ```
/// use reissue_notice::Password;
/// let password: Password = "K3MrRT3H17203902".parse()?;
/// assert_eq!(format!("{password:?}"), "Password(16 places)");
/// assert_eq!(password.expose_secret(), "K3MrRT3H17203902");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
pub struct Password(Zeroizing<Box<[u8]>>);

impl Password {
    /// Filled in place, so that no copy is left behind. Every byte is an ASCII character by
    /// construction.
    pub(crate) fn blank(places: usize) -> Self {
        Self(Zeroizing::new(vec![b' '; places].into_boxed_slice()))
    }

    pub(crate) fn places_mut(&mut self) -> &mut [u8] {
        &mut self.0
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The password itself, for the account system and for nothing else.
    ///
    /// ```
    /// # use reissue_notice::Password;
    /// let password: Password = "K3MrRT3H17203902".parse()?;
    /// assert_eq!(password.expose_secret(), "K3MrRT3H17203902");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn expose_secret(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }

    /// How many places it has.
    ///
    /// ```
    /// # use reissue_notice::Password;
    /// assert_eq!("K3MrRT3H17203902".parse::<Password>()?.places(), 16);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn places(&self) -> usize {
        self.0.len()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Password({} places)", self.places())
    }
}

/// For those who bring their own; the text that it came from is the caller's to wipe.
impl FromStr for Password {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        check_printable(text, PLACES).for_field(Field::Password)?;
        let mut password = Self::blank(text.len());
        password.places_mut().copy_from_slice(text.as_bytes());
        Ok(password)
    }
}

/// Refuses a text that is no password; no character of it is said.
fn check_printable(text: &str, allowed: RangeInclusive<usize>) -> Result<(), ErrorKind> {
    if let Some(index) = text.chars().position(|c| !c.is_ascii_graphic()) {
        let expected = Expected::PrintableAscii;
        return Err(ErrorKind::Place { position: index + 1, expected });
    }
    check_count(text.len(), allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_and_debug_never_show_it() {
        let short = "Secret7".parse::<Password>().unwrap_err();
        assert_eq!(short.to_string(), "password: found 7 characters, expected 8 to 20");
        let kana = "Secret7あ".parse::<Password>().unwrap_err();
        assert_eq!(kana.to_string(), "password: place 8 is not a printable ASCII character");
        for error in [short, kana] {
            assert!(!format!("{error:?}").contains("Secret"));
        }
        let password: Password = "Secret77".parse().unwrap();
        assert!(!format!("{password:?}").contains("Secret"));
    }
}
