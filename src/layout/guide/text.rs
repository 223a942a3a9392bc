//! Words in columns, and frames around them.

use crate::error::{Field, GuideWord, PagePart, Result};
use crate::layout::breaker::Edge;
use crate::layout::column::Column;
use crate::layout::forme::{Block, Content, Line};
use crate::layout::length::{Length, Rect, Sizes, Span};
use crate::layout::measures::RuleWidths;
use crate::layout::paragraph::Paragraph;
use crate::layout::rules::ruled;
use crate::layout::setter::Setter;
use crate::layout::subject::{Subject, Text};

/// Words of the guide, and which they are.
pub(super) fn text(word: GuideWord, words: &str) -> Text<'_> {
    let subject = Subject::new(PagePart::GuideSentence, Field::GuideWord(word));
    Text { subject, words }
}

impl Column {
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
}

/// A button is no sentence: its lines end with its phrases.
fn edge_of(field: Field) -> Edge {
    match field {
        Field::GuideWord(GuideWord::Button(_)) => Edge::Ragged,
        _ => Edge::Even,
    }
}

impl Setter<'_> {
    /// A paragraph under what is set, which ends with the em box of its last line.
    pub(super) fn set(&mut self, text: Text<'_>, column: Column, size: Length) -> Result<Block> {
        let (subject, edge) = (text.subject, edge_of(text.subject.field));
        let lines = self.lines(&Paragraph { subject, size, column, edge }, text.words)?;
        self.skip(size * (1.0 - self.measures.leading));
        Ok(Block::Paragraph(Content::Fixed(lines)))
    }

    /// Adds such a paragraph to the page.
    pub(super) fn add(&mut self, text: Text<'_>, column: Column, size: Length) -> Result<()> {
        let block = self.set(text, column, size)?;
        self.push(block);
        Ok(())
    }

    /// One line under what is set, which stands out and shrinks rather than take another.
    pub(super) fn emphasised(&mut self, text: Text<'_>, column: Column) -> Result<Line> {
        let (least, most) = (self.measures.floor, self.emphasis());
        let line = self.fitted_in(column, text, Sizes { least, most })?;
        self.skip(most);
        Ok(line)
    }

    /// The size of what stands out from the body.
    pub(super) fn emphasis(&self) -> Length {
        const MORE: Length = Length::pt(2.0);
        self.measures.body + MORE
    }

    /// Adds four strong rules.
    pub(super) fn add_frame(&mut self, column: Column, height: Span) {
        let width = self.measures.rules.frame;
        let widths = RuleWidths { inner: width, frame: width };
        let (rows, columns) = ([height.top, height.bottom], [column.left, column.right()]);
        self.push_rules(ruled(&widths, &rows, &columns));
    }

    pub(super) fn add_frame_around(&mut self, within: &Rect) {
        let column = Column { left: within.left(), width: within.size.width };
        self.add_frame(column, within.height());
    }
}
