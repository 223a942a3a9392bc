//! The page of instructions that goes with each letter, where one is wished.

use super::builder::IssuerBuilder;
use crate::notice::guide::Guide;

impl IssuerBuilder {
    /// Adds a page of instructions after the letter. Default: none.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// use reissue_notice::{Guide, Issuer};
    /// let builder = Issuer::builder().federation_by_prefecture().issued_on("2026-01-06".parse()?);
    /// let issuer = builder.clone().guide(Guide::default()).build()?;
    /// let guide = Guide::default().with_choice("どちらかを選びます ሀ");
    /// let error = builder.guide(guide).build().unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "guide, step 5: 'ሀ' (U+1200) is in none of the fonts BIZUDGothic-Regular, \
    ///      NotoSansJP-Regular, NotoSans-Regular"
    /// );
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn guide(mut self, guide: Guide) -> Self {
        self.guide = Some(guide);
        self
    }
}
