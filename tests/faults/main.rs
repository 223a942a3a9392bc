//! What a run leaves when it is killed, when the disk is full, and when the power is cut; and that
//! the same call makes it whole.
//!
//! The runs are those of [`driver.rs`](driver.rs), in a process of their own. CI runs small ones.
//! The large ones take minutes in memory, and more than an hour on a disk, where each of their
//! million syncs takes its time:
//!
//! ```sh
//! TMPDIR=/dev/shm cargo test --release --features judges,fault-injection --test faults -- --ignored --nocapture
//! ```

#![cfg(target_os = "linux")]
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

#[path = "../batches/mod.rs"]
mod batches;
mod power_cut;
mod trace;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use power_cut::{Mode, lay};
use rand::Rng;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use tempfile::TempDir;
use trace::{Call, Op, Recording, output, struck};

use batches::{differing, tree};

type Tree = BTreeMap<String, Vec<u8>>;

/// What the driver is told to make.
#[derive(Clone, Copy, Debug)]
enum Form {
    Directory,
    Volumes,
}

/// A run of so many letters; of few, so that every operation can be struck, or of many, so that
/// time can be.
#[derive(Clone, Copy, Debug)]
struct Run {
    form: Form,
    letters: usize,
    group: usize,
}

const DIRECTORY: Run = Run { form: Form::Directory, letters: 7, group: 2 };
const VOLUMES: Run = Run { form: Form::Volumes, letters: 7, group: 3 };

impl Run {
    fn command(self, folder: &Path) -> Command {
        let mut command = driver();
        let (letters, group) = (self.letters.to_string(), self.group.to_string());
        match self.form {
            Form::Directory => command.arg("directory").arg(folder).arg(letters),
            Form::Volumes => command.arg("volumes").arg(folder).arg(letters).arg(&group),
        };
        command.env("REISSUE_NOTICE_GROUP", group);
        command
    }

    /// The files of a run that nothing disturbed.
    fn undisturbed(self) -> Tree {
        let root = TempDir::new().unwrap();
        let folder = root.path().join("run");
        succeeds(&mut self.command(&folder)).unwrap();
        tree(&folder)
    }

    /// Goes on in a folder, and compares with the undisturbed run.
    fn goes_on(self, folder: &Path, undisturbed: &Tree) -> Result<(), String> {
        succeeds(&mut self.command(folder))?;
        same(&tree(folder), undisturbed)
    }

    fn verifies(self, folder: &Path) -> Result<(), String> {
        let mut command = driver();
        command.arg("verify").arg(folder).arg(self.letters.to_string());
        succeeds(&mut command)
    }
}

#[test]
fn whatever_a_power_cut_leaves_the_same_call_makes_it_whole() {
    for run in [DIRECTORY, VOLUMES] {
        let (recording, problems) = replay(run, "");
        assert!(recording.ops.len() > 25, "only {} operations were recorded", recording.ops.len());
        assert_eq!(problems, Vec::<String>::new(), "{run:?}");
    }
}

#[test]
fn the_replay_notices_a_file_that_is_not_synced() {
    for run in [DIRECTORY, VOLUMES] {
        let (_, problems) = replay(run, "file-sync");
        assert!(!problems.is_empty(), "{run:?} without syncing files is not found out");
    }
}

#[test]
fn the_replay_notices_a_folder_that_is_not_synced() {
    for run in [DIRECTORY, VOLUMES] {
        let (_, problems) = replay(run, "folder-sync");
        assert!(!problems.is_empty(), "{run:?} without syncing folders is not found out");
    }
}

