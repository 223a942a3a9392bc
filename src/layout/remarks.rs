//! 備考: the heading, the remarks with hanging indent, and whom to ask.

use super::forme::{Block, Content, Line, Part};
use super::job::Job;
use super::length::Length;
use super::line_break::width;
use super::measures::Overflow;
use super::pages::Pages;
use super::paragraph::Paragraph;
use super::setter::Setter;
use super::subject::Subject;
use crate::error::{Result, Sentence};
use crate::font::Glyph;

const GAP: Length = Length::mm(6.0);
const OVER_CONTACT: Length = Length::mm(2.0);

/// Adds the remarks under what is set, or at the top of the next page where that is allowed and
/// they find no room; without any, nothing.
pub(super) fn add(job: &Job<'_>, pages: &mut Pages) -> Result<()> {
    let (top, printed) = (pages.bottom(), job.measures.printed);
    let under = set_at(job, top + GAP * job.measures.gaps)?;
    match (under.check(top, printed, Subject::REMARKS), overflow(job)) {
        (Ok(()), _) => pages.add(under),
        (Err(error), Overflow::Refused) => return Err(error),
        (Err(_), Overflow::NextPage) => pages.turn_to(set_on_next_page(job)?),
    }
    Ok(())
}

/// A letter of several passwords may have several pages.
fn overflow(job: &Job<'_>) -> Overflow {
    if job.template.credentials.len() > 1 { Overflow::NextPage } else { job.measures.overflow }
}

fn set_on_next_page(job: &Job<'_>) -> Result<Part> {
    let printed = job.measures.printed;
    let part = set_at(job, printed.top)?;
    part.check(printed.top, printed, Subject::REMARKS)?;
    Ok(part)
}

fn set_at(job: &Job<'_>, top: Length) -> Result<Part> {
    let mut setter = Setter::under(job, top);
    setter.add_list()?;
    setter.add_note(Sentence::OpenedEnvelope, OVER_CONTACT)?;
    setter.add_note(Sentence::Contact, OVER_CONTACT)?;
    setter.add_note(Sentence::ContactHours, Length::ZERO)?;
    Ok(setter.part)
}

impl Setter<'_> {
    /// Adds the paragraph of a sentence, if there is one.
    fn add_note(&mut self, sentence: Sentence, over: Length) -> Result<()> {
        if self.job.template.has(sentence) {
            self.skip(over);
            self.paragraph(sentence, self.measures.notes)?;
        }
        Ok(())
    }

    /// Adds the heading and the remarks, if there are any.
    fn add_list(&mut self) -> Result<()> {
        let template = self.job.template;
        if template.has(Sentence::Remark(1)) {
            self.heading(Sentence::RemarksHeading)?;
            let remarks = template.each_remark();
            let items: Result<_> = remarks.map(|(of, words)| self.remark(of, words)).collect();
            self.push(Block::List(items?));
        }
        Ok(())
    }

    /// One remark: its first character is its bullet, and every line begins under what follows it.
    fn remark(&mut self, sentence: Sentence, words: &str) -> Result<Content> {
        let size = self.measures.notes;
        let mut paragraph = Paragraph::of(sentence, size, self.measures);
        paragraph.column = paragraph.column.indented(size);
        Ok(Content::Fixed(self.hanging_lines(&paragraph, words)?))
    }

    fn hanging_lines(&mut self, paragraph: &Paragraph, words: &str) -> Result<Vec<Line>> {
        let (bullet, text) = words.split_at(words.chars().next().map_or(0, char::len_utf8));
        let bullet = self.job.shape(paragraph.subject.field, bullet)?;
        let mut lines = self.lines(paragraph, text)?;
        match lines.first_mut() {
            Some(first) => hang(&bullet, first),
            None => lines.push(self.line(paragraph, bullet)),
        }
        Ok(lines)
    }
}

/// Puts a bullet before the line.
fn hang(bullet: &[Glyph], line: &mut Line) {
    line.at.x = line.at.x - width(bullet, line.size);
    line.glyphs.splice(0..0, bullet.iter().copied());
    if !line.kerns.is_empty() {
        line.kerns.splice(0..0, bullet.iter().map(|_| 0));
    }
}
