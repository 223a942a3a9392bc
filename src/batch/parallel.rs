//! Work over many threads whose results come back in order.

use std::ops::Range;
use std::panic::resume_unwind;
use std::thread;

/// What `work` makes of each index, in their order; each thread has a stretch of them.
pub(super) fn in_order<T: Send>(
    indices: Range<usize>,
    threads: usize,
    work: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    let share = indices.len().div_ceil(threads.max(1)).max(1);
    let work = &work;
    thread::scope(|scope| {
        let mut workers = Vec::new();
        for first in indices.clone().step_by(share) {
            let stretch = first..indices.end.min(first + share);
            workers.push(scope.spawn(move || stretch.map(work).collect::<Vec<T>>()));
        }
        let mut results = Vec::with_capacity(indices.len());
        for worker in workers {
            results.extend(worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        results
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_order_whatever_the_threads() {
        for threads in [0, 1, 2, 7, 100] {
            let expected: Vec<usize> = (3..40).map(|index| index * index).collect();
            assert_eq!(in_order(3..40, threads, |index| index * index), expected);
            assert!(in_order(5..5, threads, |index| index).is_empty());
        }
    }
}
