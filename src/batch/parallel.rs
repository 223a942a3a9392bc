//! Work over many threads whose results come back in order.

use std::iter;
use std::panic::resume_unwind;
use std::thread;

/// How far work goes before its results are asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ahead {
    pub(super) threads: usize,
    /// So many items at a time for each thread.
    pub(super) items: usize,
}

/// What `work` makes of each item, in their order. So many are taken at a time and shared out among
/// the threads: memory does not grow with what there is to do.
pub(super) fn in_order<I: Send, T: Send>(
    items: impl Iterator<Item = I>,
    ahead: Ahead,
    work: impl Fn(I) -> T + Sync,
) -> impl Iterator<Item = T> {
    let mut items = items.fuse();
    let mut made = Vec::new().into_iter();
    iter::from_fn(move || {
        if made.len() == 0 {
            let taken = items.by_ref().take(ahead.threads * ahead.items).collect();
            made = shared(taken, ahead.threads, &work).into_iter();
        }
        made.next()
    })
}

/// Each thread has a stretch of the items.
fn shared<I: Send, T: Send>(
    items: Vec<I>,
    threads: usize,
    work: &(impl Fn(I) -> T + Sync),
) -> Vec<T> {
    if threads < 2 || items.len() < 2 {
        return items.into_iter().map(work).collect();
    }
    let mut results = Vec::with_capacity(items.len());
    thread::scope(|scope| {
        let mut workers = Vec::with_capacity(threads);
        for stretch in stretches(items, threads) {
            workers.push(scope.spawn(|| stretch.into_iter().map(work).collect::<Vec<T>>()));
        }
        for worker in workers {
            results.extend(worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
    });
    results
}

/// One for each thread, in order.
fn stretches<I>(items: Vec<I>, threads: usize) -> impl Iterator<Item = Vec<I>> {
    let (share, mut items) = (items.len().div_ceil(threads), items.into_iter());
    iter::from_fn(move || {
        let stretch: Vec<I> = items.by_ref().take(share).collect();
        (!stretch.is_empty()).then_some(stretch)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_order_whatever_the_threads() {
        let expected: Vec<usize> = (3..40).map(|index| index * index).collect();
        for threads in [1, 2, 7, 100] {
            for items in [1, 2, 5, 64] {
                let ahead = Ahead { threads, items };
                let found: Vec<usize> = in_order(3..40, ahead, |index| index * index).collect();
                assert_eq!(found, expected, "{ahead:?}");
                assert_eq!(in_order(5..5, ahead, |index| index).count(), 0);
            }
        }
    }

    #[test]
    fn no_more_is_taken_than_is_asked_for_ahead() {
        let taken = std::cell::Cell::new(0);
        let items = (0..100).inspect(|_| taken.set(taken.get() + 1));
        let mut results = in_order(items, Ahead { threads: 2, items: 3 }, |index| index);
        assert_eq!(taken.get(), 0);
        assert_eq!((results.next(), taken.get()), (Some(0), 6));
        assert_eq!((results.nth(5), taken.get()), (Some(6), 12));
    }
}
