//! What an issuer needs; the whole is checked and set at once.

use std::sync::Arc;

#[cfg(feature = "toml")]
use super::house::House;
use super::parts::Words;
use super::sender::Sender;
use super::{Inner, Issuer, SpoolPresses};
use crate::date::Date;
use crate::error::{Error, ErrorKind, Expected, Field, ForField, Result};
use crate::font::{FontChain, MissingVariations};
use crate::layout::job::Job;
use crate::layout::layout;
use crate::layout::measures::Measures;
use crate::notice::envelope::EnvelopeWindow;
use crate::notice::guide::{AdmittedGuide, Guide};
use crate::notice::template::Template;
use crate::notice::wording::Wording;
use crate::password::policy::Policy;
use crate::pdf::design::Design;
use crate::pdf::letter::LetterPress;
use crate::pdf::profile::Profile;
use crate::reading::ReadingTable;
use crate::text::note::Note;

impl Issuer {
    /// What an issuer needs, with a default for all but the federation and the date.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::Issuer;
    /// let issuer = Issuer::builder().federation_by_prefecture().issued_on("2026-04-01".parse()?);
    /// assert!(issuer.build().is_ok());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn builder() -> IssuerBuilder {
        IssuerBuilder::default()
    }
}

/// Puts an [`Issuer`] together; [`IssuerBuilder::build`] checks the whole.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// use reissue_notice::{Issuer, Policy};
/// let builder = Issuer::builder()
///     .federation("山梨県国民健康保険団体連合会")
///     .issued_on("2026-04-01".parse()?);
/// let strict = builder.clone().policy(Policy::default().without_look_alikes()).build()?;
/// assert_ne!(strict.policy(), builder.build()?.policy());
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct IssuerBuilder {
    sender: Option<Sender>,
    issued_on: Option<Date>,
    /// Of the first password, where the template does not say.
    policy: Option<Policy>,
    template: Template,
    readings: ReadingTable,
    fonts: Option<FontChain>,
    variations: MissingVariations,
    profile: Profile,
    window: Option<EnvelopeWindow>,
    pub(super) guide: Option<Guide>,
}

