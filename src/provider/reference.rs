//! 整理番号: what a caller and the federation call one letter by.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind, Expected, Field, ForField, Result};
use crate::text::form::check_count;

/// The reference number of a letter: digits, capitals and hyphens, 1 to 20 of them. It is printed,
/// so let it tell nothing of the password or the user ID.
///
/// ```
/// use reissue_notice::ReferenceNumber;
/// let reference: ReferenceNumber = "R08-0012345".parse()?;
/// assert_eq!(reference.as_str(), "R08-0012345");
/// let error = "R08/1".parse::<ReferenceNumber>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "reference number: character 4 is '/' (U+002F), expected a digit 0-9 or a capital A-Z"
/// );
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReferenceNumber(Box<str>);

/// How many characters one has at most.
pub(crate) const LONGEST: usize = 20;

impl ReferenceNumber {
    /// The number as it is printed.
    ///
    /// ```
    /// # use reissue_notice::ReferenceNumber;
    /// assert_eq!("R08-0012345".parse::<ReferenceNumber>()?.as_str(), "R08-0012345");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Fifteen digits in groups of five, as they are read out on the telephone.
    pub(crate) fn of_digits(chance: u64) -> Self {
        let digits = chance % 1_000_000_000_000_000;
        let (first, rest) = (digits / 10_000_000_000, digits % 10_000_000_000);
        Self(format!("{first:05}-{:05}-{:05}", rest / 100_000, rest % 100_000).into())
    }
}

impl fmt::Display for ReferenceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for ReferenceNumber {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        check_count(text.chars().count(), 1..=LONGEST).for_field(Field::Reference)?;
        check_characters(text).for_field(Field::Reference)?;
        Ok(Self(text.into()))
    }
}

fn check_characters(text: &str) -> Result<(), ErrorKind> {
    for (position, found) in (1..).zip(text.chars()) {
        if !matches!(found, '0'..='9' | 'A'..='Z' | '-') {
            let expected = Expected::DigitOrCapital;
            return Err(ErrorKind::Character { position, found, expected });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_three_groups_of_five() {
        let of = |chance| ReferenceNumber::of_digits(chance).to_string();
        assert_eq!(of(0), "00000-00000-00000");
        assert_eq!(of(123_456_789_012_345), "12345-67890-12345");
        assert_eq!(of(7_000_000_000_000_001), "00000-00000-00001");
        assert!(of(u64::MAX).parse::<ReferenceNumber>().is_ok());
    }
}
