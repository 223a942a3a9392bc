//! What would have been right.

use std::fmt;

/// What should have stood where something else was found.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Expected {
    /// So many characters.
    Exactly(usize),
    /// From so many characters to so many.
    Between {
        /// The least.
        least: usize,
        /// The most.
        most: usize,
    },
    /// So many digits.
    Digits(usize),
    /// The characters of a user ID.
    UserId {
        /// What it begins with.
        prefix: Box<str>,
        /// How many digits follow.
        digits: usize,
    },
    /// A name.
    Name,
    /// A title.
    Title,
    /// Any words.
    Words,
    /// A reading.
    Reading,
    /// One symbol or more.
    OneSymbol,
    /// This very character.
    This(char),
    /// 0 to 9.
    Digit,
    /// 0 to 9 or A to Z.
    DigitOrCapital,
    /// A to Z or 0 to 9.
    CapitalOrDigit,
    /// A to Z.
    Capital,
    /// a to z.
    SmallLetter,
    /// `!` to `~`.
    PrintableAscii,
    /// A printable ASCII character that is no letter and no digit.
    AsciiSymbol,
    /// A symbol that does not stand there already.
    EachSymbolOnce,
    /// A symbol that the policy draws from.
    PolicySymbol,
    /// A letter of a pattern of classes.
    ClassLetter,
    /// A character that the table of readings has.
    Readable,
    /// A day in ISO 8601.
    DateForm,
    /// A month of the year.
    Month,
    /// A day that the month has.
    DayOfMonth {
        /// The year.
        year: u16,
        /// The month, 1 to 12.
        month: u8,
        /// How many days it has.
        days: u8,
    },
    /// A day in an era that the letter can name.
    DateRange,
    /// The name of a table of readings.
    ReadingTable,
    /// A part of a batch that is split.
    ShardForm,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Exactly(count) => return write!(f, "{count}"),
            Self::Between { least, most } => return write!(f, "{least} to {most}"),
            Self::Digits(count) => return write!(f, "{count} digits"),
            Self::UserId { prefix, digits } => {
                let length = prefix.chars().count() + digits;
                return write!(f, "{length} ({prefix} and {digits} digits)");
            }
            Self::This(character) => return write!(f, "'{character}'"),
            Self::DayOfMonth { year, month, days } => {
                return write!(f, "a day that exists: {year:04}-{month:02} has {days}");
            }
            Self::Month => "a month from 01 to 12",
            Self::Name => "a name",
            Self::Title => "a title",
            Self::Words => "words",
            Self::Reading => "a reading",
            Self::OneSymbol => "at least one symbol",
            Self::Digit => "a digit 0-9",
            Self::DigitOrCapital => "a digit 0-9 or a capital A-Z",
            Self::CapitalOrDigit => "a capital A-Z or a digit 0-9",
            Self::Capital => "a capital A-Z",
            Self::SmallLetter => "a small letter a-z",
            Self::PrintableAscii => "a printable ASCII character",
            Self::AsciiSymbol => "an ASCII symbol",
            Self::EachSymbolOnce => "each symbol once",
            Self::PolicySymbol => "one of the policy's symbols",
            Self::ClassLetter => "U (大文字), L (小文字), D (数字) or S (記号)",
            Self::Readable => "a character with a reading",
            Self::DateForm => "a day as YYYY-MM-DD",
            Self::DateRange => "a day from 1989-01-08 to 9999-12-31",
            Self::ReadingTable => "standard or specimen",
            Self::ShardForm => "i/n with i below n",
        })
    }
}
