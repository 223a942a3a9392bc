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

impl ContentWriter {
    /// Measured from the lower left corner of the page, as PDF does.
    pub(super) fn place(self, at: Point) -> Point {
        Point { x: at.x, y: self.height - at.y }
    }

    /// Begins the content of an element.
    pub(super) fn begin_mark(self, out: &mut Vec<u8>, mark: usize) {
        if self.profile.is_tagged() {
            out.raw("/").raw(MARK).raw("<</MCID ").int(mark).raw(">>BDC\n");
        }
    }

    /// Begins what is not part of the letter.
    pub(super) fn begin_artifact(self, out: &mut Vec<u8>) {
        if self.profile.is_tagged() {
            out.raw("/Artifact<</Type/Pagination>>BDC\n");
        }
    }

    pub(super) fn end_mark(self, out: &mut Vec<u8>) {
        if self.profile.is_tagged() {
            out.raw("EMC\n");
        }
    }

    pub(super) fn push_lines(
        self,
        out: &mut Vec<u8>,
        lines: &[Line],
        palette: &mut Palette<'_>,
    ) -> Result<()> {
        for line in lines {
            let mut text = TextWriter::begin(out, palette, self.place(line.at));
            text.show(&line.glyphs, line.size)?;
            text.end();
        }
        Ok(())
    }

    /// Filled rectangles, black as everything on the page.
    pub(super) fn push_bars(self, out: &mut Vec<u8>, bars: &[Rect]) {
        for bar in bars {
            let bottom = self.height - bar.top() - bar.size.height;
            out.lengths([bar.left(), bottom, bar.size.width, bar.size.height]).raw("re f\n");
        }
    }

    /// Filled cells of a grid, painted as one, so that no seam shows between those that touch.
    pub(super) fn push_stamp(self, out: &mut Vec<u8>, stamp: &Stamp) {
        let (corner, step) = (self.place(stamp.at), stamp.step);
        out.raw("q ").points(step).raw(" 0 0 ").lengths([-step, corner.x, corner.y]).raw("cm\n");
        for stretch in &stamp.stretches {
            out.ints([stretch.left, stretch.top, stretch.width, stretch.height]).raw("re\n");
        }
        out.raw("f\nQ\n");
    }
}
