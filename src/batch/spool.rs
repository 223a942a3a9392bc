//! Few big files for a print shop: sorted, counted, with one set of fonts a file and a bookmark a
//! page.

use std::borrow::Borrow;
use std::io::{self, Read, Write};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use hmac::Mac;

use super::Batch;
use super::durable::{Unfinished, sync_folder};
use super::journal::Identity;
use super::key::KeyedDigest;
use super::manifest::Row;
use super::preflight::{check_all, duplicates, row_of};
use super::report::{Progress, Refusal, Report};
use super::run::{Made, Work, run};
use super::wiped;
use crate::error::{Action, Error, Result};
use crate::issuer::volume::Volume;
use crate::pdf::profile::Profile;
use crate::provider::{Provider, Warning};

/// In which order the letters of a spool stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SpoolOrder {
    /// By provider number, and so by prefecture first.
    #[default]
    Number,
    /// By federation, within it in the order of the list.
    Federation,
    /// By post code, then by number; those without one come last.
    PostCode,
    /// As the list has them.
    AsListed,
}

/// How [`Batch::write_volumes`] lays letters into files.
///
/// ```
/// use std::num::NonZeroUsize;
/// use reissue_notice::{SpoolOptions, SpoolOrder};
/// let options = SpoolOptions::default()
///     .pages_per_volume(NonZeroUsize::new(5000).unwrap())
///     .order(SpoolOrder::PostCode);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpoolOptions {
    pages: NonZeroUsize,
    order: SpoolOrder,
    counted: bool,
    profile: Profile,
}

impl Default for SpoolOptions {
    fn default() -> Self {
        const PAGES: NonZeroUsize = NonZeroUsize::new(1000).unwrap();
        Self { pages: PAGES, order: SpoolOrder::default(), counted: true, profile: Profile::A2u }
    }
}

impl SpoolOptions {
    /// How many pages a file has at most. Default: 1000.
    #[must_use]
    pub fn pages_per_volume(self, pages: NonZeroUsize) -> Self {
        Self { pages, ..self }
    }

    /// In which order letters stand. Default: [`SpoolOrder::Number`].
    #[must_use]
    pub fn order(self, order: SpoolOrder) -> Self {
        Self { order, ..self }
    }

    /// Leaves out the count (12/5000) at the foot of each sheet. Default: it is printed.
    #[must_use]
    pub fn without_counts(self) -> Self {
        Self { counted: false, ..self }
    }

    /// What each file claims to be. Default: [`Profile::A2u`], for paper.
    #[must_use]
    pub fn profile(self, profile: Profile) -> Self {
        Self { profile, ..self }
    }

    /// Tags every page as a single letter is tagged, and makes each file PDF/A-2a and PDF/UA-1: for
    /// spools that are read on a screen. Default: untagged, PDF/A-2u. Paper does not show the
    /// difference; files become several times as large.
    #[must_use]
    pub fn tagged(self) -> Self {
        Self { profile: Profile::A2a, ..self }
    }

    /// What tells one kind of run from another.
    fn form(self) -> String {
        let counted = if self.counted { "counted" } else { "uncounted" };
        let tagged = if self.profile.is_tagged() { " tagged" } else { "" };
        format!("volumes {} {:?} {counted}{tagged}", self.pages, self.order)
    }
}

impl Batch {
    /// Writes the letters of `providers` into one PDF, in their order, with memory that only a few
    /// bytes a page grow in, and gives the writer back.
    ///
    /// `providers` may be read as they come; so a second record with one number is the caller's to
    /// refuse (see [`Batch::preflight`]).
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on("2026-04-01".parse()?).build()?;
    /// # let providers = [Provider::new("1971100456".parse()?, "KJ010199999999".parse()?, "やまなし会".parse()?)];
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// let (pdf, report) = batch.write_spool(&providers, Vec::new())?;
    /// assert!(pdf.ends_with(b"%%EOF\n"));
    /// assert_eq!(report.issued(), 1);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Write`](crate::ErrorKind::Write) with what the writer said, or for more letters
    /// than PDF/A has room for in one file.
    pub fn write_spool<P: Borrow<Provider>, W: Write>(
        &self,
        providers: impl IntoIterator<Item = P>,
        writer: W,
    ) -> Result<(W, Report)> {
        self.spool(providers, self.issuer.volume(Profile::A2u, writer)?)
    }

