//! The document parts (ISO 16612-2; ISO 32000-2, 14.12): the job, and under it each letter with its
//! pages, by which a print shop's software tells letters apart. What they say of a letter is its
//! place in the job: no name, no number, no secret.

use super::plan::Plan;
use crate::pdf::file::objects::Objects;
use crate::pdf::file::syntax::Syntax;
use crate::pdf::numbers::{Head, Place};

/// Parts of one array: readers of older versions of PDF have no room for more.
const OF_ONE_ARRAY: usize = 8191;

impl Plan {
    /// The part that one letter is, with its place in the job, counted from 1.
    pub(super) fn push_part(&self, out: &mut Vec<u8>, place: &Place, sequence: usize) {
        self.push_pages_of_part(out, place);
        if let Some(after @ 1..) = self.numbers.counts.pages.checked_sub(1) {
            out.refer("/End", place.pages + after);
        }
        out.raw("/DPM<</CIP4_Root<</CIP4_Recipient<</CIP4_UniqueID(").int(sequence);
        out.raw(")>>>>>>");
    }

    /// A part that begins with its first page, and may go on.
    pub(super) fn push_pages_of_part(&self, out: &mut Vec<u8>, place: &Place) {
        let job = self.numbers.head(Head::Job);
        out.raw("/Type/DPart").refer("/Parent", job).refer("/Start", place.pages);
    }

    /// Writes the job, and what leads to it. Letters are its second level.
    pub(super) fn push_part_root(&self, objects: &mut Objects, letters: usize, job: u128) {
        let [root, node] = [Head::PartRoot, Head::Job].map(|head| self.numbers.head(head));
        let mut out = objects.dictionary(root);
        out.raw("/Type/DPartRoot").refer("/DPartRootNode", node);
        out.raw("/RecordLevel 1/NodeNameList[/Job/Letter]");
        drop(out);
        let mut out = objects.dictionary(node);
        out.raw("/Type/DPart").refer("/Parent", root);
        self.push_parts(&mut out, letters);
        push_job(&mut out, job);
    }

    fn push_parts(&self, out: &mut Vec<u8>, letters: usize) {
        let part = |letter| self.numbers.place(letter).part;
        out.raw("/DParts[");
        for first in (0..letters).step_by(OF_ONE_ARRAY) {
            let end = letters.min(first + OF_ONE_ARRAY);
            out.references((first..end).filter_map(part));
        }
        if let Some(tail) = self.tail_place(letters) {
            out.references(tail.part);
        }
        out.raw("]");
    }
}

/// What tells the job from others.
fn push_job(out: &mut Vec<u8>, job: u128) {
    out.raw("/DPM<</CIP4_Root<</CIP4_Metadata<</CIP4_Conformance(base)");
    out.raw("/CIP4_Creator(reissue-notice)/CIP4_JobID(").hex(&job.to_be_bytes()).raw(")>>>>>>");
}
