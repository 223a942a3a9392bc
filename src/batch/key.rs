//! The key of a batch: the passwords drawn from it, and the digests under it.
//!
//! A provider's password is drawn from ChaCha20 (20 rounds, 64-bit counter from 0) keyed by the
//! batch key, on the stream whose number is the provider number read in base 36. A fresh generator
//! serves each record.

use std::fmt;
use std::hint::black_box;

use hmac::{Hmac, KeyInit, Mac};
use rand::{SeedableRng, TryRng, rngs::SysRng};
use rand_chacha::ChaCha20Rng;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::error::{Error, ErrorKind, Field, Result};
use crate::password::Password;
use crate::password::policy::Policy;
use crate::provider::number::ProviderNumber;

/// A running digest under the batch key.
pub(crate) type KeyedDigest = Hmac<Sha256>;

/// Thirty-two secret bytes: who has them can print every password of the batch again. Wiped on
/// drop, redacted in `Debug`.
///
/// ```
/// use reissue_notice::BatchKey;
/// let key = BatchKey::from_bytes(&[7; 32]);
/// assert_eq!(format!("{key:?}"), "BatchKey(32 bytes)");
/// assert_eq!(key.expose_secret(), &[7; 32]);
/// ```
pub struct BatchKey(Box<Zeroizing<[u8; 32]>>);

impl BatchKey {
    /// A key from the system's generator.
    ///
    /// # Errors
    /// [`ErrorKind::Random`] where the system has none to give.
    pub fn generate() -> Result<Self> {
        let mut key = Self::blank();
        let filled = SysRng.try_fill_bytes(key.0.as_mut_slice());
        filled.map_err(|error| {
            Error::new(Field::Key, ErrorKind::Random { reason: error.to_string() })
        })?;
        Ok(key)
    }

    /// A key kept from before; the bytes that it came from are the caller's to wipe.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        let mut key = Self::blank();
        key.0.copy_from_slice(bytes);
        key
    }

    /// The bytes, to be kept where keys are kept.
    pub fn expose_secret(&self) -> &[u8; 32] {
        &self.0
    }

    fn blank() -> Self {
        Self(Box::new(Zeroizing::new([0; 32])))
    }

    pub(crate) fn password(&self, number: ProviderNumber, policy: &Policy) -> Password {
        let password = draw(&self.0, number, policy);
        scrub_stack();
        password
    }

    /// A digest under a key of its own, derived from this one: passwords and digests share nothing.
    pub(crate) fn digest(&self) -> KeyedDigest {
        let digest = derived_digest(&self.0);
        scrub_stack();
        digest
    }
}

impl fmt::Debug for BatchKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BatchKey(32 bytes)")
    }
}

#[inline(never)]
fn draw(key: &[u8; 32], number: ProviderNumber, policy: &Policy) -> Password {
    let mut rng = ChaCha20Rng::from_seed(*key);
    rng.set_stream(number.base36());
    policy.generate(&mut rng)
}

#[inline(never)]
fn derived_digest(key: &[u8; 32]) -> KeyedDigest {
    let derived = keyed(key).chain_update(b"reissue-notice manifest 1").finalize().into_bytes();
    keyed(&Zeroizing::new(derived.into()))
}

/// HMAC fills a key up to its block with zeros: done here, it cannot fail.
fn keyed(key: &[u8; 32]) -> KeyedDigest {
    let mut block = Zeroizing::new([0; 64]);
    block.iter_mut().zip(key).for_each(|(to, &byte)| *to = byte);
    KeyedDigest::new((&*block).into())
}

/// The generator and the digests keep their state on the stack and cannot wipe it: what is called
/// next writes over where it was.
#[inline(never)]
pub(crate) fn scrub_stack() {
    black_box(&mut [0_u8; 4096]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const KNOWN: [u8; 32] = [
        0x6C, 0xDD, 0xF7, 0x35, 0x31, 0xE1, 0x39, 0xE5, 0x49, 0x89, 0x1B, 0x16, 0x3C, 0xC3, 0xCF, 0xEF,
        0xCD, 0x68, 0x9C, 0x19, 0x2D, 0x66, 0xB3, 0xF3, 0xA6, 0xD8, 0x36, 0x62, 0xAA, 0xA1, 0x60, 0x2D,
    ];

    /// Computed by OpenSSL's ChaCha20 and a sampler in another language: see
    /// `tests/independent_chacha20.py`.
    #[test]
    fn known_answers_freeze_the_passwords_of_a_key() {
        let password = |seed: u8, number: &str| {
            let key = BatchKey::from_bytes(&[seed; 32]);
            key.password(number.parse().unwrap(), &Policy::default()).expose_secret().to_owned()
        };
        assert_eq!(password(0, "1971100456"), "E8WvXF9M64289976");
        assert_eq!(password(1, "13B1900027"), "D9GfBD6F26773362");
        assert_eq!(password(7, "01A0000002"), "N1KqUD9M69141333");
    }

    /// Computed by another implementation: HMAC-SHA-256 twice, the second under the digest of the
    /// first.
    #[test]
    fn known_answers_freeze_the_digests_of_a_key() {
        let digest =
            BatchKey::from_bytes(&[7; 32]).digest().chain_update(b"letter").finalize().into_bytes();
        assert_eq!(digest.as_slice(), KNOWN);
    }

    #[test]
    fn a_generated_key_is_never_the_same() {
        let (a, b) = (BatchKey::generate().unwrap(), BatchKey::generate().unwrap());
        assert_ne!(a.expose_secret(), b.expose_secret());
    }
}
