//! The words that all letters of an issuer share: data, not code, since federations word the same
//! letter differently.

use std::collections::BTreeMap;

use super::credential::Credentials;
use crate::date::{Date, DateStyle};
use crate::error::{Field, Sentence};
use crate::password::policy::Policy;
use crate::text::word::{Worded, written_by_word};

/// Title, sentences and labels of the letter. When the issuer is built, they are cleaned as names
/// are, and all that is wrong with them is told at once.
///
/// ```
/// use reissue_notice::{Honorific, Template};
/// let template = Template::default()
///     .with_title("電子請求ログイン情報発行通知書")
///     .with_honorific(Honorific::Onchu)
///     .with_contact("お問い合わせ　介護電子請求ヘルプデスク　TEL 0570-059-402");
/// assert_eq!(template.words().next(), Some("電子請求ログイン情報発行通知書"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// All words but the labels of what is handed over.
    words: BTreeMap<Sentence, String>,
    pub(crate) credentials: Credentials,
    pub(crate) date_style: DateStyle,
    pub(crate) valid_until: Option<Date>,
    pub(crate) grouping: Grouping,
    pub(crate) honorific: Honorific,
    pub(crate) print: Print,
}

/// How large a letter is printed; written as `standard` or `large`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Print {
    /// One page of 12 pt, the grid in one band.
    #[default]
    Standard,
    /// Text of 14 pt, the grid in two bands; the remarks may stand on a second page.
    Large,
}

impl Worded for Print {
    const FIELD: Field = Field::Print;
    const ALL: &'static [Self] = &[Self::Standard, Self::Large];

    fn word(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Large => "large",
        }
    }
}

written_by_word!(Print);

/// How the cells of the password are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Grouping {
    /// All rules between them alike.
    #[default]
    None,
    /// A heavier rule after every four.
    Fours,
}

/// The word after the addressee's name; written as it is printed.
///
/// ```
/// use reissue_notice::Honorific;
/// assert_eq!("御中".parse::<Honorific>()?, Honorific::Onchu);
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Honorific {
    /// 様, as the letter's form has it.
    #[default]
    Sama,
    /// 御中, for an organisation.
    Onchu,
}

impl Honorific {
    /// The word itself.
    ///
    /// ```
    /// # use reissue_notice::Honorific;
    /// assert_eq!(Honorific::Onchu.as_str(), "御中");
    /// ```
    pub fn as_str(self) -> &'static str {
        self.word()
    }
}

impl Worded for Honorific {
    const FIELD: Field = Field::Honorific;
    const ALL: &'static [Self] = &[Self::Sama, Self::Onchu];

    fn word(self) -> &'static str {
        match self {
            Self::Sama => "様",
            Self::Onchu => "御中",
        }
    }
}

written_by_word!(Honorific);

/// What the tables call their contents.
///
/// ```
/// use reissue_notice::{Labels, Sentence, Template};
/// let labels = Labels::default().with_provider_number("番号").with_provider_name("名称");
/// let template = Template::default().with_labels(labels);
/// assert_eq!(template.words_of(Sentence::ProviderNameLabel), "名称");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels(BTreeMap<Sentence, String>);

/// 事業所番号, 事業所名, ログイン情報, ユーザID, 仮パスワード.
impl Default for Labels {
    fn default() -> Self {
        Self(LABELS.map(|(label, words)| (label, words.into())).into())
    }
}

const LABELS: [(Sentence, &str); 5] = [
    (Sentence::ProviderNumberLabel, "事業所番号"),
    (Sentence::ProviderNameLabel, "事業所名"),
    (Sentence::LoginHeading, "ログイン情報"),
    (Sentence::UserIdLabel, "ユーザID"),
    (Sentence::PasswordHeading, "仮パスワード"),
];

impl Labels {
    /// One of the labels, by what it is; nothing for a sentence that is no label of a table.
    ///
    /// ```
    /// use reissue_notice::{Labels, Sentence};
    /// let labels = Labels::default().with_user_id("ID");
    /// assert_eq!(labels.words_of(Sentence::UserIdLabel), "ID");
    /// ```
    pub fn words_of(&self, label: Sentence) -> &str {
        self.0.get(&label).map_or("", String::as_str)
    }

    fn with(mut self, label: Sentence, words: impl Into<String>) -> Self {
        self.0.insert(label, words.into());
        self
    }

