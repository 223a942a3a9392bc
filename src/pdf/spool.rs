//! Many letters in one file for a print shop: one set of fonts, a bookmark a letter, and memory
//! that only offsets grow in.
//!
//! - [`numbers`]: which object has which number
//! - [`paper`]: objects on their way to the writer
//! - [`tags`]: the structure of each letter, where it is asked for; [`stencil`]: what it has in
//!   common with all others

mod numbers;
mod paper;
mod stencil;
mod tags;

use std::io::{self, Write};

use super::codes::{FontName, Palette};
use super::content::Hand;
use super::fonts::{OBJECTS, Objects, push_font};
use super::ink::{push_int, push_points, push_reference};
use super::master::Binding;
use super::press::{Impression, Press};
use super::profile::Profile;
use crate::error::{ErrorKind, Result};
use crate::font::FontChain;
use crate::layout::fill::Fill;
use crate::layout::forme::{Forme, Line, Slot};
use crate::layout::length::Size;
use crate::password::Password;
use numbers::{Head, LEAF, Node, Numbers};
use paper::Paper;
use stencil::Stencil;
use tags::Tags;

/// What the spools of an issuer share.
pub(crate) struct SpoolPress {
    press: Press,
    size: Size,
    hand: Hand,
    tags: Option<Tags>,
    numbers: Numbers,
    /// How many letters have room in one file.
    most: usize,
}

impl SpoolPress {
    pub(crate) fn new(forme: &Forme, fonts: &FontChain, profile: Profile) -> Result<Self> {
        let press = Press::new(forme, fonts, Binding::Spool, profile)?;
        let stencil = profile.is_tagged().then(|| Stencil::new(forme));
        let numbers = Numbers {
            fixed: press.master().objects(),
            pages: forme.pages.len(),
            tags: stencil.as_ref().map_or(0, Stencil::objects),
        };
        let tags = stencil.map(|stencil| Tags { stencil, numbers });
        let most = numbers.most(fonts.faces().len() * OBJECTS);
        let hand = Hand { height: forme.page().height, profile };
        Ok(Self { press, size: forme.page(), hand, tags, numbers, most })
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

/// A spool on its way to the caller's writer.
pub(crate) struct Volume<'p, W> {
    shared: &'p SpoolPress,
    paper: Paper<W>,
    palette: Palette<'p>,
    letters: usize,
    /// The bookmark that waits to know whether another follows.
    bookmark: Option<String>,
}

impl<'p, W: Write> Volume<'p, W> {
    pub(crate) fn begin(shared: &'p SpoolPress, out: W) -> Result<Self> {
        let master = shared.press.master();
        let mut paper = Paper::new(out, shared.numbers.fixed + 1);
        paper.pass(&master.bytes)?;
        let palette = Palette::over(&master.codes);
        Ok(Self { shared, paper, palette, letters: 0, bookmark: None })
    }

    pub(crate) fn letters(&self) -> usize {
        self.letters
    }

    /// Adds one letter, with a line of its own (its count, for the print shop).
    pub(crate) fn push(
        &mut self,
        fill: &Fill,
        password: &Password,
        count: Option<&Line>,
    ) -> Result<()> {
        self.shared.check_room(self.letters + 1)?;
        let mut impression = self.shared.press.impress(fill, password, &mut self.palette)?;
        if let Some(line) = count {
            self.shared.hand.push_artifact(&mut impression.open, line, &mut self.palette)?;
        }
        self.end_bookmark(Some(self.letters));
        if self.letters.is_multiple_of(LEAF) {
            self.end_leaf()?;
        }
        self.push_content(&impression, password)?;
        self.push_pages()?;
        if let Some(tags) = &self.shared.tags {
            tags.push(&mut self.paper, self.letters)?;
        }
        self.bookmark = Some(fill.text(Slot::Number));
        self.letters += 1;
        Ok(())
    }

    /// Writes fonts, trees, outline and cross-reference table, and gives the writer back with the
    /// number of bytes.
    pub(crate) fn finish(mut self) -> Result<(W, u64)> {
        self.end_bookmark(None);
        self.end_leaf()?;
        let names = self.push_fonts()?;
        let fonts = self.paper.begin(self.shared.numbers.head(Head::Fonts));
        self.shared.press.push_resources(fonts, &names);
        self.paper.end();
        self.push_page_tree()?;
        self.push_outline();
        if let Some(tags) = &self.shared.tags {
            tags.push_root(&mut self.paper, self.letters)?;
        }
        self.push_trailer()?;
        self.paper.finish()
    }

    /// The letter's own content. It holds the secret: so it is passed on with its page, whole.
    fn push_content(&mut self, impression: &Impression, password: &Password) -> Result<()> {
        let length = impression.open.len() + impression.grid;
        self.paper.reserve(length + 1024)?;
        let out = self.paper.begin(self.shared.numbers.content(self.letters));
        out.extend_from_slice(b"<</Length ");
        push_int(out, length);
        out.extend_from_slice(b">>stream\n");
        out.extend_from_slice(&impression.open);
        self.shared.press.push_grid(out, password);
        out.extend_from_slice(b"\nendstream");
        self.paper.end();
        Ok(())
    }

    fn push_pages(&mut self) -> Result<()> {
        let (numbers, landmarks) = (self.shared.numbers, &self.shared.press.master().landmarks);
        for (page, &fixed) in landmarks.contents.iter().enumerate() {
            let own = (page == 0).then(|| numbers.content(self.letters));
            self.push_page(page, [fixed].into_iter().chain(own));
        }
        self.paper.flush()
    }

