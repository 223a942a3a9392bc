//! The lines of a log, each read by the columns that were named: what cannot be read is told, never
//! guessed.

use std::borrow::Cow;
use std::io::{self, Read};

use csv::StringRecord;
use encoding_rs::SHIFT_JIS;

use super::columns::{At, Fate, Holds, LogColumns};
use super::discrepancy::LogLine;
use crate::error::LogFault;

/// What a line says of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) sheet: usize,
    /// Where the log tells it.
    pub(super) envelope: Option<usize>,
    pub(super) fate: Fate,
}

/// A line of a log.
#[derive(Debug)]
pub(super) struct Logged {
    pub(super) line: LogLine,
    /// Or the field that is not what its column holds.
    pub(super) entry: Result<Entry, String>,
}

/// Reads a whole log, counted from 1.
pub(super) fn read(
    log: impl Read,
    nth: usize,
    columns: &LogColumns,
) -> Result<Vec<Logged>, LogFault> {
    let text = text_of(log)?;
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true);
    let mut records = reader.from_reader(text.as_bytes()).into_records();
    let mut head = StringRecord::new();
    if columns.are_named() {
        head = records.next().and_then(Result::ok).ok_or(LogFault::NoText)?;
    }
    let places = Places::of(columns, &head)?;
    let mut lines = Vec::new();
    for record in records {
        let record = record.map_err(unread)?;
        let line = LogLine { log: nth, line: line_of(&record) };
        lines.push(Logged { line, entry: places.entry(&record, columns) });
    }
    Ok(lines)
}

fn line_of(record: &StringRecord) -> usize {
    let line = record.position().map_or(0, csv::Position::line);
    usize::try_from(line).unwrap_or(usize::MAX)
}

fn text_of(mut log: impl Read) -> Result<String, LogFault> {
    let mut bytes = Vec::new();
    log.read_to_end(&mut bytes).map_err(unread)?;
    let text = decoded(&bytes).ok_or(LogFault::NoText)?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(&text).to_owned())
}

fn unread(error: impl Into<io::Error>) -> LogFault {
    LogFault::Unread { reason: error.into().to_string() }
}

fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    match str::from_utf8(bytes) {
        Ok(text) => Some(text.into()),
        Err(_) => SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes),
    }
}

/// Where in a line what is asked for stands, counted from 0.
struct Places {
    sheet: usize,
    envelope: Option<usize>,
    status: Option<usize>,
}

impl Places {
    fn of(columns: &LogColumns, head: &StringRecord) -> Result<Self, LogFault> {
        let place = |holds| columns.columns.get(&holds).map(|at| place_of(at, head)).transpose();
        let sheet = place(Holds::Sheet)?.unwrap_or_default();
        Ok(Self { sheet, envelope: place(Holds::Envelope)?, status: place(Holds::Status)? })
    }

    fn entry(&self, record: &StringRecord, columns: &LogColumns) -> Result<Entry, String> {
        let envelope = self.envelope.map(|place| number(field(record, place))).transpose()?;
        let fate = self.fate(record, columns)?;
        Ok(Entry { sheet: number(field(record, self.sheet))?, envelope, fate })
    }

    fn fate(&self, record: &StringRecord, columns: &LogColumns) -> Result<Fate, String> {
        let Some(place) = self.status else { return Ok(Fate::Inserted) };
        let word = field(record, place);
        columns.fate(word).ok_or_else(|| shortened(word))
    }
}

fn field(record: &StringRecord, place: usize) -> &str {
    record.get(place).unwrap_or_default().trim()
}

fn number(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| shortened(text))
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

fn place_of(at: &At, head: &StringRecord) -> Result<usize, LogFault> {
    match at {
        At::Place(place) => Ok(place.get() - 1),
        At::Name(name) => find(head, name),
    }
}

fn find(head: &StringRecord, name: &str) -> Result<usize, LogFault> {
    head.iter().position(|found| found.trim() == name).ok_or_else(|| {
        let found: Vec<&str> = head.iter().collect();
        LogFault::MissingColumn { column: name.to_owned(), found: found.join(", ") }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(log: &[u8], columns: &str) -> Vec<Result<Entry, String>> {
        let columns = columns.parse().unwrap();
        read(log, 1, &columns).unwrap().into_iter().map(|logged| logged.entry).collect()
    }

    fn inserted(sheet: usize, envelope: usize) -> Entry {
        Entry { sheet, envelope: Some(envelope), fate: Fate::Inserted }
    }

    #[test]
    fn columns_are_found_by_name_in_either_encoding() {
        let log = "時刻,封筒,連番,結果\n9:00,1,1,正常\n9:01,1,2,破損\n9:02,x,3,正常\n9:03,2,4,?\n";
        let columns = "sheet=連番,envelope=封筒,status=結果,inserted=正常,spoiled=破損";
        let expected = [
            Ok(inserted(1, 1)),
            Ok(Entry { sheet: 2, envelope: Some(1), fate: Fate::Spoiled }),
            Err("x".to_owned()),
            Err("?".to_owned()),
        ];
        let marked = format!("\u{FEFF}{log}");
        let cp932 = SHIFT_JIS.encode(log).0.into_owned();
        for bytes in [log.as_bytes(), marked.as_bytes(), &*cp932] {
            assert_eq!(entries(bytes, columns), expected);
        }
    }

    #[test]
    fn columns_are_found_by_place() {
        let columns = "sheet=#2,envelope=#1,status=-";
        let found = entries(b"1,1\n1, 2 \n2\n", columns);
        assert_eq!(found, [Ok(inserted(1, 1)), Ok(inserted(2, 1)), Err(String::new())]);
    }

    #[test]
    fn every_fault_of_a_log_is_a_sentence() {
        let sentence = |log: &[u8]| read(log, 1, &LogColumns::default()).unwrap_err().to_string();
        assert_eq!(sentence(b""), "the log is no text in UTF-8 or CP932");
        assert_eq!(sentence(b"\xFF\xFF"), "the log is no text in UTF-8 or CP932");
        assert_eq!(
            sentence(b"sheet,envelop,status\n"),
            "the log has no column envelope; found sheet, envelop, status"
        );
    }
}
