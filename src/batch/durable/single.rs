//! One file that holds or opens a password, somewhere that is not a run's folder: as whole, as
//! durable and as private as a letter of a run.

use std::path::Path;

use super::folder::Folder;
use super::{Kind, Safeguards};
use crate::error::{Action, Error, ErrorKind, Plain, Result, Safeguard};
use crate::issuer::encrypted::EncryptedLetter;
use crate::issuer::letter::Letter;

impl Letter {
    /// Writes the PDF to `path`, readable by nobody else from its first byte on, whole or not at
    /// all, and durable; in place of a file that stood there.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
    /// # use reissue_notice::{Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// # let (folder, mut rng) = (tempfile::tempdir().unwrap(), ChaCha20Rng::from_seed([7; 32]));
    /// let letter = issuer.issue(&provider, &mut rng)?;
    /// letter.write_file(folder.path().join("notice.pdf"))?;
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Io`] with the file and what was tried, [`ErrorKind::Planted`] where a link, a
    /// folder or a device has the name.
    pub fn write_file(&self, path: impl AsRef<Path>) -> Result<()> {
        write_private(path.as_ref(), self.pdf())
    }
}

impl EncryptedLetter {
    /// As [`Letter::write_file`].
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
    /// # use reissue_notice::{Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// # let (folder, mut rng) = (tempfile::tempdir().unwrap(), ChaCha20Rng::from_seed([7; 32]));
    /// # let path = folder.path().join("notice.pdf");
    /// let letter = issuer.issue(&provider, &mut rng)?;
    /// let mail = letter.encrypted(&"correct-horse-battery".parse()?, &mut rng)?;
    /// mail.write_file(&path)?;
    /// assert_eq!(std::fs::read(&path).unwrap(), mail.pdf());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Letter::write_file`].
    pub fn write_file(&self, path: impl AsRef<Path>) -> Result<()> {
        write_private(path.as_ref(), self.pdf())
    }
}

pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
    let (folder, name) = place_of(path, Safeguards::default())?;
    folder.write_whole(&name, bytes)
}

/// The same for a file beside a run, which has been told where folders cannot be synced: the same
/// call makes the file again.
pub(crate) fn write_beside_run(path: &Path, bytes: &[u8]) -> Result<()> {
    match write_private(path, bytes) {
        Err(error) if is_unsynced(&error) => Ok(()),
        written => written,
    }
}

fn is_unsynced(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Unsupported { safeguard: Safeguard::FolderSync, .. })
}

/// Writes a file where nothing stood; whether that was so.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<bool> {
    let (folder, name) = folder_and_name(path, Safeguards::default())?;
    let mut file = folder.create_apart(&name)?;
    file.write(bytes)?;
    file.sync()?;
    let new = file.rename_to_new()?;
    folder.sync_as("key-sync")?;
    Ok(new)
}

/// The folder that a file is to stand in, and its name there.
///
/// # Errors
/// [`ErrorKind::Planted`] where a link, a folder or a device has the name.
pub(crate) fn place_of(path: &Path, safeguards: Safeguards) -> Result<(Folder, String)> {
    let (folder, name) = folder_and_name(path, safeguards)?;
    if folder.entry(&name).is_ok_and(|entry| entry.kind != Kind::File) {
        return Err(ErrorKind::Planted { path: path.to_owned(), expected: Plain::File }.into());
    }
    Ok((folder, name))
}

fn folder_and_name(path: &Path, safeguards: Safeguards) -> Result<(Folder, String)> {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        let error = std::io::ErrorKind::InvalidFilename.into();
        return Err(Error::io(Action::Create, path, error));
    };
    Ok((Folder::above(path, safeguards)?, name.to_owned()))
}
