//! How often a file of many letters has the guide.

use crate::error::Field;
use crate::text::word::{Worded, of_word, written_by_word};

/// How often a file of many letters has the guide; written as `each` or `once`. A letter in a file
/// of its own always has it.
///
/// ```
/// use reissue_notice::{GuidePages, SpoolOptions};
/// let options = SpoolOptions::default().with_guide_pages("once".parse()?);
/// assert_eq!(options.guide_pages(), GuidePages::Once);
/// assert_eq!(
///     "twice".parse::<GuidePages>().unwrap_err().to_string(),
///     "guide pages: found twice, expected each or once"
/// );
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum GuidePages {
    /// After each letter, as its last page: on the back of the sheet where both sides are printed.
    #[default]
    EachLetter,
    /// As the last page of the file, for a sheet that is printed apart and enclosed. It stands at
    /// the end, so that the pages of the letters are numbered, and lie on their sheets, as without
    /// it.
    Once,
}

impl Worded for GuidePages {
    const FIELD: Field = Field::GuidePages;
    const ALL: &'static [Self] = &[Self::EachLetter, Self::Once];

    fn word(self) -> &'static str {
        match self {
            Self::EachLetter => "each",
            Self::Once => "once",
        }
    }
}

written_by_word!(GuidePages);

/// What stands in a journal before the word.
const PREFIX: &str = "guide-";

impl GuidePages {
    pub(crate) const fn are_of_letters(self) -> bool {
        match self {
            Self::EachLetter => true,
            Self::Once => false,
        }
    }

    /// How a journal tells it; nothing for what a run without a guide says too.
    pub(crate) fn in_journal(self) -> String {
        match self {
            Self::EachLetter => String::new(),
            Self::Once => format!("{PREFIX}{self}"),
        }
    }

    /// What a journal tells so.
    pub(crate) fn of_journal(told: &str) -> Option<Self> {
        of_word(told.strip_prefix(PREFIX)?).ok()
    }
}
