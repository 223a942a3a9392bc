//! The issuer: everything that all letters share, checked and set once; then one letter at a time.

pub(crate) mod encrypted;

use std::fmt;
use std::sync::{Arc, OnceLock};

use rand::CryptoRng;
use sha2::{Digest, Sha256};

use crate::date::Date;
use crate::error::{Error, ErrorKind, Expected, Field, Result};
use crate::font::FontChain;
use crate::layout::fill::{Fill, fill};
use crate::layout::forme::Forme;
use crate::layout::job::Job;
use crate::layout::layout;
use crate::layout::measures::Measures;
use crate::notice::Notice;
use crate::notice::federation::federation_of;
use crate::notice::template::Template;
use crate::password::Password;
use crate::password::policy::Policy;
use crate::pdf::content::Tagging;
use crate::pdf::master::Binding;
use crate::pdf::press::{Press, Struck};
use crate::pdf::spool::SpoolPress;
use crate::provider::number::ProviderNumber;
use crate::provider::user_id::UserId;
use crate::provider::{Provider, Warning};
use crate::reading::ReadingTable;

/// Issues letters. Cheap to clone: what was set once is shared.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
/// use reissue_notice::{Issuer, Provider};
///
/// let issuer = Issuer::builder()
///     .federation("山梨県国民健康保険団体連合会")
///     .issued_on("2026-01-06".parse()?)
///     .build()?;
/// let provider = Provider::new("1971100456".parse()?, "KJ010199999999".parse()?, "やまなし会".parse()?);
/// let letter = issuer.issue(&provider, &mut ChaCha20Rng::from_seed([7; 32]))?;
/// assert!(letter.pdf().starts_with(b"%PDF-1.7"));
/// assert_eq!(letter.password().places(), 16);
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Issuer(Arc<Shop>);

/// What an issuer was built from, and what was set from it.
struct Shop {
    policy: Policy,
    sender: Sender,
    fonts: FontChain,
    forme: Forme,
    press: Press,
    /// Set at the first spool of each kind.
    spools: Spools,
}

#[derive(Default)]
struct Spools {
    tagged: OnceLock<SpoolPress>,
    untagged: OnceLock<SpoolPress>,
}

impl fmt::Debug for Shop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { policy, sender, fonts, .. } = self;
        f.debug_struct("Shop")
            .field("policy", policy)
            .field("sender", sender)
            .field("fonts", fonts)
            .finish_non_exhaustive()
    }
}

/// Who signs.
#[derive(Clone, Debug)]
enum Sender {
    Named(Box<str>),
    /// The name of each prefecture's federation, by its code less one.
    ByPrefecture(Box<[String]>),
}

impl Sender {
    fn by_prefecture() -> Self {
        Self::ByPrefecture((1..=47).filter_map(federation_of).collect())
    }

    fn of(&self, number: ProviderNumber) -> &str {
        match self {
            Self::Named(name) => name,
            Self::ByPrefecture(names) => {
                names.get(usize::from(number.prefecture()) - 1).map_or("", String::as_str)
            }
        }
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        let (named, by_prefecture) = match self {
            Self::Named(name) => (Some(&**name), [].as_slice()),
            Self::ByPrefecture(names) => (None, &**names),
        };
        named.into_iter().chain(by_prefecture.iter().map(String::as_str))
    }

    /// A name with the width of the widest.
    fn widest(&self) -> &str {
        match self {
            Self::Named(name) => name,
            Self::ByPrefecture(names) => {
                names.iter().max_by_key(|name| name.chars().count()).map_or("", String::as_str)
            }
        }
    }
}

impl Issuer {
    /// What an issuer needs, with a default for all but the federation and the date.
    pub fn builder() -> IssuerBuilder {
        IssuerBuilder::default()
    }

    /// Which class each place of a password has.
    pub fn policy(&self) -> &Policy {
        &self.0.policy
    }

    /// Draws a password from `rng` and sets it into a letter to `provider`.
    ///
    /// # Errors
    /// A name that cannot be printed: [`ErrorKind::MissingGlyph`], [`ErrorKind::Unprintable`] or
    /// [`ErrorKind::TooWide`], naming the provider. No password is drawn for it.
    pub fn issue<R: CryptoRng + ?Sized>(&self, provider: &Provider, rng: &mut R) -> Result<Letter> {
        let fill = self.fill(provider)?;
        self.letter(provider, self.0.policy.generate(rng), fill)
    }

    /// Sets a password of the caller's into a letter to `provider`.
    ///
    /// # Errors
    /// As [`Issuer::issue`], and where the password does not follow the policy.
    pub fn letter_for(&self, provider: &Provider, password: Password) -> Result<Letter> {
        let named = |error: Error| error.for_provider(provider.number());
        self.0.policy.check(&password).map_err(named)?;
        let fill = self.fill(provider)?;
        self.letter(provider, password, fill)
    }

    /// Strikes what was filled without a password, now with one.
    fn letter(&self, provider: &Provider, password: Password, fill: Fill) -> Result<Letter> {
        let struck = self.0.press.strike(&fill, &password);
        let struck = struck.map_err(|error| error.for_provider(provider.number()))?;
        let warnings = all_warnings(provider, fill);
        let (number, user_id) = (provider.number(), provider.user_id().clone());
        Ok(Letter { number, user_id, password, struck, warnings })
    }

