//! Each kind of error that the section `# Errors` of a public function names is met, and no other
//! kind by the same calls: what is documented is what happens.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use reissue_notice::{
    Batch, BatchKey, CharClass, Columns, Credential, Credentials, Date, EnvelopeWindow, Error,
    FontChain, House, InserterMark, Issuer, IssuerBuilder, LogColumns, LookAlikes, Manifest,
    MarkKind, MarkPlace, NameRules, Policy, Progress, Provider, Purpose, ReadingTable, Roster,
    Round, Shard, SpoolOptions, Template, UserIdPattern, WindowBox,
};
use tempfile::TempDir;

/// What no test can bring about, or what tests of their own do.
const ELSEWHERE: [&str; 4] = [
    // The system's generator does not fail on demand.
    "BatchKey::generate Random",
    // A defect of this crate.
    "Letter::encrypted Defect",
    // `tests/faults` has file systems that lack a safeguard.
    "Batch::write_directory Unsupported",
    // More letters than a test can strike: the tests of `issuer/volume.rs` ask for them.
    "Batch::write_volumes Write",
];

#[test]
fn every_error_that_is_documented_is_met() {
    let documented = documented();
    assert!(documented.len() > 60, "only {}", documented.len());
    let mut met: BTreeSet<String> = ELSEWHERE.map(String::from).into();
    for met_errors in [of_records(), of_words(), of_fonts(), of_issuers(), of_keys(), of_runs()] {
        met.extend(met_errors.0);
    }
    let not_met: Vec<_> = documented.difference(&met).collect();
    assert!(not_met.is_empty(), "documented, not met: {not_met:?}");
    let not_documented: Vec<_> = met.difference(&documented).collect();
    assert!(not_documented.is_empty(), "met, not documented: {not_documented:?}");
}

#[test]
fn a_section_is_read_with_its_function() {
    let source = "impl<R: Read> Roster<R> {\n    /// Reads.\n    ///\n    /// # Errors\n    \
        /// [`ErrorKind::List`] or\n    /// [`Read`](crate::ErrorKind::Read).\n    #[must_use]\n    \
        pub const fn read() {}\n    /// [`ErrorKind::Io`]\n    pub fn safe() {}\n}";
    assert_eq!(sections(source), ["Roster::read List", "Roster::read Read"]);
}

/// `Type::function Kind` of each kind that a section of the source names.
fn documented() -> BTreeSet<String> {
    let mut documented = BTreeSet::new();
    for source in super::sources() {
        documented.extend(sections(&source));
    }
    documented
}

fn sections(source: &str) -> Vec<String> {
    let (mut found, mut kinds, mut of, mut in_section) = (Vec::new(), Vec::new(), "", false);
    for line in source.lines().map(str::trim) {
        if let Some(words) = line.strip_prefix("///") {
            in_section |= words.trim() == "# Errors";
            let named = words.split("ErrorKind::").skip(1).filter(|_| in_section);
            kinds
                .extend(named.filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next()));
            continue;
        }
        if let Some(function) = line.split_once("fn ").filter(|_| line.starts_with("pub ")) {
            let function = function.1.split(['(', '<']).next().unwrap_or_default();
            found.extend(kinds.iter().map(|kind| format!("{of}::{function} {kind}")));
        } else if line.starts_with("impl") {
            of = type_of(line);
        }
        if !line.starts_with("#[") {
            (kinds, in_section) = (Vec::new(), false);
        }
    }
    found.sort();
    found.dedup();
    found
}

/// `Roster` of `impl<R: Read> Roster<R> {`.
fn type_of(line: &str) -> &str {
    let line = line.trim_end_matches(" {");
    let last = line.rsplit(' ').next().unwrap_or_default();
    last.split('<').next().unwrap_or_default()
}

/// `Type::function Kind` of what was met.
#[derive(Default)]
struct Met(Vec<String>);

impl Met {
    fn note<T>(&mut self, function: &str, result: Result<T, Error>) {
        let error = result.err().ok_or_else(|| format!("{function}: no error")).unwrap();
        let kind = format!("{:?}", error.kind());
        let kind = kind.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        self.0.push(format!("{function} {kind}"));
    }
}

fn of_records() -> Met {
    let mut met = Met::default();
    met.note("Date::new", Date::new(2026, 2, 29));
    for name in ["", "やまなし\t会", &"会".repeat(201)] {
        met.note("NameRules::parse", NameRules::default().parse(name));
    }
    met.note("UserIdPattern::new", UserIdPattern::new("cm", 8));
    met.note("UserIdPattern::new", UserIdPattern::new("CM", 19));
    for user_id in ["KJ01019999999A", "KJ01"] {
        met.note("UserIdPattern::parse", UserIdPattern::default().parse(user_id));
    }
    met.note("Roster::read", Roster::read(io::empty(), &Columns::default()));
    met.note("Roster::read", Roster::read(Broken, &Columns::default()));
    met
}

