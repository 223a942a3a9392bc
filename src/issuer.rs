//! The issuer: everything that all letters share, checked and set once; then one letter at a time.
//!
//! - [`sender`]: who signs; [`warning`]: what to look at before the first letter
//! - [`draft`]: a letter but for its passwords
//! - [`handover`]: the passwords of one letter, with what they are for
//! - [`letter`]: a finished letter; [`encrypted`]: the same for handing over by mail
//! - [`volume`]: many letters in one file
//! - [`legibility`]: how well characters are told apart
//! - [`parts`]: what tells one issuer from another
//! - `house`: what a federation sets of its own, from a file
//! - `columns`: which columns of a list the letters print
//! - [`builder`]: what an issuer is put together from; `guide`: the page of instructions in it

pub(crate) mod draft;
pub(crate) mod handover;
pub(crate) mod letter;
pub(crate) mod parts;
mod sender;
pub(crate) mod warning;
pub(crate) mod encrypted;
#[cfg(feature = "toml")]
pub(crate) mod house;
pub(crate) mod builder;
#[cfg(feature = "guide")]
mod guide;
#[cfg(feature = "roster")]
mod columns;
pub(crate) mod volume;
pub(crate) mod legibility;

use std::fmt;
use std::sync::{Arc, OnceLock};

use rand::CryptoRng;

use crate::error::{Field, ForField, Result, RunPart};
use crate::font::FontChain;
use crate::layout::fill::fill;
use crate::layout::forme::{Forme, Slot};
use crate::layout::fronts::Fronts;
use crate::notice::Notice;
use crate::notice::credential::Credentials;
use crate::notice::guide::GuidePages;
use crate::password::Password;
use crate::password::one_or_more::PasswordSet;
use crate::password::policy::Policy;
use crate::pdf::design::Design;
use crate::pdf::letter::LetterPress;
use crate::pdf::profile::Profile;
use crate::pdf::spool::{SpoolKind, SpoolPress};
use crate::provider::reference::ReferenceNumber;
use crate::provider::{Provider, Warning};
use crate::text::note::Note;
use draft::Draft;
use handover::Handover;
use letter::Letter;
use parts::{Part, Words};
use sender::Sender;
use warning::IssuerWarning;

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
/// let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// let provider = Provider::new(number, user_id, "やまなし会".parse()?);
/// let letter = issuer.issue(&provider, &mut ChaCha20Rng::from_seed([7; 32]))?;
/// assert!(letter.pdf().starts_with(b"%PDF-1.7"));
/// assert_eq!(letter.password().places(), 16);
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Issuer(Arc<Inner>);

/// What an issuer was built from, and what was set from it.
struct Inner {
    credentials: Arc<Credentials>,
    words: Words,
    sender: Sender,
    fonts: FontChain,
    /// What was changed in the words that all letters share.
    notes: Vec<(Field, Note)>,
    forme: Forme,
    press: LetterPress,
    spools: SpoolPresses,
}

#[derive(Default)]
struct SpoolPresses {
    unmarked: PressesByGuides,
    marked_on_each_page: PressesByGuides,
    marked_on_every_second: PressesByGuides,
}

#[derive(Default)]
struct PressesByGuides {
    with_guides: PressesByProfile,
    with_guide_at_end: PressesByProfile,
}

/// Each is set at the first spool of its profile.
#[derive(Default)]
struct PressesByProfile {
    a2a: OnceLock<SpoolPress>,
    a2u: OnceLock<SpoolPress>,
    archive4: OnceLock<SpoolPress>,
    press: OnceLock<SpoolPress>,
    tagged_press: OnceLock<SpoolPress>,
}

impl SpoolPresses {
    fn of(&self, kind: SpoolKind) -> &PressesByProfile {
        let presses = match kind.fronts {
            Fronts::None => &self.unmarked,
            Fronts::EachPage => &self.marked_on_each_page,
            Fronts::EverySecondPage => &self.marked_on_every_second,
        };
        presses.of(kind.guides)
    }
}

