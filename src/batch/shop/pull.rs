//! 引抜き: the client lists numbers, and their letters are taken out after they were printed.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use hmac::Mac;

use super::super::Batch;
use super::super::durable::folder::Folder;
use super::super::durable::lock::Lock;
use super::super::issued::Manifest;
use super::super::key::{BatchKey, digits_of};
use super::super::manifest::Row;
use super::super::place::Place;
use super::super::round::Round;
use super::super::verify::seals::Seals;
use super::super::void_list::{self, COLUMNS, Pulled, SEAL, VoidList, bound};
use crate::error::{Error, ErrorKind, Result};
use crate::provider::number::ProviderNumber;
use crate::text::blank::or_blank;

impl Batch {
    /// Pulls the letters of these providers out of the run in a folder: says where each stands, and
    /// writes them to its void list, `void.csv`, durably. Gives what this call named, in the order
    /// in which letters stand; what was pulled before stays on the list.
    ///
    /// The list is sealed under the key and stands beside the manifest, for [`Batch::verify`], and
    /// for [`Batch::voiding`], which keeps the log-ins of void letters from the account system. The
    /// providers are issued again in the next round, [`Round::following`]:
    /// [`VoidList::to_issue_again`].
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider, Round, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("spools");
    /// # let options = SpoolOptions::default();
    /// # let go_on = |_| ControlFlow::Continue(());
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// batch.write_volumes(&providers, &folder, options, go_on)?;
    /// let pulled = batch.pull(&folder, &["1971100456".parse()?])?;
    /// assert_eq!((pulled[0].file(), pulled[0].page()), ("spool-0001.pdf", 1));
    ///
    /// let void = batch.void_list(&folder)?;
    /// assert_eq!(batch.voiding(void.clone()).accounts(&providers).count(), 0);
    /// let again = void.to_issue_again(&providers);
    /// batch.round(Round::FIRST.following()?).write_volumes(&again, &folder, options, go_on)?;
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Io`] where the folder has no manifest of this round, [`ErrorKind::NotIssued`]
    /// for a provider of whom this round has no letter, and nothing is pulled;
    /// [`ErrorKind::Altered`] where a letter or the void list is not as it was written.
    pub fn pull(
        &self,
        folder: impl AsRef<Path>,
        numbers: &[ProviderNumber],
    ) -> Result<Vec<Pulled>> {
        let folder = Folder::open_with(folder.as_ref(), self.manner().safeguards())?;
        let _lock = Lock::take(&folder)?;
        let (key, round) = (self.key(), self.this_round());
        let mut list = VoidList::read(&folder, key, round)?;
        let pulled = self.find(&folder, numbers)?;
        for letter in &pulled {
            list.add(letter.clone());
        }
        folder.write_whole(&void_list::name(round), text(&list, key, round).as_bytes())?;
        Ok(pulled)
    }

    /// The letters of these providers, all of them.
    fn find(&self, folder: &Folder, numbers: &[ProviderNumber]) -> Result<Vec<Pulled>> {
        let mut wanted: BTreeSet<ProviderNumber> = numbers.iter().copied().collect();
        let (mut found, mut seals) = (Vec::new(), Seals::new(self.key(), folder));
        for row in Manifest::of(folder, self.this_round())? {
            let row = row?.0;
            if wanted.remove(&row.number) {
                found.push(pulled(seals.held(row)?));
            }
        }
        if wanted.is_empty() { Ok(found) } else { Err(not_issued(wanted)) }
    }
}

fn pulled(row: Row) -> Pulled {
    let Row { number, place, envelope, replaced_by, .. } = row;
    Pulled { number, place, envelope, issued_again: replaced_by }
}

pub(super) fn not_issued(numbers: BTreeSet<ProviderNumber>) -> Error {
    let error = |number| Error::from(ErrorKind::NotIssued).for_provider(number);
    Error::several(numbers.into_iter().map(error).collect())
}

/// The whole file, sealed.
fn text(list: &VoidList, key: &BatchKey, round: Round) -> String {
    let mut text = COLUMNS.to_owned();
    for Pulled { number, place: Place { file, page }, envelope, .. } in list.letters() {
        let envelope = or_blank(*envelope);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{number},{file},{page},{envelope}");
    }
    let seal = digits_of(bound(key, round).chain_update(&text));
    format!("{text}{SEAL}{seal}\n")
}

#[cfg(test)]
mod tests {
    use super::super::super::void_list::{parse, sealed};
    use super::*;

    fn list() -> VoidList {
        let mut list = VoidList::of(Round::FIRST);
        for (number, envelope) in [("1971100456", Some(3)), ("0170500300", None)] {
            list.add(Pulled {
                number: number.parse().unwrap(),
                place: Place { file: "spool-0001.pdf".into(), page: 7 },
                envelope,
                issued_again: None,
            });
        }
        list
    }

    fn key(seed: u8) -> BatchKey {
        BatchKey::from_bytes(&[seed; 32]).unwrap()
    }

    #[test]
    fn every_byte_of_a_list_is_sealed_and_so_is_its_round() {
        let text = text(&list(), &key(7), Round::FIRST);
        let lines = "provider_number,file,page,envelope\n\
                     0170500300,spool-0001.pdf,7,\n1971100456,spool-0001.pdf,7,3\n";
        let seal = || bound(&key(7), Round::FIRST);
        assert_eq!(sealed(&text, seal()), Some(lines));
        assert_eq!(sealed(&text, bound(&key(8), Round::FIRST)), None);
        assert_eq!(sealed(&text, bound(&key(7), Round::new(2).unwrap())), None);
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            let changed = String::from_utf8(bytes).unwrap();
            assert_eq!(sealed(&changed, seal()), None, "byte {at}");
        }
        let shorter = text.replacen("0170500300,spool-0001.pdf,7,\n", "", 1);
        assert_eq!(sealed(&shorter, seal()), None);
        assert_eq!(sealed("", seal()), None);
    }

    #[test]
    fn a_line_comes_back() {
        for pulled in list().letters() {
            let Pulled { number, envelope, .. } = pulled;
            let envelope = or_blank(*envelope);
            let line = format!("{number},spool-0001.pdf,7,{envelope}");
            assert_eq!(parse(&line).as_ref(), Some(pulled));
        }
        assert_eq!(parse("1971100456,spool-0001.pdf,7"), None);
        assert_eq!(parse("1971100456,spool-0001.pdf,7,x"), None);
    }
}