    fn push_page(&mut self, page: usize, contents: impl Iterator<Item = usize>) {
        let (numbers, size) = (self.shared.numbers, self.shared.size);
        let out = self.paper.begin(numbers.page(self.letters, page));
        out.extend_from_slice(b"<</Type/Page/Parent ");
        push_reference(out, numbers.node(self.letters, Node::Pages));
        out.extend_from_slice(b"/MediaBox[0 0 ");
        push_points(out, size.width.to_pt());
        out.push(b' ');
        push_points(out, size.height.to_pt());
        out.extend_from_slice(b"]/Resources<</Font ");
        push_reference(out, numbers.head(Head::Fonts));
        out.extend_from_slice(b">>/Contents");
        push_references(out, contents);
        if self.shared.tags.is_some() {
            out.extend_from_slice(b"/Tabs/S/StructParents ");
            push_int(out, self.letters * numbers.pages + page);
        }
        out.extend_from_slice(b">>");
        self.paper.end();
    }

    /// Writes the leaf that the letters so far have filled, or begun to fill.
    fn end_leaf(&mut self) -> Result<()> {
        let Some(last) = self.letters.checked_sub(1) else {
            return Ok(());
        };
        let (numbers, first) = (self.shared.numbers, last - last % LEAF);
        let page = |letter| (0..numbers.pages).map(move |page| numbers.page(letter, page));
        let out = self.paper.begin(numbers.node(last, Node::Pages));
        out.extend_from_slice(b"<</Type/Pages/Parent ");
        push_reference(out, numbers.head(Head::Pages));
        out.extend_from_slice(b"/Count ");
        push_int(out, (last + 1 - first) * numbers.pages);
        out.extend_from_slice(b"/Kids");
        push_references(out, (first..=last).flat_map(page));
        out.extend_from_slice(b">>");
        self.paper.end();
        if let Some(tags) = &self.shared.tags {
            tags.push_leaf(&mut self.paper, (first, last));
        }
        self.paper.flush()
    }

    /// Writes the bookmark of the letter before, now that it is known which letter follows.
    fn end_bookmark(&mut self, next: Option<usize>) {
        let (Some(title), Some(last)) = (self.bookmark.take(), self.letters.checked_sub(1)) else {
            return;
        };
        let numbers = self.shared.numbers;
        let before = last.checked_sub(1).map(|before| numbers.bookmark(before));
        let after = next.map(|next| numbers.bookmark(next));
        let out = self.paper.begin(numbers.bookmark(last));
        out.extend_from_slice(b"<</Title(");
        out.extend_from_slice(title.as_bytes());
        out.extend_from_slice(b")/Parent ");
        push_reference(out, numbers.head(Head::Outline));
        for (key, neighbour) in [(b"/Prev ", before), (b"/Next ", after)] {
            if let Some(neighbour) = neighbour {
                out.extend_from_slice(key);
                push_reference(out, neighbour);
            }
        }
        out.extend_from_slice(b"/Dest[");
        push_reference(out, numbers.page(last, 0));
        out.extend_from_slice(b"/Fit]>>");
        self.paper.end();
    }

    fn push_fonts(&mut self) -> Result<Vec<(FontName, usize)>> {
        let (mut own, mut names) = (Objects::default(), Vec::new());
        let first = self.shared.numbers.end(self.letters);
        for (face, codes) in self.palette.own() {
            let number = first + names.len() * OBJECTS;
            push_font(&mut own, self.shared.press.fonts(), (face, codes), number)?;
            names.push((FontName::Own(face), number));
        }
        self.paper.pass_objects(first, &own)?;
        Ok(names)
    }

    fn push_page_tree(&mut self) -> Result<()> {
        let numbers = self.shared.numbers;
        let leaves =
            (0..self.letters).step_by(LEAF).map(|letter| numbers.node(letter, Node::Pages));
        let out = self.paper.begin(numbers.head(Head::Pages));
        out.extend_from_slice(b"<</Type/Pages/Count ");
        push_int(out, self.letters * numbers.pages);
        out.extend_from_slice(b"/Kids");
        push_references(out, leaves);
        out.extend_from_slice(b">>");
        self.paper.end();
        self.paper.flush()
    }

    fn push_outline(&mut self) {
        let numbers = self.shared.numbers;
        let out = self.paper.begin(numbers.head(Head::Outline));
        out.extend_from_slice(b"<</Type/Outlines");
        if let Some(last) = self.letters.checked_sub(1) {
            out.extend_from_slice(b"/First ");
            push_reference(out, numbers.bookmark(0));
            out.extend_from_slice(b"/Last ");
            push_reference(out, numbers.bookmark(last));
            out.extend_from_slice(b"/Count ");
            push_int(out, self.letters);
        }
        out.extend_from_slice(b">>");
        self.paper.end();
    }

    fn push_trailer(&mut self) -> Result<()> {
        let master = self.shared.press.master();
        let place = self.paper.cross_references(&master.offsets)?;
        self.shared.press.push_trailer(self.paper.sheet(), place, &master.digest);
        Ok(())
    }
}

fn push_references(out: &mut Vec<u8>, numbers: impl Iterator<Item = usize>) {
    out.push(b'[');
    for number in numbers {
        push_reference(out, number);
        out.push(b' ');
    }
    out.push(b']');
}
