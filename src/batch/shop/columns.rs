//! How the log of an inserter is read: machines name their columns and results each their own way.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::str::FromStr;

use crate::error::{Error, LogFault, Result};

/// What a column of a log holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holds {
    /// The number of the sheet in the run, counted from 1.
    Sheet,
    /// The number of the envelope that it went into.
    Envelope,
    /// What became of it.
    Status,
}

/// Where a column is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// Under a name in the first line.
    Name(String),
    /// At a place counted from 1, in a log without a line of names.
    Place(NonZeroUsize),
}

impl At {
    fn of(text: &str) -> Option<Self> {
        match text.strip_prefix('#') {
            Some(place) => place.parse().ok().map(Self::Place),
            None => (!text.is_empty()).then(|| Self::Name(text.to_owned())),
        }
    }

    /// As [`At::of`] takes it.
    fn written(&self) -> String {
        match self {
            Self::Name(name) => name.clone(),
            Self::Place(place) => format!("#{place}"),
        }
    }
}

/// What became of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    Inserted,
    /// Torn, smudged, or taken out with one that was.
    Spoiled,
    /// Taken out because the client asked for it.
    Pulled,
}

/// How the log of an inserter is read.
///
/// A log is CSV in UTF-8 or CP932, a line for each sheet: its number in the run, the number of the
/// envelope that it went into, and what became of it. What is not named is as in the default:
/// columns by these very names, and the words `inserted|ok`, `spoiled|ng` and `pulled`.
///
/// - `sheet=連番` names a column by its name in the first line, `sheet=#2` by its place in a log
///   without a line of names
/// - `envelope=-` goes without: whether a sheet is in its envelope is then not checked; `status=-`:
///   each line is a sheet that was inserted
/// - `inserted=正常|再`: words for one thing, whatever their case
///
/// ```
/// use reissue_notice::LogColumns;
/// let columns: LogColumns = "sheet=連番,envelope=封筒,status=結果,inserted=正常".parse()?;
/// assert_ne!(columns, LogColumns::default());
/// let error = "sheet=#1,envelope=封筒".parse::<LogColumns>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "log of the inserter: some columns are called by name and some by place, expected one or \
///      the other"
/// );
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogColumns {
    pub(super) columns: BTreeMap<Holds, At>,
    words: BTreeMap<Fate, Vec<String>>,
}

impl Default for LogColumns {
    fn default() -> Self {
        let named = HELD.map(|(name, holds)| (holds, At::Name(name.to_owned())));
        let words = USUAL_WORDS.map(|(words, fate)| (fate, split(words)));
        Self { columns: named.into(), words: words.into() }
    }
}

/// What each is called where columns and words are told, and the columns where they are not.
const HELD: [(&str, Holds); 3] =
    [("sheet", Holds::Sheet), ("envelope", Holds::Envelope), ("status", Holds::Status)];
const FATES: [(&str, Fate); 3] =
    [("inserted", Fate::Inserted), ("spoiled", Fate::Spoiled), ("pulled", Fate::Pulled)];

const USUAL_WORDS: [(&str, Fate); 3] =
    [("inserted|ok", Fate::Inserted), ("spoiled|ng", Fate::Spoiled), ("pulled", Fate::Pulled)];

fn called<T: Copy>(name: &str, known: &[(&str, T)]) -> Option<T> {
    known.iter().find(|known| known.0 == name).map(|known| known.1)
}

impl LogColumns {
    /// What a word says became of a sheet.
    pub(super) fn fate(&self, word: &str) -> Option<Fate> {
        let word = word.trim().to_lowercase();
        let known = self.words.iter().find(|(_, words)| words.contains(&word));
        known.map(|(fate, _)| *fate)
    }

    /// Whether the first line is one of names.
    pub(super) fn are_named(&self) -> bool {
        self.columns.values().any(|at| matches!(at, At::Name(_)))
    }

    fn set(&mut self, item: &str) -> Result<(), LogFault> {
        let set =
            item.split_once('=').and_then(|(key, value)| self.set_to(key.trim(), value.trim()));
        set.ok_or_else(|| LogFault::Item { found: item.chars().take(40).collect() })
    }

    fn set_to(&mut self, key: &str, value: &str) -> Option<()> {
        match called(key, &FATES) {
            Some(fate) => self.set_words(fate, value),
            None => self.set_column(called(key, &HELD)?, value),
        }
    }

    fn set_words(&mut self, fate: Fate, value: &str) -> Option<()> {
        let words = split(value);
        let is_whole = words.iter().all(|word| !word.is_empty());
        is_whole.then(|| drop(self.words.insert(fate, words)))
    }

    fn set_column(&mut self, holds: Holds, value: &str) -> Option<()> {
        match (value, holds) {
            ("-", Holds::Sheet) => return None,
            ("-", _) => self.columns.remove(&holds),
            _ => self.columns.insert(holds, At::of(value)?),
        };
        Some(())
    }

    fn check(&self) -> Result<(), LogFault> {
        let places = self.columns.values().filter(|at| matches!(at, At::Place(_))).count();
        if places != 0 && places != self.columns.len() {
            return Err(LogFault::NamesAndPlaces);
        }
        refuse_twice(self.columns.values().map(At::written))?;
        refuse_twice(self.words.values().flatten().cloned())
    }
}

fn refuse_twice(names: impl Iterator<Item = String>) -> Result<(), LogFault> {
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    let twice = names.windows(2).find(|pair| matches!(pair, [a, b] if a == b));
    match twice.and_then(<[String]>::first) {
        Some(column) => Err(LogFault::Twice { column: column.clone() }),
        None => Ok(()),
    }
}

fn split(words: &str) -> Vec<String> {
    words.split('|').map(|word| word.trim().to_lowercase()).collect()
}

impl FromStr for LogColumns {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut columns = Self::default();
        text.split(',').try_for_each(|item| columns.set(item))?;
        columns.check()?;
        Ok(columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_item_is_a_sentence() {
        for (text, sentence) in [
            (
                "sheat=1",
                "found sheat=1, expected items such as sheet=NAME, sheet=#2, envelope=-, \
                 inserted=OK|GOOD",
            ),
            (
                "sheet=envelope",
                "envelope is called twice, expected a column or a word for each thing",
            ),
            ("inserted=NG", "ng is called twice, expected a column or a word for each thing"),
            (
                "sheet=#1,envelope=#1,status=-",
                "#1 is called twice, expected a column or a word for each thing",
            ),
        ] {
            let error = text.parse::<LogColumns>().unwrap_err();
            assert_eq!(error.to_string(), format!("log of the inserter: {sentence}"));
        }
        for text in ["sheet=", "sheet=-", "sheet=#0", "sheet=#x", "inserted=a||b", "", "sheet"] {
            assert!(text.parse::<LogColumns>().is_err(), "{text}");
        }
    }

    #[test]
    fn words_are_known_whatever_their_case() {
        let columns: LogColumns = "inserted=正常|Good".parse().unwrap();
        assert_eq!(columns.fate(" GOOD "), Some(Fate::Inserted));
        assert_eq!(columns.fate("正常"), Some(Fate::Inserted));
        assert_eq!((columns.fate("ok"), columns.fate("NG")), (None, Some(Fate::Spoiled)));
    }
}
