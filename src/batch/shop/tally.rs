//! What became of each sheet of a run, line by line of the logs.

use super::columns::Fate;
use super::discrepancy::{Discrepancy, LogLine, RunSheet};
use super::log::{Entry, Logged};
use super::order::out_of_order;
use super::reconciliation::Reconciliation;
use super::sheets::Sheets;

/// What became of a sheet so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Unseen,
    Inserted,
    Spoiled,
    Pulled,
}

/// The sheets, and what was found so far.
pub(super) struct Tally<'a> {
    sheets: &'a Sheets,
    states: Vec<State>,
    /// Whether a log named it: what is struck again comes out of order.
    named: Vec<bool>,
    discrepancies: Vec<Discrepancy>,
}

/// A sheet and the line that names it first.
struct First {
    line: LogLine,
    sheet: RunSheet,
}

impl<'a> Tally<'a> {
    pub(super) fn new(sheets: &'a Sheets) -> Self {
        let (states, named) = (vec![State::Unseen; sheets.len()], vec![false; sheets.len()]);
        Self { sheets, states, named, discrepancies: Vec::new() }
    }

    /// Takes in a log. Logs follow each other: what is spoiled in one may be inserted in the next.
    pub(super) fn take(&mut self, log: Vec<Logged>) {
        let mut firsts = Vec::new();
        for Logged { line, entry } in log {
            match entry {
                Ok(entry) => firsts.extend(self.enter(line, entry)),
                Err(found) => self.discrepancies.push(Discrepancy::Unreadable { line, found }),
            }
        }
        self.check_order(firsts);
    }

    fn check_order(&mut self, firsts: Vec<First>) {
        let numbers: Vec<usize> = firsts.iter().map(|first| first.sheet.sheet).collect();
        for (First { line, sheet }, out) in firsts.into_iter().zip(out_of_order(&numbers)) {
            if out {
                self.discrepancies.push(Discrepancy::OutOfOrder { line, sheet });
            }
        }
    }

    /// Gives the sheet where no line before named it.
    fn enter(&mut self, line: LogLine, entry: Entry) -> Option<First> {
        let Some(sheet) = self.sheets.sheet(entry.sheet) else {
            let (sheet, sheets) = (entry.sheet, self.sheets.len());
            self.discrepancies.push(Discrepancy::Unknown { line, sheet, sheets });
            return None;
        };
        self.note(line, sheet, &entry);
        self.discrepancies.extend(match entry.fate {
            Fate::Inserted if self.is_void(sheet.sheet) => {
                Some(Discrepancy::VoidInserted { line, sheet })
            }
            Fate::Pulled if !self.is_void(sheet.sheet) => {
                Some(Discrepancy::NotVoid { line, sheet })
            }
            _ => None,
        });
        self.name(First { line, sheet })
    }

    fn is_void(&self, sheet: usize) -> bool {
        self.sheets.letter(sheet).is_some_and(|letter| letter.is_void)
    }

    fn note(&mut self, line: LogLine, sheet: RunSheet, entry: &Entry) {
        match entry.fate {
            Fate::Inserted => self.insert(line, sheet, entry.envelope),
            Fate::Spoiled => {
                // The letter is struck again whole.
                self.sheets.beside(sheet.sheet).for_each(|sheet| self.set(sheet, State::Spoiled));
            }
            Fate::Pulled => self.set(sheet.sheet, State::Pulled),
        }
    }

    fn name(&mut self, first: First) -> Option<First> {
        let named = self.named.get_mut(first.sheet.sheet - 1)?;
        (!std::mem::replace(named, true)).then_some(first)
    }

    fn insert(&mut self, line: LogLine, sheet: RunSheet, envelope: Option<usize>) {
        if self.state(sheet.sheet) == State::Inserted {
            self.discrepancies.push(Discrepancy::Twice { line, sheet });
        }
        if let Some(found) = envelope.filter(|&found| found != sheet.envelope) {
            self.discrepancies.push(Discrepancy::OtherEnvelope { line, sheet, found });
        }
        self.set(sheet.sheet, State::Inserted);
    }

    fn state(&self, sheet: usize) -> State {
        self.states.get(sheet - 1).copied().unwrap_or(State::Unseen)
    }

    fn set(&mut self, sheet: usize, to: State) {
        if let Some(state) = self.states.get_mut(sheet - 1) {
            *state = to;
        }
    }

    /// What became of every sheet at last.
    pub(super) fn finish(mut self) -> Reconciliation {
        let mut found = Reconciliation { sheets: self.sheets.len(), ..Reconciliation::default() };
        for nth in 1..=self.sheets.len() {
            self.count(nth, &mut found);
        }
        self.discrepancies.sort_by_key(|found| (found.line().is_none(), found.line()));
        Reconciliation { discrepancies: self.discrepancies, ..found }
    }

