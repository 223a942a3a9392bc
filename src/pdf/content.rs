//! What stands on a page: lines of text, bars and marks as a content stream.
//!
//! - [`marks`]: the number of each marked sequence
//! - [`text`]: text objects
//! - here: the rest

pub(super) mod marks;
pub(super) mod text;

use super::file::syntax::Syntax;
use super::fonts::codes::Palette;
use super::profile::Profile;
use crate::error::Result;
use crate::layout::forme::Line;
use crate::layout::length::{Length, Point, Rect};
use crate::layout::stamp::Stamp;
use marks::MARK;
use text::TextWriter;

/// Writes in the coordinates of a page of this height, with marks where the profile has tags.
#[derive(Clone, Copy, Debug)]
pub(super) struct ContentWriter {
    pub(super) height: Length,
    pub(super) profile: Profile,
}

/// What stands in a marked sequence.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mark {
    /// The content of an element, with its number.
    Sequence(usize),
    /// What is not part of the letter.
    Artifact,
}

impl ContentWriter {
    /// Measured from the lower left corner of the page, as PDF does.
    pub(super) fn place(self, at: Point) -> Point {
        Point { x: at.x, y: self.height - at.y }
    }

    /// Begins a marked sequence, where the profile has tags.
    pub(super) fn begin(self, out: &mut Vec<u8>, mark: Mark) {
        if self.profile.is_tagged() {
            match mark {
                Mark::Sequence(number) => out.raw("/").raw(MARK).raw("<</MCID ").int(number),
                Mark::Artifact => out.raw("/Artifact<</Type/Pagination"),
            };
            out.raw(">>BDC\n");
        }
    }

    pub(super) fn end(self, out: &mut Vec<u8>) {
        if self.profile.is_tagged() {
            out.raw("EMC\n");
        }
    }

    pub(super) fn push_lines(
        self,
        out: &mut Vec<u8>,
        mark: Mark,
        lines: &[Line],
        palette: &mut Palette<'_>,
    ) -> Result<()> {
        self.begin(out, mark);
        for line in lines {
            let mut text = TextWriter::begin(out, palette, self.place(line.at));
            text.show(&line.glyphs, line.size)?;
            text.end();
        }
        self.end(out);
        Ok(())
    }

    /// Filled rectangles, black as everything on the page.
    pub(super) fn push_bars(self, out: &mut Vec<u8>, bars: &[Rect]) {
        self.begin(out, Mark::Artifact);
        for bar in bars {
            let bottom = self.height - bar.top() - bar.size.height;
            out.lengths([bar.left(), bottom, bar.size.width, bar.size.height]).raw("re f\n");
        }
        self.end(out);
    }

    /// Filled cells of a grid, painted as one, so that no seam shows between those that touch.
    pub(super) fn push_stamp(self, out: &mut Vec<u8>, stamp: &Stamp) {
        let (corner, step) = (self.place(stamp.at), stamp.step);
        self.begin(out, Mark::Artifact);
        out.raw("q ").points(step).raw(" 0 0 ").lengths([-step, corner.x, corner.y]).raw("cm\n");
        for stretch in &stamp.stretches {
            out.ints([stretch.left, stretch.top, stretch.width, stretch.height]).raw("re\n");
        }
        out.raw("f\nQ\n");
        self.end(out);
    }
}
