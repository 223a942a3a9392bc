//! What went wrong, with which provider's which field, what was found and what was expected.
//!
//! One opaque [`Error`] over a growing [`ErrorKind`]. No variant can hold a password: where a
//! password is at fault, only its place is named. What a kind holds are values of closed enums, and
//! each enum tells its own words, so that an error can be matched and told in another language.
//!
//! - [`message`]: in which language people are told; [`millimetres`]: lengths as they write them
//! - [`character`]: how a character is named; [`unfit`]: why it is never printed
//! - [`expected`]: what would be right
//! - [`sentence`]: which of the template's, `guide_word`: which of the guide's; [`field`]: what an
//!   error is about; [`place`]: where it is
//! - [`part`]: which part of the page has no room
//! - [`font`], [`gaiji`]: what is wrong with a font or a gaiji map
//! - `toml`: what is wrong with a file of words
//! - `list`: what is wrong with a list of providers or a row of it; `log`: with the log of an
//!   inserter; `overlap`: with the place of its mark
//! - [`file`]: what was tried on a file; [`run_part`]: what letters are made from; [`clash`]: why a
//!   folder is not this run's; [`key`]: what is wrong with the file of a key
//! - [`system`]: what the operating system said
//! - [`kind`]: what went wrong, over all of these; [`japanese`], `list_japanese`: in Japanese
//! - here: the error itself

mod message;
mod millimetres;
mod character;
mod unfit;
mod expected;
mod sentence;
#[cfg(feature = "guide")]
mod guide_word;
mod field;
mod place;
mod part;
mod font;
mod gaiji;
#[cfg(feature = "roster")]
mod list;
#[cfg(feature = "roster")]
mod list_japanese;
#[cfg(feature = "print-shop")]
mod log;
#[cfg(feature = "print-shop")]
mod overlap;
mod file;
#[cfg(feature = "toml")]
mod toml;
mod run_part;
mod clash;
mod key;
mod system;
mod kind;
mod japanese;

use std::error;
use std::fmt;
use std::io;
use std::path::Path;
use std::slice;
use std::str::FromStr;

pub(crate) use character::{CodePoint, CodePoints};
pub use clash::Clash;
pub use expected::Expected;
pub use field::Field;
pub use file::{Action, Plain, Safeguard};
pub use font::FontFault;
pub use gaiji::GaijiFault;
#[cfg(feature = "guide")]
pub use guide_word::GuideWord;
pub use key::KeyFault;
pub use kind::ErrorKind;
#[cfg(feature = "roster")]
pub use list::{BinaryFile, Encoding, ListFault, MissingColumn, Mojibake, SheetDamage};
#[cfg(feature = "print-shop")]
pub use log::LogFault;
pub use message::{Language, Message};
#[cfg(feature = "print-shop")]
pub(crate) use millimetres::Millimetres;
#[cfg(feature = "print-shop")]
pub use overlap::{Corner, Extent, Obstacle};
pub use part::PagePart;
pub use run_part::RunPart;
pub use sentence::Sentence;
#[cfg(feature = "toml")]
pub use toml::{TomlFault, TomlType};
pub use unfit::Unfit;

use place::Place;

/// The result of everything in this crate that can fail.
///
/// ```
/// use reissue_notice::{Policy, Result};
/// fn pattern_of(word: &str) -> Result<Policy> {
///     word.parse()
/// }
/// assert_eq!(pattern_of("UDULUUDU")?.places().count(), 8);
/// assert!(pattern_of("capitals").is_err());
/// # Ok::<(), reissue_notice::Error>(())
/// ```
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error, with the provider and the field it is about where they are known.
///
/// ```
/// use reissue_notice::ProviderNumber;
/// let error = "19711004S6".parse::<ProviderNumber>().unwrap_err();
/// let sentence = "provider number: character 9 is 'S' (U+0053), expected a digit 0-9";
/// assert_eq!(error.to_string(), sentence);
/// ```
pub struct Error(Box<Inner>);

/// The sentence, which so is what `fn main() -> Result` ends with.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

struct Inner {
    place: Place,
    kind: ErrorKind,
    /// Those that it tells of, where they are several.
    each: Vec<Error>,
}

impl Error {
    pub(crate) fn new(field: Field, kind: ErrorKind) -> Self {
        Self::from(kind).for_field(field)
    }

    /// What cannot be, unless this crate is wrong.
    pub(crate) fn defect(reason: impl Into<String>) -> Self {
        ErrorKind::Defect { reason: reason.into() }.into()
    }

