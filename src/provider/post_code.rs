//! 郵便番号: seven digits, for sorting a spool as the post sorts.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind, Expected, Field, Result};

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
        let fail = |kind| Error::new(Field::PostCode, kind);
        let (mut code, mut digits) = (0, 0);
        for (position, found) in (1..).zip(text.chars()) {
            match found.to_digit(10) {
                Some(digit) => {
                    code = if digits < LENGTH { code * 10 + digit } else { code };
                    digits += 1;
                }
                None if found == '-' && position == HYPHEN => {}
                None => {
                    let kind = ErrorKind::Character { position, found, expected: Expected::Digit };
                    return Err(fail(kind));
                }
            }
        }
        if digits == LENGTH {
            return Ok(Self(code));
        }
        Err(fail(ErrorKind::Length { found: digits, expected: Expected::Digits(LENGTH) }))
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
