//! Casts the master: the page by printpdf ([`print`](mod@super::print)), then tags, XMP and
//! identifiers on its object tree ([`super::tree`]).

use super::codes::Codes;
use super::master::{Binding, Master, broken};
use super::print::print;
use super::profile::Profile;
use super::tree::Tree;
use crate::error::Result;
use crate::font::FontChain;
use crate::layout::forme::Forme;

pub(super) fn cast(
    forme: &Forme,
    fonts: &FontChain,
    (binding, profile): (Binding, Profile),
) -> Result<Master> {
    let codes = codes(forme, fonts)?;
    let printed = print(forme, fonts, &codes, profile)?;
    let tree = Tree::new(printed, forme, (binding, profile))?;
    tree.save(codes)
}

/// One code for each glyph that fixed text, grid and common glyphs need.
fn codes(forme: &Forme, fonts: &FontChain) -> Result<Vec<Codes>> {
    let cells = forme.grid.iter().flat_map(|column| &column.0);
    let grid = cells.flat_map(|cell| cell.reading.iter().chain([&cell.printed]));
    let lines = forme.fixed_lines().chain(grid).flat_map(|line| &line.glyphs);
    let mut codes = vec![Codes::default(); fonts.faces().len()];
    for glyph in lines.chain(&forme.common_glyphs) {
        codes
            .get_mut(usize::from(glyph.face))
            .ok_or_else(|| broken("a glyph of no face"))?
            .of(glyph)?;
    }
    Ok(codes)
}
