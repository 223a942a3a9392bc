//! What a mark says of its sheet: five numbers, and nothing that tells a secret.

use std::fmt;

use crate::error::{Error, ErrorKind, Expected, Field, Result};

/// Ten digits that tell a run from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RunNumber(u64);

/// How many there are.
const RUNS: u64 = 10_u64.pow(10);

impl RunNumber {
    /// Of a digest under the key of the run.
    pub(crate) fn of_digest(digest: &[u8]) -> Self {
        let fold = |number: u64, &byte: &u8| number << 8 | u64::from(byte);
        Self(digest.iter().take(8).fold(0, fold) % RUNS)
    }

    pub(crate) const fn number(self) -> u64 {
        self.0
    }
}

/// With leading zeros.
impl fmt::Display for RunNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:010}", self.0)
    }
}

/// How many sheets and envelopes eight digits count.
const MOST_SHEETS: usize = 99_999_999;
/// How many sheets of an envelope three digits count.
const MOST_TOGETHER: usize = 999;

/// How many sheets there are to be marked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SheetCounts {
    pub(crate) of_run: usize,
    /// Of the fullest envelope.
    pub(crate) together: usize,
}

impl SheetCounts {
    /// Refuses more than a mark can count.
    pub(crate) fn check(self) -> Result<()> {
        for (found, most) in [(self.of_run, MOST_SHEETS), (self.together, MOST_TOGETHER)] {
            if found > most {
                let (found, expected) = (found.to_string(), Expected::Between { least: 1, most });
                return Err(Error::new(Field::InserterMark, ErrorKind::Range { found, expected }));
            }
        }
        Ok(())
    }
}

/// A sheet of a run, by what its mark says of it. Numbers are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MarkedSheet {
    pub(crate) run: RunNumber,
    /// In the run.
    pub(crate) sheet: usize,
    /// In the run.
    pub(crate) envelope: usize,
    /// In its envelope.
    pub(crate) nth: usize,
    /// How many sheets the envelope has.
    pub(crate) of: usize,
}

/// The form of the digits; another would be another number.
const FORM: u8 = 1;

impl MarkedSheet {
    pub(crate) const fn is_last(&self) -> bool {
        self.nth == self.of
    }

    /// What a Data Matrix says: as many digits, whatever the sheet.
    pub(crate) fn digits(&self) -> String {
        let Self { run, sheet, envelope, nth, of } = self;
        let last = u8::from(self.is_last());
        format!("{FORM}{run}{sheet:08}{envelope:08}{nth:03}{of:03}{last}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_has_as_many_digits() {
        let run = RunNumber::of_digest(&[255; 32]);
        let first = MarkedSheet { run, sheet: 1, envelope: 1, nth: 1, of: 3 };
        assert_eq!(first.digits(), "1".to_owned() + "3709551615" + "0000000100000001" + "0010030");
        let last = MOST_SHEETS;
        let last = MarkedSheet { run, sheet: last, envelope: last, nth: 999, of: 999 };
        assert_eq!(last.digits(), "1370955161599999999999999999999991");
        assert_eq!(first.digits().len(), last.digits().len());
    }

    #[test]
    fn what_no_mark_can_count_is_refused() {
        let counts = SheetCounts { of_run: MOST_SHEETS, together: MOST_TOGETHER };
        counts.check().unwrap();
        let error = SheetCounts { together: 1000, ..counts }.check().unwrap_err();
        let sentence = "mark of the inserter: found 1000, expected 1 to 999";
        assert_eq!(error.to_string(), sentence);
        let error = SheetCounts { of_run: 100_000_000, ..counts }.check().unwrap_err();
        let sentence = "mark of the inserter: found 100000000, expected 1 to 99999999";
        assert_eq!(error.to_string(), sentence);
    }
}
