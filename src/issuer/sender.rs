//! Who signs: one federation, or each provider's own.

use crate::notice::federation::federation_of;
use crate::provider::number::ProviderNumber;

/// Who signs.
#[derive(Clone, Debug)]
pub(super) enum Sender {
    Named(Box<str>),
    /// The name of each prefecture's federation, by its code less one.
    ByPrefecture(Box<[String]>),
}

impl Sender {
    pub(super) fn by_prefecture() -> Self {
        Self::ByPrefecture((1..=47).filter_map(federation_of).collect())
    }

    pub(super) fn of(&self, number: ProviderNumber) -> &str {
        match self {
            Self::Named(name) => name,
            Self::ByPrefecture(names) => {
                names.get(usize::from(number.prefecture()) - 1).map_or("", String::as_str)
            }
        }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let (named, by_prefecture) = match self {
            Self::Named(name) => (Some(&**name), [].as_slice()),
            Self::ByPrefecture(names) => (None, &**names),
        };
        named.into_iter().chain(by_prefecture.iter().map(String::as_str))
    }

    /// A name with the width of the widest.
    pub(super) fn widest(&self) -> &str {
        match self {
            Self::Named(name) => name,
            Self::ByPrefecture(names) => {
                names.iter().max_by_key(|name| name.chars().count()).map_or("", String::as_str)
            }
        }
    }
}
