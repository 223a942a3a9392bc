//! The numbers of marked sequences: a page's contents are counted from 0, as they are read.

use std::collections::BTreeMap;

use crate::error::{Error, Result};
use crate::layout::forme::{Content, Forme, Page, Slot};

/// The role that a marked sequence names; the tags say the rest.
pub(in crate::pdf) const MARK: &str = "Span";

/// The contents of a page, each with the number of its marked sequence.
pub(in crate::pdf) fn marked(page: &Page) -> impl Iterator<Item = (usize, &Content)> {
    page.contents().enumerate()
}

/// The marked sequence of each slot, page by page.
#[derive(Clone, Debug)]
pub(in crate::pdf) struct Marks(Vec<BTreeMap<Slot, usize>>);

impl Marks {
    pub(in crate::pdf) fn new(forme: &Forme) -> Self {
        Self(forme.pages.iter().map(of_slots).collect())
    }

    /// The marked sequence of a slot on a page, counted from 0.
    pub(in crate::pdf) fn of(&self, page: usize, slot: Slot) -> Result<usize> {
        let defect = || Error::defect(format!("the page has no {slot:?}"));
        self.0.get(page).and_then(|marks| marks.get(&slot)).copied().ok_or_else(defect)
    }
}

fn of_slots(page: &Page) -> BTreeMap<Slot, usize> {
    let mut marks = BTreeMap::new();
    for (mark, content) in marked(page) {
        if let Content::Slot(place) = content {
            marks.insert(place.slot, mark);
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_that_no_page_has_is_a_defect() {
        let error = Marks(vec![BTreeMap::new()]).of(0, Slot::UserId).unwrap_err();
        assert_eq!(error.to_string(), "the PDF could not be built: the page has no UserId");
    }
}
