//! What a print shop and its client do with one run: issue, post, pull, reconcile, strike again.
//! What can be asked for is told by `--help`.
//!
//! ```sh
//! run="cargo run --release --example print_shop -- --providers list.csv --out spools --date 2026-04-01 --key-file key"
//! $run issue
//! $run pull numbers.txt
//! $run reconcile log.csv
//! ```

mod house;
mod speech;

use std::error::Error;
use std::fmt;
use std::fs::{self, File};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lexopt::prelude::*;
use reissue_notice::{
    Action, Batch, BatchKey, Columns, Date, ErrorKind, House, Issuer, Language, Listing,
    LogColumns, Message, Provider, ProviderNumber, Pulled, Reconciliation, Refusal, Report, Roster,
    Round, SpoolOptions,
};
use speech::Saying;

const HELP: &str = "\
print_shop: one run, from the volumes to the last envelope

  print_shop --providers list.csv --out spools --date 2026-04-01 --key-file key TASK

Every task has the options of the run.
  issue                  volumes in which letters to one addressee stand together (名寄せ)
  posting                counts envelopes by post code area and sheets, for the posting form
  pull FILE              says where the letters of these numbers stand, one a line, and makes them
                         void (引抜き)
  reconcile LOG.csv...   compares the logs of the inserter with the run
  respool DIR LOG.csv... strikes letters with spoiled sheets again, into DIR
  credentials FILE       user IDs and passwords of the letters that are posted
  again                  the letters that were pulled, in the next round with new passwords

  --providers FILE.csv   columns provider_number, user_id, name, post_code, address, building
  --out DIR              of the run
  --date YYYY-MM-DD      on the letters
  --key-file FILE        made if absent, opened if present
  --words FILE           words, passwords, window and page of instructions from a TOML file
  --pages N              of a volume; without it, 5000
  --envelopes SHEETS     the most of one envelope; without it, 8
  --duplex               two pages are one sheet
  --mark KIND:X,Y        a mark on each sheet for the inserter: datamatrix or omr, so many mm from the
                         left and top edges
  --log-columns ITEMS    sheet=NAME,envelope=NAME,status=NAME,inserted=WORD,spoiled=WORD,pulled=WORD
  --round N              without it, the first
  --lang ja|en           without it, as LC_ALL, LC_MESSAGES or LANG says
  --help, -h             this

Exit codes
  0   done, and all sheets are where they belong
  1   done, and some rows were refused or some sheets are spoiled
  2   the task failed; or sheets are missing, twice, or in another envelope";

const HELP_IN_JAPANESE: &str = "\
print_shop：綴りの発行から封入の照合まで

  print_shop --providers 名簿.csv --out 綴り --date 2026-04-01 --key-file 発行鍵 作業

どの作業にも、発行時と同じ指定を付けます。
  issue                  同じ宛先の通知書を並べた綴りを発行します（名寄せ）
  posting                差出票のため、封筒を郵便番号の上3桁と枚数ごとに数えます
  pull FILE              1行に1つの事業所番号の通知書の場所を表示し、無効にします（引抜き）
  reconcile LOG.csv...   封入記録を照合します
  respool DIR LOG.csv... 破損した通知書をDIRに再度印刷します
  credentials FILE       発送する通知書のユーザIDと仮パスワード
  again                  引き抜いた通知書を、次の回に新しい仮パスワードで発行します

  --providers FILE.csv   事業所番号、ユーザID、事業所名、郵便番号、住所、建物の列
  --out DIR              綴りのフォルダ
  --date YYYY-MM-DD      発行日
  --key-file FILE        なければ作成し、あれば使用します
  --words FILE           文面、パスワード、窓、手順の紙をTOMLのファイルから
  --pages N              綴りのページ数。省略すると5000
  --envelopes SHEETS     1通の封筒の最大の枚数。省略すると8
  --duplex               2ページを1枚と数えます
  --mark KIND:X,Y        各紙に封入機の印。datamatrixまたはomr、左端と上端からの位置（mm）
  --log-columns ITEMS    sheet=列名,envelope=列名,status=列名,inserted=用語,spoiled=用語,pulled=用語
  --round N              省略すると、1回目の発行
  --lang ja|en           省略すると、LC_ALL、LC_MESSAGES、LANGに従います
  --help, -h             この説明

終了コード
  0   完了し、封入に誤りがない
  1   完了し、発行できない行または破損がある
  2   失敗した。または封入の漏れ、重複、誤りがある";

