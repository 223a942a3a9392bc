//! 事業所番号: ten characters, prefecture, kind, 郡市区, serial and check digit.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind, Expected, Field, ForField, Result};
use crate::text::form::check_places;

/// A provider number: `^[0-9]{2}[0-9A-Z][0-9]{7}$`, prefecture 01 to 47.
///
/// The check digit is not part of the shape: real numbers in use fit no rule, so
/// [`ProviderNumber::check_digit`] is asked apart and gives a warning at most.
///
/// ```
/// use reissue_notice::{CheckDigit, ProviderNumber};
/// let number: ProviderNumber = "1971100456".parse()?;
/// assert_eq!(number.prefecture(), 19);
/// assert_eq!(number.check_digit(), CheckDigit::NineDigits);
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProviderNumber([u8; LENGTH]);

pub(crate) const LENGTH: usize = 10;

/// What each place takes.
const FORM: [Expected; LENGTH] = [
    Expected::Digit,
    Expected::Digit,
    Expected::DigitOrCapital,
    Expected::Digit,
    Expected::Digit,
    Expected::Digit,
    Expected::Digit,
    Expected::Digit,
    Expected::Digit,
    Expected::Digit,
];

/// Which rule the check digit of a [`ProviderNumber`] fits.
///
/// ```
/// use reissue_notice::{CheckDigit, ProviderNumber};
/// let usual: ProviderNumber = "1971100456".parse()?;
/// assert_eq!(usual.check_digit(), CheckDigit::NineDigits);
/// let mistyped: ProviderNumber = "1971100457".parse()?;
/// assert_eq!(mistyped.check_digit(), CheckDigit::Unknown);
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckDigit {
    /// The rule over the first nine characters.
    NineDigits,
    /// The rule over the six before the check digit, for medical kinds in prefectures 11 to 14.
    MedicalCode,
    /// Neither: worth a look, not a refusal.
    Unknown,
}

impl ProviderNumber {
    /// The ten ASCII characters.
    ///
    /// ```
    /// # use reissue_notice::ProviderNumber;
    /// assert_eq!("1971100456".parse::<ProviderNumber>()?.as_str(), "1971100456");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The prefecture code, 1 to 47.
    ///
    /// ```
    /// # use reissue_notice::ProviderNumber;
    /// assert_eq!("0170500300".parse::<ProviderNumber>()?.prefecture(), 1);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn prefecture(self) -> u8 {
        let [tens, ones, ..] = self.0;
        (tens - b'0') * 10 + (ones - b'0')
    }

    /// Which check-digit rule the number fits.
    ///
    /// ```
    /// # use reissue_notice::{CheckDigit, ProviderNumber};
    /// assert_eq!("1971100456".parse::<ProviderNumber>()?.check_digit(), CheckDigit::NineDigits);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn check_digit(self) -> CheckDigit {
        let [body @ .., check] = &self.0;
        let [_, _, _, code @ ..] = body;
        if check_character(body) == *check {
            CheckDigit::NineDigits
        } else if self.may_have_medical_code() && check_character(code) == *check {
            CheckDigit::MedicalCode
        } else {
            CheckDigit::Unknown
        }
    }

    fn may_have_medical_code(self) -> bool {
        let [_, _, kind, ..] = self.0;
        (11..=14).contains(&self.prefecture()) && matches!(kind, b'1' | b'3'..=b'6')
    }

    /// The number read in base 36, below 36^10: the stream that its password is drawn from.
    pub(crate) fn base36(self) -> u64 {
        self.0.iter().fold(0, |sum, &c| sum * 36 + u64::from(value(c)))
    }
}

/// Weights 2, 1, 2, 1 ... from the right, the digits of each product added, up to the next multiple
/// of ten.
fn check_character(body: &[u8]) -> u8 {
    let mut sum = 0;
    for (&c, weight) in body.iter().rev().zip([2, 1].into_iter().cycle()) {
        let product = value(c) * weight;
        sum += product / 10 + product % 10;
    }
    b'0' + ((10 - sum % 10) % 10) as u8
}

fn value(c: u8) -> u32 {
    (c as char).to_digit(36).unwrap_or(0)
}

impl FromStr for ProviderNumber {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        parse(text).for_field(Field::ProviderNumber)
    }
}

fn parse(text: &str) -> Result<ProviderNumber, ErrorKind> {
    check_places(text, FORM)?;
    let Ok(characters) = text.as_bytes().try_into() else {
        let expected = Expected::Exactly(LENGTH);
        return Err(ErrorKind::Length { found: text.chars().count(), expected });
    };
    let number = ProviderNumber(characters);
    match number.prefecture() {
        1..=47 => Ok(number),
        other => Err(ErrorKind::Prefecture { found: format!("{other:02}") }),
    }
}

impl fmt::Display for ProviderNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for ProviderNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ProviderNumber({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(number: &str) -> CheckDigit {
        number.parse::<ProviderNumber>().unwrap().check_digit()
    }

    #[test]
    fn check_digits_follow_either_rule_or_none() {
        assert_eq!(check("2510103605"), CheckDigit::NineDigits);
        assert_eq!(check("13B1900027"), CheckDigit::NineDigits);
        assert_eq!(check("1310630046"), CheckDigit::MedicalCode);
        assert_eq!(check("1357081391"), CheckDigit::MedicalCode);
        assert_eq!(check("2272300911"), CheckDigit::Unknown);
        assert_eq!(check("1999999999"), CheckDigit::Unknown);
    }

    #[test]
    fn every_wrong_number_is_a_sentence() {
        for (text, sentence) in [
            ("", "provider number: found 0 characters, expected 10"),
            ("197110045", "provider number: found 9 characters, expected 10"),
            ("19711004567", "provider number: found 11 characters, expected 10"),
            ("1971１00456", "provider number: character 5 is '１' (U+FF11), expected a digit 0-9"),
            (
                "19b1100456",
                "provider number: character 3 is 'b' (U+0062), \
                 expected a digit 0-9 or a capital A-Z",
            ),
            ("4871100456", "provider number: found prefecture 48, expected 01 to 47"),
            ("0071100456", "provider number: found prefecture 00, expected 01 to 47"),
        ] {
            assert_eq!(text.parse::<ProviderNumber>().unwrap_err().to_string(), sentence);
        }
    }

    #[test]
    fn base_36_is_the_stream_number() {
        let number: ProviderNumber = "01A0000002".parse().unwrap();
        assert_eq!(number.base36(), 36_u64.pow(8) + 10 * 36_u64.pow(7) + 2);
    }
}
