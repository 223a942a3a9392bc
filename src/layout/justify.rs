//! A line brought to its measure: punctuation gives space first, then all gaps grow alike.
//!
//! The order is that of the W3C's *Requirements for Japanese Text Layout*, 3.8: a line that is a
//! little too wide takes the blank half of its punctuation, one that is too narrow opens the gaps
//! between characters, never those inside a Latin word or a number.

use super::length::Length;
use super::line_break::{advance, inked, is_word};
use crate::font::{EMPTY, Glyph};

/// The most that a gap may grow, in thousandths of an em: readers of PDF take a tenth of an em for
/// a space between words.
const MOST: i64 = 90;
/// The blank half of a stop or bracket.
const BLANK: i64 = 500;
const BLANK_AFTER: &str = "、，）〕］｝〉》」』】";
const BLANK_BEFORE: &str = "（〔［｛〈《「『【";

/// A line, and what it lacks to its measure, in thousandths of an em; less than nothing where it is
/// too wide.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fitting<'g> {
    line: &'g [Glyph],
    lack: i64,
}

impl<'g> Fitting<'g> {
    /// None for a line that is too wide even without the blanks of its punctuation.
    pub(super) fn new(line: &'g [Glyph], size: Length, room: Length) -> Option<Self> {
        let line = inked(line);
        let fitting = Self { line, lack: room.thousandths_of(size) - i64::from(advance(line)) };
        let fits = fitting.lack >= 0 || -fitting.lack <= fitting.blanks();
        fits.then_some(fitting)
    }

    pub(super) fn is_too_wide(&self) -> bool {
        self.lack < 0
    }

    /// How far from even the line would look, from 0.
    pub(super) fn badness(&self) -> i64 {
        let each = self.each();
        match self.lack {
            ..0 => 40 * self.lack * self.lack / (self.blanks() * self.blanks()).max(1),
            _ if each > MOST => 200 + each * each / 20,
            _ => each * each / 100,
        }
    }

    /// What each gap between two glyphs gains, in thousandths of an em; nothing where the line
    /// would be too loose.
    pub(super) fn kerns(&self) -> Vec<i16> {
        let share = |at| if self.lack < 0 { self.blank(at) } else { self.stretch(at) };
        let total: i64 = self.gaps().map(share).sum();
        if total == 0 || self.each() > MOST {
            return Vec::new();
        }
        let (mut given, mut shares, mut kerns) = (0, 0, Vec::with_capacity(self.line.len()));
        for at in self.gaps() {
            shares += share(at);
            let due = self.lack * shares / total;
            kerns.push(i16::try_from(due - given).unwrap_or_default());
            given = due;
        }
        kerns
    }

    /// What each gap would have to gain.
    fn each(&self) -> i64 {
        let stretching: i64 = self.gaps().map(|at| self.stretch(at)).sum();
        self.lack / stretching.max(1)
    }

    /// All that its punctuation can give.
    fn blanks(&self) -> i64 {
        self.gaps().map(|at| self.blank(at)).sum()
    }

    /// The gaps after each glyph but the last.
    fn gaps(&self) -> std::ops::Range<usize> {
        0..self.line.len().saturating_sub(1)
    }

    /// Whether the gap may grow: 1, or 0.
    fn stretch(&self, at: usize) -> i64 {
        let (before, after) = self.around(at);
        let mark_follows = after.is_some_and(|after| after.id == EMPTY);
        i64::from(!(mark_follows || is_of_word(before) && is_of_word(after)))
    }

    /// How much blank punctuation leaves in the gap.
    fn blank(&self, at: usize) -> i64 {
        let (before, after) = self.around(at);
        blank_of(before, BLANK_AFTER) + blank_of(after, BLANK_BEFORE)
    }

    fn around(&self, at: usize) -> (Option<&'g Glyph>, Option<&'g Glyph>) {
        (self.line.get(at), self.line.get(at + 1))
    }
}

fn is_of_word(glyph: Option<&Glyph>) -> bool {
    glyph.is_some_and(|glyph| is_word(glyph.base()))
}

/// The blank half of a glyph, if it is one of these.
fn blank_of(glyph: Option<&Glyph>, punctuation: &str) -> i64 {
    match glyph {
        Some(glyph) if punctuation.contains(glyph.base()) && glyph.advance == 1000 => BLANK,
        _ => 0,
    }
}
