//! One file each, in a folder a federation: `19/1971100456.pdf`.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use hmac::Mac;

use super::Batch;
use super::durable::faults;
use super::durable::folder::Folder;
use super::durable::unfinished::Unfinished;
use super::identity::Identity;
use super::key::Seal;
use super::manifest::{Issued, Place, Row};
use super::report::{Progress, Refusal, Report};
use super::run::{Made, Work, run};
use super::selection::{Record, Selection};
use super::wiped::stands;
use crate::error::Result;
use crate::issuer::letter::Letter;
use crate::provider::Provider;
use crate::provider::number::ProviderNumber;

/// Letters that become durable together: one commit of the file system's own journal serves them
/// all.
const GROUP: usize = 256;

/// Files and folders that the threads of a run have open at once, all together; a run has a few
/// more of its own.
const HANDLES: usize = 48;

impl Batch {
    /// Writes one PDF a provider below `folder`, with `manifest.csv`, in parallel and durably: a
    /// file appears whole or not at all, and no other user can read it.
    ///
    /// Called again with the same key, list and issuer, it keeps what is whole and makes what is
    /// missing or torn; the result is byte for byte that of an undisturbed run. `progress` is
    /// called after each group of letters; where it breaks, the run stops and can be gone on with.
    ///
    /// A record that cannot be printed, or has the number or user ID of an earlier one that can, is
    /// refused and named in the report.
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
    /// let report = batch.write_directory(&providers, &folder, |progress| {
    ///     eprintln!("{} of {}", progress.done, progress.total);
    ///     ControlFlow::Continue(())
    /// })?;
    /// assert_eq!((report.issued(), report.refused().len()), (1, 0));
    /// assert!(folder.join("19/1971100456.pdf").exists());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::OtherRun`](crate::ErrorKind::OtherRun) where the folder holds a run that was
    /// made from anything else, or another run is writing to it;
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) with the file and what was tried, and
    /// [`ErrorKind::Planted`](crate::ErrorKind::Planted),
    /// [`ErrorKind::SharedFolder`](crate::ErrorKind::SharedFolder) and
    /// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) for a folder that cannot keep
    /// letters safe.
    pub fn write_directory(
        &self,
        providers: &[Provider],
        folder: impl AsRef<Path>,
        mut progress: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Report> {
        let directory = Directory::new(self, providers);
        let identity = Identity::new(self, providers, directory.form());
        run(folder.as_ref(), &identity, &directory, &mut progress, self.manner())
    }
}

/// The word by which a journal knows letters in files of their own.
const FORM: &str = "directory";

/// Letters in files of their own.
pub(super) struct Directory<'a> {
    batch: &'a Batch,
    records: Selection<'a>,
    /// Letters in a group.
    group: usize,
    /// The digest after the fixed bytes, which every letter begins with.
    over_fixed: Seal,
    fixed: usize,
}

impl<'a> Directory<'a> {
    pub(super) fn new(batch: &'a Batch, providers: &'a [Provider]) -> Self {
        let fixed = batch.issuer().fixed_bytes();
        Self {
            batch,
            records: Selection::of(batch, providers),
            group: faults::group(GROUP),
            over_fixed: batch.key().seal().chain_update(fixed),
            fixed: fixed.len(),
        }
    }

    pub(super) fn batch(&self) -> &'a Batch {
        self.batch
    }

    /// What tells this kind of run from another.
    pub(super) fn form(&self) -> String {
        format!("{FORM} {}", self.group)
    }

    /// The letters and refusals of a group, in the order of the list.
    pub(super) fn outcomes(
        &self,
        group: usize,
    ) -> impl Iterator<Item = Result<Outcome<'a>>> + use<'a, '_> {
        self.records.some(group * self.group, self.group).map(|record| self.outcome(record))
    }

    fn outcome(&self, record: Record<'a>) -> Result<Outcome<'a>> {
        if let Some(duplicate) = self.records.duplicate(record) {
            return Ok(Outcome::Refused(duplicate.clone()));
        }
        match self.batch.letter(record.provider) {
            Ok(letter) => Ok(Outcome::Letter(record.provider, letter)),
            Err(error) if error.is_refusal() => Ok(Outcome::Refused(record.refused(&error))),
            Err(error) => Err(error),
        }
    }

    pub(super) fn row(&self, provider: &Provider, letter: &Letter) -> Row {
        let varying = letter.pdf().get(self.fixed..).unwrap_or_default();
        let seal = self.over_fixed.clone().chain_update(varying);
        let place = Place { file: file_of(self.batch, provider.number()).path(), page: 1 };
        let round = self.batch.this_round();
        Row::new(&Issued { provider, round, warnings: letter.warnings() }, place, seal)
    }
}

