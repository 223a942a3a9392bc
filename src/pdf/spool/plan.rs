//! What a spool is made of: the pages of each letter, that of the end, and which object has which
//! number.

use crate::layout::fronts::Fronts;
use crate::notice::guide::GuidePages;
use crate::pdf::about::Roots;
use crate::pdf::master::MasterWriter;
use crate::pdf::numbers::{Fixed, Head, Place, SpoolNumbers};
use crate::pdf::pages::LetterPages;
use crate::pdf::profile::Profile;

/// The element that holds a letter, or the page at the end.
const ROLE: &str = "Part";

/// What tells the spools of an issuer apart, but for their profile.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SpoolKind {
    pub(crate) guides: GuidePages,
    pub(crate) fronts: Fronts,
}

pub(super) struct Plan {
    pub(super) profile: Profile,
    pub(super) numbers: SpoolNumbers,
    /// Those of each letter.
    pub(super) pages: LetterPages,
    /// The page that a file of letters ends with: the guide, where it stands there once.
    pub(super) tail: Option<LetterPages>,
}

impl Plan {
    pub(super) fn new(master: &MasterWriter<'_>, kind: SpoolKind) -> Self {
        let (forme, profile) = (master.design.forme, master.design.profile);
        let pages: Vec<_> = forme.pages_of_letters(kind.guides).collect();
        let pages = LetterPages::first(master, &pages, ROLE, kind.fronts);
        let tail = forme.page_at_end(kind.guides);
        let tail = tail.map(|page| LetterPages::last(master, page, ROLE));
        let numbers = SpoolNumbers {
            fixed: Fixed::Members.after(master.printed()),
            counts: pages.counts(),
            parts: usize::from(profile.is_for_press()),
        };
        Self { profile, numbers, pages, tail }
    }

    /// What the catalog leads to.
    pub(super) fn roots(&self) -> Roots {
        let head = |head| self.numbers.head(head);
        Roots {
            pages: head(Head::Pages),
            outline: Some(head(Head::Outline)),
            tags: self.profile.is_tagged().then(|| head(Head::StructTreeRoot)),
            parts: self.has_parts().then(|| head(Head::PartRoot)),
        }
    }

    /// Whether each letter is a document part.
    pub(super) fn has_parts(&self) -> bool {
        self.numbers.parts > 0
    }

    /// Where the page at the end is after so many letters.
    pub(super) fn tail_place(&self, letters: usize) -> Option<Place> {
        self.tail.as_ref().map(|tail| self.numbers.tail(letters, tail.counts()))
    }

    /// How many pages there are with so many letters.
    pub(super) fn page_count(&self, letters: usize) -> usize {
        letters * self.numbers.counts.pages + self.tail.iter().len()
    }

    /// The number after those of so many letters and of the page at the end.
    pub(super) fn end(&self, letters: usize) -> usize {
        self.numbers.end(letters) + self.tail_count()
    }

    fn tail_count(&self) -> usize {
        self.tail.as_ref().map_or(0, |tail| self.numbers.tail_count(tail.counts()))
    }

    /// How many letters have room in one file, with so many objects after all pages.
    pub(super) fn most(&self, after: usize) -> usize {
        self.numbers.most(self.tail_count() + after)
    }
}
