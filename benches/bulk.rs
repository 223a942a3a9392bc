//! Letters of all 47 federations in bulk; throughput in letters.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a bench stops at the first fault")]

mod common;

use common::{Letters, issuer, providers};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use reissue_notice::{BatchKey, SpoolOptions};

/// Letters a round.
const LETTERS: usize = 1_000;

/// One file each, in memory, one after another on one thread.
fn single_files(criterion: &mut Criterion) {
    let mut letters = Letters::of(issuer());
    let mut group = criterion.benchmark_group("bulk");
    group.throughput(Throughput::Elements(LETTERS as u64));
    group.bench_function("single files", |b| {
        b.iter(|| {
            let sizes = (0..LETTERS).map(|_| letters.issue().pdf().len());
            sizes.sum::<usize>()
        });
    });
    group.finish();
}

/// One spool of them all, in memory.
fn spool(criterion: &mut Criterion) {
    let (issuer, providers) = (issuer(), providers());
    let batch = issuer.batch(BatchKey::from_bytes(&[7; 32]).unwrap());
    let mut group = criterion.benchmark_group("bulk");
    group.throughput(Throughput::Elements(LETTERS as u64));
    group.bench_function("one spool", |b| {
        b.iter(|| {
            let letters = providers.iter().cycle().take(LETTERS);
            batch.write_spool(letters, Vec::new(), SpoolOptions::default()).unwrap().0.len()
        });
    });
    group.finish();
}

criterion_group!(bulk, single_files, spool);
criterion_main!(bulk);
