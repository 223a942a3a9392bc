//! Which of the template's sentences.

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
    /// The heading over the password.
    #[error("heading over the password")]
    PasswordHeading,
    /// The heading over the remarks.
    #[error("heading over the remarks")]
    RemarksHeading,
    /// A remark, counted from 1.
    #[error("remark {0}")]
    Remark(usize),
    /// With whom to ask.
    #[error("contact")]
    Contact,
}
