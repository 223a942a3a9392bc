//! Which of the template's sentences.

use super::message::Message;

/// A word or sentence of a template, in the order of the page.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// use reissue_notice::{Field, Issuer, Sentence, Template};
/// let template = Template::default().with_remarks(["・読めます", "・ሀ"]);
/// assert_eq!(template.words_of(Sentence::Remark(2)), "・ሀ");
/// # let date = "2026-04-01".parse()?;
/// # let builder = Issuer::builder().federation_by_prefecture().issued_on(date);
/// let error = builder.template(template).build().unwrap_err();
/// assert_eq!(error.field(), Some(Field::Sentence(Sentence::Remark(2))));
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
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
    /// The heading over the password, the first where there are more.
    #[error("heading over the password")]
    PasswordHeading,
    /// The word before the last day of the password.
    #[error("validity label")]
    ValidityLabel,
    /// The heading over the second password.
    #[error("heading over the second password")]
    SecondPasswordHeading,
    /// The heading over the third password.
    #[error("heading over the third password")]
    ThirdPasswordHeading,
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
    fn in_japanese(&self) -> String {
        match self {
            Self::Title => "標題".into(),
            Self::DateLabel => "発行日の項目名".into(),
            Self::ReferenceLabel => "整理番号の項目名".into(),
            Self::Introduction => "前文".into(),
            Self::ProviderNumberLabel => "事業所番号の項目名".into(),
            Self::ProviderNameLabel => "事業所名の項目名".into(),
            Self::LoginHeading => "ログイン情報の見出し".into(),
            Self::UserIdLabel => "ユーザIDの項目名".into(),
            Self::LoginAddressLabel => "ログイン先の項目名".into(),
            Self::LoginAddress => "ログイン先".into(),
            Self::PasswordHeading => "仮パスワードの見出し".into(),
            Self::ValidityLabel => "有効期限の項目名".into(),
            Self::SecondPasswordHeading => "2番目のパスワードの見出し".into(),
            Self::ThirdPasswordHeading => "3番目のパスワードの見出し".into(),
            Self::RemarksHeading => "備考の見出し".into(),
            Self::Remark(number) => format!("備考の{number}件目"),
            Self::OpenedEnvelope => "開封時の案内".into(),
            Self::Contact => "問い合わせ先".into(),
            Self::ContactHours => "受付時間".into(),
        }
    }
}