fn of_words() -> Met {
    let mut met = Met::default();
    for symbols in ["", "A"] {
        met.note("Policy::with_symbols", Policy::default().with_symbols(symbols));
    }
    let symbols_alone: Policy = "SSSSSSSS".parse().unwrap();
    met.note("Policy::with_symbols", symbols_alone.with_symbols("#*"));
    for password in ["K3MrRT3H", "K3MrRT3H1720390W"] {
        met.note("Policy::check", Policy::default().check(&password.parse().unwrap()));
    }
    met.note("ReadingTable::named", ReadingTable::named("house"));
    met.note("ReadingTable::with_reading", ReadingTable::standard().with_reading('é', "エー"));
    for reading in ["", "エ\tー", &"ー".repeat(16)] {
        let (table, class) = (ReadingTable::standard(), CharClass::Upper);
        met.note("ReadingTable::with_reading", table.clone().with_reading('A', reading));
        met.note("ReadingTable::with_class_name", table.with_class_name(class, reading));
    }
    let other = || Credential::new(Purpose::Other, "暗証番号");
    met.note("Credentials::new", Credentials::new([]));
    met.note("Credentials::new", Credentials::new([other(), other()]));
    met.note("Credentials::new", Credentials::new([other(), other(), other(), other()]));
    met.note("EnvelopeWindow::named", EnvelopeWindow::named("round"));
    let low = WindowBox { left_mm: 20.0, top_mm: 70.0, width_mm: 90.0, height_mm: 45.0 };
    met.note("EnvelopeWindow::custom", EnvelopeWindow::custom(low));
    let place = MarkPlace { left_mm: 6.0, top_mm: 280.0 };
    let kind = MarkKind::DataMatrix { module_mm: 0.1 };
    met.note("InserterMark::new", InserterMark::new(kind, place));
    met
}

fn of_fonts() -> Met {
    let (mut met, fonts) = (Met::default(), FontChain::bundled().unwrap());
    met.note("FontChain::with_face", FontChain::empty().with_face(b"none".as_slice(), 0));
    let face = include_bytes!("../../fonts/NotoSans-Regular-fallback.ttf").as_slice();
    let eight = (0..8).try_fold(FontChain::empty(), |chain, _| chain.with_face(face, 0));
    met.note("FontChain::with_face", eight.unwrap().with_face(face, 0));
    for file in ["title = 3", "a = 1\nb = 2", "federation = \"ሀ\""] {
        met.note("House::read", House::read(file, &fonts));
    }
    met
}

fn of_issuers() -> Met {
    let mut met = Met::default();
    let title = |words: &str| builder().template(Template::default().with_title(words));
    let gaiji = FontChain::bundled().unwrap().with_gaiji("U+E000 ሀ".parse().unwrap());
    let symbols = "SSSSSSSS".parse::<Policy>().unwrap().with_symbols("!#$%&*").unwrap();
    for refused in [
        Issuer::builder().federation_by_prefecture(),
        Issuer::builder(),
        title(""),
        title("通知\t書"),
        title(&"書".repeat(201)),
        title("ሀ"),
        title(&"書".repeat(120)),
        builder().fonts(gaiji),
        builder().policy(symbols.without(LookAlikes::ETax)),
        builder().template(Template::default().with_valid_until("1999-12-31".parse().unwrap())),
        builder().template(Template::default().with_remarks(vec!["・保管してください"; 60])),
    ] {
        met.note("IssuerBuilder::build", refused.build());
    }
    let (issuer, mut rng) = (builder().build().unwrap(), ChaCha20Rng::from_seed([7; 32]));
    let wide = "株式会社やまなし介護サービス".repeat(12);
    for name in ["ሀ苑", "\u{E000}苑", &wide] {
        met.note("Issuer::issue", issuer.issue(&provider(name), &mut rng));
    }
    met.note("Issuer::letter_with", issuer.letter_with(&provider("やまなし会"), []));
    met
}

fn of_keys() -> Met {
    let (mut met, folder) = (Met::default(), TempDir::new().unwrap());
    let (key, nowhere) = (folder.path().join("key"), folder.path().join("none/key"));
    met.note("BatchKey::from_bytes", BatchKey::from_bytes(&[0; 32]));
    met.note("BatchKey::create_file", BatchKey::create_file(&nowhere));
    met.note("BatchKey::open_file", BatchKey::open_file(&nowhere));
    BatchKey::create_file(&key).unwrap();
    met.note("BatchKey::create_file", BatchKey::create_file(&key));
    met.note("BatchKey::open_file", BatchKey::open_file(folder.path()));
    met.note("Round::new", Round::new(0));
    let last = Round::new(999).unwrap();
    met.note("Round::following", last.following());
    met.note("Shard::new", Shard::new(4, 4));
    let issuer = builder().build().unwrap();
    let letter = issuer.letter_for(&provider("やまなし会"), "K3MrRT3H17203902".parse().unwrap());
    met.note("Letter::write_file", letter.as_ref().unwrap().write_file(&nowhere));
    met.note("Letter::write_file", letter.unwrap().write_file(folder.path()));
    met
}

