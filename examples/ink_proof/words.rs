//! What the program says, in the language that is asked for. No character of a password is in it.

use std::fmt;

use reissue_notice::{Message, ProviderNumber};

use crate::proof::Tally;
use crate::reading::{Certainty, Wrong};
use crate::speech::Saying;

/// What is said but for findings.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Said {
    #[error(transparent)]
    Library(#[from] reissue_notice::Error),
    #[error("{painter}: {error}")]
    Painter { painter: String, error: String },
    #[error("the manifest names {0}, which is in another folder")]
    Elsewhere(String),
    #[error("the font cannot be read: {0}")]
    Font(ttf_parser::FaceParsingError),
    #[error("--{0} is missing")]
    Missing(&'static str),
    #[error("{0}")]
    Counted(Counted),
    #[error("{}", include_str!("help.en.txt").trim_end())]
    Help,
}

impl Saying for Said {
    fn is_of_command_line(&self) -> bool {
        matches!(self, Self::Missing(_))
    }
}

impl Message for Said {
    fn in_japanese(&self) -> String {
        match self {
            Self::Library(error) => error.in_japanese(),
            Self::Painter { painter, error } => format!("{painter}：{error}"),
            Self::Elsewhere(file) => format!("発行台帳の{file}は別のフォルダのファイルです。"),
            Self::Font(error) => format!("フォントを読み込めません：{error}"),
            Self::Missing(option) => {
                format!("--{option}を指定してください。")
            }
            Self::Counted(counted) => counted.in_japanese(),
            Self::Help => include_str!("help.ja.txt").trim_end().to_owned(),
        }
    }
}

/// What is amiss, and where.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) file: String,
    pub(crate) page: usize,
    pub(crate) number: ProviderNumber,
    pub(crate) found: Found,
}

#[derive(Clone, Debug)]
pub(crate) enum Found {
    /// Counted from 1 through all passwords of the letter.
    Cell {
        place: usize,
        wrong: Wrong,
    },
    Cells {
        found: usize,
        expected: usize,
    },
    Code(Code),
    Unlisted,
}

/// What else tells whose letter it is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Code {
    Number,
    UserId,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, page, number, found } = self;
        write!(f, "{file}, page {page}, provider {number}: ")?;
        match found {
            Found::Cell { place, wrong } => write!(
                f,
                "cell {place} {}",
                match wrong {
                    Wrong::Other => "shows another character",
                    Wrong::Unsure => "shows no character for certain",
                    Wrong::Blank => "is blank",
                }
            ),
            Found::Cells { found, expected } => {
                write!(f, "found {found} cells, expected {expected}")
            }
            Found::Code(Code::Number) => f.write_str("the provider number is not seen"),
            Found::Code(Code::UserId) => f.write_str("the user ID of the list is not seen"),
            Found::Unlisted => f.write_str("no letter by list and key"),
        }
    }
}

impl Message for Finding {
    fn in_japanese(&self) -> String {
        let Self { file, page, number, found } = self;
        let found = match found {
            Found::Cell { place, wrong } => {
                let wrong = match wrong {
                    Wrong::Other => "別の文字です",
                    Wrong::Unsure => "文字を判別できません",
                    Wrong::Blank => "印字がありません",
                };
                format!("{place}番目のマスは{wrong}。")
            }
            Found::Cells { found, expected } => {
                format!("マスが{found}個あります。{expected}個のはずです。")
            }
            Found::Code(Code::Number) => "事業所番号が見つかりません。".to_owned(),
            Found::Code(Code::UserId) => "名簿のユーザIDが見つかりません。".to_owned(),
            Found::Unlisted => "名簿と発行鍵による通知書ではありません。".to_owned(),
        };
        format!("{file}、{page}ページ、事業所{number}：{found}")
    }
}

/// What has been looked at, and how certain it was.
#[derive(Debug)]
pub(crate) struct Counted {
    pub(crate) tally: Tally,
    pub(crate) certainty: Certainty,
}

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tally: Tally { letters, pages, cells, right, findings }, certainty } = self;
        write!(f, "letters: {letters}, pages: {pages}, cells: {cells}, ")?;
        write!(f, "read as the key says: {right}, findings: {findings}; ")?;
        let Certainty { farthest, least_lead } = certainty;
        write!(f, "at most {farthest:.2} off the shape, the next {least_lead:.2} farther or more")
    }
}

impl Message for Counted {
    fn in_japanese(&self) -> String {
        let Self { tally: Tally { letters, pages, cells, right, findings }, certainty } = self;
        let Certainty { farthest, least_lead } = certainty;
        format!(
            "通知書{letters}通、{pages}ページ、マス{cells}個、うち発行鍵のとおり{right}個、相違{findings}件。\
             字形との差は最大{farthest:.2}、次に近い字形との開きは最小{least_lead:.2}。"
        )
    }
}
