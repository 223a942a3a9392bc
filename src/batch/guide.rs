//! How often the files of a batch have the guide.

use super::spool::SpoolOptions;
use crate::issuer::volume::GuidePages;

impl SpoolOptions {
    /// How often a file has the [`Guide`](crate::Guide) of the issuer, where there is one. Default:
    /// [`GuidePages::EachLetter`].
    #[must_use]
    pub fn with_guide_pages(self, guides: GuidePages) -> Self {
        Self { guides, ..self }
    }

    /// How often a file has the guide.
    pub fn guide_pages(self) -> GuidePages {
        self.guides
    }
}
