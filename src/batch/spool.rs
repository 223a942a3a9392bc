//! Many letters in one file: how they are laid out, and one file into any writer.

use std::borrow::Borrow;
use std::io::Write;
use std::num::NonZeroUsize;

use super::Batch;
use super::report::{Refusal, Report};
use super::selection::Record;
use crate::error::{Field, Result};
use crate::issuer::volume::{
    Beside, Fronts, GuidePages, InserterMark, Packing, Profile, SpoolPlace, Volume, VolumeKind,
};
use crate::provider::{Provider, Warning};
use crate::text::blank::or_blank;
use crate::text::word::{Worded, written_by_word};

/// In which order the letters of a spool stand; written as `number`, `federation`, `post-code` or
/// `as-listed`.
///
/// ```
/// use reissue_notice::SpoolOrder;
/// assert_eq!("post-code".parse::<SpoolOrder>()?, SpoolOrder::PostCode);
/// assert_eq!(
///     "name".parse::<SpoolOrder>().unwrap_err().to_string(),
///     "order: found name, expected number, federation, post-code or as-listed"
/// );
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SpoolOrder {
    /// By provider number, and so by prefecture first.
    #[default]
    Number,
    /// By federation, within it in the order of the list.
    Federation,
    /// By post code, then by number; those without one come last.
    PostCode,
    /// As the list has them.
    AsListed,
}

impl Worded for SpoolOrder {
    const FIELD: Field = Field::Order;
    const ALL: &'static [Self] = &[Self::Number, Self::Federation, Self::PostCode, Self::AsListed];

    fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Federation => "federation",
            Self::PostCode => "post-code",
            Self::AsListed => "as-listed",
        }
    }
}

written_by_word!(SpoolOrder);

/// How [`Batch::write_volumes`] lays letters into files.
///
/// ```
/// use std::num::NonZeroUsize;
/// use reissue_notice::{SpoolOptions, SpoolOrder};
/// let options = SpoolOptions::default()
///     .with_pages_per_volume(NonZeroUsize::new(5000).unwrap())
///     .with_order(SpoolOrder::PostCode);
/// assert_eq!((options.pages_per_volume().get(), options.order()), (5000, SpoolOrder::PostCode));
/// assert!(options.is_counted() && options.is_compressed());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpoolOptions {
    pub(super) pages: NonZeroUsize,
    pub(super) order: SpoolOrder,
    pub(super) counted: bool,
    pub(super) profile: Profile,
    pub(super) packing: Packing,
    pub(super) gathered: Gathered,
    pub(super) sides: Sides,
    pub(super) guides: GuidePages,
    pub(super) mark: Option<InserterMark>,
}

/// Which letters share an envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gathered {
    /// None do, and the manifest tells of no envelopes.
    None,
    /// Those to one addressee, as long as there are no more sheets than these.
    ByAddressee { sheets: NonZeroUsize },
}

/// On how many sides a sheet is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sides {
    One,
    Two,
}

impl Sides {
    /// How many sheets so many pages are printed on.
    pub(super) fn sheets(self, pages: usize) -> usize {
        match self {
            Self::One => pages,
            Self::Two => pages.div_ceil(2),
        }
    }

    fn fronts(self) -> Fronts {
        match self {
            Self::One => Fronts::EachPage,
            Self::Two => Fronts::EverySecondPage,
        }
    }
}

impl Default for SpoolOptions {
    fn default() -> Self {
        const PAGES: NonZeroUsize = NonZeroUsize::new(1000).unwrap();
        Self {
            pages: PAGES,
            order: SpoolOrder::default(),
            counted: true,
            profile: Profile::A2u,
            packing: Packing::Fast,
            gathered: Gathered::None,
            sides: Sides::One,
            guides: GuidePages::default(),
            mark: None,
        }
    }
}

impl SpoolOptions {
    /// How many pages a file has at most. Default: 1000.
    ///
    /// ```
    /// use reissue_notice::SpoolOptions;
    /// let options = SpoolOptions::default().with_pages_per_volume(5000.try_into().unwrap());
    /// assert_eq!(options.pages_per_volume().get(), 5000);
    /// ```
    #[must_use]
    pub fn with_pages_per_volume(self, pages: NonZeroUsize) -> Self {
        Self { pages, ..self }
    }

