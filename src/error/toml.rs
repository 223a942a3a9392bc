//! What can be wrong with a file of an issuer's own words.

use super::expected::Expected;
use super::message::Message;

/// What is wrong with a file of an issuer's own words, or with a value in it.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// use reissue_notice::{ErrorKind, Expected, FontChain, House, TomlFault};
/// let error = House::read("[template]\ntitel = \"通知書\"", &FontChain::bundled()?).unwrap_err();
/// let ErrorKind::Toml(fault) = error.kind() else { panic!("{error}") };
/// let expected = Expected::OneOf(["title"].into());
/// assert_eq!(fault, &TomlFault::UnknownKey { expected });
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TomlFault {
    /// A line that is not TOML.
    #[error("not TOML: {reason}")]
    Syntax {
        /// What its reader said, in English.
        reason: String,
    },
    /// A key that nothing is known by.
    #[error("no such key, expected {expected}")]
    UnknownKey {
        /// The key that is nearest, or all that there are.
        expected: Expected,
    },
    /// A value of another type.
    #[error("found {found}, expected {expected}")]
    WrongType {
        /// What was found.
        found: TomlType,
        /// What should be there.
        expected: TomlType,
    },
    /// A list of another length.
    #[error("found {found} items, expected {expected}")]
    Count {
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// Words that the page has no room for.
    #[error("found {found} characters, and there is room for {most} of them")]
    NoRoom {
        /// How many characters there are.
        found: usize,
        /// How many of them the page has room for, everything else as it is.
        most: usize,
    },
}

/// A type of value.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// use reissue_notice::{ErrorKind, FontChain, House, TomlFault, TomlType};
/// let error = House::read("[template]\ntitle = 3", &FontChain::bundled()?).unwrap_err();
/// let ErrorKind::Toml(fault) = error.kind() else { panic!("{error}") };
/// let (found, expected) = (TomlType::Number, TomlType::Text);
/// assert_eq!(fault, &TomlFault::WrongType { found, expected });
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum TomlType {
    /// In quotation marks.
    #[error("a text")]
    Text,
    /// With or without a fraction.
    #[error("a number")]
    Number,
    /// `true` or `false`.
    #[error("true or false")]
    Choice,
    /// A day, with or without a time.
    #[error("a date")]
    Date,
    /// In square brackets.
    #[error("a list")]
    List,
    /// Keys with values.
    #[error("a table")]
    Table,
}

const NO_TOML: &str = "TOMLの書き方が誤っています。引用符、かっこ、等号を確認してください。";

impl TomlType {
    fn instead_of(self, expected: Self) -> String {
        format!("{}です。{}にしてください。", self.in_japanese(), expected.in_japanese())
    }
}

impl Message for TomlFault {
    fn in_japanese(&self) -> String {
        match self {
            Self::Syntax { .. } => NO_TOML.into(),
            Self::UnknownKey { expected } => {
                format!("この項目名はありません。{}にしてください。", expected.in_japanese())
            }
            Self::WrongType { found, expected } => found.instead_of(*expected),
            Self::Count { found, expected } => {
                format!("{found}件あります。{expected}件にしてください。")
            }
            Self::NoRoom { found, most } => {
                format!("{found}文字あり、収まりません。{most}文字以内にしてください。")
            }
        }
    }
}

impl Message for TomlType {
    fn in_japanese(&self) -> String {
        String::from(match self {
            Self::Text => "引用符で囲んだ文字列",
            Self::Number => "数値",
            Self::Choice => "trueまたはfalse",
            Self::Date => "日付",
            Self::List => "配列",
            Self::Table => "表",
        })
    }
}
