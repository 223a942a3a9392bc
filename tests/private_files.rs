//! What holds or opens a password is for its owner alone, whatever the umask and whatever stood
//! there before; and nothing that somebody planted under its name is followed.

#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::fs::{self, File, Permissions};
use std::io::Read;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

const LIST: &str = "provider_number,user_id,name\n\
    1971100456,KJ000000000001,社会福祉法人　やまなし会\n\
    2510103605,KJ000000000004,リハሀ\n";

const LETTER: &str = "out/19/1971100456.pdf";

#[test]
fn nothing_that_a_batch_writes_is_for_other_users() {
    for umask in ["000", "022", "077", "277"] {
        for form in [&[][..], &["--spool", "10"]] {
            let place = Place::new();
            let issue = || place.bulk_issue(umask, form);
            assert_eq!(issue().status.code(), Some(1), "{}", said(&issue()));
            place.is_private(&format!("umask {umask} {form:?}"));
        }
    }
}

#[test]
fn what_stood_there_for_all_to_read_is_for_its_owner_again() {
    for form in [&[][..], &["--spool", "10"]] {
        let place = Place::new();
        place.bulk_issue("022", form);
        for path in below(place.root()) {
            // The key alone is not taken back: who has read it has every password.
            let mode = if path.is_dir() { 0o755 } else { 0o644 };
            if !path.ends_with("key") {
                fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            }
        }
        fs::write(place.path("out/.manifest.csv.part"), "left by a killed run").unwrap();
        let again = place.bulk_issue("000", form);
        assert_eq!(again.status.code(), Some(1), "{}", said(&again));
        place.is_private(&format!("again {form:?}"));
    }
}

