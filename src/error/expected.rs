//! What would have been right.

use super::message::Message;
use super::millimetres::Millimetres;

/// What should have stood where something else was found.
///
/// ```
/// use reissue_notice::{Date, ErrorKind, Expected};
/// let error = "2026/01/06".parse::<Date>().unwrap_err();
/// let ErrorKind::Day { expected, .. } = error.kind() else { panic!("{error}") };
/// assert_eq!(expected, &Expected::DateForm);
/// assert_eq!(expected.to_string(), "a day as YYYY-MM-DD");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Expected {
    /// So many characters.
    #[error("{0}")]
    Exactly(usize),
    /// From so many characters to so many.
    #[error("{least} to {most}")]
    Between {
        /// The least.
        least: usize,
        /// The most.
        most: usize,
    },
    /// So many digits.
    #[error("{0} digits")]
    Digits(usize),
    /// The characters of a user ID.
    #[error("{} ({prefix} and {digits} digits)", .prefix.chars().count() + .digits)]
    UserId {
        /// What it begins with.
        prefix: Box<str>,
        /// How many digits follow.
        digits: usize,
    },
    /// A name.
    #[error("a name")]
    Name,
    /// A title.
    #[error("a title")]
    Title,
    /// Any words.
    #[error("words")]
    Words,
    /// A reading.
    #[error("a reading")]
    Reading,
    /// One symbol or more.
    #[error("at least one symbol")]
    OneSymbol,
    /// One password or more.
    #[error("at least one password")]
    OnePassword,
    /// This very character.
    #[error("'{0}'")]
    This(char),
    /// 0 to 9.
    #[error("a digit 0-9")]
    Digit,
    /// 0 to 9 or A to Z.
    #[error("a digit 0-9 or a capital A-Z")]
    DigitOrCapital,
    /// A to Z or 0 to 9.
    #[error("a capital A-Z or a digit 0-9")]
    CapitalOrDigit,
    /// A to Z.
    #[error("a capital A-Z")]
    Capital,
    /// a to z.
    #[error("a small letter a-z")]
    SmallLetter,
    /// `!` to `~`.
    #[error("a printable ASCII character")]
    PrintableAscii,
    /// A printable ASCII character that is no letter and no digit.
    #[error("an ASCII symbol")]
    AsciiSymbol,
    /// A symbol that does not stand there already.
    #[error("each symbol once")]
    EachSymbolOnce,
    /// A symbol that the policy draws from.
    #[error("one of the policy's symbols")]
    PolicySymbol,
    /// A letter of a pattern of classes.
    #[error("U (大文字), L (小文字), D (数字) or S (記号)")]
    ClassLetter,
    /// A character that the table of readings has.
    #[error("a character with a reading")]
    Readable,
    /// A day in ISO 8601.
    #[error("a day as YYYY-MM-DD")]
    DateForm,
    /// A month of the year.
    #[error("a month from 01 to 12")]
    Month,
    /// A day that the month has.
    #[error("a day that exists: {year:04}-{month:02} has {days}")]
    DayOfMonth {
        /// The year.
        year: u16,
        /// The month, 1 to 12.
        month: u8,
        /// How many days it has.
        days: u8,
    },
    /// A day in an era that the letter can name.
    #[error("a day from 1989-01-08 to 9999-12-31")]
    DateRange,
    /// A day that is not past when the letters are dated.
    #[error("{0}, the date of the letters, or a later day")]
    NotBefore(Box<str>),
    /// The name of a table of readings.
    #[error("standard or specimen")]
    ReadingTable,
    /// The name of an envelope's window.
    #[error("vertical or horizontal")]
    Window,
    /// An address that a browser opens.
    #[error("http:// or https:// and a host")]
    WebAddress,
    /// A character of such an address.
    #[error("a letter, a digit or one of - . / : _ ~")]
    AddressCharacter,
    /// A part of a batch that is split.
    #[error("i/n with i below n")]
    ShardForm,
    /// A batch that is not split, for what is counted over the whole list.
    #[error("no shard: volumes are sorted and counted over the whole list, in one run")]
    Unsplit,
    /// One of these words.
    #[error("{}", listed(.0, " or "))]
    OneOf(Box<[&'static str]>),
    /// A language by its code.
    #[error("ja or en")]
    Language,
    /// A mark for the inserter.
    #[error(
        "datamatrix:LEFT,TOP or omr:LEFT,TOP in mm, perhaps with module=MM, or length=MM, \
         thickness=MM and pitch=MM"
    )]
    InserterMark,
    /// A length, in thousandths of a millimetre.
    #[error("{} to {} mm", mm(*.least), mm(*.most))]
    Length {
        /// The least.
        least: u32,
        /// The most.
        most: u32,
    },
    /// The upper left corner of something that is printed whole, in thousandths of a millimetre.
    #[error(
        "{} to {} mm from the left and {} to {} mm from the top",
        mm(*.least), mm(*.most_left), mm(*.least), mm(*.most_top)
    )]
    Corner {
        /// The least from the left and from the top: printers leave it white.
        least: u32,
        /// The most from the left.
        most_left: u32,
        /// The most from the top.
        most_top: u32,
    },
}