    /// Whether a letter to `provider` can be printed, and what is odd about it; without any
    /// password.
    ///
    /// # Errors
    /// As [`Issuer::issue`].
    pub fn check(&self, provider: &Provider) -> Result<Vec<Warning>> {
        Ok(all_warnings(provider, self.fill(provider)?))
    }

    /// Fills all but the grid: a name that cannot be printed is refused before any password is
    /// drawn.
    pub(crate) fn fill(&self, provider: &Provider) -> Result<Fill> {
        let notice = Notice::new(provider, self.0.sender.of(provider.number()));
        fill(&self.0.forme, &self.0.fonts, &notice)
            .map_err(|error| error.for_provider(provider.number()))
    }

    pub(crate) fn forme(&self) -> &Forme {
        &self.0.forme
    }

    pub(crate) fn fonts(&self) -> &FontChain {
        &self.0.fonts
    }

    /// What every letter begins with.
    pub(crate) fn fixed_bytes(&self) -> &[u8] {
        &self.0.press.master().bytes
    }

    /// A digest of all that a letter may be struck from, but for the provider: tells one issuer
    /// from another.
    pub(crate) fn digest(&self) -> [u8; 32] {
        let senders = self.0.sender.names().flat_map(|name| [name.as_bytes(), b"\n"]);
        let start = Sha256::new_with_prefix(self.0.press.fingerprint());
        senders.fold(start, Digest::chain_update).finalize().into()
    }

    /// The press for spools, set at first need.
    pub(crate) fn spool_press(&self, tagging: Tagging) -> Result<&SpoolPress> {
        let once = match tagging {
            Tagging::Tagged => &self.0.spools.tagged,
            Tagging::Untagged => &self.0.spools.untagged,
        };
        if let Some(press) = once.get() {
            return Ok(press);
        }
        let press = SpoolPress::new(&self.0.forme, &self.0.fonts, tagging)?;
        Ok(once.get_or_init(|| press))
    }
}

pub(crate) fn all_warnings(provider: &Provider, fill: Fill) -> Vec<Warning> {
    provider.warnings().into_iter().chain(fill.warnings).collect()
}

/// A finished letter: the PDF, and the log-in that it hands over. The password is wiped from both
/// when it is dropped.
#[derive(Debug)]
pub struct Letter {
    number: ProviderNumber,
    user_id: UserId,
    password: Password,
    struck: Struck,
    warnings: Vec<Warning>,
}

impl Letter {
    /// The bytes of the PDF file. They hold the password as the page shows it.
    pub fn pdf(&self) -> &[u8] {
        self.struck.bytes()
    }

    /// Whose letter it is.
    pub fn number(&self) -> ProviderNumber {
        self.number
    }

    /// The user ID on the page.
    pub fn user_id(&self) -> &UserId {
        &self.user_id
    }

    /// The password on the page, for the account system.
    pub fn password(&self) -> &Password {
        &self.password
    }

    /// What a person should look at before it is posted.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
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
    tagging: Tagging,
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
        Self { tagging: Tagging::Untagged, ..self }
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
        let press = Press::new(&forme, &fonts, Binding::Single, self.tagging)?;
        let spools = Spools::default();
        Ok(Issuer(Arc::new(Shop { policy: self.policy, sender, fonts, forme, press, spools })))
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

#[cfg(test)]
#[cfg(all(feature = "bundled-fonts", feature = "judges"))]
mod tests {
    use std::process::Command;

    use super::*;
    use crate::layout::length::{Length, Rect};

    /// The page in gray, a pixel for each point.
    fn picture(pdf: &[u8]) -> Vec<Vec<u8>> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("letter.pdf");
        std::fs::write(&file, pdf).unwrap();
        let pgm = Command::new("pdftoppm").args(["-gray", "-r", "72"]).arg(&file).output().unwrap();
        let (width, height) = (596, 842);
        let header = format!("P5\n{width} {height}\n255\n");
        assert!(pgm.stdout.starts_with(header.as_bytes()));
        pgm.stdout[header.len()..].chunks(width).map(<[u8]>::to_vec).collect()
    }

    #[test]
    fn a_slot_may_hold_bars() {
        let date = "2026-04-01".parse().unwrap();
        let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build().unwrap();
        let provider = Provider::new(
            "1971100456".parse().unwrap(),
            "KJ010199999999".parse().unwrap(),
            "やまなし会".parse().unwrap(),
        );
        let mut fill = issuer.fill(&provider).unwrap();
        let pt = Length::pt;
        let bars = [100.0, 104.0].map(|left| Rect::new(pt(left), pt(800.0), pt(2.0), pt(10.0)));
        fill.slots.last_mut().unwrap().bars = bars.into();
        let password = "K3MrRT3H17203902".parse().unwrap();
        let letter = issuer.letter(&provider, password, fill).unwrap();
        let picture = picture(letter.pdf());
        for (y, row) in picture.iter().enumerate().skip(795).take(20) {
            for (x, &gray) in row.iter().enumerate() {
                let bar = (800..810).contains(&y) && matches!(x, 100 | 101 | 104 | 105);
                assert_eq!(gray < 128, bar, "at {x} {y}");
            }
        }
    }
}
