//! The files that the manifests of a folder name: a few bytes for each letter of its own.

use std::collections::BTreeSet;

use super::super::place::LetterFile;

/// Paths in a run's folder, with `/`.
#[derive(Default)]
pub(super) struct Named {
    letters: Vec<LetterFile>,
    others: BTreeSet<String>,
}

impl Named {
    /// Makes room for so many letters at once.
    pub(super) fn expect(&mut self, letters: usize) {
        self.letters.reserve_exact(letters);
    }

    pub(super) fn add(&mut self, file: &str) {
        match LetterFile::at(file) {
            Some(letter) => self.letters.push(letter),
            // The letters of one volume share their file.
            None if self.others.contains(file) => {}
            None => drop(self.others.insert(file.to_owned())),
        }
    }

    /// To be searched; nothing is added any more.
    pub(super) fn finish(&mut self) -> &Self {
        self.letters.sort_unstable();
        self
    }

    pub(super) fn holds(&self, file: &str) -> bool {
        let letter = LetterFile::at(file);
        letter.is_some_and(|letter| self.letters.binary_search(&letter).is_ok())
            || self.others.contains(file)
    }
}
