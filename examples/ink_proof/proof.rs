//! The proof: every letter that a manifest tells of, as it is painted, against the key.

use std::collections::{BTreeMap, HashMap};
use std::path::{Component, Path};

use reissue_notice::{Batch, Manifest, Provider, ProviderNumber, Round};
use zeroize::Zeroizing;

use crate::painter::Painting;
use crate::picture::Picture;
use crate::reading::{Amiss, Answers, Certainty, Eye};
use crate::words::{Code, Finding, Found, Said};

/// What is proved, and by which means.
pub(crate) struct Proof<'a> {
    pub(crate) batch: &'a Batch,
    pub(crate) round: Round,
    pub(crate) providers: HashMap<ProviderNumber, &'a Provider>,
    pub(crate) folder: &'a Path,
    pub(crate) painter: &'a str,
}

/// What has been looked at, and told.
pub(crate) struct Pass<'f, 't> {
    pub(crate) eye: Eye<'f>,
    pub(crate) tally: Tally,
    pub(crate) tell: &'t mut dyn FnMut(&Finding),
}

#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) letters: usize,
    pub(crate) pages: usize,
    pub(crate) cells: usize,
    pub(crate) right: usize,
    pub(crate) findings: usize,
}

impl Pass<'_, '_> {
    pub(crate) fn certainty(&self) -> Certainty {
        self.eye.certainty
    }

    fn tell(&mut self, finding: &Finding) {
        self.tally.findings += 1;
        (self.tell)(finding);
    }
}

/// A letter of a file, and what has been read of it so far.
struct Letter {
    number: ProviderNumber,
    /// On which it begins.
    page: usize,
    cells: Answers,
    /// The page of each cell.
    pages: Vec<usize>,
    codes: Vec<Answers>,
}

impl Letter {
    fn new(number: ProviderNumber, page: usize) -> Self {
        Self { number, page, cells: Answers::default(), pages: Vec::new(), codes: Vec::new() }
    }
}

impl Proof<'_> {
    /// Reads every page of every file, and tells what is amiss as it is found.
    pub(crate) fn make(&self, pass: &mut Pass<'_, '_>) -> Result<(), Said> {
        for (file, letters) in &mut self.letters()? {
            self.read_file(file, letters, pass)?;
            for letter in letters {
                pass.tally.letters += 1;
                self.compare(file, letter, pass);
            }
        }
        Ok(())
    }

    /// The letters of each file in the order of their pages.
    fn letters(&self) -> Result<BTreeMap<String, Vec<Letter>>, Said> {
        let mut files: BTreeMap<String, Vec<Letter>> = BTreeMap::new();
        for row in Manifest::open(self.folder, self.round).map_err(Said::Library)? {
            let row = row.map_err(Said::Library)?;
            let letter = Letter::new(row.number(), row.page());
            files.entry(row.file().to_owned()).or_default().push(letter);
        }
        for letters in files.values_mut() {
            letters.sort_by_key(|letter| letter.page);
        }
        Ok(files)
    }

    /// Every page belongs to the last letter that begins on it or before it.
    fn read_file(
        &self,
        file: &str,
        letters: &mut [Letter],
        pass: &mut Pass<'_, '_>,
    ) -> Result<(), Said> {
        let is_within = Path::new(file).components().all(|c| matches!(c, Component::Normal(_)));
        if !is_within {
            return Err(Said::Elsewhere(file.to_owned()));
        }
        let mut painting = Painting::of(self.painter, &self.folder.join(file))?;
        let (mut picture, mut page) = (Picture::default(), 0);
        while painting.next(&mut picture)?.is_some() {
            page += 1;
            pass.tally.pages += 1;
            let read = pass.eye.read(&picture);
            let begun = letters.partition_point(|letter| letter.page <= page);
            if let Some(letter) = begun.checked_sub(1).and_then(|at| letters.get_mut(at)) {
                letter.pages.resize(letter.pages.len() + read.cells.len(), page);
                letter.cells.extend(&read.cells);
                letter.codes.extend(read.codes);
            }
        }
        Ok(())
    }

    fn compare(&self, file: &str, letter: &Letter, pass: &mut Pass<'_, '_>) {
        let Letter { number, page, .. } = *letter;
        let at = |page, found| Finding { file: file.to_owned(), page, number, found };
        let Some(expected) = self.expected(number) else {
            return pass.tell(&at(page, Found::Unlisted));
        };
        let (found, due) = (letter.cells.len(), expected.password.len());
        pass.tally.cells += found;
        if found != due {
            pass.tell(&at(page, Found::Cells { found, expected: due }));
        }
        let amiss = letter.cells.amiss(&expected.password);
        pass.tally.right += found.min(due) - amiss.len();
        for Amiss { place, wrong } in amiss {
            let page = letter.pages.get(place - 1).copied().unwrap_or(page);
            pass.tell(&at(page, Found::Cell { place, wrong }));
        }
        let codes = [(Code::Number, number.to_string()), (Code::UserId, expected.user_id)];
        for (code, expected) in codes {
            if !letter.codes.iter().any(|read| read.is(&expected)) {
                pass.tell(&at(page, Found::Code(code)));
            }
        }
    }

    /// What is to stand on the letter of a provider; none where it has none by list and key.
    fn expected(&self, number: ProviderNumber) -> Option<Expected> {
        let provider = *self.providers.get(&number)?;
        let account = self.batch.accounts(std::slice::from_ref(provider)).next()?;
        let places = account.passwords().map(|handed| handed.password().places()).sum();
        let mut password = Zeroizing::new(String::with_capacity(places));
        for handed in account.passwords() {
            password.push_str(handed.password().expose_secret());
        }
        Some(Expected { password, user_id: account.user_id().as_str().to_owned() })
    }
}

struct Expected {
    password: Zeroizing<String>,
    user_id: String,
}