impl IssuerBuilder {
    /// The federation that signs every letter. Must be given, unless
    /// [`IssuerBuilder::federation_by_prefecture`] is.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Field, Issuer};
    /// let builder = Issuer::builder().issued_on("2026-04-01".parse()?);
    /// assert!(builder.clone().federation("山梨県国民健康保険団体連合会").build().is_ok());
    /// let error = builder.federation("連合会\u{200B}").build().unwrap_err();
    /// assert_eq!(error.field(), Some(Field::Federation));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn federation(self, name: impl Into<String>) -> Self {
        Self { sender: Some(Sender::named(&name.into())), ..self }
    }

    /// Each provider's own federation signs, by the first two digits of its number.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::Issuer;
    /// let builder = Issuer::builder().issued_on("2026-04-01".parse()?);
    /// assert_eq!(builder.clone().build().unwrap_err().to_string(), "federation: not given");
    /// assert!(builder.federation_by_prefecture().build().is_ok());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn federation_by_prefecture(self) -> Self {
        Self { sender: Some(Sender::by_prefecture()), ..self }
    }

    /// The day on the letter. Must be given: the library never asks the clock.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::Issuer;
    /// let builder = Issuer::builder().federation_by_prefecture();
    /// assert_eq!(builder.clone().build().unwrap_err().to_string(), "date: not given");
    /// assert!(builder.issued_on("2026-04-01".parse()?).build().is_ok());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn issued_on(self, date: Date) -> Self {
        Self { issued_on: Some(date), ..self }
    }

    /// What a federation sets of its own: template and readings, and where it says so window,
    /// guide and federation. What is set after it replaces its part. Default: [`House::default`].
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{FontChain, House, Issuer};
    /// let file = "federation = \"山梨県国民健康保険団体連合会\"";
    /// let house = House::read(file, &FontChain::bundled()?)?;
    /// assert!(Issuer::builder().issued_on("2026-04-01".parse()?).house(house).build().is_ok());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[cfg(feature = "toml")]
    #[must_use]
    pub fn house(self, house: House) -> Self {
        let sender = house.federation().map(Sender::named).or(self.sender);
        let window = house.window().copied().or(self.window);
        let House { template, readings, guide, .. } = house;
        let guide = guide.or(self.guide);
        Self { sender, template, readings, window, guide, ..self }
    }

    /// Which class each place of the first password has. Default: as its
    /// [`Credential`](crate::Credential) in the template says, `UDULUUDUDDDDDDDD` where it says
    /// nothing else.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Policy};
    /// # let date = "2026-04-01".parse()?;
    /// # let builder = Issuer::builder().federation_by_prefecture().issued_on(date);
    /// let issuer = builder.policy(Policy::like_classes_together()).build()?;
    /// assert_eq!(issuer.policy().to_string(), "UUUUULDDDDDDDDDD");
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn policy(self, policy: Policy) -> Self {
        Self { policy: Some(policy), ..self }
    }

    /// The words of the letter. Default: as the federations post it.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Change, Field, Issuer, Sentence, Template};
    /// # let date = "2026-04-01".parse()?;
    /// # let builder = Issuer::builder().federation_by_prefecture().issued_on(date);
    /// let issuer = builder.template(Template::default().with_title("⽴替通知書")).build()?;
    /// let (field, note) = &issuer.notes()[0];
    /// assert_eq!(field, &Field::Sentence(Sentence::Title));
    /// assert_eq!(note.change(), Change::FoldedRadical);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn template(self, template: Template) -> Self {
        Self { template, ..self }
    }

    /// Prints the address of each provider where the window of its envelope shows it, with the bars
    /// of the カスタマバーコード. Default: no window, and no address. From a list, addresses are read
    /// by [`Issuer::columns`].
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// use reissue_notice::{EnvelopeWindow, Issuer, Provider};
    /// let builder = Issuer::builder().federation_by_prefecture().issued_on("2026-01-06".parse()?);
    /// let issuer = builder.window(EnvelopeWindow::naga_3_vertical()).build()?;
    /// let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// let error = issuer.check(&provider).unwrap_err();
    /// assert_eq!(error.to_string(), "provider 1971100456, address: not given");
    /// let provider = provider.with_address("山梨県甲府市丸の内1丁目6-1".parse()?);
    /// assert_eq!(
    ///     issuer.check(&provider)?[0].to_string(),
    ///     "the address has no barcode: there is no post code"
    /// );
    /// assert!(issuer.check(&provider.with_post_code("400-0031".parse()?))?.is_empty());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn window(self, window: EnvelopeWindow) -> Self {
        Self { window: Some(window), ..self }
    }

    /// How characters are read. Default: [`ReadingTable::standard`].
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, ReadingTable};
    /// # let date = "2026-04-01".parse()?;
    /// # let builder = Issuer::builder().federation_by_prefecture().issued_on(date);
    /// // A house that reads A as it reads B.
    /// let readings = ReadingTable::standard().with_reading('A', "ビー")?;
    /// let legibility = builder.readings(readings).build()?.legibility().unwrap();
    /// assert_eq!((legibility.reading.pair, legibility.reading.distance), (['A', 'B'], 0));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn readings(self, readings: ReadingTable) -> Self {
        Self { readings, ..self }
    }

    /// The fonts. Default: the bundled ones; without the feature `bundled-fonts`, they must be
    /// given.
    ///
    /// ```
    /// # use reissue_notice::{FontChain, Issuer};
    /// # let date = "2026-04-01".parse()?;
    /// # let builder = Issuer::builder().federation_by_prefecture().issued_on(date);
    /// let error = builder.clone().fonts(FontChain::empty()).build().unwrap_err();
    /// assert_eq!(error.to_string(), "font: not given");
    /// let file = std::fs::read("fonts/BIZUDGothic-Regular.ttf").unwrap();
    /// let fonts = FontChain::empty().with_face(file, 0)?;
    /// assert!(builder.fonts(fonts).build().is_ok());
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn fonts(self, fonts: FontChain) -> Self {
        Self { fonts: Some(fonts), ..self }
    }

    /// Prints the base character of a variation sequence that no font has, with a
    /// [`Warning::MissingVariation`](crate::Warning::MissingVariation). Default: such a name is
    /// refused, since its registered form cannot be printed.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// use reissue_notice::{Issuer, Provider};
    /// let builder = Issuer::builder().federation_by_prefecture().issued_on("2026-01-06".parse()?);
    /// let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// let provider = Provider::new(number, user_id, "渡邊\u{E0112}苑".parse()?);
    /// let error = builder.clone().build()?.check(&provider).unwrap_err();
    /// assert!(error.is_missing_glyph());
    /// let warnings = builder.print_base_forms().build()?.check(&provider)?;
    /// assert_eq!(
    ///     warnings[0].to_string(),
    ///     "no font has the variation U+908A U+E0112, so its base form is printed"
    /// );
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn print_base_forms(self) -> Self {
        Self { variations: MissingVariations::BaseForm, ..self }
    }

    /// Makes single letters PDF/A-4, PDF/UA-2 and Well-Tagged PDF, as [`Profile::Archive4`] has it.
    /// Default: PDF/A-2a and PDF/UA-1, which more readers and archives know. What a spool is, its
    /// [`SpoolOptions`](crate::SpoolOptions) say.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
    /// use reissue_notice::{Issuer, Provider};
    /// let builder = Issuer::builder().federation_by_prefecture().issued_on("2026-01-06".parse()?);
    /// let issuer = builder.archive4().build()?;
    /// let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// let letter = issuer.issue(&provider, &mut ChaCha20Rng::from_seed([7; 32]))?;
    /// assert!(letter.pdf().starts_with(b"%PDF-2.0"));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn archive4(self) -> Self {
        Self { profile: Profile::Archive4, ..self }
    }

    /// Leaves the tags out of single letters, which so are PDF/A-2u.
    #[cfg(reissue_notice_untagged)]
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
    /// [`ErrorKind::Missing`] for a federation, date or font not given; [`ErrorKind::Empty`],
    /// [`ErrorKind::Length`] or [`ErrorKind::Unprintable`] for a word that may not be printed;
    /// [`ErrorKind::Range`] for a last day before the date; [`ErrorKind::MissingGlyph`] for a word
    /// that no font has; [`ErrorKind::GaijiLine`] for a gaiji that no font has. All of these at
    /// once, as [`ErrorKind::Several`], where there is more than one. Then [`ErrorKind::TooWide`]
    /// or [`ErrorKind::OffPage`] for words that the page has no room for, and
    /// [`ErrorKind::FewBits`] for a policy whose passwords would recur.
    pub fn build(self) -> Result<Issuer> {
        let given = self.given()?;
        let forme = layout(&self.job(&given))?;
        let Given { fonts, issued_on, .. } = &given;
        let profile = self.profile;
        let press =
            LetterPress::new(Design { forme: &forme, fonts, profile, issued_on: *issued_on })?;
        let notes = given.notes();
        Ok(Issuer(Arc::new(Inner {
            credentials: Arc::new(given.wording.credentials.clone()),
            words: Words {
                wording: given.wording,
                readings: self.readings,
                issued_on: given.issued_on,
                window: self.window,
                guide: given.guide.map(|admitted| admitted.guide),
            },
            sender: given.sender,
            fonts: given.fonts,
            notes,
            forme,
            press,
            spools: SpoolPresses::default(),
        })))
    }

    fn job<'a>(&'a self, given: &'a Given) -> Job<'a> {
        Job {
            measures: Measures::of(given.wording.print),
            template: &given.wording,
            fonts: &given.fonts,
            readings: &self.readings,
            issued_on: given.issued_on,
            window: self.window,
            guide: given.guide.as_ref().map(|admitted| &admitted.guide),
            federation: given.sender.widest(),
        }
    }

    /// What was given, if it can be printed; or all that is wrong with it.
    fn given(&self) -> Result<Given> {
        let mut wrong = Wrong::default();
        let sender = wrong.without(self.sender());
        let issued_on = wrong.without(self.issued_on.ok_or_else(|| missing(Field::Date)));
        let fonts = wrong.without(self.chain());
        // Without fonts, nobody can say.
        let printable = |words: &str| fonts.iter().try_for_each(|f| f.shape(words).map(drop));
        let widest = sender.as_ref().map_or("", Sender::widest);
        let printed = printable(widest).for_field(Field::Federation);
        wrong.without(printed);
        let template = self.with_its_policy();
        wrong.without(issued_on.map_or(Ok(()), |date| refuse_past(&template, date)));
        let wording = wrong.without_any(Wording::new(&template, printable));
        let guide = self.guide.clone().map(|guide| guide.admitted(printable)).transpose();
        let guide = wrong.without_any(guide);
        wrong.0.extend(fonts.iter().flat_map(FontChain::gaiji_errors));
        wrong.0.extend(template.credentials.weaknesses());
        let given = move || {
            let (sender, issued_on, fonts) = (sender?, issued_on?, fonts?);
            Some(Given { sender, issued_on, fonts, wording: wording?, guide: guide? })
        };
        match given() {
            Some(given) if wrong.0.is_empty() => Ok(given),
            _ => Err(Error::several(wrong.0)),
        }
    }

    /// The template, in which the policy is the caller's.
    fn with_its_policy(&self) -> Template {
        let template = self.template.clone();
        match &self.policy {
            Some(policy) => template.with_first_policy(policy.clone()),
            None => template,
        }
    }

    fn sender(&self) -> Result<Sender> {
        self.sender.clone().ok_or_else(|| missing(Field::Federation))?.admitted()
    }

    fn chain(&self) -> Result<FontChain> {
        let fonts = self.fonts.clone().map_or_else(default_fonts, Ok)?;
        if fonts.faces().is_empty() {
            return Err(Error::new(Field::Font, ErrorKind::Missing));
        }
        Ok(fonts.with_missing_variations(self.variations))
    }
}