    /// The label of the number. Default: 事業所番号.
    ///
    /// ```
    /// # use reissue_notice::{Labels, Sentence};
    /// let labels = Labels::default().with_provider_number("番号");
    /// assert_eq!(labels.words_of(Sentence::ProviderNumberLabel), "番号");
    /// ```
    #[must_use]
    pub fn with_provider_number(self, words: impl Into<String>) -> Self {
        self.with(Sentence::ProviderNumberLabel, words)
    }

    /// The label of the name. Default: 事業所名.
    ///
    /// ```
    /// # use reissue_notice::{Labels, Sentence};
    /// let labels = Labels::default().with_provider_name("名称");
    /// assert_eq!(labels.words_of(Sentence::ProviderNameLabel), "名称");
    /// ```
    #[must_use]
    pub fn with_provider_name(self, words: impl Into<String>) -> Self {
        self.with(Sentence::ProviderNameLabel, words)
    }

    /// The heading over the user ID. Default: ログイン情報.
    ///
    /// ```
    /// # use reissue_notice::{Labels, Sentence};
    /// let labels = Labels::default().with_login("利用者情報");
    /// assert_eq!(labels.words_of(Sentence::LoginHeading), "利用者情報");
    /// ```
    #[must_use]
    pub fn with_login(self, words: impl Into<String>) -> Self {
        self.with(Sentence::LoginHeading, words)
    }

    /// The label of the user ID. Default: ユーザID.
    ///
    /// ```
    /// # use reissue_notice::{Labels, Sentence};
    /// let labels = Labels::default().with_user_id("利用者番号");
    /// assert_eq!(labels.words_of(Sentence::UserIdLabel), "利用者番号");
    /// ```
    #[must_use]
    pub fn with_user_id(self, words: impl Into<String>) -> Self {
        self.with(Sentence::UserIdLabel, words)
    }

    /// The heading over the password, the first where there are more. Default: 仮パスワード.
    ///
    /// ```
    /// # use reissue_notice::{Labels, Sentence};
    /// let labels = Labels::default().with_password("暗証番号");
    /// assert_eq!(labels.words_of(Sentence::PasswordHeading), "暗証番号");
    /// ```
    #[must_use]
    pub fn with_password(self, words: impl Into<String>) -> Self {
        self.with(Sentence::PasswordHeading, words)
    }
}

const INTRODUCTION: &str =
    "事業所からの依頼に基づき、下記の通りログイン情報を再発行いたしましたので、ご連絡いたします。";

const REMARKS: [&str; 5] = [
    "・ユーザID及び仮パスワードで電子請求受付システムにログインし、新しいパスワードを設定してください",
    "・仮パスワードは、新しいパスワードを設定するまでの間、他に漏洩しないよう十分な管理を行ってください",
    "・ユーザID及び新しいパスワードは、紛失しないよう十分な管理を行ってください",
    "・設定中のセキュリティコードは、仮パスワードでログインした際に解除されます\n\
     セキュリティコードをご利用の方は、ユーザ情報変更メニューの「セキュリティコード設定」から再度設定してください",
    "・証明書発行用パスワードを紛失した場合や、紙請求または媒体請求を行っている事業所がユーザIDを新たに取得した場合、\
     証明書メニューの「証明書の発行申請」を選択し、遷移先画面の「証明書発行用パスワードはこちら」から\
     証明書発行用パスワードを再発行することで、新しい証明書発行用パスワードを取得してください",
];

const FIRST_INTRODUCTION: &str = "電子請求受付システムの利用登録が完了しましたので、下記の通り\
    ログイン情報及び証明書発行用パスワードをお知らせいたします。";

const FIRST_REMARKS: [&str; 6] = [
    "・ユーザID及び仮パスワードで電子請求受付システムにログインし、新しいパスワードを設定してください",
    "・初回のログインの際に、セキュリティ用メールアドレスを登録してください",
    "・仮パスワードは、新しいパスワードを設定するまでの間、他に漏洩しないよう十分な管理を行ってください",
    "・ユーザID及び新しいパスワードは、紛失しないよう十分な管理を行ってください",
    "・証明書発行用パスワードは、証明書メニューの「証明書の発行申請」から証明書の発行を申請する際に\
     使用しますので、紛失しないよう十分な管理を行ってください",
    "・証明書発行用パスワードを紛失した場合、証明書メニューの「証明書の発行申請」を選択し、\
     遷移先画面の「証明書発行用パスワードはこちら」から証明書発行用パスワードを再発行することで、\
     新しい証明書発行用パスワードを取得してください",
];

