//! Which time a provider is given a password under one key: the first, or again after a letter was
//! lost or seen by others.

use std::fmt;
use std::num::NonZeroU16;
use std::str::FromStr;

use crate::error::{Error, Expected, Field, Result};

/// Counted from 1, the first issue, to 999.
///
/// A letter of a later round makes those of all earlier rounds void.
///
/// ```
/// use reissue_notice::Round;
/// assert_eq!("2".parse::<Round>()?.number(), 2);
/// assert!(Round::FIRST < Round::new(2)?);
/// assert_eq!(Round::new(0).unwrap_err().to_string(), "round: found 0, expected 1 to 999");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Round(NonZeroU16);

/// [`Round::FIRST`].
impl Default for Round {
    fn default() -> Self {
        Self::FIRST
    }
}

/// Far more letters than one provider loses, and few enough to stand beside any provider number.
const MOST: u16 = 999;

impl Round {
    /// The first issue.
    ///
    /// ```
    /// use reissue_notice::Round;
    /// assert_eq!(Round::FIRST.number(), 1);
    /// ```
    pub const FIRST: Self = Self(NonZeroU16::MIN);

    /// The round of this number.
    ///
    /// ```
    /// use reissue_notice::Round;
    /// assert_eq!(Round::new(2)?, "2".parse()?);
    /// assert!(Round::new(1000).is_err());
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Range`](crate::ErrorKind::Range) outside 1 to 999.
    pub fn new(number: u16) -> Result<Self> {
        let round = NonZeroU16::new(number).filter(|number| number.get() <= MOST).map(Self);
        round.ok_or_else(|| wrong(&number.to_string()))
    }

    /// Counted from 1.
    ///
    /// ```
    /// # use reissue_notice::Round;
    /// assert_eq!("12".parse::<Round>()?.number(), 12);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn number(self) -> u16 {
        self.0.get()
    }

    /// The next round, for a letter that was pulled or lost again.
    ///
    /// ```
    /// # use reissue_notice::Round;
    /// assert_eq!(Round::FIRST.following()?, Round::new(2)?);
    /// let error = Round::new(999)?.following().unwrap_err();
    /// assert_eq!(error.to_string(), "round: found 1000, expected 1 to 999");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Range`](crate::ErrorKind::Range) after the last one.
    pub fn following(self) -> Result<Self> {
        Self::new(self.number() + 1)
    }

    /// What stands behind the name of a file of this round, before its extension.
    pub(super) fn suffix(self) -> String {
        if self == Self::FIRST { String::new() } else { format!("-{self}") }
    }

    /// The round whose files end so.
    pub(super) fn of_suffix(suffix: &str) -> Option<Self> {
        match suffix.strip_prefix('-') {
            Some(number) => number.parse().ok().filter(|&round| round != Self::FIRST),
            None => suffix.is_empty().then_some(Self::FIRST),
        }
    }
}

impl FromStr for Round {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
        let number = text.parse().ok().filter(|_| plain).ok_or_else(|| wrong(text))?;
        Self::new(number)
    }
}

impl fmt::Display for Round {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

fn wrong(found: &str) -> Error {
    Error::range(Field::Round, found, Expected::Between { least: 1, most: usize::from(MOST) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_is_a_plain_number() {
        for wrong in ["", "0", "02", "+2", "1000", "99999", "２"] {
            let sentence = wrong.parse::<Round>().unwrap_err().to_string();
            assert_eq!(sentence, format!("round: found {wrong}, expected 1 to 999"));
        }
        assert_eq!("999".parse::<Round>().unwrap().number(), 999);
    }

    #[test]
    fn the_first_round_leaves_names_as_they_are() {
        assert_eq!(Round::FIRST.suffix(), "");
        assert_eq!(Round::new(2).unwrap().suffix(), "-2");
    }
}
