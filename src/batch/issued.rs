//! Which letter stands where, for whoever asks after a run: read from its manifest, row by row, so
//! that a run need not keep 300,000 of them.

use std::fmt;
use std::path::{Path, PathBuf};

use super::durable::folder::Folder;
use super::manifest::{self, Columns, Lines, Row};
use super::report::Report;
use super::round::Round;
use crate::error::{Action, Error, ErrorKind, Result};
use crate::provider::number::ProviderNumber;
use crate::provider::reference::ReferenceNumber;

/// A letter, as the manifest of its run tells of it. It holds no secret.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// # use std::ops::ControlFlow;
/// # use reissue_notice::{BatchKey, Issuer, Manifest, ManifestRow, Provider, Round};
/// # let issued_on = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
/// # let folder = tempfile::tempdir().unwrap();
/// # let folder = folder.path().join("letters");
/// # let batch = issuer.batch(BatchKey::generate()?);
/// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
/// let row: ManifestRow = Manifest::open(&folder, Round::FIRST)?.next().unwrap()?;
/// assert_eq!((row.number(), row.page()), (providers[0].number(), 1));
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ManifestRow(pub(super) Row);

impl ManifestRow {
    /// Whose letter it is.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Manifest, Provider, Round};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// let row = Manifest::open(&folder, Round::FIRST)?.next().unwrap()?;
    /// assert_eq!(row.number(), providers[0].number());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn number(&self) -> ProviderNumber {
        self.0.number
    }

    /// The user ID on the letter.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Manifest, Provider, Round};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// let row = Manifest::open(&folder, Round::FIRST)?.next().unwrap()?;
    /// assert_eq!(row.user_id(), "KJ010199999999");
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn user_id(&self) -> &str {
        &self.0.user_id
    }

    /// The round in which it was issued.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Manifest, Provider, Round};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// let batch = batch.round(Round::new(2)?);
    /// batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// let row = Manifest::open(&folder, Round::new(2)?)?.next().unwrap()?;
    /// assert_eq!(row.round(), Round::new(2)?);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn round(&self) -> Round {
        self.0.round
    }

    /// The later round that made this letter void, if any did.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Manifest, Provider, Round};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// let second = Round::new(2)?;
    /// let again = batch.round(second);
    /// again.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// let row = Manifest::open(&folder, Round::FIRST)?.next().unwrap()?;
    /// assert_eq!(row.replaced_by(), Some(second));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn replaced_by(&self) -> Option<Round> {
        self.0.replaced_by
    }

    /// The file in the folder of the run, with `/`: of its own, or of a volume.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Manifest, Provider, Round};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// let row = Manifest::open(&folder, Round::FIRST)?.next().unwrap()?;
    /// assert_eq!(row.file(), "19/1971100456.pdf");
    /// assert!(folder.join(row.file()).exists());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn file(&self) -> &str {
        &self.0.place.file
    }

    /// The page of the file on which it begins, counted from 1.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Manifest, Provider, Round, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("spools");
    /// # let mut providers = Vec::new();
    /// # for (number, id) in [("1970000001", "KJ000000000001"), ("1970000019", "KJ000000000002")] {
    /// #     providers.push(Provider::new(number.parse()?, id.parse()?, "やまなし会".parse()?));
    /// # }
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # let options = SpoolOptions::default();
    /// # batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// let second = Manifest::open(&folder, Round::FIRST)?.nth(1).unwrap()?;
    /// assert_eq!((second.file(), second.page()), ("spool-0001.pdf", 2));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn page(&self) -> usize {
        self.0.place.page
    }

    /// The number of its envelope, counted from 1, where letters share them.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Manifest, Provider, Round, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("spools");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// let options = SpoolOptions::default().with_shared_envelopes(8.try_into().unwrap());
    /// batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// let row = Manifest::open(&folder, Round::FIRST)?.next().unwrap()?;
    /// assert_eq!(row.envelope(), Some(1));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn envelope(&self) -> Option<usize> {
        self.0.envelope
    }

    /// The reference number on the letter, where one is printed.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Manifest, Provider, Round, Template};
    /// # let builder = Issuer::builder().federation_by_prefecture();
    /// # let builder = builder.issued_on("2026-04-01".parse()?);
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// let issuer = builder.template(Template::default().with_reference_label("整理番号")).build()?;
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// let row = Manifest::open(&folder, Round::FIRST)?.next().unwrap()?;
    /// assert_eq!(row.reference(), batch.reference_of(&providers[0]).as_ref());
    /// # assert!(row.reference().is_some());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn reference(&self) -> Option<&ReferenceNumber> {
        self.0.reference.as_ref()
    }
}

