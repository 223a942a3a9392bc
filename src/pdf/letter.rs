//! One letter in a file of its own: the fixed bytes as they are, then only what varies.

use std::fmt;
use std::ops::Range;

use sha2::{Digest, Sha256};
use zeroize::Zeroize;

use super::about::Roots;
use super::design::Design;
use super::file::objects::{Objects, STREAM_ROOM};
use super::file::packing::Packing;
use super::fonts::codes::Palette;
use super::master::MasterWriter;
use super::numbers::Place;
use super::pages::{LetterPages, push_node};
use super::press::{FontNumbers, OpenContent, Press};
use super::tags::{LetterTags, TagRoot, push_identifiers, push_parents};
use crate::error::Result;
use crate::layout::fill::Fill;
use crate::layout::fronts::{Beside, Fronts};
use crate::password::one_or_more::PasswordSet;

/// What the usual handful of glyphs takes, and the end of the file: so that it seldom moves.
const OWN_ROOM: usize = 8 << 10;

/// Strikes letters in files of their own.
pub(crate) struct LetterPress {
    press: Press,
    /// The first content stream of a letter.
    contents: usize,
    /// The fonts of its pages.
    fonts: usize,
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
        Ok(Self { press, contents: place.contents, fonts: place.fonts })
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
        let contents = press.open_contents(fill, passwords, &Beside::default(), &mut palette)?;
        let room: usize = contents.iter().map(|content| STREAM_ROOM + content.len()).sum();
        let mut letter = self.begin(&palette, room)?;
        let secret = self.push_contents(&mut letter, &contents);
        let trailer = press.master.trailer(self.identifier(fill));
        Ok(LetterFile { bytes: letter.into_file(&trailer), secret })
    }

    /// All before the contents, and room for these.
    fn begin(&self, palette: &Palette<'_>, room: usize) -> Result<Objects> {
        let beginning = &self.press.master.beginning;
        let mut letter = Objects::after(beginning, Packing::Plain, room + OWN_ROOM);
        let fonts = FontNumbers { resources: self.fonts, first: self.fonts + 1 };
        self.press.push_fonts(&mut letter, palette, fonts)?;
        letter.reserve_for_secret(room + letter.end_room());
        Ok(letter)
    }

    /// Writes all that varies, and gives where from the first secret to the last it is.
    fn push_contents(&self, letter: &mut Objects, contents: &[OpenContent<'_>]) -> Range<usize> {
        let mut all = 0..0;
        for (number, content) in (self.contents..).zip(contents) {
            let out = letter.begin_stream(number, b"", content.len());
            let secret = self.press.push_content(out, content);
            all = if all.is_empty() { secret } else { all.start..secret.end };
            letter.end_stream();
        }
        all
    }

    /// What tells this letter from others: everything but its secret.
    fn identifier(&self, fill: &Fill) -> u128 {
        let mut identity = self.press.master.identity();
        identity.add_fill(fill);
        identity.finish()
    }
}

/// The page tree and the tags. Pages refer to the first objects that vary: the letter's contents
/// and its fonts.
fn push_pages(objects: &mut Objects, pages: &LetterPages, place: &Place) {
    let count = pages.counts().pages;
    let kids = place.pages..place.pages + count;
    push_node(&mut objects.dictionary(place.node), None, count, kids);
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
    push_identifiers(&mut identifiers, tags.identified(place));
    TagRoot { document, parents, identifiers, pages, namespace }.push(out);
}
