//! The command line.

use std::error::Error;
use std::num::{NonZeroU32, NonZeroUsize};
use std::path::{Path, PathBuf};

use lexopt::prelude::*;
use reissue_notice::{
    Batch, Columns, Date, Encoding, EnvelopeWindow, GuidePages, House, Language, Profile,
    ReadingTable, Repair, Round, Safeguard, Shard, SpoolOptions, Template,
};

use crate::house;
use crate::words::Said;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Task {
    Issue,
    Check,
    Verify,
    /// Nothing but the key, where it is not there.
    MakeKey,
    /// A file of words to begin with.
    PrintTemplate,
    /// What can be asked for is told.
    Help,
}

/// What the run of a changed list comes to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum OtherList {
    Refused,
    GoneOnWith,
}

/// What a complete run that refused rows exits with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum RefusedRows {
    Told,
    Accepted,
}

/// Where a key comes from that is not there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum MissingKey {
    /// Made, but not by one of many tasks.
    AsUsual,
    Made,
}

pub(crate) struct Arguments {
    pub task: Task,
    pub language: Language,
    pub providers: Option<PathBuf>,
    /// How the list is read.
    pub columns: Columns,
    pub out: PathBuf,
    pub spool: Option<SpoolOptions>,
    credentials: Option<PathBuf>,
    pub other_list: OtherList,
    pub refused_rows: RefusedRows,
    pub missing_key: MissingKey,
    pub federation: Option<String>,
    /// What a file says; what is said by an option stands over it.
    pub house: Option<House>,
    pub template: Option<Template>,
    pub readings: Option<ReadingTable>,
    /// Where the envelope shows the address of the list.
    pub window: Option<EnvelopeWindow>,
    /// What single letters and volumes claim to be, where it is said.
    pub profile: Option<Profile>,
    /// How often a file has the page of instructions, where letters have it.
    pub guide: Option<GuidePages>,
    /// Whether the base form of a variation that no font has is printed.
    pub base_forms: bool,
    date: Option<String>,
    key_file: Option<PathBuf>,
    pub shard: Option<Shard>,
    pub round: Round,
    threads: Option<NonZeroUsize>,
    pub without: Vec<Safeguard>,
}

impl Arguments {
    fn none(language: Language) -> Self {
        Self {
            task: Task::Issue,
            language,
            providers: None,
            columns: Columns::default(),
            out: PathBuf::new(),
            spool: None,
            credentials: None,
            other_list: OtherList::Refused,
            refused_rows: RefusedRows::Told,
            missing_key: MissingKey::AsUsual,
            federation: None,
            house: None,
            template: None,
            readings: None,
            window: None,
            profile: None,
            guide: None,
            base_forms: false,
            date: None,
            key_file: None,
            shard: None,
            round: Round::FIRST,
            threads: None,
            without: Vec::new(),
        }
    }

