//! The object tree that printpdf gives: what it does not write is set here, then what is reachable
//! is saved.

mod tags;

use lopdf::{Document, Object, ObjectId, dictionary};
use sha2::{Digest, Sha256};

use super::codes::Codes;
use super::master::{Binding, Landmarks, Master, broken};
use super::metadata;
use super::print::points_of;
use super::profile::Profile;
use crate::error::Result;
use crate::layout::forme::Forme;
use crate::layout::length::Length;

/// The object tree on its way to being saved.
pub(super) struct Tree {
    document: Document,
    catalog: ObjectId,
    info: ObjectId,
    /// For each page what is fixed on it.
    contents: Vec<ObjectId>,
    /// The pages, where they are among the fixed objects.
    pages: Vec<ObjectId>,
    fonts: Vec<(u8, ObjectId)>,
}

impl Tree {
    /// Takes fonts and content from printpdf's tree; pages, catalog and information are set anew,
    /// with nothing of the clock in them.
    pub(super) fn new(
        mut document: Document,
        forme: &Forme,
        (binding, profile): (Binding, Profile),
    ) -> Result<Self> {
        let printed: Vec<ObjectId> = document.page_iter().collect();
        let first = printed.first().ok_or_else(|| broken("printpdf gave no page"))?;
        let fonts = font_objects(&document, *first)?;
        let ours = printed.iter().take(forme.pages.len());
        let contents: Vec<ObjectId> =
            ours.map(|&page| content_of(&document, page)).collect::<Result<_>>()?;
        document.version = profile.version().into();
        let mut catalog = metadata::catalog(&mut document, &forme.title, profile);
        let info = document.add_object(metadata::info(&forme.title));
        let mut pages = Vec::new();
        if binding == Binding::Single {
            let root = single(&mut document, forme, &contents, &mut pages);
            catalog.set("Pages", Object::Reference(root));
        }
        if profile.is_tagged() {
            catalog.set("MarkInfo", dictionary! { "Marked" => true });
        }
        if binding == Binding::Single && profile.is_tagged() {
            let root = tags::add(&mut document, forme, &pages);
            catalog.set("StructTreeRoot", Object::Reference(root));
        }
        let catalog = document.add_object(catalog);
        Ok(Self { document, catalog, info, contents, pages, fonts })
    }

    /// Saves what is reachable, numbered from 1 without a gap.
    pub(super) fn save(mut self, codes: Vec<Codes>) -> Result<Master> {
        let kept: Vec<Object> = [self.catalog, self.info]
            .into_iter()
            .chain(self.contents.iter().copied())
            .chain(self.fonts.iter().map(|&(_, id)| id))
            .chain(self.pages.iter().copied())
            .map(Object::Reference)
            .collect();
        self.document.trailer = dictionary! { "Kept" => kept };
        self.document.prune_objects();
        self.document.renumber_objects();
        let after = self.document.max_id;
        let kept = self
            .document
            .trailer
            .get(b"Kept")
            .and_then(Object::as_array)
            .cloned()
            .unwrap_or_default();
        let mut kept =
            kept.iter().filter_map(|object| object.as_reference().ok()).map(|(n, _)| n as usize);
        let mut number = |_: ObjectId| kept.next().ok_or_else(|| broken("a lost object"));
        let (catalog, info) = (number(self.catalog)?, number(self.info)?);
        let contents = self.contents.iter().map(|&id| number(id)).collect::<Result<_>>()?;
        let fonts =
            self.fonts.iter().map(|&(face, id)| Ok((face, number(id)?))).collect::<Result<_>>()?;
        let pages: Vec<usize> = self.pages.iter().map(|&id| number(id)).collect::<Result<_>>()?;
        if self.pages.is_empty() {
            self.leave_room_in_catalog(catalog, after)?;
        }
        for (index, page) in pages.into_iter().enumerate() {
            self.leave_room_on_page(page, (index == 0).then_some(after + 1), after + 2)?;
        }
        self.document.compress();
        let (bytes, offsets) = saved(&mut self.document)?;
        let landmarks = Landmarks { catalog, info, contents };
        let digest = Sha256::digest(&bytes).into();
        Ok(Master { bytes, offsets, codes, fonts, landmarks, digest })
    }

    /// Pages refer to the first two objects after the fixed ones: the letter's content, on the
    /// first page, and its fonts.
    fn leave_room_on_page(&mut self, page: usize, content: Option<u32>, fonts: u32) -> Result<()> {
        let page = self.dictionary(page)?;
        if let Some(content) = content {
            let fixed = page.get(b"Contents").map_err(|error| broken(&error.to_string()))?.clone();
            page.set("Contents", vec![fixed, Object::Reference((content, 0))]);
        }
        page.set("Resources", dictionary! { "Font" => Object::Reference((fonts, 0)) });
        Ok(())
    }

