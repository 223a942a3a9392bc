//! One letter. What can be asked for is told by `--help`, in English and Japanese (`help.en.txt`,
//! `help.ja.txt`).
//!
//! Without arguments, writes the specimen to `notice.pdf`: its password is fixed, so that the page
//! can be compared. With a provider, writes its letter with a fresh password, which is printed
//! nowhere but on the page:
//!
//! ```sh
//! cargo run --release --example one_off -- --number 1971100456 --user-id KJ010199999999 --name やまなし会 --date 2026-01-06
//! ```

#[path = "../house/mod.rs"]
mod house;
#[path = "../speech/mod.rs"]
mod speech;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lexopt::prelude::*;
use rand::SeedableRng;
use rand::rngs::SysRng;
use rand_chacha::ChaCha20Rng;
use reissue_notice::{
    Action, Date, EncryptedLetter, EnvelopeWindow, ErrorKind, Guide, House, Issuer, IssuerBuilder,
    Language, Letter, MailPassword, Message, Password, Provider, ReadingTable, Sentence, Template,
};
use speech::Saying;
use zeroize::Zeroizing;

fn main() -> ExitCode {
    let language = speech::language();
    match run(language) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            speech::complain::<Said>("one_off", &*error, language);
            ExitCode::from(2)
        }
    }
}

/// What the program says of its own; the library's warnings stand in it as they were told.
#[derive(Debug, thiserror::Error)]
enum Said {
    #[error("warning: {0}")]
    Warned(String),
    #[error("wrote {}", .0.display())]
    Wrote(PathBuf),
    #[error("--{0} is missing")]
    Missing(&'static str),
    #[error("{}", include_str!("help.en.txt").trim_end())]
    Help,
}

impl Message for Said {
    fn in_japanese(&self) -> String {
        match self {
            Self::Warned(warning) => format!("注意：{warning}"),
            Self::Wrote(path) => format!("{}に書き出しました。", path.display()),
            Self::Missing(option) => format!("--{option}を指定してください。"),
            Self::Help => include_str!("help.ja.txt").trim_end().to_owned(),
        }
    }
}

impl Saying for Said {
    fn is_of_command_line(&self) -> bool {
        matches!(self, Self::Missing(_))
    }
}

fn say(said: &Said, language: Language) {
    eprintln!("one_off: {}", said.in_language(language));
}

fn warn(warning: &impl Message, language: Language) {
    say(&Said::Warned(warning.in_language(language)), language);
}

fn run(language: Language) -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse(language)?;
    let language = arguments.language;
    match arguments.task {
        Task::Help => {
            println!("{}", Said::Help.in_language(language));
            return Ok(());
        }
        Task::PrintTemplate => {
            print!("{}", House::DEFAULT_FILE);
            return Ok(());
        }
        Task::Issue => {}
    }
    let letter =
        if arguments.is_specimen() { arguments.specimen()? } else { arguments.letter()? };
    letter.warnings().iter().for_each(|warning| warn(warning, language));
    match &arguments.mail_password_file {
        Some(file) => encrypted(&letter, file)?.write_file(&arguments.out)?,
        None => letter.write_file(&arguments.out)?,
    }
    say(&Said::Wrote(arguments.out), language);
    Ok(())
}

/// What the file holds on its first line opens the letter.
fn encrypted(letter: &Letter, file: &Path) -> Result<EncryptedLetter, Box<dyn Error>> {
    let text = std::fs::read_to_string(file).map_err(|source| {
        let (action, path) = (Action::Read, file.to_owned());
        reissue_notice::Error::from(ErrorKind::Io { action, path, source })
    })?;
    let text = Zeroizing::new(text);
    let password: MailPassword = text.lines().next().unwrap_or_default().parse()?;
    Ok(letter.encrypted(&password, &mut fresh()?)?)
}

fn fresh() -> Result<ChaCha20Rng, reissue_notice::Error> {
    let drawn = ChaCha20Rng::try_from_rng(&mut SysRng);
    drawn.map_err(|error| ErrorKind::Random { reason: error.to_string() }.into())
}

/// The passwords of the specimen, the second of the first issue alone.
const SPECIMEN: [&str; 2] = ["K3MrRT3H17203902", "R7TkWB2N58306149"];

#[derive(Default)]
enum Task {
    #[default]
    Issue,
    /// A file of words to begin with.
    PrintTemplate,
    /// What can be asked for is told.
    Help,
}

#[derive(Default)]
struct Arguments {
    task: Task,
    language: Language,
    number: Option<String>,
    user_id: Option<String>,
    name: Option<String>,
    federation: Option<String>,
    date: Option<String>,
    pattern: Option<String>,
    post_code: Option<String>,
    address: Option<String>,
    building: Option<String>,
    reference: Option<String>,
    window: Option<EnvelopeWindow>,
    valid_until: Option<Date>,
    first_issue: bool,
    large_print: bool,
    guide: Option<Guide>,
    house: Option<House>,
    readings: Option<ReadingTable>,
    mail_password_file: Option<PathBuf>,
    out: PathBuf,
}

