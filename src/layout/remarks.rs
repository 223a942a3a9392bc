//! 備考: the heading, the remarks with hanging indent, and whom to ask.

use super::forme::{Block, Content, Line, Part};
use super::length::{Length, Point};
use super::line_break::fill_lines;
use super::sheet::Pages;
use super::table::heading;
use super::{Copy, baseline, part};
use crate::error::{PagePart, Result};
use crate::font::Glyph;

const GAP: Length = Length::mm(6.0);
const OVER_CONTACT: Length = Length::mm(2.0);

/// Sets the remarks under `top`, or at the top of the next page where that is allowed and they find
/// no room; without any, nothing.
pub(super) fn set(copy: &Copy<'_>, top: Length) -> Result<(Part, Placement)> {
    let fits = |part: &Part, top| copy.check_bottom(PagePart::Remarks, top, part.bottom);
    let under = set_at(copy, top + GAP * copy.sheet.gaps)?;
    match (fits(&under, top), copy.sheet.pages) {
        (Ok(()), _) => Ok((under, Placement::Under)),
        (Err(error), Pages::One) => Err(error),
        (Err(_), Pages::Two) => {
            let over = set_at(copy, copy.sheet.top)?;
            fits(&over, copy.sheet.top)?;
            Ok((over, Placement::NextPage))
        }
    }
}

/// Where a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placement {
    /// Under what is on the page.
    Under,
    /// At the top of the next page.
    NextPage,
}

fn set_at(copy: &Copy<'_>, top: Length) -> Result<Part> {
    let mut blocks = Vec::new();
    let mut bottom = top;
    if !copy.template.remarks.is_empty() {
        let (heading, below) = heading(copy, &copy.template.remarks_heading, bottom)?;
        bottom = below;
        let mut items = Vec::new();
        for words in &copy.template.remarks {
            let (item, below) = remark(copy, words, bottom)?;
            items.push(item);
            bottom = below;
        }
        blocks.extend([heading, Block::List(items)]);
    }
    if let Some(words) = &copy.template.contact {
        let at = Point { x: copy.sheet.margin, y: bottom + OVER_CONTACT };
        let (contact, below) = copy.paragraph(words, copy.sheet.notes, at)?;
        blocks.push(Block::Paragraph(contact));
        bottom = below;
    }
    Ok(part(blocks, bottom))
}

/// One remark: what follows its first line begins under the first character after the bullet.
fn remark(copy: &Copy<'_>, words: &str, top: Length) -> Result<(Content, Length)> {
    let sheet = &copy.sheet;
    let size = sheet.notes;
    let (mut lines, mut top) = (Vec::new(), top);
    for (index, paragraph) in words.lines().enumerate() {
        let glyphs = copy.shape(paragraph)?;
        let bullet = if index == 0 { glyphs.len().min(1) } else { 0 };
        let (mark, text) = glyphs.split_at_checked(bullet).unwrap_or_default();
        let room = sheet.measure() - size;
        for (nth, range) in fill_lines(text, size, room).unwrap_or_default().into_iter().enumerate()
        {
            let hanging = if nth == 0 { mark } else { &[] };
            let x = if hanging.is_empty() {
                sheet.margin + size
            } else {
                sheet.margin + size - advance(hanging, size)
            };
            let glyphs =
                hanging.iter().chain(text.get(range).unwrap_or_default()).copied().collect();
            lines.push(Line { at: Point { x, y: baseline(top, size) }, size, glyphs });
            top = top + size * sheet.leading;
        }
    }
    Ok((Content::Fixed(lines), top))
}

fn advance(glyphs: &[Glyph], size: Length) -> Length {
    super::line_break::width(glyphs, size)
}
