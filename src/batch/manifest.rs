//! `manifest.csv`: which letter stands in which file, under a seal; never a password, never a
//! digest without a key. Each round has a manifest of its own.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use csv::StringRecord;
use hmac::Mac;

use super::durable::folder::Folder;
use super::hexadecimal::fill_from_hex;
use super::key::{SCHEME, Seal, digits_of, has_digits};
use super::place::Place;
use super::round::Round;
use crate::error::{Action, Error, Result};
use crate::provider::Warning;
use crate::provider::number::ProviderNumber;
use crate::provider::reference::ReferenceNumber;
use crate::provider::user_id::UserId;
use crate::text::blank::or_blank;

/// The columns, in their order.
///
/// `replaced_by` says in which later round the provider was issued another letter, which makes this
/// one void. It follows from the manifests of later rounds, so the seal leaves it out.
const COLUMNS: &str =
    "provider_number,user_id,round,replaced_by,file,page,scheme,hmac_sha256,warnings";

/// The same with the number of the envelope, which letters to one addressee share.
const WITH_ENVELOPE: &str =
    "provider_number,user_id,round,replaced_by,file,page,envelope,scheme,hmac_sha256,warnings";

/// The same with the reference number, which the help desk is called with.
const WITH_REFERENCE: &str = "provider_number,user_id,round,replaced_by,file,page,envelope,\
                              reference,scheme,hmac_sha256,warnings";

/// Which columns a manifest has: by their number, a row tells which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Columns {
    Least,
    Envelope,
    /// The envelope may be blank.
    Reference,
}

impl Columns {
    /// By the line of their names.
    pub(super) fn of(line: &str) -> Option<Self> {
        let line = line.strip_suffix('\n')?;
        [Self::Least, Self::Envelope, Self::Reference].into_iter().find(|one| one.line() == line)
    }

    pub(super) fn line(self) -> &'static str {
        match self {
            Self::Least => COLUMNS,
            Self::Envelope => WITH_ENVELOPE,
            Self::Reference => WITH_REFERENCE,
        }
    }
}

/// The manifest of a round.
pub(super) fn name(round: Round) -> String {
    format!("manifest{}.csv", round.suffix())
}

/// The round whose manifest has this name.
pub(super) fn round_of(name: &str) -> Option<Round> {
    Round::of_suffix(name.strip_prefix("manifest")?.strip_suffix(".csv")?)
}

/// Where the manifest of a round stands while a changed list is issued.
pub(super) fn name_aside(round: Round) -> String {
    format!(".{}.earlier", name(round))
}

/// The round whose manifest was set aside under this name.
pub(super) fn round_aside(name: &str) -> Option<Round> {
    round_of(name.strip_prefix('.')?.strip_suffix(".earlier")?)
}

/// One letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) number: ProviderNumber,
    pub(super) user_id: String,
    pub(super) round: Round,
    pub(super) replaced_by: Option<Round>,
    pub(super) place: Place,
    /// Counted from 1 through the run, where letters share envelopes.
    pub(super) envelope: Option<usize>,
    pub(super) reference: Option<ReferenceNumber>,
    seal: String,
    warnings: String,
}

impl Row {
    /// `over_file` has taken in every byte of the file; the other columns are added, so that none
    /// can be edited and no two rows swapped.
    pub(super) fn new(letter: Issued<'_>, place: Place, over_file: Seal) -> Self {
        let mut row = Self {
            number: letter.number,
            user_id: letter.user_id.to_string(),
            round: letter.round,
            replaced_by: None,
            place,
            envelope: letter.envelope,
            reference: letter.reference,
            seal: String::new(),
            warnings: told(letter.warnings),
        };
        row.seal = digits_of(row.bound(over_file));
        row
    }

    /// The same row, where a later round made its letter void.
    pub(super) fn replaced(self, by: Option<Round>) -> Self {
        Self { replaced_by: by, ..self }
    }

    /// Enough of its seal to tell it from another of the same provider.
    pub(super) fn seal_start(&self) -> [u8; 8] {
        let mut start = [0; 8];
        // One that is no seal is none.
        let _ = fill_from_hex(&mut start, self.seal.as_bytes().get(..16).unwrap_or_default());
        start
    }

    /// Whether the file's bytes are those that this row was written for, and nothing in the row was
    /// changed since. In constant time.
    pub(super) fn agrees_with(&self, over_file: Seal) -> bool {
        has_digits(self.bound(over_file), &self.seal)
    }

    fn bound(&self, over_file: Seal) -> Seal {
        let Self { number, user_id, round, place: Place { file, page }, warnings, .. } = self;
        let row = format!("\n{number},{user_id},{round},{file},{page},{SCHEME},{warnings}");
        over_file.chain_update(row).chain_update(self.bound_lines())
    }

    /// No warning has a line end: what follows is never taken for the end of one.
    fn bound_lines(&self) -> String {
        let envelope = self.envelope.map(|envelope| format!("\n{envelope}"));
        let reference = self.reference.as_ref().map(|number| format!("\nreference {number}"));
        envelope.into_iter().chain(reference).collect()
    }

