//! Where the header is, what divides its fields, and which of them hold what.
//!
//! - `sep=;` above the header names the delimiter; a title above it is passed over
//! - without `sep=`, the delimiter is the one by which most columns are known
//! - a line that may be a row of the list is no title: nothing of the list is passed over
//! - two columns for one thing, or a header without a column that must be there, end the reading

use std::collections::BTreeMap;
use std::io::Read;

use super::account::{Fate, LineAccount};
use super::columns::{Column, Columns};
use super::encoding::LineDecoder;
use super::fields::{self, Misplaced, unquoted};
use super::lines::{Line, Lines};
use crate::error::{Error, ListFault, MissingColumn, Result};
use crate::provider::number::ProviderNumber;

/// A title has no more lines than this.
const MOST_TITLE_LINES: usize = 10;

const DELIMITERS: [char; 3] = [',', '\t', ';'];

/// How the rows of a list are divided, and which of their fields hold what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub line: usize,
    pub delimiter: char,
    /// How many fields a row has.
    pub width: usize,
    /// The place of each known column, counted from 0.
    pub places: BTreeMap<Column, usize>,
}

/// Looks at the first lines of a list until one is the header.
struct HeaderSearch<'c> {
    columns: &'c Columns,
    delimiters: Vec<char>,
    looked_at: usize,
    /// The line that comes nearest to a header, and what is wrong with it.
    nearest: Option<Candidate>,
}

/// A line that may be the header, divided in one way.
struct Candidate {
    header: Header,
    names: Vec<String>,
    fault: Option<Misplaced>,
}

/// The header, with every line up to it accounted for.
pub(super) fn find<R: Read>(
    lines: &mut Lines<R>,
    decoder: &mut LineDecoder,
    columns: &Columns,
    account: &mut LineAccount,
) -> Result<Header> {
    let mut search = HeaderSearch::new(columns);
    while let Some(Line { number, bytes }) = lines.next_line()? {
        let text = decoder.decode_whole(bytes).map_err(|fault| fault.at_line(number))?;
        if is_blank(&text) {
            account.count(Fate::Blank);
            continue;
        }
        account.count(Fate::Header);
        if let Some(header) = search.look_at(number, &text)? {
            return Ok(header);
        }
    }
    Err(search.not_found())
}

impl<'c> HeaderSearch<'c> {
    fn new(columns: &'c Columns) -> Self {
        Self { columns, delimiters: DELIMITERS.to_vec(), looked_at: 0, nearest: None }
    }

    /// The header, where this line is it.
    fn look_at(&mut self, line: usize, text: &str) -> Result<Option<Header>> {
        self.looked_at += 1;
        if let Some(delimiter) = separator(text).filter(|_| self.looked_at == 1) {
            self.delimiters = vec![delimiter];
            return Ok(None);
        }
        let candidate = self.best_division(line, text)?;
        if candidate.is_header() {
            return Ok(Some(candidate.header));
        }
        self.keep_nearest(candidate);
        let is_no_title = may_be_row(text, self.columns) || self.looked_at > MOST_TITLE_LINES;
        if is_no_title { Err(self.not_found()) } else { Ok(None) }
    }

    fn keep_nearest(&mut self, candidate: Candidate) {
        if self.nearest.as_ref().is_none_or(|nearest| candidate.is_nearer_than(nearest)) {
            self.nearest = Some(candidate);
        }
    }

    fn best_division(&self, line: usize, text: &str) -> Result<Candidate> {
        let mut best = Candidate::empty(line);
        for &delimiter in &self.delimiters {
            let candidate = Candidate::divide(line, text, delimiter, self.columns)?;
            if candidate.is_nearer_than(&best) {
                best = candidate;
            }
        }
        Ok(best)
    }

    /// Why none of the lines is the header.
    fn not_found(&self) -> Error {
        let Some(nearest) = &self.nearest else { return ListFault::EmptyList.into() };
        let error = match &nearest.fault {
            Some(Misplaced { column, fault }) => {
                Error::from(ListFault::Header(Box::new(fault.clone()))).at_column(*column)
            }
            None => nearest.missing_columns(self.columns).into(),
        };
        error.at_line(nearest.header.line)
    }
}

impl Candidate {
    fn empty(line: usize) -> Self {
        let header = Header { line, delimiter: ',', width: 0, places: BTreeMap::new() };
        Self { header, names: Vec::new(), fault: None }
    }

    fn divide(line: usize, text: &str, delimiter: char, columns: &Columns) -> Result<Self> {
        let mut candidate = Self::empty(line);
        candidate.header.delimiter = delimiter;
        match fields::split(text, delimiter) {
            Ok(names) => {
                candidate.names = names.iter().map(|name| name.trim().to_owned()).collect();
                candidate.find_places(columns)?;
            }
            Err(fault) => candidate.fault = Some(fault),
        }
        Ok(candidate)
    }

    fn find_places(&mut self, columns: &Columns) -> Result<()> {
        for (index, name) in self.names.iter().enumerate() {
            if !name.is_empty() {
                self.header.width = index + 1;
            }
            let Some(column) = columns.column_of(name) else { continue };
            if let Some(first) = self.header.places.insert(column, index) {
                let fault = self.two_columns(column, first, name);
                return Err(fault.at_line(self.header.line).at_column(index + 1));
            }
        }
        Ok(())
    }

    fn two_columns(&self, column: Column, first: usize, second_name: &str) -> ListFault {
        ListFault::TwoColumns {
            field: column.field(),
            first: first + 1,
            first_name: self.names.get(first).cloned().unwrap_or_default(),
            second_name: second_name.to_owned(),
        }
    }

    fn missing_columns(&self, columns: &Columns) -> ListFault {
        let is_missing = |column: &Column| !self.header.places.contains_key(column);
        let missing = Column::NEEDED.into_iter().filter(is_missing);
        ListFault::MissingColumns {
            missing: missing.map(|column| missing_column(columns, column)).collect(),
            found: self.names.iter().map(|name| name.chars().take(40).collect()).collect(),
        }
    }

    fn is_header(&self) -> bool {
        Column::NEEDED.iter().all(|column| self.header.places.contains_key(column))
    }

    /// By the columns that are known, then by the number of fields up to a fault.
    fn is_nearer_than(&self, other: &Self) -> bool {
        self.nearness() > other.nearness()
    }

    /// How many columns are known, and how many fields could be read.
    fn nearness(&self) -> (usize, usize) {
        let fields = self.fault.as_ref().map_or(self.names.len(), |at| at.column);
        (self.header.places.len(), fields)
    }
}

/// Whether the line holds what only a row holds.
fn missing_column(columns: &Columns, column: Column) -> MissingColumn {
    let would_do = columns.names(column).map(str::to_owned).collect();
    MissingColumn { field: column.field(), would_do }
}

fn may_be_row(text: &str, columns: &Columns) -> bool {
    text.split(DELIMITERS).map(unquoted).any(|field| {
        field.parse::<ProviderNumber>().is_ok() || columns.user_ids.parse(field).is_ok()
    })
}

/// What `sep=` names, as spreadsheets write it above a header.
fn separator(text: &str) -> Option<char> {
    let mut named = text.trim_matches('"').strip_prefix("sep=")?.chars();
    let delimiter = named.next()?;
    // Others may follow where the line was saved as a row.
    (DELIMITERS.contains(&delimiter) && named.all(|c| DELIMITERS.contains(&c))).then_some(delimiter)
}

/// Whether nothing but blanks and what may be delimiters stands on a line.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || DELIMITERS.contains(&c))
}
