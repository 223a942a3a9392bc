//! The command line.

use std::error::Error;
use std::path::{Path, PathBuf};

use lexopt::prelude::*;
use reissue_notice::{Columns, Encoding, House, Language, Repair, Round, Template};

use crate::words::Said;
use crate::{house, painter};

pub(crate) struct Arguments {
    pub(crate) language: Language,
    pub(crate) providers: PathBuf,
    pub(crate) columns: Columns,
    /// The folder of the run.
    pub(crate) out: PathBuf,
    pub(crate) key_file: PathBuf,
    pub(crate) round: Round,
    pub(crate) template: Option<Template>,
    pub(crate) house: Option<House>,
    pub(crate) painter: String,
    pub(crate) font: Option<PathBuf>,
}

impl Arguments {
    /// None where help is asked for.
    pub(crate) fn parse(language: Language) -> Result<Option<Self>, Box<dyn Error>> {
        let mut arguments = Self::none(language);
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("providers") => arguments.providers = parser.value()?.into(),
                Long("encoding") => {
                    let encoding: Encoding = parser.value()?.string()?.parse()?;
                    arguments.columns = arguments.columns.with_encoding(encoding);
                }
                Long("repair") => arguments.columns = arguments.columns.with_repair(Repair::all()),
                Long("out") => arguments.out = parser.value()?.into(),
                Long("key-file") => arguments.key_file = parser.value()?.into(),
                Long("round") => arguments.round = parser.value()?.string()?.parse()?,
                Long("first-issue") => arguments.template = Some(Template::first_issue()),
                Long("words") => {
                    arguments.house = Some(house::read(Path::new(&parser.value()?))?);
                }
                Long("painter") => arguments.painter = parser.value()?.string()?,
                Long("font") => arguments.font = Some(parser.value()?.into()),
                Long("lang") => arguments.language = parser.value()?.string()?.parse()?,
                Long("help") | Short('h') => return Ok(None),
                other => return Err(other.unexpected().into()),
            }
        }
        arguments.whole().map(Some)
    }

    fn none(language: Language) -> Self {
        Self {
            language,
            providers: PathBuf::new(),
            columns: Columns::default(),
            out: PathBuf::new(),
            key_file: PathBuf::new(),
            round: Round::FIRST,
            template: None,
            house: None,
            painter: painter::USUAL.to_owned(),
            font: None,
        }
    }

    fn whole(self) -> Result<Self, Box<dyn Error>> {
        let Self { providers, out, key_file, .. } = &self;
        for (path, name) in [(providers, "providers"), (out, "out"), (key_file, "key-file")] {
            if path.as_os_str().is_empty() {
                return Err(Said::Missing(name).into());
            }
        }
        Ok(self)
    }
}
