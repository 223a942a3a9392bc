//! The examples, held at their very end: what a program has not wiped by then, a dump shows.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use reissue_notice::BatchKey;
use tempfile::TempDir;

use crate::needles::{Needles, masked};
use crate::search::in_memory_of;

/// Fixed, so that the test knows them; the page is the specimen's.
const SPECIMEN: &str = "K3MrRT3H17203902";
const SECOND: &str = "R7TkWB2N58306149";

#[test]
fn a_batch_with_credentials_leaves_nothing_behind() {
    for form in [&[][..], &["--spool", "20"], &["--first-issue"]] {
        let folder = TempDir::new().unwrap();
        let issue = ["bulk_issue", "--out", "out", "--key-file", "key"];
        let credentials = ["--credentials", "credentials.csv"];
        let words = [&issue[..], &credentials, form].concat();
        // Once, so that the key and what is on each letter are known.
        finish(&mut command(folder.path(), &words));
        let needles = needles_of_folder(folder.path());
        assert!(needles.count() > 47 * 2, "{} needles", needles.count());
        assert_eq!(found_at_the_end(folder.path(), &words, &needles), Vec::<String>::new());
        fs::remove_dir_all(folder.path().join("out")).unwrap();
        assert_eq!(found_at_the_end(folder.path(), &words, &needles), Vec::<String>::new());
        let verify = [&issue[..], form, &["--verify"]].concat();
        assert_eq!(found_at_the_end(folder.path(), &verify, &needles), Vec::<String>::new());
    }
}

#[test]
fn one_letter_leaves_nothing_behind() {
    let folder = TempDir::new().unwrap();
    let mut needles = Needles::default();
    finish(&mut command(folder.path(), &["one_off"]));
    needles.add_secret(SPECIMEN);
    needles.add_secret(SECOND);
    needles.add_grids(&fs::read(folder.path().join("notice.pdf")).unwrap());
    fs::write(folder.path().join("opens"), "correct-horse-battery\n").unwrap();
    needles.add_secret("correct-horse-battery");
    finish(&mut command(folder.path(), &["one_off", "--first-issue"]));
    needles.add_grids(&fs::read(folder.path().join("notice.pdf")).unwrap());
    let (encrypted, first) = (["--mail-password-file", "opens"], ["--first-issue"]);
    // In large print the second password stands on a page of its own.
    let apart = ["--first-issue", "--large-print"];
    for more in [&[][..], &encrypted, &first, &apart, &[&apart[..], &encrypted].concat()] {
        let words = [&["one_off"][..], more].concat();
        assert_eq!(found_at_the_end(folder.path(), &words, &needles), Vec::<String>::new());
    }
}

/// The same search, of a program in whose memory something is.
#[test]
fn what_a_program_leaves_would_be_found() {
    let folder = TempDir::new().unwrap();
    let mut needles = Needles::default();
    needles.add_secret(SPECIMEN);
    // Its arguments stand on its stack.
    let words = ["one_off", "--out", SPECIMEN];
    assert_ne!(found_at_the_end(folder.path(), &words, &needles), Vec::<String>::new());
}

/// The key of a run, and every password of the built-in list.
fn needles_of_folder(folder: &Path) -> Needles {
    let key = BatchKey::open_file(folder.join("key")).unwrap();
    let mut needles = Needles::default();
    needles.add_masked_key(&masked(key.expose_secret()));
    let text = fs::read_to_string(folder.join("credentials.csv")).unwrap();
    for line in text.lines().skip(1) {
        line.split(',').skip(3).for_each(|password| needles.add_secret(password));
    }
    needles
}

/// Runs a program and searches its memory when it has done all but end.
fn found_at_the_end(folder: &Path, words: &[&str], needles: &Needles) -> Vec<String> {
    let mut held = Held::start(folder, words);
    let process = held.process_at_its_end();
    let found = in_memory_of(&process, needles);
    held.kill();
    found
}

/// A program that strace holds where it asks to be ended.
struct Held(Child);

impl Held {
    fn start(folder: &Path, words: &[&str]) -> Self {
        let mut strace = Command::new("strace");
        strace.args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=exit_group"]);
        strace.args(["-e", "inject=exit_group:delay_enter=600s", "--"]);
        strace.arg(example(words[0])).args(&words[1..]).current_dir(folder);
        Self(strace.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
    }

    fn process_at_its_end(&mut self) -> String {
        let (strace, begun) = (self.0.id(), Instant::now());
        while begun.elapsed() < Duration::from_secs(120) {
            assert_eq!(self.0.try_wait().unwrap(), None, "the program ended unseen");
            let children = format!("/proc/{strace}/task/{strace}/children");
            let children = fs::read_to_string(children).unwrap_or_default();
            for process in children.split_whitespace() {
                let call = fs::read_to_string(format!("/proc/{process}/syscall"));
                if call.is_ok_and(|call| call.starts_with(EXIT_GROUP)) {
                    return process.to_owned();
                }
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("the program does not end")
    }

    fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

#[cfg(target_arch = "x86_64")]
const EXIT_GROUP: &str = "231 ";
#[cfg(target_arch = "aarch64")]
const EXIT_GROUP: &str = "94 ";

fn finish(command: &mut Command) {
    assert!(command.status().unwrap().success());
}

fn command(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(example(words[0]));
    command.args(&words[1..]).current_dir(folder).stderr(Stdio::null());
    command
}

fn example(name: &str) -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let program = tests.parent().and_then(Path::parent).unwrap().join("examples").join(name);
    assert!(program.exists(), "{} is not built", program.display());
    program
}
