//! What can be wrong with a list of providers: with one of its rows, or with all of it.
//!
//! - [`Encoding`], [`SheetDamage`], [`Mojibake`]: what a fault, or a warning, is about
//! - [`ListFault`]: the faults, and which of them leave the rest of the list in order

use super::character::Named;
use super::field::Field;
use super::message::Message;

/// How the characters of a list are written as bytes.
///
/// ```
/// use reissue_notice::{Columns, Encoding, Roster};
/// let list = "provider_number,user_id,name\n1971100456,KJ010199999999,やまなし会\n";
/// let (list, ..) = encoding_rs::SHIFT_JIS.encode(list);
/// let roster = Roster::read(&*list, &Columns::default())?;
/// assert_eq!(roster.encoding(), Some(Encoding::Cp932));
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[error("UTF-8")]
    Utf8,
    /// UTF-16, low byte first: "Unicode text" of a spreadsheet.
    #[error("UTF-16LE")]
    Utf16Le,
    /// UTF-16, high byte first.
    #[error("UTF-16BE")]
    Utf16Be,
    /// Shift_JIS as Windows maps it, with NEC's and IBM's characters.
    #[error("CP932")]
    Cp932,
}

/// What a spreadsheet does to a number that it takes for an amount.
///
/// ```
/// use reissue_notice::{Columns, ErrorKind, ListFault, Roster, SheetDamage};
/// let list = "provider_number,user_id,name\n1.97E+09,KJ010199999999,やまなし会\n";
/// let error = Roster::read(list.as_bytes(), &Columns::default())?.next().unwrap().unwrap_err();
/// let ErrorKind::List(ListFault::Spreadsheet { damage, .. }) = error.kind() else {
///     panic!("{error}")
/// };
/// assert_eq!(damage, &SheetDamage::Scientific);
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum SheetDamage {
    /// One digit too few: 0170500300 became 170500300.
    #[error("a leading zero may be lost")]
    LostZero,
    /// 1.97E+09: the last digits are gone.
    #[error("a spreadsheet has written it as an amount, and its last digits are lost")]
    Scientific,
    /// １９７１１００４５６.
    #[error("it has full-width characters, expected half-width")]
    FullWidth,
    /// 19-7110045-6.
    #[error("it has hyphens, expected none")]
    Hyphen,
    /// '1971100456, by which a spreadsheet is told that it is text.
    #[error("it begins with a spreadsheet's apostrophe, expected none")]
    Apostrophe,
    /// 1971100456.0.
    #[error("a spreadsheet has written it as an amount with decimals")]
    Decimal,
    /// 1,971,100,456.
    #[error("a spreadsheet has written it as an amount with commas")]
    Grouped,
    /// ="1971100456".
    #[error("it is a spreadsheet's formula, expected its value")]
    Formula,
}

impl Message for SheetDamage {
    fn in_japanese(&self) -> String {
        String::from(match self {
            Self::LostZero => "先頭の0が失われたおそれがあります",
            Self::Scientific => "表計算ソフトで指数表記となり、末尾の数字が失われています",
            Self::FullWidth => "全角文字を含みます",
            Self::Hyphen => "ハイフンを含みます",
            Self::Apostrophe => "先頭に表計算ソフトの引用符があります",
            Self::Decimal => "表計算ソフトで小数になっています",
            Self::Grouped => "表計算ソフトで桁区切りが入っています",
            Self::Formula => "表計算ソフトの数式です",
        })
    }
}

impl SheetDamage {
    /// What to do about it, in Japanese.
    pub(super) fn remedy(self) -> &'static str {
        match self {
            Self::LostZero => "先頭に0を補ってください。",
            Self::FullWidth => "半角に直してください。",
            Self::Hyphen | Self::Apostrophe => "取り除いてください。",
            Self::Scientific | Self::Decimal | Self::Grouped | Self::Formula => {
                "元の番号を文字列として記入してください。"
            }
        }
    }
}

/// Which bytes were taken for which, before the list came here.
///
/// ```
/// use reissue_notice::{Columns, Damage, Mojibake, Roster};
/// let list = "provider_number,user_id,name\n1971100456,KJ010199999999,‚â‚Ü‚È‚µ‰ï\n";
/// let row = Roster::read(list.as_bytes(), &Columns::default())?.next().unwrap()?;
/// let (mojibake, restored) = (Mojibake::Cp932AsLatin1, Some("やまなし会".to_owned()));
/// assert_eq!(row.warnings()[0].damage(), &Damage::Mojibake { mojibake, restored });
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Mojibake {
    /// やまなし became 繧・∪縺ｪ縺・.
    #[error("UTF-8 that was read as CP932")]
    Utf8AsCp932,
    /// 会 became ä¼š.
    #[error("UTF-8 that was read as Latin-1")]
    Utf8AsLatin1,
    /// やまなし became ‚â‚Ü‚È‚µ.
    #[error("CP932 that was read as Latin-1")]
    Cp932AsLatin1,
}

