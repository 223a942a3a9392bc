//! What is wrong with the log of an inserter, or with how it is said to be read.

use super::message::Message;

/// Why a log cannot be read.
///
/// ```
/// use reissue_notice::{ErrorKind, LogColumns, LogFault};
/// let error = "sheet=NO,envelope=#2".parse::<LogColumns>().unwrap_err();
/// let ErrorKind::Log(fault) = error.kind() else { panic!("{error}") };
/// assert_eq!(fault, &LogFault::NamesAndPlaces);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LogFault {
    /// What says how it is read has an unknown item.
    #[error(
        "found {found}, expected items such as sheet=NAME, sheet=#2, envelope=-, inserted=OK|GOOD"
    )]
    Item {
        /// The item.
        found: String,
    },
    /// Columns by name need a first line of names, columns by place have none.
    #[error("some columns are called by name and some by place, expected one or the other")]
    NamesAndPlaces,
    /// One column cannot hold two things.
    #[error("{column} is called twice, expected a column or a word for each thing")]
    Twice {
        /// Its name or place, or the word.
        column: String,
    },
    /// The log's first line does not have a column.
    #[error("the log has no column {column}; found {found}")]
    MissingColumn {
        /// Its name.
        column: String,
        /// The names that it has.
        found: String,
    },
    /// The log ends before its first line, or is in no encoding that is known.
    #[error("the log is no text in UTF-8 or CP932")]
    NoText,
    /// The log could not be read.
    #[error("cannot read the log: {reason}")]
    Unread {
        /// What the system said.
        reason: String,
    },
}

impl Message for LogFault {
    fn in_japanese(&self) -> String {
        match self {
            Self::Item { found } => format!(
                "「{found}」は指定できません。「sheet=列名」、「sheet=#2」、「envelope=-」、「inserted=OK|GOOD」の形式にしてください。"
            ),
            Self::NamesAndPlaces => {
                "列名と列番号が混在しています。どちらか一方にしてください。".into()
            }
            Self::Twice { column } => {
                format!("「{column}」が2度指定されています。一つずつ指定してください。")
            }
            Self::MissingColumn { column, found } => format!(
                "封入記録に列「{column}」がありません（見出し：{found}）。列名を確認してください。"
            ),
            Self::NoText => "封入記録を文字として読めません。文字コードを確認してください。".into(),
            Self::Unread { reason } => {
                format!("封入記録を読み込めませんでした（{reason}）。ファイルを確認してください。")
            }
        }
    }
}