fn mm(micrometres: u32) -> Millimetres {
    Millimetres::of_micrometres(micrometres)
}

impl Message for Expected {
    fn in_japanese(&self) -> String {
        match self {
            Self::Exactly(count) => format!("{count}文字"),
            Self::Between { least, most } => format!("{least}～{most}"),
            Self::Digits(count) => format!("数字{count}桁"),
            Self::UserId { prefix, digits } => {
                format!("{}文字（{prefix}と数字{digits}桁）", prefix.chars().count() + digits)
            }
            Self::This(character) => format!("「{character}」"),
            Self::DayOfMonth { year, month, days } => {
                format!("実在する日（{year}年{month}月は{days}日まで）")
            }
            Self::Month => "1～12の月".into(),
            Self::Name => "名称".into(),
            Self::Title => "標題".into(),
            Self::Words => "文言".into(),
            Self::Reading => "読み仮名".into(),
            Self::OneSymbol => "1つ以上の記号".into(),
            Self::OnePassword => "1つ以上のパスワード".into(),
            Self::Digit => "半角数字（0～9）".into(),
            Self::DigitOrCapital | Self::CapitalOrDigit => {
                "半角数字（0～9）または半角英大文字（A～Z）".into()
            }
            Self::Capital => "半角英大文字（A～Z）".into(),
            Self::SmallLetter => "半角英小文字（a～z）".into(),
            Self::PrintableAscii => "半角の英数字または記号".into(),
            Self::AsciiSymbol => "半角の記号".into(),
            Self::EachSymbolOnce => "重複のない記号".into(),
            Self::PolicySymbol => "使用すると定めた記号".into(),
            Self::ClassLetter => "U（大文字）、L（小文字）、D（数字）、S（記号）のいずれか".into(),
            Self::Readable => "読み仮名のある文字".into(),
            Self::DateForm => "「2026-01-06」の形式".into(),
            Self::DateRange => "1989-01-08から9999-12-31までの日付".into(),
            Self::ReadingTable => "standardまたはspecimen".into(),
            Self::Window => "verticalまたはhorizontal".into(),
            Self::WebAddress => "http://またはhttps://とホスト名".into(),
            Self::AddressCharacter => "半角の英数字または - . / : _ ~ のいずれか".into(),
            Self::NotBefore(date) => format!("発行日の{date}以降の日"),
            Self::ShardForm => "「番号/総数」（番号は0以上、総数未満）".into(),
            Self::Unsplit => "分割なし（綴りは名簿全体を並べて数えるため、1回の発行）".into(),
            Self::OneOf(words) => listed(words, "または"),
            Self::Language => "jaまたはen".into(),
            Self::InserterMark => {
                "「datamatrix:左,上」または「omr:左,上」（ミリ。後に「module=」または\
                 「length=」「thickness=」「pitch=」）"
                    .into()
            }
            Self::Length { least, most } => format!("{}～{}ミリ", mm(*least), mm(*most)),
            Self::Corner { least, most_left, most_top } => format!(
                "左端から{least}～{}ミリ、上端から{least}～{}ミリ",
                mm(*most_left),
                mm(*most_top),
                least = mm(*least)
            ),
        }
    }
}

/// Words with a comma between and `last` before the last.
fn listed(words: &[&str], last: &str) -> String {
    let comma = if last.is_ascii() { ", " } else { "、" };
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., end] => format!("{}{last}{end}", first.join(comma)),
    }
}

impl Expected {
    /// Whether a character is what is expected, where that is one character.
    pub(crate) fn takes(&self, c: char) -> bool {
        match self {
            Self::This(own) => *own == c,
            Self::Digit => c.is_ascii_digit(),
            Self::DigitOrCapital | Self::CapitalOrDigit => {
                c.is_ascii_digit() || c.is_ascii_uppercase()
            }
            _ => false,
        }
    }
}
