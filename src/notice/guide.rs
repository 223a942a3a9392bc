//! The page of instructions that goes with a letter.
//!
//! - [`address`]: where to log in
//! - [`pages`]: how often a file of many letters has the page
//! - here: its words, as they were given and let in

pub(crate) mod address;
pub(crate) mod pages;

use crate::error::{Error, Expected, Field, GuideWord, Result};
use crate::text::door::{Door, Words};
use crate::text::note::Note;
use address::LoginAddress;
pub(crate) use pages::GuidePages;

/// The words of a page that goes with the letter: numbered steps by which a provider that lost its
/// log-in asks for a new one, the two ways to go on, whom to ask.
///
/// When the issuer is built they are cleaned as names are, and all that is wrong with them is told
/// at once.
///
/// ```
/// use reissue_notice::{Guide, GuideNote};
/// let guide = Guide::default()
///     .with_reminder(GuideNote { heading: "ご注意".into(), words: "紙は保管してください。".into() })
///     .with_help_desk(None);
/// assert_eq!(guide.heading(), "電子請求受付システムからの発行申請手順");
/// assert_eq!(guide.address().as_str(), "http://www.e-seikyuu.jp/");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    heading: String,
    introduction: String,
    opening: String,
    address: LoginAddress,
    steps: Vec<String>,
    choice: String,
    ways: [GuideWay; 2],
    last_steps: Vec<String>,
    reminder: Option<GuideNote>,
    help_desk: Option<HelpDesk>,
}

/// One of the two ways to go on.
///
/// ```
/// use reissue_notice::{Guide, GuideWay};
/// let [own, posted] = Guide::default().ways().clone();
/// let own = GuideWay { time: "5分".into(), ..own };
/// let guide = Guide::default().with_ways([own, posted]);
/// assert_eq!(guide.ways()[0].time, "5分");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideWay {
    /// What is pressed to go it, in 「」.
    pub button: String,
    /// How long it takes.
    pub time: String,
    /// What is done on it, and by whom.
    pub description: String,
}

/// A reminder in a frame of its own.
///
/// ```
/// use reissue_notice::{Guide, GuideNote};
/// let note = GuideNote { heading: "ご注意".into(), words: "保管してください。".into() };
/// let guide = Guide::default().with_reminder(note.clone());
/// assert_eq!(guide.reminder(), Some(&note));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideNote {
    /// What stands over it.
    pub heading: String,
    /// The reminder; a line break starts a new line.
    pub words: String,
}

/// Whom to ask, and when.
///
/// ```
/// use reissue_notice::{Guide, HelpDesk};
/// let help_desk = HelpDesk {
///     heading: "お問い合わせ".into(),
///     name: "介護保険課".into(),
///     telephone: "055-000-0000".into(),
///     hours: "平日9時～17時".into(),
/// };
/// let guide = Guide::default().with_help_desk(help_desk);
/// assert_eq!(guide.help_desk().unwrap().name, "介護保険課");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpDesk {
    /// What stands over it.
    pub heading: String,
    /// Its name.
    pub name: String,
    /// Its telephone number, printed large.
    pub telephone: String,
    /// When it answers, and what the call costs; a line break starts a new line.
    pub hours: String,
}

/// The steps by which the operators of 電子請求受付システム have a log-in issued again.
impl Default for Guide {
    fn default() -> Self {
        Self {
            heading: "電子請求受付システムからの発行申請手順".into(),
            introduction: INTRODUCTION.into(),
            opening: "電子請求受付システムを開きます。".into(),
            address: LoginAddress::e_seikyuu(),
            steps: STEPS.map(String::from).into(),
            choice: "どちらか一方を押します。".into(),
            ways: [own_way(), posted_way()],
            last_steps: vec!["「次へ」を押し、申請します。".into()],
            reminder: Some(GuideNote { heading: FIRST_LOGIN.into(), words: REGISTER.into() }),
            help_desk: Some(HelpDesk {
                heading: "お問い合わせ".into(),
                name: "介護電子請求ヘルプデスク".into(),
                telephone: "0570-059-402".into(),
                hours: HOURS.into(),
            }),
        }
    }
}

const INTRODUCTION: &str =
    "ユーザIDやパスワードを紛失したときは、次の手順で再発行を申請してください。";
