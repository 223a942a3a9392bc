//! How often the files of a batch have the guide.

use super::spool::SpoolOptions;
use crate::issuer::volume::GuidePages;

impl SpoolOptions {
    /// How often a file has the [`Guide`](crate::Guide) of the issuer, where there is one. Default:
    /// [`GuidePages::EachLetter`].
    ///
    /// ```
    /// use reissue_notice::{GuidePages, SpoolOptions};
    /// let options = SpoolOptions::default().with_guide_pages(GuidePages::Once);
    /// assert_eq!(options.guide_pages(), GuidePages::Once);
    /// ```
    #[must_use]
    pub fn with_guide_pages(self, guides: GuidePages) -> Self {
        Self { guides, ..self }
    }

    /// How often a file has the guide.
    ///
    /// ```
    /// use reissue_notice::{GuidePages, SpoolOptions};
    /// assert_eq!(SpoolOptions::default().guide_pages(), GuidePages::EachLetter);
    /// ```
    pub fn guide_pages(self) -> GuidePages {
        self.guides
    }
}