    pub(crate) fn parse(language: Language) -> Result<Self, Box<dyn Error>> {
        let mut arguments = Self::none(language);
        let (mut pages, mut options, mut tags) = (None, SpoolOptions::default(), Tags::AsProfile);
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("providers") => arguments.providers = Some(parser.value()?.into()),
                Long("encoding") => {
                    let encoding: Encoding = parser.value()?.string()?.parse()?;
                    arguments.columns = arguments.columns.with_encoding(encoding);
                }
                Long("repair") => arguments.columns = arguments.columns.with_repair(Repair::all()),
                Long("out") => arguments.out = parser.value()?.into(),
                Long("spool") => pages = Some(parser.value()?.parse::<NonZeroUsize>()?),
                Long("envelopes") => {
                    options = options.with_shared_envelopes(parser.value()?.parse()?);
                    arguments.columns = arguments.columns.with_addresses();
                }
                Long("duplex") => options = options.with_duplex(),
                Long("mark") => {
                    options = options.with_inserter_mark(parser.value()?.string()?.parse()?);
                }
                Long("order") => options = options.with_order(parser.value()?.string()?.parse()?),
                Long("profile") => arguments.profile = Some(parser.value()?.string()?.parse()?),
                Long("tagged") => tags = Tags::Written,
                Long("uncompressed") => options = options.without_compression(),
                Long("credentials") => arguments.credentials = Some(parser.value()?.into()),
                Long("federation") => arguments.federation = Some(parser.value()?.string()?),
                Long("first-issue") => arguments.template = Some(Template::first_issue()),
                Long("window") => {
                    let window = parser.value()?.parse_with(EnvelopeWindow::named)?;
                    arguments.window = Some(window.with_fold_marks());
                }
                Long("guide") => {
                    let guides: GuidePages = parser.value()?.string()?.parse()?;
                    arguments.guide = Some(guides);
                    options = options.with_guide_pages(guides);
                }
                Long("readings") => {
                    arguments.readings = Some(parser.value()?.parse_with(ReadingTable::named)?);
                }
                Long("words") => {
                    arguments.house = Some(house::read(Path::new(&parser.value()?))?);
                }
                Long("print-template") => {
                    arguments.task = Task::PrintTemplate;
                    return Ok(arguments);
                }
                Long("base-forms") => arguments.base_forms = true,
                Long("date") => arguments.date = Some(parser.value()?.string()?),
                Long("key-file") => arguments.key_file = Some(parser.value()?.into()),
                Long("shard") => arguments.shard = Some(shard_of(&parser.value()?.string()?)?),
                Long("round") => arguments.round = parser.value()?.string()?.parse()?,
                Long("threads") => arguments.threads = Some(parser.value()?.parse()?),
                Long("no-lock") => arguments.without.push(Safeguard::Lock),
                Long("no-folder-sync") => arguments.without.push(Safeguard::FolderSync),
                Long("lang") => arguments.language = parser.value()?.string()?.parse()?,
                Long("add") => arguments.other_list = OtherList::GoneOnWith,
                Long("accept-refused") => arguments.refused_rows = RefusedRows::Accepted,
                Long("make-key") => arguments.missing_key = MissingKey::Made,
                Long("help") | Short('h') => {
                    arguments.task = Task::Help;
                    return Ok(arguments);
                }
                Long("check") => arguments.task = Task::Check,
                Long("verify") => arguments.task = Task::Verify,
                other => return Err(other.unexpected().into()),
            }
        }
        arguments.profile = tags.with(arguments.profile);
        if let Some(profile) = arguments.profile {
            options = options.with_profile(profile);
        }
        arguments.spool = pages.map(|pages| options.with_pages_per_volume(pages));
        arguments.refuse_profile_of_volumes()?;
        arguments.with_task()
    }

    /// A key can be made without a folder for letters.
    fn with_task(self) -> Result<Self, Box<dyn Error>> {
        if !self.out.as_os_str().is_empty() {
            return Ok(self);
        }
        let makes_key = self.task == Task::Issue && self.missing_key == MissingKey::Made;
        if makes_key && self.key_file.is_some() {
            return Ok(Self { task: Task::MakeKey, ..self });
        }
        Err(Said::NoFolder.into())
    }

    /// Of a shard, one of its own: no task writes over another's.
    pub(crate) fn credentials(&self) -> Option<PathBuf> {
        let path = self.credentials.as_ref()?;
        let Some(shard) = self.shard else { return Some(path.clone()) };
        let mut name = path.file_stem().unwrap_or_default().to_owned();
        name.push(format!("-{}-of-{}", shard.index(), shard.count()));
        if let Some(extension) = path.extension() {
            name.push(".");
            name.push(extension);
        }
        Some(path.with_file_name(name))
    }

    /// Single letters are tagged, and no print shop takes them.
    fn refuse_profile_of_volumes(&self) -> Result<(), Said> {
        match self.profile {
            None | Some(Profile::A2a | Profile::Archive4) => Ok(()),
            Some(_) if self.spool.is_some() => Ok(()),
            Some(_) => Err(Said::ProfileOfVolumes),
        }
    }

    /// Of the built-in list, whose letters nobody posts, a fixed day; of a real one, the day that
    /// was given.
    pub(crate) fn date(&self) -> Result<Date, Box<dyn Error>> {
        match (&self.date, &self.providers) {
            (Some(date), _) => Ok(date.parse()?),
            (None, None) => Ok(Date::new(2026, 4, 1)?),
            (None, Some(_)) => Err(Said::NoDate.into()),
        }
    }

    /// In the folder of the letters, one a round.
    pub(crate) fn refused_file(&self) -> PathBuf {
        self.folder().join(match self.round {
            Round::FIRST => "refused.csv".to_owned(),
            round => format!("refused-{round}.csv"),
        })
    }

    /// Where no key is named, it is kept beside the letters.
    pub(crate) fn key_file(&self) -> PathBuf {
        self.key_file.clone().unwrap_or_else(|| {
            let mut path = self.out.clone().into_os_string();
            path.push(".key");
            path.into()
        })
    }

    /// What a batch issues, and how.
    pub(crate) fn set(&self, batch: &Batch) -> Batch {
        let mut batch = batch.round(self.round);
        if let Some(shard) = self.shard {
            batch = batch.shard(shard);
        }
        if self.other_list == OtherList::GoneOnWith {
            batch = batch.adding();
        }
        if let Some(threads) = self.threads {
            batch = batch.threads(threads);
        }
        for safeguard in &self.without {
            batch = match safeguard {
                Safeguard::Lock => batch.without_lock(),
                Safeguard::FolderSync => batch.without_folder_sync(),
                _ => batch,
            };
        }
        batch
    }

    /// Whether the key has to be there.
    pub(crate) fn needs_key(&self) -> bool {
        self.shard.is_some() && self.missing_key == MissingKey::AsUsual
    }

    /// Whether rows that belong to no shard are told of by another.
    pub(crate) fn is_later_shard(&self) -> bool {
        self.shard.is_some_and(|shard| shard.index() > 0)
    }

    /// Each shard has a folder of its own, so that machines need not wait for each other.
    pub(crate) fn folder(&self) -> PathBuf {
        match self.shard {
            Some(shard) => self.out.join(format!("shard-{}-of-{}", shard.index(), shard.count())),
            None => self.out.clone(),
        }
    }
}