impl PressesByGuides {
    fn of(&self, guides: GuidePages) -> &PressesByProfile {
        if guides.are_of_letters() { &self.with_guides } else { &self.with_guide_at_end }
    }
}

impl PressesByProfile {
    fn of(&self, profile: Profile) -> &OnceLock<SpoolPress> {
        match profile {
            Profile::A2a => &self.a2a,
            Profile::A2u => &self.a2u,
            Profile::Archive4 => &self.archive4,
            Profile::Press => &self.press,
            Profile::TaggedPress => &self.tagged_press,
        }
    }
}

impl fmt::Debug for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { credentials, sender, fonts, .. } = self;
        f.debug_struct("Inner")
            .field("credentials", credentials)
            .field("sender", sender)
            .field("fonts", fonts)
            .finish_non_exhaustive()
    }
}

impl Issuer {
    /// Which class each place of the first password has.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::Issuer;
    /// # let date = "2026-04-01".parse()?;
    /// # let builder = Issuer::builder().federation_by_prefecture().issued_on(date);
    /// let issuer = builder.policy("UUUULLDDDDDDDD".parse()?).build()?;
    /// assert_eq!(issuer.policy().to_string(), "UUUULLDDDDDDDD");
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn policy(&self) -> &Policy {
        self.0.credentials.first().policy()
    }