const OTHER_WORDS: [(Sentence, &str); 4] = [
    (Sentence::Title, "電子請求ログイン情報再発行通知書"),
    (Sentence::DateLabel, "発行日"),
    (Sentence::Introduction, INTRODUCTION),
    (Sentence::RemarksHeading, "備考"),
];

/// The letter as the federations post it.
impl Default for Template {
    fn default() -> Self {
        let template = Self {
            words: OTHER_WORDS.map(|(sentence, words)| (sentence, words.into())).into(),
            credentials: Credentials::default(),
            date_style: DateStyle::default(),
            valid_until: None,
            grouping: Grouping::default(),
            honorific: Honorific::default(),
            print: Print::default(),
        };
        template.with_labels(Labels::default()).with_remarks(REMARKS)
    }
}

impl Template {
    /// The letter for readers with low vision: text of 14 pt, the password in two bands of
    /// characters of 24 pt or more. The remarks stand on a second page where the first has no room.
    ///
    /// ```
    /// # use reissue_notice::Template;
    /// assert!(Template::large_print().is_large_print());
    /// ```
    #[must_use]
    pub fn large_print() -> Self {
        Self::default().with_large_print()
    }

    /// The letter to a provider that is registered for the first time,
    /// 電子請求登録結果に関するお知らせ: it hands over 仮パスワード and 証明書発行用パスワード.
    ///
    /// Title and passwords are those of such letters. Their introduction and remarks have not been
    /// seen: here they are **wording of our own**, after the letter that is issued again. Ask the
    /// federation for its own.
    ///
    /// ```
    /// use reissue_notice::{Credential, Template};
    /// let template = Template::first_issue();
    /// assert_eq!(template.words().next(), Some("電子請求登録結果に関するお知らせ"));
    /// let labels: Vec<&str> = template.credentials().iter().map(Credential::label).collect();
    /// assert_eq!(labels, ["仮パスワード", "証明書発行用パスワード"]);
    /// ```
    #[must_use]
    pub fn first_issue() -> Self {
        let credentials = Credentials::login_and_certificate();
        let template = Self::default().with_title("電子請求登録結果に関するお知らせ");
        let template = template.with_introduction(FIRST_INTRODUCTION).with_remarks(FIRST_REMARKS);
        template.with_credentials(credentials)
    }

    /// The same letter for readers with low vision, as [`Template::large_print`] is. Default: for
    /// most readers.
    ///
    /// ```
    /// # use reissue_notice::Template;
    /// assert!(Template::first_issue().with_large_print().is_large_print());
    /// ```
    #[must_use]
    pub fn with_large_print(self) -> Self {
        self.with_print(Print::Large)
    }

    pub(crate) fn with_print(self, print: Print) -> Self {
        Self { print, ..self }
    }

    /// The title, also of the document. Default: 電子請求ログイン情報再発行通知書.
    ///
    /// ```
    /// # use reissue_notice::{Sentence, Template};
    /// let template = Template::default().with_title("ログイン情報通知書");
    /// assert_eq!(template.words_of(Sentence::Title), "ログイン情報通知書");
    /// ```
    #[must_use]
    pub fn with_title(self, words: impl Into<String>) -> Self {
        self.with(Sentence::Title, words)
    }

    /// The word before the date. Default: 発行日.
    ///
    /// ```
    /// # use reissue_notice::{Sentence, Template};
    /// let template = Template::default().with_date_label("通知日");
    /// assert_eq!(template.words_of(Sentence::DateLabel), "通知日");
    /// ```
    #[must_use]
    pub fn with_date_label(self, words: impl Into<String>) -> Self {
        self.with(Sentence::DateLabel, words)
    }

    /// How the date is printed. Default: [`DateStyle::EraPadded`].
    ///
    /// ```
    /// # use reissue_notice::{DateStyle, Template};
    /// let template = Template::default().with_date_style(DateStyle::Western);
    /// assert_eq!(template.date_style(), DateStyle::Western);
    /// ```
    #[must_use]
    pub fn with_date_style(self, date_style: DateStyle) -> Self {
        Self { date_style, ..self }
    }

