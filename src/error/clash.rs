//! Why a folder is not this run's to write in.

use std::fmt;

/// In what a folder clashes with the run that would write there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Clash {
    /// A run of another version of this crate.
    Version,
    /// A run with another key.
    Key,
    /// A run of another list of providers.
    List,
    /// A run of other letters: words, date, federation or fonts.
    Letter,
    /// A run that lays its letters into files in another way.
    Form,
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
        let differing = match self {
            Self::Version => "version",
            Self::Key => "key",
            Self::List => "list of providers",
            Self::Letter => "letter (words, date, federation or fonts)",
            Self::Form => "kind of run",
            Self::NoJournal { found } => {
                return write!(f, "the folder holds {found} and no journal of a run");
            }
            Self::Busy => return f.write_str("another run is writing here"),
        };
        write!(f, "the folder holds a run with another {differing}")
    }
}
