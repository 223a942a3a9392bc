//! Shrink to a floor, then wrap at a sensible place, then refuse with the widths.

use super::baseline::Stack;
use super::forme::Line;
use super::length::{Length, Point, Rect, Sizes};
use super::line_break::{LEAST_AT_END, Split, advance, inked_width};
use super::phrase::{Joint, joints};
use crate::error::{Error, ErrorKind, Field, PagePart, Result};
use crate::font::Glyph;

/// Sizes are tried in steps of this.
const STEP: Length = Length::pt(0.5);

/// The widths of the lines that a text may stand on, from the top.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Lines {
    One([Length; 1]),
    /// One, or else both.
    OneOrTwo([Length; 2]),
    /// The second, or else the first, or else both.
    SecondOrFirst([Length; 2]),
}

impl Lines {
    fn widths(&self) -> &[Length] {
        match self {
            Self::One(widths) => widths,
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
    /// What an error calls the text, and the field that it is about.
    pub(crate) what: PagePart,
    pub(crate) field: Field,
    pub(crate) sizes: Sizes,
    pub(crate) lines: Lines,
    /// How many glyphs at the end stay together, with one before them.
    pub(crate) tail: usize,
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
    let widths = room.lines.widths();
    for &index in room.lines.single() {
        let size = widths.get(index).and_then(|&width| room.shrunk(glyphs, width));
        if let Some(size) = size {
            let line = FittedLine { index, glyphs: glyphs.to_vec() };
            return Ok(Fitted { size, lines: vec![line] });
        }
    }
    match *widths {
        [first, second] => room.wrapped(glyphs, first, second),
        _ => None,
    }
    .ok_or_else(|| room.too_narrow(glyphs))
}

impl Room {
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

    /// On two lines at the least size, broken at the best place.
    fn wrapped(&self, glyphs: &[Glyph], first: Length, second: Length) -> Option<Fitted> {
        let (size, joints) = (self.sizes.least, joints(glyphs));
        let mut best = None;
        for (split, joint) in Split::all(glyphs).zip(joints.into_iter().skip(1)) {
            let fits = inked_width(split.head, size).fits(first)
                && inked_width(split.tail, size).fits(second);
            let rank = self.rank(&split, joint);
            if fits && self.keeps_tail(&split) && best.is_none_or(|(least, _)| rank < least) {
                best = Some((rank, split));
            }
        }
        best.map(|(_, Split { head, tail })| Fitted::of_two(size, head, tail))
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
        let (what, widths) = (self.what, self.lines.widths());
        let needed = inked_width(glyphs, self.sizes.least);
        let (needed_mm, floor_pt) = (needed.to_mm(), self.sizes.least.to_pt());
        let rooms_mm = widths.iter().map(|width| width.to_mm()).collect();
        let kind = if needed.fits(widths.iter().copied().sum()) {
            ErrorKind::NoBreak { what, needed_mm, floor_pt, rooms_mm }
        } else {
            ErrorKind::TooWide { what, needed_mm, floor_pt, rooms_mm }
        };
        Error::new(self.field, kind)
    }
}

impl Fitted {
    fn of_two(size: Length, head: &[Glyph], tail: &[Glyph]) -> Self {
        let first = FittedLine { index: 0, glyphs: head.to_vec() };
        let second = FittedLine { index: 1, glyphs: tail.to_vec() };
        Self { size, lines: vec![first, second] }
    }

    /// How wide the first of its lines shows.
    pub(super) fn first_width(&self) -> Length {
        let first = self.lines.first();
        first.map_or(Length::ZERO, |line| inked_width(&line.glyphs, self.size))
    }

    /// The lines in the middle of a box's height, from its left edge.
    pub(super) fn set_in(self, within: &Rect) -> Vec<Line> {
        const LEADING: f64 = 1.25;
        let stack = Stack::centred(within, self.lines.len(), self.size, LEADING);
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
        let room = Room {
            what: PagePart::Name,
            field: Field::ProviderName,
            sizes: Sizes { least: Length::pt(10.5), most: Length::pt(12.0) },
            lines: Lines::OneOrTwo([Length::pt(120.0); 2]),
            tail: 0,
        };
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