const STEPS: [&str; 3] = [
    "「介護保険の請求はこちら」を押します。",
    "ログイン画面が開きます。",
    "「パスワード等を紛失した方はこちら」を押します。",
];
const FIRST_LOGIN: &str = "はじめてログインするとき";
const REGISTER: &str = "セキュリティ用メールアドレスを必ず登録してください。\
    登録しておくと、次からは郵送を待たずに、事業所だけで再発行できます。";
const HOURS: &str = "毎月1日～10日　平日10時～19時、土曜10時～17時\n\
    11日以降　平日10時～17時\n\
    ナビダイヤルです。通話料がかかります。";

fn own_way() -> GuideWay {
    GuideWay {
        button: "「セキュリティ用メールアドレスを登録済みの場合はこちら」".into(),
        time: "かかる時間　数分".into(),
        description: "ユーザIDの確認、パスワードとセキュリティコードの再設定を、\
            事業所だけで行えます。"
            .into(),
    }
}

fn posted_way() -> GuideWay {
    GuideWay {
        button: "「セキュリティ用メールアドレスが不明または未登録の場合はこちら」".into(),
        time: "かかる時間　数日～1週間".into(),
        description: "連合会が通知書を郵送します。申請が集中すると、数週間かかることがあります。"
            .into(),
    }
}

impl Guide {
    /// The heading of the page. Default: 電子請求受付システムからの発行申請手順.
    ///
    /// ```
    /// # use reissue_notice::Guide;
    /// assert_eq!(Guide::default().with_heading("申請の手順").heading(), "申請の手順");
    /// ```
    #[must_use]
    pub fn with_heading(self, words: impl Into<String>) -> Self {
        Self { heading: words.into(), ..self }
    }

    /// The heading of the page.
    ///
    /// ```
    /// # use reissue_notice::Guide;
    /// assert_eq!(Guide::default().heading(), "電子請求受付システムからの発行申請手順");
    /// ```
    pub fn heading(&self) -> &str {
        &self.heading
    }

    /// The sentence over the steps: when to follow them.
    ///
    /// ```
    /// # use reissue_notice::Guide;
    /// let guide = Guide::default().with_introduction("紛失したときの手順です。");
    /// assert_eq!(guide.introduction(), "紛失したときの手順です。");
    /// ```
    #[must_use]
    pub fn with_introduction(self, words: impl Into<String>) -> Self {
        Self { introduction: words.into(), ..self }
    }

    /// The sentence over the steps.
    ///
    /// ```
    /// # use reissue_notice::Guide;
    /// assert!(Guide::default().introduction().contains("紛失したとき"));
    /// ```
    pub fn introduction(&self) -> &str {
        &self.introduction
    }

    /// The first step, which the log-in address and its QR code stand by.
    ///
    /// ```
    /// # use reissue_notice::Guide;
    /// let guide = Guide::default().with_opening("下のQRコードを読み取ります。");
    /// assert_eq!(guide.opening(), "下のQRコードを読み取ります。");
    /// ```
    #[must_use]
    pub fn with_opening(self, words: impl Into<String>) -> Self {
        Self { opening: words.into(), ..self }
    }

    /// The first step.
    ///
    /// ```
    /// # use reissue_notice::Guide;
    /// assert_eq!(Guide::default().opening(), "電子請求受付システムを開きます。");
    /// ```
    pub fn opening(&self) -> &str {
        &self.opening
    }

