//! The runs that are disturbed, and what they come to undisturbed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, OnceLock};

use tempfile::TempDir;

use crate::batches::{differing, tree};
use crate::strace::output;

pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// What the driver is told to make.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form {
    Directory,
    /// Goes on with a changed list in the folder of a directory.
    Added,
    Volumes,
}

/// A run of so many letters; of few, so that every operation can be struck, or of many, so that
/// time can be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) form: Form,
    pub(crate) letters: usize,
    pub(crate) group: usize,
    pub(crate) syncs: Syncs,
}

/// How the files of a group are made durable, whatever the file system of these tests allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syncs {
    /// One by one.
    File,
    /// All at once, by syncing the file system.
    Group,
}

pub(crate) const DIRECTORY: Run =
    Run { form: Form::Directory, letters: 7, group: 2, syncs: Syncs::File };
pub(crate) const DIRECTORY_BY_GROUP: Run = Run { syncs: Syncs::Group, ..DIRECTORY };
/// A volume is a group of one file.
pub(crate) const VOLUMES: Run = Run { form: Form::Volumes, group: 3, ..DIRECTORY };
pub(crate) const ADDED: Run = Run { form: Form::Added, ..DIRECTORY };
pub(crate) const RUNS: [Run; 4] = [DIRECTORY, DIRECTORY_BY_GROUP, VOLUMES, ADDED];
/// Those that begin in an empty folder.
pub(crate) const FRESH: [Run; 3] = [DIRECTORY, DIRECTORY_BY_GROUP, VOLUMES];

impl Run {
    pub(crate) fn command(self, folder: &Path) -> Command {
        let mut command = driver();
        let (letters, group) = (self.letters.to_string(), self.group.to_string());
        match self.form {
            Form::Directory => command.arg("directory").arg(folder).arg(letters),
            Form::Added => command.arg("added").arg(folder).arg(letters),
            Form::Volumes => command.arg("volumes").arg(folder).arg(letters).arg(&group),
        };
        command.env("REISSUE_NOTICE_GROUP", group);
        command.env("REISSUE_NOTICE_SYNC", format!("{:?}", self.syncs).to_lowercase());
        command
    }

    /// The run that has to come before it, if any.
    pub(crate) fn first(self) -> Option<Self> {
        matches!(self.form, Form::Added).then_some(Self { form: Form::Directory, ..self })
    }

    /// Puts into a folder what has to stand there before.
    pub(crate) fn prepare(self, folder: &Path) {
        if let Some(first) = self.first() {
            succeeds(&mut first.command(folder)).unwrap();
        }
    }

    /// The files of a run that nothing disturbed.
    pub(crate) fn undisturbed(self) -> Tree {
        static KNOWN: Mutex<BTreeMap<String, Tree>> = Mutex::new(BTreeMap::new());
        let mut known = KNOWN.lock().unwrap();
        known.entry(format!("{self:?}")).or_insert_with(|| self.written()).clone()
    }

    fn written(self) -> Tree {
        let root = TempDir::new().unwrap();
        let folder = root.path().join("run");
        self.prepare(&folder);
        succeeds(&mut self.command(&folder)).unwrap();
        tree(&folder)
    }

    /// No unfinished file carries a final name. The journal alone is written to in place.
    pub(crate) fn whole_where_named(self, found: &Tree, undisturbed: &Tree) -> Result<(), String> {
        let first = self.first().map(Self::undisturbed).unwrap_or_default();
        let named = found.iter().filter(|(name, _)| !name.contains("/.") && !name.starts_with('.'));
        for (name, bytes) in named {
            let whole = [undisturbed, &first].iter().any(|tree| tree.get(name) == Some(bytes));
            if name != "journal.csv" && !whole {
                return Err(format!("{name} is not whole: {} bytes", bytes.len()));
            }
        }
        Ok(())
    }

    /// Goes on in a folder, and compares with the undisturbed run.
    pub(crate) fn goes_on(self, folder: &Path, undisturbed: &Tree) -> Result<(), String> {
        succeeds(&mut self.command(folder))?;
        same(&tree(folder), undisturbed)
    }

    pub(crate) fn verifies(self, folder: &Path) -> Result<(), String> {
        let verify = |word: &str| {
            let mut command = driver();
            command.arg(word).arg(folder).arg(self.letters.to_string());
            command.env("REISSUE_NOTICE_GROUP", self.group.to_string());
            succeeds(&mut command)
        };
        match self.form {
            // Until it begins, the first run stands as it was.
            Form::Added => verify("verify-added").or_else(|_| verify("verify")),
            _ => verify("verify"),
        }
    }
}

pub(crate) fn same(found: &Tree, undisturbed: &Tree) -> Result<(), String> {
    let differing = differing(found, undisturbed);
    if differing.is_empty() {
        Ok(())
    } else {
        Err(format!("differs from an undisturbed run in {differing:?}"))
    }
}

pub(crate) fn succeeds(command: &mut Command) -> Result<(), String> {
    let output = output(command);
    if output.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
    }
}

/// The driver, built with the switches for faults, in the profile of this test; always of the
/// present source.
pub(crate) fn driver() -> Command {
    static DRIVER: OnceLock<PathBuf> = OnceLock::new();
    Command::new(DRIVER.get_or_init(|| example("fault_driver")))
}

/// The program for its users, built the same way.
pub(crate) fn bulk_issue() -> Command {
    static BULK_ISSUE: OnceLock<PathBuf> = OnceLock::new();
    Command::new(BULK_ISSUE.get_or_init(|| example("bulk_issue")))
}

fn example(name: &str) -> PathBuf {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--example", name]);
    // The features of these tests: the library is built once for both.
    cargo.args(cfg!(feature = "serde").then_some("--all-features"));
    cargo.args((!cfg!(debug_assertions)).then_some("--release"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
    succeeds(&mut cargo).unwrap();
    let tests = std::env::current_exe().unwrap();
    tests.ancestors().nth(2).unwrap().join("examples").join(name)
}
