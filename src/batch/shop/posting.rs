//! How many envelopes are posted, by where they go and how heavy they are: what the posting form
//! (差出票) of bulk mail asks.

use std::collections::BTreeMap;

use super::super::Batch;
use super::super::spool::SpoolOptions;
use super::super::volumes::Volumes;
use crate::error::Result;
use crate::provider::Provider;
use crate::provider::post_code::PostCode;

/// Envelopes that are counted together: those of one post code area and of as many sheets.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// # use reissue_notice::{BatchKey, Issuer, Provider, SpoolOptions};
/// use reissue_notice::PostingClass;
/// # let issued_on = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
/// # let batch = issuer.batch(BatchKey::generate()?);
/// let classes: Vec<PostingClass> = batch.posting(&providers, SpoolOptions::default())?;
/// let envelopes: usize = classes.iter().map(PostingClass::envelopes).sum();
/// assert_eq!(envelopes, 1);
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostingClass {
    area: Option<String>,
    sheets: usize,
    envelopes: usize,
}

impl PostingClass {
    /// The first three digits of the post code, by which mail is bundled; none for envelopes whose
    /// letters have no post code.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// let providers = [provider.with_post_code("400-0031".parse()?)];
    /// let classes = batch.posting(&providers, SpoolOptions::default())?;
    /// assert_eq!(classes[0].area(), Some("400"));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn area(&self) -> Option<&str> {
        self.area.as_deref()
    }

    /// How many sheets lie in each envelope: its weight.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let mut providers = Vec::new();
    /// # for (number, id) in [("1970000001", "KJ000000000001"), ("1970000019", "KJ000000000002")] {
    /// #     let provider = Provider::new(number.parse()?, id.parse()?, "やまなし会".parse()?);
    /// #     providers.push(provider.with_address("山梨県甲府市丸の内1-6-1".parse()?));
    /// # }
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// // Two letters to one address.
    /// let options = SpoolOptions::default().with_shared_envelopes(8.try_into().unwrap());
    /// let classes = batch.posting(&providers, options)?;
    /// assert_eq!((classes[0].sheets(), classes[0].envelopes()), (2, 1));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn sheets(&self) -> usize {
        self.sheets
    }

    /// How many envelopes there are of this class.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let mut providers = Vec::new();
    /// # for (number, id) in [("1970000001", "KJ000000000001"), ("1970000019", "KJ000000000002")] {
    /// #     providers.push(Provider::new(number.parse()?, id.parse()?, "やまなし会".parse()?));
    /// # }
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// let classes = batch.posting(&providers, SpoolOptions::default())?;
    /// assert_eq!((classes[0].sheets(), classes[0].envelopes()), (1, 2));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn envelopes(&self) -> usize {
        self.envelopes
    }
}

/// By area, those without one last, then by sheets.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Class {
    is_unknown: bool,
    area: Option<String>,
    sheets: usize,
}

/// An envelope that is being counted.
#[derive(Default)]
struct Envelope {
    area: Option<String>,
    letters: usize,
}

impl Batch {
    /// Counts the envelopes of [`Batch::write_volumes`] with these options, by post code area and
    /// sheets. Letters that were pulled are not posted ([`Batch::voiding`]).
    ///
    /// The area is the first three digits of the post code: bulk mail is bundled by 郵便区番号,
    /// which these are or begin.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// let providers = [provider.with_post_code("400-0031".parse()?)];
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// let classes = batch.posting(&providers, SpoolOptions::default())?;
    /// assert_eq!((classes[0].area(), classes[0].sheets()), (Some("400"), 1));
    /// assert_eq!(classes[0].envelopes(), 1);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Batch::write_volumes`], where nothing is written.
    pub fn posting(
        &self,
        providers: &[Provider],
        options: SpoolOptions,
    ) -> Result<Vec<PostingClass>> {
        let volumes = Volumes::new(self, providers, options)?;
        let envelopes = self.posted(&volumes);
        Ok(classes(envelopes.into_values(), volumes.sheets_per_letter()))
    }

    fn posted(&self, volumes: &Volumes<'_>) -> BTreeMap<usize, Envelope> {
        let mut envelopes: BTreeMap<usize, Envelope> = BTreeMap::new();
        for (place, provider) in volumes.printed().iter().enumerate() {
            if !self.is_void(provider.number()) {
                let envelope = envelopes.entry(volumes.envelope_of(place)).or_default();
                envelope.area = provider.post_code().map(PostCode::area);
                envelope.letters += 1;
            }
        }
        envelopes
    }
}

fn classes(envelopes: impl Iterator<Item = Envelope>, each: usize) -> Vec<PostingClass> {
    let mut classes: BTreeMap<Class, usize> = BTreeMap::new();
    for Envelope { area, letters } in envelopes {
        let class = Class { is_unknown: area.is_none(), area, sheets: letters * each };
        *classes.entry(class).or_default() += 1;
    }
    let class = |(Class { area, sheets, .. }, envelopes)| PostingClass { area, sheets, envelopes };
    classes.into_iter().map(class).collect()
}