/// What the killed run had not synced is not sure to last, though the run after it finds it there.
#[test]
fn a_power_cut_after_a_kill_and_a_second_run_loses_nothing() {
    for run in [DIRECTORY, VOLUMES] {
        let undisturbed = run.undisturbed();
        let (recording, _) = recorded(run, "", None);
        let names = ["fsync", "rename", "mkdir"];
        let mut counts = BTreeMap::new();
        for call in recording.calls.iter().filter(|call| names.contains(&call.name.as_str())) {
            // The first run is traced whole, so its calls are counted by name alone.
            let nth = counts.entry(call.name.clone()).and_modify(|nth| *nth += 1).or_insert(1);
            let killed_at = Call { nth: *nth, ..call.clone() };
            let (recording, from) = recorded(run, "", Some(&killed_at));
            let problems = cuts(
                run,
                &recording,
                (&after_syncs(&recording, from), &[Mode::None]),
                &undisturbed,
            );
            assert_eq!(problems, Vec::<String>::new(), "{run:?} killed at {killed_at:?}");
        }
    }
}

#[test]
fn killed_at_any_operation_a_run_goes_on_to_the_same_bytes() {
    strike_everywhere("signal=KILL", |run, output, call| {
        assert!(!output.status.success(), "{run:?} outlives a kill at {call:?}");
    });
}

#[test]
fn where_the_disk_is_full_a_run_says_so_and_goes_on_to_the_same_bytes() {
    strike_everywhere("error=ENOSPC", |run, output, call| {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let named = said.contains("No space left on device") && said.contains("cannot ");
        // A file that cannot be read is made again.
        let read_only = call.name == "openat" && output.status.success();
        assert!(named || read_only, "{run:?}, no space at {call:?}: {said}");
    });
}

#[test]
fn a_full_file_system_is_named_and_the_run_goes_on_when_there_is_room() {
    let Some(disk) = Disk::mount("size=400k") else { return };
    for run in [DIRECTORY, VOLUMES] {
        disk.remount("size=400k");
        let (folder, undisturbed) =
            (disk.folder.path().join(format!("{:?}", run.form)), run.undisturbed());
        let run = Run { letters: if let Form::Volumes = run.form { 400 } else { 20 }, ..run };
        let undisturbed = if run.letters == 7 { undisturbed } else { run.undisturbed() };
        let said = succeeds(&mut run.command(&folder)).unwrap_err();
        assert!(said.contains("No space left on device"), "{said}");
        whole_where_named(&tree(&folder), &undisturbed).unwrap();
        disk.remount("size=64m");
        run.goes_on(&folder, &undisturbed).unwrap();
        run.verifies(&folder).unwrap();
        fs::remove_dir_all(&folder).unwrap();
    }
}

#[test]
fn a_folder_that_nothing_can_be_written_to_is_a_sentence() {
    let root = TempDir::new().unwrap();
    let file = root.path().join("file");
    fs::write(&file, "").unwrap();
    let said = succeeds(&mut DIRECTORY.command(&file.join("run"))).unwrap_err();
    assert!(said.contains("cannot create") && said.contains("Not a directory"), "{said}");
    let Some(disk) = Disk::mount("ro") else { return };
    let said = succeeds(&mut DIRECTORY.command(disk.folder.path())).unwrap_err();
    assert!(said.contains("cannot create") && said.contains("Read-only file system"), "{said}");
}

#[test]
fn killed_at_random_moments_a_run_goes_on_to_the_same_bytes() {
    kill_at_random(Run { letters: 600, group: 16, ..DIRECTORY }, 8);
    kill_at_random(Run { letters: 2000, group: 200, ..VOLUMES }, 8);
}

#[test]
#[ignore = "takes minutes; run with --release"]
fn killed_a_hundred_times_a_run_of_5000_letters_goes_on_to_the_same_bytes() {
    kill_at_random(Run { letters: 5000, group: 256, ..DIRECTORY }, 100);
    kill_at_random(Run { letters: 5000, group: 500, ..VOLUMES }, 20);
}

#[test]
fn the_memory_of_a_spool_grows_by_a_few_bytes_a_page() {
    let ([few, many], pages) = ([2_000, 20_000].map(memory_of_spool), 18_000);
    assert!((many.saturating_sub(few)) * 1024 < 100 * pages, "{few} kB, then {many} kB");
}

