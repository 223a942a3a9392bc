//! Many letters in one file for a print shop: one set of fonts, a bookmark a letter, and memory
//! that only offsets grow in.
//!
//! - [`plan`]: what it is made of, and its numbers
//! - [`outline`]: the bookmarks
//! - [`pages`]: the tree of the pages
//! - [`parts`]: each letter as a document part, where the profile has them
//! - [`tags`]: what leads to the tags of each letter, where the profile has them
//! - [`tail`]: the page at the end, where there is one
//! - `again`: letters of another spool struck again

mod plan;
mod outline;
mod pages;
mod parts;
mod tags;
mod tail;
#[cfg(feature = "print-shop")]
mod again;

use std::io::{self, Write};

use zeroize::Zeroizing;

use super::design::Design;
use super::file::objects::{Objects, STREAM_ROOM};
use super::file::packing::Packing;
use super::fonts::OBJECTS;
use super::fonts::codes::Palette;
use super::identity::Identity;
use super::master::{Master, MasterWriter};
use super::numbers::{Head, Node};
use super::press::{FontNumbers, OpenContent, Press};
use crate::error::{ErrorKind, Result};
use crate::layout::fill::Fill;
use crate::layout::forme::Slot;
use crate::layout::fronts::Beside;
use crate::password::one_or_more::PasswordSet;
use plan::Plan;
pub(crate) use plan::SpoolKind;

/// The object stream and the cross-reference stream at the end.
const ENDS: usize = 2;

/// What the spools of an issuer share.
pub(crate) struct SpoolPress {
    press: Press,
    plan: Plan,
    /// How many letters have room in one file.
    most: usize,
}

impl SpoolPress {
    pub(crate) fn new(design: Design<'_>, kind: SpoolKind) -> Result<Self> {
        let mut master = MasterWriter::new(design)?;
        let plan = Plan::new(&master, kind);
        master.push_fixed(&plan.roots());
        let press = Press::new(master.finish(), design, plan.pages.varying(), kind.fronts)?;
        let most = plan.most(design.fonts.faces().len() * OBJECTS + ENDS);
        Ok(Self { press, plan, most })
    }

    /// Refuses more letters than one file has room for.
    pub(crate) fn check_room(&self, letters: usize) -> Result<()> {
        let Self { most, .. } = self;
        if letters <= *most {
            return Ok(());
        }
        let reason = format!("PDF/A has no room for more than {most} such letters in one file");
        Err(ErrorKind::Write { source: io::Error::new(io::ErrorKind::FileTooLarge, reason) }.into())
    }
}

