//! What the program says of its own, in the language that is asked for; the library tells its part.

use std::fmt;
use std::path::PathBuf;

use reissue_notice::Message;

use crate::speech::Saying;

/// What is said. What the library tells stands in it as it was told, in the same language.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Said {
    #[error("the header is on line {0}")]
    HeaderLine(usize),
    #[error("mended: {0}")]
    Mended(String),
    #[error("warning: {0}")]
    Warned(String),
    #[error("note: {0}")]
    Noted(String),
    #[error("{0}")]
    Summary(String),
    #[error("refused, {0}")]
    Refused(String),
    #[error("the key is in {}: keep it under lock", .0.display())]
    KeyMade(PathBuf),
    #[error("{0} files had been damaged and were made again")]
    Repaired(usize),
    #[error("{0}")]
    Account(Account),
    #[error("{}: {error}", .path.display())]
    List { path: PathBuf, error: String },
    #[error("no row of the list is a provider, {0}; nothing was written")]
    NoProvider(String),
    #[error("stopped after {0} letters; the same command goes on")]
    Stopped(usize),
    #[error("a line is lost, post nothing: {0}")]
    LineLost(Account),
    #[error("{}", letters_new(*.0))]
    Added(usize),
    #[error("corrected: {0}")]
    Corrected(String),
    #[error("letters: {letters}, folders: {folders}; all as list and key say")]
    AllWell { letters: usize, folders: usize },
    #[error("{}", include_str!("help.en.txt").trim_end())]
    Help,
    #[error(
        "--shard: no key in {}; make it before the first task: bulk_issue --make-key --key-file {}",
        .0.display(), .0.display()
    )]
    NoKey(PathBuf),
    #[error(
        "{variable} is {value}, and --shard {count} takes 0 to {}: start the array with {}",
        .count - 1, array_of(.variable, *.count)
    )]
    WrongIndex { variable: &'static str, value: String, count: u32 },
    #[error("{0}; with --add, a list that has changed goes on here")]
    OtherList(String),
    #[error("{0} differences")]
    Differences(usize),
    #[error("--out is missing: the folder that the letters go to")]
    NoFolder,
    #[error("--date is missing: the day on the letters, as YYYY-MM-DD")]
    NoDate,
    #[error("--profile: single letters are a-2a or archive4; volumes with --spool are any")]
    ProfileOfVolumes,
    #[error("--shard {found}: expected i/n, or n with {} set", .variables.join(" or "))]
    NoShard { found: String, variables: [&'static str; 2] },
}

impl Message for Said {
    fn in_japanese(&self) -> String {
        match self {
            Self::HeaderLine(line) => format!("見出しは{line}行目です。"),
            Self::Mended(mend) => format!("補正：{mend}"),
            Self::Warned(warning) => format!("注意：{warning}"),
            Self::Noted(note) => format!("変更：{note}"),
            Self::Summary(summary) => summary.clone(),
            Self::Refused(reason) => format!("発行不可、{reason}"),
            Self::KeyMade(path) => {
                format!("発行鍵を{}に作成しました。厳重に保管してください。", path.display())
            }
            Self::Repaired(files) => format!("壊れていた{files}ファイルを作り直しました。"),
            Self::Account(account) => account.in_japanese(),
            Self::List { path, error } => format!("{}：{error}", path.display()),
            Self::NoProvider(account) => {
                format!("発行できる事業所がありません（{account}）。何も書き込んでいません。")
            }
            Self::Stopped(letters) => {
                format!("{letters}通で中断しました。同じコマンドで続行できます。")
            }
            Self::LineLost(account) => {
                format!("行数が合いません。発送しないでください：{}", account.in_japanese())
            }
            Self::Added(letters) => format!("{letters}通を追加しました。"),
            Self::Corrected(correction) => format!("訂正：{correction}"),
            Self::AllWell { letters, folders } => {
                format!("{folders}フォルダの{letters}通は、すべて名簿と発行鍵のとおりです。")
            }
            Self::Help => include_str!("help.ja.txt").trim_end().to_owned(),
            Self::NoKey(path) => {
                let path = path.display();
                format!(
                    "--shard：発行鍵{path}がありません。先に「bulk_issue --make-key --key-file {path}」で作成してください。"
                )
            }
            Self::WrongIndex { variable, value, count } => format!(
                "{variable}が{value}です。--shard {count}では0～{}です。{}で開始してください。",
                count - 1,
                array_of(variable, *count)
            ),
            Self::OtherList(told) => {
                format!("{told}変更した名簿で続けるときは、--addを指定してください。")
            }
            Self::Differences(count) => format!("相違が{count}件あります。"),
            Self::NoFolder => "--outで通知書のフォルダを指定してください。".into(),
            Self::NoDate => "--dateで発行日を「2026-04-01」の形式で指定してください。".into(),
            Self::ProfileOfVolumes => {
                "--profile：1通ずつのファイルはa-2aかarchive4です。ほかは--spoolとともに指定してください。".into()
            }
            Self::NoShard { found, variables } => format!(
                "--shard {found}：「番号/総数」にするか、{}を設定してください。",
                variables.join("または")
            ),
        }
    }
}

impl Saying for Said {
    fn is_of_command_line(&self) -> bool {
        matches!(
            self,
            Self::NoFolder | Self::NoDate | Self::ProfileOfVolumes | Self::NoShard { .. }
        )
    }
}

fn letters_new(letters: usize) -> String {
    match letters {
        1 => "1 letter is new".to_owned(),
        _ => format!("{letters} letters are new"),
    }
}

/// How an engine is told of so many tasks, counted from 0.
fn array_of(variable: &str, count: u32) -> String {
    if variable.starts_with("SLURM") {
        format!("sbatch --array=0-{}", count - 1)
    } else {
        format!("completions: {count}, completionMode: Indexed")
    }
}

/// Every line of a list, by what became of it.
#[derive(Debug)]
pub(crate) struct Account {
    pub lines: usize,
    pub header: usize,
    pub letters: usize,
    pub refused: usize,
    pub blank: usize,
    /// Rows that other shards tell of, where there are any.
    pub elsewhere: Option<usize>,
}

impl Account {
    pub(crate) fn is_whole(&self) -> bool {
        let Self { lines, header, letters, refused, blank, elsewhere } = *self;
        lines == header + letters + refused + blank + elsewhere.unwrap_or_default()
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { lines, header, letters, refused, blank, elsewhere } = self;
        write!(f, "{lines} lines = {header} header + {letters} letters + ")?;
        write!(f, "{refused} refused + {blank} blank")?;
        elsewhere.map_or(Ok(()), |elsewhere| write!(f, " + {elsewhere} of other shards"))
    }
}

impl Message for Account {
    fn in_japanese(&self) -> String {
        let Self { lines, header, letters, refused, blank, elsewhere } = self;
        let shards = elsewhere.map_or_else(String::new, |rows| format!("＋他の分割{rows}"));
        format!(
            "{lines}行＝見出し{header}＋通知書{letters}＋発行不可{refused}＋空行{blank}{shards}"
        )
    }
}
