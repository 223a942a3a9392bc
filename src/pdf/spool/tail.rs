//! The page that a file of letters ends with: the guide, where it stands there once. It has tags as
//! each letter has, and is a document part beside them, of nobody.

use std::slice;

use super::plan::Plan;
use super::tags::push_parents_node;
use crate::pdf::file::objects::Objects;

impl Plan {
    /// Writes it after so many letters.
    pub(super) fn push_tail(&self, objects: &mut Objects, letters: usize) {
        let (Some(tail), Some(place)) = (&self.tail, self.tail_place(letters)) else { return };
        tail.push(objects, &place);
        if let Some(tags) = &tail.tags {
            let mut out = objects.dictionary(place.parents());
            push_parents_node(&mut out, tags, slice::from_ref(&place));
        }
        tail.push_tags(objects, &place);
        if let Some(part) = place.part {
            self.push_pages_of_part(&mut objects.dictionary(part), &place);
        }
    }
}
