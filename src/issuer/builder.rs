//! What an issuer needs; the whole is checked and set at once.

use std::sync::Arc;

use super::sender::Sender;
use super::{Inner, Issuer, SpoolPresses};
use crate::date::Date;
use crate::error::{Error, ErrorKind, Expected, Field, Result};
use crate::font::FontChain;
use crate::layout::job::Job;
use crate::layout::layout;
use crate::layout::measures::Measures;
use crate::notice::template::Template;
use crate::password::policy::Policy;
use crate::pdf::master::Binding;
use crate::pdf::press::Press;
use crate::pdf::profile::Profile;
use crate::reading::ReadingTable;

impl Issuer {
    /// What an issuer needs, with a default for all but the federation and the date.
    pub fn builder() -> IssuerBuilder {
        IssuerBuilder::default()
    }
}

/// Puts an [`Issuer`] together; [`IssuerBuilder::build`] checks the whole.
#[derive(Clone, Debug, Default)]
pub struct IssuerBuilder {
    sender: Option<Sender>,
    issued_on: Option<Date>,
    policy: Policy,
    template: Template,
    readings: ReadingTable,
    fonts: Option<FontChain>,
    profile: Profile,
}

impl IssuerBuilder {
    /// The federation that signs every letter. Must be given, unless
    /// [`IssuerBuilder::federation_by_prefecture`] is.
    #[must_use]
    pub fn federation(self, name: impl Into<String>) -> Self {
        Self { sender: Some(Sender::Named(name.into().into())), ..self }
    }

    /// Each provider's own federation signs, by the first two digits of its number.
    #[must_use]
    pub fn federation_by_prefecture(self) -> Self {
        Self { sender: Some(Sender::by_prefecture()), ..self }
    }

    /// The day on the letter. Must be given: the library never asks the clock.
    #[must_use]
    pub fn issued_on(self, date: Date) -> Self {
        Self { issued_on: Some(date), ..self }
    }

    /// Which class each place of a password has. Default: `UDULUUDUDDDDDDDD`.
    #[must_use]
    pub fn policy(self, policy: Policy) -> Self {
        Self { policy, ..self }
    }

    /// The words of the letter. Default: as the federations post it.
    #[must_use]
    pub fn template(self, template: Template) -> Self {
        Self { template, ..self }
    }

    /// How characters are read. Default: [`ReadingTable::standard`].
    #[must_use]
    pub fn readings(self, readings: ReadingTable) -> Self {
        Self { readings, ..self }
    }

    /// The fonts. Default: the bundled ones; without the feature `bundled-fonts`, they must be
    /// given.
    #[must_use]
    pub fn fonts(self, fonts: FontChain) -> Self {
        Self { fonts: Some(fonts), ..self }
    }

    /// Leaves the tags out of single letters, which so are PDF/A-2u.
    #[cfg(feature = "untagged-letters")]
    #[doc(hidden)]
    #[must_use]
    pub fn untagged(self) -> Self {
        Self { profile: Profile::A2u, ..self }
    }

    /// Checks everything and sets the page.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// use reissue_notice::Issuer;
    /// let error = Issuer::builder().federation("山梨県国民健康保険団体連合会").build().unwrap_err();
    /// assert_eq!(error.to_string(), "date: not given");
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Missing`] for a federation, date or font not given; [`ErrorKind::MissingGlyph`]
    /// for a word that no font has; [`ErrorKind::TooWide`] or [`ErrorKind::OffPage`] for words that
    /// the page has no room for.
    pub fn build(self) -> Result<Issuer> {
        let missing = |field| Error::new(field, ErrorKind::Missing);
        let sender = self.sender.ok_or_else(|| missing(Field::Federation))?;
        let issued_on = self.issued_on.ok_or_else(|| missing(Field::Date))?;
        let fonts = self.fonts.map_or_else(default_fonts, Ok)?;
        if sender.widest().trim().is_empty() {
            return Err(Error::new(
                Field::Federation,
                ErrorKind::Empty { expected: Expected::Name },
            ));
        }
        let (template, policy, readings) = (&self.template, &self.policy, &self.readings);
        let job = Job {
            measures: Measures::of(template.print),
            template,
            fonts: &fonts,
            policy,
            readings,
            issued_on,
            federation: sender.widest(),
        };
        let forme = layout(&job)?;
        let press = Press::new(&forme, &fonts, Binding::Single, self.profile)?;
        let spools = SpoolPresses::default();
        Ok(Issuer(Arc::new(Inner { policy: self.policy, sender, fonts, forme, press, spools })))
    }
}

#[cfg(feature = "bundled-fonts")]
fn default_fonts() -> Result<FontChain> {
    FontChain::bundled()
}

#[cfg(not(feature = "bundled-fonts"))]
fn default_fonts() -> Result<FontChain> {
    Err(Error::new(Field::Font, ErrorKind::Missing))
}
