//! In which language the examples speak: as `--lang` or the environment says. The library asks
//! neither.

use std::env;
use std::error::Error;
use std::io::Write;

use reissue_notice::{Language, Message};

/// What `--lang` asks for, else what the environment does. It is known before the command line is
/// read, so that what is wrong there can be told in it.
pub(crate) fn language() -> Language {
    let arguments: Vec<String> = env::args().collect();
    for (index, argument) in arguments.iter().enumerate() {
        let named = match argument.as_str() {
            "--lang" => arguments.get(index + 1).map(String::as_str),
            _ => argument.strip_prefix("--lang="),
        };
        if let Some(Ok(language)) = named.map(str::parse) {
            return language;
        }
    }
    of_environment()
}

/// The first of the three that is set decides, as everywhere on POSIX.
fn of_environment() -> Language {
    let locales = ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| env::var(name).unwrap_or_default());
    match locales.iter().find(|locale| !locale.is_empty()) {
        Some(locale) if locale.starts_with("ja") => Language::Japanese,
        _ => Language::English,
    }
}

/// What a program says of its own.
pub(crate) trait Saying: Message + Error + 'static {
    /// Whether the command line is what is wrong: `--help` tells what is right.
    fn is_of_command_line(&self) -> bool;
}

/// To the terminal, if there is one: what went wrong, and where `--help` tells what is right.
pub(crate) fn complain<S: Saying>(
    program: &str,
    error: &(dyn Error + 'static),
    language: Language,
) {
    let mut terminal = std::io::stderr();
    let _ = writeln!(terminal, "{program}: {}", told::<S>(error, language));
    if error.is::<lexopt::Error>() || error.downcast_ref().is_some_and(S::is_of_command_line) {
        let hint = match language {
            Language::Japanese => "--helpで、すべての指定を表示します。",
            _ => "--help tells every option",
        };
        let _ = writeln!(terminal, "{program}: {hint}");
    }
}

/// An error's sentence: of the library, of the program (`S`), or of the command line.
fn told<S: Saying>(error: &(dyn Error + 'static), language: Language) -> String {
    if let Some(error) = error.downcast_ref::<reissue_notice::Error>() {
        error.in_language(language)
    } else if let Some(said) = error.downcast_ref::<S>() {
        said.in_language(language)
    } else {
        match (error.downcast_ref(), language) {
            (Some(error), Language::Japanese) => of_command_line(error),
            _ => error.to_string(),
        }
    }
}

fn of_command_line(error: &lexopt::Error) -> String {
    match error {
        lexopt::Error::MissingValue { option: Some(option) } => {
            format!("{option}の値を指定してください。")
        }
        lexopt::Error::UnexpectedOption(option) => {
            format!("{option}というオプションはありません。取り除いてください。")
        }
        lexopt::Error::UnexpectedValue { option, .. } => {
            format!("{option}に値は不要です。取り除いてください。")
        }
        lexopt::Error::UnexpectedArgument(value) | lexopt::Error::NonUnicodeValue(value) => {
            format!("「{}」は指定できません。取り除いてください。", value.display())
        }
        lexopt::Error::ParsingFailed { value, error } => {
            match error.downcast_ref::<reissue_notice::Error>() {
                Some(error) => error.in_japanese(),
                None => format!("「{value}」は指定できません。1以上の整数にしてください。"),
            }
        }
        _ => "コマンドの指定が誤っています。確認してください。".to_owned(),
    }
}
