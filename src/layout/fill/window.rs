//! What the window of the envelope shows: post code, address and building, and the name, as large
//! as their boxes allow.

use crate::error::{ErrorKind, Field, ForField, Result};
use crate::font::{FontChain, Glyph};
use crate::layout::baseline::Stack;
use crate::layout::fit::{LEADING, Room, fit};
use crate::layout::forme::Line;
use crate::layout::length::{Length, Rect, Sizes, Span, count};
use crate::layout::subject::Subject;
use crate::notice::Notice;
use crate::provider::address::Building;

/// By the rules of Japan Post between 7 and 17 pt.
const POST_CODE: Length = Length::pt(10.0);
const UNDER_POST_CODE: Length = Length::mm(2.0);
/// Sizes are tried in steps of this.
const STEP: Length = Length::pt(0.5);
const ADDRESS: Sizes = Sizes { least: Length::pt(8.0), most: Length::pt(10.5) };
const NAME: Sizes = Sizes { least: Length::pt(8.0), most: Length::pt(12.0) };

/// A text in the window.
struct Words {
    subject: Subject,
    glyphs: Vec<Glyph>,
    /// How many glyphs at the end stay together.
    tail: usize,
}

/// Post code, address and building.
pub(super) fn address(fonts: &FontChain, notice: &Notice<'_>, within: &Rect) -> Result<Vec<Line>> {
    let words = words_of_address(fonts, notice)?;
    let Some(code) = notice.post_code else { return largest(&words, ADDRESS, within) };
    let code = fonts.shape_wide(&code.hyphenated())?;
    let mut lines = vec![Line::under(within.origin, POST_CODE, code)];
    lines.extend(largest(&words, ADDRESS, &under_post_code(within))?);
    Ok(lines)
}

fn under_post_code(within: &Rect) -> Rect {
    let top = within.top() + POST_CODE + UNDER_POST_CODE;
    Rect::new(within.left(), top, within.size.width, within.bottom() - top)
}

/// The name and the honorific.
pub(super) fn name(name: &[Glyph], honorific: &[Glyph], within: &Rect) -> Result<Vec<Line>> {
    let glyphs = [name, honorific].concat();
    largest(&[Words { subject: Subject::ADDRESSEE, glyphs, tail: honorific.len() }], NAME, within)
}

fn words_of_address(fonts: &FontChain, notice: &Notice<'_>) -> Result<Vec<Words>> {
    let address = notice.address.ok_or(ErrorKind::Missing).for_field(Field::Address)?;
    let building = notice.building.map_or("", Building::as_str);
    let street = Words::shaped(fonts, Subject::ADDRESS, address.without(building))?;
    let mut words = vec![street, Words::shaped(fonts, Subject::BUILDING, building)?];
    words.retain(|words| !words.glyphs.is_empty());
    Ok(words)
}

/// At the largest size at which all has room.
fn largest(words: &[Words], sizes: Sizes, within: &Rect) -> Result<Vec<Line>> {
    let mut size = sizes.most;
    loop {
        let set = at_size(words, size, within);
        if set.is_ok() || !sizes.least.fits(size - STEP) {
            return set;
        }
        size = size - STEP;
    }
}

/// Each text on one line or two.
fn at_size(words: &[Words], size: Length, within: &Rect) -> Result<Vec<Line>> {
    let mut set = Vec::new();
    let under = |lines: &[Line]| within.top() + size * (LEADING * count(lines.len()));
    for words in words {
        let stack = Stack { top: under(&set), size, leading: LEADING };
        let fitted = fit(&words.glyphs, &words.room(size, within.size.width))?;
        set.extend(fitted.set_on(&stack, within.left()));
        let stretch = Span { top: within.top(), bottom: under(&set) };
        stretch.check_within(within.height(), words.subject)?;
    }
    Ok(set)
}

impl Words {
    fn shaped(fonts: &FontChain, subject: Subject, text: &str) -> Result<Self> {
        let shaped = fonts.shape(text).for_field(subject.field)?;
        Ok(Self { subject, glyphs: shaped.glyphs, tail: 0 })
    }

    fn room(&self, size: Length, width: Length) -> Room {
        let sizes = Sizes { least: size, most: size };
        Room { tail: self.tail, ..Room::of_lines(self.subject, sizes, width) }
    }
}
