//! What went wrong, with which provider's which field, what was found and what was expected.
//!
//! One opaque [`Error`] over a growing [`ErrorKind`]. No variant can hold a password: where a
//! password is at fault, only its place is named. What a kind holds are values of closed enums, and
//! each enum tells its own words, so that an error can be matched and told in another language.
//!
//! - [`field`]: what an error is about; [`kind`]: what went wrong
//! - [`expected`]: what would be right; [`part`]: which part of the page; [`sentence`]: which of
//!   the template's
//! - [`unfit`]: why a character is never printed; [`character`]: how it is named
//! - [`font`], [`gaiji`]: what is wrong with a font or a gaiji map
//! - `list`: what is wrong with a list of providers or a row of it
//! - [`file`]: what was tried on a file; [`clash`]: why a folder is not this run's;
//!   [`run_part`]: what letters are made from
//! - [`key`]: what is wrong with the file of a key

mod character;
mod clash;
mod expected;
mod field;
mod file;
mod font;
mod gaiji;
mod key;
mod kind;
#[cfg(feature = "roster")]
mod list;
mod part;
mod run_part;
mod sentence;
mod unfit;

use std::error;
use std::fmt;
use std::io;
use std::path::Path;

pub use clash::Clash;
pub use expected::Expected;
pub use field::Field;
pub use file::{Action, Plain, Safeguard};
pub use font::FontFault;
pub use gaiji::GaijiFault;
pub use key::KeyFault;
pub use kind::ErrorKind;
#[cfg(feature = "roster")]
pub use list::{BinaryFile, Encoding, ListFault, MissingColumn, Mojibake, SheetDamage};
pub use part::PagePart;
pub use run_part::RunPart;
pub use sentence::Sentence;
pub use unfit::Unfit;

/// The result of everything in this crate that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error, with the provider and the field it is about where they are known.
///
/// ```
/// use reissue_notice::ProviderNumber;
/// let error = "19711004S6".parse::<ProviderNumber>().unwrap_err();
/// let sentence = "provider number: character 9 is 'S' (U+0053), expected a digit 0-9";
/// assert_eq!(error.to_string(), sentence);
/// ```
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    line: Option<usize>,
    column: Option<usize>,
    provider: Option<String>,
    field: Option<Field>,
    kind: ErrorKind,
}

impl Error {
    pub(crate) fn new(field: Field, kind: ErrorKind) -> Self {
        Self::from(kind).for_field(field)
    }

    pub(crate) fn io(action: Action, path: impl AsRef<Path>, source: io::Error) -> Self {
        ErrorKind::Io { action, path: path.as_ref().to_owned(), source }.into()
    }

    pub(crate) fn for_provider(mut self, number: impl fmt::Display) -> Self {
        self.0.provider.get_or_insert_with(|| number.to_string());
        self
    }

    pub(crate) fn for_field(mut self, field: Field) -> Self {
        self.0.field = Some(field);
        self
    }

    #[cfg(feature = "roster")]
    pub(crate) fn read(source: io::Error) -> Self {
        ErrorKind::Read { source }.into()
    }

    #[cfg(feature = "roster")]
    pub(crate) fn at_line(mut self, line: usize) -> Self {
        self.0.line = Some(line);
        self
    }

    #[cfg(feature = "roster")]
    pub(crate) fn at_column(mut self, column: usize) -> Self {
        self.0.column = Some(column);
        self
    }

    /// The line of the list that it is about, counted from 1, where there is one.
    pub fn line(&self) -> Option<usize> {
        self.0.line
    }

    /// The column of the list that it is about, counted from 1, where there is one.
    pub fn column(&self) -> Option<usize> {
        self.0.column
    }

    /// One error that tells of all of them; the error itself where there is but one.
    pub(crate) fn several(mut errors: Vec<Self>) -> Self {
        match (errors.pop(), errors.is_empty()) {
            (Some(only), true) => only,
            (last, _) => {
                errors.extend(last);
                ErrorKind::Several { errors }.into()
            }
        }
    }

