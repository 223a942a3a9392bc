//! Shrink to a floor, then wrap at a sensible place, then refuse with the widths.

use std::slice;

use super::baseline::Stack;
use super::forme::Line;
use super::length::{Length, Point, Rect, Sizes};
use super::line_break::{LEAST_AT_END, Split, advance, inked_width};
use super::phrase::{Joint, joints};
use super::subject::Subject;
use crate::error::{Error, ErrorKind, Result};
use crate::font::Glyph;

/// Sizes are tried in steps of this.
const STEP: Length = Length::pt(0.5);

/// From baseline to baseline in a box, in ems.
pub(super) const LEADING: f64 = 1.25;

/// The widths of the lines that a text may stand on, from the top.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Lines {
    One(Length),
    /// One, or else both.
    OneOrTwo([Length; 2]),
    /// The second, or else the first, or else both.
    SecondOrFirst([Length; 2]),
}

impl Lines {
    fn widths(&self) -> &[Length] {
        match self {
            Self::One(width) => slice::from_ref(width),
            Self::OneOrTwo(widths) | Self::SecondOrFirst(widths) => widths,
        }
    }

    /// Which are tried alone, one after another.
    fn single(self) -> &'static [usize] {
        match self {
            Self::One(_) | Self::OneOrTwo(_) => &[0],
            Self::SecondOrFirst(_) => &[1, 0],
        }
    }
}

/// A place for a text, and what may be done to make the text fit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    pub(super) subject: Subject,
    pub(super) sizes: Sizes,
    pub(super) lines: Lines,
    /// How many glyphs at the end stay together, with one before them.
    pub(super) tail: usize,
}

/// Text that fits.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fitted {
    pub(crate) size: Length,
    pub(crate) lines: Vec<FittedLine>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FittedLine {
    /// Which of the lines of its room it is, counted from 0.
    pub(crate) index: usize,
    pub(crate) glyphs: Vec<Glyph>,
}

/// Fits `glyphs` into `room`.
pub(crate) fn fit(glyphs: &[Glyph], room: &Room) -> Result<Fitted> {
    let fitted = room.on_one_line(glyphs).or_else(|| room.on_two_lines(glyphs));
    fitted.ok_or_else(|| room.too_narrow(glyphs))
}

impl Room {
    /// For one line.
    pub(super) fn of_line(subject: Subject, sizes: Sizes, width: Length) -> Self {
        Self { subject, sizes, lines: Lines::One(width), tail: 0 }
    }

    /// For one line, or else two of the same width.
    pub(super) fn of_lines(subject: Subject, sizes: Sizes, width: Length) -> Self {
        Self { subject, sizes, lines: Lines::OneOrTwo([width; 2]), tail: 0 }
    }

    fn on_one_line(&self, glyphs: &[Glyph]) -> Option<Fitted> {
        let widths = self.lines.widths();
        for &index in self.lines.single() {
            if let Some(size) = self.shrunk(glyphs, *widths.get(index)?) {
                let line = FittedLine { index, glyphs: glyphs.to_vec() };
                return Some(Fitted { size, lines: vec![line] });
            }
        }
        None
    }

    /// The largest size at which the text fits one line.
    fn shrunk(&self, glyphs: &[Glyph], width: Length) -> Option<Length> {
        let mut size = self.sizes.most;
        while self.sizes.least.fits(size) {
            if inked_width(glyphs, size).fits(width) {
                return Some(size);
            }
            size = size - STEP;
        }
        None
    }

    /// At the least size, broken at the best place.
    fn on_two_lines(&self, glyphs: &[Glyph]) -> Option<Fitted> {
        let splits = Split::all(glyphs).zip(joints(glyphs).into_iter().skip(1));
        let fitting = splits.filter(|(split, _)| self.fits(split) && self.keeps_tail(split));
        let (best, _) = fitting.min_by_key(|(split, joint)| self.rank(split, *joint))?;
        Some(Fitted::of(self.sizes.least, [best.head, best.tail].map(<[Glyph]>::to_vec)))
    }

    fn fits(&self, split: &Split<'_>) -> bool {
        let [first, second] = *self.lines.widths() else { return false };
        let size = self.sizes.least;
        inked_width(split.head, size).fits(first) && inked_width(split.tail, size).fits(second)
    }

    fn keeps_tail(&self, split: &Split<'_>) -> bool {
        split.tail.len() > self.tail && split.is_allowed()
    }

