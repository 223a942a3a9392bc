//! Which of the template's sentences.

use std::fmt;

/// A word or sentence of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Sentence {
    /// The title.
    Title,
    /// The word before the date.
    DateLabel,
    /// The sentence over the tables.
    Introduction,
    /// The label of the provider number.
    ProviderNumberLabel,
    /// The label of the provider name.
    ProviderNameLabel,
    /// The heading over the user ID.
    LoginHeading,
    /// The label of the user ID.
    UserIdLabel,
    /// The heading over the password.
    PasswordHeading,
    /// The heading over the remarks.
    RemarksHeading,
    /// A remark, counted from 1.
    Remark(usize),
    /// With whom to ask.
    Contact,
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Title => "title",
            Self::DateLabel => "date label",
            Self::Introduction => "introduction",
            Self::ProviderNumberLabel => "label of the provider number",
            Self::ProviderNameLabel => "label of the provider name",
            Self::LoginHeading => "heading over the user ID",
            Self::UserIdLabel => "label of the user ID",
            Self::PasswordHeading => "heading over the password",
            Self::RemarksHeading => "heading over the remarks",
            Self::Remark(number) => return write!(f, "remark {number}"),
            Self::Contact => "contact",
        })
    }
}
