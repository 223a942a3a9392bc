//! What people are told, and in which language.

use std::fmt;

/// In which language people are told.
///
/// ```
/// use reissue_notice::Language;
/// assert_eq!("ja".parse::<Language>()?, Language::Japanese);
/// let error = "de".parse::<Language>().unwrap_err();
/// assert_eq!(error.to_string(), "language: found de, expected ja or en");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Language {
    /// `en`.
    #[default]
    English,
    /// `ja`.
    Japanese,
}

/// Its code.
impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::English => "en",
            Self::Japanese => "ja",
        })
    }
}

/// A sentence that people are told: an error, a warning, a finding, or a part of one. `Display`
/// writes it in English.
///
/// ```
/// use reissue_notice::{Message, ProviderNumber};
/// let error = "19711004S6".parse::<ProviderNumber>().unwrap_err();
/// assert_eq!(
///     error.in_japanese(),
///     "事業所番号：9文字目が「S」（U+0053）です。半角数字（0～9）にしてください。"
/// );
/// ```
pub trait Message: fmt::Display {
    /// The sentence in Japanese.
    ///
    /// ```
    /// # use reissue_notice::{Field, Message};
    /// assert_eq!(Field::PostCode.in_japanese(), "郵便番号");
    /// ```
    fn in_japanese(&self) -> String;

    /// The sentence in this language.
    ///
    /// ```
    /// # use reissue_notice::{Field, Language, Message};
    /// assert_eq!(Field::PostCode.in_language(Language::English), "post code");
    /// assert_eq!(Field::PostCode.in_language("ja".parse()?), "郵便番号");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    fn in_language(&self, language: Language) -> String {
        match language {
            Language::English => self.to_string(),
            Language::Japanese => self.in_japanese(),
        }
    }
}
