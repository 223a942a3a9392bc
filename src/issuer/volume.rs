//! Many letters in one file, one after another into the caller's writer.

use std::io::Write;

use super::Issuer;
use super::draft::Draft;
use super::handover::Handover;
use crate::error::Result;
use crate::layout::fill::count_line;
use crate::layout::forme::Line;
use crate::layout::fronts;
pub(crate) use crate::layout::fronts::Fronts;
use crate::layout::inserter::stamps;
#[cfg(feature = "print-shop")]
use crate::layout::inserter::{Sheets, check};
pub(crate) use crate::notice::guide::GuidePages;
#[cfg(feature = "print-shop")]
pub(crate) use crate::notice::inserter::sheet::{MarkedSheet, RunNumber, SheetCounts};
pub(crate) use crate::notice::inserter::{InserterMark, SheetMarks};
pub(crate) use crate::pdf::file::packing::Packing;
pub(crate) use crate::pdf::profile::Profile;
pub(crate) use crate::pdf::spool::SpoolPlace;
use crate::pdf::spool::{Spool, SpoolKind, SpoolPress};

/// What a file of letters is made as.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VolumeKind {
    pub(crate) profile: Profile,
    pub(crate) guides: GuidePages,
    /// Which pages bear the mark of a sheet.
    pub(crate) fronts: Fronts,
}

/// What is printed with a letter and is not part of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Beside {
    /// Its count through the run (12/5000), at the foot.
    pub(crate) count: Option<String>,
    /// The mark of each sheet.
    pub(crate) marks: Option<SheetMarks>,
}

/// A file of letters that is being written.
pub(crate) struct Volume<'i, W> {
    issuer: &'i Issuer,
    spool: Spool<'i, W>,
}

impl Issuer {
    /// Begins a file of letters.
    pub(crate) fn volume<W: Write>(
        &self,
        kind: VolumeKind,
        place: SpoolPlace,
        writer: W,
    ) -> Result<Volume<'_, W>> {
        let spool = Spool::begin(self.press_of(kind)?, place, writer)?;
        Ok(Volume { issuer: self, spool })
    }

    fn count_line(&self, beside: &Beside) -> Result<Option<Line>> {
        let (forme, fonts) = (&self.0.forme, &self.0.fonts);
        beside.count.as_deref().map(|words| count_line(forme, fonts, words)).transpose()
    }

    /// Refuses more letters than one file has room for.
    pub(crate) fn check_volume(&self, kind: VolumeKind, letters: usize) -> Result<()> {
        self.press_of(kind)?.check_room(letters)
    }

    /// Refuses a mark that would be printed over something else on sheets with such a count.
    #[cfg(feature = "print-shop")]
    pub(crate) fn check_mark(
        &self,
        mark: &InserterMark,
        kind: VolumeKind,
        beside: &Beside,
    ) -> Result<()> {
        let VolumeKind { guides, fronts, .. } = kind;
        let (forme, count) = (&self.0.forme, self.count_line(beside)?);
        check(mark, &Sheets { forme, guides, fronts, count })
    }

    fn press_of(&self, kind: VolumeKind) -> Result<&SpoolPress> {
        let VolumeKind { profile, guides, fronts } = kind;
        self.spool_press(profile, SpoolKind { guides, fronts })
    }
}

impl<W: Write> Volume<'_, W> {
    /// Adds a letter, with what is printed beside it.
    pub(crate) fn push(
        &mut self,
        draft: &Draft<'_>,
        handover: &Handover,
        beside: &Beside,
    ) -> Result<()> {
        let marks = beside.marks.as_ref().map(stamps).transpose()?.unwrap_or_default();
        let count = self.issuer.count_line(beside)?;
        self.spool.push(&draft.fill, handover.passwords(), &fronts::Beside { count, marks })
    }

    /// Leaves a letter out, but for the codes that its glyphs take: those after it have theirs as
    /// if it were here.
    #[cfg(feature = "print-shop")]
    pub(crate) fn pass_over(&mut self, draft: &Draft<'_>, beside: &Beside) -> Result<()> {
        let count = self.issuer.count_line(beside)?;
        self.spool.pass_over(&draft.fill, count.as_ref())
    }

    /// How many letters it has so far.
    pub(crate) fn letters(&self) -> usize {
        self.spool.letters()
    }

    /// Ends the file, and gives the writer back with the number of bytes.
    pub(crate) fn finish(self) -> Result<(W, u64)> {
        self.spool.finish()
    }
}

#[cfg(test)]
#[cfg(feature = "bundled-fonts")]
mod tests {
    use super::*;

    #[test]
    fn more_letters_than_a_file_has_room_for_are_refused() {
        let date = "2026-04-01".parse().unwrap();
        let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build().unwrap();
        // More than the country has, and more than any machine prints in a day.
        for (profile, least) in [(Profile::A2u, 2_000_000), (Profile::A2a, 80_000)] {
            let (guides, fronts) = (GuidePages::default(), Fronts::None);
            let kind = VolumeKind { profile, guides, fronts };
            let error = issuer.check_volume(kind, usize::MAX).unwrap_err();
            let sentence = error.to_string();
            let most = sentence.split(' ').find_map(|word| word.parse().ok()).unwrap();
            assert!(most > least, "{profile:?}: {most}");
            issuer.check_volume(kind, most).unwrap();
            let reason = format!("PDF/A has no room for more than {most} such letters in one file");
            let error = issuer.check_volume(kind, most + 1).unwrap_err();
            assert_eq!(error.to_string(), format!("cannot write the spool: {reason}"));
            assert!(!error.is_refusal());
        }
    }
}
