//! Spoiled letters struck again: the same pages, byte for byte, in volumes of their own.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::super::Batch;
use super::super::durable::folder::Folder;
use super::super::durable::lock::Lock;
use super::super::identity::Identity;
use super::super::spool::SpoolOptions;
use super::super::volumes::{Counted, Volumes};
use super::super::wiped::Gathering;
use super::pull::not_issued;
use super::sheets::head;
use crate::error::{Clash, Result, RunPart};
use crate::provider::Provider;
use crate::provider::number::ProviderNumber;

impl Batch {
    /// Strikes letters of the volumes in `folder` again, for paper that was spoiled: a file
    /// `respool-0003.pdf` in `out` for those of `spool-0003.pdf`, and so for each volume. Gives the
    /// files.
    ///
    /// Each page has the content of the spoiled one, byte for byte: password, count, mark and codes
    /// of glyphs. Files are whole, durable and private as those of the run, and the same each time;
    /// `out` should be another folder than the run's, where nothing names them.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let (folder, out) = (folder.path().join("spools"), folder.path().join("again"));
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// let options = SpoolOptions::default();
    /// batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// let files = batch.respool(&providers, &folder, &["1971100456".parse()?], &out)?;
    /// assert_eq!(files, [out.join("respool-0001.pdf")]);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::OtherRun`](crate::ErrorKind::OtherRun) where the folder's run was made from
    /// anything else than this batch and list, or has no volumes;
    /// [`ErrorKind::NotIssued`](crate::ErrorKind::NotIssued) for a provider who has no letter
    /// there, and nothing is struck.
    pub fn respool(
        &self,
        providers: &[Provider],
        folder: impl AsRef<Path>,
        spoiled: &[ProviderNumber],
        out: impl AsRef<Path>,
    ) -> Result<Vec<PathBuf>> {
        let volumes = self.volumes_in(&Folder::open(folder)?, providers)?;
        let mut respool = Respool { batch: self, volumes, left: spoiled.iter().copied().collect() };
        respool.refuse_unknown()?;
        let out = Folder::make(out.as_ref(), self.manner().safeguards())?;
        let _lock = Lock::take(&out)?;
        respool.write(&out)
    }

    /// The volumes of the run that a folder holds.
    fn volumes_in<'a>(&'a self, folder: &Folder, providers: &'a [Provider]) -> Result<Volumes<'a>> {
        let head = head(self, folder)?;
        let options = SpoolOptions::of_form(head.form());
        let options = options.ok_or_else(|| folder.clashing(Clash::Part(RunPart::Form)))?;
        let volumes = Volumes::new(self, providers, options)?;
        let identity = Identity::new(self, providers, options.form());
        match identity.differences(&head).first() {
            Some(part) => Err(folder.clashing(Clash::Part(*part))),
            None => Ok(volumes),
        }
    }
}

struct Respool<'a> {
    batch: &'a Batch,
    volumes: Volumes<'a>,
    /// Letters that are still to be struck.
    left: BTreeSet<ProviderNumber>,
}

impl Respool<'_> {
    fn refuse_unknown(&self) -> Result<()> {
        let mut unknown = self.left.clone();
        for provider in self.volumes.printed() {
            unknown.remove(&provider.number());
        }
        if unknown.is_empty() { Ok(()) } else { Err(not_issued(unknown)) }
    }

    fn write(&mut self, out: &Folder) -> Result<Vec<PathBuf>> {
        let (mut files, mut group) = (Vec::new(), 0);
        while !self.left.is_empty() {
            let is_left = |provider: &Provider| self.left.contains(&provider.number());
            if self.volumes.letters(group).any(is_left) {
                files.push(self.write_volume(group, out)?);
            }
            group += 1;
        }
        Ok(files)
    }

    fn write_volume(&mut self, group: usize, out: &Folder) -> Result<PathBuf> {
        let name = self.volumes.name(group).replacen("spool", "respool", 1);
        let file = Gathering::new(out.create(&name)?);
        self.strike(group, file)?.finish()?;
        Ok(out.path_of(name))
    }

    fn strike<W: Write>(&mut self, group: usize, writer: W) -> Result<W> {
        let mut volume = self.volumes.begin(group, writer)?;
        for Counted { provider, beside } in self.volumes.counted(group) {
            if self.left.remove(&provider.number()) {
                self.batch.push(&mut volume, provider, &beside)?;
            } else {
                volume.pass_over(&self.batch.draft(provider)?, &beside)?;
            }
        }
        Ok(volume.finish()?.0)
    }
}
