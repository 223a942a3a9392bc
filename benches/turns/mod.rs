//! Sides that take turns in one process: what else the machine does then slows all of them.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// The time that one of so many letters takes.
pub(crate) fn timed<T>(letters: usize, mut letter: impl FnMut() -> T) -> Duration {
    let start = Instant::now();
    for _ in 0..letters {
        black_box(letter());
    }
    start.elapsed() / u32::try_from(letters).unwrap()
}

/// How many times as long the first took as the second.
pub(crate) fn ratio(first: Duration, second: Duration) -> f64 {
    first.as_secs_f64() / second.as_secs_f64()
}

pub(crate) fn median(mut ratios: Vec<f64>) -> f64 {
    ratios.sort_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}
