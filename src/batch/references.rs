//! Reference numbers for letters whose records have none.
//!
//! Each is the first eight bytes, read from the most significant on, of an HMAC-SHA-256 of
//! `number,round`, modulo 10^15; its key is the HMAC-SHA-256, under the batch key, of
//! `reissue-notice 2 reference` and a line end. So it tells nothing of what it is derived from, and
//! passwords and seals share nothing with it.
//!
//! Two letters of a run may have the same one. Among 300,000 that is to be expected once in more
//! than twenty thousand runs, and each has its provider number beside it.

use std::fmt;

use hmac::Mac;

use super::hexadecimal::leading_number;
use super::key::{BatchKey, Seal, keyed, scrub_stack};
use super::round::Round;
use crate::provider::number::ProviderNumber;
use crate::provider::reference::ReferenceNumber;

/// The reference numbers that come from a key.
pub(super) struct References(Seal);

impl References {
    pub(super) fn of(key: &BatchKey) -> Self {
        let references = Self(keyed(key.derived("reference", "").bytes()));
        scrub_stack();
        references
    }

    /// That of a provider's letter in a round.
    pub(super) fn to(&self, number: ProviderNumber, round: Round) -> ReferenceNumber {
        let digest = self.0.clone().chain_update(format!("{number},{round}")).finalize();
        ReferenceNumber::of_digits(leading_number(digest.as_bytes()))
    }
}

impl fmt::Debug for References {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("References")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(seed: u8, number: &str, round: u16) -> String {
        let references = References::of(&BatchKey::from_bytes(&[seed; 32]).unwrap());
        let round = Round::new(round).unwrap();
        references.to(number.parse().unwrap(), round).to_string()
    }

    /// Computed by Python's HMAC.
    #[test]
    fn known_answers_freeze_the_references_of_a_key() {
        assert_eq!(of(7, "1971100456", 1), "09962-04952-60060");
        assert_eq!(of(7, "1971100456", 2), "35004-67297-13475");
        assert_eq!(of(1, "13B1900027", 999), "03845-01779-70463");
    }
}
