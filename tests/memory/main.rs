//! After a batch is dropped, no password and no key is left in the memory of the process: every
//! readable page is searched.
//!
//! What is searched for is kept with every bit flipped, and compared so: else the search would find
//! itself.

#![cfg(target_os = "linux")]
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

#[path = "../batches/mod.rs"]
mod batches;
mod needles;
mod programs;
mod search;

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use batches::{go_on, list, printable};
use needles::{MASK, Needles, is_packed_page, masked};
use reissue_notice::{
    Batch, BatchKey, Credential, Credentials, Issuer, Letter, Profile, Purpose, SpoolOptions,
    Template,
};
use search::own_memory;
use tempfile::TempDir;

const LETTERS: usize = 200;
#[test]
fn nothing_is_left_of_the_letters_of_a_batch() {
    let _alone = alone();
    let needles = {
        let batch = new_batch();
        let mut needles = needles_of(&batch);
        for letter in batch.letters(&list(LETTERS)).filter_map(Result::ok) {
            add_letter(&mut needles, &letter);
        }
        needles
    };
    assert_eq!(own_memory(&needles), Vec::<String>::new());
}

#[test]
fn nothing_is_left_of_letters_struck_ahead() {
    let _alone = alone();
    let needles = {
        let batch = new_batch();
        let mut needles = needles_of(&batch);
        let ahead = batch.threads(2.try_into().unwrap()).letters_ahead(50.try_into().unwrap());
        for letter in ahead.letters(&list(LETTERS)).filter_map(Result::ok) {
            add_letter(&mut needles, &letter);
        }
        needles
    };
    assert_eq!(own_memory(&needles), Vec::<String>::new());
}

#[test]
fn nothing_is_left_of_a_directory_written_and_gone_on_with() {
    let _alone = alone();
    let needles = {
        let (batch, folder, providers) = (new_batch(), TempDir::new().unwrap(), list(LETTERS));
        let needles = needles_of_letters(&batch);
        batch.write_directory(&providers, folder.path(), go_on).unwrap();
        fs::remove_file(folder.path().join("19/1970000000.pdf")).unwrap();
        batch.write_directory(&providers, folder.path(), go_on).unwrap();
        assert_eq!(batch.verify(&providers, &[folder.path()]).unwrap(), []);
        needles
    };
    assert_eq!(own_memory(&needles), Vec::<String>::new());
}

#[test]
fn nothing_is_left_of_a_spool() {
    let _alone = alone();
    let needles = {
        let batch = new_batch();
        let mut needles = needles_of(&batch);
        let (sink, _) = batch
            .write_spool(printable(LETTERS), Masking::default(), SpoolOptions::default())
            .unwrap();
        for provider in printable(LETTERS) {
            let handover = batch.passwords_of(provider.number());
            handover.each().for_each(|handed| needles.add_password(handed.password()));
        }
        for page in sink.0 {
            needles.add_masked_packed(&page);
        }
        needles
    };
    assert!(needles.count() >= 5 * LETTERS, "{} needles", needles.count());
    assert_eq!(own_memory(&needles), Vec::<String>::new());
}

#[test]
fn nothing_is_left_of_volumes_written_and_gone_on_with() {
    let _alone = alone();
    let needles = {
        let (batch, folder, providers) = (new_batch(), TempDir::new().unwrap(), list(LETTERS));
        let mut needles = needles_of_letters(&batch);
        let options =
            SpoolOptions::default().with_pages_per_volume(90.try_into().unwrap()).without_counts();
        let tagged = options.with_profile(Profile::A2a);
        for options in [options, tagged] {
            let (sink, _) = batch.write_spool(&providers, Masking::default(), options).unwrap();
            for page in sink.0 {
                needles.add_masked_packed(&page);
            }
        }
        for (name, options) in [("untagged", options), ("tagged", tagged)] {
            let folder = folder.path().join(name);
            batch.write_volumes(&providers, &folder, options, go_on).unwrap();
            fs::remove_file(folder.join("spool-0002.pdf")).unwrap();
            batch.write_volumes(&providers, &folder, options, go_on).unwrap();
            assert_eq!(batch.verify(&providers, &[folder]).unwrap(), []);
        }
        needles
    };
    assert_eq!(own_memory(&needles), Vec::<String>::new());
}

