//! The guide, a page of its own: numbered steps to follow with a finger, the two ways to go on, a
//! reminder, and whom to ask.
//!
//! - [`text`]: words in columns, and frames around them
//! - [`code`]: the QR code of the log-in address
//! - [`path`]: the steps
//! - here: the page, and what stands under the steps

mod text;
mod code;
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
    add_introduction(&mut setter, guide)?;
    let steps = Path::new(&mut setter).steps(guide)?;
    setter.push(steps);
    add_notes(&mut setter, guide)?;
    let (printed, subject) = (job.measures.printed, Subject::new(PagePart::Guide, Field::Guide));
    setter.part.check(printed.top, printed, subject)?;
    Ok(setter.part.page)
}

fn add_introduction(setter: &mut Setter<'_>, guide: &Guide) -> Result<()> {
    let words = text(GuideWord::Introduction, guide.introduction());
    setter.measures.column().add(setter, words, setter.measures.body)?;
    setter.gap(UNDER_INTRODUCTION);
    Ok(())
}

fn add_notes(setter: &mut Setter<'_>, guide: &Guide) -> Result<()> {
    if let Some(note) = guide.reminder() {
        add_reminder(setter, note)?;
    }
    guide.help_desk().map_or(Ok(()), |desk| add_help_desk(setter, desk))
}

fn add_reminder(setter: &mut Setter<'_>, note: &GuideNote) -> Result<()> {
    let frame = Note::begin(setter, text(GuideWord::ReminderHeading, &note.heading))?;
    let words = text(GuideWord::Reminder, &note.words);
    frame.inner.add(setter, words, setter.measures.body)?;
    frame.end(setter);
    Ok(())
}

fn add_help_desk(setter: &mut Setter<'_>, desk: &HelpDesk) -> Result<()> {
    let frame = Note::begin(setter, text(GuideWord::HelpDeskHeading, &desk.heading))?;
    add_ways_to_ask(setter, frame.inner, desk)?;
    frame.end(setter);
    Ok(())
}

/// Name and telephone on the left, hours on the right.
fn add_ways_to_ask(setter: &mut Setter<'_>, within: Column, desk: &HelpDesk) -> Result<()> {
    let (measures, top) = (setter.measures, setter.top());
    let [left, right] = within.split_at(measures.body * HELP_DESK, PADDING);
    add_telephone(setter, left, desk)?;
    let bottom = setter.top();
    // On the baseline of the name.
    let of_name = baseline(top, measures.body);
    setter.part.bottom = of_name - baseline(Length::ZERO, measures.notes);
    add_hours(setter, right, &desk.hours)?;
    setter.skip_to(bottom);
    Ok(())
}

fn add_telephone(setter: &mut Setter<'_>, column: Column, desk: &HelpDesk) -> Result<()> {
    let body = setter.measures.body;
    column.add(setter, text(GuideWord::HelpDeskName, &desk.name), body)?;
    setter.gap(UNDER_NAME);
    let telephone = text(GuideWord::HelpDeskTelephone, &desk.telephone);
    column.add(setter, telephone, body * TELEPHONE)
}

/// Each line is a paragraph of its own: of one with several spaces, poppler's reader of tags gives
/// what stands before the end of the first line that has some.
fn add_hours(setter: &mut Setter<'_>, column: Column, hours: &str) -> Result<()> {
    let size = setter.measures.notes;
    for (index, words) in hours.lines().enumerate() {
        if index > 0 {
            setter.skip(size * (setter.measures.leading - 1.0));
        }
        column.add(setter, text(GuideWord::HelpDeskHours, words), size)?;
    }
    Ok(())
}

/// How wide the column with name and telephone is, in ems of the body.
const HELP_DESK: f64 = 15.0;
/// How much larger than the body a telephone number is.
const TELEPHONE: f64 = 1.5;

/// A frame that is begun, and where its words stand.
struct Note {
    top: Length,
    inner: Column,
}

impl Note {
    /// Begins a frame with a heading.
    fn begin(setter: &mut Setter<'_>, heading: Text<'_>) -> Result<Self> {
        setter.gap(OVER_NOTE);
        let note = Self { top: setter.top(), inner: setter.measures.column().narrowed(PADDING) };
        setter.gap(PADDING);
        let line = note.inner.line(setter, heading, text::emphasised(setter))?;
        setter.push(Block::Heading(Content::line(line)));
        setter.gap(UNDER_NOTE_HEADING);
        Ok(note)
    }

    fn end(self, setter: &mut Setter<'_>) {
        setter.gap(PADDING);
        let height = Span { top: self.top, bottom: setter.top() };
        text::add_frame(setter, setter.measures.column(), height);
    }
}
