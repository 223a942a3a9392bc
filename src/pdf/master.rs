//! The master: the bytes that all letters of an issuer share, and what is needed to go on after
//! them.

use sha2::{Digest, Sha256};

use super::codes::{Codes, FontName, named};
use super::design::Design;
use super::fonts::{NamedFont, OBJECTS, push_fonts};
use super::icc::gray_profile;
use super::metadata::{About, Roots, push_catalog, push_info};
use super::numbers::Fixed;
use super::objects::{Beginning, Objects, Trailer};
use super::printpdf::print;
use super::tags::push_namespace;
use crate::error::{ErrorKind, Result};

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
    pub(super) objects: Objects<()>,
    /// The content stream of each page.
    pub(super) contents: Vec<usize>,
    fonts: Vec<NamedFont>,
    design: Design<'a>,
    codes: Vec<Codes>,
}

impl<'a> MasterWriter<'a> {
    /// Writes what is fixed on the pages, and the fonts.
    pub(super) fn new(design: Design<'a>) -> Result<Self> {
        let mut objects = Objects::first(&header(design.profile.version()));
        let codes = codes(design)?;
        let mut contents = Vec::new();
        for (number, content) in (1..).zip(print(design, &codes)?) {
            objects.packed_stream(number, b"", &[&content]);
            contents.push(number);
        }
        let needed = named(&codes, FontName::Fixed);
        let fonts = push_fonts(&mut objects, needed, design.fonts, contents.len() + 1)?;
        Ok(Self { objects, contents, fonts, design, codes })
    }

    /// How many objects there are before those that every file has.
    pub(super) fn printed(&self) -> usize {
        self.contents.len() + self.fonts.len() * OBJECTS
    }

    /// The namespace of the tags, where the profile says it.
    pub(super) fn namespace(&self) -> Option<usize> {
        let number = Fixed::InfoOrNamespace.after(self.printed());
        self.design.profile.is_pdf_2().then_some(number)
    }

    /// Writes what the file says of itself.
    pub(super) fn push_fixed(&mut self, roots: &Roots) {
        let (profile, printed, about) = (self.design.profile, self.printed(), self.about());
        let objects = &mut self.objects;
        if !profile.is_for_press() {
            push_xmp(objects, printed, &about.xmp(None));
        }
        let gray = gray_profile(profile.device());
        objects.packed_stream(Fixed::Profile.after(printed), b"/N 1", &[&gray]);
        let out = objects.begin(Fixed::InfoOrNamespace.after(printed));
        if profile.is_pdf_2() {
            push_namespace(out);
        } else {
            push_info(out, &about);
        }
        objects.end();
        push_catalog(objects.begin(Fixed::Catalog.after(printed)), roots, profile, printed);
        objects.end();
    }

    fn about(&self) -> About {
        let Design { forme, profile, issued_on, .. } = self.design;
        About { title: forme.title.clone(), profile, issued_on }
    }

    /// Ends with the object stream of all that is none.
    pub(super) fn finish(mut self) -> Master {
        let (printed, about) = (self.printed(), self.about());
        self.objects.end_members(Fixed::Members.after(printed));
        let beginning = self.objects.into_beginning();
        let digest = Sha256::digest(&beginning.bytes).into();
        Master { beginning, codes: self.codes, fonts: self.fonts, printed, about, digest }
    }
}

impl Master {
    /// What the end of a file with this identifier leads to.
    pub(super) fn trailer(&self, identifier: u128) -> Trailer {
        Trailer {
            catalog: Fixed::Catalog.after(self.printed),
            info: (!self.about.profile.is_pdf_2())
                .then(|| Fixed::InfoOrNamespace.after(self.printed)),
            identifiers: [self.identifier(), identifier],
        }
    }

    /// Writes the XMP of a file that its letters tell from others.
    pub(super) fn push_metadata<W>(&self, objects: &mut Objects<W>, identifier: u128) {
        push_xmp(objects, self.printed, &self.about.xmp(Some(identifier)));
    }

    /// The identifier of all files with this beginning.
    pub(super) fn identifier(&self) -> u128 {
        self.digest.first_chunk().map_or(0, |half| u128::from_be_bytes(*half))
    }
}

/// Not packed, so that readers of bytes find it.
fn push_xmp<W>(objects: &mut Objects<W>, printed: usize, xmp: &str) {
    let keys = b"/Type/Metadata/Subtype/XML";
    objects.stream(Fixed::Metadata.after(printed), keys, &[xmp.as_bytes()]);
}

/// The first line, and four bytes that say to those who move files that this is not text.
fn header(version: &str) -> Vec<u8> {
    [b"%PDF-", version.as_bytes(), b"\n%\xBB\xAD\xC0\xDE\n"].concat()
}

/// One code for each glyph that fixed text, grid and common glyphs need.
fn codes(design: Design<'_>) -> Result<Vec<Codes>> {
    let Design { forme, fonts, .. } = design;
    let cells = forme.columns().flat_map(|column| &column.cells);
    let grid = cells.flat_map(|cell| cell.reading.iter().chain([&cell.printed]));
    let lines = forme.fixed_lines().chain(grid).flat_map(|line| &line.glyphs);
    let mut codes = vec![Codes::default(); fonts.faces().len()];
    for glyph in lines.chain(&forme.common_glyphs) {
        let defect = || ErrorKind::Defect { reason: "a glyph of no face".into() };
        codes.get_mut(usize::from(glyph.face)).ok_or_else(defect)?.of(glyph)?;
    }
    Ok(codes)
}
