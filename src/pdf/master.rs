//! The fixed bytes: the page by printpdf ([`super::print`]), then tags, XMP and identifiers on its object tree ([`super::tree`]).

use super::codes::Codes;
use super::content::Tagging;
use super::print::print;
use super::tree::Tree;
use crate::error::{Error, ErrorKind, Result};
use crate::font::FontChain;
use crate::layout::forme::Forme;

/// The bytes that all letters of an issuer share, and what is needed to go on after them.
#[derive(Clone)]
pub(crate) struct Master {
    /// Everything up to the first object that varies.
    pub(crate) bytes: Vec<u8>,
    /// The offset of each object, from number 1.
    pub(crate) offsets: Vec<usize>,
    /// The codes of the fonts in these bytes, by face.
    pub(crate) codes: Vec<Codes>,
    /// The objects of those fonts, by face.
    pub(crate) fonts: Vec<(u8, usize)>,
    pub(crate) landmarks: Landmarks,
    /// A digest of the bytes: what tells one issuer's files from another's.
    pub(crate) digest: [u8; 32],
}

/// The objects that later ones refer to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Landmarks {
    pub(crate) catalog: usize,
    pub(crate) info: usize,
    /// The content stream of what is fixed on the page.
    pub(crate) fixed: usize,
    /// The same of a second page, where there is one.
    pub(crate) overleaf: Option<usize>,
}

/// Whether a letter stands alone, with its page among the fixed objects, or is one page of a spool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Binding {
    Single,
    Spool,
}

impl Master {
    pub(crate) fn new(
        forme: &Forme,
        fonts: &FontChain,
        (binding, tagging): (Binding, Tagging),
    ) -> Result<Self> {
        let codes = codes(forme, fonts)?;
        let printed = print(forme, fonts, &codes, tagging)?;
        let tree = Tree::new(printed, forme, (binding, tagging))?;
        tree.save(codes)
    }

    pub(crate) fn objects(&self) -> usize {
        self.offsets.len()
    }
}

/// One code for each glyph that fixed text, grid and stock need.
fn codes(forme: &Forme, fonts: &FontChain) -> Result<Vec<Codes>> {
    let cells = forme.grid.iter().flat_map(|column| &column.0);
    let grid = cells.flat_map(|cell| cell.reading.iter().chain([&cell.printed]));
    let lines = forme.fixed_lines().chain(grid).flat_map(|line| &line.glyphs);
    let mut codes = vec![Codes::default(); fonts.faces().len()];
    for glyph in lines.chain(&forme.stock) {
        codes.get_mut(usize::from(glyph.face)).ok_or_else(|| broken("a glyph of no face"))?.of(glyph)?;
    }
    Ok(codes)
}

pub(super) fn broken(reason: &str) -> Error {
    ErrorKind::Master { reason: reason.into() }.into()
}
