//! What the columns of a list are called, and how what stands in them is read.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::repair::Repair;
use crate::error::{Encoding, Field};
use crate::provider::name::NameRules;
use crate::provider::user_id::UserIdPattern;
use crate::text::word::{Worded, written_by_word};

/// What a column of a list holds; written as `provider_number`, `user_id`, `name`, `post_code`,
/// `address`, `building` or `reference`, the first of the names that each is known by.
///
/// ```
/// use reissue_notice::Column;
/// assert_eq!("provider_number".parse::<Column>()?, Column::ProviderNumber);
/// assert_eq!(Column::UserId.to_string(), "user_id");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Column {
    /// 事業所番号; a list must have it.
    ProviderNumber,
    /// ユーザID; a list must have it.
    UserId,
    /// 事業所名; a list must have it.
    ProviderName,
    /// 郵便番号.
    PostCode,
    /// 住所; read where [`Columns::with_addresses`] asks for it.
    Address,
    /// 建物, 方書; read where [`Columns::with_addresses`] asks for it.
    Building,
    /// 整理番号; read where [`Columns::with_references`] asks for it.
    Reference,
}

impl Column {
    /// What a list must have.
    pub(super) const NEEDED: [Self; 3] = [Self::ProviderNumber, Self::UserId, Self::ProviderName];

    /// By which names it is known, in their usual form.
    fn usual_names(self) -> &'static [&'static str] {
        match self {
            Self::ProviderNumber => {
                &["provider_number", "事業所番号", "介護保険事業所番号", "指定事業所番号"]
            }
            Self::UserId => &["user_id", "ユーザID", "ユーザーID", "ログインID"],
            Self::ProviderName => &["name", "provider_name", "事業所名", "事業所名称"],
            Self::PostCode => &["post_code", "postal_code", "郵便番号", "〒"],
            Self::Address => &["address", "住所", "所在地", "事業所所在地"],
            Self::Building => &["building", "建物", "建物名", "方書", "方書（ビル名等）"],
            Self::Reference => &["reference", "reference_number", "整理番号"],
        }
    }

    /// What an error calls it.
    pub(super) fn field(self) -> Field {
        match self {
            Self::ProviderNumber => Field::ProviderNumber,
            Self::UserId => Field::UserId,
            Self::ProviderName => Field::ProviderName,
            Self::PostCode => Field::PostCode,
            Self::Address => Field::Address,
            Self::Building => Field::Building,
            Self::Reference => Field::Reference,
        }
    }
}

impl Worded for Column {
    const FIELD: Field = Field::Column;
    const ALL: &'static [Self] = &[
        Self::ProviderNumber,
        Self::UserId,
        Self::ProviderName,
        Self::PostCode,
        Self::Address,
        Self::Building,
        Self::Reference,
    ];

    fn word(self) -> &'static str {
        self.usual_names().first().copied().unwrap_or_default()
    }
}

written_by_word!(Column);

/// What the columns of a list are called, and how what stands in them is read.
///
/// Names are found whatever their width, case, blanks, hyphens and low lines: `Provider Number`,
/// `ﾕｰｻﾞID` and `事業所　番号` are known. Other columns are passed over.
///
/// ```
/// use reissue_notice::{Column, Columns, Roster};
/// let list = "施設コード;ユーザＩＤ;事業所名\n1971100456;KJ010199999999;やまなし会\n";
/// let error = Roster::read_all(list.as_bytes(), &Columns::default()).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "line 1: the header has no column for provider number (provider_number, 事業所番号, \
///      介護保険事業所番号, 指定事業所番号); found 施設コード, ユーザＩＤ, 事業所名"
/// );
/// let columns = Columns::default().with_name(Column::ProviderNumber, "施設コード");
/// let listing = Roster::read_all(list.as_bytes(), &columns)?;
/// assert_eq!(listing.providers().len(), 1);
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    other_names: BTreeMap<Column, String>,
    pub(super) encoding: Option<Encoding>,
    pub(super) repair: Repair,
    pub(super) user_ids: UserIdPattern,
    pub(super) name_rules: NameRules,
    pub(super) reads_addresses: bool,
    pub(super) reads_references: bool,
}

