//! After a batch is dropped, no password and no key is left in the memory of the process: every
//! readable page is searched.
//!
//! What is searched for is kept with every bit flipped, and compared so: else the search would find
//! itself.

#![cfg(target_os = "linux")]
#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

mod batches;

use std::collections::HashMap;
use std::fmt::{self, Write as _};
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{self, Write};
use std::os::unix::fs::FileExt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use batches::{go_on, issuer, list, printable};
use reissue_notice::{Batch, BatchKey, Password, Profile, SpoolOptions};
use tempfile::TempDir;

const LETTERS: usize = 200;
/// Places of a password in one needle: so much of it is a leak.
const RUN: usize = 9;
/// So much of the memory is read at once; the longest needle may stand across two reads.
const CHUNK: usize = 1 << 20;
const LONGEST: usize = 4096;
/// Cells of the grid in one needle.
const CELLS: usize = 5;

#[test]
fn nothing_is_left_of_the_letters_of_a_batch() {
    let _alone = alone();
    let needles = {
        let batch = new_batch();
        let mut needles = Needles::of(&batch);
        for letter in batch.letters(&list(LETTERS)).filter_map(Result::ok) {
            needles.add_password(letter.password());
            needles.add_grid(&masked(letter.pdf()), b"/Span<</MCID ");
        }
        needles
    };
    assert_eq!(needles.found(), Vec::<String>::new());
}

#[test]
fn nothing_is_left_of_a_directory_written_and_gone_on_with() {
    let _alone = alone();
    let needles = {
        let (batch, folder, providers) = (new_batch(), TempDir::new().unwrap(), list(LETTERS));
        let needles = Needles::of_letters(&batch);
        batch.write_directory(&providers, folder.path(), go_on).unwrap();
        fs::remove_file(folder.path().join("19/1970000000.pdf")).unwrap();
        batch.write_directory(&providers, folder.path(), go_on).unwrap();
        assert_eq!(batch.verify(&providers, &[folder.path()]).unwrap(), []);
        needles
    };
    assert_eq!(needles.found(), Vec::<String>::new());
}

#[test]
fn nothing_is_left_of_a_spool() {
    let _alone = alone();
    let needles = {
        let batch = new_batch();
        let mut needles = Needles::of(&batch);
        let (sink, _) = batch
            .write_spool(printable(LETTERS), Masking::default(), SpoolOptions::default())
            .unwrap();
        for provider in printable(LETTERS) {
            needles.add_password(&batch.password_of(provider.number()));
        }
        for page in sink.0 {
            needles.add_grid(&page, b"BT ");
        }
        needles
    };
    assert!(needles.count() >= 5 * LETTERS, "{} needles", needles.count());
    assert_eq!(needles.found(), Vec::<String>::new());
}

#[test]
fn nothing_is_left_of_volumes_written_and_gone_on_with() {
    let _alone = alone();
    let needles = {
        let (batch, folder, providers) = (new_batch(), TempDir::new().unwrap(), list(LETTERS));
        // A tagged page has the grid of a letter alone.
        let mut needles = Needles::of_letters(&batch);
        let (sink, _) =
            batch.write_spool(&providers, Masking::default(), SpoolOptions::default()).unwrap();
        for page in sink.0 {
            needles.add_grid(&page, b"BT ");
        }
        let options =
            SpoolOptions::default().pages_per_volume(90.try_into().unwrap()).without_counts();
        for (name, options) in [("untagged", options), ("tagged", options.profile(Profile::A2a))] {
            let folder = folder.path().join(name);
            batch.write_volumes(&providers, &folder, options, go_on).unwrap();
            fs::remove_file(folder.join("spool-0002.pdf")).unwrap();
            batch.write_volumes(&providers, &folder, options, go_on).unwrap();
            assert_eq!(batch.verify(&providers, &[folder]).unwrap(), []);
        }
        needles
    };
    assert_eq!(needles.found(), Vec::<String>::new());
}

/// Straight after a draw: nothing else has run that could have written over what the generator
/// leaves on the stack.
#[test]
fn while_a_batch_lives_its_key_is_in_one_place() {
    let _alone = alone();
    let batch = new_batch();
    let (needles, provider) = (Needles::of(&batch), list(1).remove(0));
    let password = batch.password_of(provider.number());
    let found = needles.found();
    assert_eq!(found.len(), 2, "two halves of one key: {found:?}");
    black_box((password, batch));
}

#[test]
fn what_is_left_would_be_found() {
    let _alone = alone();
    let batch = new_batch();
    let provider = list(1).remove(0);
    let letter = batch.letter(&provider).unwrap();
    let mut needles = Needles::of(&batch);
    needles.add_password(letter.password());
    needles.add_grid(&masked(letter.pdf()), b"/Span<</MCID ");
    let password = letter.password().expose_secret().to_owned();
    let (page, key) = (letter.pdf().to_vec(), key_digits());
    drop((letter, batch));
    let found = needles.found();
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

const MASK: u8 = 0xFF;

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

/// A batch of a key that no other test has.
fn new_batch() -> Batch {
    let key = BatchKey::generate().unwrap();
    KEYS.with_borrow_mut(|keys| keys.push(masked(key.expose_secret())));
    issuer().batch(key)
}

fn masked(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| byte ^ MASK).collect()
}

/// A writer that keeps each write, masked: a page comes in one.
#[derive(Default)]
struct Masking(Vec<Vec<u8>>);

