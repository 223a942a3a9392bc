//! The words of a template, let in: each bounded, trimmed and folded as names are, none blank.

use std::ops::Deref;

use super::template::Template;
use crate::error::{Error, ErrorKind, Expected, Field, Result, Sentence};
use crate::text::door::{Door, Words};
use crate::text::note::Note;

/// A template of which every word may be printed, if the fonts have it.
#[derive(Clone, Debug)]
pub(crate) struct Wording {
    template: Template,
    notes: Vec<(Sentence, Note)>,
}

/// More than any page holds.
const MOST_REMARKS: usize = 100;

impl Wording {
    /// Lets a template in, or tells all that is wrong with its words. `printable` says whether the
    /// fonts have a text.
    pub(crate) fn new(
        template: &Template,
        printable: impl Fn(&str) -> Result<()>,
    ) -> Result<Self, Vec<Error>> {
        let found = template.each_remark().count();
        if found > MOST_REMARKS {
            let kind = ErrorKind::TooManyRemarks { found, most: MOST_REMARKS };
            return Err(vec![Error::new(Field::Template, kind)]);
        }
        let mut wording = Self { template: template.clone(), notes: Vec::new() };
        let mut errors = Vec::new();
        for (sentence, words) in template.sentences() {
            let admitted = door(sentence).admit(words).map_err(Error::from);
            match admitted.and_then(|words| printable(&words.text).map(|()| words)) {
                Ok(words) => wording.put(sentence, words),
                Err(error) => errors.push(error.for_field(Field::Sentence(sentence))),
            }
        }
        if errors.is_empty() { Ok(wording) } else { Err(errors) }
    }

    fn put(&mut self, sentence: Sentence, words: Words) {
        self.notes.extend(words.notes.into_iter().map(|note| (sentence, note)));
        self.template.put(sentence, words.text);
    }

    /// What was changed in which sentence.
    pub(crate) fn notes(&self) -> &[(Sentence, Note)] {
        &self.notes
    }
}

impl Deref for Wording {
    type Target = Template;

    fn deref(&self) -> &Template {
        &self.template
    }
}

/// How long a sentence may be, far beyond what a page holds, and whether it may have line breaks.
fn door(sentence: Sentence) -> Door {
    match sentence {
        Sentence::Title => Door::line(200, Expected::Title),
        Sentence::Introduction
        | Sentence::Remark(_)
        | Sentence::OpenedEnvelope
        | Sentence::Contact
        | Sentence::ContactHours => Door::paragraph(2000, Expected::Words),
        _ => Door::line(200, Expected::Words),
    }
}
