//! Letters of all 47 federations in bulk; throughput in letters. Beside each thing its floor: the
//! same bytes copied, or the same files written by the same calls.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a bench stops at the first fault")]

mod common;
mod plainly;

use std::fs;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::Path;

use common::{Letters, issuer, providers};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use plainly::write_plainly;
use reissue_notice::{Batch, BatchKey, Profile, Progress, Provider, SpoolOptions};
use tempfile::TempDir;

/// Letters a round.
const LETTERS: usize = 1_000;

fn batch() -> Batch {
    issuer().batch(BatchKey::from_bytes(&[7; 32]).unwrap())
}

fn list() -> Vec<Provider> {
    providers().into_iter().take(LETTERS).collect()
}

/// One file each, in memory, one after another on one thread.
fn single_files(criterion: &mut Criterion) {
    let mut letters = Letters::of(issuer());
    let letter = letters.issue().pdf().to_vec();
    let mut group = criterion.benchmark_group("bulk, one file each");
    group.throughput(Throughput::Elements(LETTERS as u64));
    group.bench_function("letters", |b| {
        b.iter(|| (0..LETTERS).for_each(|_| drop(black_box(letters.issue()))));
    });
    group.bench_function("floor: a letter copied", |b| {
        b.iter(|| (0..LETTERS).for_each(|_| drop(black_box(letter.clone()))));
    });
    group.finish();
}

/// One spool of them all, in memory.
fn spools(criterion: &mut Criterion) {
    let (batch, list, options) = (batch(), list(), SpoolOptions::default());
    let mut group = criterion.benchmark_group("bulk, one spool");
    group.throughput(Throughput::Elements(LETTERS as u64));
    for (name, options) in [
        ("untagged", options),
        ("untagged, uncompressed", options.without_compression()),
        ("tagged", options.with_profile(Profile::A2a)),
    ] {
        let spool = || batch.write_spool(&list, Vec::new(), options).unwrap().0;
        group.bench_function(name, |b| b.iter(|| spool().len()));
        let bytes = spool();
        group.bench_function(format!("floor: {name}, copied"), |b| {
            b.iter(|| black_box(bytes.clone()).len());
        });
    }
    group.finish();
}

/// A folder and volumes in memory; gone on with, verified, and looked at beforehand.
fn runs(criterion: &mut Criterion) {
    let (batch, list, options) = (batch(), list(), SpoolOptions::default());
    let new = || TempDir::new_in("/dev/shm").unwrap();
    let folder = |at: &Path| batch.write_directory(&list, at, go_on).unwrap();
    let volumes = |at: &Path| batch.write_volumes(&list, at, options, go_on).unwrap();
    let letter = batch.letter(list.first().unwrap()).unwrap().pdf().to_vec();
    let mut group = criterion.benchmark_group("bulk, on disk");
    group.throughput(Throughput::Elements(LETTERS as u64)).sample_size(20);
    group.bench_function("folder", |b| b.iter_with_setup(new, |at| folder(at.path()).issued()));
    group.bench_function("floor: the same files", |b| {
        b.iter_with_setup(new, |at| write_plainly(&letter, LETTERS, at.path()));
    });
    group.bench_function("volumes", |b| b.iter_with_setup(new, |at| volumes(at.path()).issued()));
    let done = new();
    folder(done.path());
    group.bench_function("folder, nothing left to do", |b| b.iter(|| folder(done.path()).issued()));
    group.bench_function("floor: its files read", |b| b.iter(|| read(done.path())));
    group.bench_function("verify", |b| {
        b.iter(|| assert_eq!(batch.verify(&list, &[done.path()]).unwrap(), []));
    });
    group.bench_function("preflight", |b| b.iter(|| batch.preflight(&list).refused().len()));
    group.finish();
}

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// The bytes of all files.
fn read(folder: &Path) -> usize {
    let mut bytes = 0;
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let is_folder = entry.file_type().unwrap().is_dir();
        let path = entry.path();
        bytes += if is_folder { read(&path) } else { fs::read(path).unwrap().len() };
    }
    bytes
}

criterion_group!(bulk, single_files, spools, runs);
criterion_main!(bulk);
