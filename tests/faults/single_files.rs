//! Power cuts where a file stands alone: the key, which must outlast every letter drawn from it; the
//! credentials; one letter in place of another.

use std::fs;
use std::path::Path;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use tempfile::TempDir;

use crate::power_cut::{Mode, lay};
use crate::runs::driver;
use crate::trace::Recording;

#[test]
fn no_power_cut_leaves_letters_without_their_key() {
    assert_eq!(problems_of_keys(""), Vec::<String>::new());
    for step in ["file-sync", "key-sync", "folder-sync"] {
        assert!(!problems_of_keys(step).is_empty(), "without {step} nothing is found out");
    }
}

#[test]
fn a_power_cut_leaves_one_letter_or_the_other() {
    assert_eq!(problems_of_one_letter(""), Vec::<String>::new());
    for step in ["file-sync", "folder-sync"] {
        assert!(!problems_of_one_letter(step).is_empty(), "without {step} nothing is found out");
    }
}

fn problems_of_keys(skip: &str) -> Vec<String> {
    let root = TempDir::new().unwrap();
    let mut recording = Recording::below(root.path());
    let mut program = driver();
    program.arg("keyed").arg(root.path()).arg("7").env("REISSUE_NOTICE_SKIP", skip);
    assert!(recording.run(program.env("REISSUE_NOTICE_GROUP", "2"), None).success());
    let [key, credentials] =
        ["keys/key", "credentials.csv"].map(|name| fs::read(root.path().join(name)).unwrap());
    let told = recording.told.iter().find(|told| told.line.ends_with(" credentials")).unwrap();
    each_cut(&recording, 0, |left, count| {
        let found = |name: &str| fs::read(left.join(name)).ok();
        let letters = left.join("letters/journal.csv").exists();
        match found("keys/key") {
            None if letters => return Some("letters without a key".into()),
            Some(found) if found != key => return Some("a key that is not whole".into()),
            _ => {}
        }
        match found("credentials.csv") {
            None if count >= told.after => Some("credentials are lost".into()),
            Some(found) if found != credentials => Some("credentials are not whole".into()),
            _ => None,
        }
    })
}

fn problems_of_one_letter(skip: &str) -> Vec<String> {
    let root = TempDir::new().unwrap();
    let (path, mut recording) = (root.path().join("notice.pdf"), Recording::below(root.path()));
    let mut written = |number: &str| {
        let mut program = driver();
        program.arg("letter").arg(&path).arg(number).env("REISSUE_NOTICE_SKIP", skip);
        assert!(recording.run(&program, None).success());
        (fs::read(&path).unwrap(), recording.ops.len())
    };
    let (first, from) = written("0");
    let (second, to) = written("1");
    assert_ne!(first, second);
    each_cut(&recording, from, |left, count| match fs::read(left.join("notice.pdf")) {
        Ok(found) if found == second => None,
        Ok(found) if found == first && count < to => None,
        Ok(found) => Some(format!("{} bytes of neither letter, or the old one", found.len())),
        Err(error) => Some(error.to_string()),
    })
}

/// What is wrong with which state that a cut may leave after so many operations or more.
fn each_cut(
    recording: &Recording,
    from: usize,
    problem: impl Fn(&Path, usize) -> Option<String>,
) -> Vec<String> {
    let mut problems = Vec::new();
    for count in from..=recording.ops.len() {
        for mode in Mode::EACH {
            let left = TempDir::new().unwrap();
            let coin = &mut ChaCha20Rng::seed_from_u64(count as u64);
            lay(recording, count, (mode, coin), left.path());
            let found = problem(left.path(), count);
            problems.extend(found.map(|found| format!("cut after {count}, {mode:?}: {found}")));
        }
    }
    problems
}
