//! Letters against their list and key: what is altered, missing, of another name, a stray, or open
//! to others.
//!
//! ```sh
//! cargo run --release --example verify -- --key-file key --providers list.csv --date 2026-04-01 letters
//! cargo run --release --example verify -- --key-file key letters
//! ```
//!
//! The first strikes every letter again; the second needs no list, and goes by the seals of the
//! manifest.

mod house;
mod speech;

use std::error::Error;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lexopt::prelude::*;
use reissue_notice::{
    Action, BatchKey, Columns, Date, Difference, ErrorKind, House, Issuer, Language, Listing,
    Message, Roster, Round,
};
use speech::Saying;

const HELP: &str = "\
verify: letters against their list and key

  verify --key-file key --providers list.csv --date 2026-04-01 FOLDER...
  verify --key-file key FOLDER...

The first strikes every letter again. The second goes by the seals of the manifests.
Folders of shards are named together: verify --key-file key letters/shard-*-of-8

  --key-file FILE        the key of the run
  --providers FILE.csv   its list
  --addresses            addresses of the list are read, as by a run with a window or shared envelopes
  --date YYYY-MM-DD      on the letters
  --words FILE           the words that they were issued with
  --round N              without it, the first
  --lang ja|en           without it, as LC_ALL, LC_MESSAGES or LANG says
  --help, -h             this

Exit codes
  0   all is as it should be
  1   there are differences: each is told
  2   nothing could be verified";

const HELP_IN_JAPANESE: &str = "\
verify：通知書を名簿と発行鍵に照合します

  verify --key-file 発行鍵 --providers 名簿.csv --date 2026-04-01 フォルダ...
  verify --key-file 発行鍵 フォルダ...

1つ目は、すべての通知書を作り直して比べます。2つ目は、manifest.csvの封印だけで確かめます。
分割したフォルダは、まとめて指定します：verify --key-file 発行鍵 通知書/shard-*-of-8

  --key-file FILE        発行に使った発行鍵
  --providers FILE.csv   発行に使った名簿
  --addresses            住所も読みます。窓付き封筒または名寄せで発行した場合に指定します
  --date YYYY-MM-DD      発行日
  --words FILE           発行に使った文面
  --round N              省略すると、1回目の発行
  --lang ja|en           省略すると、LC_ALL、LC_MESSAGES、LANGに従います
  --help, -h             この説明

終了コード
  0   相違なし
  1   相違があり、すべて表示した
  2   照合できなかった";

