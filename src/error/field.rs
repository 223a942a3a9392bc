//! Which field of a record, or which part of the set-up.

#[cfg(feature = "guide")]
use super::guide_word::GuideWord;
use super::message::Message;
use super::sentence::Sentence;

/// Which field of a record, or which part of the set-up, an error is about.
///
/// ```
/// use reissue_notice::{Field, Message, PostCode};
/// let error = "4000O31".parse::<PostCode>().unwrap_err();
/// assert_eq!(error.field(), Some(Field::PostCode));
/// assert_eq!(Field::PostCode.in_japanese(), "郵便番号");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Field {
    /// 事業所番号.
    #[error("provider number")]
    ProviderNumber,
    /// ユーザID.
    #[error("user ID")]
    UserId,
    /// 事業所名.
    #[error("provider name")]
    ProviderName,
    /// 郵便番号.
    #[error("post code")]
    PostCode,
    /// 住所.
    #[error("address")]
    Address,
    /// 建物.
    #[error("building")]
    Building,
    /// 発行日.
    #[error("date")]
    Date,
    /// 有効期限.
    #[error("last day")]
    LastDay,
    /// The pattern of character classes.
    #[error("pattern")]
    Pattern,
    /// The set of symbols that 記号 draws from.
    #[error("symbols")]
    Symbols,
    /// 仮パスワード; its characters are never part of an error.
    #[error("password")]
    Password,
    /// A password after the first, counted from 1 with it; its characters are never part of an
    /// error.
    #[error("password {0}")]
    NthPassword(usize),
    /// The passwords that a letter hands over.
    #[error("credentials")]
    Credentials,
    /// The password that opens an encrypted letter; its characters are never part of an error.
    #[error("mail password")]
    MailPassword,
    /// The name of the federation that sends the letter.
    #[error("federation")]
    Federation,
    /// 整理番号.
    #[error("reference number")]
    Reference,
    /// The window of the envelope.
    #[error("envelope window")]
    Window,
    /// What an inserter wrote, and how it is read.
    #[error("log of the inserter")]
    Log,
    /// The mark that an inserter reads.
    #[error("mark of the inserter")]
    InserterMark,
    /// The template as a whole.
    #[error("template")]
    Template,
    /// A word or sentence of the template.
    #[error("template, {0}")]
    Sentence(Sentence),
    /// The guide that goes with the letter.
    #[cfg(feature = "guide")]
    #[error("guide")]
    Guide,
    /// A word or sentence of the guide.
    #[cfg(feature = "guide")]
    #[error("guide, {0}")]
    GuideWord(GuideWord),
    /// How often a file of many letters has the guide.
    #[cfg(feature = "guide")]
    #[error("guide pages")]
    GuidePages,
    /// The table of kana readings.
    #[error("readings")]
    Readings,
    /// The reading of one character.
    #[error("reading of '{0}'")]
    Reading(char),
    /// A font.
    #[error("font")]
    Font,
    /// A map of private-use characters.
    #[error("gaiji map")]
    Gaiji,
    /// The key of a batch.
    #[error("batch key")]
    Key,
    /// Which part of a batch that is split over machines.
    #[error("shard")]
    Shard,
    /// Which time a provider is given a password.
    #[error("round")]
    Round,
    /// How the date is printed.
    #[error("date style")]
    DateStyle,
    /// The word after the addressee's name.
    #[error("honorific")]
    Honorific,
    /// The class of a place of a password.
    #[error("character class")]
    CharClass,
    /// A set of characters that people take for one another.
    #[error("look-alikes")]
    LookAlikes,
    /// What a password is for.
    #[error("purpose")]
    Purpose,
    /// What a file claims to be.
    #[error("profile")]
    Profile,
    /// How large a letter is printed.
    #[error("print")]
    Print,
    /// In which order letters stand.
    #[error("order")]
    Order,
    /// What a column of a list holds.
    #[error("column")]
    Column,
    /// In which language people are told.
    #[error("language")]
    Language,
}

impl Message for Field {
    fn in_japanese(&self) -> String {
        match self {
            Self::ProviderNumber => "事業所番号".into(),
            Self::UserId => "ユーザID".into(),
            Self::ProviderName => "事業所名".into(),
            Self::PostCode => "郵便番号".into(),
            Self::Address => "住所".into(),
            Self::Building => "建物名".into(),
            Self::Date => "発行日".into(),
            Self::LastDay => "有効期限".into(),
            Self::Pattern => "仮パスワードの文字種".into(),
            Self::Symbols => "仮パスワードの記号".into(),
            Self::Password => "仮パスワード".into(),
            Self::NthPassword(number) => format!("{number}番目のパスワード"),
            Self::Credentials => "通知するパスワード".into(),
            Self::MailPassword => "開封用パスワード".into(),
            Self::Federation => "連合会名".into(),
            Self::Reference => "整理番号".into(),
            Self::Window => "封筒の窓".into(),
            Self::Log => "封入記録".into(),
            Self::InserterMark => "封入機用マーク".into(),
            Self::Template => "文面".into(),
            Self::Sentence(sentence) => format!("文面の{}", sentence.in_japanese()),
            #[cfg(feature = "guide")]
            Self::Guide => "手順書".into(),
            #[cfg(feature = "guide")]
            Self::GuidePages => "手順書の枚数".into(),
            #[cfg(feature = "guide")]
            Self::GuideWord(word) => format!("手順書の{}", word.in_japanese()),
            Self::Readings => "読み仮名表".into(),
            Self::Reading(character) => format!("「{character}」の読み仮名"),
            Self::Font => "フォント".into(),
            Self::Gaiji => "外字表".into(),
            Self::Key => "発行鍵".into(),
            Self::Shard => "名簿の分割".into(),
            Self::Round => "発行回".into(),
            Self::DateStyle => "日付の形式".into(),
            Self::Honorific => "敬称".into(),
            Self::CharClass => "文字種".into(),
            Self::LookAlikes => "紛らわしい文字".into(),
            Self::Purpose => "用途".into(),
            Self::Profile => "出力形式".into(),
            Self::Print => "文字の大きさ".into(),
            Self::Order => "並び順".into(),
            Self::Column => "名簿の列".into(),
            Self::Language => "表示言語".into(),
        }
    }
}

impl Field {
    /// Whether it belongs to one record, and not to what all records share.
    pub(super) fn is_of_a_record(self) -> bool {
        matches!(
            self,
            Self::ProviderNumber
                | Self::UserId
                | Self::ProviderName
                | Self::PostCode
                | Self::Address
                | Self::Building
                | Self::Reference
                | Self::Password
                | Self::NthPassword(_)
                | Self::MailPassword
        )
    }
}
