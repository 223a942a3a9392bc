//! `manifest.csv`: which letter stands in which file, with a keyed digest; never a password, never
//! an unkeyed digest.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use hmac::Mac;

use super::key::KeyedDigest;
use super::wiped;
use crate::error::{Action, Error, Result};
use crate::provider::number::ProviderNumber;
use crate::provider::{Provider, Warning};

/// The columns, in their order.
pub(super) const COLUMNS: [&str; 6] =
    ["provider_number", "user_id", "file", "page", "hmac_sha256", "warnings"];
pub(super) const FILE: &str = "manifest.csv";

/// One letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) number: ProviderNumber,
    pub(super) user_id: String,
    /// Relative to the folder of the manifest, with `/`.
    pub(super) file: String,
    /// Counted from 1.
    pub(super) page: usize,
    pub(super) mac: String,
    pub(super) warnings: String,
}

impl Row {
    /// `over_file` has taken in every byte of the file; the other columns are added, so that none
    /// can be edited and no two rows swapped.
    pub(super) fn new(
        provider: &Provider,
        (file, page): (String, usize),
        over_file: KeyedDigest,
        warnings: &[Warning],
    ) -> Self {
        let (number, user_id) = (provider.number(), provider.user_id().to_string());
        let warnings = warnings.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        let mut row = Self { number, user_id, file, page, mac: String::new(), warnings };
        row.mac = row.mac_with(over_file);
        row
    }

    pub(super) fn record(&self) -> csv::StringRecord {
        let page = self.page.to_string();
        [self.number.as_str(), &self.user_id, &self.file, &page, &self.mac, &self.warnings]
            .into_iter()
            .collect()
    }

    pub(super) fn parse(fields: &csv::StringRecord) -> Option<Self> {
        let field = |index| fields.get(index).map(str::to_owned);
        Some(Self {
            number: fields.get(0)?.parse().ok()?,
            user_id: field(1)?,
            file: field(2)?,
            page: fields.get(3)?.parse().ok()?,
            mac: field(4)?,
            warnings: field(5)?,
        })
    }

    /// Whether the file's bytes are those that this row was written for, and nothing in the row was
    /// changed since.
    pub(super) fn agrees_with(&self, over_file: KeyedDigest) -> bool {
        self.mac_with(over_file) == self.mac
    }

    fn mac_with(&self, over_file: KeyedDigest) -> String {
        let Self { number, user_id, file, page, warnings, mac: _ } = self;
        let bound =
            over_file.chain_update(format!("\n{number},{user_id},{file},{page},{warnings}"));
        hex(&bound.finalize().into_bytes())
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A digest over the bytes of a file.
pub(super) fn digest_file(mut digest: KeyedDigest, path: &Path) -> io::Result<KeyedDigest> {
    let mut file = std::fs::File::open(path)?;
    let mut buffer = wiped::buffer(1 << 16);
    loop {
        match io::Read::read(&mut file, &mut buffer)? {
            0 => return Ok(digest),
            read => digest.update(buffer.get(..read).unwrap_or_default()),
        }
    }
}

/// The rows of a manifest, lazily; or what is wrong with one.
///
/// # Errors
/// Where the manifest cannot be opened.
pub(super) fn read(
    folder: &Path,
) -> Result<impl Iterator<Item = std::result::Result<Row, String>>> {
    let path = folder.join(FILE);
    let reader = csv::Reader::from_path(&path)
        .map_err(|error| Error::io(Action::Read, &path, error.into()))?;
    Ok((1..).zip(reader.into_records()).map(|(number, record): (usize, _)| {
        let row = record.as_ref().ok().and_then(Row::parse);
        row.ok_or_else(|| format!("row {number} is not one of a manifest"))
    }))
}