    /// Where to log in. Default: [`LoginAddress::e_seikyuu`].
    ///
    /// ```
    /// # use reissue_notice::Guide;
    /// let guide = Guide::default().with_address("https://login.example.jp/".parse()?);
    /// assert_eq!(guide.address().as_str(), "https://login.example.jp/");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_address(self, address: LoginAddress) -> Self {
        Self { address, ..self }
    }

    /// Where to log in.
    ///
    /// ```
    /// # use reissue_notice::{Guide, LoginAddress};
    /// assert_eq!(Guide::default().address(), &LoginAddress::e_seikyuu());
    /// ```
    pub fn address(&self) -> &LoginAddress {
        &self.address
    }

    /// The steps between the first and the choice, with what is pressed in 「」.
    ///
    /// ```
    /// # use reissue_notice::Guide;
    /// let guide = Guide::default().with_steps(["「介護」を押します。"]);
    /// assert_eq!(guide.steps().collect::<Vec<_>>(), ["「介護」を押します。"]);
    /// ```
    #[must_use]
    pub fn with_steps<S: Into<String>>(self, steps: impl IntoIterator<Item = S>) -> Self {
        Self { steps: steps.into_iter().map(Into::into).collect(), ..self }
    }

    /// The steps between the first and the choice.
    ///
    /// ```
    /// # use reissue_notice::Guide;
    /// assert_eq!(Guide::default().steps().next(), Some("「介護保険の請求はこちら」を押します。"));
    /// ```
    pub fn steps(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().map(String::as_str)
    }

    /// The step at which one of the two ways is chosen.
    ///
    /// ```
    /// # use reissue_notice::Guide;
    /// assert_eq!(Guide::default().with_choice("一方を選びます。").choice(), "一方を選びます。");
    /// ```
    #[must_use]
    pub fn with_choice(self, words: impl Into<String>) -> Self {
        Self { choice: words.into(), ..self }
    }

    /// The step at which one of the two ways is chosen.
    ///
    /// ```
    /// # use reissue_notice::Guide;
    /// assert_eq!(Guide::default().choice(), "どちらか一方を押します。");
    /// ```
    pub fn choice(&self) -> &str {
        &self.choice
    }

    /// The two ways to go on, side by side.
    ///
    /// ```
    /// # use reissue_notice::Guide;
    /// let [own, posted] = Guide::default().ways().clone();
    /// let guide = Guide::default().with_ways([posted.clone(), own.clone()]);
    /// assert_eq!(guide.ways(), &[posted, own]);
    /// ```
    #[must_use]
    pub fn with_ways(self, ways: [GuideWay; 2]) -> Self {
        Self { ways, ..self }
    }

    /// The two ways to go on.
    ///
    /// ```
    /// # use reissue_notice::Guide;
    /// assert!(Guide::default().ways()[1].description.contains("郵送"));
    /// ```
    pub fn ways(&self) -> &[GuideWay; 2] {
        &self.ways
    }

    /// The steps after the choice.
    ///
    /// ```
    /// # use reissue_notice::Guide;
    /// let guide = Guide::default().with_last_steps(["「申請」を押します。"]);
    /// assert_eq!(guide.last_steps().collect::<Vec<_>>(), ["「申請」を押します。"]);
    /// ```
    #[must_use]
    pub fn with_last_steps<S: Into<String>>(self, steps: impl IntoIterator<Item = S>) -> Self {
        Self { last_steps: steps.into_iter().map(Into::into).collect(), ..self }
    }

    /// The steps after the choice.
    ///
    /// ```
    /// # use reissue_notice::Guide;
    /// assert_eq!(Guide::default().last_steps().next(), Some("「次へ」を押し、申請します。"));
    /// ```
    pub fn last_steps(&self) -> impl Iterator<Item = &str> {
        self.last_steps.iter().map(String::as_str)
    }

    /// What to do at the first log-in. Default: to register the security mail address.
    ///
    /// ```
    /// # use reissue_notice::Guide;
    /// assert_eq!(Guide::default().with_reminder(None).reminder(), None);
    /// ```
    #[must_use]
    pub fn with_reminder(self, reminder: impl Into<Option<GuideNote>>) -> Self {
        Self { reminder: reminder.into(), ..self }
    }

    /// What to do at the first log-in.
    ///
    /// ```
    /// # use reissue_notice::Guide;
    /// assert_eq!(Guide::default().reminder().unwrap().heading, "はじめてログインするとき");
    /// ```
    pub fn reminder(&self) -> Option<&GuideNote> {
        self.reminder.as_ref()
    }

    /// Whom to ask. Default: 介護電子請求ヘルプデスク with its hours.
    ///
    /// ```
    /// # use reissue_notice::Guide;
    /// assert_eq!(Guide::default().with_help_desk(None).help_desk(), None);
    /// ```
    #[must_use]
    pub fn with_help_desk(self, help_desk: impl Into<Option<HelpDesk>>) -> Self {
        Self { help_desk: help_desk.into(), ..self }
    }

    /// Whom to ask.
    ///
    /// ```
    /// # use reissue_notice::Guide;
    /// assert_eq!(Guide::default().help_desk().unwrap().telephone, "0570-059-402");
    /// ```
    pub fn help_desk(&self) -> Option<&HelpDesk> {
        self.help_desk.as_ref()
    }
}

