//! One file each, in a folder a federation: `19/1971100456.pdf`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use hmac::Mac;

use super::Batch;
use super::durable::{Unfinished, faults, sync_folder};
use super::journal::Identity;
use super::key::KeyedDigest;
use super::manifest::Row;
use super::preflight::{duplicates, row_of};
use super::report::{Progress, Refusal, Report};
use super::run::{Made, Work, run};
use super::wiped::stands;
use crate::error::{Action, Error, Result};
use crate::issuer::letter::Letter;
use crate::provider::Provider;

/// Letters that become durable together: one commit of the file system's own journal serves them
/// all.
const GROUP: usize = 256;

impl Batch {
    /// Writes one PDF a provider below `folder`, with `manifest.csv`, on all processors and
    /// durably: a file appears whole or not at all.
    ///
    /// Called again with the same key, list and issuer, it keeps what is whole and makes what is
    /// missing or torn; the result is byte for byte that of an undisturbed run. `progress` is
    /// called after each group of letters; where it breaks, the run stops and can be gone on with.
    ///
    /// A record that cannot be printed, or has the number or user ID of an earlier one, is refused
    /// and named in the report.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on("2026-04-01".parse()?).build()?;
    /// # let providers = [Provider::new("1971100456".parse()?, "KJ010199999999".parse()?, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// let report = batch.write_directory(&providers, folder.path(), |progress| {
    ///     eprintln!("{} of {}", progress.done, progress.total);
    ///     ControlFlow::Continue(())
    /// })?;
    /// assert_eq!((report.issued(), report.refused().len()), (1, 0));
    /// assert!(folder.path().join("19/1971100456.pdf").exists());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::OtherRun`](crate::ErrorKind::OtherRun) where the folder holds a run of another
    /// key, list or issuer, or another run is writing to it;
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) with the file and what was tried.
    pub fn write_directory(
        &self,
        providers: &[Provider],
        folder: impl AsRef<Path>,
        mut progress: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Report> {
        let folder = folder.as_ref();
        let work = Directory::new(self, providers, folder);
        let identity =
            Identity::new(&self.key, &self.issuer, providers, format!("directory {}", work.group));
        run(folder, &identity, &work, &mut progress)
    }
}

struct Directory<'a> {
    batch: &'a Batch,
    providers: &'a [Provider],
    folder: &'a Path,
    /// Letters in a group.
    group: usize,
    duplicates: BTreeMap<usize, Refusal>,
    /// The digest after the fixed bytes, which every letter begins with.
    over_fixed: KeyedDigest,
    fixed: usize,
}

impl<'a> Directory<'a> {
    fn new(batch: &'a Batch, providers: &'a [Provider], folder: &'a Path) -> Self {
        let (group, duplicates) = (faults::group(GROUP), duplicates(providers));
        let fixed = batch.issuer.fixed_bytes();
        let over_fixed = batch.key.digest().chain_update(fixed);
        Self { batch, providers, folder, group, duplicates, over_fixed, fixed: fixed.len() }
    }

    fn row(&self, provider: &Provider, letter: &Letter) -> Row {
        let varying = letter.pdf().get(self.fixed..).unwrap_or_default();
        let digest = self.over_fixed.clone().chain_update(varying);
        Row::new(provider, (file_of(provider), 1), digest, letter.warnings())
    }
}

fn file_of(provider: &Provider) -> String {
    format!("{:02}/{}.pdf", provider.number().prefecture(), provider.number())
}

impl Work for Directory<'_> {
    fn groups(&self) -> usize {
        self.providers.len().div_ceil(self.group)
    }

    fn records(&self) -> usize {
        self.providers.len()
    }

    fn make(&self, group: usize) -> Result<Made> {
        let mut made = Made::default();
        let mut files = Files::below(self.folder);
        let first = group * self.group;
        for (index, provider) in self.providers.iter().enumerate().skip(first).take(self.group) {
            if let Some(duplicate) = self.duplicates.get(&index) {
                made.refused.push(duplicate.clone());
                continue;
            }
            match self.batch.letter(provider) {
                Ok(letter) => {
                    made.bytes += files.write(self.folder.join(file_of(provider)), letter.pdf())?;
                    made.rows.push(self.row(provider, &letter));
                }
                Err(error) if error.is_refusal() => {
                    made.refused.push(Refusal::new(
                        row_of(index, provider),
                        provider.number(),
                        &error,
                    ));
                }
                Err(error) => return Err(error),
            }
        }
        made.written = files.unfinished.len();
        files.finish()?;
        Ok(made)
    }
}

/// The files of one group, none of which has its name yet.
struct Files<'a> {
    root: &'a Path,
    unfinished: Vec<Unfinished>,
    folders: BTreeSet<PathBuf>,
}

impl<'a> Files<'a> {
    fn below(root: &'a Path) -> Self {
        Self { root, unfinished: Vec::new(), folders: BTreeSet::new() }
    }

    /// Writes a file, unless it stands whole; gives how many bytes were written.
    fn write(&mut self, path: PathBuf, bytes: &[u8]) -> Result<u64> {
        if let Some(folder) = path.parent().filter(|folder| !self.folders.contains(*folder)) {
            fs::create_dir_all(folder).map_err(|error| Error::io(Action::Create, folder, error))?;
            self.folders.insert(folder.to_owned());
        }
        if stands(&path, bytes) {
            return Ok(0);
        }
        let mut file = Unfinished::create(path)?;
        file.write(bytes)?;
        self.unfinished.push(file);
        Ok(bytes.len() as u64)
    }

    /// All are synced before any takes its name. Folders of files that stood are synced too, and
    /// the one above: whoever named those files and folders, a killed run or another thread, may
    /// not have come to it.
    fn finish(self) -> Result<()> {
        self.unfinished.iter().try_for_each(Unfinished::sync)?;
        self.unfinished.into_iter().try_for_each(|file| file.rename().map(drop))?;
        self.folders.iter().try_for_each(|folder| sync_folder(folder))?;
        sync_folder(self.root)
    }
}
