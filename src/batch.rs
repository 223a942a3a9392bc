//! Many letters from one key: each a function of key, provider and round alone, so order, threads,
//! machines and re-runs change nothing.
//!
//! - [`secret_memory`], [`round`], [`key`]: the key, and what is drawn and sealed under it;
//!   [`hexadecimal`]: how both are written down
//! - [`references`]: what each letter is called by, derived under the key too
//! - [`shard`]: a part of the list for one of many machines
//! - [`parallel`]: work over many threads
//! - [`place`]: which file a letter stands in
//! - [`durable`], [`wiped`], [`sealing`], [`group`]: files and memory that letters pass through
//! - [`manner`]: threads and safeguards of a run
//! - [`manifest`]: which letter stands where; [`rounds`]: which is void by a later one;
//!   [`void_list`]: which was pulled; [`key_file`]: where a key is kept
//! - [`concern`], [`report`], [`issued`], [`selection`]: which records are issued, and why others
//!   are not
//! - [`summary`], [`preflight`]: every refusal and warning before any secret is drawn
//! - [`identity`], [`journal`], [`earlier`]: what else a run keeps on disk
//! - [`run`]: lock, journal, groups in parallel, manifest
//! - [`letters`], [`directory`], [`spool`], [`volumes`]: in memory, one file each, or few big
//!   files; `guide`: how often these have the guide
//! - [`envelopes`]: which letters of a volume share an envelope; `marks`: what the marks of their
//!   sheets say
//! - [`accounts`]: the log-ins for the account system
//! - [`verify`]: folders against list, issuer and key
//! - `shop`: what a print shop is told, and what its inserter tells

mod hexadecimal;
mod secret_memory;
pub(crate) mod round;
pub(crate) mod key;
mod references;
pub(crate) mod shard;
mod place;
mod parallel;
mod durable;
mod manner;
mod wiped;
mod sealing;
mod manifest;
mod rounds;
pub(crate) mod void_list;
mod group;
mod key_file;
pub(crate) mod concern;
pub(crate) mod report;
pub(crate) mod issued;
mod selection;
pub(crate) mod summary;
pub(crate) mod preflight;
mod identity;
mod journal;
mod earlier;
mod run;
mod letters;
mod directory;
pub(crate) mod spool;
#[cfg(feature = "guide")]
mod guide;
mod envelopes;
#[cfg(feature = "print-shop")]
mod marks;
#[cfg(not(feature = "print-shop"))]
mod no_marks;
mod volumes;
pub(crate) mod accounts;
pub(crate) mod verify;
#[cfg(feature = "print-shop")]
pub(crate) mod shop;

use std::fmt;
use std::num::NonZeroUsize;
use std::sync::Arc;

use crate::error::Result;
use crate::issuer::Issuer;
use crate::issuer::draft::Draft;
use crate::issuer::handover::{Credential, Handover};
use crate::issuer::letter::Letter;
use crate::password::Password;
use crate::password::one_or_more::OneOrMore;
use crate::provider::Provider;
use crate::provider::number::ProviderNumber;
use crate::provider::reference::ReferenceNumber;
use key::{BatchKey, Passwords};
use manner::Manner;
#[cfg(not(feature = "print-shop"))]
use no_marks as marks;
use references::References;
use round::Round;
use shard::Shard;
use void_list::VoidList;

/// Issues letters whose passwords are all drawn from one key. Cheap to clone: what was set once is
/// shared.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// use reissue_notice::{BatchKey, Issuer, Provider};
/// let issued_on = "2026-04-01".parse()?;
/// let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
/// let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
/// let batch = issuer.batch(BatchKey::from_bytes(&[7; 32])?);
/// for letter in batch.letters(&providers) {
///     let letter = letter?;
///     let password = batch.password_of(letter.number());
///     assert_eq!(letter.password().expose_secret(), password.expose_secret());
/// }
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone)]
pub struct Batch {
    issuer: Issuer,
    keys: Arc<Keys>,
    round: Round,
    shard: Option<Shard>,
    manner: Manner,
    /// Letters that were pulled.
    void: Arc<VoidList>,
}

/// The key, and what is derived from it for this issuer.
struct Keys {
    key: BatchKey,
    /// Of each credential.
    passwords: OneOrMore<Passwords>,
    /// Nothing where letters bear none.
    references: Option<References>,
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { issuer, keys, round, shard, manner, void } = self;
        f.debug_struct("Batch")
            .field("issuer", issuer)
            .field("key", &keys.key)
            .field("round", round)
            .field("shard", shard)
            .field("manner", manner)
            .field("void", &void.len())
            .finish()
    }
}

