//! The document parts (ISO 16612-2; ISO 32000-2, 14.12): the job, and under it each letter with its
//! pages, by which a print shop's software tells letters apart. What they say of a letter is its
//! place in the job: no name, no number, no secret.

use super::tail::Tail;
use crate::pdf::numbers::{Head, SpoolNumbers};
use crate::pdf::objects::Objects;
use crate::pdf::syntax::Syntax;

/// Parts of one array: readers of older versions of PDF have no room for more.
const OF_ONE_ARRAY: usize = 8191;

pub(super) struct Parts {
    pub(super) numbers: SpoolNumbers,
    /// What tells the job from others.
    pub(super) job: u128,
}

impl Parts {
    /// Writes the part that one letter is, with its place in the job, counted from 1.
    pub(super) fn push<W>(&self, objects: &mut Objects<W>, letter: usize, sequence: usize) {
        let numbers = self.numbers;
        let out = objects.begin(numbers.part(letter));
        out.raw("<</Type/DPart/Parent ").reference(numbers.head(Head::Job));
        out.raw("/Start ").reference(numbers.page(letter, 0));
        if let Some(last @ 1..) = numbers.pages.checked_sub(1) {
            out.raw("/End ").reference(numbers.page(letter, last));
        }
        push_place(out, sequence);
        objects.end();
    }

    /// Writes the job, and what leads to it. Letters are its second level.
    pub(super) fn push_root<W>(
        &self,
        objects: &mut Objects<W>,
        letters: usize,
        tail: Option<&Tail>,
    ) {
        let (root, job) = (self.numbers.head(Head::PartRoot), self.numbers.head(Head::Job));
        let out = objects.begin(root).raw("<</Type/DPartRoot/DPartRootNode ").reference(job);
        out.raw("/RecordLevel 1/NodeNameList[/Job/Letter]>>");
        objects.end();
        let out = objects.begin(job).raw("<</Type/DPart/Parent ").reference(root);
        self.push_letters(out.raw("/DParts["), letters);
        if let Some(tail) = tail {
            out.references([tail.part(letters)]);
        }
        self.push_job(out.raw("]"));
        objects.end();
    }

    fn push_job(&self, out: &mut Vec<u8>) {
        out.raw("/DPM<</CIP4_Root<</CIP4_Metadata<</CIP4_Conformance(base)");
        out.raw("/CIP4_Creator(reissue-notice)/CIP4_JobID(").hex(&self.job.to_be_bytes());
        out.raw(")>>>>>>>>");
    }

    fn push_letters(&self, out: &mut Vec<u8>, letters: usize) {
        for first in (0..letters).step_by(OF_ONE_ARRAY) {
            let end = letters.min(first + OF_ONE_ARRAY);
            out.references((first..end).map(|letter| self.numbers.part(letter)));
        }
    }
}

/// What a part says of its letter.
fn push_place(out: &mut Vec<u8>, sequence: usize) {
    out.raw("/DPM<</CIP4_Root<</CIP4_Recipient<</CIP4_UniqueID(").int(sequence);
    out.raw(")>>>>>>>>");
}