#[test]
fn a_key_that_others_may_read_is_refused_by_name() {
    let place = Place::new();
    place.bulk_issue("022", &[]);
    fs::set_permissions(place.path("key"), Permissions::from_mode(0o640)).unwrap();
    let refused = place.bulk_issue("022", &[]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(
        said(&refused),
        "bulk_issue: batch key: key can be read by others (mode 0640), expected mode 0600: if they \
         may have read it, make another key\n"
    );
}

#[test]
fn one_letter_replaces_a_file_that_all_could_read() {
    for umask in ["000", "022"] {
        let place = Place::new();
        fs::write(place.path("notice.pdf"), "an earlier letter, for all to read").unwrap();
        fs::set_permissions(place.path("notice.pdf"), Permissions::from_mode(0o644)).unwrap();
        let mut earlier = File::open(place.path("notice.pdf")).unwrap();
        let output = place.run(umask, &["one_off"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert_eq!(mode(&place.path("notice.pdf")), 0o600, "umask {umask}");
        assert!(fs::read(place.path("notice.pdf")).unwrap().starts_with(b"%PDF"));
        // Who had it open reads the old one on: it was not written over.
        let mut text = String::new();
        earlier.read_to_string(&mut text).unwrap();
        assert_eq!(text, "an earlier letter, for all to read");
    }
}

/// Names that a run uses, any of which somebody who may write there could take before.
const NAMES: [&str; 13] = [
    "out/.lock",
    "out/.journal.csv.part",
    "out/journal.csv",
    "out/.manifest.csv.part",
    "out/manifest.csv",
    "out/.refused.csv.part",
    "out/refused.csv",
    "out/19",
    "out/19/.1971100456.pdf.part",
    LETTER,
    ".credentials.csv.part",
    "credentials.csv",
    ".key.part",
];

#[derive(Clone, Copy, Debug)]
enum Planted {
    Link,
    DanglingLink,
    Fifo,
    Folder,
}

#[test]
fn what_is_planted_under_a_name_of_a_run_is_neither_followed_nor_waited_for() {
    for name in NAMES {
        for planted in [Planted::Link, Planted::DanglingLink, Planted::Fifo, Planted::Folder] {
            if let ("out/19", Planted::Folder) = (name, planted) {
                continue; // It is what a run makes there.
            }
            for standing in [false, true] {
                let place = Place::new();
                let victim = Victim::beside(&place);
                if standing {
                    place.bulk_issue("022", &[]);
                    take_away(&place.path(name));
                }
                plant(&place.path(name), planted, &victim);
                let output = place.bulk_issue("022", &[]);
                judge(&place, &output, name, planted);
                victim.is_untouched(&format!("{planted:?} at {name}"));
            }
        }
    }
}

#[test]
fn what_is_planted_under_the_name_of_one_letter_is_not_followed() {
    for name in ["notice.pdf", ".notice.pdf.part"] {
        for planted in [Planted::Link, Planted::DanglingLink, Planted::Fifo, Planted::Folder] {
            let place = Place::new();
            let victim = Victim::beside(&place);
            plant(&place.path(name), planted, &victim);
            let output = place.run("022", &["one_off"]);
            let (code, said) = (output.status.code(), said(&output));
            if code == Some(0) {
                is_plain(&place.path("notice.pdf"));
            } else {
                assert!(said.contains(name), "{planted:?} at {name}: {code:?} {said}");
            }
            victim.is_untouched(&format!("{planted:?} at {name}"));
        }
    }
}

/// Either the run went to its end and all that it made is plain, or it says what is in its way.
fn judge(place: &Place, output: &Output, name: &str, planted: Planted) {
    let (code, said) = (output.status.code(), said(output));
    if code != Some(1) {
        assert_eq!(code, Some(2), "{planted:?} at {name}: {said}");
        // Of a folder that is no run's, what is found first is named.
        let named = name.trim_start_matches("out/").split('/').any(|part| said.contains(part));
        assert!(named, "{planted:?} at {name} is not named: {said}");
        return;
    }
    is_plain(&place.path(LETTER));
    for path in below(&place.path("out")) {
        if path.extension().is_some_and(|extension| extension == "part") {
            continue; // Of a file that stood whole, nothing was written.
        }
        let kind = fs::symlink_metadata(&path).unwrap().file_type();
        assert!(kind.is_file() || kind.is_dir(), "{} stays, {planted:?}", path.display());
    }
    let verified = place.bulk_issue("022", &["--verify"]);
    let differences = String::from_utf8_lossy(&verified.stdout);
    let left = differences.lines().all(|line| line.contains(".part"));
    assert!(left, "{planted:?} at {name}: {differences}");
}

fn take_away(path: &Path) {
    if path.is_dir() {
        fs::remove_dir_all(path).unwrap();
    } else if path.exists() {
        fs::remove_file(path).unwrap();
    }
}

fn is_plain(path: &Path) {
    assert!(fs::symlink_metadata(path).unwrap().is_file(), "{} is no file", path.display());
}

fn plant(path: &Path, planted: Planted, victim: &Victim) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    match planted {
        // In a folder's place, a folder: else the name could not be used at all.
        Planted::Link if path.extension().is_none() => symlink(&victim.folder, path).unwrap(),
        Planted::Link => symlink(&victim.file, path).unwrap(),
        Planted::DanglingLink => symlink(victim.folder.join("new"), path).unwrap(),
        Planted::Fifo => {
            assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
        }
        Planted::Folder => {
            fs::create_dir(path).unwrap();
            fs::write(path.join("another's"), "kept").unwrap();
        }
    }
}

/// What a link would lead to, elsewhere.
struct Victim {
    folder: PathBuf,
    file: PathBuf,
}

impl Victim {
    fn beside(place: &Place) -> Self {
        let folder = place.elsewhere.path().to_owned();
        let file = folder.join("precious");
        fs::write(&file, "precious").unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
        fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
        Self { folder, file }
    }

    fn is_untouched(&self, when: &str) {
        assert_eq!(fs::read(&self.file).unwrap(), b"precious", "{when}");
        assert_eq!((mode(&self.file), mode(&self.folder)), (0o644, 0o755), "{when}");
        assert_eq!(below(&self.folder), [self.file.as_path()], "{when}");
    }
}

/// A folder with a list, and one elsewhere.
struct Place {
    root: TempDir,
    elsewhere: TempDir,
}

impl Place {
    fn new() -> Self {
        let (root, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        fs::write(root.path().join("list.csv"), LIST).unwrap();
        Self { root, elsewhere }
    }

    fn root(&self) -> &Path {
        self.root.path()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// Issues the list, or what the last arguments say instead.
    fn bulk_issue(&self, umask: &str, last: &[&str]) -> Output {
        let command = ["bulk_issue", "--providers", "list.csv", "--date", "2026-04-01"];
        let files = ["--out", "out", "--key-file", "key", "--credentials", "credentials.csv"];
        self.run(umask, &[&command[..], &files[..], last].concat())
    }

    /// An example; one that waits for ever ends the test.
    fn run(&self, umask: &str, words: &[&str]) -> Output {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("umask {umask}; exec \"$@\""), "sh"]);
        shell.arg(example(words.first().unwrap())).args(words.iter().skip(1));
        shell.current_dir(self.root()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let (mut child, begun) = (shell.spawn().unwrap(), Instant::now());
        while child.try_wait().unwrap().is_none() {
            if begun.elapsed() > Duration::from_secs(60) {
                child.kill().unwrap();
                panic!("{words:?} hangs");
            }
            thread::sleep(Duration::from_millis(5));
        }
        child.wait_with_output().unwrap()
    }

    fn is_private(&self, when: &str) {
        let names = below(self.root());
        assert!(names.len() > 5, "{names:?}");
        for path in names.iter().filter(|path| !path.ends_with("list.csv")) {
            let expected = if path.is_dir() { 0o700 } else { 0o600 };
            let found = mode(path);
            assert_eq!(found, expected, "{when}: {} is {found:o}", path.display());
        }
    }
}

fn example(name: &str) -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let program = tests.parent().and_then(Path::parent).unwrap().join("examples").join(name);
    assert!(program.exists(), "{} is not built", program.display());
    program
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777
}

/// Everything below a folder; links are not followed.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        found.push(path.clone());
        if fs::symlink_metadata(&path).unwrap().is_dir() {
            found.extend(below(&path));
        }
    }
    found
}
