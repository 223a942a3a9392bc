//! Many letters in one file for a print shop: one set of fonts, a bookmark a letter, and memory
//! that only offsets grow in.
//!
//! - [`outline`]: the bookmarks
//! - [`tail`]: the page at the end, where there is one
//! - [`pages`]: the pages of each letter and their tree
//! - [`parts`]: each letter as a document part, where the profile has them
//! - `again`: letters of another spool struck again
//! - [`tags`]: the tags of each letter and the trees that lead to them, where the profile has them

mod outline;
mod tail;
mod pages;
mod parts;
mod tags;
#[cfg(feature = "print-shop")]
mod again;

use std::io::{self, Write};

use zeroize::Zeroizing;

use super::codes::Palette;
use super::design::Design;
use super::fonts::{OBJECTS, push_fonts};
use super::identity::Identity;
use super::master::{Master, MasterWriter};
use super::metadata::Roots;
use super::numbers::{Fixed, Head, Letters, Node, SpoolNumbers};
use super::objects::{Objects, STREAM_ROOM};
use super::packing::Packing;
use super::press::{OpenContent, OwnContents, Press};
use super::profile::Profile;
use super::tags::LetterTags;
use crate::error::{ErrorKind, Result};
use crate::layout::fill::Fill;
use crate::layout::forme::{Page, Slot};
use crate::layout::fronts::{Beside, Fronts, own_contents};
use crate::notice::guide::GuidePages;
use crate::password::one_or_more::PasswordSet;
use outline::{Outline, Target};
use pages::Pages;
use parts::Parts;
use tags::Tags;
use tail::Tail;

/// The object stream and the cross-reference stream at the end.
const ENDS: usize = 2;

/// What tells the spools of an issuer apart, but for their profile.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SpoolKind {
    pub(crate) guides: GuidePages,
    pub(crate) fronts: Fronts,
}

/// What the spools of an issuer share.
pub(crate) struct SpoolPress {
    press: Press,
    pages: Pages,
    outline: Outline,
    tags: Option<Tags>,
    parts: Option<Parts>,
    tail: Option<Tail>,
    numbers: SpoolNumbers,
    /// How many letters have room in one file.
    most: usize,
}

impl SpoolPress {
    pub(crate) fn new(design: Design<'_>, kind: SpoolKind) -> Result<Self> {
        let Design { forme, fonts, profile, .. } = design;
        let SpoolKind { guides, fronts } = kind;
        let pages: Vec<_> = forme.pages_of_letters(guides).collect();
        let own = own_contents(pages.iter().copied(), fronts);
        let tags = tags_of(design, &pages);
        let mut master = MasterWriter::new(design)?;
        let numbers = SpoolNumbers {
            fixed: Fixed::Members.after(master.printed()),
            pages: pages.len(),
            contents: own.iter().flatten().count(),
            tags: tags.as_ref().map_or(0, LetterTags::count),
            parts: usize::from(profile.is_for_press()),
        };
        master.push_fixed(&roots(numbers, profile));
        let mut contents = master.contents.clone();
        contents.truncate(pages.len());
        let tail = forme.page_at_end(guides).and_then(|page| tail(design, page, numbers, &master));
        let after = tail.as_ref().map_or(0, Tail::count) + fonts.faces().len() * OBJECTS + ENDS;
        let namespace = master.namespace();
        let target = if profile.is_pdf_2() { Target::Element } else { Target::Page };
        let own_contents = OwnContents { of_pages: &own, fronts };
        let press = Press::new(master.finish(), design, &own_contents)?;
        let job = press.master.identifier();
        Ok(Self {
            press,
            pages: Pages { numbers, size: forme.page(), contents, own, profile },
            outline: Outline { numbers, target },
            tags: tags.map(|letter| Tags { letter, numbers, namespace }),
            parts: profile.is_for_press().then_some(Parts { numbers, job }),
            tail,
            numbers,
            most: numbers.most(after),
        })
    }

