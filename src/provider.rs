//! Who gets a letter: the number, the user ID and the name, each checked once, on the way in.
//!
//! - [`number`]: the ten characters of a provider number and its check digit
//! - [`user_id`]: the user ID, which is input and never computed
//! - [`post_code`]: for sorting, and for the window of an envelope
//! - [`address`]: what stands in that window; [`barcode`]: the codes of the bars under it
//! - [`reference`]: what one letter is called by
//! - [`name`]: what of a name is kept, folded, warned of or refused
//! - [`addressee`]: whether two letters go to the same
//! - `serde`: each as text, and a provider as a map of them, by feature

pub(crate) mod name;
pub(crate) mod number;
pub(crate) mod post_code;
pub(crate) mod address;
pub(crate) mod barcode;
pub(crate) mod reference;
pub(crate) mod user_id;
pub(crate) mod addressee;
#[cfg(feature = "serde")]
mod serde;

use crate::error::{CodePoints, Message};
use address::{Address, Building};
use barcode::number::NoBarcode;
use name::{NameWarning, ProviderName};
use number::{CheckDigit, ProviderNumber};
use post_code::PostCode;
use reference::ReferenceNumber;
use user_id::UserId;

/// A care provider (介護事業所) as a letter names it.
///
/// ```
/// use reissue_notice::Provider;
/// let provider = Provider::new(
///     "1971100456".parse()?,
///     "KJ010199999999".parse()?,
///     "社会福祉法人 やまなし会".parse()?,
/// );
/// assert!(provider.warnings().is_empty());
/// # Ok::<(), reissue_notice::Error>(())
/// ```
///
/// With the feature `serde`, it is a map of texts under the names of a list's columns
/// (`provider_number`, `user_id`, `name`; perhaps `post_code`, `address`, `building`, `reference`,
/// and `row`, a number), each let in by its own `FromStr`: nothing gets in unchecked, an unknown
/// key is refused, and so is the user ID of another [`UserIdPattern`](crate::UserIdPattern). What
/// was changed in a name on the way in ([`ProviderName::notes`]) is not written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(::serde::Serialize, ::serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Provider {
    #[cfg_attr(feature = "serde", serde(rename = "provider_number"))]
    number: ProviderNumber,
    user_id: UserId,
    name: ProviderName,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    post_code: Option<PostCode>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    address: Option<Address>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    building: Option<Building>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    reference: Option<ReferenceNumber>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    row: Option<usize>,
}

