//! Which of the guide's words.

use super::message::Message;

/// A word or sentence of a guide, in the order of its page.
///
/// ```
/// use reissue_notice::{Field, GuideWord, LoginAddress};
/// let error = "www.e-seikyuu.jp".parse::<LoginAddress>().unwrap_err();
/// assert_eq!(error.field(), Some(Field::GuideWord(GuideWord::Address)));
/// assert_eq!(GuideWord::Step(2).to_string(), "step 2");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum GuideWord {
    /// The heading of the page.
    #[error("heading")]
    Heading,
    /// The sentence over the steps.
    #[error("introduction")]
    Introduction,
    /// A step, by its number on the page.
    #[error("step {0}")]
    Step(usize),
    /// The log-in address beside the first step.
    #[error("log-in address")]
    Address,
    /// What to press to go this way, counted from 1.
    #[error("button of way {0}")]
    Button(usize),
    /// How long this way takes, counted from 1.
    #[error("time of way {0}")]
    Time(usize),
    /// What this way is, counted from 1.
    #[error("description of way {0}")]
    Description(usize),
    /// The heading over the reminder.
    #[error("heading over the reminder")]
    ReminderHeading,
    /// The reminder.
    #[error("reminder")]
    Reminder,
    /// The heading over the help desk.
    #[error("heading over the help desk")]
    HelpDeskHeading,
    /// The name of the help desk.
    #[error("name of the help desk")]
    HelpDeskName,
    /// The telephone number of the help desk.
    #[error("telephone of the help desk")]
    HelpDeskTelephone,
    /// When to call the help desk.
    #[error("hours of the help desk")]
    HelpDeskHours,
}

impl Message for GuideWord {
    fn in_japanese(&self) -> String {
        match self {
            Self::Heading => "標題".into(),
            Self::Introduction => "前文".into(),
            Self::Step(number) => format!("手順{number}"),
            Self::Address => "ログイン先".into(),
            Self::Button(way) => format!("進み方{way}のボタン"),
            Self::Time(way) => format!("進み方{way}の所要時間"),
            Self::Description(way) => format!("進み方{way}の説明"),
            Self::ReminderHeading => "注意の見出し".into(),
            Self::Reminder => "注意".into(),
            Self::HelpDeskHeading => "問い合わせ先の見出し".into(),
            Self::HelpDeskName => "問い合わせ先の名称".into(),
            Self::HelpDeskTelephone => "問い合わせ先の電話番号".into(),
            Self::HelpDeskHours => "問い合わせ先の受付時間".into(),
        }
    }
}