    /// Refuses more letters than one file has room for.
    pub(crate) fn check_room(&self, letters: usize) -> Result<()> {
        if letters <= self.most {
            return Ok(());
        }
        let reason =
            format!("PDF/A has no room for more than {} such letters in one file", self.most);
        Err(ErrorKind::Write { source: io::Error::new(io::ErrorKind::FileTooLarge, reason) }.into())
    }
}

/// The tags of pages that belong together, where the profile has tags.
fn tags_of(design: Design<'_>, pages: &[&Page]) -> Option<LetterTags> {
    let Design { forme, profile, .. } = design;
    profile.is_tagged().then(|| LetterTags::new(pages, forme.page(), "Part"))
}

/// The last of all pages, after those of the letters.
fn tail(
    design: Design<'_>,
    page: &Page,
    numbers: SpoolNumbers,
    master: &MasterWriter<'_>,
) -> Option<Tail> {
    Some(Tail {
        numbers,
        size: design.forme.page(),
        content: *master.contents.last()?,
        tags: tags_of(design, &[page]),
        namespace: master.namespace(),
    })
}

/// A spool on its way to the caller's writer.
pub(crate) struct Spool<'p, W> {
    shared: &'p SpoolPress,
    objects: Objects<W>,
    palette: Palette<'p>,
    letters: usize,
    /// The title of the last letter, whose bookmark waits to know whether another follows.
    title: String,
    /// How many letters of the job are in other files, before this one.
    before: usize,
    /// What tells this file from others, where its profile asks.
    identity: Option<Identity>,
}

/// How a spool is written, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SpoolPlace {
    pub(crate) packing: Packing,
    /// How many letters of the job are in other files, before this one.
    pub(crate) before: usize,
    /// A reissue of the same letters is another job.
    pub(crate) round: u16,
}

impl<'p, W: Write> Spool<'p, W> {
    pub(crate) fn begin(shared: &'p SpoolPress, place: SpoolPlace, out: W) -> Result<Self> {
        let master = &shared.press.master;
        let objects = Objects::passing_to(out, &master.beginning, place.packing)?;
        let (palette, before) = (Palette::over(&master.codes), place.before);
        let identity = shared.parts.as_ref().map(|_| identity(master, place.round));
        Ok(Self { shared, objects, palette, letters: 0, title: String::new(), before, identity })
    }

    pub(crate) fn letters(&self) -> usize {
        self.letters
    }

    /// Adds one letter, with what the print shop has beside it.
    pub(crate) fn push(
        &mut self,
        fill: &Fill,
        passwords: &PasswordSet,
        beside: &Beside,
    ) -> Result<()> {
        let (shared, letter) = (self.shared, self.letters);
        shared.check_room(letter + 1)?;
        let mut contents = shared.press.open_contents(fill, passwords, &mut self.palette)?;
        for content in &mut contents {
            shared.press.push_beside(content, beside, &mut self.palette)?;
        }
        self.end_bookmark(Some(letter));
        if letter.is_multiple_of(shared.numbers.fan_out()) {
            self.end_node()?;
        }
        self.push_contents(&contents, passwords)?;
        shared.pages.push(&mut self.objects, letter);
        if let Some(tags) = &shared.tags {
            tags.push(&mut self.objects, letter);
        }
        self.push_part(fill, beside);
        self.title = fill.text(Slot::Number);
        self.letters += 1;
        Ok(())
    }

    /// Writes the letter's part, where the profile has them.
    fn push_part(&mut self, fill: &Fill, beside: &Beside) {
        if let Some(parts) = &self.shared.parts {
            parts.push(&mut self.objects, self.letters, self.before + self.letters + 1);
        }
        if let Some(identity) = &mut self.identity {
            identity.add_fill(fill);
            beside.marks.iter().for_each(|mark| identity.add_stamp(mark));
        }
    }