impl Message for Mojibake {
    fn in_japanese(&self) -> String {
        String::from(match self {
            Self::Utf8AsCp932 => "UTF-8の名称をCP932として読んだもの",
            Self::Utf8AsLatin1 => "UTF-8の名称を欧文として読んだもの",
            Self::Cp932AsLatin1 => "CP932の名称を欧文として読んだもの",
        })
    }
}

/// A column that a list must have, and does not.
///
/// ```
/// use reissue_notice::{Columns, ErrorKind, Field, ListFault, Roster};
/// let list = "provider_number,name\n1971100456,やまなし会\n";
/// let error = Roster::read(list.as_bytes(), &Columns::default()).unwrap_err();
/// let ErrorKind::List(ListFault::MissingColumns { missing, .. }) = error.kind() else {
///     panic!("{error}")
/// };
/// assert_eq!(missing[0].field, Field::UserId);
/// assert!(missing[0].would_do.contains(&"ユーザID".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{field} ({})", .would_do.join(", "))]
pub struct MissingColumn {
    /// What it would hold.
    pub field: Field,
    /// The names by which it would be known.
    pub would_do: Vec<String>,
}

/// What is wrong with a list, or with a row of it. Where it stands is told by
/// [`Error::line`](super::Error::line) and [`Error::column`](super::Error::column).
///
/// ```
/// use reissue_notice::{Columns, ErrorKind, ListFault, Roster};
/// let list = "provider_number,user_id,name\n1971100456,KJ010199999999\n";
/// let error = Roster::read(list.as_bytes(), &Columns::default())?.next().unwrap().unwrap_err();
/// let ErrorKind::List(fault) = error.kind() else { panic!("{error}") };
/// assert_eq!(fault, &ListFault::MissingField { found: 2, expected: 3 });
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ListFault {
    /// A quote opens and is not closed before the line ends.
    #[error(
        "a quote opens here and the line ends before it is closed; no field may hold a line break"
    )]
    LineBreakInQuotes,
    /// The line is part of a field that opened on an earlier one.
    #[error("the line stands inside the quote that opened on line {opened}")]
    InsideQuotes {
        /// On which line.
        opened: usize,
    },
    /// A quoted field goes on after its closing quote.
    #[error(
        "{} follows the closing quote, expected the end of the field; \
         a quote inside a quoted field is written twice",
        Named(*.found)
    )]
    TextAfterQuote {
        /// The first character after the quote.
        found: char,
    },
    /// A backslash before a quote: other programs' way to write one.
    #[error("a backslash stands before a quote; a quote inside a quoted field is written twice")]
    BackslashBeforeQuote,
    /// A blank before an opening quote.
    #[error("a blank stands before the opening quote, expected none")]
    BlankBeforeQuote,
    /// A quote in a field that does not begin with one.
    #[error(
        "a quote stands inside a field that does not begin with one; \
         put the field in quotes and write the quote twice"
    )]
    QuoteInPlainField,
    /// More fields than the header names.
    #[error("found {found} fields, expected {expected} as in the header; a comma may need quotes")]
    SurplusField {
        /// How many fields the row has; blank ones at its end are not counted.
        found: usize,
        /// How many the header has.
        expected: usize,
    },
    /// Fewer fields than the header names.
    #[error("found {found} fields, expected {expected} as in the header; the row may be cut off")]
    MissingField {
        /// How many fields the row has.
        found: usize,
        /// How many the header has.
        expected: usize,
    },
    /// A field longer than any spreadsheet's.
    #[error("found {found} characters, expected at most {limit}")]
    FieldTooLong {
        /// How many characters.
        found: usize,
        /// How many there may be.
        limit: usize,
    },
    /// A line in another encoding than the list.
    #[error("the line is not {list}, as the list is{}", but(*.reads_as))]
    OtherEncoding {
        /// The list's.
        list: Encoding,
        /// The one that the line can be read in.
        reads_as: Option<Encoding>,
    },
    /// A number that a spreadsheet has changed.
    #[error("found {found}: {damage}")]
    Spreadsheet {
        /// What stands there.
        found: String,
        /// What was done to it.
        damage: SheetDamage,
    },
    /// A name whose bytes were read in the wrong encoding, so that it cannot be printed.
    #[error("the name looks like {mojibake}; it may have been {restored}")]
    Mojibake {
        /// Which bytes were taken for which.
        mojibake: Mojibake,
        /// The name as it may have been.
        restored: String,
    },

    /// Nothing but blank lines.
    #[error("the list is empty, expected a header")]
    EmptyList,
    /// The header lacks columns.
    #[error("the header has no column for {}; found {}", listed(.missing), told(.found))]
    MissingColumns {
        /// All that are missing.
        missing: Vec<MissingColumn>,
        /// The names in the line that comes nearest to a header.
        found: Vec<String>,
    },
    /// Two columns for one thing.
    #[error("two columns for the {field}: {first_name} in column {first}, {second_name} here")]
    TwoColumns {
        /// What they hold.
        field: Field,
        /// The first, counted from 1.
        first: usize,
        /// What the first is called.
        first_name: String,
        /// What the second is called.
        second_name: String,
    },
    /// The header breaks the rules of a row.
    #[error("the header cannot be read: {0}")]
    Header(Box<ListFault>),
    /// A quote that is never closed.
    #[error(
        "a quote opens here and is never closed: the list ends inside it, on line {ended}; \
         none of the lines between can be trusted"
    )]
    OpenQuote {
        /// The last line of the list.
        ended: usize,
    },
    /// A quote that is not closed for so long that no field can be meant.
    #[error(
        "a quote opens here and is not closed by line {seen}, over {limit} bytes later; \
         none of the lines between can be trusted"
    )]
    EndlessQuote {
        /// How far was looked.
        seen: usize,
        /// How many bytes were looked through.
        limit: usize,
    },
    /// A line that is no row.
    #[error("the line does not end within {limit} bytes; this is no list of rows")]
    EndlessLine {
        /// How many bytes it may have.
        limit: usize,
    },
    /// Nothing in the list tells in which of two encodings it is.
    #[error(
        "the encoding is not certain: {as_utf8} in UTF-8 may be {as_cp932} in CP932; \
         say which it is"
    )]
    UnsureEncoding {
        /// The line read as UTF-8.
        as_utf8: String,
        /// The line read as CP932.
        as_cp932: String,
    },
    /// UTF-16 that does not say so.
    #[error(
        "the list looks like UTF-16 without a byte order mark; save it as UTF-8, or say which \
         it is"
    )]
    UnmarkedUtf16,
    /// A workbook, or another file that is no text.
    #[error("this is a {kind} file, expected text; save the list as CSV")]
    NoText {
        /// What it is.
        kind: BinaryFile,
    },
    /// A word that names no encoding.
    #[error("found no encoding {found:?}, expected UTF-8, UTF-16LE, UTF-16BE or CP932")]
    UnknownEncoding {
        /// The word.
        found: String,
    },
}

