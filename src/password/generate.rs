//! A uniform draw per place from a cryptographic generator, and nothing else.
//!
//! The sampler is our own and frozen by known answers: what a seed gives may never change with a
//! dependency. Each place takes 32-bit words from the generator until one lies below the largest
//! multiple of the alphabet's size, and uses that word modulo the size. So every character has
//! exactly the same chance, and places are independent.

use rand::CryptoRng;

use super::Password;
use super::policy::Policy;

impl Policy {
    /// Draws a password.
    ///
    /// ```
    /// use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
    /// use reissue_notice::Policy;
    /// let policy = Policy::default();
    /// let password = policy.generate(&mut ChaCha20Rng::from_seed([7; 32]));
    /// assert!(policy.check(&password).is_ok());
    /// ```
    pub fn generate<R: CryptoRng + ?Sized>(&self, rng: &mut R) -> Password {
        let mut password = Password::blank(self.places().len());
        for (place, class) in password.places_mut().iter_mut().zip(self.places()) {
            *place = draw(self.alphabet(class), rng);
        }
        password
    }
}

fn draw<R: CryptoRng + ?Sized>(alphabet: &[u8], rng: &mut R) -> u8 {
    let size = u32::try_from(alphabet.len()).unwrap_or(u32::MAX);
    let uneven = u32::MAX.checked_rem(size).map_or(0, |rest| (rest + 1) % size);
    loop {
        let word = rng.next_u32();
        let even = word <= u32::MAX - uneven;
        if let (true, Some(&c)) = (even, alphabet.get((word % size.max(1)) as usize)) {
            return c;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use rand::{SeedableRng, TryCryptoRng, TryRng};
    use rand_chacha::ChaCha20Rng;

    use super::*;

    /// Gives the words it was told to give.
    struct Script(std::vec::IntoIter<u32>);

    impl TryRng for Script {
        type Error = Infallible;
        fn try_next_u32(&mut self) -> Result<u32, Infallible> {
            Ok(self.0.next().unwrap())
        }
        fn try_next_u64(&mut self) -> Result<u64, Infallible> {
            unreachable!("the sampler takes words")
        }
        fn try_fill_bytes(&mut self, _: &mut [u8]) -> Result<(), Infallible> {
            unreachable!("the sampler takes words")
        }
    }
    impl TryCryptoRng for Script {}

    #[test]
    fn known_answers_freeze_the_sampler() {
        let draw = |seed, pattern: &str| {
            let policy: Policy = pattern.parse().unwrap();
            policy.generate(&mut ChaCha20Rng::from_seed([seed; 32])).expose_secret().to_owned()
        };
        assert_eq!(draw(0, "UDULUUDUDDDDDDDD"), "G6SlLI0F61746976");
        assert_eq!(draw(1, "UDULUUDUDDDDDDDD"), "M8ZvLD7Y22318676");
        assert_eq!(draw(7, "SSSSLLLLUUUUDDDDSSSS"), "$#+&isonDRBM9624!$??");
    }

    #[test]
    fn words_in_the_uneven_tail_are_rejected() {
        // 2^32 = 26 * 165191049 + 22: the last 22 words would favour A to V.
        let words = vec![u32::MAX, u32::MAX - 21, u32::MAX - 22];
        assert_eq!(draw(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", &mut Script(words.into_iter())), b'Z');
        // 2^32 is even in 2, 4 and 16: nothing is thrown away.
        assert_eq!(draw(b"ab", &mut Script(vec![u32::MAX].into_iter())), b'b');
    }

    fn count_of(characters: usize) -> f64 {
        f64::from(u32::try_from(characters).unwrap())
    }

    const DRAWS: u32 = 3_000_000;

    #[test]
    fn each_character_of_each_place_is_as_likely() {
        let policy: Policy = "ULDSULDS".parse().unwrap();
        let mut rng = ChaCha20Rng::from_seed([3; 32]);
        let mut counts = vec![[0_u32; 128]; 8];
        for _ in 0..DRAWS {
            let password = policy.generate(&mut rng);
            for (count, c) in counts.iter_mut().zip(password.bytes()) {
                count[usize::from(*c)] += 1;
            }
        }
        for (count, class) in counts.iter().zip(policy.places()) {
            let alphabet = policy.alphabet(class);
            let expected = f64::from(DRAWS) / count_of(alphabet.len());
            let chi2: f64 = alphabet
                .iter()
                .map(|&c| (f64::from(count[usize::from(c)]) - expected).powi(2) / expected)
                .sum();
            // Mean n-1, deviation sqrt(2(n-1)): six deviations is one false alarm in 10^7 or so,
            // and the seed is fixed.
            let freedom = count_of(alphabet.len() - 1);
            assert!(chi2 < freedom + 6.0 * (2.0 * freedom).sqrt(), "{class:?}: {chi2}");
        }
    }
}
