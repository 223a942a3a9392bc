//! Which of many numbers stand out of order: the fewest without which the others ascend.

/// For each number whether it is one of the fewest.
pub(super) fn out_of_order(numbers: &[usize]) -> Vec<bool> {
    let Ascending { last, before } = ascending(numbers);
    let mut out = vec![true; numbers.len()];
    let mut next = last;
    while let Some(place) = next {
        if let Some(out) = out.get_mut(place) {
            *out = false;
        }
        next = before.get(place).copied().flatten();
    }
    out
}

/// The most numbers that ascend: the place of the last of them, and the place before each.
struct Ascending {
    last: Option<usize>,
    before: Vec<Option<usize>>,
}

fn ascending(numbers: &[usize]) -> Ascending {
    // The place of the last of the ascending numbers so far, for each of their counts: what ends
    // lowest goes on longest.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    let value = |place: &usize| numbers.get(*place);
    for (place, number) in numbers.iter().enumerate() {
        let count = ends.partition_point(|end| value(end).is_some_and(|end| end < number));
        before.push(count.checked_sub(1).and_then(|last| ends.get(last).copied()));
        match ends.get_mut(count) {
            Some(end) => *end = place,
            None => ends.push(place),
        }
    }
    Ascending { last: ends.last().copied(), before }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn named(numbers: &[usize]) -> Vec<usize> {
        let out = out_of_order(numbers);
        assert_eq!(out.len(), numbers.len());
        numbers.iter().zip(out).filter(|(_, out)| *out).map(|(number, _)| *number).collect()
    }

    #[test]
    fn one_that_was_moved_is_named_and_no_other() {
        assert_eq!(named(&[]), [0; 0]);
        assert_eq!(named(&[1, 2, 3, 5, 8]), [0; 0]);
        assert_eq!(named(&[1, 3, 4, 5, 2, 6]), [2]);
        assert_eq!(named(&[1, 5, 2, 3, 4, 6]), [5]);
        assert_eq!(named(&[1, 3, 2, 4]).len(), 1);
        assert_eq!(named(&[4, 3, 2, 1]).len(), 3);
    }

    proptest! {
        #[test]
        fn the_others_ascend_and_are_as_many_as_can(
            numbers in prop::collection::vec(0_usize..9, 0..9),
        ) {
            let out = out_of_order(&numbers);
            let others: Vec<usize> =
                numbers.iter().zip(&out).filter(|(_, out)| !**out).map(|(n, _)| *n).collect();
            prop_assert!(others.windows(2).all(|pair| pair[0] < pair[1]));
            let ascending = |chosen: usize| {
                let taken = (0..numbers.len()).filter(|at| chosen >> at & 1 == 1);
                let taken: Vec<usize> = taken.map(|at| numbers[at]).collect();
                taken.windows(2).all(|pair| pair[0] < pair[1]).then_some(taken.len())
            };
            let most = (0..1 << numbers.len()).filter_map(ascending).max();
            prop_assert_eq!(Some(others.len()), most);
        }
    }
}