fn of_runs() -> Met {
    let run = Run::new();
    let mut met = run.refused();
    met.0.extend(run.of_a_print_shop().0);
    met.0.extend(run.altered().0);
    met
}

/// A run of volumes for one provider.
struct Run {
    batch: Batch,
    providers: [Provider; 1],
    options: SpoolOptions,
    home: TempDir,
}

impl Run {
    fn new() -> Self {
        let run = Self {
            batch: builder().build().unwrap().batch(BatchKey::from_bytes(&[7; 32]).unwrap()),
            providers: [provider("やまなし会")],
            options: SpoolOptions::default(),
            home: TempDir::new().unwrap(),
        };
        run.batch.write_volumes(&run.providers, run.path("run"), run.options, go_on).unwrap();
        run
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn refused(&self) -> Met {
        let mut met = Met::default();
        let Self { batch, providers, options, .. } = self;
        fs::write(self.path("file"), "").unwrap();
        fs::create_dir(self.path("everybodys")).unwrap();
        open_to_all(&self.path("everybodys"));
        fs::create_dir_all(self.path("planted/journal.csv")).unwrap();
        for folder in ["run", "file", "everybodys", "planted"] {
            let written = batch.write_directory(providers, self.path(folder), go_on);
            met.note("Batch::write_directory", written);
        }
        let volumes = |batch: &Batch, options| {
            batch.write_volumes(providers, self.path("volumes"), options, go_on)
        };
        met.note("Batch::write_volumes", volumes(batch, options.with_duplex()));
        let over = options.with_inserter_mark("datamatrix:60,140".parse().unwrap());
        met.note("Batch::write_volumes", volumes(batch, over));
        let shard = batch.shard(Shard::new(0, 2).unwrap());
        met.note("Batch::write_volumes", volumes(&shard, *options));
        met.note("Batch::write_spool", batch.write_spool(providers, Broken, *options));
        met.note("Batch::verify", batch.verify(providers, &[self.path("none")]));
        met
    }

    fn of_a_print_shop(&self) -> Met {
        let mut met = Met::default();
        let Self { batch, providers, .. } = self;
        let (run, out, other) = (self.path("run"), self.path("out"), self.path("other"));
        fs::create_dir(&other).unwrap();
        let (known, unknown) = ([providers[0].number()], ["0175000000".parse().unwrap()]);
        met.note("Batch::pull", batch.pull(&other, &known));
        met.note("Batch::pull", batch.pull(&run, &unknown));
        met.note("Batch::respool", batch.respool(providers, &run, &unknown, &out));
        let next = batch.round(Round::new(2).unwrap());
        met.note("Batch::respool", next.respool(providers, &run, &known, &out));
        let columns = LogColumns::default();
        let log =
            |folder: &Path, log: &'static str| batch.reconcile(folder, [log.as_bytes()], &columns);
        met.note("Batch::reconcile", log(&other, "sheet,envelope,status\n1,1,ok\n"));
        met.note("Batch::reconcile", log(&run, "sheet\n1\n"));
        met.note("Batch::void_list", batch.void_list(self.path("none")));
        met.note("Manifest::open", Manifest::open(&other, Round::FIRST));
        met
    }

    /// The last: the run is not as it was afterwards.
    fn altered(&self) -> Met {
        let mut met = Met::default();
        let (run, known) = (self.path("run"), [self.providers[0].number()]);
        self.batch.pull(&run, &known).unwrap();
        fs::write(run.join("void.csv"), "void\n").unwrap();
        met.note("Batch::void_list", self.batch.void_list(&run));
        met.note("Batch::pull", self.batch.pull(&run, &known));
        fs::remove_file(run.join("void.csv")).unwrap();
        fs::write(run.join("spool-0001.pdf"), "%PDF").unwrap();
        let log = "sheet,envelope,status\n1,1,ok\n".as_bytes();
        let reconciled = self.batch.reconcile(&run, [log], &LogColumns::default());
        met.note("Batch::reconcile", reconciled);
        fs::write(run.join("manifest.csv"), "number\n").unwrap();
        met.note("Manifest::open", Manifest::open(&run, Round::FIRST));
        met
    }
}

fn builder() -> IssuerBuilder {
    Issuer::builder().federation_by_prefecture().issued_on("2026-04-01".parse().unwrap())
}

fn provider(name: &str) -> Provider {
    let (number, user_id) = ("1971100456".parse().unwrap(), "KJ010199999999".parse().unwrap());
    Provider::new(number, user_id, name.parse().unwrap())
}

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn open_to_all(folder: &Path) {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o1777)).unwrap();
}

/// Fails at once.
struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
}

impl Write for Broken {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
}