    /// The word after the addressee's name. Default: [`Honorific::Sama`].
    ///
    /// ```
    /// # use reissue_notice::{Honorific, Template};
    /// let template = Template::default().with_honorific(Honorific::Onchu);
    /// assert_eq!(template.honorific(), Honorific::Onchu);
    /// ```
    #[must_use]
    pub fn with_honorific(self, honorific: Honorific) -> Self {
        Self { honorific, ..self }
    }

    /// The sentence over the tables; a line break starts a new line. Default: the letter's.
    ///
    /// ```
    /// # use reissue_notice::{Sentence, Template};
    /// let template = Template::default().with_introduction("下記の通りお知らせします。");
    /// assert_eq!(template.words_of(Sentence::Introduction), "下記の通りお知らせします。");
    /// ```
    #[must_use]
    pub fn with_introduction(self, words: impl Into<String>) -> Self {
        self.with(Sentence::Introduction, words)
    }

    /// What the tables call their contents. Default: the letter's words.
    ///
    /// ```
    /// # use reissue_notice::{Labels, Sentence, Template};
    /// let template = Template::default().with_labels(Labels::default().with_user_id("ID"));
    /// assert_eq!(template.words_of(Sentence::UserIdLabel), "ID");
    /// ```
    #[must_use]
    pub fn with_labels(mut self, labels: Labels) -> Self {
        for (label, words) in labels.0 {
            self.put(label, words);
        }
        self
    }

