//! The master: the bytes that all letters of an issuer share, and what is needed to go on after
//! them.

use sha2::{Digest, Sha256};

use super::about::icc::gray_profile;
use super::about::{About, Roots};
use super::design::Design;
use super::file::objects::{Beginning, Objects, Trailer};
use super::file::syntax::Syntax;
use super::fonts::codes::{Codes, FontName, named};
use super::fonts::{NamedFont, OBJECTS, push_fonts};
use super::identity::Identity;
use super::numbers::Fixed;
use super::printpdf::print;
use super::tags::NAMESPACE;
use crate::error::{Error, Result};
use crate::font::Glyph;
use crate::layout::forme::Forme;

/// The fixed bytes, with their codes and fonts.
pub(super) struct Master {
    /// Everything up to the first object that varies.
    pub(super) beginning: Beginning,
    /// The codes of the fonts in these bytes, by face.
    pub(super) codes: Vec<Codes>,
    pub(super) fonts: Vec<NamedFont>,
    /// Objects before those that every file has.
    printed: usize,
    about: About,
    /// A digest of the bytes: what tells one issuer's files from another's.
    pub(super) digest: [u8; 32],
}

/// A master while its last objects are written: a letter's pages and tags are among them.
pub(super) struct MasterWriter<'a> {
    pub(super) design: Design<'a>,
    pub(super) objects: Objects,
    /// How many pages have a content stream: the first objects of all.
    pub(super) contents: usize,
    codes: Vec<Codes>,
    fonts: Vec<NamedFont>,
    about: About,
}

impl<'a> MasterWriter<'a> {
    /// Writes what is fixed on the pages, and the fonts.
    pub(super) fn new(design: Design<'a>) -> Result<Self> {
        let Design { forme, profile, issued_on, .. } = design;
        let mut objects = Objects::first(&header(profile.version()));
        let codes = codes(design)?;
        let mut contents = 0;
        for content in print(design, &codes)? {
            contents += 1;
            objects.packed_stream(contents, b"", &content);
        }
        let needed = named(&codes, FontName::Fixed);
        let fonts = push_fonts(&mut objects, needed, design.fonts, contents + 1)?;
        let about = About { title: forme.title.clone(), profile, issued_on };
        Ok(Self { design, objects, contents, codes, fonts, about })
    }

    /// How many objects there are before those that every file has.
    pub(super) fn printed(&self) -> usize {
        self.contents + self.fonts.len() * OBJECTS
    }

    fn number(&self, fixed: Fixed) -> usize {
        fixed.after(self.printed())
    }

    /// The namespace of the tags, where the profile says it.
    pub(super) fn namespace(&self) -> Option<usize> {
        self.about.profile.is_pdf_2().then(|| self.number(Fixed::InfoOrNamespace))
    }

    /// Writes what the file says of itself.
    pub(super) fn push_fixed(&mut self, roots: &Roots) {
        let (profile, printed) = (self.about.profile, self.printed());
        if !profile.is_for_press() {
            push_xmp(&mut self.objects, printed, &self.about.xmp(None));
        }
        let gray = gray_profile(profile);
        self.objects.packed_stream(Fixed::Profile.after(printed), b"/N 1", &gray);
        self.push_info_or_namespace();
        let mut catalog = self.objects.dictionary(Fixed::Catalog.after(printed));
        self.about.push_catalog(&mut catalog, roots, printed);
    }

    fn push_info_or_namespace(&mut self) {
        let number = self.number(Fixed::InfoOrNamespace);
        let mut out = self.objects.dictionary(number);
        if self.about.profile.is_pdf_2() {
            out.raw("/Type/Namespace/NS(").raw(NAMESPACE).raw(")");
        } else {
            self.about.push_info(&mut out);
        }
    }

    /// Ends with the object stream of all that is none.
    pub(super) fn finish(mut self) -> Master {
        let printed = self.printed();
        self.objects.end_members(Fixed::Members.after(printed));
        let Self { objects, codes, fonts, about, .. } = self;
        let beginning = objects.into_beginning();
        let digest = Sha256::digest(&beginning.bytes).into();
        Master { beginning, codes, fonts, printed, about, digest }
    }
}

impl Master {
    /// What the end of a file with this identifier leads to.
    pub(super) fn trailer(&self, identifier: u128) -> Trailer {
        let info = Fixed::InfoOrNamespace.after(self.printed);
        Trailer {
            catalog: Fixed::Catalog.after(self.printed),
            info: (!self.about.profile.is_pdf_2()).then_some(info),
            identifiers: [self.identifier(), identifier],
        }
    }

    /// Writes the XMP of a file that its letters tell from others.
    pub(super) fn push_metadata(&self, objects: &mut Objects, identifier: u128) {
        push_xmp(objects, self.printed, &self.about.xmp(Some(identifier)));
    }

    /// What tells one issuer's files from another's, to tell more.
    pub(super) fn identity(&self) -> Identity {
        let mut identity = Identity::new();
        identity.add(&self.digest);
        identity
    }

    /// The identifier of all files with this beginning.
    pub(super) fn identifier(&self) -> u128 {
        self.digest.first_chunk().map_or(0, |half| u128::from_be_bytes(*half))
    }
}

/// Not packed, so that readers of bytes find it.
fn push_xmp(objects: &mut Objects, printed: usize, xmp: &str) {
    let keys = b"/Type/Metadata/Subtype/XML";
    objects.stream(Fixed::Metadata.after(printed), keys, xmp.as_bytes());
}

/// The first line, and four bytes that say to those who move files that this is not text.
fn header(version: &str) -> Vec<u8> {
    [b"%PDF-", version.as_bytes(), b"\n%\xBB\xAD\xC0\xDE\n"].concat()
}

/// One code for each glyph that fixed text, grid and common glyphs need.
fn codes(design: Design<'_>) -> Result<Vec<Codes>> {
    let mut codes = vec![Codes::default(); design.fonts.faces().len()];
    for glyph in glyphs(design.forme) {
        let defect = || Error::defect("a glyph of no face");
        codes.get_mut(usize::from(glyph.face)).ok_or_else(defect)?.of(glyph)?;
    }
    Ok(codes)
}

fn glyphs(forme: &Forme) -> impl Iterator<Item = &Glyph> {
    let cells = forme.columns().flat_map(|column| &column.cells);
    let grid = cells.flat_map(|cell| cell.reading.iter().chain([&cell.printed]));
    let lines = forme.fixed_lines().chain(grid).flat_map(|line| &line.glyphs);
    lines.chain(&forme.common_glyphs)
}
