//! A day, and how an era prints it. The library never asks the clock.
//!
//! - `calendars`: from the dates of other crates, by features
//! - here: the day itself

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod calendars;

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind, Expected, Field, Result};
use crate::text::form::check_places;
use crate::text::word::{Worded, written_by_word};

/// A day from 1989-01-08 (the first of 平成) to 9999-12-31.
///
/// ```
/// use reissue_notice::{Date, DateStyle};
/// let date: Date = "2026-01-06".parse()?;
/// assert_eq!(date.print(DateStyle::EraPadded), "令和08年01月06日");
/// assert_eq!(date.print(DateStyle::Era), "令和8年1月6日");
/// assert_eq!(date.print(DateStyle::Western), "2026年1月6日");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// How a [`Date`] is printed; written as `era-padded`, `era` or `western`.
///
/// ```
/// use reissue_notice::DateStyle;
/// assert_eq!("western".parse::<DateStyle>()?, DateStyle::Western);
/// assert_eq!(
///     "japanese".parse::<DateStyle>().unwrap_err().to_string(),
///     "date style: found japanese, expected era-padded, era or western"
/// );
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum DateStyle {
    /// 令和08年01月06日, as the letter's form has it.
    #[default]
    EraPadded,
    /// 令和8年1月6日; the first year is 令和元年.
    Era,
    /// 2026年1月6日.
    Western,
}

impl Worded for DateStyle {
    const FIELD: Field = Field::DateStyle;
    const ALL: &'static [Self] = &[Self::EraPadded, Self::Era, Self::Western];

    fn word(self) -> &'static str {
        match self {
            Self::EraPadded => "era-padded",
            Self::Era => "era",
            Self::Western => "western",
        }
    }
}

written_by_word!(DateStyle);

struct Era {
    name: &'static str,
    first: Date,
}

/// Newest first.
const ERAS: [Era; 2] = [
    Era { name: "令和", first: Date { year: 2019, month: 5, day: 1 } },
    Era { name: "平成", first: Date { year: 1989, month: 1, day: 8 } },
];

impl Date {
    /// The day `day` of `month` of `year` in the Gregorian calendar.
    ///
    /// ```
    /// # use reissue_notice::Date;
    /// let date = Date::new(2026, 1, 6)?;
    /// assert_eq!(date, "2026-01-06".parse()?);
    /// let error = Date::new(2026, 2, 29).unwrap_err();
    /// let sentence = "expected a day that exists: 2026-02 has 28";
    /// assert_eq!(error.to_string(), format!("date: found \"2026-02-29\", {sentence}"));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Day`] where the calendar has no such day, or it lies before 1989-01-08.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self> {
        let date = Self { year, month, day };
        match date.wanted_instead() {
            None => Ok(date),
            Some(expected) => Err(bad_day(date.to_string(), expected)),
        }
    }

    /// What would be right, where it is no day that a letter can name.
    fn wanted_instead(self) -> Option<Expected> {
        let Self { year, month, day } = self;
        match days_in(year, month) {
            0 => Some(Expected::Month),
            days if !(1..=days).contains(&day) => Some(Expected::DayOfMonth { year, month, days }),
            _ if year > 9999 || ERAS.iter().all(|era| self < era.first) => {
                Some(Expected::DateRange)
            }
            _ => None,
        }
    }

    /// The year of the Gregorian calendar.
    ///
    /// ```
    /// # use reissue_notice::Date;
    /// assert_eq!("2026-01-06".parse::<Date>()?.year(), 2026);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn year(self) -> u16 {
        self.year
    }

    /// From 1 to 12.
    ///
    /// ```
    /// # use reissue_notice::Date;
    /// assert_eq!("2026-01-06".parse::<Date>()?.month(), 1);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn month(self) -> u8 {
        self.month
    }

    /// Of the month, from 1.
    ///
    /// ```
    /// # use reissue_notice::Date;
    /// assert_eq!("2026-01-06".parse::<Date>()?.day(), 6);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn day(self) -> u8 {
        self.day
    }

    /// This day in words.
    ///
    /// ```
    /// # use reissue_notice::{Date, DateStyle};
    /// let date: Date = "2019-05-01".parse()?;
    /// assert_eq!(date.print(DateStyle::Era), "令和元年5月1日");
    /// assert_eq!(date.print(DateStyle::EraPadded), "令和01年05月01日");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn print(self, style: DateStyle) -> String {
        let (Self { month, day, .. }, (era, year)) = (self, self.era());
        match (style, year) {
            (DateStyle::Western, _) => format!("{}年{month}月{day}日", self.year),
            (DateStyle::EraPadded, _) => format!("{era}{year:02}年{month:02}月{day:02}日"),
            (DateStyle::Era, 1) => format!("{era}元年{month}月{day}日"),
            (DateStyle::Era, _) => format!("{era}{year}年{month}月{day}日"),
        }
    }

    fn era(self) -> (&'static str, u16) {
        let [newest, oldest] = &ERAS;
        let era = if newest.first <= self { newest } else { oldest };
        (era.name, self.year - era.first.year + 1)
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

fn bad_day(found: String, expected: Expected) -> Error {
    Error::new(Field::Date, ErrorKind::Day { found, expected })
}

/// ISO 8601, `YYYY-MM-DD`.
impl FromStr for Date {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let Some(Self { year, month, day }) = unchecked(text) else {
            return Err(bad_day(text.chars().take(20).collect(), Expected::DateForm));
        };
        Self::new(year, month, day)
    }
}

