//! What is found in one folder, and which files were accounted for on the way.

use std::path::{Path, PathBuf};

use super::super::durable::folder::Folder;
use super::super::manifest::{self, Row};
use super::super::rounds::Reissues;
use super::difference::Difference;
use super::named::Named;
use super::strays::strays;
use crate::error::{Result, RunPart};

/// Differences of one folder, in the order in which they are found.
pub(super) struct Findings<'a> {
    folder: &'a Folder,
    reissues: Reissues,
    differences: Vec<Difference>,
    named: Named,
}

impl<'a> Findings<'a> {
    pub(super) fn new(folder: &'a Folder, reissues: Reissues) -> Self {
        Self { folder, reissues, differences: Vec::new(), named: Named::default() }
    }

    pub(super) fn add(&mut self, difference: Difference) {
        // The letters of one volume share their file, and what is wrong with it.
        if self.differences.last() != Some(&difference) {
            self.differences.push(difference);
        }
    }

    pub(super) fn extend(&mut self, differences: impl IntoIterator<Item = Difference>) {
        for difference in differences {
            self.add(difference);
        }
    }

    pub(super) fn add_part(&mut self, part: RunPart) {
        self.add(Difference::other_part(self.folder, part));
    }

    /// Where a row says that its letter stands.
    pub(super) fn path_of(&self, row: &Row) -> PathBuf {
        self.folder.path_of(&row.place.file)
    }

    /// Where the manifest is that a row belongs in.
    pub(super) fn manifest_of(&self, row: &Row) -> PathBuf {
        self.folder.path_of(manifest::name(row.round))
    }

    pub(super) fn account_for(&mut self, row: &Row) {
        self.named.add(&row.place.file);
    }

    /// Makes room for so many letters in files of their own.
    pub(super) fn expect(&mut self, letters: usize) {
        self.named.expect(letters);
    }

    /// A row as it should be, where the letter it names may be void.
    pub(super) fn marked(&self, row: Row) -> Row {
        let round = row.round;
        self.reissues.marked(row, round)
    }

    /// Whether a row says rightly which letter made its own void.
    pub(super) fn check_void(&mut self, row: &Row) {
        let replaced_by = self.reissues.after(row.number, row.round);
        if row.replaced_by != replaced_by {
            let file = self.manifest_of(row);
            self.add(Difference::Void { file, number: row.number, replaced_by });
        }
    }

    pub(super) fn folder(&self) -> &'a Folder {
        self.folder
    }

    pub(super) fn len(&self) -> usize {
        self.differences.len()
    }

    /// Adds what stands in the folder, but for other folders that are verified, and nothing
    /// accounts for.
    pub(super) fn add_strays(&mut self, others: &[&Path]) -> Result<()> {
        let strays = strays(self.folder, self.named.finish(), others)?;
        self.extend(strays);
        Ok(())
    }

    pub(super) fn into_differences(self) -> Vec<Difference> {
        self.differences
    }
}
