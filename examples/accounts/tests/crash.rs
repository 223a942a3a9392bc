//! Killed at any moment, a run loses nothing and makes nothing twice.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use argon2::Argon2;
use argon2::password_hash::PasswordVerifier;
use argon2::password_hash::phc::PasswordHash;
use reissue_notice::{Batch, BatchKey, Columns, Issuer, Provider, Roster};
use rusqlite::Connection;
use tempfile::TempDir;

const KILLS: usize = 50;
const PROVIDERS: usize = 12;

struct Place {
    folder: TempDir,
    providers: Vec<Provider>,
}

impl Place {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let mut list = "provider_number,user_id,name\n".to_owned();
        for nth in 0..PROVIDERS {
            list += &format!("19711004{nth:02},KJ0101999999{nth:02},やまなし会\n");
        }
        let providers = Roster::read_all(list.as_bytes(), &Columns::default()).unwrap();
        fs::write(folder.path().join("list.csv"), list).unwrap();
        Self { folder, providers: providers.providers().to_vec() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Hashes cost so much that half of a run is the transaction.
    fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_accounts"));
        command.current_dir(self.folder.path()).stdout(Stdio::null());
        command.args(["--providers", "list.csv", "--out", "letters", "--date", "2026-04-01"]);
        command.args(["--key-file", "key", "--database", "accounts.sqlite"]);
        command.args(["--memory", "2048", "--passes", "1"]);
        command
    }

    fn run(&self) {
        assert!(self.program().status().unwrap().success());
    }

    fn killed_after(&self, delay: Duration) {
        let mut child = self.program().stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(delay);
        let _ = child.kill();
        child.wait().unwrap();
    }

    fn batch(&self) -> Batch {
        let date = "2026-04-01".parse().unwrap();
        let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build().unwrap();
        issuer.batch(BatchKey::open_file(self.path("key")).unwrap())
    }

    /// Each account's hash, where there is a table.
    fn accounts(&self) -> BTreeMap<String, String> {
        let file = self.path("accounts.sqlite");
        if !file.exists() {
            return BTreeMap::new();
        }
        let database = Connection::open(file).unwrap();
        let Ok(mut rows) = database.prepare("SELECT user_id, hash FROM accounts") else {
            return BTreeMap::new();
        };
        let mut accounts = BTreeMap::new();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let before = accounts.insert(row.get(0).unwrap(), row.get(1).unwrap());
            assert_eq!(before, None);
        }
        accounts
    }

    fn assert_letters_stand(&self) {
        let differences = self.batch().verify(&self.providers, &[self.path("letters")]).unwrap();
        assert_eq!(differences, []);
    }

    /// Each letter's password opens its account, and there is no other.
    fn assert_whole(&self) {
        self.assert_letters_stand();
        let hashes = self.accounts();
        let mut opened = 0;
        for account in self.batch().accounts(&self.providers) {
            let hash = PasswordHash::new(&hashes[account.user_id().as_str()]).unwrap();
            let password = account.password().expose_secret().as_bytes();
            Argon2::default().verify_password(password, &hash).unwrap();
            opened += 1;
        }
        assert_eq!((opened, hashes.len()), (PROVIDERS, PROVIDERS));
    }
}

fn read(path: &Path) -> Option<Vec<u8>> {
    fs::read(path).ok()
}

#[test]
fn killed_at_fifty_random_moments_nothing_is_lost_and_nothing_is_twice() {
    let whole = Place::new();
    let start = Instant::now();
    whole.run();
    let time = start.elapsed();
    whole.assert_whole();
    let (mut before, mut between, mut after) = (0, 0, 0);
    for _ in 0..KILLS {
        let place = Place::new();
        // Every hasher has a random seed of its own.
        let random = u32::try_from(RandomState::new().build_hasher().finish() >> 32).unwrap();
        let delay = time.mul_f64(1.2 * f64::from(random) / f64::from(u32::MAX));
        println!("killed after {delay:?} of {time:?}");
        place.killed_after(delay);
        let (key, accounts) = (read(&place.path("key")), place.accounts());
        match accounts.len() {
            PROVIDERS => {
                place.assert_letters_stand();
                after += 1;
            }
            0 if place.path("letters/manifest.csv").exists() => between += 1,
            0 => before += 1,
            some => panic!("{some} accounts of {PROVIDERS}"),
        }
        place.run();
        place.assert_whole();
        assert!(key.is_none() || key == read(&place.path("key")), "another key");
        let finished = place.accounts();
        assert!(accounts.is_empty() || accounts == finished, "an account was made twice");
        place.run();
        assert!(finished == place.accounts(), "an account was made twice");
    }
    println!(
        "killed before the letters stood {before}, before the accounts {between}, after {after}"
    );
    assert!(before > 0 && between > 0, "{before}, {between}, {after}");
}

#[test]
fn a_second_run_at_the_same_time_waits_and_makes_nothing_anew() {
    let place = Place::new();
    place.run();
    let accounts = place.accounts();
    let mut both = [place.program(), place.program()].map(|mut run| run.spawn().unwrap());
    // One may find the folder locked, which it says.
    for child in &mut both {
        child.wait().unwrap();
    }
    assert_eq!(accounts, place.accounts());
    place.assert_whole();
}

#[cfg(unix)]
#[test]
fn key_and_accounts_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.run();
    for file in ["key", "accounts.sqlite"] {
        let mode = fs::metadata(place.path(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
}

#[test]
fn refused_rows_have_neither_and_what_is_wrong_is_told() {
    let place = Place::new();
    let list = "provider_number,user_id,name\n1971100400,KJ010199999900,リハሀ\n1971100401,KJ010199999901,やまなし会\n";
    fs::write(place.path("list.csv"), list).unwrap();
    let output = place.program().output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(place.accounts().into_keys().collect::<Vec<_>>(), ["KJ010199999901"]);
    let output = place.program().arg("--wrong").output().unwrap();
    let said = "accounts: invalid option '--wrong'\naccounts: --help tells every option\n";
    assert_eq!(String::from_utf8(output.stderr).unwrap(), said);
    let help = place.program().arg("--help").stdout(Stdio::piped()).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let source = include_str!("../src/main.rs");
    for option in source.split("Long(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(help.contains(&format!("  --{option}")), "{option}");
    }
}
