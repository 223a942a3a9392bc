//! A line brought to its measure: punctuation gives space first, then all gaps grow alike.
//!
//! The order is that of the W3C's *Requirements for Japanese Text Layout*, 3.8: a line that is a
//! little too wide takes the blank half of its punctuation, one that is too narrow opens the gaps
//! between characters, never those inside a Latin word or a number.

use std::ops::Range;

use super::length::Length;
use super::line_break::{inked, is_word};
use crate::font::{EMPTY, Glyph};

/// The most that a gap may grow, in thousandths of an em: readers of PDF take a tenth of an em for
/// a space between words.
const MOST: i64 = 90;
/// The blank half of a stop or bracket.
const BLANK: i64 = 500;
const BLANK_AFTER: &str = "、，）〕］｝〉》」』】";
const BLANK_BEFORE: &str = "（〔［｛〈《「『【";

/// A text whose lines can be measured without walking through them.
#[derive(Clone, Debug)]
pub(super) struct Measured<'g> {
    glyphs: &'g [Glyph],
    /// Before each glyph, and at the end.
    sums: Vec<Sums>,
}

/// What glyphs, and the gaps after them, come to.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    /// In thousandths of an em.
    advance: i64,
    /// How many gaps may grow.
    stretching: i64,
    /// The blank of punctuation, in thousandths of an em.
    blank: i64,
}

impl<'g> Measured<'g> {
    pub(super) fn new(glyphs: &'g [Glyph]) -> Self {
        let (mut sum, mut sums) = (Sums::default(), vec![Sums::default()]);
        for (at, glyph) in glyphs.iter().enumerate() {
            let next = glyphs.get(at + 1);
            sum.advance += i64::from(glyph.advance);
            sum.stretching += stretch(glyph, next);
            sum.blank += blank(glyph, next);
            sums.push(sum);
        }
        Self { glyphs, sums }
    }

    pub(super) fn glyphs(&self) -> &'g [Glyph] {
        self.glyphs
    }

    /// A line in this room; none where it is too wide even without the blanks of its punctuation.
    pub(super) fn line(
        &self,
        line: Range<usize>,
        size: Length,
        room: Length,
    ) -> Option<Fitting<'_>> {
        let (start, length) = (line.start, inked(self.glyphs.get(line)?).len());
        let lack = room.thousandths_of(size) - self.within(start..start + length).advance;
        let gaps = start..start + length.saturating_sub(1);
        let fitting = Fitting { text: self, gaps, lack };
        let fits = lack >= 0 || -lack <= fitting.sums().blank;
        fits.then_some(fitting)
    }

    fn within(&self, range: Range<usize>) -> Sums {
        let at = |place: usize| self.sums.get(place).copied().unwrap_or_default();
        let (before, after) = (at(range.start), at(range.end));
        Sums {
            advance: after.advance - before.advance,
            stretching: after.stretching - before.stretching,
            blank: after.blank - before.blank,
        }
    }
}

/// A line, and what it lacks to its measure, in thousandths of an em; less than nothing where it is
/// too wide.
#[derive(Clone, Debug)]
pub(super) struct Fitting<'t> {
    text: &'t Measured<'t>,
    /// Those after each glyph but the last.
    gaps: Range<usize>,
    lack: i64,
}

impl Fitting<'_> {
    pub(super) fn is_too_wide(&self) -> bool {
        self.lack < 0
    }

    /// How far from even the line would look, from 0.
    pub(super) fn badness(&self) -> i64 {
        let (sums, each) = (self.sums(), self.each());
        match self.lack {
            ..0 => 40 * self.lack * self.lack / (sums.blank * sums.blank).max(1),
            _ if each > MOST => 200 + each * each / 20,
            _ => each * each / 100,
        }
    }

    /// What each gap between two glyphs gains, in thousandths of an em; nothing where the line
    /// would be too loose.
    pub(super) fn kerns(&self) -> Vec<i16> {
        let total = self.share(self.gaps.clone());
        if total == 0 || self.each() > MOST {
            return Vec::new();
        }
        let (mut given, mut kerns) = (0, Vec::with_capacity(self.gaps.len() + 1));
        for gap in self.gaps.clone() {
            let due = self.lack * self.share(self.gaps.start..gap + 1) / total;
            kerns.push(i16::try_from(due - given).unwrap_or_default());
            given = due;
        }
        kerns
    }

    /// What some gaps take of the lack, or of the blank that is too much.
    fn share(&self, gaps: Range<usize>) -> i64 {
        let sums = self.text.within(gaps);
        if self.is_too_wide() { sums.blank } else { sums.stretching }
    }

    /// What each gap would have to gain.
    fn each(&self) -> i64 {
        self.lack / self.sums().stretching.max(1)
    }

    /// Of all its gaps.
    fn sums(&self) -> Sums {
        self.text.within(self.gaps.clone())
    }
}

/// Whether the gap between two glyphs may grow: 1, or 0.
fn stretch(before: &Glyph, after: Option<&Glyph>) -> i64 {
    let mark_follows = after.is_some_and(|after| after.id == EMPTY);
    let is_of_word = |glyph: &Glyph| is_word(glyph.base());
    let within_word = is_of_word(before) && after.is_some_and(is_of_word);
    i64::from(!mark_follows && !within_word)
}

/// How much blank punctuation leaves in the gap.
fn blank(before: &Glyph, after: Option<&Glyph>) -> i64 {
    blank_of(before, BLANK_AFTER) + after.map_or(0, |after| blank_of(after, BLANK_BEFORE))
}

/// The blank half of a glyph, if it is one of these.
fn blank_of(glyph: &Glyph, punctuation: &str) -> i64 {
    if punctuation.contains(glyph.base()) && glyph.advance == 1000 { BLANK } else { 0 }
}