    /// The passwords that the letter hands over, each with the heading over its grid. Default:
    /// 仮パスワード alone.
    ///
    /// Grids that the middle panel of the page has no room for stand on pages of their own, under
    /// number and name of the provider.
    ///
    /// ```
    /// use reissue_notice::{Credential, Credentials, Template};
    /// let credentials = Credentials::new([Credential::login(), Credential::certificate()])?;
    /// let template = Template::default().with_credentials(credentials);
    /// assert!(template.words().any(|words| words == "証明書発行用パスワード"));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_credentials(self, credentials: Credentials) -> Self {
        Self { credentials, ..self }
    }

    /// The passwords that the letter hands over.
    ///
    /// ```
    /// # use reissue_notice::{Credentials, Template};
    /// assert_eq!(Template::default().credentials(), &Credentials::default());
    /// ```
    pub fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// The first password's policy is another.
    pub(crate) fn with_first_policy(mut self, policy: Policy) -> Self {
        self.credentials.set_first_policy(policy);
        self
    }

    /// The heading over the remarks. Default: 備考.
    ///
    /// ```
    /// # use reissue_notice::{Sentence, Template};
    /// let template = Template::default().with_remarks_heading("ご注意");
    /// assert_eq!(template.words_of(Sentence::RemarksHeading), "ご注意");
    /// ```
    #[must_use]
    pub fn with_remarks_heading(self, words: impl Into<String>) -> Self {
        self.with(Sentence::RemarksHeading, words)
    }

    /// The remarks, each with its own bullet; a line break starts a new line. Default: the letter's
    /// five.
    ///
    /// ```
    /// # use reissue_notice::{Sentence, Template};
    /// let template = Template::default().with_remarks(["・大切に保管してください"]);
    /// assert_eq!(template.words_of(Sentence::Remark(1)), "・大切に保管してください");
    /// assert_eq!(template.words_of(Sentence::Remark(2)), "");
    /// ```
    #[must_use]
    pub fn with_remarks<S: Into<String>>(mut self, remarks: impl IntoIterator<Item = S>) -> Self {
        self.words.retain(|sentence, _| !matches!(sentence, Sentence::Remark(_)));
        let numbered = (1..).map(Sentence::Remark).zip(remarks.into_iter().map(Into::into));
        self.words.extend(numbered);
        self
    }

    /// A line with whom to ask, under the remarks. Default: none.
    ///
    /// ```
    /// # use reissue_notice::{Sentence, Template};
    /// let template = Template::default().with_contact("介護保険課　TEL 055-000-0000");
    /// assert_eq!(template.words_of(Sentence::Contact), "介護保険課　TEL 055-000-0000");
    /// ```
    #[must_use]
    pub fn with_contact(self, words: impl Into<String>) -> Self {
        self.with(Sentence::Contact, words)
    }

    /// When to ask there, under the contact; a line break starts a new line. Default: none.
    ///
    /// ```
    /// use reissue_notice::Template;
    /// let template = Template::default()
    ///     .with_contact("介護電子請求ヘルプデスク　TEL 0570-059-402")
    ///     .with_contact_hours("毎月1日～10日　平日10時～19時、土曜10時～17時\n11日以降　平日10時～17時");
    /// # assert_eq!(template.words().count(), 16);
    /// ```
    #[must_use]
    pub fn with_contact_hours(self, words: impl Into<String>) -> Self {
        self.with(Sentence::ContactHours, words)
    }

    /// What to do where the envelope came open, over the contact. Default: none;
    /// [`Template::OPENED_ENVELOPE`] is a sentence for it.
    ///
    /// ```
    /// # use reissue_notice::{Sentence, Template};
    /// let template = Template::default().with_opened_envelope(Template::OPENED_ENVELOPE);
    /// assert_eq!(template.words_of(Sentence::OpenedEnvelope), Template::OPENED_ENVELOPE);
    /// ```
    #[must_use]
    pub fn with_opened_envelope(self, words: impl Into<String>) -> Self {
        self.with(Sentence::OpenedEnvelope, words)
    }

    /// Asks the reader not to use a password that somebody may have seen.
    ///
    /// ```
    /// # use reissue_notice::Template;
    /// assert!(Template::OPENED_ENVELOPE.contains("仮パスワードを使用せず"));
    /// ```
    pub const OPENED_ENVELOPE: &str = "封筒に開封された形跡がある場合は、仮パスワードを使用せず、\
        下記までご連絡ください。";

    /// Where to log in, in a row under the user ID. Default: none.
    ///
    /// ```
    /// # use reissue_notice::{Sentence, Template};
    /// let template = Template::default().with_login_address("http://www.e-seikyuu.jp/");
    /// assert_eq!(template.words_of(Sentence::LoginAddressLabel), "ログイン先");
    /// assert_eq!(template.words_of(Sentence::LoginAddress), "http://www.e-seikyuu.jp/");
    /// ```
    #[must_use]
    pub fn with_login_address(self, words: impl Into<String>) -> Self {
        let labelled = self.with(Sentence::LoginAddressLabel, "ログイン先");
        labelled.with(Sentence::LoginAddress, words)
    }

    /// The last day of the password, the first where there are more, beside its heading. Default:
    /// none. A day before that of the letters is refused
    /// ([`IssuerBuilder::build`](crate::IssuerBuilder::build)).
    ///
    /// ```
    /// # use reissue_notice::{Sentence, Template};
    /// let template = Template::default().with_valid_until("2026-06-30".parse()?);
    /// assert_eq!(template.valid_until(), Some("2026-06-30".parse()?));
    /// assert_eq!(template.words_of(Sentence::ValidityLabel), "有効期限");
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::Issuer;
    /// let late = Issuer::builder().federation_by_prefecture().issued_on("2026-07-01".parse()?);
    /// let error = late.template(template).build().unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "last day: found 2026-06-30, expected 2026-07-01, the date of the letters, or a later \
    ///      day"
    /// );
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_valid_until(self, date: Date) -> Self {
        let labelled = self.with(Sentence::ValidityLabel, "有効期限");
        Self { valid_until: Some(date), ..labelled }
    }

    /// Rules a heavier line after every four cells of the password. Default: all rules alike.
    ///
    /// ```
    /// # use reissue_notice::Template;
    /// assert!(Template::default().with_cells_in_fours().has_cells_in_fours());
    /// ```
    #[must_use]
    pub fn with_cells_in_fours(self) -> Self {
        Self { grouping: Grouping::Fours, ..self }
    }

    /// Prints the reference number of each letter under the date, after this word. Default: none.
    ///
    /// It is that of the provider's record; a [`Batch`](crate::Batch) gives one to whoever has none
    /// ([`Batch::reference_of`](crate::Batch::reference_of)), and a single letter without one is
    /// refused, by [`Issuer::check`](crate::Issuer::check) too.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider, Template};
    /// # let date = "2026-04-01".parse()?;
    /// # let builder = Issuer::builder().federation_by_prefecture().issued_on(date);
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// let issuer = builder.template(Template::default().with_reference_label("整理番号")).build()?;
    /// let error = issuer.check(&provider).unwrap_err();
    /// assert_eq!(error.to_string(), "provider 1971100456, reference number: not given");
    /// assert!(issuer.check(&provider.with_reference("R08-0012345".parse()?)).is_ok());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_reference_label(self, words: impl Into<String>) -> Self {
        self.with(Sentence::ReferenceLabel, words)
    }

    /// How the date is printed.
    ///
    /// ```
    /// # use reissue_notice::{DateStyle, Template};
    /// assert_eq!(Template::default().date_style(), DateStyle::EraPadded);
    /// ```
    pub fn date_style(&self) -> DateStyle {
        self.date_style
    }

    /// The word after the addressee's name.
    ///
    /// ```
    /// # use reissue_notice::{Honorific, Template};
    /// assert_eq!(Template::default().honorific(), Honorific::Sama);
    /// ```
    pub fn honorific(&self) -> Honorific {
        self.honorific
    }

    /// The last day of the password, where one is printed.
    ///
    /// ```
    /// # use reissue_notice::Template;
    /// assert_eq!(Template::default().valid_until(), None);
    /// ```
    pub fn valid_until(&self) -> Option<Date> {
        self.valid_until
    }

    /// Whether a heavier line is ruled after every four cells of the password.
    ///
    /// ```
    /// # use reissue_notice::Template;
    /// assert!(!Template::default().has_cells_in_fours());
    /// ```
    pub fn has_cells_in_fours(&self) -> bool {
        self.grouping == Grouping::Fours
    }

    /// Whether it is set for readers with low vision.
    ///
    /// ```
    /// # use reissue_notice::Template;
    /// assert!(!Template::default().is_large_print());
    /// ```
    pub fn is_large_print(&self) -> bool {
        self.print == Print::Large
    }

    /// The words of one sentence; nothing for one that the letter does not have.
    ///
    /// ```
    /// use reissue_notice::{Sentence, Template};
    /// let template = Template::default();
    /// assert_eq!(template.words_of(Sentence::DateLabel), "発行日");
    /// assert_eq!(template.words_of(Sentence::Contact), "");
    /// ```
    pub fn words_of(&self, sentence: Sentence) -> &str {
        self.find(sentence).unwrap_or_default()
    }

    /// Every word of the template, in the order of the page.
    ///
    /// ```
    /// # use reissue_notice::Template;
    /// let template = Template::default();
    /// let words: Vec<&str> = template.words().take(2).collect();
    /// assert_eq!(words, ["電子請求ログイン情報再発行通知書", "発行日"]);
    /// ```
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.sentences().map(|(_, words)| words)
    }

    fn with(mut self, sentence: Sentence, words: impl Into<String>) -> Self {
        self.put(sentence, words.into());
        self
    }

    /// Every word of the template with what it is, in the order of the page.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = (Sentence, &str)> {
        let labelled = self.credentials.labelled();
        let labels = labelled.map(|(sentence, credential)| (sentence, credential.label()));
        let words = self.words.iter().map(|(sentence, words)| (*sentence, words.as_str()));
        let sorted: BTreeMap<Sentence, &str> = words.chain(labels).collect();
        sorted.into_iter()
    }

    /// Each remark with its number.
    pub(crate) fn each_remark(&self) -> impl Iterator<Item = (Sentence, &str)> {
        self.sentences().filter(|(sentence, _)| matches!(sentence, Sentence::Remark(_)))
    }

    pub(crate) fn has(&self, sentence: Sentence) -> bool {
        self.find(sentence).is_some()
    }

    fn find(&self, sentence: Sentence) -> Option<&str> {
        let label = self.credentials.label_of(sentence);
        label.or_else(|| self.words.get(&sentence).map(String::as_str))
    }

    pub(crate) fn put(&mut self, sentence: Sentence, words: String) {
        match self.credentials.label_mut(sentence) {
            Some(label) => *label = words,
            None => drop(self.words.insert(sentence, words)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_letter_stand_byte_for_byte() {
        let words: Vec<_> = Template::default().words().map(str::to_owned).collect();
        assert_eq!(words.join("\n---\n") + "\n", include_str!("template.txt"));
    }
}