impl Provider {
    /// Puts the three together; each has been checked by its own constructor.
    ///
    /// ```
    /// # use reissue_notice::Provider;
    /// let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// assert_eq!(provider.name().as_str(), "やまなし会");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn new(number: ProviderNumber, user_id: UserId, name: ProviderName) -> Self {
        Self {
            number,
            user_id,
            name,
            post_code: None,
            address: None,
            building: None,
            reference: None,
            row: None,
        }
    }

    /// Adds the address, for an envelope with a window.
    ///
    /// ```
    /// # use reissue_notice::Provider;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// let provider = provider.with_address("山梨県甲府市丸の内1丁目6-1".parse()?);
    /// assert_eq!(provider.address().unwrap().as_str(), "山梨県甲府市丸の内1丁目6-1");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_address(self, address: Address) -> Self {
        Self { address: Some(address), ..self }
    }

    /// Adds the building of the address.
    ///
    /// ```
    /// # use reissue_notice::Provider;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// let provider = provider.with_building("県民会館3F".parse()?);
    /// assert_eq!(provider.building().unwrap().as_str(), "県民会館3F");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_building(self, building: Building) -> Self {
        Self { building: Some(building), ..self }
    }

    /// Adds the reference number of the letter, which stands before what a batch would
    /// [derive](crate::Batch::reference_of).
    ///
    /// ```
    /// # use reissue_notice::Provider;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// let provider = provider.with_reference("R08-0012345".parse()?);
    /// assert_eq!(provider.reference().unwrap().as_str(), "R08-0012345");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_reference(self, reference: ReferenceNumber) -> Self {
        Self { reference: Some(reference), ..self }
    }

    /// Adds the post code, which a spool can be sorted by too.
    ///
    /// ```
    /// # use reissue_notice::Provider;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// let provider = provider.with_post_code("400-0031".parse()?);
    /// assert_eq!(provider.post_code().unwrap().area(), "400");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_post_code(self, post_code: PostCode) -> Self {
        Self { post_code: Some(post_code), ..self }
    }

    /// Says in which row of its source this record stood, counted from 1: what a batch calls it.
    /// Default: its place in the list.
    ///
    /// ```
    /// # use reissue_notice::Provider;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// assert_eq!(provider.at_row(12).row(), Some(12));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn at_row(self, row: usize) -> Self {
        Self { row: Some(row), ..self }
    }

    /// The row of its source, where it was given.
    ///
    /// ```
    /// # use reissue_notice::Provider;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// assert_eq!(provider.row(), None);
    /// assert_eq!(provider.at_row(3).row(), Some(3));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn row(&self) -> Option<usize> {
        self.row
    }

    /// 事業所番号.
    ///
    /// ```
    /// # use reissue_notice::Provider;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// assert_eq!(provider.number().prefecture(), 19);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn number(&self) -> ProviderNumber {
        self.number
    }

    /// ユーザID.
    ///
    /// ```
    /// # use reissue_notice::Provider;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// assert_eq!(provider.user_id().as_str(), "KJ010199999999");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn user_id(&self) -> &UserId {
        &self.user_id
    }

    /// 事業所名.
    ///
    /// ```
    /// # use reissue_notice::Provider;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// assert_eq!(provider.name().as_str(), "やまなし会");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn name(&self) -> &ProviderName {
        &self.name
    }

    /// 郵便番号, where it was given.
    ///
    /// ```
    /// # use reissue_notice::Provider;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// assert_eq!(provider.post_code(), None);
    /// let code = "4000031".parse()?;
    /// assert_eq!(provider.with_post_code(code).post_code(), Some(code));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn post_code(&self) -> Option<PostCode> {
        self.post_code
    }

    /// 住所, where it was given.
    ///
    /// ```
    /// # use reissue_notice::Provider;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// assert_eq!(provider.address(), None);
    /// let address = "山梨県甲府市丸の内1丁目6-1".parse()?;
    /// assert!(provider.with_address(address).address().is_some());
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn address(&self) -> Option<&Address> {
        self.address.as_ref()
    }

    /// 建物, where it was given.
    ///
    /// ```
    /// # use reissue_notice::Provider;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// assert_eq!(provider.building(), None);
    /// assert!(provider.with_building("県民会館3F".parse()?).building().is_some());
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn building(&self) -> Option<&Building> {
        self.building.as_ref()
    }

    /// 整理番号, where it was given.
    ///
    /// ```
    /// # use reissue_notice::Provider;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// assert_eq!(provider.reference(), None);
    /// assert!(provider.with_reference("R08-0012345".parse()?).reference().is_some());
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn reference(&self) -> Option<&ReferenceNumber> {
        self.reference.as_ref()
    }

    /// What a person should look at before this letter is posted. None of it stops the letter.
    ///
    /// ```
    /// # use reissue_notice::{Provider, Warning};
    /// # let user_id = "KJ010199999999".parse()?;
    /// let provider = Provider::new("1971100457".parse()?, user_id, "やまなし会".parse()?);
    /// assert_eq!(provider.warnings(), [Warning::CheckDigit]);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if self.number.check_digit() == CheckDigit::Unknown {
            warnings.push(Warning::CheckDigit);
        }
        warnings.extend(self.name.warnings().iter().cloned().map(Warning::Name));
        warnings
    }
}

/// Something odd about a record that is issued all the same.
///
/// ```
/// use reissue_notice::{Message, NameWarning, Provider, Warning};
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// let provider = Provider::new(number, user_id, "ケア  甲府".parse()?);
/// let warnings = provider.warnings();
/// assert_eq!(warnings, [Warning::Name(NameWarning::DoubleSpace)]);
/// assert_eq!(warnings[0].in_japanese(), "事業所名の中で空白が続いています。確認してください。");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Warning {
    /// The check digit of the number fits neither rule. 54 real numbers of 40,420 do not, so it is
    /// no error.
    #[error("the check digit of the number fits no rule")]
    CheckDigit,
    /// Something odd about the name.
    #[error("{0}")]
    Name(NameWarning),
    /// The address gives no barcode, so the window of the envelope shows none.
    #[error("the address has no barcode: {0}")]
    NoBarcode(NoBarcode),
    /// No font has the variation sequence, so its base character is printed.
    #[error("no font has the variation {}, so its base form is printed", CodePoints(.sequence))]
    MissingVariation {
        /// The base and its variation selector.
        sequence: String,
    },
}

impl Message for Warning {
    fn in_japanese(&self) -> String {
        match self {
            Self::CheckDigit => "事業所番号の検査数字が合いません。番号を確認してください。".into(),
            Self::Name(warning) => warning.in_japanese(),
            Self::NoBarcode(why) => {
                let why = why.in_japanese();
                format!("カスタマバーコードを印刷しません（{why}）。確認してください。")
            }
            Self::MissingVariation { sequence } => {
                let sequence = CodePoints(sequence);
                format!(
                    "異体字（{sequence}）の字形がないため、基本の字形で印刷します。確認してください。"
                )
            }
        }
    }
}