/// The three numbers, which may be no day of any calendar.
fn unchecked(text: &str) -> Option<Date> {
    check_places(text, FORM).ok().filter(|()| text.len() == FORM.len())?;
    Some(Date {
        year: text.get(..4)?.parse().ok()?,
        month: text.get(5..7)?.parse().ok()?,
        day: text.get(8..)?.parse().ok()?,
    })
}

/// `YYYY-MM-DD`.
const FORM: [Expected; 10] = [
    Expected::Digit,
    Expected::Digit,
    Expected::Digit,
    Expected::Digit,
    Expected::This('-'),
    Expected::Digit,
    Expected::Digit,
    Expected::This('-'),
    Expected::Digit,
    Expected::Digit,
];

/// ISO 8601, `YYYY-MM-DD`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(day: &str) -> [String; 3] {
        let date: Date = day.parse().unwrap();
        [DateStyle::EraPadded, DateStyle::Era, DateStyle::Western].map(|style| date.print(style))
    }

    #[test]
    fn eras_change_on_their_day() {
        assert_eq!(printed("2019-04-30"), ["平成31年04月30日", "平成31年4月30日", "2019年4月30日"]);
        assert_eq!(printed("2019-05-01"), ["令和01年05月01日", "令和元年5月1日", "2019年5月1日"]);
        assert_eq!(printed("1989-01-08"), ["平成01年01月08日", "平成元年1月8日", "1989年1月8日"]);
    }

    #[test]
    fn every_wrong_day_is_a_sentence() {
        for (text, sentence) in [
            (
                "2026-02-29",
                "date: found \"2026-02-29\", expected a day that exists: 2026-02 has 28",
            ),
            ("2026-13-01", "date: found \"2026-13-01\", expected a month from 01 to 12"),
            (
                "1989-01-07",
                "date: found \"1989-01-07\", expected a day from 1989-01-08 to 9999-12-31",
            ),
            ("2026-1-6", "date: found \"2026-1-6\", expected a day as YYYY-MM-DD"),
            ("令和8年1月6日", "date: found \"令和8年1月6日\", expected a day as YYYY-MM-DD"),
            ("", "date: found \"\", expected a day as YYYY-MM-DD"),
        ] {
            assert_eq!(text.parse::<Date>().unwrap_err().to_string(), sentence);
        }
    }

    #[test]
    fn leap_days_follow_the_gregorian_rule() {
        assert!("2024-02-29".parse::<Date>().is_ok());
        assert!("2000-02-29".parse::<Date>().is_ok());
        assert!("2100-02-29".parse::<Date>().is_err());
    }

    #[test]
    fn a_date_displays_as_it_is_parsed() {
        assert_eq!("2026-01-06".parse::<Date>().unwrap().to_string(), "2026-01-06");
    }
}
