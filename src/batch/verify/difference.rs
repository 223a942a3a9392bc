//! What a verification finds, each by what it is.

use std::fmt;
use std::path::PathBuf;

use super::super::durable::folder::Folder;
use super::super::round::Round;
use super::super::shard::Shard;
use crate::error::{Clash, RunPart};
use crate::provider::number::ProviderNumber;

/// Something in a folder that is not as list, issuer and key say.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// # use std::ops::ControlFlow;
/// # use reissue_notice::{BatchKey, Issuer, Provider};
/// use reissue_notice::Difference;
/// # let issued_on = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
/// # let folder = tempfile::tempdir().unwrap();
/// # let folder = folder.path().join("letters");
/// # let batch = issuer.batch(BatchKey::generate()?);
/// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
/// let file = folder.join("19/1971100456.pdf");
/// std::fs::remove_file(&file).unwrap();
/// let missing = Difference::Missing { number, file };
/// assert_eq!(batch.verify(&providers, &[&folder])?, [missing]);
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Difference {
    /// The folder holds no run, or another's.
    #[error("{}: {clash}", .folder.display())]
    OtherRun {
        /// The folder.
        folder: PathBuf,
        /// In what it is another's.
        clash: Clash,
    },
    /// The folder holds no run of this round.
    #[error("{}: no run is here", .folder.display())]
    NoRun {
        /// The folder.
        folder: PathBuf,
    },
    /// A run that has not come to its end: the same call as before goes on with it.
    #[error(
        "{}: the run has not come to its end; the same call goes on with it",
        .folder.display()
    )]
    Unfinished {
        /// The folder.
        folder: PathBuf,
    },
    /// Letters were made from something else than this batch would make them from.
    #[error("{}: made with another {part}", .folder.display())]
    OtherPart {
        /// The folder.
        folder: PathBuf,
        /// From what.
        part: RunPart,
    },
    /// The journal, or its head, is not as it was written.
    #[error("{}: not as it was written", .file.display())]
    Journal {
        /// The file.
        file: PathBuf,
    },
    /// A line of a manifest that is not one, or not where it should be.
    #[error("{}: line {line} is not as it was written", .file.display())]
    Line {
        /// The manifest.
        file: PathBuf,
        /// Counted from 1.
        line: usize,
    },
    /// The rows of a manifest are all there, in another order.
    #[error("{}: its rows are in another order", .file.display())]
    Order {
        /// The manifest.
        file: PathBuf,
    },
    /// A row of a manifest that does not say of a letter what is so.
    #[error("{}: the row of {number} is not as it was written", .file.display())]
    Row {
        /// The manifest.
        file: PathBuf,
        /// Whose row it is.
        number: ProviderNumber,
    },
    /// A row that does not say that a later letter made its own void, or says so wrongly.
    #[error("{}: {}", .file.display(), Voided(*.number, *.replaced_by))]
    Void {
        /// The manifest.
        file: PathBuf,
        /// Whose row it is.
        number: ProviderNumber,
        /// The round that made it void, if any did.
        replaced_by: Option<Round>,
    },
    /// A provider who should have a letter and has none.
    #[error("{number}: no letter, expected {}", .file.display())]
    Missing {
        /// Which provider.
        number: ProviderNumber,
        /// Where the letter should stand.
        file: PathBuf,
    },
    /// A provider who should have a letter and whom the manifest does not name.
    #[error("{number}: the manifest does not name it")]
    NoRow {
        /// Which provider.
        number: ProviderNumber,
    },
    /// A letter that stands and that no row of the manifest names.
    #[error("{number}: {} stands and the manifest does not name it", .file.display())]
    NotListed {
        /// Which provider.
        number: ProviderNumber,
        /// Where it stands.
        file: PathBuf,
    },
    /// A file is not the one that was written.
    #[error("{}: not as it was written", .file.display())]
    Altered {
        /// The file.
        file: PathBuf,
    },
    /// A letter that was written to another user ID than the list has.
    #[error("{number}: a letter with another user ID than the list has")]
    OtherUserId {
        /// Which provider.
        number: ProviderNumber,
    },
    /// A letter that was written to another name than the list has.
    #[error("{number}: a letter with another name or address than the list has")]
    OtherName {
        /// Which provider.
        number: ProviderNumber,
    },
    /// A row of a manifest for a provider who should not have it.
    #[error("{number}: a letter too many: {reason}")]
    Surplus {
        /// Which provider.
        number: ProviderNumber,
        /// Why not.
        reason: Surplus,
    },
    /// A letter on the void list that the manifest does not name, or elsewhere.
    #[error("{number}: its letter was pulled, and the manifest does not name that letter")]
    Pulled {
        /// Which provider.
        number: ProviderNumber,
    },
    /// A letter, or what may be one, that nothing says should be there.
    #[error("{}: a letter that nothing names", .file.display())]
    Stray {
        /// The file.
        file: PathBuf,
    },
    /// Something that has the name of a letter or a manifest and is no plain file.
    #[error("{}: not a plain file", .file.display())]
    NotPlain {
        /// What has the name.
        file: PathBuf,
    },
    /// A file or folder that other users may read.
    #[error("{}: others may read it (mode {mode:04o})", .file.display())]
    Open {
        /// The file or folder.
        file: PathBuf,
        /// The bits of its mode.
        mode: u32,
    },
    /// The list was split in several ways, and folders of each stand side by side: letters are
    /// there twice.
    #[error(
        "shards of {} stand side by side: the list was split anew; keep the folders of one split",
        Counts(.counts)
    )]
    SplitTwice {
        /// In how many parts, each time.
        counts: Vec<u32>,
    },
    /// A part of the list that another folder holds too.
    #[error("{}: another folder holds shard {shard} too", .folder.display())]
    ShardTwice {
        /// The second folder.
        folder: PathBuf,
        /// Which part.
        shard: Shard,
    },
    /// A part of the list whose folder is not among those that were verified.
    #[error("shard {shard}: no folder of it")]
    MissingShard {
        /// Which part.
        shard: Shard,
    },
}

