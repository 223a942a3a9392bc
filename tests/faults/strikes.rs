//! Each call of a run struck in turn: killed there, or refused by the system. The run says what is
//! the matter, and the same call makes it whole.

use std::fs;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rand::Rng;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use tempfile::TempDir;

use crate::batches::tree;
use crate::runs::{
    ADDED, DIRECTORY, DIRECTORY_BY_GROUP, FRESH, Form, RUNS, Run, VOLUMES, succeeds,
};
use crate::strace::{Blow, Target, follow, output, struck};
use crate::trace::Recording;

#[test]
fn killed_at_any_operation_a_run_goes_on_to_the_same_bytes() {
    strike(
        Blow::Kill,
        |_| true,
        |run, output, target| {
            assert!(!output.status.success(), "{run:?} outlives a kill at {target:?}");
        },
    );
}

#[test]
fn where_the_disk_is_full_a_run_says_so_and_goes_on_to_the_same_bytes() {
    strike(
        Blow::Fails("ENOSPC"),
        |_| true,
        |run, output, target| {
            let said = said(output);
            let named = said.contains("No space left on device") && said.contains("cannot ");
            // A file that cannot be read is made again; one that stood before is said to be lost.
            let made_again = output.status.success()
                || (run.first().is_some() && said == "1 files that had been durable were lost\n");
            let read_only = target.name == "openat" && made_again;
            assert!(named || read_only, "{run:?}, no space at {target:?}: {said}");
        },
    );
}

/// After a sync that failed, the bytes may be gone though a second one says that all is well.
#[test]
fn a_sync_that_fails_ends_the_run_and_names_the_file() {
    let syncs = |target: &Target| matches!(&*target.name, "fsync" | "fdatasync" | "syncfs");
    strike(Blow::Fails("EIO"), syncs, |run, output, target| {
        let said = said(output);
        let named = format!("cannot fsync {}: Input/output error", target.path.display());
        assert!(said.starts_with(&named), "{run:?}, {target:?} fails: {said}");
    });
}

#[test]
fn a_file_that_grows_beyond_the_limit_ends_the_run_and_is_named() {
    for run in FRESH {
        let (root, undisturbed) = (TempDir::new().unwrap(), run.undisturbed());
        let folder = root.path().join("run");
        // A shell's way to leave the signal out; the run then sees the error.
        let without_signal = Limited::from(20_000, "trap '' XFSZ; exec \"$@\"");
        let said = succeeds(&mut without_signal.command(&run.command(&folder))).unwrap_err();
        assert!(said.contains("cannot write ") && said.contains("File too large"), "{said}");
        run.whole_where_named(&tree(&folder), &undisturbed).unwrap();
        let with_signal = Limited::from(20_000, "exec \"$@\"");
        let output = output(&mut with_signal.command(&run.command(&folder)));
        assert!(!output.status.success(), "{run:?} outlives SIGXFSZ");
        run.whole_where_named(&tree(&folder), &undisturbed).unwrap();
        run.goes_on(&folder, &undisturbed).unwrap();
    }
}

