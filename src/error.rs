//! What went wrong, with which provider's which field, what was found and what was expected.
//!
//! One opaque [`Error`] over a growing [`ErrorKind`]. No variant can hold a password: where a
//! password is at fault, only its place is named.

use std::error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// The result of everything in this crate that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Which field of a record, or which part of the set-up, an error is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Field {
    /// 事業所番号.
    ProviderNumber,
    /// ユーザID.
    UserId,
    /// 事業所名.
    ProviderName,
    /// 郵便番号.
    PostCode,
    /// 発行日.
    Date,
    /// The pattern of character classes.
    Pattern,
    /// The set of symbols that 記号 draws from.
    Symbols,
    /// 仮パスワード; its characters are never part of an error.
    Password,
    /// The password that opens an encrypted letter; its characters are never part of an error.
    MailPassword,
    /// The name of the federation that sends the letter.
    Federation,
    /// A word or sentence of the template.
    Template,
    /// The table of kana readings.
    Readings,
    /// A font.
    Font,
    /// A map of private-use characters.
    Gaiji,
    /// The key of a batch.
    Key,
    /// Which part of a batch that is split over machines.
    Shard,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ProviderNumber => "provider number",
            Self::UserId => "user ID",
            Self::ProviderName => "provider name",
            Self::PostCode => "post code",
            Self::Date => "date",
            Self::Pattern => "pattern",
            Self::Symbols => "symbols",
            Self::Password => "password",
            Self::MailPassword => "mail password",
            Self::Federation => "federation",
            Self::Template => "template",
            Self::Readings => "readings",
            Self::Font => "font",
            Self::Gaiji => "gaiji map",
            Self::Key => "batch key",
            Self::Shard => "shard",
        })
    }
}

/// What went wrong. More kinds may come.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Nothing is left of the text.
    #[error("found nothing, expected {expected}")]
    Empty {
        /// What should have been there.
        expected: String,
    },
    /// Too short or too long.
    #[error("found {found} characters, expected {expected}")]
    Length {
        /// How many characters there were.
        found: usize,
        /// How many there should be.
        expected: String,
    },
    /// A character that may not stand where it stands.
    #[error("character {position} is {}, expected {expected}", named(*.found))]
    Character {
        /// Counted from 1.
        position: usize,
        /// The character.
        found: char,
        /// What may stand there.
        expected: String,
    },
    /// A place of a password that is not of its class; the character stays unsaid.
    #[error("place {position} is not {expected}")]
    Place {
        /// Counted from 1.
        position: usize,
        /// What the policy asks for.
        expected: String,
    },
    /// A prefecture code outside 01 to 47.
    #[error("found prefecture {found}, expected 01 to 47")]
    Prefecture {
        /// The first two digits.
        found: String,
    },
    /// A day that no calendar has, or one before the first era that the letter can name.
    #[error("found {found:?}, expected {expected}")]
    Day {
        /// What was given.
        found: String,
        /// The form or the range.
        expected: &'static str,
    },
    /// A character that is never printed, whatever the font.
    #[error("character {position} is {}: {reason}", named(*.found))]
    Unprintable {
        /// Counted from 1.
        position: usize,
        /// The character.
        found: char,
        /// Why it is refused.
        reason: &'static str,
    },
    /// Characters that no font in the chain can print.
    #[error("{} is in none of the fonts {fonts}", listed(.cluster))]
    MissingGlyph {
        /// The character, with what combines with it.
        cluster: String,
        /// The faces that were asked.
        fonts: String,
    },
    /// Text that does not fit its box even at the smallest size on as many lines as there are.
    #[error(
        "{what} is {needed_mm:.1} mm wide at {floor_pt} pt, more than {lines} lines of {room_mm:.1} mm hold"
    )]
    TooWide {
        /// Which box.
        what: &'static str,
        /// Width on one line at the smallest size, in millimetres.
        needed_mm: f64,
        /// Smallest size, in points.
        floor_pt: f64,
        /// Number of lines.
        lines: usize,
        /// Width of the widest line, in millimetres.
        room_mm: f64,
    },
    /// A part of the page that lies outside the place it must keep to.
    #[error(
        "{what} would reach from {top_mm:.1} to {bottom_mm:.1} mm, expected within {from_mm:.1} to {to_mm:.1} mm of the top"
    )]
    OffPage {
        /// Which part.
        what: &'static str,
        /// Upper edge in millimetres from the top of the page.
        top_mm: f64,
        /// Lower edge in millimetres from the top of the page.
        bottom_mm: f64,
        /// Where it may begin.
        from_mm: f64,
        /// Where it must end.
        to_mm: f64,
    },
    /// A value that has to be given and was not.
    #[error("not given")]
    Missing,
    /// A second record with a value that must be unique.
    #[error("same as in row {first_row}")]
    Duplicate {
        /// The row that had it first, counted from 1.
        first_row: usize,
    },
    /// Font bytes that cannot be used.
    #[error("{reason}")]
    UnusableFont {
        /// Why.
        reason: String,
    },
    /// A line of a text file that does not follow its form.
    #[error("line {line}: {reason}")]
    Line {
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// A value outside its range.
    #[error("found {found}, expected {expected}")]
    Range {
        /// What was given.
        found: String,
        /// What is allowed.
        expected: String,
    },
    /// The master document could not be built; a defect of this crate or of a font.
    #[error("the master document could not be built: {reason}")]
    Master {
        /// What was found.
        reason: String,
    },
    /// The system's random generator failed.
    #[error("the system's random generator failed: {reason}")]
    Random {
        /// What it said.
        reason: String,
    },
    /// The folder belongs to another run.
    #[error("{}: {reason}", .path.display())]
    OtherRun {
        /// The folder or file.
        path: PathBuf,
        /// In what it differs.
        reason: String,
    },
    /// A file operation failed.
    #[error("cannot {action} {}: {source}", .path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// On which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Writing to the caller's writer failed.
    #[error("cannot write the spool: {source}")]
    Write {
        /// What the writer said.
        source: io::Error,
    },
}

