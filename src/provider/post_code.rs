//! 郵便番号: seven digits, for sorting a spool as the post sorts, and over an address.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind, Expected, Field, ForField, Result};

/// A Japanese post code, `4000031` or `400-0031`.
///
/// ```
/// use reissue_notice::PostCode;
/// let code: PostCode = "400-0031".parse()?;
/// assert_eq!(code.to_string(), "4000031");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostCode(u32);

const LENGTH: usize = 7;
/// Where a hyphen may stand, counted from 1.
const HYPHEN: usize = 4;

impl FromStr for PostCode {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        parse(text).for_field(Field::PostCode)
    }
}

fn parse(text: &str) -> Result<PostCode, ErrorKind> {
    let digits = digits(text)?;
    match digits.parse() {
        Ok(code) if digits.len() == LENGTH => Ok(PostCode(code)),
        _ => {
            let expected = Expected::Digits(LENGTH);
            Err(ErrorKind::Length { found: digits.len(), expected })
        }
    }
}

/// Without the hyphen.
fn digits(text: &str) -> Result<String, ErrorKind> {
    let mut digits = String::new();
    for (position, found) in (1..).zip(text.chars()) {
        match found {
            '0'..='9' => digits.push(found),
            '-' if position == HYPHEN => {}
            _ => {
                let expected = Expected::Digit;
                return Err(ErrorKind::Character { position, found, expected });
            }
        }
    }
    Ok(digits)
}

impl PostCode {
    /// Its first three digits, by which the post sorts between offices: 400.
    ///
    /// ```
    /// # use reissue_notice::PostCode;
    /// assert_eq!("060-0001".parse::<PostCode>()?.area(), "060");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn area(self) -> String {
        format!("{:03}", self.0 / 10_000)
    }

    /// As it is printed: 400-0031.
    pub(crate) fn hyphenated(self) -> String {
        format!("{:03}-{:04}", self.0 / 10_000, self.0 % 10_000)
    }
}

impl fmt::Display for PostCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:07}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_post_code_is_a_sentence() {
        for (text, sentence) in [
            ("40-00031", "post code: character 3 is '-' (U+002D), expected a digit 0-9"),
            ("400-003a", "post code: character 8 is 'a' (U+0061), expected a digit 0-9"),
            ("400-003-1", "post code: character 8 is '-' (U+002D), expected a digit 0-9"),
            ("400003", "post code: found 6 characters, expected 7 digits"),
            ("", "post code: found 0 characters, expected 7 digits"),
        ] {
            assert_eq!(text.parse::<PostCode>().unwrap_err().to_string(), sentence);
        }
    }
}