/// What the program says of its own; what the library told stands in it.
#[derive(Debug, thiserror::Error)]
enum Said {
    #[error("{letters} letters, {refused} refused")]
    Issued { letters: usize, refused: usize },
    #[error("the marks name the run {0}")]
    Marked(String),
    #[error("refused, {0}")]
    Refused(String),
    #[error("{}: {told}", .file.display())]
    List { file: PathBuf, told: String },
    #[error("line {line}: {told}")]
    Number { line: usize, told: String },
    #[error("{0}")]
    Pulled(Where),
    #[error("{0}")]
    Sheets(Sheets),
    #[error("{0}: spoiled, to be struck again")]
    Spoiled(ProviderNumber),
    #[error("struck again: {}", .0.display())]
    Respooled(PathBuf),
    #[error("area,sheets,envelopes")]
    PostingColumns,
    #[error("{area},{sheets},{envelopes}")]
    Posting { area: String, sheets: usize, envelopes: usize },
    #[error("{0} log-ins")]
    Credentials(usize),
    #[error("{0} differences")]
    Differences(usize),
    #[error("--{0} is missing")]
    Missing(&'static str),
    #[error("no task: expected issue, posting, pull, reconcile, respool, credentials or again")]
    NoTask,
    #[error("{}", HELP)]
    Help,
}

impl Message for Said {
    fn in_japanese(&self) -> String {
        match self {
            Self::Issued { letters, refused } => format!("通知書{letters}通、発行不可{refused}件"),
            Self::Marked(run) => format!("封入機用マークの発行番号は{run}です。"),
            Self::Refused(reason) => format!("発行不可、{reason}"),
            Self::List { file, told } => format!("{}：{told}", file.display()),
            Self::Number { line, told } => format!("{line}行目：{told}"),
            Self::Pulled(place) => place.in_japanese(),
            Self::Sheets(sheets) => sheets.in_japanese(),
            Self::Spoiled(number) => format!("事業所番号{number}：破損、再印刷が必要です。"),
            Self::Respooled(file) => format!("再印刷用：{}", file.display()),
            Self::PostingColumns => "地域（郵便番号の上3桁）,枚数,通数".to_owned(),
            Self::Posting { area, sheets, envelopes } => format!("{area},{sheets},{envelopes}"),
            Self::Credentials(count) => format!("{count}件のユーザIDと仮パスワード"),
            Self::Differences(count) => format!("相違が{count}件あります。"),
            Self::Missing(option) => format!("--{option}を指定してください。"),
            Self::NoTask => {
                "作業をissue、posting、pull、reconcile、respool、credentials、againから指定してください。"
                    .to_owned()
            }
            Self::Help => HELP_IN_JAPANESE.to_owned(),
        }
    }
}

impl Saying for Said {
    fn is_of_command_line(&self) -> bool {
        matches!(self, Self::Missing(_) | Self::NoTask)
    }
}

/// Where a letter stands.
#[derive(Debug)]
struct Where {
    number: ProviderNumber,
    file: String,
    page: usize,
    envelope: usize,
}

impl Where {
    fn of(letter: &Pulled) -> Self {
        let (number, file) = (letter.number(), letter.file().to_owned());
        Self { number, file, page: letter.page(), envelope: letter.envelope().unwrap_or_default() }
    }
}

impl fmt::Display for Where {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { number, file, page, envelope } = self;
        write!(f, "{number}: {file}, page {page}, envelope {envelope}")
    }
}

impl Message for Where {
    fn in_japanese(&self) -> String {
        let Self { number, file, page, envelope } = self;
        format!("事業所番号{number}：{file}の{page}ページ、封筒{envelope}")
    }
}

/// Every sheet of a run, by what became of it.
#[derive(Debug)]
struct Sheets {
    all: usize,
    inserted: usize,
    pulled: usize,
    spoiled: usize,
    missing: usize,
}

impl Sheets {
    fn of(found: &Reconciliation) -> Self {
        Self {
            all: found.sheets(),
            inserted: found.inserted(),
            pulled: found.pulled(),
            spoiled: found.spoiled(),
            missing: found.missing(),
        }
    }
}

impl fmt::Display for Sheets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { all, inserted, pulled, spoiled, missing } = self;
        write!(f, "{all} sheets = {inserted} inserted + {pulled} pulled + {spoiled} spoiled + ")?;
        write!(f, "{missing} missing")
    }
}

impl Message for Sheets {
    fn in_japanese(&self) -> String {
        let Self { all, inserted, pulled, spoiled, missing } = self;
        format!("{all}枚＝封入{inserted}＋引抜き{pulled}＋破損{spoiled}＋不明{missing}")
    }
}

fn main() -> ExitCode {
    let language = speech::language();
    let ended =
        Job::parse(language).and_then(|job| job.map_or(Ok(Outcome::Clean), |job| job.run()));
    match ended {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Imperfect) => ExitCode::from(1),
        Err(error) => {
            speech::complain::<Said>("print_shop", &*error, language);
            ExitCode::from(2)
        }
    }
}

enum Outcome {
    Clean,
    /// Rows were refused, or sheets are spoiled.
    Imperfect,
}