#[test]
fn a_full_file_system_is_named_and_the_run_goes_on_when_there_is_room() {
    let Some(disk) = Disk::mount("size=400k") else { return };
    for run in FRESH {
        disk.remount("size=400k");
        let folder = disk.folder.path().join(format!("{:?}", run.form));
        let run = Run { letters: if let Form::Volumes = run.form { 400 } else { 20 }, ..run };
        let undisturbed = run.undisturbed();
        let said = succeeds(&mut run.command(&folder)).unwrap_err();
        assert!(said.contains("No space left on device"), "{said}");
        run.whole_where_named(&tree(&folder), &undisturbed).unwrap();
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
    let Some(disk) = Disk::mount("ro,mode=700") else { return };
    let said = succeeds(&mut DIRECTORY.command(disk.folder.path())).unwrap_err();
    assert!(said.contains("cannot create") && said.contains("Read-only file system"), "{said}");
}

#[test]
fn killed_at_random_moments_a_run_goes_on_to_the_same_bytes() {
    kill_at_random(Run { letters: 600, group: 16, ..DIRECTORY }, 4);
    kill_at_random(Run { letters: 600, group: 16, ..DIRECTORY_BY_GROUP }, 4);
    kill_at_random(Run { letters: 2000, group: 200, ..VOLUMES }, 8);
    kill_at_random(Run { letters: 600, group: 16, ..ADDED }, 4);
}

#[test]
#[ignore = "takes minutes; run with --release"]
fn killed_a_hundred_times_a_run_of_5000_letters_goes_on_to_the_same_bytes() {
    kill_at_random(Run { letters: 5000, group: 256, ..DIRECTORY }, 100);
    kill_at_random(Run { letters: 5000, group: 500, ..VOLUMES }, 20);
}

/// Strikes the calls that are chosen in turn, and goes on after each.
fn strike(blow: Blow, chosen: impl Fn(&Target) -> bool, judge: impl Fn(Run, &Output, &Target)) {
    for run in RUNS {
        let undisturbed = run.undisturbed();
        let root = TempDir::new().unwrap();
        let folder = root.path().join("run");
        let mut recording = Recording::below(root.path());
        if let Some(first) = run.first() {
            assert!(recording.run(&first.command(&folder), None).success());
            recording.begin();
        }
        assert!(recording.run(&run.command(&folder), None).success());
        for target in recording.targets.iter().filter(|target| chosen(target)) {
            fs::remove_dir_all(&folder).unwrap_or_default();
            run.prepare(&folder);
            let output = struck(&run.command(&folder), target, blow);
            // Which thread touches a folder for the nth time is not the same in every run: that
            // call may not come.
            if !(output.status.success() && target.nth > 1) {
                judge(run, &output, target);
            }
            if folder.exists() {
                let whole = run.whole_where_named(&tree(&folder), &undisturbed);
                whole.unwrap_or_else(|problem| panic!("{run:?}, {blow:?} {target:?}: {problem}"));
            }
            let gone_on = run.goes_on(&folder, &undisturbed);
            gone_on.unwrap_or_else(|problem| panic!("{run:?}, {blow:?} {target:?}: {problem}"));
        }
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Kills a run at a random moment, so many times, and goes on after each.
fn kill_at_random(run: Run, kills: usize) {
    let (begun, undisturbed) = (Instant::now(), run.undisturbed());
    let whole = u64::try_from(begun.elapsed().as_micros()).unwrap();
    let mut coin = ChaCha20Rng::seed_from_u64(1);
    for kill in 0..kills {
        let root = TempDir::new().unwrap();
        let folder = root.path().join("run");
        run.prepare(&folder);
        let mut command = run.command(&folder);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_micros(u64::from(coin.next_u32()) % whole));
        child.kill().unwrap();
        child.wait().unwrap();
        if folder.exists() {
            run.whole_where_named(&tree(&folder), &undisturbed).unwrap();
        }
        let gone_on = run.goes_on(&folder, &undisturbed);
        gone_on.unwrap_or_else(|problem| panic!("{run:?}, kill {kill}: {problem}"));
    }
}

/// A program whose files may have so many bytes, started by a line of shell.
struct Limited {
    bytes: usize,
    line: &'static str,
}

impl Limited {
    fn from(bytes: usize, line: &'static str) -> Self {
        Self { bytes, line }
    }

    fn command(&self, program: &Command) -> Command {
        let mut prlimit = Command::new("prlimit");
        prlimit.arg(format!("--fsize={}", self.bytes)).args(["--core=0", "sh", "-c", self.line]);
        prlimit.arg("sh");
        follow(prlimit, program)
    }
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
        if let Err(reason) = succeeds(&mut mount) {
            println!("NOT TESTED: a file system with {options} cannot be mounted ({reason})");
            return None;
        }
        Some(Self { folder })
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