    fn count(&mut self, nth: usize, found: &mut Reconciliation) {
        let Some(sheet) = self.sheets.sheet(nth) else { return };
        match self.last_state(nth) {
            State::Inserted => found.inserted += 1,
            State::Pulled => found.pulled += 1,
            State::Spoiled => found.add_spoiled(sheet.number),
            State::Unseen => {
                found.missing += 1;
                self.discrepancies.push(Discrepancy::Missing { sheet });
            }
        }
    }

    /// A void letter that is not posted was pulled before it came to the inserter, or thrown away.
    fn last_state(&self, sheet: usize) -> State {
        match self.state(sheet) {
            State::Unseen | State::Spoiled if self.is_void(sheet) => State::Pulled,
            state => state,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use Fate::{Inserted, Spoiled};

    use super::super::sheets::RunLetter;
    use super::*;

    /// Letters of two sheets, two to an envelope; every fifth was pulled.
    fn run(letters: usize) -> Sheets {
        let letter = |index: usize| RunLetter {
            number: format!("197{index:07}").parse().unwrap(),
            envelope: index / 2 + 1,
            is_void: index % 5 == 4,
        };
        Sheets::new((0..letters).map(letter).collect(), 2)
    }

    fn log(entries: impl IntoIterator<Item = (usize, Fate)>) -> Vec<Logged> {
        let logged = |(line, (sheet, fate)): (usize, (usize, Fate))| Logged {
            line: LogLine { log: 1, line },
            entry: Ok(Entry { sheet, envelope: Some(sheet.div_ceil(4)), fate }),
        };
        (2..).zip(entries).map(logged).collect()
    }

    fn reconcile(sheets: &Sheets, logs: Vec<Vec<Logged>>) -> Reconciliation {
        let mut tally = Tally::new(sheets);
        for log in logs {
            tally.take(log);
        }
        tally.finish()
    }

    fn sentences(found: &Reconciliation) -> Vec<String> {
        found.discrepancies().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_letter_with_a_spoiled_sheet_is_struck_again_and_inserted_whole() {
        let sheets = run(3);
        let entries = [1, 2, 3, 4, 5, 6].map(|n| (n, if n == 4 { Spoiled } else { Inserted }));
        let found = reconcile(&sheets, vec![log(entries)]);
        assert_eq!((found.inserted(), found.spoiled(), sentences(&found).len()), (4, 2, 0));
        assert_eq!(found.spoiled_letters(), ["1970000001".parse().unwrap()]);
        let again = log([(3, Inserted), (4, Inserted)]);
        let found = reconcile(&sheets, vec![log(entries), again]);
        assert_eq!((found.inserted(), found.is_settled()), (6, true));
    }

    #[test]
    fn a_void_letter_may_be_in_no_log_and_not_in_an_envelope() {
        let sheets = run(5);
        let posted = || (1..=8).map(|sheet| (sheet, Fate::Inserted));
        assert!(reconcile(&sheets, vec![log(posted())]).is_settled());
        let found = reconcile(&sheets, vec![log(posted().chain([(9, Fate::Inserted)]))]);
        let sentence = "line 10: sheet 9 of 1970000004 was inserted, and its letter is void";
        assert_eq!(sentences(&found), [sentence]);
        let pulled = (1..=7).map(|sheet| (sheet, Fate::Inserted)).chain([(8, Fate::Pulled)]);
        let found = reconcile(&sheets, vec![log(pulled)]);
        let sentence =
            "line 9: sheet 8 of 1970000003 was pulled, and its letter is not on the void list";
        assert_eq!(sentences(&found), [sentence]);
    }

    fn fate() -> impl Strategy<Value = Fate> {
        prop_oneof![Just(Fate::Inserted), Just(Fate::Spoiled), Just(Fate::Pulled)]
    }

    proptest! {
        /// Whatever logs say, no sheet is lost.
        #[test]
        fn in_is_inserted_and_pulled_and_spoiled_and_missing(
            letters in 0_usize..12,
            entries in prop::collection::vec((0_usize..30, fate()), 0..60),
        ) {
            let sheets = run(letters);
            let found = reconcile(&sheets, vec![log(entries)]);
            let sum = found.inserted() + found.pulled() + found.spoiled() + found.missing();
            prop_assert_eq!((sum, found.sheets()), (letters * 2, letters * 2));
            let missing = found.discrepancies().iter();
            let missing = missing.filter(|found| matches!(found, Discrepancy::Missing { .. }));
            prop_assert_eq!(missing.count(), found.missing());
            prop_assert_eq!(found.spoiled() > 0, !found.spoiled_letters().is_empty());
        }
    }
}
