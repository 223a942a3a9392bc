//! What the window of the envelope shows: post code, address and building, and the name, as large
//! as their boxes allow.

use crate::error::{Error, ErrorKind, Field, ForField, PagePart, Result};
use crate::font::{FontChain, Glyph};
use crate::layout::baseline::{Stack, baseline};
use crate::layout::fit::{Lines, Room, fit};
use crate::layout::forme::Line;
use crate::layout::length::{Length, Point, Rect, Sizes, Span, count};
use crate::notice::Notice;
use crate::provider::address::Building;

/// By the rules of Japan Post between 7 and 17 pt.
const POST_CODE: Length = Length::pt(10.0);
const UNDER_POST_CODE: Length = Length::mm(2.0);
/// Sizes are tried in steps of this.
const STEP: Length = Length::pt(0.5);
const ADDRESS: Sizes = Sizes { least: Length::pt(8.0), most: Length::pt(10.5) };
const NAME: Sizes = Sizes { least: Length::pt(8.0), most: Length::pt(12.0) };
const LEADING: f64 = 1.25;

/// A text in the window.
struct Words {
    what: PagePart,
    field: Field,
    glyphs: Vec<Glyph>,
    /// How many glyphs at the end stay together.
    tail: usize,
}

/// Post code, address and building.
pub(super) fn address(fonts: &FontChain, notice: &Notice<'_>, within: &Rect) -> Result<Vec<Line>> {
    let words = words_of_address(fonts, notice)?;
    let (mut lines, mut top) = (Vec::new(), within.top());
    if let Some(code) = notice.post_code {
        let at = Point { x: within.left(), y: baseline(top, POST_CODE) };
        lines.push(Line::new(at, POST_CODE, fonts.shape_wide(&code.hyphenated())?));
        top = top + POST_CODE + UNDER_POST_CODE;
    }
    let below = Rect::new(within.left(), top, within.size.width, within.bottom() - top);
    lines.extend(largest(&words, ADDRESS, &below)?);
    Ok(lines)
}

/// The name and the honorific.
pub(super) fn name(name: &[Glyph], honorific: &[Glyph], within: &Rect) -> Result<Vec<Line>> {
    let (what, field) = (PagePart::Addressee, Field::ProviderName);
    let glyphs = [name, honorific].concat();
    largest(&[Words { what, field, glyphs, tail: honorific.len() }], NAME, within)
}

fn words_of_address(fonts: &FontChain, notice: &Notice<'_>) -> Result<Vec<Words>> {
    let missing = || Error::new(Field::Address, ErrorKind::Missing);
    let address = notice.address.ok_or_else(missing)?;
    let building = notice.building.map_or("", Building::as_str);
    let mut words = Vec::new();
    for (field, text) in [(Field::Address, address.without(building)), (Field::Building, building)]
    {
        let shaped = fonts.shape(text).for_field(field)?;
        words.push(Words { what: PagePart::Address, field, glyphs: shaped.glyphs, tail: 0 });
    }
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
    let within_box = Span { top: within.top(), bottom: within.bottom() };
    for words in words {
        let stack = Stack { top: under(&set), size, leading: LEADING };
        let fitted = fit(&words.glyphs, &words.room(size, within.size.width))?;
        set.extend(fitted.set_on(&stack, within.left()));
        let stretch = Span { top: within.top(), bottom: under(&set) };
        let checked = stretch.check_within(within_box, words.what);
        checked.for_field(words.field)?;
    }
    Ok(set)
}

impl Words {
    fn room(&self, size: Length, width: Length) -> Room {
        Room {
            what: self.what,
            field: self.field,
            sizes: Sizes { least: size, most: size },
            lines: Lines::OneOrTwo([width; 2]),
            tail: self.tail,
        }
    }
}
