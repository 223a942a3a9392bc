//! Choices that people write by a word of their own, in a file or on a command line.

use crate::error::{Error, Expected, Field, Result};

/// A choice of a few, each with the word that it is written by.
pub(crate) trait Worded: Copy + 'static {
    /// What an error calls the choice.
    const FIELD: Field;
    /// All that there are.
    const ALL: &'static [Self];

    /// The word of one.
    fn word(self) -> &'static str;
}

/// The choice that is written by this word.
pub(crate) fn of_word<T: Worded>(word: &str) -> Result<T> {
    for choice in T::ALL {
        if choice.word() == word {
            return Ok(*choice);
        }
    }
    let expected = Expected::OneOf(T::ALL.iter().map(|choice| choice.word()).collect());
    Err(Error::range(T::FIELD, word, expected))
}

/// Reads and writes a choice by its word.
macro_rules! written_by_word {
    ($choice:ty) => {
        impl std::str::FromStr for $choice {
            type Err = crate::error::Error;

            fn from_str(word: &str) -> crate::error::Result<Self> {
                crate::text::word::of_word(word)
            }
        }

        /// The word that it is parsed from.
        impl std::fmt::Display for $choice {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(crate::text::word::Worded::word(*self))
            }
        }
    };
}

pub(crate) use written_by_word;
