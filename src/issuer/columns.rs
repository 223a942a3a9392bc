//! Which columns of a list the letters print.

use super::Issuer;
use crate::layout::forme::Slot;
use crate::roster::Columns;

impl Issuer {
    /// The same columns, and those besides that these letters print: 住所 and 建物 in the window of
    /// an envelope, 整理番号 under the date. Envelopes that letters to one addressee share need
    /// [`Columns::with_addresses`] of their own.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// use reissue_notice::{Columns, EnvelopeWindow, Issuer, Roster};
    /// let builder = Issuer::builder().federation_by_prefecture().issued_on("2026-01-06".parse()?);
    /// let issuer = builder.window(EnvelopeWindow::naga_3_vertical()).build()?;
    /// let list = "事業所番号,ユーザID,事業所名,住所\n\
    ///             1971100456,KJ010199999999,やまなし会,山梨県甲府市丸の内1丁目6-1\n";
    /// let listing = Roster::read_all(list.as_bytes(), &issuer.columns(Columns::default()))?;
    /// assert!(issuer.check(&listing.providers()[0]).is_ok());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn columns(&self, columns: Columns) -> Columns {
        let columns =
            if self.prints(Slot::Reference) { columns.with_references() } else { columns };
        if self.prints(Slot::Address) { columns.with_addresses() } else { columns }
    }
}
