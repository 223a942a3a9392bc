//! Many letters from one key: each a function of key and provider alone, so order, threads,
//! machines and re-runs change nothing.
//!
//! - [`key`]: the key, the passwords drawn from it, and the digests under it
//! - [`preflight`]: every refusal and warning before any secret is drawn
//! - [`shard`]: a part of the list for one of many machines
//! - [`directory`], [`spool`]: one file each, or few big files; both durable and resumable by
//!   [`run`]
//! - [`run`]: lock, journal, groups in parallel, manifest
//! - [`journal`], [`manifest`], [`durable`]: what a run keeps on disk, and how
//! - [`wiped`]: memory that letters pass through
//! - [`verify`]: folders against manifest, list and key

mod directory;
mod durable;
mod journal;
pub(crate) mod key;
mod manifest;
pub(crate) mod preflight;
pub(crate) mod report;
mod run;
pub(crate) mod shard;
pub(crate) mod spool;
pub(crate) mod verify;
mod wiped;

use crate::error::Result;
use crate::issuer::Issuer;
use crate::issuer::letter::Letter;
use crate::password::Password;
use crate::provider::Provider;
use crate::provider::number::ProviderNumber;
use key::BatchKey;

/// Issues letters whose passwords are all drawn from one key.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// use reissue_notice::{BatchKey, Issuer, Provider};
/// let issuer = Issuer::builder().federation_by_prefecture().issued_on("2026-04-01".parse()?).build()?;
/// let providers = [Provider::new("1971100456".parse()?, "KJ010199999999".parse()?, "やまなし会".parse()?)];
/// let batch = issuer.batch(BatchKey::from_bytes(&[7; 32]));
/// for letter in batch.letters(&providers) {
///     let letter = letter?;
///     assert_eq!(letter.password().expose_secret(), batch.password_of(letter.number()).expose_secret());
/// }
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Debug)]
pub struct Batch {
    issuer: Issuer,
    key: BatchKey,
}

impl Issuer {
    /// A batch whose passwords are drawn from `key`.
    pub fn batch(&self, key: BatchKey) -> Batch {
        Batch { issuer: self.clone(), key }
    }
}

impl Batch {
    /// The letters of `providers`, lazily and in their order. A record that cannot be printed gives
    /// its error and the next goes on.
    ///
    /// # Errors
    /// Each item as [`Issuer::issue`].
    pub fn letters<'b>(
        &'b self,
        providers: impl IntoIterator<Item = &'b Provider> + 'b,
    ) -> impl Iterator<Item = Result<Letter>> + 'b {
        providers.into_iter().map(|provider| self.letter(provider))
    }

    /// The letter of one provider.
    ///
    /// # Errors
    /// As [`Issuer::issue`].
    pub fn letter(&self, provider: &Provider) -> Result<Letter> {
        let draft = self.issuer.draft(provider)?;
        self.issuer.strike(draft, self.password_of(provider.number()))
    }

    /// The password of a provider, as its letter has it: for the account system.
    pub fn password_of(&self, number: ProviderNumber) -> Password {
        self.key.password(number, self.issuer.policy())
    }
}
