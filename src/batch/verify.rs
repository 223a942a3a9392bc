//! Checks folders against list, issuer and key, and names every difference by what it is.
//!
//! - [`difference`]: what can be found
//! - [`seals`]: letters by their seals alone
//! - [`named`]: the files that manifests name
//! - [`strays`]: what should not be there, and what others may read
//! - [`findings`]: what was found in one folder so far
//! - [`rows`]: the rows of a manifest against those that should be there
//! - [`files`]: each file against what would be struck now
//! - [`told`]: whose run it is, and how its letters can be checked
//! - [`letters`]: letters and their rows against those that would be made now
//! - [`listed`]: rows against the list alone
//! - [`sealed`]: rows of letters that cannot be struck again
//! - [`voids`]: letters that were pulled
//! - [`folder`]: one folder, step by step

pub(crate) mod difference;
mod japanese;
pub(super) mod seals;
mod named;
mod strays;
mod findings;
mod rows;
mod files;
mod told;
mod letters;
mod listed;
mod sealed;
mod voids;
mod folder;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Batch;
use super::durable::folder::Folder;
use super::key::BatchKey;
use super::rounds::{Reissues, rounds_of};
use super::shard::Shard;
use crate::error::Result;
use crate::provider::Provider;
use difference::Difference;
use findings::Findings;
use rows::Rows;
use sealed::check_seals;
use voids::check_voids;

impl Batch {
    /// Checks that the letters in `folders` together are exactly those that this batch would issue
    /// to `providers`: one folder, or one for each shard. A batch of one shard checks its folder
    /// alone. A folder that holds none of these runs, or one that has not come to its end, is named
    /// once and its letters are not.
    ///
    /// Every letter of this batch's round is struck again and compared, and so is every row of its
    /// manifest; letters of other rounds are checked by their seals, since they may have another
    /// date. Letters that were pulled are as they were struck; the void list is checked by its seal
    /// and against the manifest. Nothing that a manifest names is opened but files that a run
    /// itself would name.
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
    /// assert_eq!(batch.verify(&providers, &[&folder])?, []);
    /// std::fs::remove_file(folder.join("19/1971100456.pdf")).unwrap();
    /// assert!(batch.verify(&providers, &[&folder])?[0].to_string().contains("no letter"));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) where a folder cannot be read at all.
    pub fn verify<F: AsRef<Path>>(
        &self,
        providers: &[Provider],
        folders: &[F],
    ) -> Result<Vec<Difference>> {
        let paths: Vec<&Path> = folders.iter().map(AsRef::as_ref).collect();
        let (mut differences, mut shards) = (Vec::new(), Vec::new());
        for &path in &paths {
            let others: Vec<&Path> = paths.iter().copied().filter(|&other| other != path).collect();
            let verified = folder::verify(self, providers, &Folder::open(path)?, &others)?;
            differences.extend(verified.differences);
            shards.extend(verified.shard.map(|shard| FoundShard { folder: path, shard }));
        }
        if self.its_shard().is_none() {
            differences.extend(shards_amiss(&shards));
        }
        Ok(differences)
    }
}

/// Which part of the list a folder holds.
struct FoundShard<'a> {
    folder: &'a Path,
    shard: Shard,
}

impl FoundShard<'_> {
    fn twice(&self) -> Difference {
        Difference::ShardTwice { folder: self.folder.to_path_buf(), shard: self.shard }
    }
}

/// A list that was split in two ways, and parts that are there twice or not at all. A run that was
/// not split stands for itself.
fn shards_amiss(found: &[FoundShard<'_>]) -> Vec<Difference> {
    let mut splits = Splits::default();
    let parts = found.iter().filter(|found| found.shard.count() > 1);
    let again = parts.filter(|found| !splits.add(found.shard));
    let mut amiss: Vec<Difference> = again.map(FoundShard::twice).collect();
    amiss.extend(splits.side_by_side());
    amiss.extend(splits.missing());
    amiss
}

/// The parts that were found, by how many the list is split into.
#[derive(Default)]
struct Splits(BTreeMap<u32, BTreeSet<u32>>);

impl Splits {
    /// Whether the part was not there yet.
    fn add(&mut self, shard: Shard) -> bool {
        self.0.entry(shard.count()).or_default().insert(shard.index())
    }

    fn side_by_side(&self) -> Option<Difference> {
        let counts: Vec<u32> = self.0.keys().copied().collect();
        (counts.len() > 1).then_some(Difference::SplitTwice { counts })
    }

    fn missing(&self) -> impl Iterator<Item = Difference> {
        self.0.iter().flat_map(|(&count, found)| missing(count, found))
    }
}

fn missing(count: u32, found: &BTreeSet<u32>) -> impl Iterator<Item = Difference> {
    let missing = Shard::all(count).filter(|shard| !found.contains(&shard.index()));
    missing.map(|shard| Difference::MissingShard { shard })
}

impl BatchKey {
    /// Checks letters by their seals alone, without list and issuer: that each is, byte for byte,
    /// the one that its row in the manifest was written for, and that there are no others. It does
    /// not tell whether the right providers have letters, nor what is printed on them:
    /// [`Batch::verify`] does.
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
    /// let batch = issuer.batch(BatchKey::from_bytes(&[7; 32])?);
    /// batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// assert_eq!(BatchKey::from_bytes(&[7; 32])?.verify_seals(&[&folder])?, []);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Batch::verify`].
    pub fn verify_seals<F: AsRef<Path>>(&self, folders: &[F]) -> Result<Vec<Difference>> {
        let mut differences = Vec::new();
        for path in folders {
            let folder = Folder::open(path)?;
            differences.extend(self.verify_seals_of(&folder)?);
        }
        Ok(differences)
    }

    fn verify_seals_of(&self, folder: &Folder) -> Result<Vec<Difference>> {
        let mut findings = Findings::new(folder, Reissues::of(folder)?);
        for round in rounds_of(folder)? {
            if let Some(rows) = Rows::of(folder, round)? {
                check_seals(self, rows, None, &mut findings)?;
            }
            check_voids(self, round, &mut findings)?;
        }
        findings.add_strays(&[])?;
        Ok(findings.into_differences())
    }
}