    /// Every error that this one tells of: itself, or those of [`ErrorKind::Several`].
    pub fn each(&self) -> impl Iterator<Item = &Self> {
        let several = match self.kind() {
            ErrorKind::Several { errors } => errors.as_slice(),
            _ => std::slice::from_ref(self),
        };
        several.iter()
    }

    /// What went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// The field it is about, where there is one.
    pub fn field(&self) -> Option<Field> {
        self.0.field
    }

    /// The number of the provider it is about, once that is known.
    pub fn provider(&self) -> Option<&str> {
        self.0.provider.as_deref()
    }

    /// Whether a character is at fault that no font in the chain has.
    pub fn is_missing_glyph(&self) -> bool {
        matches!(self.0.kind, ErrorKind::MissingGlyph { .. })
    }

    /// Whether the record alone is at fault: a batch refuses it by name and goes on.
    pub fn is_refusal(&self) -> bool {
        match &self.0.kind {
            #[cfg(feature = "roster")]
            ErrorKind::List(fault) => fault.is_of_a_row(),
            kind => self.0.field.is_some_and(Field::is_of_a_record) && kind.can_be_of_a_record(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { line, column, provider, field, kind } = &*self.0;
        let places = [
            line.map(|line| format!("line {line}")),
            column.map(|column| format!("column {column}")),
            provider.as_ref().map(|number| format!("provider {number}")),
            field.map(|field| field.to_string()),
        ];
        let places: Vec<String> = places.into_iter().flatten().collect();
        if !places.is_empty() {
            write!(f, "{}: ", places.join(", "))?;
        }
        kind.fmt(f)
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match &self.0.kind {
            ErrorKind::Io { source, .. }
            | ErrorKind::Write { source }
            | ErrorKind::Unsupported { source, .. } => Some(source),
            #[cfg(feature = "roster")]
            ErrorKind::Read { source } => Some(source),
            _ => None,
        }
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self(Box::new(Inner { line: None, column: None, provider: None, field: None, kind }))
    }
}

#[cfg(feature = "roster")]
impl From<ListFault> for Error {
    fn from(fault: ListFault) -> Self {
        ErrorKind::List(fault).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_names_provider_field_and_character() {
        let kind = ErrorKind::MissingGlyph { cluster: "⁺".into(), fonts: "A, B".into() };
        let error = Error::new(Field::ProviderName, kind).for_provider("1971100456");
        assert_eq!(
            error.to_string(),
            "provider 1971100456, provider name: '⁺' (U+207A) is in none of the fonts A, B"
        );
        assert_eq!(
            (error.provider(), error.field()),
            (Some("1971100456"), Some(Field::ProviderName))
        );
        assert!(error.is_missing_glyph() && error.is_refusal());
    }

    #[test]
    fn an_invisible_character_is_named_by_its_code_point_alone() {
        let kind = ErrorKind::Unprintable { position: 3, found: '\u{202E}', reason: Unfit::Format };
        assert_eq!(Error::from(kind).to_string(), "character 3 is U+202E: a format control");
    }

    #[test]
    fn only_what_a_record_is_to_blame_for_is_a_refusal() {
        let empty = || ErrorKind::Empty { expected: Expected::Name };
        assert!(Error::new(Field::ProviderName, empty()).is_refusal());
        assert!(!Error::new(Field::Federation, empty()).is_refusal());
        assert!(!Error::new(Field::Date, ErrorKind::Missing).is_refusal());
        let defect = ErrorKind::Defect { reason: "a glyph of no face".into() };
        assert!(!Error::new(Field::ProviderName, defect).is_refusal());
        assert!(!Error::from(empty()).is_refusal());
    }

    #[test]
    fn a_file_error_keeps_its_source_and_is_no_refusal() {
        let error = Error::io(
            Action::Create,
            "out/a.pdf",
            io::Error::from(io::ErrorKind::PermissionDenied),
        );
        assert_eq!(error.to_string(), "cannot create out/a.pdf: permission denied");
        assert!(error::Error::source(&error).is_some() && !error.is_refusal());
    }
}
