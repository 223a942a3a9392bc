//! Sets the pages once, then fills them for each letter.
//!
//! - [`length`]: millimetres and points
//! - [`sheet`]: the measures of the page
//! - [`forme`]: the set page and its slots
//! - [`line_break`]: kinsoku and greedy fill; [`fit`]: shrink, wrap or refuse
//! - [`head`], [`table`], [`grid`], [`remarks`]: the parts of the page, from the top
//! - [`fill`](mod@fill): the slots of one letter

pub(crate) mod fill;
pub(crate) mod fit;
pub(crate) mod forme;
#[cfg(test)]
#[cfg(feature = "bundled-fonts")]
mod golden;
mod grid;
mod head;
pub(crate) mod length;
mod line_break;
mod remarks;
pub(crate) mod sheet;
mod table;

use crate::date::Date;
use crate::error::{ErrorKind, Field, PagePart, Result};
use crate::font::{FontChain, Glyph};
use crate::notice::template::Template;
use crate::password::policy::Policy;
use crate::reading::ReadingTable;
use forme::{Content, Forme, Line, Page, Part};
use length::{Length, Point};
use remarks::Placement;
use sheet::Sheet;

/// All that a page is set from.
#[derive(Debug)]
pub(crate) struct Copy<'a> {
    pub(crate) sheet: Sheet,
    pub(crate) template: &'a Template,
    pub(crate) fonts: &'a FontChain,
    pub(crate) policy: &'a Policy,
    pub(crate) readings: &'a ReadingTable,
    pub(crate) issued_on: Date,
    /// The longest federation that this page must have room for.
    pub(crate) federation: &'a str,
}

/// Sets the first page from the top: head, tables, grid, remarks; these on a page of their own where
/// they find no room.
pub(crate) fn layout(copy: &Copy<'_>) -> Result<Forme> {
    let (head, addressee) = head::set(copy)?;
    let (tables, cells) = table::set(copy, head.bottom)?;
    let (grid, columns) = grid::set(copy, tables.bottom)?;
    let (remarks, placement) = remarks::set(copy, grid.bottom)?;
    let honorific = copy.shape(&format!("　{}", copy.template.honorific.as_str()))?;
    let anchors = forme::Anchors {
        addressee,
        number: cells.number,
        name: cells.name,
        user_id: cells.user_id,
        honorific,
    };
    let pages = match placement {
        Placement::Under => vec![Page::of(vec![head, tables, grid, remarks])],
        Placement::NextPage => vec![Page::of(vec![head, tables, grid]), Page::of(vec![remarks])],
    };
    Ok(Forme {
        sheet: copy.sheet,
        title: copy.template.title.clone(),
        pages,
        grid: columns,
        common_glyphs: copy.common_glyphs()?,
        anchors,
    })
}

impl Copy<'_> {
    fn shape(&self, words: &str) -> Result<Vec<Glyph>> {
        Ok(self.fonts.shape(words).map_err(|error| error.for_field(Field::Template))?.glyphs)
    }

    fn common_glyphs(&self) -> Result<Vec<Glyph>> {
        let alphabet: String = ('0'..='9').chain('A'..='Z').collect();
        let mut glyphs = self.fonts.shape_wide(&alphabet)?;
        glyphs.extend(
            self.fonts
                .shape(self.federation)
                .map_err(|error| error.for_field(Field::Federation))?
                .glyphs,
        );
        glyphs.extend(self.shape(&format!("　{}", self.template.honorific.as_str()))?);
        Ok(glyphs)
    }

    /// A line of words, with its baseline where an em box under `top` has it.
    fn line(&self, words: &str, size: Length, top: Length) -> Result<Line> {
        let at = Point { x: self.sheet.margin, y: baseline(top, size) };
        Ok(Line { at, size, glyphs: self.shape(words)? })
    }

    /// Words on as many lines as they need, from `left` to the right margin; a line break in the
    /// words begins a new line.
    fn paragraph(&self, words: &str, size: Length, at: Point) -> Result<(Content, Length)> {
        let mut lines = Vec::new();
        let mut top = at.y;
        for line in words.lines() {
            let glyphs = self.shape(line)?;
            let room = self.sheet.right() - at.x;
            let ranges = line_break::fill_lines(&glyphs, size, room).unwrap_or_default();
            for glyphs in ranges.into_iter().filter_map(|range| glyphs.get(range)) {
                lines.push(Line {
                    at: Point { x: at.x, y: baseline(top, size) },
                    size,
                    glyphs: glyphs.to_vec(),
                });
                top = top + size * self.sheet.leading;
            }
        }
        Ok((Content::Fixed(lines), top))
    }

    /// An error where a part that ends at `bottom` runs off the page.
    fn check_bottom(&self, what: PagePart, top: Length, bottom: Length) -> Result<()> {
        within(what, [top, bottom], [self.sheet.top, self.sheet.bottom])
    }
}

/// The share of an em box that lies over the baseline, as in both bundled faces.
const OVER_BASELINE: f64 = 0.88;

fn baseline(top: Length, size: Length) -> Length {
    top + size * OVER_BASELINE
}

/// A count of lines, places or bands.
fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

/// The baseline of one line of `lines` (counted from 0) that stand together in the middle of a box.
fn centred_baseline(
    of: (Length, Length),
    size: Length,
    (index, lines): (usize, usize),
    leading: f64,
) -> Length {
    let (top, height) = of;
    let (index, lines) = (number(index), number(lines));
    let block = size * (1.0 + (lines - 1.0) * leading);
    baseline(top + (height - block) / 2.0 + size * (index * leading), size)
}

fn within(what: PagePart, [top, bottom]: [Length; 2], [from, to]: [Length; 2]) -> Result<()> {
    if from.fits(top) && bottom.fits(to) {
        return Ok(());
    }
    let kind = ErrorKind::OffPage {
        what,
        top_mm: top.to_mm(),
        bottom_mm: bottom.to_mm(),
        from_mm: from.to_mm(),
        to_mm: to.to_mm(),
    };
    Err(crate::error::Error::new(Field::Template, kind))
}

fn part(blocks: Vec<forme::Block>, bottom: Length) -> Part {
    Part { blocks, rules: Vec::new(), bottom }
}