/// A spool on its way to the caller's writer.
pub(crate) struct Spool<'p, W> {
    shared: &'p SpoolPress,
    out: W,
    objects: Objects,
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
        let SpoolPress { press: Press { master, .. }, plan, .. } = shared;
        let mut spool = Self {
            shared,
            out,
            objects: Objects::after(&master.beginning, place.packing, 0),
            palette: Palette::over(&master.codes),
            letters: 0,
            title: String::new(),
            before: place.before,
            identity: plan.has_parts().then(|| identity(master, place.round)),
        };
        spool.pass_on()?;
        Ok(spool)
    }

    fn pass_on(&mut self) -> Result<()> {
        self.objects.pass_on(&mut self.out)
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
        self.shared.check_room(self.letters + 1)?;
        let palette = &mut self.palette;
        let contents = self.shared.press.open_contents(fill, passwords, beside, palette)?;
        self.end_bookmark(Some(self.letters));
        if self.letters.is_multiple_of(self.shared.plan.numbers.fan_out()) {
            self.end_node()?;
        }
        self.push_contents(&contents)?;
        self.push_pages();
        self.tell_apart(fill, beside);
        self.title = fill.text(Slot::Number);
        self.letters += 1;
        Ok(())
    }

    /// Passes on each content, which may hold a secret, so that it stays nowhere.
    fn push_contents(&mut self, contents: &[OpenContent<'_>]) -> Result<()> {
        let first = self.shared.plan.numbers.place(self.letters).contents;
        for (number, content) in (first..).zip(contents) {
            let mut plain = Zeroizing::new(Vec::with_capacity(content.len()));
            self.shared.press.push_content(&mut plain, content);
            self.push_secret(number, &plain)?;
        }
        Ok(())
    }

    fn push_secret(&mut self, number: usize, plain: &[u8]) -> Result<()> {
        self.objects.reserve_for_secret(STREAM_ROOM + Packing::room(plain.len()));
        self.objects.packed_stream(number, b"", plain);
        self.pass_on()
    }

    /// Writes the letter's pages, tags and part.
    fn push_pages(&mut self) {
        let (plan, objects) = (&self.shared.plan, &mut self.objects);
        let place = plan.numbers.place(self.letters);
        plan.pages.push(objects, &place);
        plan.pages.push_tags(objects, &place);
        if let Some(part) = place.part {
            let sequence = self.before + self.letters + 1;
            plan.push_part(&mut objects.dictionary(part), &place, sequence);
        }
    }

    /// Counts the letter among what tells this file from others, where its profile asks.
    fn tell_apart(&mut self, fill: &Fill, beside: &Beside) {
        if let Some(identity) = &mut self.identity {
            identity.add_fill(fill);
            beside.marks.iter().for_each(|mark| identity.add_stamp(mark));
        }
    }

    /// Writes fonts, trees, outline and cross-reference stream, and gives the writer back with the
    /// number of bytes.
    pub(crate) fn finish(mut self) -> Result<(W, u64)> {
        self.end_bookmark(None);
        self.end_node()?;
        self.push_roots();
        self.end_fonts()?;
        let identifier = self.identify();
        let trailer = self.shared.press.master.trailer(identifier);
        let bytes = self.objects.finish(&trailer, &mut self.out)?;
        Ok((self.out, bytes))
    }

    /// Writes the page at the end, and what leads to all that is written.
    fn push_roots(&mut self) {
        let (plan, objects) = (&self.shared.plan, &mut self.objects);
        plan.push_tail(objects, self.letters);
        plan.push_page_root(&mut objects.dictionary(plan.numbers.head(Head::Pages)), self.letters);
        plan.push_outline(&mut objects.dictionary(plan.numbers.head(Head::Outline)), self.letters);
        plan.push_tag_root(objects, self.letters);
        if self.identity.is_some() {
            let job = self.shared.press.master.identifier();
            plan.push_part_root(objects, self.letters, job);
        }
    }

    /// Writes what tells this file from others, where its profile asks, and gives its identifier.
    fn identify(&mut self) -> u128 {
        let master = &self.shared.press.master;
        let Some(identity) = self.identity.take() else { return master.identifier() };
        let identifier = identity.finish();
        master.push_metadata(&mut self.objects, identifier);
        identifier
    }

    /// Writes the fonts, and the object stream of all that was written last.
    fn end_fonts(&mut self) -> Result<()> {
        let SpoolPress { press, plan, .. } = self.shared;
        let resources = plan.numbers.head(Head::Fonts);
        let fonts = FontNumbers { resources, first: plan.end(self.letters) };
        press.push_fonts(&mut self.objects, &self.palette, fonts)
    }

    /// Writes the node that the letters so far have filled, or begun to fill, and passes on what
    /// is under it.
    fn end_node(&mut self) -> Result<()> {
        let Some(last) = self.letters.checked_sub(1) else { return Ok(()) };
        let plan = &self.shared.plan;
        let letters = last - last % plan.numbers.fan_out()..self.letters;
        plan.push_page_node(&mut self.objects, letters.clone());
        plan.push_tag_nodes(&mut self.objects, letters);
        self.objects.end_members(plan.numbers.node(last, Node::Members));
        self.pass_on()
    }

    /// Writes the bookmark of the letter before, now that it is known which letter follows.
    fn end_bookmark(&mut self, next: Option<usize>) {
        if let Some(last) = self.letters.checked_sub(1) {
            let mut out = self.objects.dictionary(self.shared.plan.numbers.bookmark(last));
            self.shared.plan.push_bookmark(&mut out, last, &self.title, next);
        }
    }
}

/// What tells files apart before their letters do.
fn identity(master: &Master, round: u16) -> Identity {
    let mut identity = master.identity();
    identity.add(&round.to_be_bytes());
    identity
}
