//! A part of the page on its way down: what stands under each other is set here.

use super::baseline::baseline;
use super::breaker::SetLine;
use super::column::Column;
use super::fit::{Room, fit};
use super::forme::{Block, Content, Line, Part, Rule, Slot};
use super::job::Job;
use super::length::{Length, Point, Rect, Sizes};
use super::measures::Measures;
use super::paragraph::Paragraph;
use super::subject::Text;
use crate::error::{Result, Sentence};
use crate::font::Glyph;

/// Between a heading and what follows it.
const UNDER_HEADING: Length = Length::mm(2.5);

/// Sets one part of a page, from its top.
pub(super) struct Setter<'a> {
    pub(super) job: &'a Job<'a>,
    pub(super) measures: &'a Measures,
    pub(super) part: Part,
}

impl<'a> Setter<'a> {
    /// Nothing yet, under `top`.
    pub(super) fn under(job: &'a Job<'a>, top: Length) -> Self {
        Self { job, measures: &job.measures, part: Part::under(top) }
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
        self.skip(standard * self.measures.gaps);
    }

    pub(super) fn push(&mut self, block: Block) {
        self.part.page.blocks.push(block);
    }

    pub(super) fn push_line(&mut self, line: Line) {
        self.push(Block::Paragraph(Content::line(line)));
    }

    pub(super) fn push_slot(&mut self, slot: Slot, within: Rect) {
        self.push(Block::Paragraph(Content::slot(slot, within)));
    }

    pub(super) fn push_rules(&mut self, rules: impl IntoIterator<Item = Rule>) {
        self.part.page.rules.extend(rules);
    }

    /// A box between the margins.
    pub(super) fn between_margins(&self, height: Length) -> Rect {
        Rect::new(self.measures.margin, self.top(), self.measures.measure(), height)
    }

    /// One line between the margins, as large as their distance allows.
    pub(super) fn fitted(&self, text: Text<'_>, sizes: Sizes) -> Result<Line> {
        self.fitted_in(self.measures.column(), text, sizes)
    }

    /// One line from the left of a column, as large as its width allows.
    pub(super) fn fitted_in(&self, column: Column, text: Text<'_>, sizes: Sizes) -> Result<Line> {
        let glyphs = self.job.shape(text.subject.field, text.words)?;
        let size = fit(&glyphs, &Room::of_line(text.subject, sizes, column.width))?.size;
        let at = Point { x: column.left, y: baseline(self.top(), sizes.most) };
        Ok(Line::new(at, size, glyphs))
    }

    /// Adds a title: centred; a long one shrinks.
    pub(super) fn title(&mut self, text: Text<'_>) -> Result<()> {
        let &Measures { title, body, .. } = self.measures;
        let line = self.fitted(text, Sizes { least: body, most: title })?;
        let line = line.centred(&self.between_margins(title));
        self.push(Block::Title(Content::line(line)));
        self.skip(title);
        Ok(())
    }

    /// How high the largest heading is, with the gap under it.
    pub(super) fn heading_height(&self) -> Length {
        self.measures.body + UNDER_HEADING * self.measures.gaps
    }

    /// Adds a heading, and the gap under it.
    pub(super) fn heading(&mut self, sentence: Sentence) -> Result<Line> {
        let line = self.fitted(self.job.text(sentence), self.measures.text())?;
        self.skip(line.size);
        self.gap(UNDER_HEADING);
        self.push(Block::Heading(Content::line(line.clone())));
        Ok(line)
    }

    /// Adds the paragraph of a sentence, between the margins.
    pub(super) fn paragraph(&mut self, sentence: Sentence, size: Length) -> Result<()> {
        let paragraph = Paragraph::of(sentence, size, self.measures);
        let lines = self.lines(&paragraph, self.job.template.words_of(sentence))?;
        self.push(Block::Paragraph(Content::Fixed(lines)));
        Ok(())
    }

    /// The lines of a paragraph; a line break in the words begins a new one.
    pub(super) fn lines(&mut self, paragraph: &Paragraph, words: &str) -> Result<Vec<Line>> {
        let mut set = Vec::new();
        for words in words.lines() {
            let glyphs = self.job.shape(paragraph.subject.field, words)?;
            for SetLine { glyphs, kerns } in paragraph.set(&glyphs)? {
                set.push(Line { kerns, ..self.line(paragraph, glyphs) });
            }
        }
        Ok(set)
    }

    /// The next line.
    pub(super) fn line(&mut self, paragraph: &Paragraph, glyphs: Vec<Glyph>) -> Line {
        let corner = Point { x: paragraph.column.left, y: self.top() };
        self.skip(paragraph.size * self.measures.leading);
        Line::under(corner, paragraph.size, glyphs)
    }
}
