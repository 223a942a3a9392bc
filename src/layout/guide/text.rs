//! Words in columns, and frames around them.

use crate::error::{Field, GuideWord, PagePart, Result};
use crate::layout::breaker::Edge;
use crate::layout::forme::{Block, Content, Line};
use crate::layout::length::{Length, Rect, Sizes, Span};
use crate::layout::measures::RuleWidths;
use crate::layout::paragraph::Paragraph;
use crate::layout::rules::ruled;
use crate::layout::setter::Setter;

/// Words of the guide, and which they are.
#[derive(Clone, Copy)]
pub(super) struct Text<'g> {
    pub(super) word: GuideWord,
    pub(super) words: &'g str,
}

/// A stretch of the page's width.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub(super) left: Length,
    pub(super) width: Length,
}

impl Column {
    /// As wide as a box.
    pub(super) fn within(within: &Rect) -> Self {
        Self { left: within.left(), width: within.size.width }
    }

    pub(super) fn right(self) -> Length {
        self.left + self.width
    }

    /// The same without so much on each side.
    pub(super) fn narrowed(self, by: Length) -> Self {
        Self { left: self.left + by, width: self.width - by * 2.0 }
    }

    /// The same without so much on the right.
    pub(super) fn without_right(self, by: Length) -> Self {
        Self { width: self.width - by, ..self }
    }

    /// Two of one width, so far apart.
    pub(super) fn halves(self, between: Length) -> [Self; 2] {
        let width = (self.width - between) / 2.0;
        [self.left, self.right() - width].map(|left| Self { left, width })
    }

    /// One of this width, and the rest so far to the right of it.
    pub(super) fn split_at(self, width: Length, between: Length) -> [Self; 2] {
        let taken = width + between;
        let rest = Self { left: self.left + taken, width: self.width - taken };
        [Self { width, ..self }, rest]
    }

    pub(super) fn paragraph(self, word: GuideWord, size: Length) -> Paragraph {
        let (what, field) = (PagePart::GuideSentence, Field::GuideWord(word));
        Paragraph { what, field, size, left: self.left, width: self.width, edge: Edge::Even }
    }

    /// A paragraph under what is set, which ends with the em box of its last line. A button is no
    /// sentence: its lines end with its phrases.
    pub(super) fn block(self, setter: &mut Setter<'_>, text: Text, size: Length) -> Result<Block> {
        let mut paragraph = self.paragraph(text.word, size);
        if matches!(text.word, GuideWord::Button(_)) {
            paragraph.edge = Edge::Ragged;
        }
        let lines = setter.lines(&paragraph, text.words)?;
        setter.skip(size * (1.0 - setter.job.measures.leading));
        Ok(Block::Paragraph(Content::Fixed(lines)))
    }

    /// Adds such a paragraph to the page.
    pub(super) fn add(self, setter: &mut Setter<'_>, text: Text, size: Length) -> Result<()> {
        let block = self.block(setter, text, size)?;
        setter.push(block);
        Ok(())
    }

    /// One line under what is set, which shrinks rather than take another.
    pub(super) fn line(self, setter: &mut Setter<'_>, text: Text, size: Length) -> Result<Line> {
        let sizes = Sizes { least: setter.job.measures.floor, most: size };
        let line = setter.fitted_in(&self.paragraph(text.word, size), text.words, sizes)?;
        setter.skip(size);
        Ok(line)
    }
}

/// The size of what stands out from the body.
pub(super) fn emphasised(setter: &Setter<'_>) -> Length {
    const MORE: Length = Length::pt(2.0);
    setter.job.measures.body + MORE
}

/// Adds four strong rules.
pub(super) fn add_frame(setter: &mut Setter<'_>, column: Column, height: Span) {
    let width = setter.job.measures.rules.frame;
    let widths = RuleWidths { inner: width, frame: width };
    let (rows, columns) = ([height.top, height.bottom], [column.left, column.right()]);
    setter.part.rules.extend(ruled(&widths, &rows, &columns));
}

pub(super) fn add_frame_around(setter: &mut Setter<'_>, within: &Rect) {
    let height = Span { top: within.top(), bottom: within.bottom() };
    add_frame(setter, Column::within(within), height);
}