    /// The passwords that each letter hands over.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Purpose, Template};
    /// # let date = "2026-04-01".parse()?;
    /// # let builder = Issuer::builder().federation_by_prefecture().issued_on(date);
    /// let issuer = builder.template(Template::first_issue()).build()?;
    /// let mut purposes = issuer.credentials().iter().map(|credential| credential.purpose());
    /// assert!(purposes.eq([Purpose::Login, Purpose::Certificate]));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn credentials(&self) -> &Credentials {
        &self.0.credentials
    }

    /// What was changed in the words that all letters share, on their way in.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// use reissue_notice::Issuer;
    /// let builder = Issuer::builder().federation("⼭梨県国民健康保険団体連合会");
    /// let issuer = builder.issued_on("2026-01-06".parse()?).build()?;
    /// let (field, note) = &issuer.notes()[0];
    /// assert_eq!(
    ///     format!("{field}: {note}"),
    ///     "federation: folded radical U+2F2D at 1 to U+5C71"
    /// );
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn notes(&self) -> &[(Field, Note)] {
        &self.0.notes
    }

    /// What a person should look at before the first letter. None of it stops one.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// use reissue_notice::Issuer;
    /// let builder = Issuer::builder().federation_by_prefecture().issued_on("2026-04-01".parse()?);
    /// assert_eq!(builder.clone().build()?.warnings().count(), 0);
    /// let issuer = builder.policy("DDDDDDDD".parse()?).build()?;
    /// let warning = issuer.warnings().next().unwrap().to_string();
    /// assert_eq!(warning, "a password holds 26.6 bits of chance, fewer than 40");
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn warnings(&self) -> impl Iterator<Item = IssuerWarning> {
        self.0.credentials.iter().filter_map(|credential| IssuerWarning::of(credential.policy()))
    }

    /// Draws each password from `rng` and sets them into a letter to `provider`.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
    /// # use reissue_notice::{Issuer, Provider};
    /// # let date = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// # let mut rng = ChaCha20Rng::from_seed([7; 32]);
    /// let letter = issuer.issue(&provider, &mut rng)?;
    /// issuer.policy().check(letter.password())?;
    /// // Another letter, another password.
    /// let next = issuer.issue(&provider, &mut rng)?;
    /// assert_ne!(letter.password().expose_secret(), next.password().expose_secret());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// A name that cannot be printed: [`ErrorKind::MissingGlyph`](crate::ErrorKind::MissingGlyph),
    /// [`ErrorKind::Unprintable`](crate::ErrorKind::Unprintable) or
    /// [`ErrorKind::TooWide`](crate::ErrorKind::TooWide), naming the provider. No password is drawn
    /// for it.
    pub fn issue<R: CryptoRng + ?Sized>(&self, provider: &Provider, rng: &mut R) -> Result<Letter> {
        let draft = self.own_draft(provider)?;
        let passwords = self.0.credentials.draw(rng);
        self.strike(draft, self.handover(passwords))
    }

    /// Sets a password of the caller's into a letter to `provider`.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider};
    /// # let date = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// let letter = issuer.letter_for(&provider, "K3MrRT3H17203902".parse()?)?;
    /// assert_eq!(letter.password().expose_secret(), "K3MrRT3H17203902");
    /// let error = issuer.letter_for(&provider, "K3MrRT3H".parse()?).unwrap_err();
    /// let sentence = "provider 1971100456, password: found 8 characters, expected 16";
    /// assert_eq!(error.to_string(), sentence);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Issuer::issue`], and where the password does not follow the policy or the letter hands
    /// over more.
    pub fn letter_for(&self, provider: &Provider, password: Password) -> Result<Letter> {
        self.letter_with(provider, [password])
    }

    /// Sets passwords of the caller's, one for each credential in the order of the page, into a
    /// letter to `provider`.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider, Template};
    /// # let builder = Issuer::builder().federation_by_prefecture();
    /// # let builder = builder.issued_on("2026-04-01".parse()?);
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// let issuer = builder.template(Template::first_issue()).build()?;
    /// let passwords = ["K3MrRT3H17203902".parse()?, "R7TkWB2N58306149".parse()?];
    /// let letter = issuer.letter_with(&provider, passwords)?;
    /// let labels: Vec<&str> = letter.passwords().map(|password| password.label()).collect();
    /// assert_eq!(labels, ["仮パスワード", "証明書発行用パスワード"]);
    ///
    /// let error = issuer.letter_for(&provider, "K3MrRT3H17203902".parse()?).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "provider 1971100456, credentials: found 1 of the 2 passwords that the letter hands \
    ///      over"
    /// );
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Issuer::issue`], where a password does not follow its policy, and
    /// [`ErrorKind::PasswordCount`](crate::ErrorKind::PasswordCount) for too many or too few.
    pub fn letter_with(
        &self,
        provider: &Provider,
        passwords: impl IntoIterator<Item = Password>,
    ) -> Result<Letter> {
        let passwords = self.0.credentials.admit(passwords).for_provider(provider.number())?;
        let draft = self.own_draft(provider)?;
        self.strike(draft, self.handover(passwords))
    }

    /// Passwords that follow their policies, with what they are for.
    pub(crate) fn handover(&self, passwords: PasswordSet) -> Handover {
        Handover::new(Arc::clone(&self.0.credentials), passwords)
    }

    /// Whether a letter to `provider` can be printed, and what is odd about it; without any
    /// password.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider};
    /// # let date = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// let provider = Provider::new(number, user_id, "やまなし会  甲府".parse()?);
    /// let warnings = issuer.check(&provider)?;
    /// assert_eq!(warnings[0].to_string(), "the name has spaces in a row");
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Issuer::issue`].
    pub fn check(&self, provider: &Provider) -> Result<Vec<Warning>> {
        Ok(self.own_draft(provider)?.warnings)
    }

    /// The same for a batch, which gives a reference number to whoever has none.
    pub(crate) fn check_for_batch(&self, provider: &Provider) -> Result<Vec<Warning>> {
        let any = || ReferenceNumber::of_digits(0);
        let reference = provider.reference().cloned().unwrap_or_else(any);
        Ok(self.draft(provider, Some(reference))?.warnings)
    }

    /// Whether a reference number stands on each letter.
    pub(crate) fn prints_reference(&self) -> bool {
        self.prints(Slot::Reference)
    }

    fn prints(&self, slot: Slot) -> bool {
        self.0.forme.place_of(slot).is_some()
    }

    /// The draft of a letter under the reference number that its record has.
    fn own_draft<'p>(&self, provider: &'p Provider) -> Result<Draft<'p>> {
        self.draft(provider, provider.reference().cloned())
    }

    /// All of a letter but its passwords, with this reference number where one is printed.
    pub(crate) fn draft<'p>(
        &self,
        provider: &'p Provider,
        reference: Option<ReferenceNumber>,
    ) -> Result<Draft<'p>> {
        let inner = &*self.0;
        let reference = reference.filter(|_| self.prints_reference());
        let notice = Notice::new(provider, inner.sender.of(provider.number()));
        let notice = notice.with_reference(reference.as_ref());
        let fill = fill(&inner.forme, &inner.fonts, &notice).for_provider(provider.number())?;
        Ok(Draft::new(provider, fill).with_reference(reference))
    }

    /// A draft with its passwords.
    pub(crate) fn strike(&self, draft: Draft<'_>, handover: Handover) -> Result<Letter> {
        let Draft { provider, fill, reference, warnings } = draft;
        let (number, user_id) = (provider.number(), provider.user_id().clone());
        let file = self.0.press.strike(&fill, handover.passwords()).for_provider(number)?;
        Ok(Letter { number, user_id, reference, handover, file, warnings })
    }

    /// What every letter begins with.
    pub(crate) fn fixed_bytes(&self) -> &[u8] {
        self.0.press.fixed_bytes()
    }

    /// What tells this issuer from another. The last part is of all that letters begin with, so
    /// that what this version of the crate sets otherwise shows too.
    pub(crate) fn parts(&self) -> Vec<Part> {
        let inner = &*self.0;
        let senders: String = inner.sender.names().flat_map(|name| [name, "\n"]).collect();
        let mut parts = Vec::from(inner.words.parts());
        parts.push(Part::of(RunPart::Sender, &senders));
        parts.push(Part::of(RunPart::Policy, &inner.credentials.canonical()));
        parts.push(Part { part: RunPart::Fonts, digest: inner.fonts.digest() });
        parts.push(Part { part: RunPart::Layout, digest: inner.press.fingerprint() });
        parts
    }

    /// How many pages each letter has in a file of many.
    pub(crate) fn pages_per_letter(&self, guides: GuidePages) -> usize {
        self.0.forme.pages_of_letters(guides).count()
    }

    /// How many pages such a file has after those of its letters.
    pub(crate) fn pages_at_end(&self, guides: GuidePages) -> usize {
        self.0.forme.page_at_end(guides).iter().len()
    }

    /// The press for spools of this kind, set at first need.
    fn spool_press(&self, profile: Profile, kind: SpoolKind) -> Result<&SpoolPress> {
        let once = self.0.spools.of(kind).of(profile);
        if let Some(press) = once.get() {
            return Ok(press);
        }
        let Inner { forme, fonts, words, .. } = &*self.0;
        let design = Design { forme, fonts, profile, issued_on: words.issued_on };
        let press = SpoolPress::new(design, kind)?;
        Ok(once.get_or_init(|| press))
    }
}

#[cfg(test)]
#[cfg(all(feature = "bundled-fonts", reissue_notice_judges))]
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
    fn bars_are_painted_where_they_stand() {
        let date = "2026-04-01".parse().unwrap();
        let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build().unwrap();
        let provider = Provider::new(
            "1971100456".parse().unwrap(),
            "KJ010199999999".parse().unwrap(),
            "やまなし会".parse().unwrap(),
        );
        let mut draft = issuer.draft(&provider, None).unwrap();
        let pt = Length::pt;
        let bars = [100.0, 104.0].map(|left| Rect::new(pt(left), pt(800.0), pt(2.0), pt(10.0)));
        draft.fill.bars = bars.into();
        let passwords = PasswordSet::one("K3MrRT3H17203902".parse().unwrap());
        let letter = issuer.strike(draft, issuer.handover(passwords)).unwrap();
        let picture = picture(letter.pdf());
        for (y, row) in picture.iter().enumerate().skip(795).take(20) {
            for (x, &gray) in row.iter().enumerate() {
                let bar = (800..810).contains(&y) && matches!(x, 100 | 101 | 104 | 105);
                assert_eq!(gray < 128, bar, "at {x} {y}");
            }
        }
    }
}
