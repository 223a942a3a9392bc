//! One letter in a file of its own: the fixed bytes as they are, then only what varies.

use std::fmt;
use std::ops::Range;

use sha2::{Digest, Sha256};
use zeroize::Zeroize;

use super::about::Roots;
use super::design::Design;
use super::file::objects::{Objects, STREAM_ROOM};
use super::fonts::codes::Palette;
use super::fonts::{OBJECTS, push_fonts};
use super::identity::Identity;
use super::master::MasterWriter;
use super::numbers::Place;
use super::pages::{LetterPages, PageNode};
use super::press::{OpenContent, Press};
use super::tags::{LetterTags, TagRoot, push_identifiers, push_parents};
use crate::error::Result;
use crate::layout::fill::Fill;
use crate::layout::fronts::Fronts;
use crate::password::one_or_more::PasswordSet;

/// What the usual handful of glyphs takes, and the end of the file: so that it seldom moves.
const OWN_ROOM: usize = 8 << 10;

/// Strikes letters in files of their own.
pub(crate) struct LetterPress {
    press: Press,
    place: Place,
}

/// A struck letter. Its passwords are in one range of its bytes, and wiped there on drop.
pub(crate) struct LetterFile {
    bytes: Vec<u8>,
    secret: Range<usize>,
}

impl LetterFile {
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for LetterFile {
    fn drop(&mut self) {
        if let Some(secret) = self.bytes.get_mut(self.secret.clone()) {
            secret.zeroize();
        }
    }
}

impl fmt::Debug for LetterFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LetterFile({} bytes)", self.bytes.len())
    }
}

impl LetterPress {
    pub(crate) fn new(design: Design<'_>) -> Result<Self> {
        let mut master = MasterWriter::new(design)?;
        let pages: Vec<_> = design.forme.all_pages().collect();
        let pages = LetterPages::first(&master, &pages, "Document", Fronts::None);
        let place = Place::alone(master.printed(), pages.counts());
        let tags = pages.tags.as_ref().map(|_| place.root);
        master.push_fixed(&Roots { pages: place.node, tags, ..Roots::default() });
        push_pages(&mut master.objects, &pages, &place);
        let press = Press::new(master.finish(), design, pages.varying(), Fronts::None)?;
        Ok(Self { press, place })
    }

    /// What every letter begins with.
    pub(crate) fn fixed_bytes(&self) -> &[u8] {
        &self.press.master.beginning.bytes
    }

    /// A digest of the fixed bytes and of every cell of the grid.
    pub(crate) fn fingerprint(&self) -> [u8; 32] {
        let fixed = Sha256::new_with_prefix(self.press.master.digest);
        fixed.chain_update(self.press.grid.content()).finalize().into()
    }

    /// Strikes one letter.
    pub(crate) fn strike(&self, fill: &Fill, passwords: &PasswordSet) -> Result<LetterFile> {
        let press = &self.press;
        let mut palette = Palette::over(&press.master.codes);
        let contents = press.open_contents(fill, passwords, &mut palette)?;
        let room: usize = contents.iter().map(|content| STREAM_ROOM + content.len()).sum();
        let mut letter = Objects::after(&press.master.beginning, room + OWN_ROOM);
        self.push_own_fonts(&mut letter, &palette)?;
        letter.reserve_for_secret(room + letter.end_room());
        let secret = self.push_contents(&mut letter, &contents, passwords);
        let trailer = press.master.trailer(self.identifier(fill));
        Ok(LetterFile { bytes: letter.into_file(&trailer), secret })
    }

    /// Writes all that varies, and gives where from the first secret to the last it is.
    fn push_contents(
        &self,
        letter: &mut Objects<()>,
        contents: &[OpenContent],
        passwords: &PasswordSet,
    ) -> Range<usize> {
        let mut all = 0..0;
        for (index, content) in contents.iter().enumerate() {
            let out = letter.begin_stream(self.place.contents + index, b"", content.len());
            let secret = self.press.push_content(out, content, passwords);
            all = if all.is_empty() { secret } else { all.start..secret.end };
            letter.end_stream();
        }
        all
    }

    /// Writes the fonts of the glyphs that the master's lack, and the resources of its pages.
    fn push_own_fonts(&self, letter: &mut Objects<()>, palette: &Palette<'_>) -> Result<()> {
        let first = self.place.fonts + 1;
        let fonts = push_fonts(letter, palette.own(), &self.press.fonts, first)?;
        self.press.push_resources(letter, self.place.fonts, &fonts);
        letter.end_members(first + fonts.len() * OBJECTS);
        Ok(())
    }

    /// What tells this letter from others: everything but its secret.
    fn identifier(&self, fill: &Fill) -> u128 {
        let mut identity = Identity::new();
        identity.add(&self.press.master.digest);
        identity.add_fill(fill);
        identity.finish()
    }
}

/// The page tree and the tags. Pages refer to the first objects that vary: the letter's contents
/// and its fonts.
fn push_pages(objects: &mut Objects<()>, pages: &LetterPages, place: &Place) {
    let count = pages.counts().pages;
    let node = PageNode { parent: None, count };
    node.push(&mut objects.dictionary(place.node), place.pages..place.pages + count);
    pages.push(objects, place);
    if let Some(tags) = &pages.tags {
        push_tag_root(&mut objects.dictionary(place.root), tags, place);
    }
    pages.push_tags(objects, place);
}

fn push_tag_root(out: &mut Vec<u8>, tags: &LetterTags, place: &Place) {
    let (mut parents, mut identifiers) = (Vec::new(), Vec::new());
    let lists = tags.lists(place);
    let (document, pages, namespace) = (place.tags, lists.len(), tags.namespace);
    push_parents(&mut parents, 0, lists);
    push_identifiers(&mut identifiers, tags.identified(*place));
    TagRoot { document, parents, identifiers, pages, namespace }.push(out);
}
