//! From the dates of other crates, refused outside the eras that a letter can name.

use std::fmt::Display;

#[cfg(feature = "chrono")]
use chrono::Datelike;

use super::{Date, bad_day};
use crate::error::{Error, Expected, Result};

/// ```
/// use reissue_notice::Date;
/// let date = Date::try_from(jiff::civil::date(2026, 1, 6))?;
/// assert_eq!(date.to_string(), "2026-01-06");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[cfg(feature = "jiff")]
impl TryFrom<jiff::civil::Date> for Date {
    type Error = Error;

    fn try_from(date: jiff::civil::Date) -> Result<Self> {
        let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
        of_calendar(&date, date.year().into(), [month.into(), day.into()])
    }
}

/// ```
/// use reissue_notice::Date;
/// let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 6).unwrap();
/// assert_eq!(Date::try_from(day)?.to_string(), "2026-01-06");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[cfg(feature = "chrono")]
impl TryFrom<chrono::NaiveDate> for Date {
    type Error = Error;

    fn try_from(date: chrono::NaiveDate) -> Result<Self> {
        of_calendar(&date, date.year(), [date.month(), date.day()])
    }
}

/// ```
/// use reissue_notice::Date;
/// let day = time::Date::from_calendar_date(2026, time::Month::January, 6).unwrap();
/// assert_eq!(Date::try_from(day)?.to_string(), "2026-01-06");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[cfg(feature = "time")]
impl TryFrom<time::Date> for Date {
    type Error = Error;

    fn try_from(date: time::Date) -> Result<Self> {
        let month = u8::from(date.month());
        of_calendar(&date, date.year(), [month.into(), date.day().into()])
    }
}

fn of_calendar(date: &impl Display, year: i32, month_and_day: [u32; 2]) -> Result<Date> {
    let (year, [month, day]) = (u16::try_from(year), month_and_day.map(u8::try_from));
    match (year, month, day) {
        (Ok(year), Ok(month), Ok(day)) => Date::new(year, month, day),
        _ => Err(bad_day(date.to_string(), Expected::DateRange)),
    }
}
