//! What the targets share: a record that is in order, and an issuer with a small grid so that it is
//! set quickly.

use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use reissue_notice::{FontChain, Issuer, Provider, ProviderName, Result};

/// A provider of this name whose number and user ID are in order.
pub fn provider(name: ProviderName) -> Provider {
    let number = "1971100456".parse().expect("a number in use");
    Provider::new(number, "KJ010199999999".parse().expect("a user ID"), name)
}

/// An issuer of eight-digit passwords in these fonts.
pub fn issuer(fonts: FontChain) -> Result<Issuer> {
    Issuer::builder()
        .federation("山梨県国民健康保険団体連合会")
        .issued_on("2026-01-06".parse()?)
        .policy("DDDDDDDD".parse()?)
        .fonts(fonts)
        .build()
}

/// The same draws for the same input, or a crash could not be replayed.
pub fn rng(input: &[u8]) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(
        input
            .iter()
            .fold(input.len() as u64, |sum, &byte| sum.wrapping_mul(31).wrapping_add(byte.into())),
    )
}
