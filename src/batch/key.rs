//! The key of a batch, and what is drawn and sealed under keys that are derived from it.
//!
//! Scheme 2, which journal and manifest name:
//!
//! - A **password** is drawn from ChaCha20 (20 rounds, 64-bit counter from 0). Its key is the
//!   HMAC-SHA-256, under the batch key, of `reissue-notice 2 password`, the purpose's word and the
//!   whole policy, each on lines of their own: the pattern, then the characters of 大文字, 小文字,
//!   数字 and 記号 in ASCII order. Its stream is the provider number read in base 36, plus the round
//!   times 2^52. So no two passwords that differ in purpose, policy, provider or round tell
//!   anything of each other.
//! - A **seal** is an HMAC-SHA-256 under the HMAC, under the batch key, of `reissue-notice 2 seal`.

use std::fmt;
use std::hint::black_box;

use hmac::{Hmac, KeyInit, Mac};
use rand::{SeedableRng, TryRng, rngs::SysRng};
use rand_chacha::ChaCha20Rng;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::hexadecimal::{fill_from_hex, hex};
use super::round::Round;
use super::secret_memory::SecretBytes;
use crate::error::{Error, ErrorKind, Field, Result};
use crate::password::Password;
use crate::password::policy::Policy;
use crate::password::purpose::Purpose;
use crate::provider::number::ProviderNumber;

/// How passwords are drawn and files sealed: another scheme gives other passwords.
pub(super) const SCHEME: &str = "2";

/// A running digest under the batch key.
pub(super) type Seal = Hmac<Sha256>;

/// A seal as it is written down.
pub(super) fn digits_of(seal: Seal) -> String {
    hex(&seal.finalize().into_bytes())
}

/// Whether a seal is written down so; in constant time.
pub(super) fn has_digits(seal: Seal, digits: &str) -> bool {
    let mut written = [0; 32];
    let read = fill_from_hex(&mut written, digits.as_bytes());
    read.is_some() && seal.verify_slice(&written).is_ok()
}

/// Thirty-two secret bytes: who has them can print every password of the batch again.
///
/// Wiped on drop, redacted in `Debug`; where the system allows, never swapped out and left out of
/// core dumps. [`BatchKey::create_file`] keeps one from run to run.
///
/// ```
/// use reissue_notice::BatchKey;
/// let key = BatchKey::from_bytes(&[7; 32])?;
/// assert_eq!(format!("{key:?}"), "BatchKey(32 bytes)");
/// assert_eq!(key.expose_secret(), &[7; 32]);
/// # Ok::<(), reissue_notice::Error>(())
/// ```
pub struct BatchKey(SecretBytes);

impl BatchKey {
    /// A key from the system's generator, which is gone with the run unless it is kept.
    ///
    /// ```
    /// use reissue_notice::BatchKey;
    /// let (key, other) = (BatchKey::generate()?, BatchKey::generate()?);
    /// assert_ne!(key.expose_secret(), other.expose_secret());
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Random`] where the system has none to give.
    pub fn generate() -> Result<Self> {
        let filled = SecretBytes::filled(|bytes| SysRng.try_fill_bytes(bytes));
        let fail = |reason| Error::new(Field::Key, ErrorKind::Random { reason });
        filled.map(Self).map_err(|error| fail(error.to_string()))
    }

    /// A key kept from before; the bytes that it came from are the caller's to wipe.
    ///
    /// ```
    /// use reissue_notice::BatchKey;
    /// let kept = *BatchKey::generate()?.expose_secret();
    /// assert_eq!(BatchKey::from_bytes(&kept)?.expose_secret(), &kept);
    /// assert_eq!(
    ///     BatchKey::from_bytes(&[0; 32]).unwrap_err().to_string(),
    ///     "batch key: found nothing but zeros, expected 32 bytes of chance"
    /// );
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::BlankKey`] for nothing but zeros: a buffer that nobody filled.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self> {
        if bytes.iter().all(|&byte| byte == 0) {
            return Err(Error::new(Field::Key, ErrorKind::BlankKey));
        }
        Ok(Self(SecretBytes::copied(bytes)))
    }

    /// The bytes, to be kept where keys are kept.
    ///
    /// ```
    /// # use reissue_notice::BatchKey;
    /// let key = BatchKey::from_bytes(&[7; 32])?;
    /// assert_eq!(key.expose_secret(), &[7; 32]);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn expose_secret(&self) -> &[u8; 32] {
        self.0.bytes()
    }

    /// The passwords for one purpose under one policy.
    ///
    /// ```
    /// use reissue_notice::{BatchKey, Policy, Purpose, Round};
    /// let key = BatchKey::from_bytes(&[1; 32])?;
    /// let passwords = key.passwords(Purpose::Login, &Policy::default());
    /// let password = passwords.of("1971100456".parse()?, Round::FIRST);
    /// assert_eq!(password.expose_secret(), "H3PtGO9H04007173");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn passwords(&self, purpose: Purpose, policy: &Policy) -> Passwords {
        let message = format!("{purpose}\n{}", policy.canonical());
        Passwords { key: self.derived("password", &message), policy: policy.clone() }
    }

    /// A digest under a key of its own: passwords and seals share nothing.
    pub(super) fn seal(&self) -> Seal {
        let seal = keyed(self.derived("seal", "").bytes());
        scrub_stack();
        seal
    }

    pub(super) fn derived(&self, use_: &str, message: &str) -> SecretBytes {
        let derived = derive(self.0.bytes(), &format!("reissue-notice {SCHEME} {use_}\n{message}"));
        scrub_stack();
        derived
    }
}

