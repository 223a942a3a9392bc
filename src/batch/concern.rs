//! What is said of a record, whatever its details: for counting.

use crate::error::{Error, ErrorKind, Field, Message};
use crate::provider::Warning;
use crate::provider::name::NameWarning;
use crate::text::note::Change;

/// What is said of records, whatever its details.
///
/// ```
/// use reissue_notice::{Concern, Fault, Field, Refusal, UserId};
/// let error = "KJ01019999999".parse::<UserId>().unwrap_err();
/// let concern = Refusal::new(7, "1971100456", &error).concern();
/// assert_eq!(concern, Concern::Refused { field: Field::UserId, fault: Fault::Form });
/// assert_eq!(concern.to_string(), "user ID: not of its form");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Concern {
    /// Refused for a field.
    #[error("{field}: {fault}")]
    Refused {
        /// Which field.
        field: Field,
        /// Why.
        fault: Fault,
    },
    /// Refused as a row of its list, whatever its fields.
    #[error("a row that cannot be read for certain")]
    Row,
    /// Issued with a warning.
    #[error("{0}")]
    Warned(Oddity),
    /// A name that was changed on its way in.
    #[error("name: {0}")]
    Changed(Change),
}

impl Message for Concern {
    fn in_japanese(&self) -> String {
        match self {
            Self::Refused { field, fault } => {
                format!("{}：{}", field.in_japanese(), fault.in_japanese())
            }
            Self::Row => "正しく読み取れない行".into(),
            Self::Warned(oddity) => oddity.in_japanese(),
            Self::Changed(change) => format!("事業所名：{}", change.in_japanese()),
        }
    }
}

/// Why records are refused.
///
/// ```
/// use reissue_notice::{Fault, Message, ProviderName, Refusal};
/// let error = "".parse::<ProviderName>().unwrap_err();
/// let concern = Refusal::new(7, "1971100456", &error).concern();
/// assert_eq!(concern.to_string(), "provider name: missing");
/// assert_eq!(Fault::Missing.in_japanese(), "記載なし");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// No name, or no address or reference number where the letter prints one. An empty number or
    /// user ID is [`Fault::Form`].
    #[error("missing")]
    Missing,
    /// Too long, too short, or with a character that has no place in it.
    #[error("not of its form")]
    Form,
    /// A character that is never printed.
    #[error("a character that is never printed")]
    Unprintable,
    /// A character that no font has.
    #[error("a character that no font has")]
    MissingGlyph,
    /// No room for it on the page.
    #[error("no room on the page")]
    NoRoom,
    /// The same as in an earlier row that is issued.
    #[error("same as in an earlier row")]
    Duplicate,
}

impl Fault {
    fn of(kind: &ErrorKind) -> Self {
        match kind {
            ErrorKind::Empty { .. } | ErrorKind::Missing => Self::Missing,
            ErrorKind::Unprintable { .. } => Self::Unprintable,
            ErrorKind::MissingGlyph { .. } => Self::MissingGlyph,
            ErrorKind::TooWide { .. } | ErrorKind::NoBreak { .. } | ErrorKind::OffPage { .. } => {
                Self::NoRoom
            }
            ErrorKind::Duplicate { .. } => Self::Duplicate,
            _ => Self::Form,
        }
    }
}

impl Message for Fault {
    fn in_japanese(&self) -> String {
        String::from(match self {
            Self::Missing => "記載なし",
            Self::Form => "形式の誤り",
            Self::Unprintable => "印刷できない文字",
            Self::MissingGlyph => "字形のない文字",
            Self::NoRoom => "収まらない長さ",
            Self::Duplicate => "前の行と重複",
        })
    }
}

/// What is odd about records that are issued all the same.
///
/// ```
/// use reissue_notice::{Concern, Oddity, Summary, Warning};
/// let mut summary = Summary::default();
/// summary.add(Ok(vec![Warning::CheckDigit]))?;
/// assert_eq!(summary.of(Concern::Warned(Oddity::CheckDigit)), 1);
/// assert_eq!(Oddity::CheckDigit.to_string(), "a check digit that fits no rule");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Oddity {
    /// [`Warning::CheckDigit`].
    #[error("a check digit that fits no rule")]
    CheckDigit,
    /// [`NameWarning::MixedScript`].
    #[error("a Greek or Cyrillic letter among Latin letters or kana")]
    MixedScript,
    /// [`NameWarning::DoubleSpace`].
    #[error("a name with spaces in a row")]
    DoubleSpace,
    /// [`Warning::NoBarcode`].
    #[error("an address without a barcode")]
    NoBarcode,
    /// [`Warning::MissingVariation`].
    #[error("a variation of a character that no font has")]
    MissingVariation,
}

impl Oddity {
    fn of(warning: &Warning) -> Self {
        match warning {
            Warning::CheckDigit => Self::CheckDigit,
            Warning::Name(NameWarning::MixedScript { .. }) => Self::MixedScript,
            Warning::Name(NameWarning::DoubleSpace) => Self::DoubleSpace,
            Warning::NoBarcode(_) => Self::NoBarcode,
            Warning::MissingVariation { .. } => Self::MissingVariation,
        }
    }
}

impl Message for Oddity {
    fn in_japanese(&self) -> String {
        String::from(match self {
            Self::CheckDigit => "検査数字の不一致",
            Self::MixedScript => "仮名や英字に交じるギリシャ文字やキリル文字",
            Self::DoubleSpace => "空白の続く事業所名",
            Self::NoBarcode => "カスタマバーコードのない住所",
            Self::MissingVariation => "字形のない異体字",
        })
    }
}

impl Concern {
    /// Of an error that refuses a record or a row.
    pub(super) fn of_refusal(error: &Error) -> Self {
        match (error.kind(), error.field()) {
            #[cfg(feature = "roster")]
            (ErrorKind::List(_), None) => Self::Row,
            (kind, Some(field)) => Self::Refused { field, fault: Fault::of(kind) },
            (_, None) => Self::Row,
        }
    }

    pub(super) fn of_warning(warning: &Warning) -> Self {
        Self::Warned(Oddity::of(warning))
    }
}