    /// The same as [`Batch::write_spool`], tagged: PDF/A-2a and PDF/UA-1, for spools that are read
    /// on a screen.
    ///
    /// Each element of a page is an object of its own: the file is several times as large, and
    /// memory grows by the offsets of them all.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on("2026-04-01".parse()?).build()?;
    /// # let providers = [Provider::new("1971100456".parse()?, "KJ010199999999".parse()?, "やまなし会".parse()?)];
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// let (pdf, _) = batch.write_tagged_spool(&providers, Vec::new())?;
    /// assert!(pdf.windows(15).any(|key| key == b"/StructTreeRoot"));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Batch::write_spool`].
    pub fn write_tagged_spool<P: Borrow<Provider>, W: Write>(
        &self,
        providers: impl IntoIterator<Item = P>,
        writer: W,
    ) -> Result<(W, Report)> {
        self.spool(providers, self.issuer.volume(Profile::A2a, writer)?)
    }

    fn spool<P: Borrow<Provider>, W: Write>(
        &self,
        providers: impl IntoIterator<Item = P>,
        mut volume: Volume<'_, W>,
    ) -> Result<(W, Report)> {
        let mut refused = Vec::new();
        for (index, provider) in providers.into_iter().enumerate() {
            let provider = provider.borrow();
            match self.push(&mut volume, provider, None) {
                Ok(_) => {}
                Err(error) if error.is_refusal() => {
                    refused.push(Refusal::new(row_of(index, provider), provider.number(), &error));
                }
                Err(error) => return Err(error),
            }
        }
        let issued = volume.letters();
        let (writer, bytes) = volume.finish()?;
        Ok((writer, Report { issued, refused, bytes, repaired: 0, complete: true, manifest: None }))
    }

    /// Writes the letters of `providers` into `spool-0001.pdf`, `spool-0002.pdf` ... in `folder`,
    /// with `manifest.csv`; durable and resumable as [`Batch::write_directory`]. No unfinished file
    /// carries a final name.
    ///
    /// # Errors
    /// As [`Batch::write_directory`], and [`ErrorKind::Write`](crate::ErrorKind::Write) for more
    /// letters a file than PDF/A has room for.
    pub fn write_volumes(
        &self,
        providers: &[Provider],
        (folder, options): (impl AsRef<Path>, SpoolOptions),
        mut progress: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Report> {
        let folder = folder.as_ref();
        let volumes = Volumes::new(self, providers, (folder, options))?;
        let identity = Identity::new(&self.key, &self.issuer, providers, options.form());
        run(folder, &identity, &volumes, &mut progress)
    }

    fn push<W: Write>(
        &self,
        volume: &mut Volume<'_, W>,
        provider: &Provider,
        count: Option<&str>,
    ) -> Result<Vec<Warning>> {
        let draft = self.issuer.draft(provider)?;
        volume.push(&draft, &self.password_of(provider.number()), count)?;
        Ok(draft.warnings)
    }
}

/// Which letters stand in which volume: what can be printed, sorted.
struct Volumes<'a> {
    batch: &'a Batch,
    folder: &'a Path,
    options: SpoolOptions,
    printed: Vec<&'a Provider>,
    refused: Vec<Refusal>,
    total: usize,
}

