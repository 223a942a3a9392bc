//! The password that opens an encrypted letter: another one than the letter tells, and told another
//! way.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use zeroize::Zeroizing;

use super::check_printable;
use crate::error::{Error, Field, ForField, Result};

/// Whoever has the file can try passwords without limit: fewer than 12 would soon be found. AES-256
/// in a PDF reads no more than 127 bytes.
const LENGTH: RangeInclusive<usize> = 12..=127;

/// What the receiver types to open an encrypted letter: 12 to 127 printable ASCII characters.
///
/// ASCII alone, because programs disagree on how other characters become bytes. Wiped when it is
/// dropped, and shown by neither `Debug` nor any error.
///
/// ```
/// use reissue_notice::MailPassword;
/// let password: MailPassword = "correct-horse-battery".parse()?;
/// assert_eq!(format!("{password:?}"), "MailPassword(21 characters)");
/// let error = "short".parse::<MailPassword>().unwrap_err();
/// assert_eq!(error.to_string(), "mail password: found 5 characters, expected 12 to 127");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
pub struct MailPassword(Zeroizing<Box<[u8]>>);

impl MailPassword {
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for MailPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MailPassword({} characters)", self.0.len())
    }
}

/// The text that it came from is the caller's to wipe.
impl FromStr for MailPassword {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        check_printable(text, LENGTH).for_field(Field::MailPassword)?;
        Ok(Self(Zeroizing::new(text.as_bytes().into())))
    }
}
