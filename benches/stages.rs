//! Each stage of a letter by itself, over 4,000 real names: password, readings, layout, and the whole
//! letter.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a bench stops at the first fault")]

mod common;

use std::hint::black_box;

use common::{Letters, issuer, providers, rng};
use criterion::{Criterion, criterion_group, criterion_main};
use reissue_notice::{Password, Policy, ReadingTable};

fn password(criterion: &mut Criterion) {
    let (policy, mut rng) = (Policy::default(), rng());
    criterion.bench_function("password", |b| b.iter(|| policy.generate(&mut rng)));
}

fn reading(criterion: &mut Criterion) {
    let table = ReadingTable::standard();
    let password = Policy::default().generate(&mut rng());
    criterion.bench_function("reading", |b| {
        b.iter(|| read(&table, black_box(&password)));
    });
}

/// The length of all readings, so that none is left out.
fn read(table: &ReadingTable, password: &Password) -> usize {
    let readings = password.expose_secret().chars().filter_map(|c| table.read(c));
    readings.map(str::len).sum()
}

/// Shapes and fits the slots without striking anything.
fn layout(criterion: &mut Criterion) {
    let (issuer, providers) = (issuer(), providers());
    let mut next = providers.iter().cycle();
    criterion.bench_function("layout", |b| {
        b.iter(|| issuer.check(next.next().unwrap()).unwrap());
    });
}

fn letter(criterion: &mut Criterion) {
    let mut letters = Letters::of(issuer());
    criterion.bench_function("letter", |b| b.iter(|| letters.issue()));
}

/// What every letter of an issuer shares, set once.
fn set_up(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("set-up");
    group.sample_size(10);
    group.bench_function("issuer", |b| b.iter(issuer));
    group.finish();
}

criterion_group!(stages, password, reading, layout, letter, set_up);
criterion_main!(stages);
