//! Which field of a record, or which part of the set-up.

use super::sentence::Sentence;

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
                | Self::Password
                | Self::MailPassword
        )
    }
}
