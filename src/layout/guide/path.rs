//! The steps: numbers in boxes with a line from one to the next, what to do beside them.

use super::code::{Code, QUIET_ZONE};
use super::text::text;
use crate::error::{Field, GuideWord, Result};
use crate::layout::column::Column;
use crate::layout::forme::{Block, Content, Figure, Line, Rule, Step};
use crate::layout::length::{Length, Point, Rect, Span};
use crate::layout::setter::Setter;
use crate::layout::subject::Text;
use crate::notice::guide::address::LoginAddress;
use crate::notice::guide::{Guide, GuideWay};

/// Between a box and the words beside it.
const BESIDE_BOX: Length = Length::mm(5.0);
const BETWEEN_STEPS: Length = Length::mm(6.5);
const OVER_ADDRESS: Length = Length::mm(2.5);
const OVER_WAYS: Length = Length::mm(2.0);
const BETWEEN_WAYS: Length = Length::mm(5.0);
/// Between a frame and the words in it: so little that 16 characters of the body stand on a line,
/// where the buttons of the default guide have a phrase's end.
const PADDING: Length = Length::mm(3.0);
const AROUND_RULE: Length = Length::mm(3.0);
const UNDER_TIME: Length = Length::mm(3.0);
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
        self.add_ways(guide.ways())?;
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
        let number = self.add_box()?;
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

    /// A box with the number of the next step.
    fn add_box(&mut self) -> Result<Content> {
        let (margin, number) = (self.setter.measures.margin, self.steps.len() + 1);
        let within = Rect::new(margin, self.setter.top(), self.side, self.side);
        self.setter.add_frame_around(&within);
        let field = Field::GuideWord(GuideWord::Step(number));
        let glyphs = self.setter.job.shape(field, &number.to_string())?;
        let line = Line::beginning_in(&within, self.setter.emphasis(), glyphs);
        Ok(Content::line(line.centred(&within)))
    }

    fn add_to_last(&mut self, block: Block) {
        if let Some(step) = self.steps.last_mut() {
            step.body.push(block);
        }
    }

    /// The two ways side by side, in frames of one height.
    fn add_ways(&mut self, ways: &[GuideWay; 2]) -> Result<()> {
        let frames = self.words.halves(BETWEEN_WAYS);
        self.setter.gap(OVER_WAYS);
        let top = self.setter.top();
        self.setter.gap(PADDING);
        let choice = self.choice(frames, ways)?;
        self.setter.gap(PADDING);
        self.add_frames(frames, top);
        self.add_to_last(choice);
        Ok(())
    }

    /// Button, time and description of each way.
    fn choice(&mut self, frames: [Column; 2], ways: &[GuideWay; 2]) -> Result<Block> {
        let (body, [one, other]) = (self.setter.measures.body, ways);
        let buttons = both(GuideWord::Button, [&one.button, &other.button]);
        let buttons = self.beside(frames, buttons, body)?;
        self.add_rules(frames);
        let times = both(GuideWord::Time, [&one.time, &other.time]);
        let times = self.beside(frames, times, self.setter.emphasis())?;
        self.setter.gap(UNDER_TIME);
        let descriptions = both(GuideWord::Description, [&one.description, &other.description]);
        let descriptions = self.beside(frames, descriptions, body)?;
        Ok(way_by_way([buttons, times, descriptions]))
    }

    /// From `top` to where the words end.
    fn add_frames(&mut self, frames: [Column; 2], top: Length) {
        let height = Span { top, bottom: self.setter.top() };
        for frame in frames {
            self.setter.add_frame(frame, height);
        }
    }

    /// Sets words of both ways beside one another.
    fn beside(
        &mut self,
        frames: [Column; 2],
        words: [Text<'_>; 2],
        size: Length,
    ) -> Result<[Block; 2]> {
        let ([first, second], top) = (words, self.setter.top());
        let [one, other] = frames.map(|frame| frame.narrowed(PADDING));
        let first = self.setter.set(first, one, size)?;
        let bottom = self.setter.top();
        self.setter.part.bottom = top;
        let second = self.setter.set(second, other, size)?;
        self.setter.skip_to(bottom);
        Ok([first, second])
    }

    /// A rule across each frame, and the gaps around it.
    fn add_rules(&mut self, frames: [Column; 2]) {
        self.setter.gap(AROUND_RULE);
        let (y, width) = (self.setter.top(), self.setter.measures.rules.inner);
        let rule = |frame: Column| Rule::across(y, [frame.left, frame.right()], width);
        self.setter.push_rules(frames.map(rule));
        self.setter.gap(AROUND_RULE);
    }
}

fn both(word: fn(usize) -> GuideWord, [one, other]: [&str; 2]) -> [Text<'_>; 2] {
    [text(word(1), one), text(word(2), other)]
}

/// Rows of words beside one another as ways under one another: as they are heard.
fn way_by_way(rows: [[Block; 2]; 3]) -> Block {
    let mut ways = [Vec::new(), Vec::new()];
    for row in rows {
        for (way, block) in ways.iter_mut().zip(row) {
            way.push(block);
        }
    }
    Block::Choice(ways.into())
}