    /// In which order letters stand. Default: [`SpoolOrder::Number`].
    ///
    /// ```
    /// use reissue_notice::{SpoolOptions, SpoolOrder};
    /// let options = SpoolOptions::default().with_order(SpoolOrder::PostCode);
    /// assert_eq!(options.order(), SpoolOrder::PostCode);
    /// ```
    #[must_use]
    pub fn with_order(self, order: SpoolOrder) -> Self {
        Self { order, ..self }
    }

    /// Leaves out the count (12/5000) at the foot of each sheet. Default: it is printed.
    ///
    /// ```
    /// use reissue_notice::SpoolOptions;
    /// assert!(!SpoolOptions::default().without_counts().is_counted());
    /// ```
    #[must_use]
    pub fn without_counts(self) -> Self {
        Self { counted: false, ..self }
    }

    /// What each file claims to be. Default: [`Profile::A2u`], for paper; [`Profile::Press`] is for
    /// a print shop that asks for PDF/X-4 or PDF/VT. [`Profile::A2a`], [`Profile::Archive4`] and
    /// [`Profile::TaggedPress`] are for spools that are read on a screen too, and several times as
    /// large.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// use reissue_notice::{Profile, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// let options = SpoolOptions::default().with_profile(Profile::Press);
    /// let (pdf, _) = batch.write_spool(&providers, Vec::new(), options)?;
    /// assert!(pdf.starts_with(b"%PDF-1.6"));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_profile(self, profile: Profile) -> Self {
        Self { profile, ..self }
    }

    /// Leaves the content of pages uncompressed, for a printer's software that reads it. Default:
    /// it is compressed, and a file a third to a half as large.
    ///
    /// ```
    /// use reissue_notice::SpoolOptions;
    /// assert!(!SpoolOptions::default().without_compression().is_compressed());
    /// ```
    #[must_use]
    pub fn without_compression(self) -> Self {
        Self { packing: Packing::Plain, ..self }
    }

    /// How many pages a file has at most.
    ///
    /// ```
    /// use reissue_notice::SpoolOptions;
    /// assert_eq!(SpoolOptions::default().pages_per_volume().get(), 1000);
    /// ```
    pub fn pages_per_volume(self) -> NonZeroUsize {
        self.pages
    }

    /// In which order letters stand.
    ///
    /// ```
    /// use reissue_notice::{SpoolOptions, SpoolOrder};
    /// assert_eq!(SpoolOptions::default().order(), SpoolOrder::Number);
    /// ```
    pub fn order(self) -> SpoolOrder {
        self.order
    }

    /// Whether the count is printed at the foot of each sheet.
    ///
    /// ```
    /// use reissue_notice::SpoolOptions;
    /// assert!(SpoolOptions::default().is_counted());
    /// assert!(!SpoolOptions::default().without_counts().is_counted());
    /// ```
    pub fn is_counted(self) -> bool {
        self.counted
    }

    /// What each file claims to be.
    ///
    /// ```
    /// use reissue_notice::{Profile, SpoolOptions};
    /// assert_eq!(SpoolOptions::default().profile(), Profile::A2u);
    /// assert_eq!(SpoolOptions::default().with_profile(Profile::Press).profile(), Profile::Press);
    /// ```
    pub fn profile(self) -> Profile {
        self.profile
    }

    /// How many sheets an envelope has at most, where letters to one addressee share one.
    ///
    /// ```
    /// use reissue_notice::SpoolOptions;
    /// let eight = 8.try_into().unwrap();
    /// let options = SpoolOptions::default();
    /// assert_eq!(options.shared_envelopes(), None);
    /// assert_eq!(options.with_shared_envelopes(eight).shared_envelopes(), Some(eight));
    /// ```
    pub fn shared_envelopes(self) -> Option<NonZeroUsize> {
        match self.gathered {
            Gathered::None => None,
            Gathered::ByAddressee { sheets } => Some(sheets),
        }
    }

    /// Whether sheets are printed on both sides.
    ///
    /// ```
    /// use reissue_notice::SpoolOptions;
    /// assert!(!SpoolOptions::default().is_duplex());
    /// assert!(SpoolOptions::default().with_duplex().is_duplex());
    /// ```
    pub fn is_duplex(self) -> bool {
        self.sides == Sides::Two
    }

    /// Whether the content of pages is compressed.
    ///
    /// ```
    /// use reissue_notice::SpoolOptions;
    /// assert!(SpoolOptions::default().is_compressed());
    /// assert!(!SpoolOptions::default().without_compression().is_compressed());
    /// ```
    pub fn is_compressed(self) -> bool {
        self.packing != Packing::Plain
    }

    /// Brings letters to one addressee together, to lie in one envelope (名寄せ) of at most so many
    /// sheets; more are divided. Default: each letter has an envelope of its own. Print shops take
    /// 8 sheets.
    ///
    /// An addressee is name, address, building and post code, equal but for widths, blanks, case
    /// and dashes; a record without an address has an envelope of its own, and so have the letters
    /// of two prefectures. No envelope is divided between volumes or shards, and the manifest has
    /// the column `envelope`.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// use reissue_notice::{BatchKey, Issuer, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("spools");
    /// let mut providers = Vec::new();
    /// for (number, id) in [("1970000001", "KJ000000000001"), ("1970000019", "KJ000000000002")] {
    ///     let provider = Provider::new(number.parse()?, id.parse()?, "やまなし会".parse()?);
    ///     providers.push(provider.with_address("山梨県甲府市丸の内1-6-1".parse()?));
    /// }
    /// let options = SpoolOptions::default().with_shared_envelopes(8.try_into().unwrap());
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// let manifest = std::fs::read_to_string(folder.join("manifest.csv")).unwrap();
    /// assert!(manifest.contains("spool-0001.pdf,1,1,"));
    /// assert!(manifest.contains("spool-0001.pdf,2,1,"));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_shared_envelopes(self, sheets: NonZeroUsize) -> Self {
        Self { gathered: Gathered::ByAddressee { sheets }, ..self }
    }

    /// Says that sheets are printed on both sides: two pages are one sheet in an envelope. Default:
    /// a page is a sheet. Letters with an odd number of pages are refused by
    /// [`Batch::write_volumes`]: the next would begin on the back of the last sheet.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// use reissue_notice::SpoolOptions;
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("spools");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// let options = SpoolOptions::default().with_duplex();
    /// let go_on = |_| ControlFlow::Continue(());
    /// let error = batch.write_volumes(&providers, &folder, options, go_on).unwrap_err();
    /// assert!(error.to_string().starts_with("an odd number of pages a letter (1)"));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_duplex(self) -> Self {
        Self { sides: Sides::Two, ..self }
    }

    /// How a file is written that so many letters of a batch stand before.
    pub(super) fn place(self, batch: &Batch, before: usize) -> SpoolPlace {
        let (packing, round) = (self.packing, batch.this_round().number());
        SpoolPlace { packing, before, round }
    }

    /// How many sheets so many pages are.
    pub(super) fn sheets(self, pages: usize) -> usize {
        self.sides.sheets(pages)
    }

    /// What each file is made as.
    pub(super) fn kind(self) -> VolumeKind {
        let fronts = self.mark.map_or(Fronts::None, |_| self.sides.fronts());
        VolumeKind { profile: self.profile, guides: self.guides, fronts }
    }

    /// What tells one kind of run from another.
    pub(super) fn form(self) -> String {
        let mut form = format!("{FORM} {} {}", self.pages, self.order.word());
        for word in self.words().iter().filter(|word| !word.is_empty()) {
            form.push(' ');
            form.push_str(word);
        }
        form
    }

    /// What a form says after the order, each in a word; nothing where it need not be said.
    fn words(self) -> [String; 7] {
        let counted = if self.counted { "counted" } else { "uncounted" };
        let plain = if self.packing == Packing::Plain { "plain" } else { "" };
        let gathered = self.shared_envelopes().map(|sheets| format!("{GATHERED}{sheets}"));
        let duplex = if self.is_duplex() { "duplex" } else { "" };
        [
            counted.to_owned(),
            word_of(self.profile).to_owned(),
            plain.to_owned(),
            or_blank(gathered),
            duplex.to_owned(),
            self.guides.in_journal(),
            or_blank(self.mark.map(InserterMark::in_journal)),
        ]
    }

    /// The options of a run whose journal tells this form.
    pub(super) fn of_form(form: &str) -> Option<Self> {
        let mut words = form.strip_prefix(FORM)?.strip_prefix(' ')?.split(' ');
        let (pages, order) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        let options = Self { pages, order, ..Self::default() };
        words.try_fold(options, Self::with_word)
    }

    fn with_word(self, word: &str) -> Option<Self> {
        match word {
            "counted" => Some(self),
            "uncounted" => Some(self.without_counts()),
            "plain" => Some(self.without_compression()),
            "duplex" => Some(self.with_duplex()),
            _ => self.with_value(word),
        }
    }

    /// A word of a journal that holds a choice or a number.
    fn with_value(self, word: &str) -> Option<Self> {
        let guides = || GuidePages::of_journal(word).map(|guides| Self { guides, ..self });
        let mark = || InserterMark::of_journal(word).map(|mark| Self { mark: Some(mark), ..self });
        let sheets = || word.strip_prefix(GATHERED)?.parse().ok();
        let profile = profile_of(word).map(|profile| self.with_profile(profile));
        let shared = || sheets().map(|sheets| self.with_shared_envelopes(sheets));
        profile.or_else(guides).or_else(mark).or_else(shared)
    }
}