    pub(super) fn columns(&self) -> Columns {
        match (self.envelope, &self.reference) {
            (None, None) => Columns::Least,
            (Some(_), None) => Columns::Envelope,
            (_, Some(_)) => Columns::Reference,
        }
    }

    /// What stands before the scheme where not every manifest has it.
    fn further(&self) -> String {
        match (self.envelope, &self.reference) {
            (None, None) => String::new(),
            (Some(envelope), None) => format!("{envelope},"),
            (envelope, Some(reference)) => format!("{},{reference},", or_blank(envelope)),
        }
    }

    /// The row as the manifest has it, with its line end.
    pub(super) fn line(&self) -> String {
        let Self { number, user_id, round, replaced_by, place, seal, warnings, .. } = self;
        let further = self.further();
        let Place { file, page } = place;
        let (replaced_by, user_id) = (or_blank(*replaced_by), field(user_id));
        let warnings = field(warnings);
        format!(
            "{number},{user_id},{round},{replaced_by},{file},{page},{further}{SCHEME},{seal},\
             {warnings}\n"
        )
    }

    /// A row of this very form and no other.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let record = record(line)?;
        let row = Self::of_fields(record.iter().collect())?;
        (row.line() == line).then_some(row)
    }

    fn of_fields(mut fields: Vec<&str>) -> Option<Self> {
        let Further { envelope, reference } = Further::taken_from(&mut fields)?;
        let [number, user_id, round, replaced_by, file, page, _scheme, seal, warnings] = fields[..]
        else {
            return None;
        };
        Some(Self {
            number: number.parse().ok()?,
            user_id: user_id.into(),
            round: round.parse().ok()?,
            replaced_by: replaced_by.parse().ok(),
            place: Place { file: file.into(), page: page.parse().ok()? },
            envelope,
            reference,
            seal: seal.into(),
            warnings: warnings.strip_prefix('\'').unwrap_or(warnings).into(),
        })
    }
}

fn record(line: &str) -> Option<StringRecord> {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).buffer_capacity(line.len());
    reader.from_reader(line.as_bytes()).into_records().next()?.ok()
}

/// What not every manifest has.
struct Further {
    envelope: Option<usize>,
    reference: Option<ReferenceNumber>,
}

impl Further {
    fn taken_from(fields: &mut Vec<&str>) -> Option<Self> {
        let count = fields.len().checked_sub(LEAST_FIELDS)?;
        let mut further = fields.drain(FURTHER..FURTHER + count);
        let envelope = further.next().and_then(|field| field.parse().ok());
        let reference = further.next().map(str::parse).transpose().ok()?;
        Some(Self { envelope, reference })
    }
}

fn told(warnings: &[Warning]) -> String {
    let warnings: Vec<String> = warnings.iter().map(Warning::to_string).collect();
    warnings.join("; ")
}

/// How many columns every manifest has, and which is the first of the others.
const LEAST_FIELDS: usize = 9;
const FURTHER: usize = 6;

/// The lines of a manifest, each with its line end, read as they are asked for.
pub(super) struct Lines {
    reader: BufReader<File>,
    path: PathBuf,
}

impl Lines {
    /// Nothing where the folder has no manifest of this round.
    pub(super) fn of(folder: &Folder, round: Round) -> Result<Option<Self>> {
        Self::named(folder, &name(round))
    }

    /// Nothing where the folder has no manifest of this name.
    pub(super) fn named(folder: &Folder, name: &str) -> Result<Option<Self>> {
        let Some(file) = folder.open_file(name)? else { return Ok(None) };
        Ok(Some(Self { reader: BufReader::new(file), path: folder.path_of(name) }))
    }
}

impl Iterator for Lines {
    type Item = Result<String>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut line = String::new();
        match self.reader.read_line(&mut line) {
            Ok(0) => None,
            Ok(_) => Some(Ok(line)),
            Err(error) => Some(Err(Error::io(Action::Read, &self.path, error))),
        }
    }
}

/// A letter as a row tells of it.
#[derive(Debug)]
pub(super) struct Issued<'a> {
    pub(super) number: ProviderNumber,
    pub(super) user_id: &'a UserId,
    pub(super) round: Round,
    pub(super) warnings: &'a [Warning],
    pub(super) envelope: Option<usize>,
    pub(super) reference: Option<ReferenceNumber>,
}

