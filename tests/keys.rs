//! A key's file: whole, private, checked, and never written over.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::PathBuf;
use std::thread;

use reissue_notice::{BatchKey, Policy};
use tempfile::TempDir;

struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    fn key(&self) -> PathBuf {
        self.folder.path().join("key")
    }

    fn refused(&self) -> String {
        let folder = format!("{}/", self.folder.path().display());
        BatchKey::open_file(self.key()).unwrap_err().to_string().replace(&folder, "")
    }
}

#[test]
fn a_key_is_kept_and_never_written_over() {
    let place = Place::new();
    let key = BatchKey::create_file(place.key()).unwrap();
    let text = fs::read_to_string(place.key()).unwrap();
    assert_eq!(text.len(), 74);
    let sentence = BatchKey::create_file(place.key()).unwrap_err().to_string();
    let path = place.key().display().to_string();
    assert_eq!(
        sentence,
        format!("batch key: {path} stands already, and a key is never written over")
    );
    assert_eq!(fs::read_to_string(place.key()).unwrap(), text);
    let opened = BatchKey::open_or_create_file(place.key()).unwrap();
    assert_eq!(opened.expose_secret(), key.expose_secret());
    assert_eq!(fs::read_dir(place.folder.path()).unwrap().count(), 1, "nothing else is left");
}

#[test]
fn what_is_no_key_is_refused_by_name() {
    let place = Place::new();
    BatchKey::create_file(place.key()).unwrap();
    let text = fs::read_to_string(place.key()).unwrap();
    let form = "batch key: key does not hold a key: 64 digits 0-9 a-f, a blank, and 8 digits that check \
                them";
    let digit = if text.starts_with('0') { "1" } else { "0" };
    let check = "batch key: key holds a key that its last 8 digits do not fit: it was altered";
    let blank = "batch key: key holds a key of nothing but zeros";
    for (wrong, sentence) in [
        (String::new(), form),
        ("+f".repeat(32), form),
        (text.trim_end()[..64].to_owned(), form),
        (format!("{text}{text}"), form),
        (format!("{digit}{}", &text[1..]), check),
        (format!("{} 00000000\n", "0".repeat(64)), blank),
    ] {
        fs::write(place.key(), &wrong).unwrap();
        assert_eq!(place.refused(), sentence, "{wrong:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_key_that_others_may_read_is_refused_by_name() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    BatchKey::create_file(place.key()).unwrap();
    let mode = fs::metadata(place.key()).unwrap().permissions().mode() & 0o7777;
    assert_eq!(mode, 0o600);
    for mode in [0o640, 0o604, 0o660] {
        fs::set_permissions(place.key(), fs::Permissions::from_mode(mode)).unwrap();
        let sentence = format!(
            "batch key: key can be read by others (mode {mode:04o}), expected mode 0600: if they may \
             have read it, make another key"
        );
        assert_eq!(place.refused(), sentence);
    }
    fs::set_permissions(place.key(), fs::Permissions::from_mode(0o400)).unwrap();
    assert!(BatchKey::open_file(place.key()).is_ok());
}

/// As the tasks of a job array do, none of which knows of the others.
#[test]
fn many_that_come_at_once_have_one_key() {
    for _ in 0..20 {
        let place = Place::new();
        let path = place.key();
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let path = path.clone();
                thread::spawn(move || *BatchKey::open_or_create_file(path).unwrap().expose_secret())
            })
            .collect();
        let keys: Vec<[u8; 32]> = tasks.into_iter().map(|task| task.join().unwrap()).collect();
        assert!(keys.iter().all(|key| *key == keys[0]));
        assert_eq!(fs::read_dir(place.folder.path()).unwrap().count(), 1);
    }
}

#[test]
fn a_policy_of_few_bits_is_refused_and_one_of_some_is_told() {
    let few = "SSSSSSSSSSSSSSSSSSSS".parse::<Policy>().unwrap().with_symbols("#").unwrap_err();
    let sentence = "pattern: found 0.0 bits of chance in a password, expected 20 or more";
    assert_eq!(few.to_string(), sentence);
    let some = "USDDDDDD".parse::<Policy>().unwrap();
    assert!(some.is_weak() && !Policy::default().is_weak());
}

#[cfg(feature = "bundled-fonts")]
#[test]
fn an_issuer_refuses_what_leaving_out_look_alikes_makes_too_few() {
    let policy = "SSSSDDDDD".parse::<Policy>().unwrap().with_symbols("#*").unwrap();
    let builder = reissue_notice::Issuer::builder().federation_by_prefecture();
    let builder = builder.issued_on("2026-04-01".parse().unwrap());
    assert!(builder.clone().policy(policy.clone()).build().is_ok());
    let error = builder.policy(policy.without_look_alikes()).build().unwrap_err();
    let sentence = "pattern: found 19.0 bits of chance in a password, expected 20 or more";
    assert_eq!(error.to_string(), sentence);
}