/// Why a provider should not have a row.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// # use std::ops::ControlFlow;
/// # use reissue_notice::{BatchKey, Issuer, Provider};
/// use reissue_notice::{Difference, Surplus};
/// # let issued_on = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
/// # let folder = tempfile::tempdir().unwrap();
/// # let folder = folder.path().join("letters");
/// # let batch = issuer.batch(BatchKey::generate()?);
/// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
/// let surplus = Difference::Surplus { number, reason: Surplus::NotInList };
/// assert!(batch.verify(&[], &[&folder])?.contains(&surplus));
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Surplus {
    /// The list does not have it.
    NotInList,
    /// The list has it, and it is refused.
    Refused,
    /// It has a row already.
    Twice,
    /// It belongs to another part of the list.
    OtherShard,
}

impl fmt::Display for Surplus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotInList => "the list does not have this provider",
            Self::Refused => "the list's record is refused",
            Self::Twice => "the manifest names it twice",
            Self::OtherShard => "it belongs to another part of the list",
        })
    }
}

impl Difference {
    pub(super) fn other_part(folder: &Folder, part: RunPart) -> Self {
        Self::OtherPart { folder: folder.path().to_owned(), part }
    }
}

/// In how many parts a list was split.
struct Counts<'a>(&'a [u32]);

impl fmt::Display for Counts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts: Vec<String> = self.0.iter().map(u32::to_string).collect();
        f.write_str(&counts.join(" and of "))
    }
}

/// What a row should say of its letter, and does not.
struct Voided(ProviderNumber, Option<Round>);

impl fmt::Display for Voided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(number, replaced_by) = self;
        match replaced_by {
            Some(round) => {
                write!(f, "does not say that round {round} made the letter of {number} void")
            }
            None => write!(f, "says that the letter of {number} is void, and it is not"),
        }
    }
}
