//! The page that a file of letters ends with: the guide, where it stands there once. It has tags as
//! each letter has, and is a document part beside them, of nobody.

use super::plan::Plan;
use super::tags::push_parents_node;
use crate::pdf::file::objects::Objects;
use crate::pdf::numbers::Place;
use crate::pdf::pages::LetterPages;

impl Plan {
    /// Writes it after so many letters.
    pub(super) fn push_tail<W>(&self, objects: &mut Objects<W>, letters: usize) {
        let (Some(tail), Some(place)) = (&self.tail, self.tail_place(letters)) else { return };
        tail.push(objects, &place);
        push_parents(objects, tail, &place);
        tail.push_tags(objects, &place);
        if let Some(part) = place.part {
            self.push_pages_of_part(&mut objects.dictionary(part), &place);
        }
    }
}

/// Writes its node of the parent tree, where there are tags.
fn push_parents<W>(objects: &mut Objects<W>, tail: &LetterPages, place: &Place) {
    if let Some(tags) = &tail.tags {
        let keys = place.key..place.key + 1;
        push_parents_node(&mut objects.dictionary(place.parents()), keys, tags.lists(place));
    }
}
