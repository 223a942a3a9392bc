//! What the tags cost: the same letters with and without them, each in a file of its own and in one
//! spool, in memory.
//!
//! Both take turns in one process at the end, and the median of the rounds' ratios is printed:
//! `ratio, letter: N times`.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench stops at the first fault"
)]

mod common;
mod turns;

use std::io;

use common::{Letters, builder, issuer, providers, untagged};
use criterion::{Criterion, criterion_group, criterion_main};
use reissue_notice::{BatchKey, Profile, SpoolOptions};
use turns::{median, ratio, timed};

/// How often both take turns for the ratio.
const ROUNDS: usize = 31;
/// Letters of each side in a round.
const LETTERS: usize = 5_000;

fn letter(criterion: &mut Criterion) {
    let (mut tagged, mut untagged) =
        (Letters::of(issuer()), Letters::of(untagged(builder()).build().unwrap()));
    assert!(issue(&mut tagged) > issue(&mut untagged), "tags take room");
    let mut group = criterion.benchmark_group("letter");
    group.bench_function("tagged", |b| b.iter(|| issue(&mut tagged)));
    group.bench_function("untagged", |b| b.iter(|| issue(&mut untagged)));
    group.finish();
    let mut turn =
        |_| ratio(timed(LETTERS, || issue(&mut tagged)), timed(LETTERS, || issue(&mut untagged)));
    println!("ratio, letter: {:.2} times as long", median((0..ROUNDS).map(&mut turn).collect()));
    println!("ratio, letter: {:.2} times as large", size(&mut tagged) / size(&mut untagged));
}

/// Issues a letter, and gives its bytes.
fn issue(letters: &mut Letters) -> usize {
    letters.issue().pdf().len()
}

/// Bytes of a letter, over all names.
#[expect(clippy::cast_precision_loss, reason = "far less than 2^52 bytes")]
fn size(letters: &mut Letters) -> f64 {
    (0..letters.providers.len()).map(|_| issue(letters)).sum::<usize>() as f64
}

fn spool(criterion: &mut Criterion) {
    let (batch, providers) = (issuer().batch(BatchKey::from_bytes(&[7; 32]).unwrap()), providers());
    let spooled = |count, profile| {
        let letters = providers.iter().cycle().take(count);
        let options = SpoolOptions::default().with_profile(profile);
        batch.write_spool(letters, io::sink(), options).unwrap().1.bytes()
    };
    let tagged = |count| spooled(count, Profile::A2a);
    let untagged = |count| spooled(count, Profile::A2u);
    let mut group = criterion.benchmark_group("spool of 1000");
    group.bench_function("tagged", |b| b.iter(|| tagged(1_000)));
    group.bench_function("untagged", |b| b.iter(|| untagged(1_000)));
    group.finish();
    let turn = |_| ratio(timed(1, || tagged(LETTERS)), timed(1, || untagged(LETTERS)));
    println!("ratio, spool: {:.2} times as long", median((0..ROUNDS).map(turn).collect()));
    #[expect(clippy::cast_precision_loss, reason = "far less than 2^52 bytes")]
    let larger = tagged(LETTERS) as f64 / untagged(LETTERS) as f64;
    println!("ratio, spool: {larger:.2} times as large");
}

criterion_group!(tagging, letter, spool);
criterion_main!(tagging);
