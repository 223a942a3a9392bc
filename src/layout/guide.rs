//! The guide, a page of its own: numbered steps to follow with a finger, the two ways to go on, a
//! reminder, and whom to ask.
//!
//! - [`text`]: words in columns, and frames around them
//! - [`code`]: the QR code of the log-in address
//! - [`ways`]: the two ways to go on
//! - [`path`]: the steps
//! - here: the page, and what stands under the steps

mod text;
mod code;
mod ways;
mod path;

use super::baseline::baseline;
use super::column::Column;
use super::forme::{Block, Content, Page};
use super::job::Job;
use super::length::{Length, Span};
use super::setter::Setter;
use super::subject::{Subject, Text};
use crate::error::{Field, GuideWord, PagePart, Result};
use crate::notice::guide::{Guide, GuideNote, HelpDesk};
use path::Path;
use text::text;

const UNDER_HEADING: Length = Length::mm(6.0);
const UNDER_INTRODUCTION: Length = Length::mm(8.0);
const OVER_NOTE: Length = Length::mm(8.0);
/// Between a frame and the words in it.
const PADDING: Length = Length::mm(4.0);
const UNDER_NOTE_HEADING: Length = Length::mm(3.5);
const UNDER_NAME: Length = Length::mm(2.5);

/// Sets the page.
pub(super) fn set(job: &Job<'_>, guide: &Guide) -> Result<Page> {
    let mut setter = Setter::under(job, job.measures.printed.top);
    setter.title(text(GuideWord::Heading, guide.heading()))?;
    setter.gap(UNDER_HEADING);
    setter.add_introduction(guide)?;
    let steps = Path::new(&mut setter).steps(guide)?;
    setter.push(steps);
    setter.add_notes(guide)?;
    let (printed, subject) = (job.measures.printed, Subject::new(PagePart::Guide, Field::Guide));
    setter.part.check(printed.top, printed, subject)?;
    Ok(setter.part.page)
}

impl Setter<'_> {
    fn add_introduction(&mut self, guide: &Guide) -> Result<()> {
        let words = text(GuideWord::Introduction, guide.introduction());
        self.add(words, self.measures.column(), self.measures.body)?;
        self.gap(UNDER_INTRODUCTION);
        Ok(())
    }

    fn add_notes(&mut self, guide: &Guide) -> Result<()> {
        if let Some(note) = guide.reminder() {
            self.add_reminder(note)?;
        }
        guide.help_desk().map_or(Ok(()), |desk| self.add_help_desk(desk))
    }

    fn add_reminder(&mut self, note: &GuideNote) -> Result<()> {
        self.add_framed(text(GuideWord::ReminderHeading, &note.heading), |setter, column| {
            let words = text(GuideWord::Reminder, &note.words);
            setter.add(words, column, setter.measures.body)
        })
    }

    fn add_help_desk(&mut self, desk: &HelpDesk) -> Result<()> {
        let heading = text(GuideWord::HelpDeskHeading, &desk.heading);
        self.add_framed(heading, |setter, column| setter.add_ways_to_ask(column, desk))
    }

    /// Adds a heading and what stands under it, in a frame.
    fn add_framed(
        &mut self,
        heading: Text<'_>,
        add: impl FnOnce(&mut Self, Column) -> Result<()>,
    ) -> Result<()> {
        self.gap(OVER_NOTE);
        let (top, outer) = (self.top(), self.measures.column());
        self.gap(PADDING);
        self.add_note_heading(heading, outer.narrowed(PADDING))?;
        add(self, outer.narrowed(PADDING))?;
        self.gap(PADDING);
        self.add_frame(outer, Span { top, bottom: self.top() });
        Ok(())
    }

    fn add_note_heading(&mut self, heading: Text<'_>, column: Column) -> Result<()> {
        let line = self.emphasised(heading, column)?;
        self.push(Block::Heading(Content::line(line)));
        self.gap(UNDER_NOTE_HEADING);
        Ok(())
    }

    /// Name and telephone on the left, hours on the right.
    fn add_ways_to_ask(&mut self, within: Column, desk: &HelpDesk) -> Result<()> {
        let (measures, top) = (self.measures, self.top());
        let [left, right] = within.split_at(measures.body * HELP_DESK, PADDING);
        self.add_telephone(left, desk)?;
        let bottom = self.top();
        // On the baseline of the name.
        let of_name = baseline(top, measures.body);
        self.part.bottom = of_name - baseline(Length::ZERO, measures.notes);
        self.add_hours(right, &desk.hours)?;
        self.skip_to(bottom);
        Ok(())
    }

    fn add_telephone(&mut self, column: Column, desk: &HelpDesk) -> Result<()> {
        let body = self.measures.body;
        self.add(text(GuideWord::HelpDeskName, &desk.name), column, body)?;
        self.gap(UNDER_NAME);
        let telephone = text(GuideWord::HelpDeskTelephone, &desk.telephone);
        self.add(telephone, column, body * TELEPHONE)
    }

    /// Each line is a paragraph of its own: of one with several spaces, poppler's reader of tags
    /// gives what stands before the end of the first line that has some.
    fn add_hours(&mut self, column: Column, hours: &str) -> Result<()> {
        let size = self.measures.notes;
        for (index, words) in hours.lines().enumerate() {
            if index > 0 {
                self.skip(size * (self.measures.leading - 1.0));
            }
            self.add(text(GuideWord::HelpDeskHours, words), column, size)?;
        }
        Ok(())
    }
}

/// How wide the column with name and telephone is, in ems of the body.
const HELP_DESK: f64 = 15.0;
/// How much larger than the body a telephone number is.
const TELEPHONE: f64 = 1.5;
