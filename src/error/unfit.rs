//! Why a character is never printed, whatever the font.

use super::message::Message;

/// Why a character is never printed.
///
/// ```
/// use reissue_notice::{ErrorKind, ProviderName, Unfit};
/// let error = "やまなし\t会".parse::<ProviderName>().unwrap_err();
/// let ErrorKind::Unprintable { position, reason, .. } = error.kind() else { panic!("{error}") };
/// assert_eq!((*position, reason), (5, &Unfit::Tab));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Unfit {
    /// A tab.
    #[error("a tab")]
    Tab,
    /// Any other control character.
    #[error("a control character")]
    Control,
    /// A format control.
    #[error("a format control")]
    Format,
    /// A format control that people meet, by its name in Unicode.
    #[error("{0}, a format control")]
    NamedFormat(&'static str),
    /// HANGUL FILLER, a letter that looks like nothing.
    #[error("HANGUL FILLER, a blank")]
    HangulFiller,
    /// U+FFFD, which stands where damage was.
    #[error("the replacement character: the text was damaged before it came here")]
    Replacement,
    /// A line or paragraph separator.
    #[error("a line break")]
    LineBreak,
    /// A code point without a character.
    #[error("not an assigned character")]
    Unassigned,
    /// A combining mark after nothing that it could stand on.
    #[error("a mark with no character to stand on")]
    LoneMark,
    /// A private-use character that the gaiji map does not tell of.
    #[error("a private-use character with no entry in the gaiji map")]
    NoGaiji,
}

impl Message for Unfit {
    fn in_japanese(&self) -> String {
        String::from(match self {
            Self::Tab => "タブ",
            Self::Control => "制御文字",
            Self::Format | Self::NamedFormat(_) => "目に見えない書式制御文字",
            Self::HangulFiller => "空白に見えるハングルの埋め草文字",
            Self::Replacement => "元のデータで文字が失われた印",
            Self::LineBreak => "改行",
            Self::Unassigned => "文字が割り当てられていない符号",
            Self::LoneMark => "付く相手のない結合文字",
            Self::NoGaiji => "外字表にない外字",
        })
    }
}

impl Unfit {
    /// What to do about it, in Japanese.
    pub(super) fn remedy(self) -> &'static str {
        match self {
            Self::NoGaiji => "外字表に登録してください。",
            Self::Replacement => "元のデータを確認し、正しい文字に直してください。",
            _ => "取り除いてください。",
        }
    }
}
