//! Where something went wrong: in which row of a list, with which provider's which field.

use std::fmt;

use super::field::Field;
use super::message::Message;

/// What is known of where an error is.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// Of the list or file, counted from 1.
    pub(super) line: Option<usize>,
    /// Of the list, counted from 1.
    pub(super) column: Option<usize>,
    /// The number, or what stands in its place.
    pub(super) provider: Option<String>,
    pub(super) field: Option<Field>,
    /// Of a file of words; it tells more than the field.
    pub(super) key: Option<String>,
}

impl Place {
    /// The key, or the field in words.
    fn subject(&self, in_words: impl FnOnce(Field) -> String) -> Option<String> {
        self.key.clone().or_else(|| self.field.map(in_words))
    }
}

/// What comes before the sentence that tells what went wrong.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut places = Vec::new();
        places.extend(self.line.map(|line| format!("line {line}")));
        places.extend(self.column.map(|column| format!("column {column}")));
        places.extend(self.provider.as_ref().map(|number| format!("provider {number}")));
        places.extend(self.subject(|field| field.to_string()));
        if places.is_empty() { Ok(()) } else { write!(f, "{}: ", places.join(", ")) }
    }
}

impl Message for Place {
    fn in_japanese(&self) -> String {
        let mut places = Vec::new();
        places.extend(self.line.map(|line| format!("{line}行目")));
        places.extend(self.column.map(|column| format!("{column}列目")));
        places.extend(self.provider.as_ref().map(|number| format!("事業所{number}")));
        places.extend(self.subject(|field| field.in_japanese()));
        if places.is_empty() { String::new() } else { places.join("、") + "：" }
    }
}