type Ended = Result<Outcome, Box<dyn Error>>;

enum Task {
    Issue,
    Posting,
    Pull(PathBuf),
    Reconcile(Vec<PathBuf>),
    Respool { out: PathBuf, logs: Vec<PathBuf> },
    Credentials(PathBuf),
    Again,
}

impl Task {
    fn of(words: Vec<PathBuf>) -> Result<Self, Said> {
        let mut words = words.into_iter();
        let name = words.next().unwrap_or_default();
        let rest: Vec<PathBuf> = words.collect();
        match (name.to_str().unwrap_or_default(), &*rest) {
            ("issue", []) => Ok(Self::Issue),
            ("posting", []) => Ok(Self::Posting),
            ("pull", [numbers]) => Ok(Self::Pull(numbers.clone())),
            ("reconcile", [_, ..]) => Ok(Self::Reconcile(rest)),
            ("respool", [out, logs @ ..]) if !logs.is_empty() => {
                Ok(Self::Respool { out: out.clone(), logs: logs.to_vec() })
            }
            ("credentials", [file]) => Ok(Self::Credentials(file.clone())),
            ("again", []) => Ok(Self::Again),
            _ => Err(Said::NoTask),
        }
    }
}

/// One task of a run.
struct Job {
    language: Language,
    task: Task,
    list: Listing,
    batch: Batch,
    round: Round,
    /// Of the volumes.
    folder: PathBuf,
    options: SpoolOptions,
    log_columns: LogColumns,
}

impl Job {
    fn run(&self) -> Ended {
        match &self.task {
            Task::Issue => self.issue(&self.batch, self.list.providers()),
            Task::Posting => self.posting(),
            Task::Pull(file) => self.pull(&self.numbers(file)?),
            Task::Reconcile(logs) => reconciled(&self.reconcile(logs)?),
            Task::Respool { out, logs } => self.respool(&self.reconcile(logs)?, out),
            Task::Credentials(file) => {
                let count = self.posted()?.write_credentials(self.list.providers(), file)?;
                self.say(&Said::Credentials(count));
                Ok(Outcome::Clean)
            }
            Task::Again => {
                let pulled = self.batch.void_list(&self.folder)?;
                let again = self.batch.round(self.round.following()?);
                self.issue(&again, &pulled.to_issue_again(self.list.providers()))
            }
        }
    }

    fn issue(&self, batch: &Batch, providers: &[Provider]) -> Ended {
        let go_on = |_| ControlFlow::Continue(());
        let report: Report = batch.write_volumes(providers, &self.folder, self.options, go_on)?;
        let rows = self.list.refused().iter();
        let unread = rows.map(|row| Refusal::new(row.line(), row.number(), row.error()));
        let refused: Vec<Refusal> = unread.chain(report.refused().iter().cloned()).collect();
        for refusal in &refused {
            self.say(&Said::Refused(refusal.in_language(self.language)));
        }
        self.say(&Said::Issued { letters: report.issued(), refused: refused.len() });
        if let Some(run) = batch.marked_run(providers, self.options) {
            self.say(&Said::Marked(run));
        }
        Ok(if refused.is_empty() { Outcome::Clean } else { Outcome::Imperfect })
    }

    fn posting(&self) -> Ended {
        self.print(&Said::PostingColumns);
        for class in self.posted()?.posting(self.list.providers(), self.options)? {
            let area = class.area().unwrap_or_default().to_owned();
            let (sheets, envelopes) = (class.sheets(), class.envelopes());
            self.print(&Said::Posting { area, sheets, envelopes });
        }
        Ok(Outcome::Clean)
    }

    /// Without the letters that were pulled.
    fn posted(&self) -> Result<Batch, reissue_notice::Error> {
        Ok(self.batch.voiding(self.batch.void_list(&self.folder)?))
    }

    fn pull(&self, numbers: &[ProviderNumber]) -> Ended {
        for letter in self.batch.pull(&self.folder, numbers)? {
            self.print(&Said::Pulled(Where::of(&letter)));
        }
        Ok(Outcome::Clean)
    }

    fn reconcile(&self, paths: &[PathBuf]) -> Result<Reconciliation, reissue_notice::Error> {
        let mut logs = Vec::new();
        for path in paths {
            logs.push(File::open(path).map_err(|source| unread(path, source))?);
        }
        let found = self.batch.reconcile(&self.folder, logs, &self.log_columns)?;
        found.discrepancies().iter().for_each(|discrepancy| self.print(discrepancy));
        self.print(&Said::Sheets(Sheets::of(&found)));
        found.spoiled_letters().iter().for_each(|number| self.print(&Said::Spoiled(*number)));
        Ok(found)
    }

