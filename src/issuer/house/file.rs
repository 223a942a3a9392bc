//! The file as values, each with its line and key; what is wrong with it is gathered on the way.

use toml::Spanned;
use toml::de::{DeFloat, DeInteger, DeTable, DeValue};

use crate::error::{Error, ErrorKind, Expected, Field, TomlFault, TomlType};
use crate::text::edits::nearest;

/// Where a value stands.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) line: usize,
    /// With the keys of the tables around it: `template.title`.
    pub(super) key: String,
}

impl Spot {
    /// An error that is told of here.
    pub(super) fn error(&self, error: impl Into<Error>) -> Error {
        error.into().at_line(self.line).at_key(&self.key)
    }
}

/// A value, and where it stands.
pub(super) struct Value<'f> {
    pub(super) spot: Spot,
    parsed: &'f DeValue<'f>,
    lines: &'f Lines,
}

/// A table whose keys are known.
pub(super) struct Table<'f> {
    spot: Spot,
    entries: &'f DeTable<'f>,
    lines: &'f Lines,
}

/// Where each line begins.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self(std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect())
    }

    /// Counted from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        self.0.partition_point(|begin| *begin <= at)
    }
}

impl<'f> Table<'f> {
    pub(super) fn root(entries: &'f DeTable<'f>, lines: &'f Lines) -> Self {
        Self { spot: Spot { line: 1, key: String::new() }, entries, lines }
    }

    /// Tells of every key but these.
    pub(super) fn know(&self, known: &[&'static str], errors: &mut Vec<Error>) {
        for key in self.entries.keys() {
            let name = key.get_ref().as_ref();
            if !known.contains(&name) {
                errors.push(self.spot_of(key).error(unknown(name, known)));
            }
        }
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<Value<'f>> {
        let (key, value) = self.entries.get_key_value(key)?;
        Some(self.value(key, value))
    }

    fn value(&self, key: &Spanned<impl AsRef<str>>, value: &'f Spanned<DeValue<'f>>) -> Value<'f> {
        Value { spot: self.spot_of(key), parsed: value.get_ref(), lines: self.lines }
    }

    /// Every value with its key.
    pub(super) fn each(&self) -> impl Iterator<Item = (&'f str, Value<'f>)> {
        self.entries.iter().map(|(key, value)| (key.get_ref().as_ref(), self.value(key, value)))
    }

    /// Tells of a key that should be there.
    pub(super) fn missing(&self, key: &str) -> Error {
        let spot = Spot { line: self.spot.line, key: self.spot.join(key) };
        spot.error(ErrorKind::Missing)
    }

    fn spot_of(&self, key: &Spanned<impl AsRef<str>>) -> Spot {
        Spot {
            line: self.lines.line(key.span().start),
            key: self.spot.join(key.get_ref().as_ref()),
        }
    }
}

impl Spot {
    fn join(&self, key: &str) -> String {
        if self.key.is_empty() { key.to_owned() } else { format!("{}.{key}", self.key) }
    }
}

fn unknown(name: &str, known: &[&'static str]) -> ErrorKind {
    let near = nearest(name, known).map_or(known.to_vec(), |near| vec![near]);
    ErrorKind::Toml(TomlFault::UnknownKey { expected: Expected::OneOf(near.into()) })
}

impl<'f> Value<'f> {
    pub(super) fn text(&self) -> Result<&'f str, Error> {
        self.as_type(TomlType::Text, self.parsed.as_str())
    }

    pub(super) fn choice(&self) -> Result<bool, Error> {
        self.as_type(TomlType::Choice, self.parsed.as_bool())
    }

    /// A day, bare or in quotation marks.
    pub(super) fn day(&self) -> Result<String, Error> {
        let bare = self.parsed.as_datetime().map(ToString::to_string);
        let quoted = self.parsed.as_str().map(str::to_owned);
        self.as_type(TomlType::Date, bare.or(quoted))
    }

    pub(super) fn number(&self) -> Result<f64, Error> {
        let number = self.written_number().and_then(|written| written.parse().ok());
        self.as_type(TomlType::Number, number.filter(|number: &f64| number.is_finite()))
    }

    fn written_number(&self) -> Option<&'f str> {
        let whole = self.parsed.as_integer().filter(|number| number.radix() == 10);
        whole.map(DeInteger::as_str).or(self.parsed.as_float().map(DeFloat::as_str))
    }

    pub(super) fn table(&self) -> Result<Table<'f>, Error> {
        let entries = self.as_type(TomlType::Table, self.parsed.as_table())?;
        Ok(Table { spot: self.spot.clone(), entries, lines: self.lines })
    }

    pub(super) fn is_table(&self) -> bool {
        self.parsed.is_table()
    }

    /// The items of a list, each called by its number.
    pub(super) fn list(&self) -> Result<Vec<Self>, Error> {
        let items = self.as_type(TomlType::List, self.parsed.as_array())?;
        let mut values = Vec::new();
        for (number, item) in (1..).zip(items.iter()) {
            let line = self.lines.line(item.span().start);
            let spot = Spot { line, key: format!("{}[{number}]", self.spot.key) };
            values.push(Self { spot, parsed: item.get_ref(), lines: self.lines });
        }
        Ok(values)
    }

    fn as_type<T>(&self, expected: TomlType, found: Option<T>) -> Result<T, Error> {
        found.ok_or_else(|| self.wrong_type(expected))
    }

    fn wrong_type(&self, expected: TomlType) -> Error {
        let found = match self.parsed {
            DeValue::String(_) => TomlType::Text,
            DeValue::Integer(_) | DeValue::Float(_) => TomlType::Number,
            DeValue::Boolean(_) => TomlType::Choice,
            DeValue::Datetime(_) => TomlType::Date,
            DeValue::Array(_) => TomlType::List,
            DeValue::Table(_) => TomlType::Table,
        };
        self.spot.error(ErrorKind::Toml(TomlFault::WrongType { found, expected }))
    }
}

/// An error where its field stands in the file, or as it is.
pub(super) fn told(error: Error, spots: &[(Field, Spot)]) -> Error {
    let spot = spots.iter().find(|(field, _)| error.field() == Some(*field));
    match spot {
        Some((_, spot)) => spot.error(error),
        None => error,
    }
}