    /// What is none of a few choices; of what was found, which may be long, the beginning is told.
    pub(crate) fn range(field: Field, found: &str, expected: Expected) -> Self {
        let found = found.chars().take(20).collect();
        Self::new(field, ErrorKind::Range { found, expected })
    }

    pub(crate) fn io(action: Action, path: impl AsRef<Path>, source: io::Error) -> Self {
        ErrorKind::Io { action, path: path.as_ref().to_owned(), source }.into()
    }

    pub(crate) fn for_provider(mut self, number: impl fmt::Display) -> Self {
        self.0.place.provider.get_or_insert_with(|| number.to_string());
        self
    }

    pub(crate) fn for_field(mut self, field: Field) -> Self {
        self.0.place.field = Some(field);
        self
    }

    #[cfg(feature = "roster")]
    pub(crate) fn read(source: io::Error) -> Self {
        ErrorKind::Read { source }.into()
    }

    #[cfg(any(feature = "roster", feature = "toml"))]
    pub(crate) fn at_line(mut self, line: usize) -> Self {
        self.0.place.line = Some(line);
        self
    }

    #[cfg(feature = "roster")]
    pub(crate) fn at_column(mut self, column: usize) -> Self {
        self.0.place.column = Some(column);
        self
    }

    #[cfg(feature = "toml")]
    pub(crate) fn at_key(mut self, key: &str) -> Self {
        self.0.place.key = Some(key.to_owned());
        self
    }

    /// The key of a file of words that it is about, with the keys of the tables around it.
    ///
    /// ```
    /// # #[cfg(all(feature = "bundled-fonts", feature = "toml"))] {
    /// # use reissue_notice::{FontChain, House};
    /// let error = House::read("[template]\nhonorific = 3", &FontChain::bundled()?).unwrap_err();
    /// assert_eq!(error.key(), Some("template.honorific"));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn key(&self) -> Option<&str> {
        self.0.place.key.as_deref()
    }

    /// The line of the list or file that it is about, counted from 1, where there is one.
    ///
    /// ```
    /// # #[cfg(all(feature = "bundled-fonts", feature = "toml"))] {
    /// # use reissue_notice::{FontChain, House};
    /// let error = House::read("[template]\nhonorific = 3", &FontChain::bundled()?).unwrap_err();
    /// assert_eq!(error.line(), Some(2));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn line(&self) -> Option<usize> {
        self.0.place.line
    }

    /// The column of the list that it is about, counted from 1, where there is one.
    ///
    /// ```
    /// # #[cfg(feature = "roster")] {
    /// # use reissue_notice::{Columns, Roster};
    /// let list = "事業所番号,ユーザID,事業所名\n1971100456,KJ01,やまなし会\n";
    /// let mut rows = Roster::read(list.as_bytes(), &Columns::default())?;
    /// let error = rows.next().unwrap().unwrap_err();
    /// assert_eq!((error.line(), error.column()), (Some(2), Some(2)));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn column(&self) -> Option<usize> {
        self.0.place.column
    }

    /// One error that tells of all of them; the error itself where there is but one.
    pub(crate) fn several(mut errors: Vec<Self>) -> Self {
        let count = errors.len();
        match errors.pop() {
            Some(only) if errors.is_empty() => only,
            last => {
                errors.extend(last);
                let kind = ErrorKind::Several { count };
                Self(Box::new(Inner { place: Place::default(), kind, each: errors }))
            }
        }
    }

    /// Every error that this one tells of: itself, or those of [`ErrorKind::Several`].
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Field, Issuer};
    /// let error = Issuer::builder().build().unwrap_err();
    /// let fields: Vec<Field> = error.each().filter_map(|error| error.field()).collect();
    /// assert_eq!(fields, [Field::Federation, Field::Date]);
    /// # }
    /// ```
    pub fn each(&self) -> impl Iterator<Item = &Self> {
        let each = &*self.0.each;
        let each = if each.is_empty() { slice::from_ref(self) } else { each };
        each.iter()
    }

    /// What went wrong.
    ///
    /// ```
    /// # use reissue_notice::{ErrorKind, ProviderNumber};
    /// let error = "4871100456".parse::<ProviderNumber>().unwrap_err();
    /// assert!(matches!(error.kind(), ErrorKind::Prefecture { found } if found == "48"));
    /// ```
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// The field it is about, where there is one.
    ///
    /// ```
    /// # use reissue_notice::{Field, UserId};
    /// let error = "KJ01".parse::<UserId>().unwrap_err();
    /// assert_eq!(error.field(), Some(Field::UserId));
    /// ```
    pub fn field(&self) -> Option<Field> {
        self.0.place.field
    }

    /// The number of the provider it is about, once that is known.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider};
    /// # let date = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// let provider = Provider::new(number, user_id, "ሀ苑".parse()?);
    /// let error = issuer.check(&provider).unwrap_err();
    /// assert_eq!(error.provider(), Some("1971100456"));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn provider(&self) -> Option<&str> {
        self.0.place.provider.as_deref()
    }

    /// Whether a character is at fault that no font in the chain has.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider, ProviderNumber};
    /// # let date = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// let provider = Provider::new(number, user_id, "ሀ苑".parse()?);
    /// assert!(issuer.check(&provider).unwrap_err().is_missing_glyph());
    /// assert!(!"ሀ".parse::<ProviderNumber>().unwrap_err().is_missing_glyph());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn is_missing_glyph(&self) -> bool {
        matches!(self.0.kind, ErrorKind::MissingGlyph { .. })
    }

    /// Whether the record alone is at fault: a batch refuses it by name and goes on.
    ///
    /// ```
    /// # use reissue_notice::{Policy, ProviderNumber};
    /// // One record of a list is wrong: the others are issued.
    /// assert!("19711".parse::<ProviderNumber>().unwrap_err().is_refusal());
    /// // The pattern of every password is wrong: nothing is.
    /// assert!(!"UDU".parse::<Policy>().unwrap_err().is_refusal());
    /// ```
    pub fn is_refusal(&self) -> bool {
        match &self.0.kind {
            #[cfg(feature = "roster")]
            ErrorKind::List(fault) => fault.is_of_a_row(),
            kind => {
                self.0.place.field.is_some_and(Field::is_of_a_record) && kind.can_be_of_a_record()
            }
        }
    }
}