#[test]
#[ignore = "takes a minute; run with --release"]
fn a_million_pages_take_less_than_64_megabytes() {
    let memory = memory_of_spool(1_000_000);
    println!("a million pages: {memory} kB");
    assert!(memory < 64 * 1024, "{memory} kB");
}

/// The greatest memory in kB of a process that writes a spool of so many pages.
fn memory_of_spool(pages: usize) -> usize {
    let output = output(driver().arg("spool").arg(pages.to_string()));
    let said = String::from_utf8(output.stdout).unwrap();
    let [issued, _, memory] = said.split_whitespace().collect::<Vec<_>>()[..] else {
        panic!("{said} {}", String::from_utf8_lossy(&output.stderr))
    };
    assert_eq!(issued, pages.to_string());
    memory.parse().unwrap()
}

/// Every state that a power cut may leave of a run without the steps in `skip`.
fn replay(run: Run, skip: &str) -> (Recording, Vec<String>) {
    let undisturbed = run.undisturbed();
    let (recording, _) = recorded(run, skip, None);
    let counts: Vec<usize> = (0..=recording.ops.len()).collect();
    let problems = cuts(run, &recording, (&counts, &Mode::EACH), &undisturbed);
    (recording, problems)
}

/// A run; or one that is killed and the one after it, and where that begins.
fn recorded(run: Run, skip: &str, killed_at: Option<&Call>) -> (Recording, usize) {
    let root = TempDir::new().unwrap();
    let mut recording = Recording::below(root.path());
    let mut command = run.command(&root.path().join("run"));
    command.env("REISSUE_NOTICE_SKIP", skip);
    let mut from = 0;
    if killed_at.is_some() {
        recording.run(&command, killed_at);
        from = recording.ops.len();
    }
    let status = recording.run(&command, None);
    assert!(status.success(), "{status}");
    (recording, from)
}

/// Where nothing lasts but what was synced, there is one state after each sync.
fn after_syncs(recording: &Recording, from: usize) -> Vec<usize> {
    let synced = |&count: &usize| matches!(recording.ops[count - 1], Op::Sync { .. });
    (from + 1..=recording.ops.len()).filter(synced).collect()
}

/// What is wrong after which cut; one problem a cut says enough.
fn cuts(
    run: Run,
    recording: &Recording,
    (counts, modes): (&[usize], &[Mode]),
    undisturbed: &Tree,
) -> Vec<String> {
    let problem = |&count: &usize| {
        let coin = &mut ChaCha20Rng::seed_from_u64(count as u64);
        let found =
            modes.iter().find_map(|&mode| cut(run, recording, (count, mode, coin), undisturbed));
        found.map(|problem| format!("cut after {count} of {}: {problem}", recording.ops.len()))
    };
    thread::scope(|scope| {
        let shares = counts.chunks(counts.len().div_ceil(2).max(1));
        let workers: Vec<_> = shares
            .map(|share| scope.spawn(move || share.iter().filter_map(problem).collect::<Vec<_>>()))
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    })
}

fn cut(
    run: Run,
    recording: &Recording,
    (count, mode, coin): (usize, Mode, &mut ChaCha20Rng),
    undisturbed: &Tree,
) -> Option<String> {
    let root = TempDir::new().unwrap();
    lay(recording, count, (mode, coin), root.path());
    let folder = root.path().join("run");
    let manifest = folder.join("manifest.csv").exists();
    let ended = count == recording.ops.len();
    let verified = if manifest { run.verifies(&folder) } else { Ok(()) };
    let lasting =
        if ended && !manifest { Err("a run that had ended is lost".into()) } else { verified };
    let result = lasting.and_then(|()| run.goes_on(&folder, undisturbed));
    result.err().map(|problem| format!("{mode:?}: {problem}"))
}

