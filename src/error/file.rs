//! What was tried on a file.

/// What was tried on a file or folder when the system refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Action {
    /// To create it.
    #[error("create")]
    Create,
    /// To open it.
    #[error("open")]
    Open,
    /// To read it.
    #[error("read")]
    Read,
    /// To write to it.
    #[error("write")]
    Write,
    /// To make what was written durable (fsync).
    #[error("fsync")]
    Sync,
    /// To give it its final name, in place of what may have it.
    #[error("replace")]
    Replace,
    /// To take it away.
    #[error("remove")]
    Remove,
    /// To take from others what they may do with it.
    #[error("take from other users")]
    MakePrivate,
}

/// What should have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Plain {
    /// A file with bytes of its own.
    #[error("a plain file")]
    File,
    /// A folder.
    #[error("a folder")]
    Folder,
}

/// What a run does to be safe, and not every file system can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Safeguard {
    /// A lock keeps other runs out of the folder.
    Lock,
    /// The names in a folder are made durable.
    FolderSync,
}

impl Safeguard {
    /// What does not work.
    pub(super) fn lacking(self) -> &'static str {
        match self {
            Self::Lock => "its file system has no locks",
            Self::FolderSync => "its file system cannot sync folders",
        }
    }

    /// How to go on, and what that gives up.
    pub(super) fn way_out(self) -> &'static str {
        match self {
            Self::Lock => "without_lock (--no-lock) goes on, and then nothing keeps two runs apart",
            Self::FolderSync => {
                "without_folder_sync (--no-folder-sync) goes on, and then a power cut may take \
                 names from files, which the same call makes again"
            }
        }
    }
}