/// Each of several on a line of its own.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { place, kind, each } = &*self.0;
        write!(f, "{place}{kind}")?;
        each.iter().try_for_each(|error| write!(f, "\n  {error}"))
    }
}

impl Message for Error {
    fn in_japanese(&self) -> String {
        let Inner { place, kind, each } = &*self.0;
        let mut sentence = place.in_japanese() + &kind.in_japanese();
        for error in each {
            sentence += "\n  ";
            sentence += &error.in_japanese();
        }
        sentence
    }
}

/// By its code: `ja` or `en`.
impl FromStr for Language {
    type Err = Error;

    fn from_str(code: &str) -> Result<Self> {
        match code {
            "en" => Ok(Self::English),
            "ja" => Ok(Self::Japanese),
            _ => Err(Error::range(Field::Language, code, Expected::Language)),
        }
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.0.kind.source()
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self(Box::new(Inner { place: Place::default(), kind, each: Vec::new() }))
    }
}

impl From<FontFault> for Error {
    fn from(reason: FontFault) -> Self {
        Self::new(Field::Font, ErrorKind::UnusableFont { reason })
    }
}

impl GaijiFault {
    pub(crate) fn of_line(self, line: usize) -> Error {
        Error::new(Field::Gaiji, ErrorKind::GaijiLine { line, reason: self })
    }
}

/// A result whose error is about a field or a provider.
pub(crate) trait ForField<T> {
    fn for_field(self, field: Field) -> Result<T>;

    fn for_provider(self, number: impl fmt::Display) -> Result<T>;
}

impl<T, E: Into<Error>> ForField<T> for Result<T, E> {
    fn for_field(self, field: Field) -> Result<T> {
        self.map_err(|error| error.into().for_field(field))
    }

    fn for_provider(self, number: impl fmt::Display) -> Result<T> {
        self.map_err(|error| error.into().for_provider(number))
    }
}

#[cfg(feature = "print-shop")]
impl From<LogFault> for Error {
    fn from(fault: LogFault) -> Self {
        Self::new(Field::Log, ErrorKind::Log(fault))
    }
}

#[cfg(feature = "roster")]
impl From<ListFault> for Error {
    fn from(fault: ListFault) -> Self {
        ErrorKind::List(fault).into()
    }
}

#[cfg(feature = "roster")]
impl ListFault {
    /// As the error of a line.
    pub(crate) fn at_line(self, line: usize) -> Error {
        Error::from(self).at_line(line)
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
        assert!(Error::new(Field::Address, ErrorKind::Missing).is_refusal());
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
