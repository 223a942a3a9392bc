//! One letter in a file of its own: the fixed bytes as they are, then only what varies.

use std::fmt;
use std::ops::Range;

use sha2::{Digest, Sha256};
use zeroize::Zeroize;

use super::codes::Palette;
use super::design::Design;
use super::fonts::{OBJECTS, push_fonts};
use super::identity::Identity;
use super::master::MasterWriter;
use super::metadata::Roots;
use super::numbers::LetterNumbers;
use super::objects::{Objects, STREAM_ROOM};
use super::pages::{PageNode, PageObject};
use super::press::{OpenContent, OwnContents, Press};
use super::tags::{LetterTags, TagNumbers, TagRoot, push_identifiers, push_parents};
use crate::error::Result;
use crate::layout::fill::Fill;
use crate::layout::fronts::{Fronts, own_contents};
use crate::password::one_or_more::PasswordSet;

/// What the usual handful of glyphs takes, and the end of the file: so that it seldom moves.
const OWN_ROOM: usize = 8 << 10;

/// Strikes letters in files of their own.
pub(crate) struct LetterPress {
    press: Press,
    numbers: LetterNumbers,
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
        let Design { forme, profile, .. } = design;
        let pages: Vec<_> = forme.all_pages().collect();
        let tags = profile.is_tagged().then(|| LetterTags::new(&pages, forme.page(), "Document"));
        let own = own_contents(forme.all_pages(), Fronts::None);
        let mut master = MasterWriter::new(design)?;
        let numbers = LetterNumbers {
            printed: master.printed(),
            pages: pages.len(),
            contents: own.iter().flatten().count(),
            tags: tags.as_ref().map_or(0, LetterTags::count),
        };
        master.push_fixed(&Roots {
            pages: numbers.page_tree(),
            outline: None,
            tags: tags.as_ref().map(|_| numbers.tag_root()),
            parts: None,
        });
        push_pages(&mut master, numbers, design);
        if let Some(tags) = tags {
            push_tags(&mut master, numbers, &tags);
        }
        let own = OwnContents { of_pages: &own, fronts: Fronts::None };
        Ok(Self { press: Press::new(master.finish(), design, &own)?, numbers })
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
            let out = letter.begin_stream(self.numbers.content(index), b"", content.len());
            let secret = self.press.push_content(out, content, passwords);
            all = if all.is_empty() { secret } else { all.start..secret.end };
            letter.end_stream();
        }
        all
    }

    /// Writes the fonts of the glyphs that the master's lack, and the resources of its pages.
    fn push_own_fonts(&self, letter: &mut Objects<()>, palette: &Palette<'_>) -> Result<()> {
        let first = self.numbers.own_fonts();
        let fonts = push_fonts(letter, palette.own(), &self.press.fonts, first)?;
        self.press.push_resources(letter, self.numbers.fonts(), &fonts);
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

/// The page tree. Pages refer to the first objects that vary: the letter's contents and its fonts.
fn push_pages(master: &mut MasterWriter<'_>, numbers: LetterNumbers, design: Design<'_>) {
    let node = PageNode { parent: None, count: numbers.pages };
    let kids = (0..numbers.pages).map(|page| numbers.page(page));
    node.push(&mut master.objects, numbers.page_tree(), kids);
    let own = own_contents(design.forme.all_pages(), Fronts::None);
    for (index, (&fixed, own)) in master.contents.iter().zip(own).enumerate() {
        let page = PageObject {
            parent: numbers.page_tree(),
            size: design.forme.page(),
            fonts: numbers.fonts(),
            fixed,
            own: own.map(|content| numbers.content(content)),
            parents: design.profile.is_tagged().then_some(index),
            part: None,
        };
        page.push(&mut master.objects, numbers.page(index));
    }
}

fn push_tags(master: &mut MasterWriter<'_>, numbers: LetterNumbers, tags: &LetterTags) {
    let namespace = master.namespace();
    let objects = &mut master.objects;
    let (mut parents, mut identifiers) = (Vec::new(), Vec::new());
    push_parents(&mut parents, 0..numbers.pages, |key| numbers.tag(tags.parents(key)));
    push_identifiers(&mut identifiers, tags.identified().iter().map(|&at| numbers.tag(at)));
    let (root, page, tag) = (numbers.tag_root(), numbers.page(0), numbers.tag(0));
    let pages = numbers.pages;
    TagRoot { document: tag, parents, identifiers, pages, namespace }.push(objects, root);
    tags.push(objects, TagNumbers { root, page, tag, namespace });
}