impl Issuer {
    /// A batch whose passwords are drawn from `key`.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// let batch = issuer.batch(BatchKey::from_bytes(&[7; 32])?);
    /// let again = issuer.batch(BatchKey::from_bytes(&[7; 32])?);
    /// assert_eq!(batch.letter(&provider)?.pdf(), again.letter(&provider)?.pdf());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn batch(&self, key: BatchKey) -> Batch {
        let drawn_for =
            |credential: &Credential| key.passwords(credential.purpose(), credential.policy());
        let passwords = self.credentials().map(drawn_for);
        let references = self.prints_reference().then(|| References::of(&key));
        let keys = Arc::new(Keys { key, passwords, references });
        Batch {
            issuer: self.clone(),
            keys,
            round: Round::FIRST,
            shard: None,
            manner: Manner::default(),
            void: Arc::default(),
        }
    }
}

/// What a batch issues, and how.
impl Batch {
    /// The same batch for another round: a new password for those whose letter was lost, or seen by
    /// others. Default: the first.
    ///
    /// Issued into the folder of the first round, its files stand beside those, and the manifests
    /// of earlier rounds say which letters are void.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider, Round};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// let again = batch.round(Round::new(2)?);
    /// again.write_directory(&providers[..1], &folder, |_| ControlFlow::Continue(()))?;
    /// assert!(folder.join("19/1971100456-2.pdf").exists());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn round(&self, round: Round) -> Self {
        Self { round, ..self.clone() }
    }

    /// The same batch for one part of the list, for one of many machines. Each is given the whole
    /// list: so duplicates are found wherever they stand, and rows keep their numbers. Each part is
    /// written into a folder of its own, of any name, and [`Batch::verify`] takes all of them.
    /// Default: all of it.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// let mut providers = Vec::new();
    /// for (number, id) in [("1971100456", "KJ000000000001"), ("1310630046", "KJ000000000002")] {
    ///     providers.push(Provider::new(number.parse()?, id.parse()?, "やまなし会".parse()?));
    /// }
    /// let batch = issuer.batch(BatchKey::generate()?).shard("2/8".parse()?);
    /// let ours = batch.accounts(&providers).map(|account| account.number());
    /// assert_eq!(ours.collect::<Vec<_>>(), [providers[1].number()]);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn shard(&self, shard: Shard) -> Self {
        Self { shard: Some(shard), ..self.clone() }
    }

    /// The same batch where these letters were pulled after they were printed: their log-ins are no
    /// [accounts](Batch::accounts), and they are not posted. What is struck stays as it is.
    /// Default: none were.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// let posted = batch.voiding(batch.void_list(&folder)?);
    /// assert_eq!(posted.accounts(&providers).count(), 1);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn voiding(&self, list: VoidList) -> Self {
        Self { void: Arc::new(list), ..self.clone() }
    }

    /// How many threads a run has, 16 at most. Default: as many as there are processors.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::num::NonZeroUsize;
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// let batch = issuer.batch(BatchKey::generate()?).threads(NonZeroUsize::MIN);
    /// batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// // With as many threads as you like, the bytes are the same.
    /// let written = std::fs::read(folder.join("19/1971100456.pdf")).unwrap();
    /// assert_eq!(written, batch.letter(&providers[0])?.pdf());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn threads(&self, threads: NonZeroUsize) -> Self {
        Self { manner: self.manner.with_threads(threads), ..self.clone() }
    }

    /// Lets [`Batch::letters`] strike so many letters before they are asked for, on the threads of
    /// this batch. Default: each is struck when it is asked for.
    ///
    /// Letters and their order stay the same; so many are in memory together, and few serve best: a
    /// letter is quicker struck than written to memory that nothing has used before.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::num::NonZeroUsize;
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// let ahead = batch.letters_ahead(NonZeroUsize::new(16).unwrap());
    /// for letter in ahead.letters(&providers) {
    ///     assert_eq!(letter?.pdf(), batch.letter(&providers[0])?.pdf());
    /// }
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn letters_ahead(&self, letters: NonZeroUsize) -> Self {
        Self { manner: self.manner.with_letters_ahead(letters), ..self.clone() }
    }

    /// Lets [`Batch::write_directory`] go on in a folder whose list has changed since: give it the
    /// whole new list. What stood stays byte for byte, what is new is made, and what was corrected
    /// (the same number with another user ID, name or address) is struck again with the same
    /// password and told of ([`Report::corrected`](crate::Report::corrected)). The folder comes to
    /// the same bytes as if it had been issued from the new list. Of a first run that had not
    /// ended, nothing says which letters stood: they are set right without being told of. Default:
    /// another list is refused.
    ///
    /// Refused is a list that leaves out, or refuses, a provider whose letter stands: it is not the
    /// whole list, or the letter has to be taken out first. So are volumes of another list, which
    /// are sorted and counted over all of it. Who must have another password than the letter that
    /// was posted is issued in another [round](Batch::round).
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let mut providers = vec![Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// let (number, user_id) = ("1310630046".parse()?, "KJ010199999998".parse()?);
    /// providers.push(Provider::new(number, user_id, "あおば訪問看護".parse()?));
    /// let adding = batch.adding();
    /// let report = adding.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// assert_eq!((report.issued(), report.added(), report.corrected().len()), (2, 1, 0));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn adding(&self) -> Self {
        Self { manner: self.manner.adding(), ..self.clone() }
    }

    /// Goes without a lock, for file systems that have none. What it gives up: two runs in one
    /// folder are not kept apart.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// let batch = issuer.batch(BatchKey::generate()?).without_lock();
    /// let report = batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// assert_eq!(report.issued(), 1);
    /// assert!(!folder.join(".lock").exists());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn without_lock(&self) -> Self {
        Self { manner: self.manner.without_lock(), ..self.clone() }
    }

    /// Goes without syncing folders, for file systems that cannot. What it gives up: after a power
    /// cut, files that the journal calls durable may be without their names; the same call makes
    /// them again.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// let batch = issuer.batch(BatchKey::generate()?).without_folder_sync();
    /// let report = batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// assert_eq!(report.issued(), 1);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn without_folder_sync(&self) -> Self {
        Self { manner: self.manner.without_folder_sync(), ..self.clone() }
    }

    fn issuer(&self) -> &Issuer {
        &self.issuer
    }

    fn key(&self) -> &BatchKey {
        &self.keys.key
    }

    fn this_round(&self) -> Round {
        self.round
    }

    fn its_shard(&self) -> Option<Shard> {
        self.shard
    }

    /// Its part of the list, where that is split.
    fn its_part(&self) -> Option<Shard> {
        self.shard.filter(|shard| shard.count() > 1)
    }

    fn is_void(&self, number: ProviderNumber) -> bool {
        self.void.voids(number, self.round)
    }

    fn manner(&self) -> Manner {
        self.manner
    }
}

