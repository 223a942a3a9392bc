//! Which field of a record, or which part of the set-up.

use super::message::Message;
use super::sentence::Sentence;
use std::fmt;

/// Which field of a record, or which part of the set-up, an error is about.
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
    /// The pattern of character classes.
    #[error("pattern")]
    Pattern,
    /// The set of symbols that 記号 draws from.
    #[error("symbols")]
    Symbols,
    /// 仮パスワード; its characters are never part of an error.
    #[error("password")]
    Password,
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
    /// The template as a whole.
    #[error("template")]
    Template,
    /// A word or sentence of the template.
    #[error("template, {0}")]
    Sentence(Sentence),
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
    /// In which language people are told.
    #[error("language")]
    Language,
}

impl Message for Field {
    fn fmt_japanese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ProviderNumber => f.write_str("事業所番号"),
            Self::UserId => f.write_str("ユーザID"),
            Self::ProviderName => f.write_str("事業所名"),
            Self::PostCode => f.write_str("郵便番号"),
            Self::Address => f.write_str("住所"),
            Self::Building => f.write_str("建物名"),
            Self::Date => f.write_str("発行日"),
            Self::Pattern => f.write_str("仮パスワードの文字種"),
            Self::Symbols => f.write_str("仮パスワードの記号"),
            Self::Password => f.write_str("仮パスワード"),
            Self::MailPassword => f.write_str("開封用パスワード"),
            Self::Federation => f.write_str("連合会名"),
            Self::Reference => f.write_str("整理番号"),
            Self::Window => f.write_str("封筒の窓"),
            Self::Template => f.write_str("文面"),
            Self::Sentence(sentence) => write!(f, "文面の{}", sentence.in_japanese()),
            Self::Readings => f.write_str("読み仮名表"),
            Self::Reading(character) => write!(f, "「{character}」の読み仮名"),
            Self::Font => f.write_str("フォント"),
            Self::Gaiji => f.write_str("外字表"),
            Self::Key => f.write_str("発行鍵"),
            Self::Shard => f.write_str("名簿の分割"),
            Self::Round => f.write_str("発行回"),
            Self::Language => f.write_str("表示言語"),
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
                | Self::MailPassword
        )
    }
}
