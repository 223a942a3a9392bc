//! What a run is made from: whatever has to be the same for it to go on, and by what name a person
//! knows it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use hmac::Mac;
use sha2::{Digest, Sha256};

use super::Batch;
use super::durable::folder::Folder;
use super::hexadecimal::hex;
use super::key::{BatchKey, SCHEME, Seal, digits_of};
use super::round::Round;
use crate::error::{Clash, Result, RunPart};
use crate::issuer::parts::Part;
use crate::provider::Provider;
use crate::provider::address::{Address, Building};
use crate::provider::reference::ReferenceNumber;
use crate::text::blank::or_blank;

/// The first word of every journal.
const WORD: &str = "reissue-notice";

/// What a run of this batch is made from, each part by its digest under the key.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    round: Round,
    parts: Vec<(RunPart, String)>,
}

impl Identity {
    /// `form`: how letters are laid into files.
    pub(super) fn new(batch: &Batch, providers: &[Provider], form: String) -> Self {
        let key = batch.key();
        let shard = batch.its_shard().map_or("0/1".into(), |shard| shard.to_string());
        let whose = (RunPart::Key, keyed(key, RunPart::Key, b""));
        let mut parts = vec![whose, (RunPart::Form, form), (RunPart::Shard, shard)];
        for Part { part, digest } in batch.issuer().parts() {
            parts.push((part, keyed(key, part, &digest)));
        }
        parts.push((RunPart::List, digest_of(providers, key.seal())));
        Self { round: batch.this_round(), parts }
    }

    pub(super) fn round(&self) -> Round {
        self.round
    }

    /// The lines that a journal begins with.
    pub(super) fn head(&self) -> String {
        let mut head = format!("{WORD},{SCHEME}\nround,{}\n", self.round);
        for (part, value) in &self.parts {
            // Writing to a string cannot fail.
            let _ = writeln!(head, "{},{value}", part.word());
        }
        let check = check_of(&head);
        head + &check
    }

    /// In what a journal's head differs from this run's, the part that explains most first.
    pub(super) fn differences(&self, head: &Head) -> Vec<RunPart> {
        let mut found = self.all_differences(head);
        match found.as_slice() {
            [RunPart::Key, ..] => vec![RunPart::Key],
            // What is set from other words differs too.
            [_, .., RunPart::Layout] | [_, .., RunPart::Layout, RunPart::List] => {
                found.retain(|part| *part != RunPart::Layout);
                found
            }
            _ => found,
        }
    }

    fn all_differences(&self, head: &Head) -> Vec<RunPart> {
        let stands = |part: RunPart| head.parts.get(part.word());
        let other = self.parts.iter().filter(|(part, value)| stands(*part) != Some(value));
        other.map(|(part, _)| *part).collect()
    }

    /// The same key, whatever else may differ.
    pub(super) fn has_key_of(&self, head: &Head) -> bool {
        !self.differences(head).contains(&RunPart::Key)
    }
}

fn keyed(key: &BatchKey, part: RunPart, digest: &[u8]) -> String {
    digits_of(key.seal().chain_update(part.word()).chain_update(digest))
}

fn digest_of(providers: &[Provider], mut seal: Seal) -> String {
    seal.update(RunPart::List.word().as_bytes());
    for provider in providers {
        seal.update(line_of(provider).as_bytes());
        seal.update(further_lines(provider).as_bytes());
    }
    digits_of(seal)
}

fn line_of(provider: &Provider) -> String {
    let (number, user_id, name) = (provider.number(), provider.user_id(), provider.name());
    format!("{number},{user_id},{},{name}\n", or_blank(provider.post_code()))
}

/// What not every provider has. None of it holds a line end, and no number begins as its word does.
fn further_lines(provider: &Provider) -> String {
    let mut lines = String::new();
    for (word, value) in [
        ("address", provider.address().map(Address::as_str)),
        ("building", provider.building().map(Building::as_str)),
        ("reference", provider.reference().map(ReferenceNumber::as_str)),
    ] {
        // Writing to a string cannot fail.
        let _ = value.map(|value| writeln!(lines, "{word},{value}"));
    }
    lines
}

/// Every digest in a head is under the key, so that one without a key gives nothing away.
fn check_of(head: &str) -> String {
    format!("check,{}\n", hex(&Sha256::digest(head)))
}

fn refuse_other_scheme(journal: &str) -> Result<(), Clash> {
    match scheme_of(journal).ok_or(Clash::DamagedJournal)? {
        SCHEME => Ok(()),
        other => {
            let found = other.split(',').next().unwrap_or_default().to_owned();
            Err(Clash::Scheme { found, ours: SCHEME })
        }
    }
}

fn scheme_of(journal: &str) -> Option<&str> {
    journal.lines().next()?.strip_prefix(WORD)?.get(1..)
}

/// The lines of a head, where its last line fits them.
fn checked(journal: &str) -> Option<&str> {
    let (head, rest) = journal.split_at_checked(journal.find("\ncheck,")? + 1)?;
    rest.starts_with(&check_of(head)).then_some(head)
}

/// The head of a journal that stands.
#[derive(Debug)]
pub(super) struct Head {
    parts: BTreeMap<String, String>,
}

impl Head {
    /// # Errors
    /// [`Clash::Scheme`] for one of another scheme, [`Clash::DamagedJournal`] for one that its
    /// last line does not fit.
    pub(super) fn parse(journal: &str) -> Result<Self, Clash> {
        refuse_other_scheme(journal)?;
        let mut parts = BTreeMap::new();
        for line in checked(journal).ok_or(Clash::DamagedJournal)?.lines() {
            if let Some((word, value)) = line.split_once(',') {
                parts.insert(word.into(), value.into());
            }
        }
        Ok(Self { parts })
    }

    /// The same of a journal in a folder, which holds another run where its head is none of ours.
    pub(super) fn parse_in(folder: &Folder, journal: &str) -> Result<Self> {
        Self::parse(journal).map_err(|clash| folder.clashing(clash))
    }

    /// How letters are laid into files.
    pub(super) fn form(&self) -> &str {
        self.part(RunPart::Form)
    }

    /// Which part of the list it is, as a [`Shard`](super::shard::Shard) has it.
    pub(super) fn shard(&self) -> &str {
        self.part(RunPart::Shard)
    }

    fn part(&self, part: RunPart) -> &str {
        self.parts.get(part.word()).map_or("", String::as_str)
    }
}
