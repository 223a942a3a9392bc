//! Where a line may end: kinsoku at both line ends, words of Latin letters and digits kept whole,
//! greedy fill.
//!
//! The classes are those of JIS X 4051 and of the W3C's *Requirements for Japanese Text Layout*,
//! 3.1.7 and 3.1.8.

use std::ops::Range;

use super::length::Length;
use crate::font::Glyph;
use crate::text::characters::is_mark;

/// Never at the start of a line.
const NOT_AT_START: &str = "、。，．・：；？！゛゜´｀¨ヽヾゝゞ々〻ー～〜–—‐‑゠…‥）〕］｝〉》」』】〙〗〟’”»｠\
    ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ\
    ｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ!),.:;?]}%％℃°′″";

/// Never at the end of a line.
const NOT_AT_END: &str = "（〔［｛〈《「『【〘〖〝‘“«｟｢([{￥＄£＃№㈱㈲";

/// Whether a line may end after `before` when `after` follows.
pub(crate) fn may_break(before: char, after: char) -> bool {
    let within_word = is_word(before) && is_word(after);
    let kept_together = NOT_AT_START.contains(after)
        || NOT_AT_END.contains(before)
        || after.is_whitespace()
        || is_mark(after);
    !within_word && !kept_together
}

fn is_word(c: char) -> bool {
    c.is_ascii_graphic() && !NOT_AT_START.contains(c) && !NOT_AT_END.contains(c)
        || matches!(c, '\u{C0}'..='\u{24F}' | '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

pub(crate) fn width(glyphs: &[Glyph], size: Length) -> Length {
    size * (f64::from(glyphs.iter().map(|glyph| u32::from(glyph.advance)).sum::<u32>()) / 1000.0)
}

/// The width that shows: space at the end of a line may hang over.
pub(crate) fn inked_width(glyphs: &[Glyph], size: Length) -> Length {
    let inked =
        glyphs.iter().rposition(|glyph| !glyph.base().is_whitespace()).map_or(0, |last| last + 1);
    width(glyphs.get(..inked).unwrap_or(glyphs), size)
}

/// Whether a line may end before the glyph at `index`.
pub(crate) fn may_break_before(glyphs: &[Glyph], index: usize) -> bool {
    let Some([before, after]) = index.checked_sub(1).and_then(|at| glyphs.get(at..=index)) else {
        return true;
    };
    may_break(before.base(), after.base())
}

/// Fills lines of `room` one after another. A stretch without any place to break is cut where the
/// room ends; `None` where not even one glyph has room.
pub(crate) fn fill_lines(
    glyphs: &[Glyph],
    size: Length,
    room: Length,
) -> Option<Vec<Range<usize>>> {
    let (mut lines, mut start) = (Vec::new(), 0);
    while start < glyphs.len() {
        let end = start + first_line(glyphs.get(start..)?, size, room)?;
        lines.push(start..end);
        start = end;
    }
    Some(lines)
}

/// How many glyphs the first line takes.
fn first_line(glyphs: &[Glyph], size: Length, room: Length) -> Option<usize> {
    let fits = |n: &usize| glyphs.get(..*n).is_some_and(|line| inked_width(line, size).fits(room));
    let most = (1..=glyphs.len()).take_while(fits).last()?;
    if most == glyphs.len() {
        return Some(most);
    }
    (1..=most).rev().find(|&n| may_break_before(glyphs, n)).or(Some(most))
}

/// The glyphs of each line.
pub(crate) fn cut(glyphs: &[Glyph], lines: Vec<Range<usize>>) -> Vec<Vec<Glyph>> {
    lines.into_iter().filter_map(|line| glyphs.get(line)).map(<[Glyph]>::to_vec).collect()
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
        lines.into_iter().map(|line| glyphs[line].iter().flat_map(Glyph::text).collect()).collect()
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
            let set: Vec<usize> = lines.iter().flat_map(Clone::clone).collect();
            prop_assert_eq!(set, (0..glyphs.len()).collect::<Vec<_>>());
            for line in lines {
                prop_assert!(inked_width(&glyphs[line], size).fits(room));
            }
        }
    }
}