impl fmt::Debug for BatchKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BatchKey(32 bytes)")
    }
}

/// The passwords of all providers for one [`Purpose`] under one [`Policy`]: each a function of the
/// provider number and the [`Round`].
///
/// Its own key is wiped on drop and redacted in `Debug`.
///
/// ```
/// use reissue_notice::{BatchKey, Passwords, Policy, Purpose};
/// let key = BatchKey::generate()?;
/// let passwords: Passwords = key.passwords(Purpose::Login, &Policy::default());
/// assert_eq!(format!("{passwords:?}"), "Passwords(UDULUUDUDDDDDDDD)");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
pub struct Passwords {
    key: SecretBytes,
    policy: Policy,
}

impl Passwords {
    /// The password of a provider in a round.
    ///
    /// ```
    /// use reissue_notice::{BatchKey, Policy, Purpose, Round};
    /// let key = BatchKey::from_bytes(&[1; 32])?;
    /// let passwords = key.passwords(Purpose::Login, &Policy::default());
    /// let number = "13B1900027".parse()?;
    /// assert_eq!(passwords.of(number, Round::new(2)?).expose_secret(), "I9BbCH3M62215878");
    /// assert_ne!(passwords.of(number, Round::FIRST).expose_secret(), "I9BbCH3M62215878");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn of(&self, number: ProviderNumber, round: Round) -> Password {
        let stream = number.base36() + (u64::from(round.number()) << ROUND_SHIFT);
        let password = draw(self.key.bytes(), stream, &self.policy);
        scrub_stack();
        password
    }
}

impl fmt::Debug for Passwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Passwords({})", self.policy)
    }
}

/// Provider numbers are below 36^10, and that is below 2^52.
const ROUND_SHIFT: u32 = 52;

#[inline(never)]
fn draw(key: &[u8; 32], stream: u64, policy: &Policy) -> Password {
    let mut rng = ChaCha20Rng::from_seed(*key);
    rng.set_stream(stream);
    policy.generate(&mut rng)
}

#[inline(never)]
fn derive(key: &[u8; 32], message: &str) -> SecretBytes {
    let digest = keyed(key).chain_update(message).finalize().into_bytes();
    SecretBytes::copied(&Zeroizing::new(digest.into()))
}

/// HMAC fills a key up to its block with zeros: done here, it cannot fail.
pub(super) fn keyed(key: &[u8; 32]) -> Seal {
    let mut block = Zeroizing::new([0; 64]);
    block.iter_mut().zip(key).for_each(|(to, &byte)| *to = byte);
    Seal::new((&*block).into())
}

/// The generator and the digests keep their state on the stack and cannot wipe it: what is called
/// next writes over where it was.
#[inline(never)]
pub(super) fn scrub_stack() {
    black_box(&mut [0_u8; 4096]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const KNOWN: [u8; 32] = [
        0xA8, 0x9E, 0x54, 0xF6, 0x8F, 0x5D, 0x76, 0xDB,
        0x2F, 0x77, 0xA0, 0x0D, 0x3D, 0xAC, 0xC0, 0x47,
        0xF4, 0x88, 0x3E, 0x9B, 0xC1, 0x4A, 0xD3, 0x71,
        0xC8, 0xF4, 0x0A, 0x5E, 0x04, 0xD7, 0x86, 0x26,
    ];

    fn key(seed: u8) -> BatchKey {
        BatchKey::from_bytes(&[seed; 32]).unwrap()
    }

    /// Computed by Python's HMAC, OpenSSL's ChaCha20 and a sampler in another language: see
    /// `tests/independent_chacha20.py`.
    #[test]
    fn known_answers_freeze_the_passwords_of_a_key() {
        let password = |seed, purpose, round, number: &str| {
            let passwords = key(seed).passwords(purpose, &Policy::default());
            let password = passwords.of(number.parse().unwrap(), Round::new(round).unwrap());
            password.expose_secret().to_owned()
        };
        assert_eq!(password(1, Purpose::Login, 1, "1971100456"), "H3PtGO9H04007173");
        assert_eq!(password(1, Purpose::Login, 2, "13B1900027"), "I9BbCH3M62215878");
        assert_eq!(password(7, Purpose::Certificate, 1, "01A0000002"), "K9MpWE8Q29358427");
        assert_eq!(password(7, Purpose::Login, 999, "47Z9999999"), "I8BvKD0Y70336578");
    }

    /// Computed by another implementation: HMAC-SHA-256 twice, the second under the digest of the
    /// first.
    #[test]
    fn known_answers_freeze_the_seals_of_a_key() {
        let digest = key(7).seal().chain_update(b"letter").finalize().into_bytes();
        assert_eq!(digest.as_slice(), KNOWN);
    }

    #[test]
    fn a_generated_key_is_never_the_same() {
        let (a, b) = (BatchKey::generate().unwrap(), BatchKey::generate().unwrap());
        assert_ne!(a.expose_secret(), b.expose_secret());
    }

    #[test]
    fn a_buffer_that_nobody_filled_is_no_key() {
        let error = BatchKey::from_bytes(&[0; 32]).unwrap_err();
        let sentence = "batch key: found nothing but zeros, expected 32 bytes of chance";
        assert_eq!(error.to_string(), sentence);
    }
}
