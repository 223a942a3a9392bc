//! Shrink to a floor, then wrap at a sensible place, then refuse with the widths.

use std::ops::Range;

use super::length::Length;
use super::line_break::{inked_width, may_break_before, width};
use crate::error::{ErrorKind, PagePart, Result};
use crate::font::Glyph;

/// Sizes are tried in steps of this.
const STEP: Length = Length::pt(0.5);

/// A place for a line of text, and what may be done to make the text fit.
#[derive(Clone, Debug)]
pub(crate) struct Room<'a> {
    /// What an error calls it.
    pub(crate) what: PagePart,
    pub(crate) full: Length,
    pub(crate) floor: Length,
    /// Arrangements in order of preference: which lines, each with its width. One or two lines
    /// each.
    pub(crate) arrangements: &'a [&'a [(usize, Length)]],
    /// How many glyphs at the end stay together, with one before them.
    pub(crate) tail: usize,
}

/// Text that fits: its size, and which glyphs stand on which line.
#[derive(Debug, PartialEq)]
pub(crate) struct Fitted {
    pub(crate) size: Length,
    pub(crate) lines: Vec<(usize, Range<usize>)>,
}

/// Fits `glyphs` into `room`.
pub(crate) fn fit(glyphs: &[Glyph], room: &Room<'_>) -> Result<Fitted> {
    let tried = room.arrangements.iter().find_map(|lines| match lines {
        [line] => shrink(glyphs, room, *line),
        [first, second] => wrap(glyphs, room, [*first, *second]),
        _ => None,
    });
    tried.ok_or_else(|| too_wide(glyphs, room))
}

fn shrink(glyphs: &[Glyph], room: &Room<'_>, (line, width): (usize, Length)) -> Option<Fitted> {
    let size = sizes(room).find(|&size| inked_width(glyphs, size).fits(width))?;
    Some(Fitted { size, lines: vec![(line, 0..glyphs.len())] })
}

fn sizes(room: &Room<'_>) -> impl Iterator<Item = Length> {
    let floor = room.floor;
    std::iter::successors(Some(room.full), |&size| Some(size - STEP))
        .take_while(move |&size| floor.fits(size))
}

/// At the floor: the best kind of place first, then the one that leaves the lines most alike.
fn wrap(
    glyphs: &[Glyph],
    room: &Room<'_>,
    [first, second]: [(usize, Length); 2],
) -> Option<Fitted> {
    let size = room.floor;
    let last = glyphs.len().saturating_sub(room.tail + 1);
    let fits = |&at: &usize| {
        let (head, tail) = glyphs.split_at_checked(at).unwrap_or_default();
        inked_width(head, size).fits(first.1) && inked_width(tail, size).fits(second.1)
    };
    let at =
        (1..=last).filter(|&at| may_break_before(glyphs, at)).filter(fits).min_by_key(|&at| {
            let (head, tail) = glyphs.split_at_checked(at).unwrap_or_default();
            let uneven = (width(head, size) - width(tail, size)).to_pt().abs();
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a positive number of points, for ordering"
            )]
            let uneven = uneven as u32;
            (Place::before(glyphs, at), uneven)
        })?;
    Some(Fitted { size, lines: vec![(first.0, 0..at), (second.0, at..glyphs.len())] })
}

/// How sensible it is to break a name there, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    AfterSpace,
    AfterBodyCorporate,
    BetweenScripts,
    WithinWord,
}

const BODIES_CORPORATE: [&str; 8] = ["法人", "会社", "組合", "財団", "社団", "㈱", "㈲", "機構"];

impl Place {
    fn before(glyphs: &[Glyph], at: usize) -> Self {
        let (head, tail) = glyphs.split_at_checked(at).unwrap_or_default();
        let (Some(before), Some(after)) = (head.last(), tail.first()) else {
            return Self::WithinWord;
        };
        let end: String = head.iter().skip(at.saturating_sub(2)).flat_map(Glyph::text).collect();
        if before.base().is_whitespace() {
            Self::AfterSpace
        } else if BODIES_CORPORATE.iter().any(|body| end.ends_with(body)) {
            Self::AfterBodyCorporate
        } else if script(before.base()) != script(after.base()) {
            Self::BetweenScripts
        } else {
            Self::WithinWord
        }
    }
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

fn too_wide(glyphs: &[Glyph], room: &Room<'_>) -> crate::error::Error {
    let widths = room.arrangements.iter().flat_map(|lines| lines.iter().map(|&(_, width)| width));
    let kind = ErrorKind::TooWide {
        what: room.what,
        needed_mm: inked_width(glyphs, room.floor).to_mm(),
        floor_pt: room.floor.to_pt(),
        lines: room.arrangements.iter().map(|lines| lines.len()).max().unwrap_or(0),
        room_mm: widths.fold(Length::ZERO, Length::max).to_mm(),
    };
    kind.into()
}

#[cfg(test)]
#[cfg(feature = "bundled-fonts")]
mod tests {
    use super::*;
    use crate::font::FontChain;

    const WIDE: Length = Length::pt(120.0);
    const LINES: [&[(usize, Length)]; 2] = [&[(0, WIDE)], &[(0, WIDE), (1, WIDE)]];

    fn fitted(name: &str) -> Result<(f64, Vec<String>)> {
        let glyphs = FontChain::bundled()?.shape(name)?.glyphs;
        let (full, floor) = (Length::pt(12.0), Length::pt(10.5));
        let fitted = fit(
            &glyphs,
            &Room { what: PagePart::Name, full, floor, arrangements: &LINES, tail: 0 },
        )?;
        let line = |(_, range): (usize, Range<usize>)| {
            glyphs[range].iter().flat_map(Glyph::text).collect()
        };
        Ok((fitted.size.to_pt(), fitted.lines.into_iter().map(line).collect()))
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
            "the name is 111.1 mm wide at 10.5 pt, more than 2 lines of 42.3 mm hold"
        );
    }
}