impl<'a> Volumes<'a> {
    fn new(
        batch: &'a Batch,
        providers: &'a [Provider],
        (folder, options): (&'a Path, SpoolOptions),
    ) -> Result<Self> {
        let (checked, mut refused) = (check_all(&batch.issuer, providers), duplicates(providers));
        let mut printed = Vec::with_capacity(providers.len());
        for (index, (provider, checked)) in providers.iter().zip(checked).enumerate() {
            match checked {
                Err(error) => drop(refused.insert(
                    index,
                    Refusal::new(row_of(index, provider), provider.number(), &error),
                )),
                Ok(_) if refused.contains_key(&index) => {}
                Ok(_) => printed.push(provider),
            }
        }
        let refused = refused.into_values().collect();
        match options.order {
            SpoolOrder::AsListed => {}
            SpoolOrder::Number => printed.sort_by_key(|provider| provider.number()),
            SpoolOrder::Federation => {
                printed.sort_by_key(|provider| provider.number().prefecture());
            }
            SpoolOrder::PostCode => printed.sort_by_key(|provider| {
                (provider.post_code().is_none(), provider.post_code(), provider.number())
            }),
        }
        let letters = printed.len().min(options.pages.get());
        batch.issuer.check_volume(options.profile, letters)?;
        Ok(Self { batch, folder, options, printed, refused, total: providers.len() })
    }

    fn name(group: usize) -> String {
        format!("spool-{:04}.pdf", group + 1)
    }

    /// Writes one volume and gives its writer back with the warnings of each letter.
    fn write<W: Write>(&self, group: usize, writer: W) -> Result<(W, Vec<Vec<Warning>>)> {
        let batch = self.batch;
        let mut volume = batch.issuer.volume(self.options.profile, writer)?;
        let first = group * self.options.pages.get();
        let warnings = self.letters(group).enumerate().map(|(index, provider)| {
            let count = self
                .options
                .counted
                .then(|| format!("{}/{}", first + index + 1, self.printed.len()));
            batch.push(&mut volume, provider, count.as_deref())
        });
        let warnings = warnings.collect::<Result<_>>()?;
        Ok((volume.finish()?.0, warnings))
    }

    fn letters(&self, group: usize) -> impl Iterator<Item = &'a Provider> + '_ {
        let pages = self.options.pages.get();
        self.printed.iter().copied().skip(group * pages).take(pages)
    }

    /// Compares, and writes only where a difference shows.
    fn stand_or_write(&self, group: usize, path: PathBuf) -> Result<(Written, Vec<Vec<Warning>>)> {
        let digest = self.batch.key.digest();
        if let Ok(standing) = std::fs::File::open(&path) {
            let compared = self.write(group, Comparing { standing, digest: digest.clone() });
            if let Ok((mut compared, warnings)) = compared
                && compared.is_at_end()
            {
                // Its name is durable: opening the journal synced the folder.
                return Ok((Written { digest: compared.digest, bytes: 0 }, warnings));
            }
        }
        let buffer = wiped::Gathering::new(Unfinished::create(path)?);
        let (digesting, warnings) =
            self.write(group, Digesting { out: buffer, digest, bytes: 0 })?;
        let Digesting { out, digest, bytes } = digesting;
        let file =
            out.into_inner().map_err(|error| Error::io(Action::Write, self.folder, error))?;
        file.sync()?;
        file.rename()?;
        sync_folder(self.folder)?;
        Ok((Written { digest, bytes }, warnings))
    }
}

struct Written {
    digest: KeyedDigest,
    bytes: u64,
}

impl Work for Volumes<'_> {
    fn groups(&self) -> usize {
        // One even where nothing can be printed: its refusals must reach the report.
        self.printed.len().div_ceil(self.options.pages.get()).max(1)
    }

    fn records(&self) -> usize {
        self.total
    }

    fn make(&self, group: usize) -> Result<Made> {
        let refused = if group == 0 { self.refused.clone() } else { Vec::new() };
        if self.letters(group).next().is_none() {
            return Ok(Made { refused, ..Made::default() });
        }
        let name = Self::name(group);
        let (Written { digest, bytes }, warnings) =
            self.stand_or_write(group, self.folder.join(&name))?;
        let letters = self.letters(group).zip(warnings).enumerate();
        let row = |(index, (provider, warnings)): (usize, (&Provider, Vec<Warning>))| {
            Row::new(provider, (name.clone(), index + 1), digest.clone(), &warnings)
        };
        Ok(Made {
            rows: letters.map(row).collect(),
            refused,
            bytes,
            written: usize::from(bytes > 0),
        })
    }
}

/// Passes bytes on and takes them into a digest.
struct Digesting<W> {
    out: W,
    digest: KeyedDigest,
    bytes: u64,
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.digest.update(bytes.get(..written).unwrap_or_default());
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Fails at the first byte that a standing file has otherwise.
struct Comparing {
    standing: std::fs::File,
    digest: KeyedDigest,
}

impl Comparing {
    fn is_at_end(&mut self) -> bool {
        matches!(self.standing.read(&mut [0]), Ok(0))
    }
}

impl Write for Comparing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut standing = wiped::buffer(bytes.len());
        self.standing.read_exact(&mut standing)?;
        if *standing != bytes {
            return Err(io::Error::other("the standing file differs"));
        }
        self.digest.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
