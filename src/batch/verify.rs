//! Checks folders against manifest, list and key, and names every difference.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use super::Batch;
use super::key::KeyedDigest;
use super::manifest::{self, Row, digest_file};
use super::preflight::duplicates;
use crate::error::Result;
use crate::provider::Provider;
use crate::provider::number::ProviderNumber;

/// Something that is not as the manifest, the list or the key says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Difference {
    /// A file of the manifest is not there or cannot be read, or a row of the manifest itself.
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// A file is not the one that was written, or the row is not the one that was written for it.
    Altered {
        /// The file.
        file: PathBuf,
        /// Whose letter it should be.
        number: ProviderNumber,
    },
    /// A PDF that no row of the manifest names.
    Unlisted {
        /// The file.
        file: PathBuf,
    },
    /// A provider of the list that can be printed and has no letter.
    Missing {
        /// Which provider.
        number: ProviderNumber,
    },
    /// A letter with another user ID than the list has.
    OtherUserId {
        /// Which provider.
        number: ProviderNumber,
    },
    /// A letter of a provider that is not in the list, or a second one of one that is.
    Surplus {
        /// Which provider.
        number: ProviderNumber,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { file, reason } => write!(f, "{}: {reason}", file.display()),
            Self::Altered { file, number } => {
                write!(f, "{}: not as it was written for {number}", file.display())
            }
            Self::Unlisted { file } => write!(f, "{}: not in the manifest", file.display()),
            Self::Missing { number } => write!(f, "{number}: no letter"),
            Self::OtherUserId { number } => {
                write!(f, "{number}: a letter with another user ID than the list has")
            }
            Self::Surplus { number } => write!(f, "{number}: a letter too many"),
        }
    }
}

impl Batch {
    /// Checks that the letters in `folders` together are exactly those of `providers` under this
    /// key: one folder, or one for each shard.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) where a folder or its manifest cannot be read at
    /// all.
    pub fn verify<F: AsRef<Path>>(
        &self,
        providers: &[Provider],
        folders: &[F],
    ) -> Result<Vec<Difference>> {
        let mut differences = Vec::new();
        let mut letters = Letters::new();
        for folder in folders {
            self.verify_folder(folder.as_ref(), &mut letters, &mut differences)?;
        }
        differences.extend(self.against_list(providers, letters));
        Ok(differences)
    }

    fn verify_folder(
        &self,
        folder: &Path,
        letters: &mut Letters,
        differences: &mut Vec<Difference>,
    ) -> Result<()> {
        let mut files =
            Files { folder, blank: self.key.digest(), last: None, seen: HashSet::new() };
        for row in manifest::read(folder)? {
            let row = match row {
                Ok(row) => row,
                Err(reason) => {
                    differences
                        .push(Difference::Unreadable { file: folder.join(manifest::FILE), reason });
                    continue;
                }
            };
            differences.extend(files.check(&row));
            letters.entry(row.number).or_default().push(row.user_id);
        }
        for file in pdfs(folder)? {
            if !files.seen.contains(&file) {
                differences.push(Difference::Unlisted { file });
            }
        }
        Ok(())
    }

    fn against_list(&self, providers: &[Provider], mut letters: Letters) -> Vec<Difference> {
        let refused = duplicates(providers);
        let mut differences = Vec::new();
        let listed = providers.iter().enumerate().filter(|(index, _)| !refused.contains_key(index));
        for (_, provider) in listed {
            let number = provider.number();
            match letters.remove(&number) {
                Some(user_ids) => {
                    let others =
                        user_ids.iter().filter(|user_id| *user_id != provider.user_id().as_str());
                    differences.extend(others.map(|_| Difference::OtherUserId { number }));
                    differences
                        .extend(user_ids.iter().skip(1).map(|_| Difference::Surplus { number }));
                }
                None if self.issuer.check(provider).is_ok() => {
                    differences.push(Difference::Missing { number });
                }
                None => {}
            }
        }
        let mut surplus: Vec<_> = letters.into_keys().collect();
        surplus.sort_unstable();
        differences.extend(surplus.into_iter().map(|number| Difference::Surplus { number }));
        differences
    }
}

/// The user IDs of the letters of each provider: one, where all is well.
type Letters = HashMap<ProviderNumber, Vec<String>>;

/// The files of one manifest; the rows of a volume follow each other, so its digest is taken once.
struct Files<'a> {
    folder: &'a Path,
    blank: KeyedDigest,
    last: Option<(String, KeyedDigest)>,
    seen: HashSet<PathBuf>,
}

impl Files<'_> {
    fn check(&mut self, row: &Row) -> Option<Difference> {
        let file = self.folder.join(&row.file);
        self.seen.insert(file.clone());
        let digest = match &self.last {
            Some((last, digest)) if *last == row.file => digest.clone(),
            _ => match digest_file(self.blank.clone(), &file) {
                Ok(digest) => digest,
                Err(error) => {
                    return Some(Difference::Unreadable { file, reason: error.to_string() });
                }
            },
        };
        self.last = Some((row.file.clone(), digest.clone()));
        (!row.agrees_with(digest)).then_some(Difference::Altered { file, number: row.number })
    }
}

/// Every PDF in a folder and in the folders right below it, in order.
fn pdfs(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in entries(folder)? {
        if path.is_dir() {
            found.extend(entries(&path)?.into_iter().filter(|path| is_pdf(path)));
        } else if is_pdf(&path) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let listed =
        fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    listed.map_err(|error| crate::error::Error::io(crate::error::Action::Read, folder, error))
}

fn is_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "pdf")
}