    /// A last line of some length first, then the best kind of place, then the one that leaves the
    /// lines most alike.
    fn rank(&self, split: &Split<'_>, joint: Joint) -> (bool, Joint, u32) {
        let is_lost = split.tail.len() < self.tail + LEAST_AT_END;
        // A name has no phrases: kana in it are words of their own.
        let joint = if joint == Joint::BetweenPhrases { Joint::BetweenWords } else { joint };
        (is_lost, joint, advance(split.head).abs_diff(advance(split.tail)))
    }

    /// Why the text fits no way.
    fn too_narrow(&self, glyphs: &[Glyph]) -> Error {
        let (Subject { what, field }, widths) = (self.subject, self.lines.widths());
        let needed = inked_width(glyphs, self.sizes.least);
        let (needed_mm, floor_pt) = (needed.to_mm(), self.sizes.least.to_pt());
        let rooms_mm = widths.iter().map(|width| width.to_mm()).collect();
        let kind = if needed.fits(widths.iter().copied().sum()) {
            ErrorKind::NoBreak { what, needed_mm, floor_pt, rooms_mm }
        } else {
            ErrorKind::TooWide { what, needed_mm, floor_pt, rooms_mm }
        };
        Error::new(field, kind)
    }
}

impl Fitted {
    /// Lines under each other.
    pub(super) fn of(size: Length, lines: impl IntoIterator<Item = Vec<Glyph>>) -> Self {
        let lines = lines.into_iter().enumerate();
        Self { size, lines: lines.map(|(index, glyphs)| FittedLine { index, glyphs }).collect() }
    }

    /// How wide the first of its lines shows.
    pub(super) fn first_width(&self) -> Length {
        self.lines.first().map_or(Length::ZERO, |line| inked_width(&line.glyphs, self.size))
    }

    /// The lines in the middle of a box's height, from its left edge.
    pub(super) fn set_in(self, within: &Rect, leading: f64) -> Vec<Line> {
        let stack = Stack::centred(within, self.lines.len(), self.size, leading);
        self.set_on(&stack, within.left())
    }

    /// The lines from `left`, each where its number says.
    pub(super) fn set_on(self, stack: &Stack, left: Length) -> Vec<Line> {
        let mut set = Vec::with_capacity(self.lines.len());
        for FittedLine { index, glyphs } in self.lines {
            let at = Point { x: left, y: stack.baseline(index) };
            set.push(Line::new(at, self.size, glyphs));
        }
        set
    }
}

#[cfg(test)]
#[cfg(feature = "bundled-fonts")]
mod tests {
    use super::*;
    use crate::font::FontChain;

    fn fitted(name: &str) -> Result<(f64, Vec<String>)> {
        let glyphs = FontChain::bundled()?.shape(name)?.glyphs;
        let sizes = Sizes { least: Length::pt(10.5), most: Length::pt(12.0) };
        let room = Room::of_lines(Subject::NAME, sizes, Length::pt(120.0));
        let fitted = fit(&glyphs, &room)?;
        let text = |line: FittedLine| line.glyphs.iter().flat_map(Glyph::text).collect();
        Ok((fitted.size.to_pt(), fitted.lines.into_iter().map(text).collect()))
    }

    #[test]
    fn short_names_keep_their_size_and_longer_ones_shrink() {
        assert_eq!(
            fitted("あいうえおかきくけこ").unwrap(),
            (12.0, vec!["あいうえおかきくけこ".into()])
        );
        assert!((fitted("あいうえおかきくけこさ").unwrap().0 - 10.5).abs() < 1e-9);
    }

    #[test]
    fn long_names_wrap_at_the_most_sensible_place() {
        let lines = |name| fitted(name).unwrap().1;
        assert_eq!(lines("医療法人　やまなし会　訪問看護"), ["医療法人　", "やまなし会　訪問看護"]);
        assert_eq!(lines("社会福祉法人山梨県福祉事業団"), ["社会福祉法人", "山梨県福祉事業団"]);
        assert_eq!(lines("山梨中央総合病院リハビリセンタ"), ["山梨中央総合病院", "リハビリセンタ"]);
        assert_eq!(lines("かんよもん介護事業所いこいの家"), ["かんよもん", "介護事業所いこいの家"]);
        assert_eq!(lines("みどりの園介護事業所いこいの家"), ["みどりの園", "介護事業所いこいの家"]);
        assert_eq!(lines("あいうえおかきくけこさしす。"), ["あいうえおかき", "くけこさしす。"]);
    }

    #[test]
    fn what_fits_no_way_is_refused_with_the_widths() {
        let sentence = fitted(&"あ".repeat(30)).unwrap_err().to_string();
        assert_eq!(
            sentence,
            "provider name: the name is 111.1 mm wide at 10.5 pt, more than 2 lines of 42.3 mm hold"
        );
    }
}