impl Columns {
    /// Another name for a column; those by which it is known otherwise no longer count.
    /// Default: see the example of [`Columns`] for the names of a provider number; `user_id`,
    /// ユーザID, ユーザーID, ログインID; `name`, `provider_name`, 事業所名, 事業所名称;
    /// `post_code`, `postal_code`, 郵便番号, 〒; `address`, 住所, 所在地, 事業所所在地; `building`, 建物,
    /// 建物名, 方書, 方書（ビル名等）.
    ///
    /// ```
    /// use reissue_notice::{Column, Columns, Roster};
    /// let list = "provider_number,user_id,届出名称\n1971100456,KJ010199999999,やまなし会\n";
    /// let columns = Columns::default().with_name(Column::ProviderName, "届出名称");
    /// let listing = Roster::read_all(list.as_bytes(), &columns)?;
    /// assert_eq!(listing.providers()[0].name().as_str(), "やまなし会");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_name(mut self, column: Column, name: &str) -> Self {
        self.other_names.insert(column, name.to_owned());
        self
    }

    /// In which encoding the list is, where no byte order mark says it. Default: told by the list
    /// itself.
    ///
    /// ```
    /// use reissue_notice::{Columns, Encoding, Roster};
    /// let list = b"provider_number,user_id,name\n1971100456,KJ010199999999,\xc3\xa9\n";
    /// let error = Roster::read_all(&list[..], &Columns::default()).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "the encoding is not certain: é in UTF-8 may be ﾃｩ in CP932; say which it is"
    /// );
    /// let columns = Columns::default().with_encoding(Encoding::Cp932);
    /// let listing = Roster::read_all(&list[..], &columns)?;
    /// assert_eq!(listing.providers()[0].name().as_str(), "ﾃｩ");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_encoding(self, encoding: Encoding) -> Self {
        Self { encoding: Some(encoding), ..self }
    }

    /// What of a spreadsheet's damage is mended. Default: nothing.
    ///
    /// ```
    /// use reissue_notice::{Columns, Repair, Roster};
    /// let list = "provider_number,user_id,name\n170500300,KJ226152593558,三井ヘルスサービス\n";
    /// let columns = Columns::default().with_repair(Repair::default().with_lost_zeros());
    /// let listing = Roster::read_all(list.as_bytes(), &columns)?;
    /// assert_eq!(listing.providers()[0].number().as_str(), "0170500300");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_repair(self, repair: Repair) -> Self {
        Self { repair, ..self }
    }

    /// The shape of the user IDs. Default: `KJ` and twelve digits.
    ///
    /// ```
    /// use reissue_notice::{Columns, Roster, UserIdPattern};
    /// let list = "事業所番号,ユーザID,事業所名\n1971100456,CM01234567,やまなし会\n";
    /// let columns = Columns::default().with_user_ids(UserIdPattern::new("CM", 8)?);
    /// assert_eq!(Roster::read_all(list.as_bytes(), &columns)?.providers().len(), 1);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_user_ids(self, user_ids: UserIdPattern) -> Self {
        Self { user_ids, ..self }
    }

    /// By which rules names are taken. Default: [`NameRules::default`].
    ///
    /// ```
    /// use reissue_notice::{Columns, NameRules, Roster};
    /// let list = "事業所番号,ユーザID,事業所名\n1971100456,KJ010199999999,ﾃﾞｲｹｱ\n";
    /// let rules = NameRules::default().widen_half_width_kana();
    /// let columns = Columns::default().with_name_rules(rules);
    /// let listing = Roster::read_all(list.as_bytes(), &columns)?;
    /// assert_eq!(listing.providers()[0].name().as_str(), "デイケア");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_name_rules(self, name_rules: NameRules) -> Self {
        Self { name_rules, ..self }
    }

    /// Reads 住所 and 建物 too, for the window of an envelope. Default: they are passed over, so
    /// that no letter is refused for an address that it does not print.
    ///
    /// ```
    /// use reissue_notice::{Columns, Roster};
    /// let list = "事業所番号,ユーザID,事業所名,住所\n\
    ///             1971100456,KJ010199999999,やまなし会,山梨県甲府市丸の内1丁目6-1\n";
    /// let listing = Roster::read_all(list.as_bytes(), &Columns::default().with_addresses())?;
    /// let address = listing.providers()[0].address().unwrap();
    /// assert_eq!(address.as_str(), "山梨県甲府市丸の内1丁目6-1");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_addresses(self) -> Self {
        Self { reads_addresses: true, ..self }
    }

    /// Reads 整理番号 too, for letters that print one (`Template::with_reference_label`); a record
    /// whose field is blank has none of its own. Default: it is passed over, since what other
    /// systems call so may be of any form.
    ///
    /// ```
    /// use reissue_notice::{Columns, Roster};
    /// let list = "事業所番号,ユーザID,事業所名,整理番号\n\
    ///             1971100456,KJ010199999999,やまなし会,R08-0012345\n";
    /// let listing = Roster::read_all(list.as_bytes(), &Columns::default().with_references())?;
    /// assert_eq!(listing.providers()[0].reference().unwrap().as_str(), "R08-0012345");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_references(self) -> Self {
        Self { reads_references: true, ..self }
    }

    /// The name that a column was given in place of those by which it is known otherwise.
    ///
    /// ```
    /// use reissue_notice::{Column, Columns};
    /// let columns = Columns::default().with_name(Column::UserId, "KJ番号");
    /// assert_eq!(columns.name(Column::UserId), Some("KJ番号"));
    /// assert_eq!(columns.name(Column::PostCode), None);
    /// ```
    pub fn name(&self, column: Column) -> Option<&str> {
        self.other_names.get(&column).map(String::as_str)
    }

    /// In which encoding the list is, where that was said.
    ///
    /// ```
    /// use reissue_notice::{Columns, Encoding};
    /// let columns = Columns::default().with_encoding(Encoding::Cp932);
    /// assert_eq!(columns.encoding(), Some(Encoding::Cp932));
    /// assert_eq!(Columns::default().encoding(), None);
    /// ```
    pub fn encoding(&self) -> Option<Encoding> {
        self.encoding
    }

    /// What of a spreadsheet's damage is mended.
    ///
    /// ```
    /// use reissue_notice::{Columns, Repair};
    /// assert_eq!(Columns::default().with_repair(Repair::all()).repair(), Repair::all());
    /// assert_eq!(Columns::default().repair(), Repair::default());
    /// ```
    pub fn repair(&self) -> Repair {
        self.repair
    }

    /// The shape of the user IDs.
    ///
    /// ```
    /// use reissue_notice::{Columns, UserIdPattern};
    /// let columns = Columns::default().with_user_ids(UserIdPattern::new("CM", 8)?);
    /// assert_eq!((columns.user_ids().prefix(), columns.user_ids().digits()), ("CM", 8));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn user_ids(&self) -> &UserIdPattern {
        &self.user_ids
    }

    /// By which rules names are taken.
    ///
    /// ```
    /// use reissue_notice::{Columns, NameRules};
    /// let rules = NameRules::default().widen_half_width_kana();
    /// assert_eq!(Columns::default().with_name_rules(rules).name_rules(), rules);
    /// ```
    pub fn name_rules(&self) -> NameRules {
        self.name_rules
    }

    /// Whether 住所 and 建物 are read.
    ///
    /// ```
    /// use reissue_notice::Columns;
    /// assert!(Columns::default().with_addresses().reads_addresses());
    /// assert!(!Columns::default().reads_addresses());
    /// ```
    pub fn reads_addresses(&self) -> bool {
        self.reads_addresses
    }

    /// Whether 整理番号 is read.
    ///
    /// ```
    /// use reissue_notice::Columns;
    /// assert!(Columns::default().with_references().reads_references());
    /// assert!(!Columns::default().reads_references());
    /// ```
    pub fn reads_references(&self) -> bool {
        self.reads_references
    }

    /// Which column a name of a header stands for.
    pub(super) fn column_of(&self, name: &str) -> Option<Column> {
        let key = key(name);
        if key.is_empty() {
            return None;
        }
        let is_named = |column: &Column| self.names(*column).any(|known| self::key(known) == key);
        Column::ALL.iter().copied().find(is_named)
    }

    /// By which names a column is known.
    pub(super) fn names(&self, column: Column) -> impl Iterator<Item = &str> {
        let other = self.name(column);
        let usual = if other.is_some() { &[] } else { column.usual_names() };
        other.into_iter().chain(usual.iter().copied())
    }
}

