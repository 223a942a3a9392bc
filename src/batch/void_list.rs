//! `void.csv`: letters that were pulled after they were printed (引抜き), under one seal. Each round
//! has a list of its own, beside its manifest.

use std::collections::BTreeMap;

use hmac::Mac;

use super::durable::folder::Folder;
use super::key::{BatchKey, Seal, has_digits};
use super::place::Place;
use super::round::Round;
use super::rounds::Reissues;
use crate::error::{ErrorKind, Result};
use crate::provider::Provider;
use crate::provider::number::ProviderNumber;

pub(super) const COLUMNS: &str = "provider_number,file,page,envelope\n";
/// What the last line begins with.
pub(super) const SEAL: &str = "hmac_sha256,";

/// The list of a round.
pub(super) fn name(round: Round) -> String {
    format!("void{}.csv", round.suffix())
}

/// A letter that was pulled after it was printed: where it stands, and in which envelope it was to
/// lie.
///
/// ```
/// # #[cfg(all(feature = "bundled-fonts", feature = "print-shop"))] {
/// # use std::ops::ControlFlow;
/// # use reissue_notice::{BatchKey, Issuer, Provider};
/// use reissue_notice::Pulled;
/// # let issued_on = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
/// # let folder = tempfile::tempdir().unwrap();
/// # let folder = folder.path().join("letters");
/// # let batch = issuer.batch(BatchKey::generate()?);
/// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
/// let pulled: Vec<Pulled> = batch.pull(&folder, &[number])?;
/// assert_eq!((pulled[0].number(), pulled[0].file()), (number, "19/1971100456.pdf"));
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pulled {
    pub(super) number: ProviderNumber,
    pub(super) place: Place,
    pub(super) envelope: Option<usize>,
    pub(super) issued_again: Option<Round>,
}

impl Pulled {
    /// Whose letter it is.
    ///
    /// ```
    /// # #[cfg(all(feature = "bundled-fonts", feature = "print-shop"))] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// assert_eq!(batch.pull(&folder, &[number])?[0].number(), number);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn number(&self) -> ProviderNumber {
        self.number
    }

    /// The file that it stands in: a volume, or a file of its own.
    ///
    /// ```
    /// # #[cfg(all(feature = "bundled-fonts", feature = "print-shop"))] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// assert_eq!(batch.pull(&folder, &[number])?[0].file(), "19/1971100456.pdf");
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn file(&self) -> &str {
        &self.place.file
    }

    /// The page on which it begins, counted from 1.
    ///
    /// ```
    /// # #[cfg(all(feature = "bundled-fonts", feature = "print-shop"))] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("spools");
    /// # let mut providers = Vec::new();
    /// # for (number, id) in [("1970000001", "KJ000000000001"), ("1970000019", "KJ000000000002")] {
    /// #     providers.push(Provider::new(number.parse()?, id.parse()?, "やまなし会".parse()?));
    /// # }
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # let options = SpoolOptions::default();
    /// # batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// assert_eq!(batch.pull(&folder, &[providers[1].number()])?[0].page(), 2);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn page(&self) -> usize {
        self.place.page
    }

    /// The number of its envelope, where letters share them.
    ///
    /// ```
    /// # #[cfg(all(feature = "bundled-fonts", feature = "print-shop"))] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("spools");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// let options = SpoolOptions::default().with_shared_envelopes(8.try_into().unwrap());
    /// batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// assert_eq!(batch.pull(&folder, &[number])?[0].envelope(), Some(1));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn envelope(&self) -> Option<usize> {
        self.envelope
    }

    /// The later round in which its provider has another letter; until then it has none.
    ///
    /// ```
    /// # #[cfg(all(feature = "bundled-fonts", feature = "print-shop"))] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider, Round};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// assert_eq!(batch.pull(&folder, &[number])?[0].issued_again(), None);
    /// let second = Round::new(2)?;
    /// let again = batch.round(second);
    /// again.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// let void = batch.void_list(&folder)?;
    /// assert_eq!(void.letters().next().unwrap().issued_again(), Some(second));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn issued_again(&self) -> Option<Round> {
        self.issued_again
    }
}

/// The letters of a round that were pulled: they are void, and no account is theirs.
///
/// ```
/// # #[cfg(all(feature = "bundled-fonts", feature = "print-shop"))] {
/// # use std::ops::ControlFlow;
/// # use reissue_notice::{BatchKey, Issuer, Provider};
/// use reissue_notice::VoidList;
/// # let issued_on = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
/// # let folder = tempfile::tempdir().unwrap();
/// # let folder = folder.path().join("letters");
/// # let batch = issuer.batch(BatchKey::generate()?);
/// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
/// batch.pull(&folder, &[number])?;
/// let void: VoidList = batch.void_list(&folder)?;
/// assert_eq!((void.len(), void.holds(number)), (1, true));
/// assert_eq!(batch.voiding(void).accounts(&providers).count(), 0);
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VoidList {
    round: Option<Round>,
    letters: BTreeMap<ProviderNumber, Pulled>,
}