/// What the program says of its own; what the library told of a list stands in it.
#[derive(Debug, thiserror::Error)]
enum Said {
    #[error("folders: {0}; all as list and key say")]
    AllWell(usize),
    #[error("folders: {0}; all sealed with this key, against no list")]
    AllSealed(usize),
    #[error("{0} differences")]
    Differences(usize),
    #[error("{}: {told}", .file.display())]
    List { file: PathBuf, told: String },
    #[error("--{0} is missing")]
    Missing(&'static str),
    #[error("no folder is named")]
    NoFolder,
    #[error("{}", HELP)]
    Help,
}

impl Message for Said {
    fn in_japanese(&self) -> String {
        match self {
            Self::AllWell(folders) => {
                format!("{folders}フォルダの通知書は、すべて名簿と発行鍵のとおりです。")
            }
            Self::AllSealed(folders) => format!(
                "{folders}フォルダの通知書は、すべてこの発行鍵のものです。名簿とは照合していません。"
            ),
            Self::Differences(count) => format!("相違が{count}件あります。"),
            Self::List { file, told } => format!("{}：{told}", file.display()),
            Self::Missing(option) => format!("--{option}を指定してください。"),
            Self::NoFolder => "フォルダを指定してください。".to_owned(),
            Self::Help => HELP_IN_JAPANESE.to_owned(),
        }
    }
}

impl Saying for Said {
    fn is_of_command_line(&self) -> bool {
        matches!(self, Self::Missing(_) | Self::NoFolder)
    }
}

fn main() -> ExitCode {
    let language = speech::language();
    match run(language) {
        Ok(code) => code,
        Err(error) => {
            speech::complain::<Said>("verify", &*error, language);
            ExitCode::from(2)
        }
    }
}

fn run(language: Language) -> Result<ExitCode, Box<dyn Error>> {
    let Some(arguments) = Arguments::parse(language)? else {
        println!("{}", Said::Help.in_language(language));
        return Ok(ExitCode::SUCCESS);
    };
    let differences = arguments.differences()?;
    for difference in &differences {
        println!("{}", difference.in_language(language));
    }
    let folders = arguments.folders.len();
    let said = match (differences.len(), &arguments.providers) {
        (0, Some(_)) => Said::AllWell(folders),
        (0, None) => Said::AllSealed(folders),
        (count, _) => Said::Differences(count),
    };
    eprintln!("verify: {}", said.in_language(language));
    Ok(if differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

struct Arguments {
    language: Language,
    key_file: Option<PathBuf>,
    providers: Option<PathBuf>,
    columns: Columns,
    date: Option<Date>,
    house: Option<House>,
    round: Round,
    folders: Vec<PathBuf>,
}

impl Arguments {
    /// None where help is asked for.
    fn parse(language: Language) -> Result<Option<Self>, Box<dyn Error>> {
        let (columns, round) = (Columns::default(), Round::FIRST);
        let (key_file, providers, date, house) = (None, None, None, None);
        let folders = Vec::new();
        let mut arguments =
            Self { language, key_file, providers, columns, date, house, round, folders };
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Value(folder) => arguments.folders.push(folder.into()),
                Long("key-file") => arguments.key_file = Some(parser.value()?.into()),
                Long("providers") => arguments.providers = Some(parser.value()?.into()),
                Long("addresses") => arguments.columns = arguments.columns.with_addresses(),
                Long("date") => arguments.date = Some(parser.value()?.string()?.parse()?),
                Long("words") => {
                    arguments.house = Some(house::read(Path::new(&parser.value()?))?);
                }
                Long("round") => arguments.round = parser.value()?.string()?.parse()?,
                // It was looked for before, so that what is wrong here is told in it.
                Long("lang") => drop(parser.value()?.string()?.parse::<Language>()?),
                Long("help") | Short('h') => return Ok(None),
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(Some(arguments))
    }

    fn differences(&self) -> Result<Vec<Difference>, Box<dyn Error>> {
        if self.folders.is_empty() {
            return Err(Said::NoFolder.into());
        }
        let key = BatchKey::open_file(self.key_file.as_ref().ok_or(Said::Missing("key-file"))?)?;
        let Some(path) = &self.providers else {
            return Ok(key.verify_seals(&self.folders)?);
        };
        let issuer = self.issuer()?;
        let list = self.list(path, &issuer.columns(self.columns.clone()))?;
        let batch = issuer.batch(key).round(self.round);
        Ok(batch.verify(list.providers(), &self.folders)?)
    }

    fn list(&self, path: &Path, columns: &Columns) -> Result<Listing, Box<dyn Error>> {
        let file = path.to_owned();
        let open = File::open(path).map_err(|source| {
            let (action, path) = (Action::Read, file.clone());
            reissue_notice::Error::from(ErrorKind::Io { action, path, source })
        })?;
        let list = Roster::read_all(open, columns);
        Ok(list.map_err(|error| Said::List { file, told: error.in_language(self.language) })?)
    }

    fn issuer(&self) -> Result<Issuer, Box<dyn Error>> {
        let mut builder = Issuer::builder().federation_by_prefecture();
        if let Some(house) = &self.house {
            builder = builder.house(house.clone());
        }
        Ok(builder.issued_on(self.date.ok_or(Said::Missing("date"))?).build()?)
    }
}
