//! Lines of text and bars as a content stream.

use super::codes::Palette;
use super::marks::MARK;
use super::profile::Profile;
use super::syntax::Syntax;
use super::text::TextWriter;
use crate::error::Result;
use crate::layout::forme::Line;
use crate::layout::length::{Length, Point, Rect};

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
            for length in [bar.left(), bottom, bar.size.width, bar.size.height] {
                out.points(length).raw(" ");
            }
            out.raw("re f\n");
        }
    }
}
