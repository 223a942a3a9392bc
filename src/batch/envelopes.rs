//! Which letters share an envelope (名寄せ), and which volume each envelope is in.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::ops::Range;

use crate::provider::Provider;
use crate::provider::addressee::Addressee;

/// Letters that come one after another, by the first of each.
#[derive(Debug, Default)]
pub(super) struct Envelopes {
    /// The place of the first letter of each, in ascending order; none where each letter has an
    /// envelope of its own, so that nothing is kept of a nation's letters.
    firsts: Option<Vec<usize>>,
    letters: usize,
}

/// The envelope of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Envelope {
    /// Counted from 1.
    pub(super) number: usize,
    /// Those in it, counted from 0.
    pub(super) letters: Range<usize>,
}

impl Envelopes {
    /// One letter each.
    pub(super) fn single(letters: usize) -> Self {
        Self { firsts: None, letters }
    }

    /// Brings the letters of each addressee together, where the first of them stands, and divides
    /// them where more than `most` would be in one envelope.
    pub(super) fn gather(letters: &mut Vec<&Provider>, most: NonZeroUsize) -> Self {
        let mut ranked = rank(letters);
        // Stable, so that those of one addressee keep their order.
        ranked.sort_by_key(|letter| letter.rank);
        letters.clear();
        letters.extend(ranked.iter().map(|letter| letter.provider));
        Self { firsts: Some(firsts(&ranked, most)), letters: letters.len() }
    }

    /// The number of a letter's envelope, counted from 1; letters are counted from 0.
    pub(super) fn number(&self, letter: usize) -> usize {
        match &self.firsts {
            None => letter + 1,
            Some(firsts) => firsts.partition_point(|&first| first <= letter),
        }
    }

    /// The envelope of a letter.
    pub(super) fn of(&self, letter: usize) -> Envelope {
        let number = self.number(letter);
        Envelope { number, letters: self.first(number.saturating_sub(1))..self.first(number) }
    }

    /// The first letter of an envelope, counted from 0; after the last one, the end.
    fn first(&self, envelope: usize) -> usize {
        match &self.firsts {
            None => envelope.min(self.letters),
            Some(firsts) => firsts.get(envelope).copied().unwrap_or(self.letters),
        }
    }

    /// The letters of each.
    fn each(&self) -> impl Iterator<Item = Range<usize>> {
        let count = self.firsts.as_ref().map_or(self.letters, Vec::len);
        (0..count).map(|envelope| self.first(envelope)..self.first(envelope + 1))
    }

    /// How many letters the fullest has.
    pub(super) fn fullest(&self) -> usize {
        self.each().map(|letters| letters.len()).max().unwrap_or_default()
    }

    /// The first letter of each volume that has room for so many. No envelope is divided between
    /// two volumes.
    pub(super) fn volumes(&self, room: NonZeroUsize) -> Vec<usize> {
        let mut volumes = Vec::new();
        for Range { start, end } in self.each() {
            if volumes.last().is_none_or(|first| end - first > room.get()) {
                volumes.push(start);
            }
        }
        volumes
    }
}

/// A letter, and the place of the first to its addressee.
struct Ranked<'a> {
    rank: usize,
    provider: &'a Provider,
}

fn rank<'a>(letters: &[&'a Provider]) -> Vec<Ranked<'a>> {
    let mut firsts: HashMap<Addressee, usize> = HashMap::new();
    let mut ranked = Vec::with_capacity(letters.len());
    for (place, &provider) in letters.iter().enumerate() {
        let addressee = Addressee::of(provider);
        let rank = addressee.map_or(place, |addressee| *firsts.entry(addressee).or_insert(place));
        ranked.push(Ranked { rank, provider });
    }
    ranked
}

/// The first letter of each envelope, with no more than `most` in one.
fn firsts(ranked: &[Ranked<'_>], most: NonZeroUsize) -> Vec<usize> {
    let (mut firsts, mut place) = (Vec::new(), 0);
    for alike in ranked.chunk_by(|a, b| a.rank == b.rank) {
        firsts.extend((place..place + alike.len()).step_by(most.get()));
        place += alike.len();
    }
    firsts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provider(serial: usize, address: Option<&str>) -> Provider {
        let provider = Provider::new(
            format!("197{serial:07}").parse().unwrap(),
            format!("KJ{serial:012}").parse().unwrap(),
            "やまなし会".parse().unwrap(),
        );
        match address {
            Some(address) => provider.with_address(address.parse().unwrap()),
            None => provider,
        }
    }

    fn serials(letters: &[&Provider]) -> Vec<usize> {
        letters.iter().map(|letter| letter.number().as_str()[3..].parse().unwrap()).collect()
    }

    fn room(letters: usize) -> NonZeroUsize {
        NonZeroUsize::new(letters).unwrap()
    }

    #[test]
    fn letters_to_one_addressee_stand_where_the_first_stood() {
        let at = [Some("甲"), Some("乙"), None, Some("甲"), None, Some("乙"), Some("甲")];
        let list: Vec<Provider> = (0..).zip(at).map(|(serial, at)| provider(serial, at)).collect();
        let mut letters: Vec<&Provider> = list.iter().collect();
        let envelopes = Envelopes::gather(&mut letters, room(2));
        assert_eq!(serials(&letters), [0, 3, 6, 1, 5, 2, 4]);
        let numbers: Vec<usize> = (0..7).map(|letter| envelopes.number(letter)).collect();
        assert_eq!(numbers, [1, 1, 2, 3, 3, 4, 5]);
        assert_eq!(envelopes.of(1), Envelope { number: 1, letters: 0..2 });
        assert_eq!(envelopes.of(6), Envelope { number: 5, letters: 6..7 });
        assert_eq!(Envelopes::single(7).of(6), Envelope { number: 7, letters: 6..7 });
        assert_eq!((envelopes.fullest(), Envelopes::single(7).fullest()), (2, 1));
    }

    #[test]
    fn no_envelope_is_divided_between_volumes() {
        let envelopes = Envelopes { firsts: Some(vec![0, 2, 3, 5, 6]), letters: 7 };
        assert_eq!(envelopes.volumes(room(3)), [0, 3, 6]);
        assert_eq!(envelopes.volumes(room(4)), [0, 3]);
        assert_eq!(envelopes.volumes(room(7)), [0]);
        assert_eq!(Envelopes::single(7).volumes(room(3)), [0, 3, 6]);
        assert_eq!(Envelopes::single(0).volumes(room(3)), [0; 0]);
    }
}
