//! What becomes of each line below the header: a row, a refusal or a blank, and never two of them.
//!
//! A line inside a quote that opened on an earlier one is refused, whatever it looks like: it may
//! be a row, or a part of a remark that holds one. The list goes on after the closing quote; where
//! there is none, nothing after the opening one can be trusted, and the reading ends.

use std::borrow::Cow;

use super::account::Fate;
use super::columns::{Column, Columns};
use super::encoding::{Decoded, LineDecoder};
use super::fields::{self, LineEnd, Misplaced, unquoted};
use super::header::Header;
use super::lines::Line;
use super::refused::RefusedRow;
use super::row::{Row, RowReader, is_blank};
use crate::error::{Error, ListFault, Result};
use crate::provider::number::ProviderNumber;

/// A quote that is open for more bytes than this ends the reading. The largest list known, 300,000
/// rows, is half as long, so that a quote on its first row is followed to its end.
pub(super) const LONGEST_QUOTE: usize = 64 << 20;

/// What became of a line.
pub(super) enum Judged {
    Row(Box<Row>),
    Refused(RefusedRow),
    Blank,
}

impl Judged {
    pub(super) fn fate(&self) -> Fate {
        match self {
            Self::Row(_) => Fate::Row,
            Self::Refused(_) => Fate::Refused,
            Self::Blank => Fate::Blank,
        }
    }
}

/// Judges line after line.
pub(super) struct Judge {
    pub columns: Columns,
    pub header: Header,
    pub decoder: LineDecoder,
    pub open: Option<OpenQuote>,
}

/// A quote that is not closed yet.
#[derive(Clone, Copy)]
pub(super) struct OpenQuote {
    line: usize,
    column: usize,
    /// How many bytes have passed since.
    bytes: usize,
}

impl OpenQuote {
    /// Why the reading ends, where it is never closed.
    pub(super) fn never_closed(self, ended: usize) -> Error {
        self.fault(ListFault::OpenQuote { ended })
    }

    fn longer_by(self, text: &str, line: usize) -> Result<Self> {
        let bytes = self.bytes + text.len() + 1;
        if bytes > LONGEST_QUOTE {
            let fault = ListFault::EndlessQuote { seen: line, limit: LONGEST_QUOTE };
            return Err(self.fault(fault));
        }
        Ok(Self { bytes, ..self })
    }

    /// A quote that a line opens after this one was closed in it.
    fn another(self, line: usize, fields_later: usize) -> Self {
        Self { line, column: self.column + fields_later, bytes: 0 }
    }

    fn fault(self, fault: ListFault) -> Error {
        fault.at_line(self.line).at_column(self.column)
    }
}

impl Judge {
    /// Judges the next line.
    ///
    /// # Errors
    /// Where the lines after it cannot be read either.
    pub(super) fn judge(&mut self, line: Line<'_>) -> Result<Judged> {
        let Line { number, bytes } = line;
        let decoded = self.decoder.decode(bytes).map_err(|fault| fault.at_line(number))?;
        match self.open.take() {
            Some(open) => self.judge_inside(open, number, &decoded.text),
            None => Ok(self.judge_outside(number, &decoded)),
        }
    }

    fn judge_outside(&mut self, line: usize, decoded: &Decoded<'_>) -> Judged {
        let text = &*decoded.text;
        match (fields::split(text, self.header.delimiter), &decoded.fault) {
            (Err(misplaced), _) => self.judge_misplaced(line, text, misplaced),
            (Ok(fields), Some(fault)) => self.refuse(text, undecoded(fault, &fields).at_line(line)),
            (Ok(fields), None) if fields.iter().all(|field| is_blank(field)) => Judged::Blank,
            (Ok(fields), None) => self.judge_fields(line, text, &fields),
        }
    }

    fn judge_fields(&self, line: usize, text: &str, fields: &[Cow<'_, str>]) -> Judged {
        let Self { columns, header, .. } = self;
        match (RowReader { columns, header, line, fields, mends: Vec::new() }).read() {
            Ok(row) => Judged::Row(Box::new(row)),
            Err(error) => self.refuse(text, error),
        }
    }

    fn judge_inside(&mut self, open: OpenQuote, line: usize, text: &str) -> Result<Judged> {
        let open = open.longer_by(text, line)?;
        let fault = ListFault::InsideQuotes { opened: open.line };
        self.open = match fields::end_of_quote(text, self.header.delimiter) {
            LineEnd::Inside => Some(open),
            LineEnd::InsideAnother { fields_later } => Some(open.another(line, fields_later)),
            LineEnd::Outside => None,
        };
        Ok(self.refuse(text, fault.at_line(line)))
    }

    fn judge_misplaced(&mut self, line: usize, text: &str, misplaced: Misplaced) -> Judged {
        let Misplaced { column, fault } = misplaced;
        if fault == ListFault::LineBreakInQuotes {
            self.open = Some(OpenQuote { line, column, bytes: 0 });
        }
        self.refuse(text, fault.at_line(line).at_column(column))
    }

    fn refuse(&self, text: &str, error: Error) -> Judged {
        let number = self.number_in(text);
        let is_number = number.parse::<ProviderNumber>().is_ok();
        let error = if is_number { error.for_provider(&number) } else { error };
        Judged::Refused(RefusedRow::new(number, error))
    }

    /// What stands where the number should be, whatever is wrong with the line.
    fn number_in(&self, text: &str) -> String {
        let place = self.header.places.get(&Column::ProviderNumber).copied().unwrap_or_default();
        let field = text.split(self.header.delimiter).nth(place).unwrap_or_default();
        unquoted(field).chars().take(40).collect()
    }
}

/// At the field where reading failed first, if it shows.
fn undecoded(fault: &ListFault, fields: &[Cow<'_, str>]) -> Error {
    let error = Error::from(fault.clone());
    match fields.iter().position(|field| field.contains(char::REPLACEMENT_CHARACTER)) {
        Some(index) => error.at_column(index + 1),
        None => error,
    }
}
