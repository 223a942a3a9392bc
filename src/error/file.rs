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
    /// To give it its final name.
    Rename,
    /// To keep other runs out.
    Lock,
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Create => "create",
            Self::Open => "open",
            Self::Read => "read",
            Self::Write => "write",
            Self::Sync => "fsync",
            Self::Rename => "rename",
            Self::Lock => "lock",
        })
    }
}
