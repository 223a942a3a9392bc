//! A part of the page on its way down: what stands under each other is set here.

use super::baseline::baseline;
use super::breaker::SetLine;
use super::fit::{Lines, Room, fit};
use super::forme::{Block, Content, Line, Part};
use super::job::Job;
use super::length::{Length, Point, Rect, Sizes};
use super::paragraph::Paragraph;
use crate::error::{Result, Sentence};
use crate::font::Glyph;

/// Between a heading and what follows it.
const UNDER_HEADING: Length = Length::mm(2.5);

/// Sets one part of a page, from its top.
pub(super) struct Setter<'a> {
    pub(super) job: &'a Job<'a>,
    pub(super) part: Part,
}

impl<'a> Setter<'a> {
    /// Nothing yet, under `top`.
    pub(super) fn under(job: &'a Job<'a>, top: Length) -> Self {
        Self { job, part: Part::under(top) }
    }

    /// Where what comes next begins.
    pub(super) fn top(&self) -> Length {
        self.part.bottom
    }

    pub(super) fn skip(&mut self, height: Length) {
        self.part.bottom = self.part.bottom + height;
    }

    /// Goes down to `top`, or stays where that is passed.
    pub(super) fn skip_to(&mut self, top: Length) {
        self.part.bottom = self.part.bottom.max(top);
    }

    /// Leaves a gap between parts, as large as the page has them.
    pub(super) fn gap(&mut self, standard: Length) {
        self.skip(standard * self.job.measures.gaps);
    }

    pub(super) fn push(&mut self, block: Block) {
        self.part.blocks.push(block);
    }

    /// A box between the margins.
    pub(super) fn between_margins(&self, height: Length) -> Rect {
        let measures = &self.job.measures;
        Rect::new(measures.margin, self.top(), measures.measure(), height)
    }

    /// One line of words for a sentence, from the left margin, as large as the width between the
    /// margins allows.
    pub(super) fn fitted(&self, sentence: Sentence, words: &str, sizes: Sizes) -> Result<Line> {
        let paragraph = Paragraph::of(sentence, sizes.most, &self.job.measures);
        self.fitted_in(&paragraph, words, sizes)
    }

    /// One line of words, from the left of a paragraph, as large as its width allows.
    pub(super) fn fitted_in(
        &self,
        paragraph: &Paragraph,
        words: &str,
        sizes: Sizes,
    ) -> Result<Line> {
        let &Paragraph { what, field, left, width, .. } = paragraph;
        let glyphs = self.job.shape(field, words)?;
        let room = Room { what, field, sizes, lines: Lines::One([width]), tail: 0 };
        let size = fit(&glyphs, &room)?.size;
        let at = Point { x: left, y: baseline(self.top(), sizes.most) };
        Ok(Line::new(at, size, glyphs))
    }

    /// How high the largest heading is, with the gap under it.
    pub(super) fn heading_height(&self) -> Length {
        self.job.measures.body + UNDER_HEADING * self.job.measures.gaps
    }

    /// Adds a heading, and the gap under it.
    pub(super) fn heading(&mut self, sentence: Sentence) -> Result<Line> {
        let words = self.job.template.words_of(sentence);
        let line = self.fitted(sentence, words, self.job.measures.text())?;
        self.skip(line.size);
        self.gap(UNDER_HEADING);
        self.push(Block::Heading(Content::line(line.clone())));
        Ok(line)
    }

    /// Adds the paragraph of a sentence, between the margins.
    pub(super) fn paragraph(&mut self, sentence: Sentence, size: Length) -> Result<()> {
        let paragraph = Paragraph::of(sentence, size, &self.job.measures);
        let lines = self.lines(&paragraph, self.job.template.words_of(sentence))?;
        self.push(Block::Paragraph(Content::Fixed(lines)));
        Ok(())
    }

    /// The lines of a paragraph; a line break in the words begins a new one.
    pub(super) fn lines(&mut self, paragraph: &Paragraph, words: &str) -> Result<Vec<Line>> {
        let mut set = Vec::new();
        for words in words.lines() {
            let glyphs = self.job.shape(paragraph.field, words)?;
            for SetLine { glyphs, kerns } in paragraph.set(&glyphs)? {
                set.push(Line { kerns, ..self.line(paragraph, glyphs) });
            }
        }
        Ok(set)
    }

    /// The next line.
    pub(super) fn line(&mut self, paragraph: &Paragraph, glyphs: Vec<Glyph>) -> Line {
        let size = paragraph.size;
        let at = Point { x: paragraph.left, y: baseline(self.top(), size) };
        self.skip(size * self.job.measures.leading);
        Line::new(at, size, glyphs)
    }
}