/// A guide of which every word may be printed, and what was changed in them.
#[derive(Debug)]
pub(crate) struct AdmittedGuide {
    pub(crate) guide: Guide,
    pub(crate) notes: Vec<(Field, Note)>,
}

impl Guide {
    /// Lets a guide in, or tells all that is wrong with its words. `printable` says whether the
    /// fonts have a text.
    pub(crate) fn admitted(
        mut self,
        printable: impl Fn(&str) -> Result<()>,
    ) -> Result<AdmittedGuide, Vec<Error>> {
        let (mut notes, mut errors) = (Vec::new(), Vec::new());
        if let Err(error) = printable(self.address.as_str()) {
            errors.push(error.for_field(Field::GuideWord(GuideWord::Address)));
        }
        for Entry { word, text } in self.entries() {
            let field = Field::GuideWord(word);
            match admit(word, text, &printable) {
                Ok(words) => {
                    notes.extend(words.notes.into_iter().map(|note| (field, note)));
                    *text = words.text;
                }
                Err(error) => errors.push(error.for_field(field)),
            }
        }
        if errors.is_empty() { Ok(AdmittedGuide { guide: self, notes }) } else { Err(errors) }
    }

    /// What tells it from another.
    pub(crate) fn canonical(&self) -> String {
        format!("{self:?}")
    }

    /// The text of a word, to be written to; nothing for the address or one that there is not.
    #[cfg(feature = "toml")]
    pub(crate) fn word_mut(&mut self, word: GuideWord) -> Option<&mut String> {
        let mut entries = self.entries().into_iter();
        entries.find(|entry| entry.word == word).map(|entry| entry.text)
    }

    /// Every word but the address, in the order of the page.
    fn entries(&mut self) -> Vec<Entry<'_>> {
        let mut entries = vec![
            Entry { word: GuideWord::Heading, text: &mut self.heading },
            Entry { word: GuideWord::Introduction, text: &mut self.introduction },
        ];
        let first = [&mut self.opening].into_iter().chain(&mut self.steps);
        let last = [&mut self.choice].into_iter().chain(&mut self.last_steps);
        for (number, text) in (1..).zip(first.chain(last)) {
            entries.push(Entry { word: GuideWord::Step(number), text });
        }
        for (number, way) in (1..).zip(&mut self.ways) {
            entries.extend(way.entries(number));
        }
        entries.extend(self.reminder.iter_mut().flat_map(GuideNote::entries));
        entries.extend(self.help_desk.iter_mut().flat_map(HelpDesk::entries));
        entries
    }
}

/// A text of the guide, and which it is.
struct Entry<'g> {
    word: GuideWord,
    text: &'g mut String,
}

impl GuideWay {
    fn entries(&mut self, number: usize) -> [Entry<'_>; 3] {
        [
            Entry { word: GuideWord::Button(number), text: &mut self.button },
            Entry { word: GuideWord::Time(number), text: &mut self.time },
            Entry { word: GuideWord::Description(number), text: &mut self.description },
        ]
    }
}

impl GuideNote {
    fn entries(&mut self) -> [Entry<'_>; 2] {
        [
            Entry { word: GuideWord::ReminderHeading, text: &mut self.heading },
            Entry { word: GuideWord::Reminder, text: &mut self.words },
        ]
    }
}

impl HelpDesk {
    fn entries(&mut self) -> [Entry<'_>; 4] {
        [
            Entry { word: GuideWord::HelpDeskHeading, text: &mut self.heading },
            Entry { word: GuideWord::HelpDeskName, text: &mut self.name },
            Entry { word: GuideWord::HelpDeskTelephone, text: &mut self.telephone },
            Entry { word: GuideWord::HelpDeskHours, text: &mut self.hours },
        ]
    }
}

fn admit(word: GuideWord, text: &str, printable: impl Fn(&str) -> Result<()>) -> Result<Words> {
    let words = door(word).admit(text)?;
    printable(&words.text)?;
    Ok(words)
}

/// How long a text may be, far beyond what a page holds, and whether it may have line breaks.
fn door(word: GuideWord) -> Door {
    match word {
        GuideWord::Heading => Door::line(200, Expected::Title),
        GuideWord::Introduction
        | GuideWord::Step(_)
        | GuideWord::Description(_)
        | GuideWord::Reminder
        | GuideWord::HelpDeskHours => Door::paragraph(2000, Expected::Words),
        _ => Door::line(200, Expected::Words),
    }
}