impl Arguments {
    fn parse(language: Language) -> Result<Self, Box<dyn Error>> {
        let mut arguments = Self { language, out: "notice.pdf".into(), ..Self::default() };
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            let place = match argument {
                Long("number") => &mut arguments.number,
                Long("user-id") => &mut arguments.user_id,
                Long("name") => &mut arguments.name,
                Long("federation") => &mut arguments.federation,
                Long("date") => &mut arguments.date,
                Long("pattern") => &mut arguments.pattern,
                Long("post-code") => &mut arguments.post_code,
                Long("address") => &mut arguments.address,
                Long("building") => &mut arguments.building,
                Long("reference") => &mut arguments.reference,
                Long("valid-until") => {
                    arguments.valid_until = Some(parser.value()?.string()?.parse()?);
                    continue;
                }
                Long("window") => {
                    let window = parser.value()?.parse_with(EnvelopeWindow::named)?;
                    arguments.window = Some(window.with_fold_marks());
                    continue;
                }
                Long("first-issue") => {
                    arguments.first_issue = true;
                    continue;
                }
                Long("guide") => {
                    arguments.guide = Some(Guide::default());
                    continue;
                }
                Long("words") => {
                    arguments.house = Some(house::read(Path::new(&parser.value()?))?);
                    continue;
                }
                Long("print-template") => {
                    arguments.task = Task::PrintTemplate;
                    return Ok(arguments);
                }
                Long("large-print") => {
                    arguments.large_print = true;
                    continue;
                }
                Long("readings") => {
                    arguments.readings = Some(parser.value()?.parse_with(ReadingTable::named)?);
                    continue;
                }
                Long("mail-password-file") => {
                    arguments.mail_password_file = Some(parser.value()?.into());
                    continue;
                }
                Long("lang") => {
                    arguments.language = parser.value()?.string()?.parse()?;
                    continue;
                }
                Long("help") | Short('h') => {
                    arguments.task = Task::Help;
                    return Ok(arguments);
                }
                Long("out") => {
                    arguments.out = parser.value()?.into();
                    continue;
                }
                other => return Err(other.unexpected().into()),
            };
            *place = Some(parser.value()?.string()?);
        }
        Ok(arguments)
    }

    fn is_specimen(&self) -> bool {
        let given = [
            &self.number,
            &self.user_id,
            &self.name,
            &self.federation,
            &self.date,
            &self.pattern,
            &self.post_code,
            &self.address,
            &self.building,
            &self.reference,
        ];
        given.into_iter().all(Option::is_none) && self.window.is_none()
    }

    fn specimen(&self) -> Result<Letter, Box<dyn Error>> {
        let builder = Issuer::builder().federation("山梨県国民健康保険団体連合会");
        let builder = self.worded(builder.readings(ReadingTable::specimen()));
        let issuer = builder.issued_on("2026-01-06".parse()?).build()?;
        let provider = Provider::new(
            "1999999999".parse()?,
            "KJ010199999999".parse()?,
            "主たる事業所名称".parse()?,
        );
        let mut passwords: Vec<Password> = Vec::new();
        for fixed in SPECIMEN.into_iter().take(issuer.credentials().iter().count()) {
            passwords.push(fixed.parse()?);
        }
        Ok(issuer.letter_with(&provider, passwords)?)
    }

    fn letter(&self) -> Result<Letter, Box<dyn Error>> {
        let needed = |value: &Option<String>, name| value.clone().ok_or(Said::Missing(name));
        let provider = self.addressed(Provider::new(
            needed(&self.number, "number")?.parse()?,
            needed(&self.user_id, "user-id")?.parse()?,
            needed(&self.name, "name")?.parse()?,
        ))?;
        let builder = self.worded(Issuer::builder().federation_by_prefecture());
        let builder = builder.issued_on(needed(&self.date, "date")?.parse()?);
        let issuer = match &self.pattern {
            Some(pattern) => builder.policy(pattern.parse()?).build()?,
            None => builder.build()?,
        };
        issuer.warnings().for_each(|warning| warn(&warning, self.language));
        Ok(issuer.issue(&provider, &mut fresh()?)?)
    }

    fn addressed(&self, mut provider: Provider) -> Result<Provider, Box<dyn Error>> {
        if let Some(post_code) = &self.post_code {
            provider = provider.with_post_code(post_code.parse()?);
        }
        if let Some(address) = &self.address {
            provider = provider.with_address(address.parse()?);
        }
        if let Some(building) = &self.building {
            provider = provider.with_building(building.parse()?);
        }
        if let Some(reference) = &self.reference {
            provider = provider.with_reference(reference.parse()?);
        }
        Ok(provider)
    }

    fn template(&self) -> Template {
        let own = self.house.as_ref().map(|house| house.template().clone());
        let mut template =
            if self.first_issue { Template::first_issue() } else { own.unwrap_or_default() };
        if self.large_print {
            template = template.with_large_print();
        }
        if self.reference.is_some() && template.words_of(Sentence::ReferenceLabel).is_empty() {
            template = template.with_reference_label("整理番号");
        }
        if let Some(date) = self.valid_until {
            template = template.with_valid_until(date);
        }
        template
    }

    /// With the words of a file, and what options say in place of it.
    fn worded(&self, mut builder: IssuerBuilder) -> IssuerBuilder {
        if let Some(house) = &self.house {
            builder = builder.house(house.clone());
        }
        if let Some(readings) = &self.readings {
            builder = builder.readings(readings.clone());
        }
        if let Some(guide) = &self.guide {
            builder = builder.guide(guide.clone());
        }
        if let Some(window) = self.window {
            builder = builder.window(window);
        }
        if let Some(name) = &self.federation {
            builder = builder.federation(name);
        }
        builder.template(self.template())
    }
}