/// What becomes of one record.
pub(super) enum Outcome<'a> {
    Letter(&'a Provider, Letter),
    Refused(Refusal),
}

/// Where a letter of its own stands.
pub(super) struct LetterFile {
    pub(super) folder: String,
    pub(super) name: String,
}

impl LetterFile {
    /// As the manifest names it.
    pub(super) fn path(&self) -> String {
        format!("{}/{}", self.folder, self.name)
    }
}

pub(super) fn file_of(batch: &Batch, number: ProviderNumber) -> LetterFile {
    LetterFile {
        folder: format!("{:02}", number.prefecture()),
        name: format!("{number}{}.pdf", batch.this_round().suffix()),
    }
}

impl Work for Directory<'_> {
    fn groups(&self) -> usize {
        self.records.len().div_ceil(self.group)
    }

    fn records(&self) -> usize {
        self.records.len()
    }

    fn make(&self, group: usize, folder: &Arc<Folder>) -> Result<Made> {
        let mut made = Made::default();
        let mut files = Files::below(folder, self.batch.manner().threads());
        for outcome in self.outcomes(group) {
            match outcome? {
                Outcome::Letter(provider, letter) => {
                    files.write(&file_of(self.batch, provider.number()), letter.pdf())?;
                    made.rows.push(self.row(provider, &letter));
                }
                Outcome::Refused(refusal) => made.refused.push(refusal),
            }
        }
        let written = files.finish()?;
        Ok(Made { written: written.files, bytes: written.bytes, ..made })
    }
}

/// How much was written.
#[derive(Clone, Copy, Debug, Default)]
struct Written {
    files: usize,
    bytes: u64,
}

/// The files of one group, the last of which do not have their names yet.
struct Files<'f> {
    root: &'f Arc<Folder>,
    /// How many files and folders may be open at once.
    handles: usize,
    open: BTreeMap<String, Arc<Folder>>,
    unfinished: Vec<Unfinished>,
    /// Folders whose names are to be synced.
    touched: BTreeSet<String>,
    written: Written,
}

impl<'f> Files<'f> {
    fn below(root: &'f Arc<Folder>, threads: NonZeroUsize) -> Self {
        Self {
            root,
            handles: HANDLES / threads.get(),
            open: BTreeMap::new(),
            unfinished: Vec::new(),
            touched: BTreeSet::new(),
            written: Written::default(),
        }
    }

    /// Writes a file, unless it stands whole.
    fn write(&mut self, place: &LetterFile, bytes: &[u8]) -> Result<()> {
        // Its folder and itself are opened now, whether it stands or not.
        if self.unfinished.len() + self.open.len() + 2 > self.handles {
            self.name()?;
        }
        let folder = self.folder(&place.folder)?;
        if stands(&folder, &place.name, bytes) {
            return Ok(());
        }
        let mut file = folder.create(&place.name)?;
        file.write(bytes)?;
        self.unfinished.push(file);
        self.written.files += 1;
        self.written.bytes += bytes.len() as u64;
        Ok(())
    }

    fn folder(&mut self, name: &str) -> Result<Arc<Folder>> {
        if let Some(folder) = self.open.get(name) {
            return Ok(folder.clone());
        }
        let folder = Arc::new(self.root.make_subfolder(name)?);
        self.open.insert(name.to_owned(), folder.clone());
        self.touched.insert(name.to_owned());
        Ok(folder)
    }

    /// All are synced before any takes its name.
    fn name(&mut self) -> Result<()> {
        for file in &self.unfinished {
            file.sync()?;
        }
        for file in self.unfinished.drain(..) {
            file.rename()?;
        }
        self.open.clear();
        Ok(())
    }

    /// Folders of files that stood are synced too, and the one above: whoever named those files and
    /// folders, a killed run or another thread, may not have come to it.
    fn finish(mut self) -> Result<Written> {
        self.name()?;
        for name in &self.touched {
            self.root.subfolder(name)?.sync()?;
        }
        self.root.sync()?;
        Ok(self.written)
    }
}
