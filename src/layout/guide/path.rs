//! The steps: numbers in boxes with a line from one to the next, what to do beside them.

use super::code::{Code, QUIET_ZONE};
use super::text::text;
use crate::error::{Field, GuideWord, Result};
use crate::layout::column::Column;
use crate::layout::forme::{Block, Content, Figure, Line, Rule, Step};
use crate::layout::length::{Length, Point, Rect};
use crate::layout::setter::Setter;
use crate::notice::guide::Guide;
use crate::notice::guide::address::LoginAddress;

/// Between a box and the words beside it.
const BESIDE_BOX: Length = Length::mm(5.0);
const BETWEEN_STEPS: Length = Length::mm(6.5);
const OVER_ADDRESS: Length = Length::mm(2.5);
/// A side of a box, in ems of the body.
const BOX: f64 = 2.25;

/// Steps on their way down the page.
pub(super) struct Path<'s, 'a> {
    setter: &'s mut Setter<'a>,
    side: Length,
    /// Where the words stand.
    words: Column,
    steps: Vec<Step>,
    /// Where the last box ends.
    box_bottom: Length,
}

impl<'s, 'a> Path<'s, 'a> {
    pub(super) fn new(setter: &'s mut Setter<'a>) -> Self {
        let (side, box_bottom) = (setter.measures.body * BOX, setter.top());
        let words = setter.measures.column().indented(side + BESIDE_BOX);
        Self { setter, side, words, steps: Vec::new(), box_bottom }
    }

    /// Sets all steps.
    pub(super) fn steps(mut self, guide: &Guide) -> Result<Block> {
        self.add_opening(guide)?;
        for words in guide.steps() {
            self.add(words, self.words)?;
        }
        self.add(guide.choice(), self.words)?;
        let ways = self.setter.set_ways(self.words, guide.ways())?;
        self.add_to_last(ways);
        for words in guide.last_steps() {
            self.add(words, self.words)?;
        }
        Ok(Block::Steps(self.steps))
    }

    /// The step with the address, and its code at the right.
    fn add_opening(&mut self, guide: &Guide) -> Result<()> {
        let code = Code::of(guide.address())?;
        let top = self.setter.top();
        let beside = self.words.without_right(code.side() + QUIET_ZONE);
        self.add(guide.opening(), beside)?;
        self.add_address(guide.address(), beside)?;
        let figure = self.figure(&code, top, guide.address());
        self.setter.skip_to(figure.bounds.bottom());
        self.add_to_last(Block::Figure(figure));
        Ok(())
    }

    fn add_address(&mut self, address: &LoginAddress, column: Column) -> Result<()> {
        self.setter.gap(OVER_ADDRESS);
        let words = text(GuideWord::Address, address.as_str());
        let line = self.setter.emphasised(words, column)?;
        self.add_to_last(Block::Paragraph(Content::line(line)));
        Ok(())
    }

    fn figure(&self, code: &Code, top: Length, address: &LoginAddress) -> Figure {
        let origin = Point { x: self.words.right() - code.side(), y: top };
        Figure {
            content: Content::Marks(code.rectangles(origin)),
            alternative: format!("{address}のQRコード"),
            bounds: Rect::new(origin.x, origin.y, code.side(), code.side()),
        }
    }

    /// Adds a step whose words stand in this column.
    fn add(&mut self, words: &str, column: Column) -> Result<()> {
        let nth = GuideWord::Step(self.steps.len() + 1);
        self.add_line_to_box();
        let number = self.setter.add_box(self.steps.len() + 1, self.side)?;
        self.box_bottom = self.setter.top() + self.side;
        let size = self.setter.measures.body;
        self.setter.skip((self.side - size) / 2.0);
        let body = vec![self.setter.set(text(nth, words), column, size)?];
        self.steps.push(Step { number, body });
        self.setter.skip_to(self.box_bottom);
        Ok(())
    }

    /// From the last box to the next, where there is one.
    fn add_line_to_box(&mut self) {
        if self.steps.is_empty() {
            return;
        }
        self.setter.gap(BETWEEN_STEPS);
        let measures = self.setter.measures;
        let x = measures.margin + self.side / 2.0;
        let rule = Rule::down(x, [self.box_bottom, self.setter.top()], measures.rules.frame);
        self.setter.push_rules([rule]);
    }

    fn add_to_last(&mut self, block: Block) {
        if let Some(step) = self.steps.last_mut() {
            step.body.push(block);
        }
    }
}

impl Setter<'_> {
    /// A box with the number of a step.
    fn add_box(&mut self, number: usize, side: Length) -> Result<Content> {
        let within = Rect::new(self.measures.margin, self.top(), side, side);
        self.add_frame_around(&within);
        let field = Field::GuideWord(GuideWord::Step(number));
        let glyphs = self.job.shape(field, &number.to_string())?;
        let line = Line::beginning_in(&within, self.emphasis(), glyphs);
        Ok(Content::line(line.centred(&within)))
    }
}