/// A field of a CSV file that a spreadsheet may be opened with: quoted where it must be, and with
/// an apostrophe before what would be taken for a formula.
pub(super) fn field(text: &str) -> Cow<'_, str> {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if !formula && !text.contains([',', '"', '\n', '\r']) {
        return Cow::Borrowed(text);
    }
    let apostrophe = if formula { "'" } else { "" };
    Cow::Owned(format!("\"{apostrophe}{}\"", text.replace('"', "\"\"")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::key::BatchKey;

    fn row() -> Row {
        row_in(None)
    }

    fn row_in(envelope: Option<usize>) -> Row {
        row_of(envelope, None)
    }

    fn row_of(envelope: Option<usize>, reference: Option<ReferenceNumber>) -> Row {
        let seal = BatchKey::from_bytes(&[7; 32]).unwrap().seal();
        let letter = Issued {
            number: "1971100456".parse().unwrap(),
            user_id: &"KJ010199999999".parse().unwrap(),
            round: Round::new(2).unwrap(),
            warnings: &[Warning::CheckDigit, Warning::CheckDigit],
            envelope,
            reference,
        };
        Row::new(letter, Place { file: "19/1971100456-2.pdf".into(), page: 1 }, seal)
    }

    #[test]
    fn a_row_tells_its_envelope_where_letters_share_them() {
        let row = row_in(Some(12));
        let line = row.line();
        assert!(line.contains("19/1971100456-2.pdf,1,12,2,"), "{line}");
        assert_eq!(Row::parse(&line).as_ref(), Some(&row));
        for (from, to) in [(",12,", ",,"), (",12,", ",012,"), (",12,", ",a,")] {
            assert_eq!(Row::parse(&line.replacen(from, to, 1)), None, "{from:?} as {to:?}");
        }
        let seal = || BatchKey::from_bytes(&[7; 32]).unwrap().seal();
        assert!(row.agrees_with(seal()));
        for envelope in [None, Some(1), Some(13)] {
            assert!(!Row { envelope, ..row.clone() }.agrees_with(seal()), "{envelope:?}");
        }
        assert_eq!(Columns::Envelope.line().split(',').nth(FURTHER), Some("envelope"));
        assert_eq!(Columns::Least.line().split(',').count(), LEAST_FIELDS);
    }

    #[test]
    fn a_row_tells_the_reference_number_where_one_is_printed() {
        for (envelope, text) in [(None, ",1,,R08-1,2,"), (Some(12), ",1,12,R08-1,2,")] {
            let row = row_of(envelope, Some("R08-1".parse().unwrap()));
            assert!(row.agrees_with(BatchKey::from_bytes(&[7; 32]).unwrap().seal()));
            let line = row.line();
            assert!(line.contains(text), "{line}");
            assert_eq!(row.columns(), Columns::Reference);
            assert_eq!(line.split(',').count(), row.columns().line().split(',').count());
            assert_eq!(Row::parse(&line).as_ref(), Some(&row));
            for other in [",R08-2,", ",,", ",r,"] {
                let other = Row::parse(&line.replacen(",R08-1,", other, 1));
                let seal = BatchKey::from_bytes(&[7; 32]).unwrap().seal();
                assert!(other.is_none_or(|other| !other.agrees_with(seal)), "{row:?}");
            }
        }
    }

    #[test]
    fn a_row_comes_back_from_its_line_and_from_no_other() {
        let row = row();
        let line = row.line();
        assert_eq!(Row::parse(&line).as_ref(), Some(&row));
        for (from, to) in [(",1,2,", ",0001,2,"), (",2,", ",02,"), ("\n", ",\n"), ("\n", "")] {
            assert_eq!(Row::parse(&line.replacen(from, to, 1)), None, "{from:?} as {to:?}");
        }
        assert_eq!(Row::parse(&format!("\"{}", line.replacen(',', "\",", 1))), None);
    }

    #[test]
    fn every_column_but_what_follows_from_later_rounds_is_sealed() {
        let row = row();
        let seal = || BatchKey::from_bytes(&[7; 32]).unwrap().seal();
        assert!(row.agrees_with(seal()));
        let replaced = Row { replaced_by: Some(Round::new(3).unwrap()), ..row.clone() };
        assert!(replaced.agrees_with(seal()));
        let place = Place { page: 2, ..row.place.clone() };
        for other in [
            Row { number: "1971100457".parse().unwrap(), ..row.clone() },
            Row { user_id: "KJ010199999998".into(), ..row.clone() },
            Row { round: Round::FIRST, ..row.clone() },
            Row { warnings: String::new(), ..row.clone() },
            Row { place, ..row.clone() },
            Row { seal: String::new(), ..row.clone() },
            Row { seal: row.seal.to_uppercase(), ..row.clone() },
        ] {
            assert!(!other.agrees_with(seal()), "{other:?}");
        }
    }

    #[test]
    fn a_field_is_no_formula() {
        let formula = field("=cmd|' /C calc'!A0");
        assert_eq!(formula, "\"'=cmd|' /C calc'!A0\"");
        assert_eq!([field("+1"), field("@x"), field("-1")], ["\"'+1\"", "\"'@x\"", "\"'-1\""]);
        assert_eq!([field("a,b"), field("1971100456")], ["\"a,b\"", "1971100456"]);
    }

    #[test]
    fn a_manifest_is_known_by_its_name() {
        assert_eq!(round_of("manifest.csv"), Some(Round::FIRST));
        assert_eq!(round_of("manifest-2.csv"), Round::new(2).ok());
        for other in ["manifest-1.csv", "manifest-02.csv", "manifest-.csv", "manifest.csv.part"] {
            assert_eq!(round_of(other), None, "{other}");
        }
    }
}
