//! What the letters of a run are made from, part by part.

use std::fmt;

/// Something that all letters of a run are made from: where it is another, so are they.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RunPart {
    /// The key.
    Key,
    /// How letters are laid into files.
    Form,
    /// Which part of the list.
    Shard,
    /// 発行日.
    Date,
    /// Who signs.
    Sender,
    /// Title, sentences and labels.
    Words,
    /// How characters are read.
    Readings,
    /// Pattern and symbols of the password.
    Policy,
    /// The faces, and what private-use characters stand for.
    Fonts,
    /// How this version of the crate sets the page.
    Layout,
    /// The providers, their IDs, names and post codes.
    List,
}

impl RunPart {
    /// The word by which a journal knows it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Form => "form",
            Self::Shard => "shard",
            Self::Date => "date",
            Self::Sender => "sender",
            Self::Words => "words",
            Self::Readings => "readings",
            Self::Policy => "policy",
            Self::Fonts => "fonts",
            Self::Layout => "layout",
            Self::List => "list",
        }
    }
}

impl fmt::Display for RunPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Key => "key",
            Self::Form => "kind of run",
            Self::Shard => "shard",
            Self::Date => "date",
            Self::Sender => "federation",
            Self::Words => "template",
            Self::Readings => "table of readings",
            Self::Policy => "policy of passwords",
            Self::Fonts => "chain of fonts or gaiji map",
            Self::Layout => "version of this crate",
            Self::List => "list of providers",
        })
    }
}