    /// Passes on each content, which may hold a secret, so that it stays nowhere.
    fn push_contents(&mut self, contents: &[OpenContent], passwords: &PasswordSet) -> Result<()> {
        for (index, content) in contents.iter().enumerate() {
            let mut plain = Zeroizing::new(Vec::with_capacity(content.len()));
            self.shared.press.push_content(&mut plain, content, passwords);
            self.push_secret(self.shared.numbers.content(self.letters, index), &plain)?;
        }
        Ok(())
    }

    fn push_secret(&mut self, number: usize, plain: &[u8]) -> Result<()> {
        self.objects.reserve_for_secret(STREAM_ROOM + Packing::room(plain.len()));
        self.objects.packed_stream(number, b"", &[plain]);
        self.objects.pass_on()
    }

    /// Writes fonts, trees, outline and cross-reference stream, and gives the writer back with the
    /// number of bytes.
    pub(crate) fn finish(mut self) -> Result<(W, u64)> {
        let (shared, letters) = (self.shared, self.letters);
        self.end_bookmark(None);
        self.end_node()?;
        let objects = &mut self.objects;
        let tail = shared.tail.as_ref();
        if let Some(tail) = tail {
            tail.push(objects, letters);
        }
        shared.pages.push_root(objects, letters, tail);
        shared.outline.push_root(objects, letters);
        if let Some(tags) = &shared.tags {
            tags.push_root(objects, letters, tail);
        }
        if let Some(parts) = &shared.parts {
            parts.push_root(objects, letters, tail);
        }
        self.end_fonts()?;
        let identifier = self.identify();
        self.objects.into_writer(&shared.press.master.trailer(identifier))
    }

    /// Writes what tells this file from others, where its profile asks, and gives its identifier.
    fn identify(&mut self) -> u128 {
        let master = &self.shared.press.master;
        let Some(identity) = self.identity.take() else { return master.identifier() };
        let identifier = identity.finish();
        master.push_metadata(&mut self.objects, identifier);
        identifier
    }

    /// Writes the fonts of what the master's lack, the resources of all pages, and the object
    /// stream of all that was written last.
    fn end_fonts(&mut self) -> Result<()> {
        let SpoolPress { press, numbers, tail, .. } = self.shared;
        let first = numbers.end(self.letters) + tail.as_ref().map_or(0, Tail::count);
        let fonts = push_fonts(&mut self.objects, self.palette.own(), &press.fonts, first)?;
        press.push_resources(&mut self.objects, numbers.head(Head::Fonts), &fonts);
        self.objects.end_members(first + fonts.len() * OBJECTS);
        Ok(())
    }

    /// Writes the node that the letters so far have filled, or begun to fill, and passes on what
    /// is under it.
    fn end_node(&mut self) -> Result<()> {
        let Some(last) = self.letters.checked_sub(1) else { return Ok(()) };
        let numbers = self.shared.numbers;
        let letters = Letters { first: last - last % numbers.fan_out(), last };
        self.shared.pages.push_node(&mut self.objects, letters);
        if let Some(tags) = &self.shared.tags {
            tags.push_nodes(&mut self.objects, letters);
        }
        self.objects.end_members(numbers.node(letters.first, Node::Members));
        self.objects.pass_on()
    }

    /// Writes the bookmark of the letter before, now that it is known which letter follows.
    fn end_bookmark(&mut self, next: Option<usize>) {
        if let Some(last) = self.letters.checked_sub(1) {
            self.shared.outline.push(&mut self.objects, last, &self.title, next);
        }
    }
}

/// What the catalog leads to.
fn roots(numbers: SpoolNumbers, profile: Profile) -> Roots {
    Roots {
        pages: numbers.head(Head::Pages),
        outline: Some(numbers.head(Head::Outline)),
        tags: profile.is_tagged().then(|| numbers.head(Head::StructTreeRoot)),
        parts: profile.is_for_press().then(|| numbers.head(Head::PartRoot)),
    }
}

/// What tells files apart before their letters do.
fn identity(master: &Master, round: u16) -> Identity {
    let mut identity = Identity::new();
    identity.add(&master.digest);
    identity.add(&round.to_be_bytes());
    identity
}
