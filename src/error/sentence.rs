//! Which of the template's sentences.

use super::message::Message;
use std::fmt;

/// A word or sentence of a template, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Sentence {
    /// The title.
    #[error("title")]
    Title,
    /// The word before the date.
    #[error("date label")]
    DateLabel,
    /// The word before the reference number.
    #[error("reference label")]
    ReferenceLabel,
    /// The sentence over the tables.
    #[error("introduction")]
    Introduction,
    /// The label of the provider number.
    #[error("label of the provider number")]
    ProviderNumberLabel,
    /// The label of the provider name.
    #[error("label of the provider name")]
    ProviderNameLabel,
    /// The heading over the user ID.
    #[error("heading over the user ID")]
    LoginHeading,
    /// The label of the user ID.
    #[error("label of the user ID")]
    UserIdLabel,
    /// The label of the log-in address.
    #[error("label of the log-in address")]
    LoginAddressLabel,
    /// The log-in address.
    #[error("log-in address")]
    LoginAddress,
    /// The heading over the password.
    #[error("heading over the password")]
    PasswordHeading,
    /// The word before the last day of the password.
    #[error("validity label")]
    ValidityLabel,
    /// The heading over the remarks.
    #[error("heading over the remarks")]
    RemarksHeading,
    /// A remark, counted from 1.
    #[error("remark {0}")]
    Remark(usize),
    /// What to do where the envelope came open.
    #[error("sentence on an opened envelope")]
    OpenedEnvelope,
    /// With whom to ask.
    #[error("contact")]
    Contact,
    /// When to ask there.
    #[error("hours of the contact")]
    ContactHours,
}

impl Message for Sentence {
    fn fmt_japanese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Title => f.write_str("標題"),
            Self::DateLabel => f.write_str("発行日の項目名"),
            Self::ReferenceLabel => f.write_str("整理番号の項目名"),
            Self::Introduction => f.write_str("前文"),
            Self::ProviderNumberLabel => f.write_str("事業所番号の項目名"),
            Self::ProviderNameLabel => f.write_str("事業所名の項目名"),
            Self::LoginHeading => f.write_str("ログイン情報の見出し"),
            Self::UserIdLabel => f.write_str("ユーザIDの項目名"),
            Self::LoginAddressLabel => f.write_str("ログイン先の項目名"),
            Self::LoginAddress => f.write_str("ログイン先"),
            Self::PasswordHeading => f.write_str("仮パスワードの見出し"),
            Self::ValidityLabel => f.write_str("有効期限の項目名"),
            Self::RemarksHeading => f.write_str("備考の見出し"),
            Self::Remark(number) => write!(f, "備考の{number}件目"),
            Self::OpenedEnvelope => f.write_str("開封時の案内"),
            Self::Contact => f.write_str("問い合わせ先"),
            Self::ContactHours => f.write_str("受付時間"),
        }
    }
}
