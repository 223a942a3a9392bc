//! A letter in a federation's own words.
//!
//! ```sh
//! cargo run --release --example own_words -- examples/own_words.toml notice.pdf
//! ```
//!
//! Writes a letter to an invented provider, with what the file says; or every fault of the file, each
//! with line and key. `one_off --print-template` prints a file with every key to begin with.

mod house;
mod speech;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lexopt::prelude::*;
use rand::SeedableRng;
use rand::rngs::SysRng;
use rand_chacha::ChaCha20Rng;
use reissue_notice::{Issuer, Language, Message, Provider};
use speech::Saying;

const HELP: &str = "\
own_words: a letter to an invented provider, in words of your own

  own_words FILE.toml OUT.pdf

FILE.toml is a file as `one_off --print-template` prints it. All that is wrong with it is told.

  --lang ja|en   without it, as LC_ALL, LC_MESSAGES or LANG says
  --help, -h     this

Exit codes
  0   the letter is written
  2   it is not";

const HELP_IN_JAPANESE: &str = "\
own_words：架空の事業所の通知書を、指定した文面で書き出します

  own_words FILE.toml OUT.pdf

FILE.tomlのひな形は「one_off --print-template」で書き出せます。ファイルの誤りはすべて表示します。

  --lang ja|en   省略すると、LC_ALL、LC_MESSAGES、LANGに従います
  --help, -h     この説明

終了コード
  0   通知書を書き出した
  2   書き出していない";

/// What the program says of its own; what the library told of a file stands in it.
#[derive(Debug, thiserror::Error)]
enum Said {
    #[error("{}: {told}", .file.display())]
    Faults { file: PathBuf, told: String },
    #[error("two files are needed: the words, and the letter to be written")]
    TwoFiles,
    #[error("{}", HELP)]
    Help,
}

impl Message for Said {
    fn in_japanese(&self) -> String {
        match self {
            Self::Faults { file, told } => format!("{}：{told}", file.display()),
            Self::TwoFiles => {
                "文面のファイルと、書き出す通知書のファイルを指定してください。".into()
            }
            Self::Help => HELP_IN_JAPANESE.to_owned(),
        }
    }
}

impl Saying for Said {
    fn is_of_command_line(&self) -> bool {
        matches!(self, Self::TwoFiles)
    }
}

fn main() -> ExitCode {
    let language = speech::language();
    match run(language) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            speech::complain::<Said>("own_words", &*error, language);
            ExitCode::from(2)
        }
    }
}

fn run(mut language: Language) -> Result<(), Box<dyn Error>> {
    let mut files: Vec<PathBuf> = Vec::new();
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Value(file) => files.push(file.into()),
            Long("lang") => language = parser.value()?.string()?.parse()?,
            Long("help") | Short('h') => {
                println!("{}", Said::Help.in_language(language));
                return Ok(());
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let [file, out] = &*files else { return Err(Said::TwoFiles.into()) };
    write(file, out, language)
}

fn write(file: &Path, out: &Path, language: Language) -> Result<(), Box<dyn Error>> {
    let faults = |error: reissue_notice::Error| {
        let (file, told) = (file.to_owned(), error.in_language(language));
        Said::Faults { file, told }
    };
    let house = house::read(file).map_err(faults)?;
    let builder = Issuer::builder().federation_by_prefecture().house(house);
    let issuer = builder.issued_on("2026-01-06".parse()?).build().map_err(faults)?;
    let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    let provider = Provider::new(number, user_id, "社会福祉法人　やまなし会".parse()?)
        .with_post_code("400-0031".parse()?)
        .with_address("山梨県甲府市丸の内1丁目6-1".parse()?)
        .with_reference("R08-0012345".parse()?);
    let letter = issuer.issue(&provider, &mut ChaCha20Rng::try_from_rng(&mut SysRng)?)?;
    letter.write_file(out)?;
    Ok(())
}
