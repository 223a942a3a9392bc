//! ユーザID: how its digits relate to the provider number is not known, so it is input and never
//! computed.

use std::fmt;
use std::iter;
use std::str::FromStr;

use crate::error::{Error, ErrorKind, Expected, Field, ForField, Result};
use crate::text::form::{check_count, check_places};

/// A user ID of the claims system: `KJ` and twelve digits, unless another [`UserIdPattern`] parsed
/// it.
///
/// ```
/// use reissue_notice::UserId;
/// let user_id: UserId = "KJ010199999999".parse()?;
/// assert_eq!(user_id.as_str(), "KJ010199999999");
/// let error = "KJ01019999999".parse::<UserId>().unwrap_err();
/// let sentence = "user ID: found 13 characters, expected 14 (KJ and 12 digits)";
/// assert_eq!(error.to_string(), sentence);
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserId(Box<str>);

impl UserId {
    /// The ASCII characters.
    ///
    /// ```
    /// # use reissue_notice::UserId;
    /// assert_eq!("KJ010199999999".parse::<UserId>()?.as_str(), "KJ010199999999");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// `KJ` and twelve digits; see [`UserIdPattern::parse`] for other services.
impl FromStr for UserId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        UserIdPattern::default().parse(text)
    }
}

/// The shape of a service's user IDs: a prefix and a number of digits.
///
/// ```
/// use reissue_notice::UserIdPattern;
/// let pattern = UserIdPattern::new("CM", 8)?;
/// assert_eq!(pattern.parse("CM01234567")?.as_str(), "CM01234567");
/// assert!(pattern.parse("KJ010199999999").is_err());
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserIdPattern {
    prefix: Box<str>,
    digits: usize,
}

impl Default for UserIdPattern {
    fn default() -> Self {
        Self { prefix: "KJ".into(), digits: 12 }
    }
}

/// What the cell of the letter holds at full size.
const LONGEST: usize = 20;

impl UserIdPattern {
    /// A prefix of capitals and digits, followed by `digits` digits; 1 to 20 characters together.
    ///
    /// ```
    /// # use reissue_notice::{ErrorKind, UserIdPattern};
    /// assert!(UserIdPattern::new("CM", 8).is_ok());
    /// let error = UserIdPattern::new("cm", 8).unwrap_err();
    /// assert!(matches!(error.kind(), ErrorKind::Character { position: 1, found: 'c', .. }));
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Character`] for any other character in the prefix, [`ErrorKind::Length`] for a
    /// pattern that is empty or too long.
    pub fn new(prefix: &str, digits: usize) -> Result<Self> {
        check_places(prefix, iter::repeat(Expected::CapitalOrDigit)).for_field(Field::UserId)?;
        let length = prefix.len().saturating_add(digits);
        check_count(length, 1..=LONGEST).for_field(Field::UserId)?;
        Ok(Self { prefix: prefix.into(), digits })
    }

    /// What each begins with.
    ///
    /// ```
    /// # use reissue_notice::UserIdPattern;
    /// assert_eq!(UserIdPattern::default().prefix(), "KJ");
    /// ```
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// How many digits follow.
    ///
    /// ```
    /// # use reissue_notice::UserIdPattern;
    /// assert_eq!(UserIdPattern::default().digits(), 12);
    /// ```
    pub fn digits(&self) -> usize {
        self.digits
    }

    /// Takes a user ID of this shape.
    ///
    /// ```
    /// # use reissue_notice::UserIdPattern;
    /// let user_id = UserIdPattern::new("CM", 8)?.parse("CM01234567")?;
    /// assert_eq!(user_id.as_str(), "CM01234567");
    /// assert!(UserIdPattern::new("CM", 8)?.parse("CM0123456").is_err());
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Character`] or [`ErrorKind::Length`], naming what was found where.
    pub fn parse(&self, text: &str) -> Result<UserId> {
        self.check(text).for_field(Field::UserId)?;
        Ok(UserId(text.into()))
    }

    fn check(&self, text: &str) -> Result<(), ErrorKind> {
        check_places(text, self.places())?;
        let found = text.chars().count();
        if found == self.prefix.len() + self.digits {
            return Ok(());
        }
        let expected = Expected::UserId { prefix: self.prefix.clone(), digits: self.digits };
        Err(ErrorKind::Length { found, expected })
    }

    fn places(&self) -> impl Iterator<Item = Expected> {
        let letters = self.prefix.chars().map(Expected::This);
        letters.chain(iter::repeat_n(Expected::Digit, self.digits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_id_is_a_sentence() {
        for (text, sentence) in [
            ("KJ01019999999", "user ID: found 13 characters, expected 14 (KJ and 12 digits)"),
            ("KJ0101999999990", "user ID: found 15 characters, expected 14 (KJ and 12 digits)"),
            ("KI010199999999", "user ID: character 2 is 'I' (U+0049), expected 'J'"),
            ("KJ01019999999O", "user ID: character 14 is 'O' (U+004F), expected a digit 0-9"),
        ] {
            assert_eq!(text.parse::<UserId>().unwrap_err().to_string(), sentence);
        }
    }

    #[test]
    fn a_pattern_is_checked_too() {
        let sentence = UserIdPattern::new("kj", 12).unwrap_err().to_string();
        assert_eq!(
            sentence,
            "user ID: character 1 is 'k' (U+006B), expected a capital A-Z or a digit 0-9"
        );
        let sentence = UserIdPattern::new("", 0).unwrap_err().to_string();
        assert_eq!(sentence, "user ID: found 0 characters, expected 1 to 20");
        assert!(UserIdPattern::new("KJ", usize::MAX).is_err());
    }
}
