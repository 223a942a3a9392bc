//! The head of the page: title, date, addressee and sender, introduction.

use super::fit::{Room, fit};
use super::forme::{Part, Slot};
use super::job::Job;
use super::length::{Length, Sizes, Span, count};
use super::measures::Measures;
use super::setter::Setter;
use super::subject::{Subject, Text};
use super::window::Window;
use crate::error::{Error, ErrorKind, Field, Result, Sentence};
use crate::notice::envelope::EnvelopeWindow;
use crate::provider::reference::LONGEST as LONGEST_REFERENCE;

const TITLE_TO_DATE: Length = Length::mm(7.0);
const DATE_TO_ADDRESSEE: Length = Length::mm(3.5);
const SENDER_TO_INTRODUCTION: Length = Length::mm(4.5);

/// The widest that a sender may be, so that the addressee's line keeps room.
const SENDER_WIDTH: Length = Length::mm(90.0);

/// The head as it is set.
pub(super) struct Head {
    pub(super) part: Part,
    pub(super) introduction: Introduction,
}

/// Sets the head.
pub(super) fn set(job: &Job<'_>) -> Result<Head> {
    let mut setter = Setter::under(job, job.measures.printed.top);
    match &job.window {
        None => setter.add_opening()?,
        Some(envelope) => setter.add_opening_under_window(envelope)?,
    }
    setter.gap(SENDER_TO_INTRODUCTION);
    let introduction = Introduction::set(&mut setter)?;
    Ok(Head { part: setter.part, introduction })
}

impl Setter<'_> {
    /// Title, date, and the names of addressee and sender.
    fn add_opening(&mut self) -> Result<()> {
        self.title(self.job.text(Sentence::Title))?;
        self.gap(TITLE_TO_DATE);
        self.add_date()?;
        self.gap(DATE_TO_ADDRESSEE);
        let line = self.measures.line();
        self.push_slot(Slot::Addressee, self.between_margins(line * 2.0));
        // The sender begins on the addressee's second line.
        self.skip(line);
        self.add_sender(SENDER_WIDTH)
    }

    /// The address in the window, date and sender beside it, the title under it.
    fn add_opening_under_window(&mut self, envelope: &EnvelopeWindow) -> Result<()> {
        let shown = Window::new(envelope).ever();
        self.add_window(envelope)?;
        self.add_date()?;
        self.gap(DATE_TO_ADDRESSEE);
        self.add_sender(SENDER_WIDTH.min(self.measures.right() - shown.right()))?;
        self.skip_to(shown.bottom());
        self.title(self.job.text(Sentence::Title))
    }

    /// Flush right; a long one shrinks. The reference number stands under it.
    fn add_date(&mut self) -> Result<()> {
        let (measures, label) = (self.measures, Sentence::DateLabel);
        let words = self.job.dated(label, self.job.issued_on);
        let line = self.fitted(Text::of(label, &words), measures.text())?;
        self.push_line(line.flush_right(measures.right()));
        self.skip(measures.line());
        if self.job.template.has(Sentence::ReferenceLabel) { self.add_reference() } else { Ok(()) }
    }

    fn add_reference(&mut self) -> Result<()> {
        let body = self.measures.body;
        self.check_reference(Sizes { least: body, most: body })?;
        self.push_slot(Slot::Reference, self.between_margins(body));
        self.skip(self.measures.line());
        Ok(())
    }

    /// An error where the label leaves no room for a number as long as any.
    fn check_reference(&self, sizes: Sizes) -> Result<()> {
        let label = Sentence::ReferenceLabel;
        let widest = self.job.labelled(label, &"W".repeat(LONGEST_REFERENCE));
        self.fitted(Text::of(label, &widest), sizes)?;
        Ok(())
    }

    /// Flush right, on one line or two.
    fn add_sender(&mut self, width: Length) -> Result<()> {
        let lines = sender_lines(self.job, width)?;
        let sender = self.between_margins(self.measures.line() * count(lines));
        let (_, right) = sender.split_at(sender.size.width - width);
        self.push_slot(Slot::Sender, right);
        self.skip(sender.size.height);
        Ok(())
    }
}

fn sender_lines(job: &Job<'_>, width: Length) -> Result<usize> {
    let glyphs = job.shape(Field::Federation, job.federation)?;
    Ok(fit(&glyphs, &sender_room(&job.measures, width))?.lines.len())
}

pub(super) fn sender_room(measures: &Measures, width: Length) -> Room {
    Room::of_lines(Subject::FEDERATION, measures.text(), width)
}

/// The stretch of the page that the introduction takes.
pub(super) struct Introduction(Span);

impl Introduction {
    fn set(setter: &mut Setter<'_>) -> Result<Self> {
        let top = setter.top();
        setter.paragraph(Sentence::Introduction, setter.measures.body)?;
        Ok(Self(Span { top, bottom: setter.top() }))
    }

    /// What is wrong with the introduction, where a shorter one would leave the grid its room.
    pub(super) fn at_fault(&self, job: &Job<'_>, error: &Error) -> Option<Error> {
        let ErrorKind::OffPage { bottom_mm, to_mm, .. } = *error.kind() else { return None };
        let bottom = self.0.bottom - Length::mm(bottom_mm - to_mm);
        let room = Span { top: self.0.top, bottom };
        // The letter's own introduction takes two lines: shorter than that it need not be.
        let two_lines = room.top + job.measures.line() * 2.0;
        let own = self.0.check_within(room, Sentence::Introduction.into());
        own.err().filter(|_| two_lines.fits(bottom))
    }
}