/// Strikes each operation of a run in turn, and goes on after each.
fn strike_everywhere(how: &str, judge: impl Fn(Run, &std::process::Output, &Call)) {
    for run in [DIRECTORY, VOLUMES] {
        let undisturbed = run.undisturbed();
        let root = TempDir::new().unwrap();
        let folder = root.path().join("run");
        let mut recording = Recording::below(root.path());
        assert!(recording.run(&run.command(&folder), None).success());
        for call in &recording.calls {
            fs::remove_dir_all(&folder).unwrap_or_default();
            let output = struck(&run.command(&folder), call, how);
            // Which thread syncs a folder for the nth time is not the same in every run: that call
            // may not come.
            if !(output.status.success() && call.nth > 1) {
                judge(run, &output, call);
            }
            if folder.exists() {
                let whole = whole_where_named(&tree(&folder), &undisturbed);
                whole.unwrap_or_else(|problem| panic!("{run:?}, {how} at {call:?}: {problem}"));
            }
            let gone_on = run.goes_on(&folder, &undisturbed);
            gone_on.unwrap_or_else(|problem| panic!("{run:?}, {how} at {call:?}: {problem}"));
        }
    }
}

/// Kills a run at a random moment, so many times, and goes on after each.
fn kill_at_random(run: Run, kills: usize) {
    let (begun, undisturbed) = (Instant::now(), run.undisturbed());
    let whole = begun.elapsed();
    let mut coin = ChaCha20Rng::seed_from_u64(1);
    for kill in 0..kills {
        let root = TempDir::new().unwrap();
        let folder = root.path().join("run");
        let mut child =
            run.command(&folder).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_micros(
            u64::from(coin.next_u32()) % u64::try_from(whole.as_micros()).unwrap(),
        ));
        child.kill().unwrap();
        child.wait().unwrap();
        if folder.exists() {
            whole_where_named(&tree(&folder), &undisturbed).unwrap();
        }
        run.goes_on(&folder, &undisturbed)
            .unwrap_or_else(|problem| panic!("{run:?}, kill {kill}: {problem}"));
    }
}

/// No unfinished file carries a final name. The journal alone is written to in place.
fn whole_where_named(found: &Tree, undisturbed: &Tree) -> Result<(), String> {
    let named = found.iter().filter(|(name, _)| !name.contains("/.") && !name.starts_with('.'));
    let mut torn = named
        .filter(|(name, bytes)| *name != "journal.csv" && undisturbed.get(*name) != Some(bytes));
    torn.next()
        .map_or(Ok(()), |(name, bytes)| Err(format!("{name} is not whole: {} bytes", bytes.len())))
}

fn same(found: &Tree, undisturbed: &Tree) -> Result<(), String> {
    let differing = differing(found, undisturbed);
    if differing.is_empty() {
        Ok(())
    } else {
        Err(format!("differs from an undisturbed run in {differing:?}"))
    }
}

fn succeeds(command: &mut Command) -> Result<(), String> {
    let output = output(command);
    if output.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
    }
}

/// The driver, built with the switches for faults, in the profile of this test; always of the
/// present source.
fn driver() -> Command {
    static DRIVER: OnceLock<PathBuf> = OnceLock::new();
    Command::new(DRIVER.get_or_init(|| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args([
            "build",
            "--quiet",
            "--example",
            "fault_driver",
            "--features",
            "fault-injection",
        ]);
        cargo.args((!cfg!(debug_assertions)).then_some("--release"));
        cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
        succeeds(&mut cargo).unwrap();
        let tests = std::env::current_exe().unwrap();
        tests.ancestors().nth(2).unwrap().join("examples/fault_driver")
    }))
}

/// A file system in memory, of a given size or read-only.
struct Disk {
    folder: TempDir,
}

impl Disk {
    /// Nothing where this system does not let us mount: that is said, since what needs it is not
    /// tested there.
    fn mount(options: &str) -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(folder.path());
        match succeeds(&mut mount) {
            Ok(()) => Some(Self { folder }),
            Err(reason) => {
                println!(
                    "NOT TESTED: a file system with {options} cannot be mounted here ({reason})"
                );
                None
            }
        }
    }

    fn remount(&self, size: &str) {
        let options = format!("remount,{size}");
        succeeds(Command::new("mount").args(["-o", &options]).arg(self.folder.path())).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.folder.path()).status();
    }
}
