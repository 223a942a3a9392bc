//! Where a line may end: kinsoku at both line ends, words of Latin letters and digits kept whole,
//! greedy fill.
//!
//! The classes are those of JIS X 4051 and of the W3C's *Requirements for Japanese Text Layout*,
//! 3.1.7 and 3.1.8.

use super::length::Length;
use crate::font::Glyph;
use crate::text::characters::is_mark;

/// Never at the start of a line.
const NOT_AT_START: &str = "、。，．・：；？！゛゜´｀¨ヽヾゝゞ々〻ー～〜–—‐‑゠…‥）〕］｝〉》」』】〙〗〟’”»｠\
    ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ\
    ｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ!),.:;?]}%％℃°′″";

/// Never at the end of a line.
const NOT_AT_END: &str = "（〔［｛〈《「『【〘〖〝‘“«｟｢([{￥＄£＃№㈱㈲";

/// A last line of fewer characters looks lost.
pub(super) const LEAST_AT_END: usize = 4;

/// Whether a line may end after `before` when `after` follows.
fn may_break(before: char, after: char) -> bool {
    let within_word = is_word(before) && is_word(after);
    let kept_together = NOT_AT_START.contains(after)
        || NOT_AT_END.contains(before)
        || after.is_whitespace()
        || is_mark(after);
    !within_word && !kept_together
}

pub(super) fn is_word(c: char) -> bool {
    c.is_ascii_graphic() && !NOT_AT_START.contains(c) && !NOT_AT_END.contains(c)
        || matches!(c, '\u{C0}'..='\u{24F}' | '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// In thousandths of an em.
pub(super) fn advance(glyphs: &[Glyph]) -> u32 {
    glyphs.iter().map(|glyph| u32::from(glyph.advance)).sum()
}

pub(super) fn width(glyphs: &[Glyph], size: Length) -> Length {
    size * (f64::from(advance(glyphs)) / 1000.0)
}

/// The width that shows: space at the end of a line may hang over.
pub(crate) fn inked_width(glyphs: &[Glyph], size: Length) -> Length {
    width(inked(glyphs), size)
}

/// All but the space at the end.
pub(super) fn inked(glyphs: &[Glyph]) -> &[Glyph] {
    let last = glyphs.iter().rposition(|glyph| !glyph.base().is_whitespace());
    glyphs.get(..last.map_or(0, |last| last + 1)).unwrap_or(glyphs)
}

/// A text broken in two.
#[derive(Clone, Copy, Debug)]
pub(super) struct Split<'g> {
    pub(super) head: &'g [Glyph],
    pub(super) tail: &'g [Glyph],
}

impl<'g> Split<'g> {
    /// Before each glyph but the first, and at the end.
    pub(super) fn all(glyphs: &'g [Glyph]) -> impl Iterator<Item = Self> {
        (1..=glyphs.len()).map(|at| {
            let (head, tail) = glyphs.split_at(at);
            Self { head, tail }
        })
    }

    pub(super) fn is_allowed(&self) -> bool {
        match (self.head.last(), self.tail.first()) {
            (Some(before), Some(after)) => may_break(before.base(), after.base()),
            _ => true,
        }
    }
}

/// Whether a line may end before the glyph at `index`.
pub(super) fn may_break_before(glyphs: &[Glyph], index: usize) -> bool {
    let split = glyphs.split_at_checked(index).map(|(head, tail)| Split { head, tail });
    split.is_some_and(|split| split.is_allowed())
}

/// Fills lines of `room` one after another. A stretch without any place to break is cut where the
/// room ends; `None` where not even one glyph has room.
pub(super) fn fill_lines(glyphs: &[Glyph], size: Length, room: Length) -> Option<Vec<&[Glyph]>> {
    let (mut lines, mut rest) = (Vec::new(), glyphs);
    while !rest.is_empty() {
        let first = first_line(rest, size, room)?;
        lines.push(first.head);
        rest = first.tail;
    }
    Some(lines)
}

/// Breaks off the longest first line.
fn first_line(glyphs: &[Glyph], size: Length, room: Length) -> Option<Split<'_>> {
    let (mut longest, mut longest_allowed) = (None, None);
    for split in Split::all(glyphs) {
        if !inked_width(split.head, size).fits(room) {
            break;
        }
        longest = Some(split);
        if split.is_allowed() {
            longest_allowed = longest;
        }
    }
    longest_allowed.or(longest)
}

#[cfg(test)]
#[cfg(feature = "bundled-fonts")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::font::FontChain;

    fn lines(text: &str, ems: f64) -> Vec<String> {
        let glyphs = FontChain::bundled().unwrap().shape(text).unwrap().glyphs;
        let lines = fill_lines(&glyphs, Length::pt(10.0), Length::pt(10.0 * ems)).unwrap();
        lines.into_iter().map(|line| line.iter().flat_map(Glyph::text).collect()).collect()
    }

    #[test]
    fn kinsoku_holds_at_both_line_ends() {
        assert_eq!(lines("あいう、えお", 3.0), ["あい", "う、え", "お"]);
        assert_eq!(lines("あい「うえ」お", 3.0), ["あい", "「う", "え」お"]);
        assert_eq!(lines("ダブリュー", 3.0), ["ダブ", "リュー"]);
        assert_eq!(lines("エクスクラメーション", 3.0), ["エクス", "クラ", "メー", "ション"]);
    }

    #[test]
    fn words_stay_whole_and_spaces_hang() {
        assert_eq!(lines("ユーザID及び", 4.0), ["ユーザID", "及び"]);
        assert_eq!(lines("ユーザABC", 4.0), ["ユーザ", "ABC"]);
        assert_eq!(lines("医療　法人", 2.0), ["医療　", "法人"]);
    }

    #[test]
    fn a_stretch_without_a_break_is_cut_at_the_room() {
        assert_eq!(lines("ーーーー", 3.0), ["ーーー", "ー"]);
        let glyphs = FontChain::bundled().unwrap().shape("あ").unwrap().glyphs;
        assert_eq!(fill_lines(&glyphs, Length::pt(10.0), Length::pt(9.0)), None);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_is_too_wide(
            text in "[ぁ-ん、。「」ァ-ヴA-Z一二三　]{1,60}",
            ems in 3_u8..20,
        ) {
            let glyphs = FontChain::bundled().unwrap().shape(&text).unwrap().glyphs;
            let (size, room) = (Length::pt(10.0), Length::pt(10.0 * f64::from(ems)));
            let lines = fill_lines(&glyphs, size, room).unwrap();
            prop_assert_eq!(lines.concat(), glyphs.clone());
            for line in lines {
                prop_assert!(inked_width(line, size).fits(room));
            }
        }
    }
}
