//! Which pages of a letter are fronts of sheets that bear a mark for the inserter, and which of a
//! letter's own contents each page shows.

use super::forme::{Line, Page};
use super::stamp::Stamp;

/// Which pages bear a mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Fronts {
    /// There are no marks.
    #[default]
    None,
    /// Sheets are printed on one side.
    EachPage,
    /// Sheets are printed on both sides.
    EverySecondPage,
}

impl Fronts {
    /// The sheet whose marked front a page is; both are counted from 0 in their letter.
    pub(crate) fn sheet(self, page: usize) -> Option<usize> {
        match self {
            Self::None => None,
            Self::EachPage => Some(page),
            Self::EverySecondPage => page.is_multiple_of(2).then_some(page / 2),
        }
    }
}

/// For each page, which of a letter's own contents it shows, counted from 0; none where nothing on
/// it varies.
pub(crate) fn own_contents<'p>(
    pages: impl IntoIterator<Item = &'p Page>,
    fronts: Fronts,
) -> Vec<Option<usize>> {
    let (mut own, mut contents) = (Vec::new(), 0..);
    for (index, page) in pages.into_iter().enumerate() {
        let varies = page.has_slots() || fronts.sheet(index).is_some();
        own.push(if varies { contents.next() } else { None });
    }
    own
}

/// What is printed with a letter in a file of many and is not part of it.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    /// Its count through the run.
    pub(crate) count: Option<Line>,
    /// The mark of each sheet; none where sheets bear none.
    pub(crate) marks: Vec<Stamp>,
}
