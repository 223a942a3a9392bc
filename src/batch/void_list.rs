//! `void.csv`: letters that were pulled after they were printed (引抜き), under one seal. Each round
//! has a list of its own, beside its manifest.

use std::collections::BTreeMap;

use hmac::Mac;

use super::durable::folder::Folder;
use super::hexadecimal::fill_from_hex;
use super::key::{BatchKey, Seal};
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pulled {
    pub(super) number: ProviderNumber,
    pub(super) place: Place,
    pub(super) envelope: Option<usize>,
    pub(super) issued_again: Option<Round>,
}

impl Pulled {
    /// Whose letter it is.
    pub fn number(&self) -> ProviderNumber {
        self.number
    }

    /// The file that it stands in: a volume, or a file of its own.
    pub fn file(&self) -> &str {
        &self.place.file
    }

    /// The page on which it begins, counted from 1.
    pub fn page(&self) -> usize {
        self.place.page
    }

    /// The number of its envelope, where letters share them.
    pub fn envelope(&self) -> Option<usize> {
        self.envelope
    }

    /// The later round in which its provider has another letter; until then it has none.
    pub fn issued_again(&self) -> Option<Round> {
        self.issued_again
    }
}

/// The letters of a round that were pulled: they are void, and no account is theirs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VoidList {
    round: Option<Round>,
    letters: BTreeMap<ProviderNumber, Pulled>,
}

impl VoidList {
    /// How many letters were pulled.
    pub fn len(&self) -> usize {
        self.letters.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// Whether the letter of this provider was pulled.
    pub fn holds(&self, number: ProviderNumber) -> bool {
        self.letters.contains_key(&number)
    }

    /// The letters, by provider number.
    pub fn letters(&self) -> impl Iterator<Item = &Pulled> {
        self.letters.values()
    }

    /// Those of a list whose letter was pulled and who have no later one: for the next round.
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
        let altered = || ErrorKind::Altered { path: folder.path_of(name(round)) };
        for line in sealed(&text, bound(key, round)).ok_or_else(altered)?.lines().skip(1) {
            list.add(parse(line).ok_or_else(altered)?);
        }
        list.note(&Reissues::of(folder)?, round);
        Ok(list)
    }

    fn note(&mut self, reissues: &Reissues, round: Round) {
        for pulled in self.letters.values_mut() {
            pulled.issued_again = reissues.after(pulled.number, round);
        }
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
    let mut expected = [0; 32];
    fill_from_hex(&mut expected, last.strip_prefix(SEAL)?.as_bytes())?;
    seal.chain_update(lines).verify_slice(&expected).ok()?;
    lines.starts_with(COLUMNS).then_some(lines)
}

pub(super) fn parse(line: &str) -> Option<Pulled> {
    let fields: Vec<&str> = line.split(',').collect();
    let [number, file, page, envelope] = fields[..] else { return None };
    let place = Place { file: file.into(), page: page.parse().ok()? };
    let envelope = if envelope.is_empty() { None } else { Some(envelope.parse().ok()?) };
    Some(Pulled { number: number.parse().ok()?, place, envelope, issued_again: None })
}
