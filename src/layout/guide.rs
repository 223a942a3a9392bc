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
use super::forme::{Block, Content, Page};
use super::job::Job;
use super::length::{Length, Sizes, Span};
use super::setter::Setter;
use crate::error::{Field, ForField, GuideWord, PagePart, Result};
use crate::notice::guide::{Guide, GuideNote, HelpDesk};
use path::Path;
use text::{Column, Text};

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
    add_heading(&mut setter, guide)?;
    add_introduction(&mut setter, guide)?;
    let steps = Path::new(&mut setter).steps(guide)?;
    setter.push(steps);
    guide.reminder().map(|note| add_reminder(&mut setter, note)).transpose()?;
    guide.help_desk().map(|desk| add_help_desk(&mut setter, desk)).transpose()?;
    check_room(&setter)?;
    Ok(Page::of([setter.part]))
}

fn check_room(setter: &Setter<'_>) -> Result<()> {
    let printed = setter.job.measures.printed;
    let stretch = Span { top: printed.top, bottom: setter.top() };
    let checked = stretch.check_within(printed, PagePart::Guide);
    checked.for_field(Field::Guide)
}

/// Centred as the title of the letter; a long one shrinks.
fn add_heading(setter: &mut Setter<'_>, guide: &Guide) -> Result<()> {
    let measures = setter.job.measures;
    let sizes = Sizes { least: measures.body, most: measures.title };
    let within = setter.between_margins(measures.title);
    let heading = Column::within(&within).paragraph(GuideWord::Heading, measures.title);
    let line = setter.fitted_in(&heading, guide.heading(), sizes)?.centred(&within);
    setter.push(Block::Title(Content::line(line)));
    setter.skip(measures.title);
    setter.gap(UNDER_HEADING);
    Ok(())
}

fn add_introduction(setter: &mut Setter<'_>, guide: &Guide) -> Result<()> {
    let column = Column::within(&setter.between_margins(Length::ZERO));
    let text = Text { word: GuideWord::Introduction, words: guide.introduction() };
    column.add(setter, text, setter.job.measures.body)?;
    setter.gap(UNDER_INTRODUCTION);
    Ok(())
}

fn add_reminder(setter: &mut Setter<'_>, note: &GuideNote) -> Result<()> {
    let body = setter.job.measures.body;
    let frame = begin_note(setter);
    add_note_heading(setter, frame, GuideWord::ReminderHeading, &note.heading)?;
    let words = Text { word: GuideWord::Reminder, words: &note.words };
    frame.inner.add(setter, words, body)?;
    end_note(setter, frame);
    Ok(())
}

/// Name and telephone on the left, hours on the right.
fn add_help_desk(setter: &mut Setter<'_>, desk: &HelpDesk) -> Result<()> {
    let measures = setter.job.measures;
    let frame = begin_note(setter);
    add_note_heading(setter, frame, GuideWord::HelpDeskHeading, &desk.heading)?;
    let top = setter.top();
    let [left, right] = frame.inner.split_at(measures.body * HELP_DESK, PADDING);
    add_telephone(setter, left, desk)?;
    let bottom = setter.top();
    // On the baseline of the name.
    let of_name = baseline(top, measures.body);
    setter.part.bottom = of_name - baseline(Length::ZERO, measures.notes);
    add_hours(setter, right, &desk.hours)?;
    setter.skip_to(bottom);
    end_note(setter, frame);
    Ok(())
}

fn add_telephone(setter: &mut Setter<'_>, column: Column, desk: &HelpDesk) -> Result<()> {
    let body = setter.job.measures.body;
    let name = Text { word: GuideWord::HelpDeskName, words: &desk.name };
    column.add(setter, name, body)?;
    setter.gap(UNDER_NAME);
    let telephone = Text { word: GuideWord::HelpDeskTelephone, words: &desk.telephone };
    column.add(setter, telephone, body * TELEPHONE)
}

/// Each line is a paragraph of its own: of one with several spaces, poppler's reader of tags gives
/// what stands before the end of the first line that has some.
fn add_hours(setter: &mut Setter<'_>, column: Column, hours: &str) -> Result<()> {
    let size = setter.job.measures.notes;
    for (index, words) in hours.lines().enumerate() {
        if index > 0 {
            setter.skip(size * (setter.job.measures.leading - 1.0));
        }
        column.add(setter, Text { word: GuideWord::HelpDeskHours, words }, size)?;
    }
    Ok(())
}

/// How wide the column with name and telephone is, in ems of the body.
const HELP_DESK: f64 = 15.0;
/// How much larger than the body a telephone number is.
const TELEPHONE: f64 = 1.5;

/// A frame that is begun.
#[derive(Clone, Copy)]
struct Note {
    top: Length,
    inner: Column,
}

fn begin_note(setter: &mut Setter<'_>) -> Note {
    setter.gap(OVER_NOTE);
    let top = setter.top();
    setter.gap(PADDING);
    let inner = Column::within(&setter.between_margins(Length::ZERO).narrowed(PADDING));
    Note { top, inner }
}

fn add_note_heading(
    setter: &mut Setter<'_>,
    note: Note,
    word: GuideWord,
    words: &str,
) -> Result<()> {
    let size = text::emphasised(setter);
    let line = note.inner.line(setter, Text { word, words }, size)?;
    setter.push(Block::Heading(Content::line(line)));
    setter.gap(UNDER_NOTE_HEADING);
    Ok(())
}

fn end_note(setter: &mut Setter<'_>, note: Note) {
    setter.gap(PADDING);
    let frame = Span { top: note.top, bottom: setter.top() };
    let outer = setter.between_margins(Length::ZERO);
    text::add_frame(setter, Column::within(&outer), frame);
}
