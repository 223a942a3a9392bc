//! Why a folder is not this run's to write in.

use std::fmt;

use super::RunPart;

/// In what a folder clashes with the run that would write there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Clash {
    /// A run of another version of how passwords are drawn and files sealed.
    Scheme {
        /// What the folder's journal says.
        found: String,
        /// What this crate draws by.
        ours: &'static str,
    },
    /// A run whose letters are made from something else.
    Part(RunPart),
    /// A journal that is not as it was written.
    DamagedJournal,
    /// Letters of which no journal tells.
    NoJournal {
        /// The first file or folder of them that was found.
        found: String,
    },
    /// A run that is writing now.
    Busy,
}

impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scheme { found, ours } => write!(
                f,
                "the folder holds a run of scheme {found}, and this version draws by scheme {ours}"
            ),
            Self::Part(part) => write!(f, "the folder holds a run with another {part}"),
            Self::DamagedJournal => f.write_str(
                "the journal is not as it was written: put back a copy, or issue to another folder",
            ),
            Self::NoJournal { found } => {
                write!(f, "the folder holds {found} and no journal of a run")
            }
            Self::Busy => f.write_str("another run is writing here"),
        }
    }
}
