//! The rows of a manifest against those that should be there. As long as they agree line by line,
//! nothing is kept; from the first that does not, the rest is looked up by provider.

use std::collections::{BTreeMap, VecDeque};
use std::iter;
use std::path::PathBuf;

use super::super::durable::folder::Folder;
use super::super::manifest::{self, Columns, Lines, Row};
use super::super::round::Round;
use super::difference::Difference;
use crate::error::Result;
use crate::provider::number::ProviderNumber;

/// What stands in the place of a row that should be there.
pub(super) enum Found {
    /// The row itself.
    Same,
    /// A row of the same provider that says something else.
    Other(Row),
    /// None.
    Nothing,
}

/// A line of a manifest, whoever asked for it.
pub(super) enum Read {
    Row(Row),
    Wrong(Difference),
}

/// The rows of one manifest on their way.
pub(super) struct Rows {
    file: PathBuf,
    lines: Lines,
    /// What the head says; nothing where that was told, or no row was met yet to ask.
    columns: Option<Columns>,
    /// The number of the last line that was read.
    line: usize,
    rest: Option<Rest>,
    differences: Vec<Difference>,
}

/// The rows from the first on that was not the one that was asked for.
#[derive(Default)]
struct Rest {
    rows: BTreeMap<ProviderNumber, VecDeque<Numbered>>,
    /// The line of the row that was asked for last.
    last: usize,
    disordered: bool,
}

struct Numbered {
    line: usize,
    row: Row,
}

impl Rows {
    /// Nothing where the folder has no manifest of this round.
    pub(super) fn of(folder: &Folder, round: Round) -> Result<Option<Self>> {
        let Some(lines) = Lines::of(folder, round)? else { return Ok(None) };
        let (file, differences) = (folder.path_of(manifest::name(round)), Vec::new());
        let mut rows = Self { file, lines, columns: None, line: 0, rest: None, differences };
        rows.read_head()?;
        Ok(Some(rows))
    }

    fn read_head(&mut self) -> Result<()> {
        let head = self.next()?.unwrap_or_default();
        self.columns = Columns::of(&head);
        if self.columns.is_none() {
            self.differences.push(self.wrong_line());
        }
        Ok(())
    }

    /// What stands where `row` should.
    pub(super) fn find(&mut self, row: &Row) -> Result<Found> {
        self.check_head(row);
        if self.rest.is_none() {
            let Some(line) = self.next()? else { return Ok(Found::Nothing) };
            if line == row.line() {
                return Ok(Found::Same);
            }
            self.rest = Some(Rest { last: self.line - 1, ..Rest::default() });
            self.keep(&line);
            self.keep_all()?;
        }
        Ok(self.find_in_rest(row))
    }

    fn find_in_rest(&mut self, row: &Row) -> Found {
        match self.rest.as_mut().and_then(|rest| rest.take(row.number)) {
            Some(found) if found == *row => Found::Same,
            Some(found) => Found::Other(found),
            None => Found::Nothing,
        }
    }

    /// Once: a head may say what no row does.
    fn check_head(&mut self, row: &Row) {
        let head = self.columns.take();
        if head.is_some_and(|head| head != row.columns()) {
            self.differences.push(Difference::Line { file: self.file.clone(), line: 1 });
        }
    }

    fn next(&mut self) -> Result<Option<String>> {
        self.line += 1;
        self.lines.next().transpose()
    }

    fn keep(&mut self, line: &str) {
        let Some(row) = Row::parse(line) else {
            return self.differences.push(self.wrong_line());
        };
        let rows = &mut self.rest.get_or_insert_default().rows;
        rows.entry(row.number).or_default().push_back(Numbered { line: self.line, row });
    }

    fn keep_all(&mut self) -> Result<()> {
        while let Some(line) = self.next()? {
            self.keep(&line);
        }
        Ok(())
    }

    fn wrong_line(&self) -> Difference {
        Difference::Line { file: self.file.clone(), line: self.line }
    }

    /// Every row as it stands, in the order of the manifest, for those who ask for none in
    /// particular.
    pub(super) fn each(mut self) -> impl Iterator<Item = Result<Read>> {
        iter::from_fn(move || self.read().transpose())
    }

    fn read(&mut self) -> Result<Option<Read>> {
        if let Some(difference) = self.differences.pop() {
            return Ok(Some(Read::Wrong(difference)));
        }
        Ok(self.next()?.map(|line| self.judged(&line)))
    }

    fn judged(&mut self, line: &str) -> Read {
        let Some(row) = Row::parse(line) else { return Read::Wrong(self.wrong_line()) };
        self.check_head(&row);
        Read::Row(row)
    }

    /// What is wrong with the manifest itself, and the rows that were not asked for.
    pub(super) fn finish(mut self) -> Result<Unasked> {
        self.keep_all()?;
        let rest = self.rest.unwrap_or_default();
        if rest.disordered {
            self.differences.push(Difference::Order { file: self.file });
        }
        let rows = rest.rows.into_values().flatten().map(|numbered| numbered.row).collect();
        Ok(Unasked { rows, differences: self.differences })
    }
}

/// What is left of a manifest when all that should be there was asked for.
pub(super) struct Unasked {
    pub(super) rows: Vec<Row>,
    pub(super) differences: Vec<Difference>,
}

impl Rest {
    fn take(&mut self, number: ProviderNumber) -> Option<Row> {
        let Numbered { line, row } = self.rows.get_mut(&number)?.pop_front()?;
        self.disordered |= line < self.last;
        self.last = line;
        Some(row)
    }
}
