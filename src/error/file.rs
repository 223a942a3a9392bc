//! What was tried on a file.

use std::fmt;

/// What was tried on a file or folder when the system refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Action {
    /// To create it.
    Create,
    /// To open it.
    Open,
    /// To read it.
    Read,
    /// To write to it.
    Write,
    /// To make what was written durable (fsync).
    Sync,
    /// To give it its final name, in place of what may have it.
    Replace,
    /// To take it away.
    Remove,
    /// To take from others what they may do with it.
    MakePrivate,
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Create => "create",
            Self::Open => "open",
            Self::Read => "read",
            Self::Write => "write",
            Self::Sync => "fsync",
            Self::Replace => "replace",
            Self::Remove => "remove",
            Self::MakePrivate => "take from other users",
        })
    }
}

/// What should have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Plain {
    /// A file with bytes of its own.
    File,
    /// A folder.
    Folder,
}

impl fmt::Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::File => "a plain file",
            Self::Folder => "a folder",
        })
    }
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
