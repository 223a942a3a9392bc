//! Many letters in one file, one after another into the caller's writer.

use std::io::Write;

use super::Issuer;
use super::draft::Draft;
use super::handover::Handover;
use crate::error::Result;
use crate::layout::fill::count_line;
use crate::layout::forme::Line;
pub(crate) use crate::notice::guide::GuidePages;
pub(crate) use crate::pdf::packing::Packing;
pub(crate) use crate::pdf::profile::Profile;
use crate::pdf::spool::Spool;
pub(crate) use crate::pdf::spool::SpoolPlace;

/// What a file of letters is made as.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VolumeKind {
    pub(crate) profile: Profile,
    pub(crate) guides: GuidePages,
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
        let spool = Spool::begin(self.spool_press(kind.profile, kind.guides)?, place, writer)?;
        Ok(Volume { issuer: self, spool })
    }

    /// Refuses more letters than one file has room for.
    pub(crate) fn check_volume(&self, kind: VolumeKind, letters: usize) -> Result<()> {
        self.spool_press(kind.profile, kind.guides)?.check_room(letters)
    }
}

impl<W: Write> Volume<'_, W> {
    /// Adds a letter, with its count (12/5000) at the foot where one is given.
    pub(crate) fn push(
        &mut self,
        draft: &Draft<'_>,
        handover: &Handover,
        count: Option<&str>,
    ) -> Result<()> {
        let count = self.count_line(count)?;
        self.spool.push(&draft.fill, handover.passwords(), count.as_ref())
    }

    /// Leaves a letter out, but for the codes that its glyphs take: those after it have theirs as
    /// if it were here.
    #[cfg(feature = "print-shop")]
    pub(crate) fn pass_over(&mut self, draft: &Draft<'_>, count: Option<&str>) -> Result<()> {
        let count = self.count_line(count)?;
        self.spool.pass_over(&draft.fill, count.as_ref())
    }

    fn count_line(&self, count: Option<&str>) -> Result<Option<Line>> {
        let inner = &*self.issuer.0;
        count.map(|words| count_line(&inner.forme, &inner.fonts, words)).transpose()
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
            let kind = VolumeKind { profile, guides: GuidePages::default() };
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
