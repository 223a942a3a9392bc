//! The list of providers: rows that parse, and rows that are refused with their reason.

use std::error::Error;
use std::path::Path;

use csv::StringRecord;
use reissue_notice::{Provider, Shard};

const BUILT_IN: &[u8] = include_bytes!("providers.csv");

/// A row that is no provider.
pub(crate) struct RefusedRow {
    pub row: usize,
    pub number: String,
    pub reason: String,
}

pub(crate) struct Roster {
    providers: Vec<Provider>,
    refused: Vec<RefusedRow>,
}

impl Roster {
    pub(crate) fn read(path: Option<&Path>, shard: Option<Shard>) -> Result<Self, Box<dyn Error>> {
        let bytes = match path {
            Some(path) => std::fs::read(path)
                .map_err(|error| format!("cannot read {}: {error}", path.display()))?,
            None => BUILT_IN.to_vec(),
        };
        let mut roster = Self::parse(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes))?;
        if let Some(shard) = shard {
            roster.providers.retain(|provider| shard.holds(provider.number()));
            // A row without a number belongs to no part by hash: the first part names it.
            if shard.index() > 0 {
                roster.refused.clear();
            }
        }
        Ok(roster)
    }

    fn parse(bytes: &[u8]) -> Result<Self, Box<dyn Error>> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
        let columns = Columns::find(reader.headers()?)?;
        let mut roster = Self { providers: Vec::new(), refused: Vec::new() };
        for (row, record) in (1..).zip(reader.into_byte_records()) {
            let record = record?;
            let lossy = |field: &[u8]| String::from_utf8_lossy(field).into_owned();
            let number = record.get(columns.number).map(lossy).unwrap_or_default();
            let provider = StringRecord::from_byte_record(record)
                .map_err(|error| format!("the row is not UTF-8: {error}"))
                .and_then(|record| columns.provider(&record).map_err(|error| error.to_string()));
            match provider {
                Ok(provider) => roster.providers.push(provider.at_row(row)),
                Err(reason) => roster.refused.push(RefusedRow { row, number, reason }),
            }
        }
        Ok(roster)
    }

    pub(crate) fn providers(&self) -> &[Provider] {
        &self.providers
    }

    pub(crate) fn refused(&self) -> &[RefusedRow] {
        &self.refused
    }

    pub(crate) fn rows(&self) -> usize {
        self.providers.len() + self.refused.len()
    }
}

struct Columns {
    number: usize,
    user_id: usize,
    name: usize,
    post_code: Option<usize>,
}

impl Columns {
    fn find(header: &StringRecord) -> Result<Self, String> {
        let column = |name| header.iter().position(|column| column.trim() == name);
        let needed = |name| column(name).ok_or_else(|| format!("the list has no column {name}"));
        Ok(Self {
            number: needed("provider_number")?,
            user_id: needed("user_id")?,
            name: needed("name")?,
            post_code: column("post_code"),
        })
    }

    fn provider(&self, record: &StringRecord) -> Result<Provider, reissue_notice::Error> {
        let field = |index| record.get(index).unwrap_or_default();
        let number = field(self.number).trim().parse()?;
        let provider =
            Provider::new(number, field(self.user_id).trim().parse()?, field(self.name).parse()?);
        match self.post_code.map(field).map(str::trim) {
            Some(code) if !code.is_empty() => Ok(provider.with_post_code(code.parse()?)),
            _ => Ok(provider),
        }
    }
}
