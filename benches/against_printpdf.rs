//! The same letters by this crate and by printpdf alone, for 4,000 real names, whole files in memory.
//!
//! Both take turns in one process at the end, and the median of the rounds' ratios is printed:
//! `ratio: N times`.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench stops at the first fault"
)]

mod baseline;
mod common;
mod turns;

use baseline::page::{Line, Page};
use baseline::{Cuts, write};
use common::{Letters, issuer};
use criterion::{Criterion, criterion_group, criterion_main};
use turns::{median, ratio, timed};

/// How often both take turns for the ratio.
const ROUNDS: usize = 15;
/// Letters of each side in a round: ours are so short that they need more to be timed.
const OURS: usize = 10_000;
const THEIRS: usize = 50;

/// Both sides, over the same names.
struct Match {
    letters: Letters,
    pages: Vec<Page>,
    cuts: Cuts,
}

impl Match {
    fn new() -> Self {
        let mut letters = Letters::of(issuer());
        let pages: Vec<Page> =
            (0..letters.providers.len()).map(|_| Page::of(&letters.issue())).collect();
        let cuts = Cuts::of(&pages);
        let new = Self { letters, pages, cuts };
        new.check();
        new
    }

    /// Nothing is missing on a page, and a file has about the size of its fonts.
    fn check(&self) {
        let providers = &self.letters.providers;
        assert_eq!(self.pages.len(), providers.len());
        for (page, provider) in self.pages.iter().zip(providers) {
            assert_eq!(page.title, "電子請求ログイン情報再発行通知書");
            let text: String = page.lines.iter().map(Line::text).collect();
            assert!(text.contains(provider.name().as_str()) && text.contains("備考"), "{text}");
            assert!(page.rules.len() > 30 && page.lines.len() > 70);
        }
        let bytes = write(&self.pages[0], &self.cuts);
        assert!((20_000..400_000).contains(&bytes.len()), "{} bytes", bytes.len());
    }
}

fn against(criterion: &mut Criterion) {
    let mut sides = Match::new();
    let mut group = criterion.benchmark_group("letter");
    group.bench_function("reissue-notice", |b| b.iter(|| sides.letters.issue()));
    group.sample_size(20);
    let mut next = sides.pages.iter().cycle();
    group.bench_function("printpdf, fonts cut once for all names", |b| {
        b.iter(|| write(next.next().unwrap(), &sides.cuts));
    });
    let mut next = sides.pages.iter().cycle();
    group.bench_function("printpdf, fonts cut for each letter", |b| {
        b.iter(|| anew(next.next().unwrap()));
    });
    group.finish();
    ratios(&mut sides);
}

/// The cut is part of the work: smaller files for the price of a cut.
fn anew(page: &Page) -> Vec<u8> {
    write(page, &Cuts::of([page]))
}

fn ratios(sides: &mut Match) {
    let rounds: Vec<[f64; 2]> = (0..ROUNDS).map(|round| turn(sides, round * THEIRS)).collect();
    let [once, each] = [0, 1].map(|side| median(rounds.iter().map(|round| round[side]).collect()));
    println!("ratio to printpdf with fonts cut for each letter: {each:.0} times");
    println!("ratio: {once:.0} times");
}

/// How many of our letters take as long as one of theirs: fonts cut once, fonts cut for each
/// letter.
fn turn(sides: &mut Match, skip: usize) -> [f64; 2] {
    let mut pages = sides.pages.iter().cycle().skip(skip % sides.pages.len());
    let once = timed(THEIRS, || write(pages.next().unwrap(), &sides.cuts).len());
    let each = timed(THEIRS, || anew(pages.next().unwrap()).len());
    let ours = timed(OURS, || sides.letters.issue().pdf().len());
    [once, each].map(|theirs| ratio(theirs, ours))
}

criterion_group!(against_printpdf, against);
criterion_main!(against_printpdf);
