//! The master: the bytes that all letters of an issuer share, and what is needed to go on after
//! them.

use sha2::{Digest, Sha256};

use super::codes::Codes;
use super::design::Design;
use super::fonts::NamedFont;
use super::icc::gray_profile;
use super::metadata::{Roots, push_catalog, push_info, xmp};
use super::numbers::Fixed;
use super::objects::{Objects, Trailer};
use super::printpdf::{Printed, metadata_stream, print, profile_stream};
use crate::error::{ErrorKind, Result};

/// The fixed bytes, with their codes and fonts.
#[derive(Clone)]
pub(super) struct Master {
    /// Everything up to the first object that varies.
    pub(super) bytes: Vec<u8>,
    /// The cross-reference entry of each object in these bytes.
    pub(super) entries: Vec<u8>,
    /// The codes of the fonts in these bytes, by face.
    pub(super) codes: Vec<Codes>,
    pub(super) fonts: Vec<NamedFont>,
    /// Objects that printpdf wrote.
    printed: usize,
    /// A digest of the bytes: what tells one issuer's files from another's.
    pub(super) digest: [u8; 32],
}

/// A master while its last objects are written: a letter's pages and tags are among them.
pub(super) struct MasterWriter<'a> {
    pub(super) objects: Objects<()>,
    pub(super) printed: Printed,
    design: Design<'a>,
    codes: Vec<Codes>,
}

impl<'a> MasterWriter<'a> {
    /// Writes what printpdf gives.
    pub(super) fn new(design: Design<'a>) -> Result<Self> {
        let codes = codes(design)?;
        let printed = print(design, &codes)?;
        let mut objects = Objects::in_memory(1, 64 << 10);
        objects.push(format!("%PDF-{}\n", design.profile.version()).as_bytes());
        // Four bytes that say to those who move files that this is not text.
        objects.push(b"%\xBB\xAD\xC0\xDE\n");
        for (number, body) in (1..).zip(&printed.objects) {
            push_body(&mut objects, number, body);
        }
        Ok(Self { objects, printed, design, codes })
    }

    /// How many objects printpdf wrote.
    pub(super) fn printed(&self) -> usize {
        self.printed.objects.len()
    }

    /// Writes what the file says of itself.
    pub(super) fn push_fixed(&mut self, roots: &Roots) -> Result<()> {
        let Design { forme, profile, .. } = self.design;
        let (printed, title) = (self.printed(), &forme.title);
        let xmp = metadata_stream(xmp(title, profile))?;
        push_body(&mut self.objects, Fixed::Metadata.after(printed), &xmp);
        let gray = profile_stream(gray_profile())?;
        push_body(&mut self.objects, Fixed::Profile.after(printed), &gray);
        push_info(self.objects.begin(Fixed::Info.after(printed)), title);
        self.objects.end();
        let catalog = self.objects.begin(Fixed::Catalog.after(printed));
        push_catalog(catalog, roots, profile, printed);
        self.objects.end();
        Ok(())
    }

    pub(super) fn finish(self) -> Master {
        let printed = self.printed();
        let (bytes, entries) = self.objects.into_parts();
        let digest = Sha256::digest(&bytes).into();
        let fonts = self.printed.fonts;
        Master { bytes, entries, codes: self.codes, fonts, printed, digest }
    }
}

impl Master {
    /// The trailer of a file with this identifier.
    pub(super) fn trailer<'a>(&'a self, identity: &'a [u8; 32]) -> Trailer<'a> {
        Trailer {
            entries: &self.entries,
            catalog: Fixed::Catalog.after(self.printed),
            info: Fixed::Info.after(self.printed),
            digests: [&self.digest, identity],
        }
    }
}

fn push_body(objects: &mut Objects<()>, number: usize, body: &[u8]) {
    objects.begin(number).extend_from_slice(body);
    objects.end();
}

/// One code for each glyph that fixed text, grid and common glyphs need.
fn codes(design: Design<'_>) -> Result<Vec<Codes>> {
    let Design { forme, fonts, .. } = design;
    let cells = forme.grid.iter().flat_map(|column| &column.0);
    let grid = cells.flat_map(|cell| cell.reading.iter().chain([&cell.printed]));
    let lines = forme.fixed_lines().chain(grid).flat_map(|line| &line.glyphs);
    let mut codes = vec![Codes::default(); fonts.faces().len()];
    for glyph in lines.chain(&forme.common_glyphs) {
        let defect = || ErrorKind::Defect { reason: "a glyph of no face".into() };
        codes.get_mut(usize::from(glyph.face)).ok_or_else(defect)?.of(glyph)?;
    }
    Ok(codes)
}
