//! The way in: bounded before anything else looks at it, trimmed, refused where it is never print,
//! then folded.

use super::folding::{Fold, compose_mark, fold_radical};
use super::form::check_count;
use super::note::{Change, Note};
use super::unprintable::{LineBreaks, refuse_unprintable};
use crate::error::{ErrorKind, Expected, Result};

/// Which texts are let in.
#[derive(Clone, Debug)]
pub(crate) struct Door {
    /// The most characters.
    most: usize,
    /// What an error asks for where nothing is left of the text.
    expected: Expected,
    breaks: LineBreaks,
}

/// A text as it is printed, and what was changed in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) text: String,
    /// In the order of the steps.
    pub(crate) notes: Vec<Note>,
}

/// One fold, and what a note says of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) change: Change,
    pub(crate) fold: Fold,
}

pub(crate) const COMPOSE: Step = Step { change: Change::Composed, fold: compose_mark };
pub(crate) const UNIFY_RADICALS: Step = Step { change: Change::FoldedRadical, fold: fold_radical };

impl Door {
    /// For text of one line.
    pub(crate) const fn line(most: usize, expected: Expected) -> Self {
        Self { most, expected, breaks: LineBreaks::Refused }
    }

    /// For text in which a line break begins a new line.
    pub(crate) const fn paragraph(most: usize, expected: Expected) -> Self {
        Self { most, expected, breaks: LineBreaks::Allowed }
    }

    /// Lets a text in with the changes that are always made.
    pub(crate) fn admit(&self, text: &str) -> Result<Words, ErrorKind> {
        self.admit_by(&[COMPOSE, UNIFY_RADICALS], text)
    }

    /// Lets a text in with these changes.
    pub(crate) fn admit_by(&self, steps: &[Step], text: &str) -> Result<Words, ErrorKind> {
        self.check_length(text)?;
        let text = text.replace("\r\n", "\n");
        let mut words = Words::trimmed(&text);
        if words.text.is_empty() {
            return Err(ErrorKind::Empty { expected: self.expected.clone() });
        }
        refuse_unprintable(&words.text, leading(&text), self.breaks)?;
        for step in steps {
            words.fold(step);
        }
        // What is spelt out is longer than it was.
        self.check_length(&words.text)?;
        Ok(words)
    }

    fn check_length(&self, text: &str) -> Result<(), ErrorKind> {
        match text.chars().count() {
            0 => Ok(()),
            found => check_count(found, 1..=self.most),
        }
    }
}

impl Words {
    fn trimmed(text: &str) -> Self {
        let inner = text.trim_matches(is_edge);
        let first = leading(text);
        let kept = first..first + inner.chars().count();
        let mut notes = Vec::new();
        for (index, c) in text.chars().enumerate() {
            if !kept.contains(&index) {
                notes.push(Note::new(Change::Trimmed, index + 1, &c.to_string(), ""));
            }
        }
        Self { text: inner.to_owned(), notes }
    }

    /// Goes through the text once; where the fold matches, what it puts there stands.
    fn fold(&mut self, step: &Step) {
        let chars: Vec<char> = self.text.drain(..).collect();
        let mut at = 0;
        while let Some(rest @ [first, ..]) = chars.get(at..) {
            if let Some((taken, to)) = (step.fold)(rest) {
                let from: String = rest.iter().take(taken).collect();
                self.notes.push(Note::new(step.change, at + 1, &from, &to));
                self.text.push_str(&to);
                at += taken;
            } else {
                self.text.push(*first);
                at += 1;
            }
        }
    }
}

fn is_edge(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// How many characters are trimmed off the front.
fn leading(text: &str) -> usize {
    text.chars().take_while(|&c| is_edge(c)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOOR: Door = Door::paragraph(20, Expected::Words);

    #[test]
    fn line_breaks_stay_where_they_may_stand() {
        let words = DOOR.admit(" ⼭\r\nか\u{3099}\n").unwrap();
        assert_eq!(words.text, "山\nが");
        let notes: Vec<_> = words.notes.iter().map(ToString::to_string).collect();
        assert_eq!(
            notes,
            [
                "trimmed U+0020 at 1",
                "trimmed U+000A at 6",
                "composed U+304B U+3099 at 3 to U+304C",
                "folded radical U+2F2D at 1 to U+5C71"
            ]
        );
        let line = Door::line(20, Expected::Words).admit("あ\nい").unwrap_err();
        assert_eq!(line.to_string(), "character 2 is U+000A: a control character");
    }

    #[test]
    fn what_is_no_print_is_refused_with_its_place() {
        let sentence = |text: &str| DOOR.admit(text).unwrap_err().to_string();
        assert_eq!(sentence(" \n　"), "found nothing, expected words");
        assert_eq!(sentence(" あ\tい"), "character 3 is U+0009: a tab");
        assert_eq!(
            sentence("あ\n\u{3099}"),
            "character 3 is '\u{3099}' (U+3099): a mark with no character to stand on"
        );
        assert_eq!(sentence("あ\u{FFA0}"), "character 2 is U+FFA0: HANGUL FILLER, a blank");
        assert_eq!(sentence(&"あ".repeat(21)), "found 21 characters, expected 1 to 20");
    }
}