/// Straight after a draw: nothing else has run that could have written over what the generator
/// leaves on the stack.
#[test]
fn while_a_batch_lives_its_key_is_in_one_place() {
    let _alone = alone();
    let batch = new_batch();
    let (needles, provider) = (needles_of(&batch), list(1).remove(0));
    let password = batch.password_of(provider.number());
    let found = own_memory(&needles);
    assert_eq!(found.len(), 2, "two halves of one key: {found:?}");
    black_box((password, batch));
}

#[test]
fn what_is_left_would_be_found() {
    let _alone = alone();
    let batch = new_batch();
    let provider = list(1).remove(0);
    let letter = batch.letter(&provider).unwrap();
    let mut needles = needles_of(&batch);
    add_letter(&mut needles, &letter);
    let second = letter.passwords().last().unwrap();
    let password = second.password().expose_secret().to_owned();
    let (page, key) = (letter.pdf().to_vec(), key_digits());
    drop((letter, batch));
    let found = own_memory(&needles);
    for kind in ["a password", "a page", "the key in hexadecimal"] {
        assert!(found.iter().any(|found| found.contains(kind)), "{kind} is not found: {found:?}");
    }
    assert!(!found.iter().any(|found| found.contains("the key as bytes")), "{found:?}");
    black_box((password, page, key));
}

/// The key of the newest batch, written out: it stays, on purpose.
fn key_digits() -> String {
    let mut digits = String::new();
    KEYS.with_borrow(|keys| {
        keys.last().unwrap().iter().for_each(|byte| write!(digits, "{:02x}", byte ^ MASK).unwrap());
    });
    digits
}

/// One test at a time: the search copies memory, and what it copies of another test's letters would
/// be found there.
static ALONE: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

thread_local! {
    /// The keys of this test's batches, masked.
    static KEYS: std::cell::RefCell<Vec<Vec<u8>>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// A batch of a key that no other test has, whose letters hand over two passwords on their first page and one on
/// the second.
fn new_batch() -> Batch {
    let key = BatchKey::generate().unwrap();
    KEYS.with_borrow_mut(|keys| keys.push(masked(key.expose_secret())));
    let date = "2026-04-01".parse().unwrap();
    let builder = Issuer::builder().federation_by_prefecture().issued_on(date);
    let other = Credential::new(Purpose::Other, "その他のパスワード");
    let three = Credentials::new([Credential::login(), Credential::certificate(), other]).unwrap();
    let template = Template::default().with_credentials(three);
    builder.template(template).build().unwrap().batch(key)
}

fn add_letter(needles: &mut Needles, letter: &Letter) {
    letter.passwords().for_each(|handed| needles.add_password(handed.password()));
    needles.add_grids(letter.pdf());
}

/// A writer that keeps each write, masked: a page comes in one.
#[derive(Default)]
struct Masking(Vec<Vec<u8>>);

impl Write for Masking {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if is_packed_page(bytes) {
            self.0.push(masked(bytes));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The key of a batch, in the forms that it takes.
fn needles_of(_: &Batch) -> Needles {
    let mut needles = Needles::default();
    KEYS.with_borrow(|keys| needles.add_masked_key(keys.last().unwrap()));
    needles
}

/// Also of every letter of the list, its password and its page.
fn needles_of_letters(batch: &Batch) -> Needles {
    let mut needles = needles_of(batch);
    for letter in batch.letters(&list(LETTERS)).filter_map(Result::ok) {
        add_letter(&mut needles, &letter);
    }
    needles
}
