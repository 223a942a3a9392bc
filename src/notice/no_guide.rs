//! Stands where `guide` stands with its feature: there is none.

use crate::error::{Error, Field, Result};
use crate::text::note::Note;

/// Never a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Guide {}

#[derive(Debug)]
pub(crate) struct AdmittedGuide {
    pub(crate) guide: Guide,
    pub(crate) notes: Vec<(Field, Note)>,
}

/// Says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum GuidePages {
    #[default]
    EachLetter,
}

impl GuidePages {
    pub(crate) const fn are_of_letters(self) -> bool {
        match self {
            Self::EachLetter => true,
        }
    }

    pub(crate) const fn in_journal(self) -> String {
        match self {
            Self::EachLetter => String::new(),
        }
    }

    pub(crate) const fn of_journal(_: &str) -> Option<Self> {
        None
    }
}

impl Guide {
    pub(crate) fn admitted(
        self,
        _: impl Fn(&str) -> Result<()>,
    ) -> Result<AdmittedGuide, Vec<Error>> {
        match self {}
    }

    pub(crate) fn canonical(&self) -> String {
        match *self {}
    }
}
