//! What a file says, gathered value by value, with what is wrong with it.

use std::str::FromStr;

use super::file::{Spot, Table, Value};
use crate::error::{Error, Field, Result};
use crate::notice::envelope::EnvelopeWindow;
use crate::notice::guide::Guide;
use crate::notice::template::Template;
use crate::password::policy::CharClass;
use crate::reading::ReadingTable;

/// What a file says, as far as it could be read.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) template: Template,
    pub(super) readings: ReadingTable,
    pub(super) window: Option<EnvelopeWindow>,
    pub(super) guide: Option<Guide>,
    pub(super) federation: Option<String>,
    /// Where each field that the file sets stands in it.
    pub(super) spots: Vec<(Field, Spot)>,
    /// Where the names of classes stand.
    pub(super) classes: Vec<(CharClass, Spot)>,
    pub(super) errors: Vec<Error>,
}

/// A text of a list, and where it stands.
pub(super) struct Text {
    pub(super) text: String,
    pub(super) spot: Spot,
}

impl Gathered {
    /// Reads a table where it is there.
    pub(super) fn section(
        &mut self,
        table: &Table<'_>,
        key: &str,
        read: fn(&mut Self, &Table<'_>),
    ) {
        if let Some(section) = self.value(table, key, Value::table) {
            read(self, &section);
        }
    }

    /// Tells of a key that says nothing without another.
    pub(super) fn need(&mut self, table: &Table<'_>, key: &str, other: &str) {
        if table.get(key).is_some() {
            self.require(table, other);
        }
    }

    /// Tells of a key that must be there.
    pub(super) fn require(&mut self, table: &Table<'_>, key: &str) {
        if table.get(key).is_none() {
            self.errors.push(table.missing(key));
        }
    }

    /// The texts of a list.
    pub(super) fn texts(&mut self, table: &Table<'_>, key: &str) -> Option<Vec<Text>> {
        let mut texts = Vec::new();
        for item in self.value(table, key, Value::list)? {
            // One that is no text keeps its number.
            let text = self.kept(item.text()).unwrap_or("・").to_owned();
            texts.push(Text { text, spot: item.spot });
        }
        Some(texts)
    }

    /// Remembers where the texts of a list stand, which is counted from `first`.
    pub(super) fn mark_each(&mut self, texts: &[Text], first: usize, field: fn(usize) -> Field) {
        for (number, text) in (first..).zip(texts) {
            self.spots.push((field(number), text.spot.clone()));
        }
    }

    /// The value of a key, where it is there and what it should be.
    pub(super) fn value<'f, T>(
        &mut self,
        table: &Table<'f>,
        key: &str,
        read: impl FnOnce(&Value<'f>) -> Result<T>,
    ) -> Option<T> {
        let value = table.get(key)?;
        self.kept_at(&value.spot, read(&value))
    }

    pub(super) fn kept_at<T>(&mut self, spot: &Spot, read: Result<T>) -> Option<T> {
        self.kept(read.map_err(|error| spot.error(error)))
    }

    /// What is written by a word, or in a form of its own.
    pub(super) fn choice<T: FromStr<Err = Error>>(
        &mut self,
        table: &Table<'_>,
        key: &str,
    ) -> Option<T> {
        self.value(table, key, |value| value.text()?.parse())
    }

    pub(super) fn kept<T>(&mut self, read: Result<T>) -> Option<T> {
        read.map_err(|error| self.errors.push(error)).ok()
    }

    /// Remembers where a field stands.
    pub(super) fn mark(&mut self, table: &Table<'_>, key: &str, field: Field) {
        self.spots.extend(table.get(key).map(|value| (field, value.spot)));
    }
}