    /// A spool's catalog refers to the roots of its pages, outline and tags, as [`super::spool`]
    /// numbers them.
    fn leave_room_in_catalog(&mut self, catalog: usize, after: u32) -> Result<()> {
        let catalog = self.dictionary(catalog)?;
        catalog.set("Pages", Object::Reference((after + 1, 0)));
        catalog.set("Outlines", Object::Reference((after + 3, 0)));
        catalog.set("PageMode", "UseOutlines");
        if catalog.has(b"MarkInfo") {
            catalog.set("StructTreeRoot", Object::Reference((after + 4, 0)));
        }
        Ok(())
    }

    fn dictionary(&mut self, number: usize) -> Result<&mut lopdf::Dictionary> {
        let number = u32::try_from(number).map_err(|_| broken("too many objects"))?;
        self.document
            .get_object_mut((number, 0))
            .and_then(Object::as_dict_mut)
            .map_err(|error| broken(&error.to_string()))
    }
}

/// The page tree of a letter that stands alone; `pages` takes its pages.
fn single(
    document: &mut Document,
    forme: &Forme,
    contents: &[ObjectId],
    pages: &mut Vec<ObjectId>,
) -> ObjectId {
    let root = document.new_object_id();
    for (index, content) in (0_i64..).zip(contents.iter().copied()) {
        pages.push(document.add_object(dictionary! {
            "Type" => "Page",
            "Parent" => Object::Reference(root),
            "MediaBox" => media_box(forme),
            "StructParents" => index,
            "Tabs" => "S",
            "Contents" => Object::Reference(content),
        }));
    }
    let kids: Vec<Object> = pages.iter().copied().map(Object::Reference).collect();
    let count = i64::try_from(kids.len()).unwrap_or(1);
    let tree = dictionary! { "Type" => "Pages", "Count" => count, "Kids" => kids };
    document.objects.insert(root, Object::Dictionary(tree));
    root
}

fn content_of(document: &Document, page: ObjectId) -> Result<ObjectId> {
    let content = document
        .get_dictionary(page)
        .and_then(|page| page.get(b"Contents"))
        .and_then(Object::as_reference);
    content.map_err(|error| broken(&error.to_string()))
}

fn media_box(forme: &Forme) -> Vec<Object> {
    let size = forme.page();
    let real = |length: Length| Object::Real(points_of(length).0);
    vec![0.into(), 0.into(), real(size.width), real(size.height)]
}

/// The fonts in a page's resources, by face.
fn font_objects(document: &Document, page: ObjectId) -> Result<Vec<(u8, ObjectId)>> {
    let page = document.get_dictionary(page).map_err(|error| broken(&error.to_string()))?;
    let dictionary =
        |object| document.dereference(object).ok().and_then(|(_, object)| object.as_dict().ok());
    let fonts = page
        .get(b"Resources")
        .ok()
        .and_then(dictionary)
        .and_then(|resources| resources.get(b"Font").ok());
    let fonts = fonts.and_then(dictionary).ok_or_else(|| broken("printpdf gave no fonts"))?;
    let face = |name: &[u8]| name.strip_prefix(b"M")?.first()?.checked_sub(b'0');
    let font =
        |(name, object): (&Vec<u8>, &Object)| Some((face(name)?, object.as_reference().ok()?));
    Ok(fonts.iter().filter_map(font).collect())
}

/// The bytes up to the cross-reference table, and from that table the offset of each object.
fn saved(document: &mut Document) -> Result<(Vec<u8>, Vec<usize>)> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(|error| broken(&error.to_string()))?;
    let table = bytes
        .windows(6)
        .rposition(|window| window == b"\nxref\n")
        .ok_or_else(|| broken("no xref table"))?
        + 1;
    let text = bytes
        .get(table..)
        .and_then(|table| str::from_utf8(table).ok())
        .ok_or_else(|| broken("an odd xref table"))?;
    let entries = text.lines().skip(3).take(document.objects.len());
    let offset = |line: &str| {
        line.get(..10)
            .and_then(|digits| digits.parse().ok())
            .ok_or_else(|| broken("an odd xref entry"))
    };
    let offsets: Vec<usize> = entries.map(offset).collect::<Result<_>>()?;
    bytes.truncate(table);
    let begins = |(number, &offset): (usize, &usize)| {
        bytes
            .get(offset..)
            .is_some_and(|rest| rest.starts_with(format!("{number} 0 obj").as_bytes()))
    };
    if offsets.len() == document.objects.len() && (1..).zip(&offsets).all(begins) {
        Ok((bytes, offsets))
    } else {
        Err(broken("the xref table does not lead to the objects"))
    }
}