/// A name without what people vary: width, case, blanks, hyphens and low lines.
fn key(name: &str) -> String {
    let varied = |c: &char| c.is_whitespace() || c.is_control() || matches!(c, '_' | '-');
    name.nfkc().filter(|c| !varied(c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_they_are_written() {
        let columns = Columns::default();
        for (name, column) in [
            ("provider_number", Column::ProviderNumber),
            (" Provider Number ", Column::ProviderNumber),
            ("ＰＲＯＶＩＤＥＲ＿ＮＵＭＢＥＲ", Column::ProviderNumber),
            ("事業所　番号", Column::ProviderNumber),
            ("ﾕｰｻﾞID", Column::UserId),
            ("ユーザーＩＤ　", Column::UserId),
            ("事業所名", Column::ProviderName),
            ("郵便番号", Column::PostCode),
            ("住所", Column::Address),
            ("方書(ビル名等)", Column::Building),
            ("整理番号", Column::Reference),
        ] {
            assert_eq!(columns.column_of(name), Some(column), "{name}");
        }
        for name in ["", " ", "_", "備考", "事業所名カナ", "法人番号"] {
            assert_eq!(columns.column_of(name), None, "{name}");
        }
    }

    #[test]
    fn another_name_takes_the_place_of_the_usual_ones() {
        let columns = Columns::default().with_name(Column::ProviderName, "届出名称");
        assert_eq!(columns.column_of("届出名称"), Some(Column::ProviderName));
        assert_eq!(columns.column_of("事業所名"), None);
        assert_eq!(columns.column_of("事業所番号"), Some(Column::ProviderNumber));
        let unnamed = Columns::default().with_name(Column::PostCode, "");
        assert_eq!(unnamed.column_of(""), None);
    }
}