/// A password that is past before its letter is written logs nobody in.
fn refuse_past(template: &Template, issued_on: Date) -> Result<()> {
    match template.valid_until().filter(|&last_day| last_day < issued_on) {
        None => Ok(()),
        Some(last_day) => {
            let expected = Expected::NotBefore(issued_on.to_string().into());
            let kind = ErrorKind::Range { found: last_day.to_string(), expected };
            Err(Error::new(Field::LastDay, kind))
        }
    }
}

/// All that is wrong, to be said at once.
#[derive(Default)]
struct Wrong(Vec<Error>);

impl Wrong {
    fn without<T>(&mut self, checked: Result<T>) -> Option<T> {
        self.without_any(checked.map_err(|error| vec![error]))
    }

    fn without_any<T>(&mut self, checked: Result<T, Vec<Error>>) -> Option<T> {
        checked.map_err(|errors| self.0.extend(errors)).ok()
    }
}

fn missing(field: Field) -> Error {
    Error::new(field, ErrorKind::Missing)
}

/// What every letter needs, and the fonts that have all of its words.
struct Given {
    sender: Sender,
    issued_on: Date,
    fonts: FontChain,
    wording: Wording,
    guide: Option<AdmittedGuide>,
}

/// What was changed in the words that all letters share.
impl Given {
    /// What was changed in any word.
    fn notes(&self) -> Vec<(Field, Note)> {
        let mut notes = Vec::new();
        for note in self.sender.notes() {
            notes.push((Field::Federation, note.clone()));
        }
        for (sentence, note) in self.wording.notes() {
            notes.push((Field::Sentence(*sentence), note.clone()));
        }
        notes.extend(self.guide.iter().flat_map(|admitted| admitted.notes.iter().cloned()));
        notes
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