/// The words by which a journal knows profiles; the usual one has none.
const PROFILES: [(&str, Profile); 4] = [
    ("tagged", Profile::A2a),
    ("archive4", Profile::Archive4),
    ("press", Profile::Press),
    ("tagged-press", Profile::TaggedPress),
];

fn word_of(profile: Profile) -> &'static str {
    PROFILES.iter().find(|known| known.1 == profile).map_or("", |known| known.0)
}

fn profile_of(word: &str) -> Option<Profile> {
    PROFILES.iter().find(|known| known.0 == word).map(|known| known.1)
}

/// The word by which a journal knows volumes.
const FORM: &str = "volumes";
/// What stands in it before the most sheets of an envelope.
const GATHERED: &str = "gathered-";

impl Batch {
    /// Writes the letters of `providers` into one PDF, as they come and with memory that only a few
    /// bytes a page grow in, and gives the writer back.
    ///
    /// Of the options, profile, compression and guide count here: letters stand in the order in
    /// which they come, all in one file, and without counts and marks for an inserter, since nobody
    /// knows how many will come.
    /// Nor are duplicates known: a second record with one number is the caller's to refuse (see
    /// [`Batch::preflight`]).
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// let options = SpoolOptions::default();
    /// let (pdf, report) = batch.write_spool(&providers, Vec::new(), options)?;
    /// assert!(pdf.ends_with(b"%%EOF\n"));
    /// assert_eq!(report.issued(), 1);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Write`](crate::ErrorKind::Write) with what the writer said, or for more letters
    /// than PDF/A has room for in one file.
    pub fn write_spool<P: Borrow<Provider>, W: Write>(
        &self,
        providers: impl IntoIterator<Item = P>,
        writer: W,
        options: SpoolOptions,
    ) -> Result<(W, Report)> {
        let options = SpoolOptions { mark: None, ..options };
        let mut volume = self.issuer().volume(options.kind(), options.place(self, 0), writer)?;
        let refused = self.push_all(&mut volume, providers)?;
        let issued = volume.letters();
        let (writer, bytes) = volume.finish()?;
        Ok((writer, Report { issued, refused, bytes, complete: true, ..Report::default() }))
    }

    fn push_all<P: Borrow<Provider>, W: Write>(
        &self,
        volume: &mut Volume<'_, W>,
        providers: impl IntoIterator<Item = P>,
    ) -> Result<Vec<Refusal>> {
        let mut refused = Vec::new();
        for (index, provider) in providers.into_iter().enumerate() {
            let provider = provider.borrow();
            if let Err(error) = self.push(volume, provider, &Beside::default()) {
                refused.push(Record { index, provider }.refused_for(error)?);
            }
        }
        Ok(refused)
    }

    /// Adds a letter to a volume. Its name is looked at before a password is drawn.
    pub(super) fn push<W: Write>(
        &self,
        volume: &mut Volume<'_, W>,
        provider: &Provider,
        beside: &Beside,
    ) -> Result<Vec<Warning>> {
        let draft = self.draft(provider)?;
        volume.push(&draft, &self.passwords_of(provider.number()), beside)?;
        Ok(draft.warnings)
    }
}