/// Whether tags are asked for beside the profile.
#[derive(Clone, Copy)]
enum Tags {
    AsProfile,
    Written,
}

impl Tags {
    fn with(self, profile: Option<Profile>) -> Option<Profile> {
        match (self, profile) {
            (Self::Written, None | Some(Profile::A2u)) => Some(Profile::A2a),
            (Self::Written, Some(Profile::Press)) => Some(Profile::TaggedPress),
            _ => profile,
        }
    }
}

/// Where a job array says which of its tasks this is.
const VARIABLES: [&str; 2] = ["JOB_COMPLETION_INDEX", "SLURM_ARRAY_TASK_ID"];

/// `i/n`, or `n` alone where a job array says which part this is.
fn shard_of(text: &str) -> Result<Shard, Box<dyn Error>> {
    if text.contains('/') {
        return Ok(text.parse()?);
    }
    let count: NonZeroU32 =
        text.parse().map_err(|_| Said::NoShard { found: text.to_owned(), variables: VARIABLES })?;
    // One that is set to nothing is as good as none.
    let set = VARIABLES.iter().find_map(|&variable| {
        let value = std::env::var(variable).ok().filter(|value| !value.is_empty())?;
        Some(Index { variable, value })
    });
    let set = set.ok_or_else(|| Said::NoShard { found: text.to_owned(), variables: VARIABLES })?;
    set.of(count)
}

/// Which task of an array this is, as its engine says.
struct Index {
    variable: &'static str,
    value: String,
}

impl Index {
    fn of(self, count: NonZeroU32) -> Result<Shard, Box<dyn Error>> {
        let index = self.value.parse().ok().filter(|&index: &u32| index < count.get());
        let Some(index) = index else {
            let Self { variable, value } = self;
            return Err(Said::WrongIndex { variable, value, count: count.get() }.into());
        };
        Ok(Shard::new(index, count.get())?)
    }
}
