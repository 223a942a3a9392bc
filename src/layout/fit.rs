//! Shrink to a floor, then wrap at a sensible place, then refuse with the widths.

use super::baseline::Stack;
use super::forme::Line;
use super::length::{Length, Point, Rect, Sizes};
use super::line_break::{inked_width, may_break_before, width};
use crate::error::{Error, ErrorKind, Field, PagePart, Result};
use crate::font::Glyph;

/// Sizes are tried in steps of this.
const STEP: Length = Length::pt(0.5);

/// Which lines a text may stand on, in the order in which they are tried.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Lines {
    /// One of this width.
    One(Length),
    /// One, or else two, of this width.
    OneOrTwo(Length),
    /// The second of two, or else the first, or else both.
    SecondOrFirst { first: Length, second: Length },
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
#[derive(Debug, PartialEq)]
pub(crate) struct Fitted {
    pub(crate) size: Length,
    pub(crate) lines: Vec<FittedLine>,
}

#[derive(Debug, PartialEq)]
pub(crate) struct FittedLine {
    /// Which of the lines of its room it is, counted from 0.
    pub(crate) index: usize,
    pub(crate) glyphs: Vec<Glyph>,
}

/// Fits `glyphs` into `room`.
pub(crate) fn fit(glyphs: &[Glyph], room: &Room) -> Result<Fitted> {
    let fitted = match room.lines {
        Lines::One(width) => room.shrink(glyphs, 0, width),
        Lines::OneOrTwo(width) => {
            room.shrink(glyphs, 0, width).or_else(|| room.wrap(glyphs, width, width))
        }
        Lines::SecondOrFirst { first, second } => room
            .shrink(glyphs, 1, second)
            .or_else(|| room.shrink(glyphs, 0, first))
            .or_else(|| room.wrap(glyphs, first, second)),
    };
    fitted.ok_or_else(|| room.too_narrow(glyphs))
}

impl Room {
    /// The largest size at which the text fits one line.
    fn shrink(&self, glyphs: &[Glyph], index: usize, width: Length) -> Option<Fitted> {
        let mut size = self.sizes.most;
        while !inked_width(glyphs, size).fits(width) {
            size = size - STEP;
            if !self.sizes.least.fits(size) {
                return None;
            }
        }
        Some(Fitted { size, lines: vec![FittedLine { index, glyphs: glyphs.to_vec() }] })
    }

    /// On two lines at the least size, broken at the best place.
    fn wrap(&self, glyphs: &[Glyph], first: Length, second: Length) -> Option<Fitted> {
        let size = self.sizes.least;
        let fits = |split: &Split<'_>| {
            let (head, tail) = (inked_width(split.head, size), inked_width(split.tail, size));
            head.fits(first) && tail.fits(second)
        };
        let best = self.splits(glyphs).filter(fits).min_by_key(|split| split.rank(size))?;
        let [head, tail] = [best.head, best.tail].map(<[Glyph]>::to_vec);
        let lines =
            vec![FittedLine { index: 0, glyphs: head }, FittedLine { index: 1, glyphs: tail }];
        Some(Fitted { size, lines })
    }

    fn splits<'g>(&self, glyphs: &'g [Glyph]) -> impl Iterator<Item = Split<'g>> {
        let last = glyphs.len().saturating_sub(self.tail + 1);
        let places = (1..=last).filter(|&at| may_break_before(glyphs, at));
        places.filter_map(|at| Split::new(glyphs, at))
    }

    /// Why the text fits no way.
    fn too_narrow(&self, glyphs: &[Glyph]) -> Error {
        let rooms = match self.lines {
            Lines::One(width) => vec![width],
            Lines::OneOrTwo(width) => vec![width; 2],
            Lines::SecondOrFirst { first, second } => vec![first, second],
        };
        let needed = inked_width(glyphs, self.sizes.least);
        let total = rooms.iter().fold(Length::ZERO, |total, &room| total + room);
        let (what, needed_mm, floor_pt) = (self.what, needed.to_mm(), self.sizes.least.to_pt());
        let rooms_mm = rooms.into_iter().map(Length::to_mm).collect();
        let kind = if needed.fits(total) {
            ErrorKind::NoBreak { what, needed_mm, floor_pt, rooms_mm }
        } else {
            ErrorKind::TooWide { what, needed_mm, floor_pt, rooms_mm }
        };
        Error::new(self.field, kind)
    }
}

impl Fitted {
    /// The lines in the middle of a box's height, from its left edge.
    pub(super) fn set_in(self, within: &Rect) -> Vec<Line> {
        const LEADING: f64 = 1.25;
        let stack = Stack::centred(within, self.lines.len(), self.size, LEADING);
        let anchors: Vec<Point> = (0..self.lines.len())
            .map(|line| Point { x: within.left(), y: stack.baseline(line) })
            .collect();
        self.set_at(&anchors)
    }

    /// Each line where its number says.
    pub(super) fn set_at(self, anchors: &[Point]) -> Vec<Line> {
        let mut lines = Vec::with_capacity(self.lines.len());
        for line in self.lines {
            if let Some(&at) = anchors.get(line.index) {
                lines.push(Line { at, size: self.size, glyphs: line.glyphs });
            }
        }
        lines
    }
}

/// A text broken into two lines.
struct Split<'g> {
    head: &'g [Glyph],
    tail: &'g [Glyph],
}

impl<'g> Split<'g> {
    fn new(glyphs: &'g [Glyph], at: usize) -> Option<Self> {
        let (head, tail) = glyphs.split_at_checked(at)?;
        Some(Self { head, tail })
    }

    /// The best kind of place first, then the one that leaves the lines most alike.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a positive number of points, for ordering"
    )]
    fn rank(&self, size: Length) -> (Break, u32) {
        let uneven = (width(self.head, size) - width(self.tail, size)).to_pt().abs();
        (Break::between(self.head, self.tail), uneven as u32)
    }
}

/// How sensible it is to break a name there, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Break {
    AfterSpace,
    AfterBodyCorporate,
    BetweenScripts,
    WithinWord,
}

const BODIES_CORPORATE: [&str; 8] = ["法人", "会社", "組合", "財団", "社団", "㈱", "㈲", "機構"];

impl Break {
    fn between(head: &[Glyph], tail: &[Glyph]) -> Self {
        let (Some(before), Some(after)) = (head.last(), tail.first()) else {
            return Self::WithinWord;
        };
        if before.base().is_whitespace() {
            Self::AfterSpace
        } else if ends_with_body_corporate(head) {
            Self::AfterBodyCorporate
        } else if script(before.base()) != script(after.base()) {
            Self::BetweenScripts
        } else {
            Self::WithinWord
        }
    }
}

fn ends_with_body_corporate(head: &[Glyph]) -> bool {
    let last_two = head.get(head.len().saturating_sub(2)..).unwrap_or_default();
    let end: String = last_two.iter().flat_map(Glyph::text).collect();
    BODIES_CORPORATE.iter().any(|body| end.ends_with(body))
}

#[derive(PartialEq, Eq)]
enum Script {
    Hiragana,
    Katakana,
    Other,
}

fn script(c: char) -> Script {
    match c {
        '\u{3041}'..='\u{309F}' => Script::Hiragana,
        '\u{30A0}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9F}' => Script::Katakana,
        _ => Script::Other,
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
            lines: Lines::OneOrTwo(Length::pt(120.0)),
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
