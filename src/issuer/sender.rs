//! Who signs: one federation, or each provider's own.

use crate::error::{Expected, Field, ForField, Result};
use crate::notice::federation::federation_of;
use crate::provider::number::ProviderNumber;
use crate::text::door::{Door, Words};
use crate::text::note::Note;

/// Far longer than its two lines.
const DOOR: Door = Door::line(200, Expected::Name);

/// Who signs.
#[derive(Clone, Debug)]
pub(super) enum Sender {
    Named {
        name: Box<str>,
        /// What was changed in it.
        notes: Box<[Note]>,
    },
    /// The name of each prefecture's federation, by its code less one.
    ByPrefecture(Box<[String]>),
}

impl Sender {
    /// A name as it was given.
    pub(super) fn named(name: &str) -> Self {
        Self::Named { name: name.into(), notes: [].into() }
    }

    pub(super) fn by_prefecture() -> Self {
        Self::ByPrefecture((1..=47).filter_map(federation_of).collect())
    }

    /// Lets a name in; those of the prefectures are known.
    pub(super) fn admitted(self) -> Result<Self> {
        let Self::Named { name, .. } = &self else { return Ok(self) };
        let Words { text, notes } = DOOR.admit(name).for_field(Field::Federation)?;
        Ok(Self::Named { name: text.into(), notes: notes.into() })
    }

    pub(super) fn notes(&self) -> &[Note] {
        match self {
            Self::Named { notes, .. } => notes,
            Self::ByPrefecture(_) => &[],
        }
    }

    pub(super) fn of(&self, number: ProviderNumber) -> &str {
        match self {
            Self::Named { name, .. } => name,
            Self::ByPrefecture(names) => {
                names.get(usize::from(number.prefecture()) - 1).map_or("", String::as_str)
            }
        }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let (named, by_prefecture) = match self {
            Self::Named { name, .. } => (Some(&**name), [].as_slice()),
            Self::ByPrefecture(names) => (None, &**names),
        };
        named.into_iter().chain(by_prefecture.iter().map(String::as_str))
    }

    /// A name with the width of the widest.
    pub(super) fn widest(&self) -> &str {
        match self {
            Self::Named { name, .. } => name,
            Self::ByPrefecture(names) => {
                names.iter().max_by_key(|name| name.chars().count()).map_or("", String::as_str)
            }
        }
    }
}