impl ListFault {
    /// Whether one line alone is at fault, so that the lines after it can be read.
    pub(super) fn is_of_a_row(&self) -> bool {
        matches!(
            self,
            Self::LineBreakInQuotes
                | Self::InsideQuotes { .. }
                | Self::TextAfterQuote { .. }
                | Self::BackslashBeforeQuote
                | Self::BlankBeforeQuote
                | Self::QuoteInPlainField
                | Self::SurplusField { .. }
                | Self::MissingField { .. }
                | Self::FieldTooLong { .. }
                | Self::OtherEncoding { .. }
                | Self::Spreadsheet { .. }
                | Self::Mojibake { .. }
        )
    }
}

/// A file that is often given in place of a list.
///
/// ```
/// use reissue_notice::{BinaryFile, Columns, ErrorKind, ListFault, Roster};
/// let workbook = b"PK\x03\x04\x14\x00".as_slice();
/// let error = Roster::read(workbook, &Columns::default()).unwrap_err();
/// let ErrorKind::List(fault) = error.kind() else { panic!("{error}") };
/// assert_eq!(fault, &ListFault::NoText { kind: BinaryFile::Xlsx });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum BinaryFile {
    /// `.xlsx`, or another file in a ZIP archive.
    #[error("workbook (.xlsx)")]
    Xlsx,
    /// `.xls`.
    #[error("workbook (.xls)")]
    Xls,
    /// `.pdf`.
    #[error("PDF")]
    Pdf,
}

impl Message for BinaryFile {
    fn in_japanese(&self) -> String {
        String::from(match self {
            Self::Xlsx => "表計算ソフト（xlsx）",
            Self::Xls => "表計算ソフト（xls）",
            Self::Pdf => "PDF",
        })
    }
}

fn but(reads_as: Option<Encoding>) -> String {
    reads_as.map_or_else(String::new, |encoding| format!("; it can be read as {encoding}"))
}

fn listed(missing: &[MissingColumn]) -> String {
    let missing: Vec<String> = missing.iter().map(ToString::to_string).collect();
    missing.join(" and none for ")
}

/// So much of what was found is told: a line that is no header can be long.
pub(super) const TOLD_NAMES: usize = 20;

fn told(found: &[String]) -> String {
    let (told, more) = found.split_at(found.len().min(TOLD_NAMES));
    let names = told.join(", ");
    if more.is_empty() { names } else { format!("{names} and {} more", more.len()) }
}