impl Write for Masking {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let page = masked(bytes);
        if position(&page, &masked(b"/Type/Page/")).is_some() {
            self.0.push(page);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is searched for, masked, by its first four bytes.
struct Needles(HashMap<[u8; 4], Vec<(Kind, Vec<u8>)>>);

#[derive(Clone, Copy, Debug)]
enum Kind {
    Password,
    Page,
    Key,
    KeyDigits,
    KeyPad,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Password => "a password",
            Self::Page => "a page with one",
            Self::Key => "the key as bytes",
            Self::KeyDigits => "the key in hexadecimal",
            Self::KeyPad => "the key in a digest's padding",
        })
    }
}

impl Needles {
    /// The key of the newest batch, in the forms that it takes.
    fn of(_: &Batch) -> Self {
        let mut needles = Self(HashMap::new());
        let key = KEYS.with_borrow(|keys| keys.last().unwrap().clone());
        for half in key.chunks(16) {
            needles.add(Kind::Key, half.to_vec());
            for pad in [0x36, 0x5c] {
                needles.add(Kind::KeyPad, half.iter().map(|byte| byte ^ pad).collect());
            }
            for digits in [b"0123456789abcdef", b"0123456789ABCDEF"] {
                // Masked all the way: the digits of a masked byte, found by its two halves.
                let digit = |half: u8| digits[usize::from(half)] ^ MASK;
                let pairs = half
                    .iter()
                    .map(|byte| byte ^ MASK)
                    .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
                needles.add(Kind::KeyDigits, pairs.collect());
            }
        }
        needles
    }

    /// Also of every letter of the list, its password and its page.
    fn of_letters(batch: &Batch) -> Self {
        let mut needles = Self::of(batch);
        for letter in batch.letters(&list(LETTERS)).filter_map(Result::ok) {
            needles.add_password(letter.password());
            needles.add_grid(&masked(letter.pdf()), b"/Span<</MCID ");
        }
        needles
    }

    fn add(&mut self, kind: Kind, needle: Vec<u8>) {
        self.0.entry(needle[..4].try_into().unwrap()).or_default().push((kind, needle));
    }

    fn add_password(&mut self, password: &Password) {
        let masked = masked(password.expose_secret().as_bytes());
        self.add(Kind::Password, masked[..RUN].to_vec());
        self.add(Kind::Password, masked[masked.len() - RUN..].to_vec());
    }

    /// The row of characters, which ends the first content stream that is not compressed: a cell
    /// for each place, begun by `mark`.
    fn add_grid(&mut self, page: &[u8], mark: &[u8]) {
        let (mark, end) = (masked(mark), masked(b"ET\nEMC\n\nendstream"));
        let untagged = masked(b"ET\n\nendstream");
        let end = position(page, &end).or_else(|| position(page, &untagged)).unwrap();
        let starts =
            page[..end].windows(mark.len()).enumerate().filter(|(_, window)| *window == mark);
        let mut starts: Vec<usize> = starts.map(|(at, _)| at).collect();
        starts.push(end);
        let cells = &starts[starts.len() - 17..];
        for at in (0..=16 - CELLS).step_by(CELLS) {
            self.add(Kind::Page, page[cells[at]..cells[at + CELLS]].to_vec());
        }
    }

    fn count(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    /// What is found where, in all memory that can be read.
    fn found(&self) -> Vec<String> {
        let memory = File::open("/proc/self/mem").unwrap();
        let maps = fs::read_to_string("/proc/self/maps").unwrap();
        let (mut found, mut buffer) = (Vec::new(), vec![0; CHUNK + LONGEST]);
        // What is read of the buffer itself is what was just read into it.
        let own = buffer.as_ptr_range();
        let own = own.start as usize..own.end as usize;
        for line in maps
            .lines()
            .filter(|line| line.split(' ').nth(1).is_some_and(|rights| rights.starts_with("rw")))
        {
            let (start, end) = line.split(' ').next().unwrap().split_once('-').unwrap();
            let [start, end] =
                [start, end].map(|address| usize::from_str_radix(address, 16).unwrap());
            let name = line.split_whitespace().nth(5).unwrap_or("memory");
            for at in (start..end).step_by(CHUNK) {
                let bytes = &mut buffer[..(end - at).min(CHUNK + LONGEST)];
                // Some pages, of devices, cannot be read.
                if memory.read_exact_at(bytes, at as u64).is_ok() {
                    let places = self.in_chunk(bytes).map(|(kind, offset)| (kind, at + offset));
                    let places = places.filter(|(_, place)| !own.contains(place));
                    found.extend(
                        places.map(|(kind, place)| format!("{kind} at {place:#x} in {name}")),
                    );
                }
                bytes.fill(0);
            }
        }
        found
    }

    /// Masked as it is compared: a masked copy of the memory would show the needles plain.
    fn in_chunk<'c>(&'c self, chunk: &'c [u8]) -> impl Iterator<Item = (Kind, usize)> + 'c {
        let same = |part: &[u8], needle: &[u8]| {
            part.len() >= needle.len()
                && part.iter().zip(needle).all(|(byte, needle)| byte ^ MASK == *needle)
        };
        chunk.windows(4).take(CHUNK).enumerate().flat_map(move |(at, first)| {
            let first = [first[0] ^ MASK, first[1] ^ MASK, first[2] ^ MASK, first[3] ^ MASK];
            let candidates = self.0.get(&first).into_iter().flatten();
            candidates
                .filter(move |(_, needle)| same(&chunk[at..], needle))
                .map(move |(kind, _)| (*kind, at))
        })
    }
}

fn position(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}