impl VoidList {
    /// How many letters were pulled.
    ///
    /// ```
    /// # #[cfg(all(feature = "bundled-fonts", feature = "print-shop"))] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// batch.pull(&folder, &[number])?;
    /// assert_eq!(batch.void_list(&folder)?.len(), 1);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn len(&self) -> usize {
        self.letters.len()
    }

    /// Whether none was.
    ///
    /// ```
    /// # #[cfg(all(feature = "bundled-fonts", feature = "print-shop"))] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// assert!(batch.void_list(&folder)?.is_empty());
    /// batch.pull(&folder, &[number])?;
    /// assert!(!batch.void_list(&folder)?.is_empty());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// Whether the letter of this provider was pulled.
    ///
    /// ```
    /// # #[cfg(all(feature = "bundled-fonts", feature = "print-shop"))] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// batch.pull(&folder, &[number])?;
    /// let void = batch.void_list(&folder)?;
    /// assert!(void.holds(number) && !void.holds("1310630046".parse()?));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn holds(&self, number: ProviderNumber) -> bool {
        self.letters.contains_key(&number)
    }

    /// The letters, by provider number.
    ///
    /// ```
    /// # #[cfg(all(feature = "bundled-fonts", feature = "print-shop"))] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider, ProviderNumber, Pulled};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// batch.pull(&folder, &[number])?;
    /// let void = batch.void_list(&folder)?;
    /// let numbers: Vec<ProviderNumber> = void.letters().map(Pulled::number).collect();
    /// assert_eq!(numbers, [number]);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn letters(&self) -> impl Iterator<Item = &Pulled> {
        self.letters.values()
    }

    /// Those of a list whose letter was pulled and who have no later one: for the next round, which
    /// is the first that the folder has no manifest of. A round that was issued takes no more.
    ///
    /// ```
    /// # #[cfg(all(feature = "bundled-fonts", feature = "print-shop"))] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider, Round};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// batch.pull(&folder, &[number])?;
    /// let waiting = batch.void_list(&folder)?.to_issue_again(&providers);
    /// assert_eq!(waiting, providers);
    /// let again = batch.round(Round::new(2)?);
    /// again.write_directory(&waiting, &folder, |_| ControlFlow::Continue(()))?;
    /// assert!(batch.void_list(&folder)?.to_issue_again(&providers).is_empty());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn to_issue_again(&self, providers: &[Provider]) -> Vec<Provider> {
        let waits = |provider: &&Provider| {
            let pulled = self.letters.get(&provider.number());
            pulled.is_some_and(|pulled| pulled.issued_again.is_none())
        };
        providers.iter().filter(waits).cloned().collect()
    }

    /// An empty list.
    pub(super) fn of(round: Round) -> Self {
        Self { round: Some(round), letters: BTreeMap::new() }
    }

    /// The list of a round as it stands; an empty one where there is no file.
    ///
    /// # Errors
    /// [`ErrorKind::Altered`] where it is not as it was written under this key.
    pub(super) fn read(folder: &Folder, key: &BatchKey, round: Round) -> Result<Self> {
        let mut list = Self::of(round);
        let Some(text) = folder.read_text(&name(round))? else { return Ok(list) };
        let added = list.add_all(&text, bound(key, round));
        added.ok_or_else(|| ErrorKind::Altered { path: folder.path_of(name(round)) })?;
        list.note(&Reissues::of(folder)?, round);
        Ok(list)
    }

    fn note(&mut self, reissues: &Reissues, round: Round) {
        for pulled in self.letters.values_mut() {
            pulled.issued_again = reissues.after(pulled.number, round);
        }
    }

    /// Nothing where the text is not as it was sealed.
    fn add_all(&mut self, text: &str, seal: Seal) -> Option<()> {
        for line in sealed(text, seal)?.lines().skip(1) {
            self.add(parse(line)?);
        }
        Some(())
    }

    /// Adds a letter to the list of its round.
    pub(super) fn add(&mut self, pulled: Pulled) {
        self.letters.insert(pulled.number, pulled);
    }

    /// Takes a letter off that stands in this place.
    pub(super) fn remove(&mut self, number: ProviderNumber, place: &Place) {
        if self.letters.get(&number).is_some_and(|pulled| pulled.place == *place) {
            self.letters.remove(&number);
        }
    }

    /// Whether the letter of this provider in this round was pulled.
    pub(super) fn voids(&self, number: ProviderNumber, round: Round) -> bool {
        self.round == Some(round) && self.holds(number)
    }
}

/// What tells it from any other file under a seal, and from the list of another round.
pub(super) fn bound(key: &BatchKey, round: Round) -> Seal {
    key.seal().chain_update(format!("void\n{round}\n"))
}

/// The lines of a list, where its last line seals them. In constant time.
pub(super) fn sealed(text: &str, seal: Seal) -> Option<&str> {
    let (lines, last) = text.strip_suffix('\n')?.rsplit_once('\n')?;
    let lines = text.get(..=lines.len())?;
    let is_sealed = has_digits(seal.chain_update(lines), last.strip_prefix(SEAL)?);
    (is_sealed && lines.starts_with(COLUMNS)).then_some(lines)
}

pub(super) fn parse(line: &str) -> Option<Pulled> {
    let fields: Vec<&str> = line.split(',').collect();
    let [number, file, page, envelope] = fields[..] else { return None };
    let place = Place { file: file.into(), page: page.parse().ok()? };
    let envelope = if envelope.is_empty() { None } else { Some(envelope.parse().ok()?) };
    Some(Pulled { number: number.parse().ok()?, place, envelope, issued_again: None })
}
