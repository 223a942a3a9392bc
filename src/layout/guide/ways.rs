//! The two ways to go on, side by side.

use super::text::text;
use crate::error::{GuideWord, Result};
use crate::layout::column::Column;
use crate::layout::forme::{Block, Rule};
use crate::layout::length::{Length, Span};
use crate::layout::setter::Setter;
use crate::layout::subject::Text;
use crate::notice::guide::GuideWay;

const OVER_WAYS: Length = Length::mm(2.0);
const BETWEEN_WAYS: Length = Length::mm(5.0);
/// Between a frame and the words in it: so little that 16 characters of the body stand on a line,
/// where the buttons of the default guide have a phrase's end.
const PADDING: Length = Length::mm(3.0);
const AROUND_RULE: Length = Length::mm(3.0);
const UNDER_TIME: Length = Length::mm(3.0);

impl Setter<'_> {
    /// The two ways side by side, in frames of one height.
    pub(super) fn set_ways(&mut self, within: Column, ways: &[GuideWay; 2]) -> Result<Block> {
        let frames = within.halves(BETWEEN_WAYS);
        self.gap(OVER_WAYS);
        let top = self.top();
        self.gap(PADDING);
        let choice = self.choice(frames, ways)?;
        self.gap(PADDING);
        let height = Span { top, bottom: self.top() };
        for frame in frames {
            self.add_frame(frame, height);
        }
        Ok(choice)
    }

    /// Button, time and description of each way.
    fn choice(&mut self, frames: [Column; 2], ways: &[GuideWay; 2]) -> Result<Block> {
        let (body, [one, other]) = (self.measures.body, ways);
        let buttons = both(GuideWord::Button, [&one.button, &other.button]);
        let buttons = self.beside(frames, buttons, body)?;
        self.add_rules(frames);
        let times = both(GuideWord::Time, [&one.time, &other.time]);
        let times = self.beside(frames, times, self.emphasis())?;
        self.gap(UNDER_TIME);
        let descriptions = both(GuideWord::Description, [&one.description, &other.description]);
        let descriptions = self.beside(frames, descriptions, body)?;
        Ok(way_by_way([buttons, times, descriptions]))
    }

    /// Sets words of both ways beside one another.
    fn beside(
        &mut self,
        frames: [Column; 2],
        words: [Text<'_>; 2],
        size: Length,
    ) -> Result<[Block; 2]> {
        let ([first, second], top) = (words, self.top());
        let [one, other] = frames.map(|frame| frame.narrowed(PADDING));
        let first = self.set(first, one, size)?;
        let bottom = self.top();
        self.part.bottom = top;
        let second = self.set(second, other, size)?;
        self.skip_to(bottom);
        Ok([first, second])
    }

    /// A rule across each frame, and the gaps around it.
    fn add_rules(&mut self, frames: [Column; 2]) {
        self.gap(AROUND_RULE);
        let (y, width) = (self.top(), self.measures.rules.inner);
        let rule = |frame: Column| Rule::across(y, [frame.left, frame.right()], width);
        self.push_rules(frames.map(rule));
        self.gap(AROUND_RULE);
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