/// An error, with the provider and the field it is about where they are known.
///
/// ```
/// use reissue_notice::ProviderNumber;
/// let error = "19711004S6".parse::<ProviderNumber>().unwrap_err();
/// assert_eq!(error.to_string(), "provider number: character 9 is 'S' (U+0053), expected a digit 0-9");
/// ```
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    provider: Option<String>,
    field: Option<Field>,
    kind: ErrorKind,
}

impl Error {
    pub(crate) fn new(field: Field, kind: ErrorKind) -> Self {
        Self(Box::new(Inner { provider: None, field: Some(field), kind }))
    }

    pub(crate) fn io(action: &'static str, path: impl AsRef<Path>, source: io::Error) -> Self {
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
        !matches!(
            self.0.kind,
            ErrorKind::Io { .. }
                | ErrorKind::Write { .. }
                | ErrorKind::OtherRun { .. }
                | ErrorKind::Master { .. }
                | ErrorKind::Random { .. }
        )
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(number) = &self.0.provider {
            write!(f, "provider {number}, ")?;
        }
        if let Some(field) = self.0.field {
            write!(f, "{field}: ")?;
        }
        self.0.kind.fmt(f)
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match &self.0.kind {
            ErrorKind::Io { source, .. } | ErrorKind::Write { source } => Some(source),
            _ => None,
        }
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self(Box::new(Inner { provider: None, field: None, kind }))
    }
}

/// A character as a person can find it again: itself where it prints, and its code point always.
fn named(c: char) -> String {
    let code = u32::from(c);
    if c.is_control() || is_invisible(c) {
        format!("U+{code:04X}")
    } else {
        format!("'{c}' (U+{code:04X})")
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{3164}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E000}'..='\u{F8FF}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{10FFFF}')
}

fn listed(cluster: &str) -> String {
    cluster.chars().map(named).collect::<Vec<_>>().join(" ")
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
        let kind =
            ErrorKind::Unprintable { position: 3, found: '\u{202E}', reason: "a format control" };
        assert_eq!(Error::from(kind).to_string(), "character 3 is U+202E: a format control");
    }

    #[test]
    fn a_file_error_keeps_its_source_and_is_no_refusal() {
        let error =
            Error::io("create", "out/a.pdf", io::Error::from(io::ErrorKind::PermissionDenied));
        assert_eq!(error.to_string(), "cannot create out/a.pdf: permission denied");
        assert!(error::Error::source(&error).is_some() && !error.is_refusal());
    }
}