/// One letter, in memory.
impl Batch {
    /// The letter of one provider.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// let batch = issuer.batch(BatchKey::from_bytes(&[7; 32])?);
    /// let letter = batch.letter(&provider)?;
    /// assert_eq!(letter.number(), provider.number());
    /// assert_eq!(letter.password().expose_secret(), "K3TaFL1M41676992");
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Issuer::issue`].
    pub fn letter(&self, provider: &Provider) -> Result<Letter> {
        self.issuer.strike(self.draft(provider)?, self.passwords_of(provider.number()))
    }

    fn draft<'p>(&self, provider: &'p Provider) -> Result<Draft<'p>> {
        self.issuer.draft(provider, self.reference_of(provider))
    }

    /// The reference number on the letter of a provider in this round, where its
    /// [template](crate::Template::with_reference_label) prints one: that of its record, else
    /// fifteen digits derived from key, provider number and round. (A list's own column of such
    /// numbers is not read: [`Provider::with_reference`].) It tells nothing of any of them,
    /// nor of the password; the manifest says whose it is.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider, Template};
    /// # let builder = Issuer::builder().federation_by_prefecture();
    /// # let builder = builder.issued_on("2026-04-01".parse()?);
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// let issuer = builder.template(Template::default().with_reference_label("整理番号")).build()?;
    /// let batch = issuer.batch(BatchKey::from_bytes(&[7; 32])?);
    /// let reference = batch.reference_of(&provider).unwrap();
    /// assert_eq!(reference.as_str(), "09962-04952-60060");
    /// assert_eq!(batch.letter(&provider)?.reference(), Some(&reference));
    ///
    /// let numbered = provider.with_reference("R08-0012345".parse()?);
    /// assert_eq!(batch.reference_of(&numbered).as_ref(), numbered.reference());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn reference_of(&self, provider: &Provider) -> Option<ReferenceNumber> {
        let references = self.keys.references.as_ref()?;
        let derived = || references.to(provider.number(), self.round);
        Some(provider.reference().cloned().unwrap_or_else(derived))
    }

    /// The password of a provider, the first where its letter hands over more, as its letter of
    /// this round has it: for the account system.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Round};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// let batch = issuer.batch(BatchKey::from_bytes(&[7; 32])?);
    /// let number = "1971100456".parse()?;
    /// assert_eq!(batch.password_of(number).expose_secret(), "K3TaFL1M41676992");
    /// let again = batch.round(Round::new(2)?).password_of(number);
    /// assert_ne!(again.expose_secret(), "K3TaFL1M41676992");
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn password_of(&self, number: ProviderNumber) -> Password {
        self.keys.passwords.first().of(number, self.round)
    }

    /// Every password of a provider, as its letter of this round has it. Each is drawn for its own
    /// purpose: none tells anything of another, nor is it changed by the policy of another.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Template};
    /// # let builder = Issuer::builder().federation_by_prefecture();
    /// # let builder = builder.issued_on("2026-04-01".parse()?);
    /// let issuer = builder.template(Template::first_issue()).build()?;
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// let handover = batch.passwords_of("1971100456".parse()?);
    /// let labels: Vec<&str> = handover.each().map(|handed| handed.label()).collect();
    /// assert_eq!(labels, ["仮パスワード", "証明書発行用パスワード"]);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn passwords_of(&self, number: ProviderNumber) -> Handover {
        let passwords = self.keys.passwords.map(|drawn| drawn.of(number, self.round));
        self.issuer.handover(passwords)
    }
}
