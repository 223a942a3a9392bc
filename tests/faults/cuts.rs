//! Power cuts: a run is recorded, and the states that a cut may leave are laid and gone on with.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::thread;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use tempfile::TempDir;

use crate::batches::tree;
use crate::power_cut::{Mode, lay};
use crate::runs::{RUNS, Run, Syncs, Tree, same};
use crate::strace::Moment;
use crate::trace::{Op, Recording};

/// Which cuts of a recording are tried.
struct Cuts<'r> {
    run: Run,
    recording: &'r Recording,
    /// After so many operations.
    after: Vec<usize>,
    modes: &'r [Mode],
    undisturbed: &'r Tree,
}

#[test]
fn whatever_a_power_cut_leaves_the_same_call_makes_it_whole() {
    for run in RUNS {
        let (recording, problems) = replay_on(&std::env::temp_dir(), run);
        let recorded = recording.ops.len() - recording.from;
        assert!(recorded > 25, "only {recorded} operations were recorded");
        assert_eq!(problems, Vec::<String>::new(), "{run:?}");
    }
}

/// Every step that makes something durable, left out alone, is found out.
#[test]
fn the_replay_notices_whatever_is_not_synced() {
    for step in ["file-sync", "folder-sync", "parent-sync", "journal-sync"] {
        for run in RUNS {
            // Syncing the file system covers the names above the folder as well.
            // A run that adds makes no folder above.
            let is_idle = run.syncs == Syncs::Group || run.first().is_some();
            if step == "parent-sync" && is_idle {
                continue;
            }
            let found_out = is_found_out(&std::env::temp_dir(), run, step);
            assert!(found_out, "{run:?} without {step} is not found out");
        }
    }
}

/// What the killed run had not synced is not sure to last, though the run after it finds it there.
#[test]
fn a_power_cut_after_a_kill_and_a_second_run_loses_nothing() {
    for run in RUNS {
        let undisturbed = run.undisturbed();
        for killed_at in moments(&recorded(run, "")) {
            let recording = recorded_after_a_kill(run, &killed_at);
            let after = after_syncs(&recording);
            let (recording, modes) = (&recording, &[Mode::None][..]);
            let cuts = Cuts { run, recording, after, modes, undisturbed: &undisturbed };
            assert_eq!(cuts.problems(), Vec::<String>::new(), "{run:?} killed at {killed_at:?}");
        }
    }
}

/// Every state that a power cut may leave of a run on a file system.
pub(crate) fn replay_on(base: &Path, run: Run) -> (Recording, Vec<String>) {
    let (undisturbed, recording) = (run.undisturbed(), recorded_on(base, run, ""));
    let problems = Cuts::every(run, &recording, &undisturbed).problems();
    (recording, problems)
}

/// Whether a run without the steps in `skip` is found out: one problem says so, and the last cuts
/// have most of them.
pub(crate) fn is_found_out(base: &Path, run: Run, skip: &str) -> bool {
    let (undisturbed, recording) = (run.undisturbed(), recorded_on(base, run, skip));
    let cuts = Cuts::every(run, &recording, &undisturbed);
    cuts.after.iter().rev().any(|&count| !cuts.problems_after(&[count]).is_empty())
}

/// A run, in a folder whose parent is missing too.
fn recorded(run: Run, skip: &str) -> Recording {
    recorded_on(&std::env::temp_dir(), run, skip)
}

fn recorded_on(base: &Path, run: Run, skip: &str) -> Recording {
    let root = TempDir::new_in(base).unwrap();
    let mut recording = prepared(run, root.path());
    let mut command = run.command(&root.path().join(FOLDER));
    command.env("REISSUE_NOTICE_SKIP", skip);
    assert!(recording.run(&command, None).success());
    agrees_with_the_disk(&recording, root.path());
    recording
}

/// A run that is killed and the one after it, which is looked at.
fn recorded_after_a_kill(run: Run, killed_at: &Moment) -> Recording {
    let root = TempDir::new().unwrap();
    let mut recording = prepared(run, root.path());
    let command = run.command(&root.path().join(FOLDER));
    recording.run(&command, Some(killed_at));
    recording.begin();
    assert!(recording.run(&command, None).success());
    agrees_with_the_disk(&recording, root.path());
    recording
}

