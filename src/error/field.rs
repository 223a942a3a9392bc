//! Which field of a record, or which part of the set-up.

use std::fmt;

use super::Sentence;

/// Which field of a record, or which part of the set-up, an error is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Field {
    /// 事業所番号.
    ProviderNumber,
    /// ユーザID.
    UserId,
    /// 事業所名.
    ProviderName,
    /// 郵便番号.
    PostCode,
    /// 住所.
    Address,
    /// 建物.
    Building,
    /// 発行日.
    Date,
    /// The pattern of character classes.
    Pattern,
    /// The set of symbols that 記号 draws from.
    Symbols,
    /// 仮パスワード; its characters are never part of an error.
    Password,
    /// The password that opens an encrypted letter; its characters are never part of an error.
    MailPassword,
    /// The name of the federation that sends the letter.
    Federation,
    /// The template as a whole.
    Template,
    /// A word or sentence of the template.
    Sentence(Sentence),
    /// The table of kana readings.
    Readings,
    /// The reading of one character.
    Reading(char),
    /// A font.
    Font,
    /// A map of private-use characters.
    Gaiji,
    /// The key of a batch.
    Key,
    /// Which part of a batch that is split over machines.
    Shard,
    /// Which time a provider is given a password.
    Round,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ProviderNumber => "provider number",
            Self::UserId => "user ID",
            Self::ProviderName => "provider name",
            Self::PostCode => "post code",
            Self::Address => "address",
            Self::Building => "building",
            Self::Date => "date",
            Self::Pattern => "pattern",
            Self::Symbols => "symbols",
            Self::Password => "password",
            Self::MailPassword => "mail password",
            Self::Federation => "federation",
            Self::Template => "template",
            Self::Sentence(sentence) => return write!(f, "template, {sentence}"),
            Self::Readings => "readings",
            Self::Reading(character) => return write!(f, "reading of '{character}'"),
            Self::Font => "font",
            Self::Gaiji => "gaiji map",
            Self::Key => "batch key",
            Self::Shard => "shard",
            Self::Round => "round",
        })
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
                | Self::Password
                | Self::MailPassword
        )
    }
}