impl fmt::Debug for ManifestRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ManifestRow")
            .field("number", &self.number())
            .field("user_id", &self.user_id())
            .field("round", &self.round())
            .field("replaced_by", &self.replaced_by())
            .field("file", &self.file())
            .field("page", &self.page())
            .field("envelope", &self.envelope())
            .field("reference", &self.reference())
            .finish()
    }
}

/// The letters of a folder as a manifest tells of them, each read when it is asked for. Whether
/// they are so, [`Batch::verify`](crate::Batch::verify) says.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// # use std::ops::ControlFlow;
/// # use reissue_notice::{BatchKey, Issuer, Manifest, Provider, Round};
/// # let issued_on = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
/// # let folder = tempfile::tempdir().unwrap();
/// # let folder = folder.path().join("letters");
/// # let batch = issuer.batch(BatchKey::generate()?);
/// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
/// let mut files = Vec::new();
/// for row in Manifest::open(&folder, Round::FIRST)? {
///     files.push(folder.join(row?.file()));
/// }
/// assert_eq!(files, [folder.join("19/1971100456.pdf")]);
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
pub struct Manifest {
    lines: Lines,
    path: PathBuf,
    /// The number of the last line that was read.
    line: usize,
}

impl Manifest {
    /// The manifest of a round. It stands where a run has come to its end.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Manifest, Provider, Round};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// for row in Manifest::open(&folder, Round::FIRST)? {
    ///     assert_eq!(row?.file(), "19/1971100456.pdf");
    /// }
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Io`] where the folder has no such manifest, [`ErrorKind::ManifestLine`] where
    /// its first line is not that of one.
    pub fn open(folder: impl AsRef<Path>, round: Round) -> Result<Self> {
        Self::of(&Folder::open(folder)?, round)
    }

    pub(super) fn of(folder: &Folder, round: Round) -> Result<Self> {
        let path = folder.path_of(manifest::name(round));
        match Lines::of(folder, round)? {
            Some(lines) => Self { lines, path, line: 1 }.after_columns(),
            None => Err(Error::io(Action::Open, path, std::io::ErrorKind::NotFound.into())),
        }
    }

    fn after_columns(mut self) -> Result<Self> {
        let first = self.lines.next().transpose()?;
        match first.as_deref().and_then(Columns::of) {
            Some(_) => Ok(self),
            None => Err(self.wrong_line()),
        }
    }

    fn wrong_line(&self) -> Error {
        ErrorKind::ManifestLine { path: self.path.clone(), line: self.line }.into()
    }
}

/// Each item is a row, or [`ErrorKind::ManifestLine`] for a line that is none.
impl Iterator for Manifest {
    type Item = Result<ManifestRow>;

    fn next(&mut self) -> Option<Self::Item> {
        let line = self.lines.next()?;
        self.line += 1;
        Some(line.and_then(|line| match Row::parse(&line) {
            Some(row) => Ok(ManifestRow(row)),
            None => Err(self.wrong_line()),
        }))
    }
}

impl fmt::Debug for Manifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, .. } = self;
        f.debug_struct("Manifest").field("path", path).field("line", line).finish_non_exhaustive()
    }
}

impl Report {
    /// Every letter that stands, in the order of the list or of the volumes: read from the manifest
    /// as it is asked for, so that a report takes no more memory for many. None where the run has
    /// no manifest: it was stopped, or wrote one spool into a writer, whose letters stand as they
    /// came.
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
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// let report = batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// for letter in report.letters()? {
    ///     let letter = letter?;
    ///     assert_eq!(letter.number().to_string(), "1971100456");
    ///     assert_eq!((letter.file(), letter.page()), ("19/1971100456.pdf", 1));
    /// }
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Manifest::open`].
    pub fn letters(&self) -> Result<impl Iterator<Item = Result<ManifestRow>>> {
        let manifest = match self.manifest().and_then(Path::parent) {
            Some(folder) => Some(Manifest::open(folder, self.round)?),
            None => None,
        };
        Ok(manifest.into_iter().flatten())
    }
}