    fn respool(&self, found: &Reconciliation, out: &Path) -> Ended {
        let (list, spoiled) = (self.list.providers(), found.spoiled_letters());
        for file in self.batch.respool(list, &self.folder, spoiled, out)? {
            self.print(&Said::Respooled(file));
        }
        reconciled(found)
    }

    /// A number a line.
    fn numbers(&self, path: &Path) -> Result<Vec<ProviderNumber>, Box<dyn Error>> {
        let text = fs::read_to_string(path).map_err(|source| unread(path, source))?;
        let mut numbers = Vec::new();
        for (line, number) in (1..).zip(text.trim_start_matches('\u{FEFF}').lines()) {
            if !number.trim().is_empty() {
                let told = |error: reissue_notice::Error| error.in_language(self.language);
                let number = number.trim().parse();
                numbers.push(number.map_err(|error| Said::Number { line, told: told(error) })?);
            }
        }
        Ok(numbers)
    }

    fn say(&self, said: &Said) {
        eprintln!("print_shop: {}", said.in_language(self.language));
    }

    fn print(&self, line: &impl Message) {
        println!("{}", line.in_language(self.language));
    }

    /// None where help was asked for.
    fn parse(language: Language) -> Result<Option<Self>, Box<dyn Error>> {
        let (mut pages, mut sheets) = (NonZeroUsize::new(5000), NonZeroUsize::new(8));
        let (mut options, mut words) = (SpoolOptions::default(), Vec::new());
        let (mut list, mut folder, mut key_file, mut date) = (None, None, None, None);
        let (mut house, mut round, mut log_columns) = (None, Round::FIRST, LogColumns::default());
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Value(word) => words.push(word.into()),
                Long("providers") => list = Some(PathBuf::from(parser.value()?)),
                Long("out") => folder = Some(parser.value()?.into()),
                Long("date") => date = Some(parser.value()?.string()?.parse()?),
                Long("key-file") => key_file = Some(PathBuf::from(parser.value()?)),
                Long("words") => house = Some(house::read(Path::new(&parser.value()?))?),
                Long("pages") => pages = Some(parser.value()?.parse()?),
                Long("envelopes") => sheets = Some(parser.value()?.parse()?),
                Long("duplex") => options = options.with_duplex(),
                Long("mark") => {
                    options = options.with_inserter_mark(parser.value()?.string()?.parse()?);
                }
                Long("log-columns") => log_columns = parser.value()?.string()?.parse()?,
                Long("round") => round = parser.value()?.string()?.parse()?,
                // It was looked for before, so that what is wrong here is told in it.
                Long("lang") => drop(parser.value()?.string()?.parse::<Language>()?),
                Long("help") | Short('h') => {
                    println!("{}", Said::Help.in_language(language));
                    return Ok(None);
                }
                other => return Err(other.unexpected().into()),
            }
        }
        let task = Task::of(words)?;
        if let (Some(pages), Some(sheets)) = (pages, sheets) {
            options = options.with_pages_per_volume(pages).with_shared_envelopes(sheets);
        }
        let folder = folder.ok_or(Said::Missing("out"))?;
        let list = list.ok_or(Said::Missing("providers"))?;
        let issuer = issuer(house, date.ok_or(Said::Missing("date"))?)?;
        let columns = issuer.columns(Columns::default().with_addresses());
        let list = read_list(&list, &columns, language)?;
        let key_file = key_file.ok_or(Said::Missing("key-file"))?;
        let key = match task {
            Task::Issue => BatchKey::open_or_create_file(key_file)?,
            _ => BatchKey::open_file(key_file)?,
        };
        let batch = issuer.batch(key).round(round);
        Ok(Some(Self { language, task, list, batch, round, folder, options, log_columns }))
    }
}

fn reconciled(found: &Reconciliation) -> Ended {
    match found.discrepancies().len() {
        0 if found.is_settled() => Ok(Outcome::Clean),
        0 => Ok(Outcome::Imperfect),
        count => Err(Said::Differences(count).into()),
    }
}

fn read_list(
    path: &Path,
    columns: &Columns,
    language: Language,
) -> Result<Listing, Box<dyn Error>> {
    let file = File::open(path).map_err(|source| unread(path, source))?;
    let list = Roster::read_all(file, columns);
    Ok(list.map_err(|error| {
        let (file, told) = (path.to_owned(), error.in_language(language));
        Said::List { file, told }
    })?)
}

fn issuer(house: Option<House>, date: Date) -> Result<Issuer, reissue_notice::Error> {
    let builder = Issuer::builder().federation_by_prefecture();
    let builder = match house {
        Some(house) => builder.house(house),
        None => builder,
    };
    builder.issued_on(date).build()
}

fn unread(path: &Path, source: std::io::Error) -> reissue_notice::Error {
    ErrorKind::Io { action: Action::Read, path: path.to_owned(), source }.into()
}