/// What has to stand before a run.
fn prepared(run: Run, root: &Path) -> Recording {
    let mut recording = Recording::below(root);
    if let Some(first) = run.first() {
        assert!(recording.run(&first.command(&root.join(FOLDER)), None).success());
        recording.begin();
    }
    recording
}

const FOLDER: &str = "letters/run";

/// A call that the recording did not understand would leave it another tree.
fn agrees_with_the_disk(recording: &Recording, root: &Path) {
    let replayed = TempDir::new().unwrap();
    let coin = &mut ChaCha20Rng::seed_from_u64(0);
    lay(recording, recording.ops.len(), (Mode::All, coin), replayed.path());
    same(&tree(replayed.path()), &tree(root)).unwrap();
}

/// Each call of a run at which names appear or become durable.
fn moments(recording: &Recording) -> BTreeSet<Moment> {
    let names = ["fsync", "syncfs", "rename", "renameat", "renameat2", "mkdir", "mkdirat"];
    let mut counts = std::collections::BTreeMap::new();
    let mut moments = BTreeSet::new();
    for call in recording.calls.iter().filter(|call| names.contains(&call.name.as_str())) {
        let nth = counts.entry((&call.thread, &call.name)).or_insert(0);
        *nth += 1;
        moments.insert(Moment { name: call.name.clone(), nth: *nth });
    }
    moments
}

/// Where nothing lasts but what was synced, there is one state after each sync.
fn after_syncs(recording: &Recording) -> Vec<usize> {
    let synced = |&count: &usize| matches!(recording.ops[count - 1], Op::Sync { .. });
    (recording.from + 1..=recording.ops.len()).filter(synced).collect()
}

impl<'r> Cuts<'r> {
    /// After each operation, in each mode.
    fn every(run: Run, recording: &'r Recording, undisturbed: &'r Tree) -> Self {
        let after = (recording.from..=recording.ops.len()).collect();
        Self { run, recording, after, modes: &Mode::EACH, undisturbed }
    }

    /// What is wrong after which cut; one problem a cut says enough.
    fn problems(&self) -> Vec<String> {
        thread::scope(|scope| {
            let shares = self.after.chunks(self.after.len().div_ceil(2).max(1));
            let workers: Vec<_> =
                shares.map(|share| scope.spawn(|| self.problems_after(share))).collect();
            workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
        })
    }

    fn problems_after(&self, counts: &[usize]) -> Vec<String> {
        let mut problems = Vec::new();
        for &count in counts {
            let coin = &mut ChaCha20Rng::seed_from_u64(count as u64);
            let found = self.modes.iter().find_map(|&mode| self.problem(count, mode, coin));
            let all = self.recording.ops.len();
            problems.extend(found.map(|problem| format!("cut after {count} of {all}: {problem}")));
        }
        problems
    }

    fn problem(&self, count: usize, mode: Mode, coin: &mut ChaCha20Rng) -> Option<String> {
        let root = TempDir::new().unwrap();
        lay(self.recording, count, (mode, coin), root.path());
        let folder = root.path().join(FOLDER);
        let lasting = self.what_must_last(count, &folder);
        let result = lasting.and_then(|()| self.run.goes_on(&folder, self.undisturbed));
        result.err().map(|problem| format!("{mode:?}: {problem}"))
    }

    fn what_must_last(&self, count: usize, folder: &Path) -> Result<(), String> {
        let told = self.recording.told.iter().filter(|told| told.after <= count);
        let told = told.filter(|told| told.line.starts_with("durable ")).count();
        let journal = fs::read_to_string(folder.join("journal.csv")).unwrap_or_default();
        let noted = journal.lines().filter(|line| line.starts_with("group,")).count();
        if noted < told {
            return Err(format!("{told} groups were told of, the journal has {noted}"));
        }
        if folder.join("manifest.csv").exists() {
            return self.run.verifies(folder);
        }
        if count == self.recording.ops.len() {
            return Err("a run that had ended is lost".into());
        }
        Ok(())
    }
}
