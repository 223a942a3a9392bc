//! What a batch says of itself: how far it is, what it refused, and how it ended.

use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};

use super::concern::Concern;
use super::durable::single::write_beside_run;
use super::manifest::field;
use super::round::Round;
use crate::error::{Error, Language, Message, Result};
use crate::provider::number::ProviderNumber;
#[cfg(feature = "roster")]
use crate::roster::RefusedRow;

/// How far a run is, given to the caller's callback after each group of letters. It holds no
/// secret.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// # use std::ops::ControlFlow;
/// # use reissue_notice::{BatchKey, Issuer, Provider};
/// use reissue_notice::Progress;
/// # let issued_on = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
/// # let folder = tempfile::tempdir().unwrap();
/// # let folder = folder.path().join("letters");
/// # let batch = issuer.batch(BatchKey::generate()?);
/// let mut told = Vec::new();
/// batch.write_directory(&providers, &folder, |progress: Progress| {
///     told.push((progress.done, progress.total));
///     ControlFlow::Continue(())
/// })?;
/// assert_eq!(told.last(), Some(&(1, 1)));
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Records done: issued, kept from an earlier run, or refused.
    pub done: usize,
    /// Records in all.
    pub total: usize,
    /// Of those done, how many were refused.
    pub refused: usize,
    /// Bytes of letters written by this run.
    pub bytes: u64,
}

/// A record that was not issued, and why.
///
/// ```
/// use reissue_notice::{ProviderNumber, Refusal};
/// let error = "19711004".parse::<ProviderNumber>().unwrap_err();
/// assert_eq!(
///     Refusal::new(7, "19711004", &error).to_string(),
///     "row 7: provider number: found 8 characters, expected 10"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    row: usize,
    number: Box<str>,
    name: Option<Box<str>>,
    concern: Concern,
    reason: Reason,
}

/// The whole sentence of an error, which is not kept, in each language.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Reason {
    english: Box<str>,
    japanese: Box<str>,
}

impl Reason {
    fn of(error: &Error) -> Self {
        Self { english: error.to_string().into(), japanese: error.in_japanese().into() }
    }
}

/// A row that is no provider, in the same report as the records that a run refuses.
#[cfg(feature = "roster")]
impl From<&RefusedRow> for Refusal {
    fn from(row: &RefusedRow) -> Self {
        Self::new(row.line(), row.number(), row.error())
    }
}

impl Refusal {
    /// One that the caller makes: of a row that never became a [`Provider`](crate::Provider).
    /// `number`: what stands where its provider number should.
    ///
    /// ```
    /// use reissue_notice::{ProviderNumber, Refusal};
    /// let error = "19711004".parse::<ProviderNumber>().unwrap_err();
    /// let refusal = Refusal::new(7, "19711004", &error);
    /// assert_eq!((refusal.row(), refusal.number(), refusal.name()), (7, "19711004", None));
    /// ```
    pub fn new(row: usize, number: &str, error: &Error) -> Self {
        let (concern, reason) = (Concern::of_refusal(error), Reason::of(error));
        Self { row, number: number.into(), name: None, concern, reason }
    }

    /// With the name that the record has. Default: none.
    ///
    /// ```
    /// # use reissue_notice::{ProviderNumber, Refusal};
    /// # let error = "19711004".parse::<ProviderNumber>().unwrap_err();
    /// let refusal = Refusal::new(7, "19711004", &error).named("やまなし会");
    /// assert_eq!(refusal.name(), Some("やまなし会"));
    /// ```
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        Self { name: Some(name.into()), ..self }
    }

    /// The row of its source ([`Provider::at_row`](crate::Provider::at_row)), or its place in the
    /// list counted from 1.
    ///
    /// ```
    /// # use reissue_notice::{ProviderNumber, Refusal};
    /// # let error = "19711004".parse::<ProviderNumber>().unwrap_err();
    /// assert_eq!(Refusal::new(7, "19711004", &error).row(), 7);
    /// ```
    pub fn row(&self) -> usize {
        self.row
    }

    /// Whose it is: a provider number, or what stood in its place.
    ///
    /// ```
    /// # use reissue_notice::{ProviderNumber, Refusal};
    /// # let error = "19711004".parse::<ProviderNumber>().unwrap_err();
    /// assert_eq!(Refusal::new(7, "19711004", &error).number(), "19711004");
    /// ```
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The name of the record, where it came to be a provider.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// let provider = Provider::new(number, user_id, "リハሀ".parse()?);
    /// assert_eq!(issuer.preflight(&[provider]).refused()[0].name(), Some("リハሀ"));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Why it is refused, by kind.
    ///
    /// ```
    /// # use reissue_notice::{Concern, Fault, Field, ProviderNumber, Refusal};
    /// # let error = "19711004".parse::<ProviderNumber>().unwrap_err();
    /// let concern = Concern::Refused { field: Field::ProviderNumber, fault: Fault::Form };
    /// assert_eq!(Refusal::new(7, "19711004", &error).concern(), concern);
    /// ```
    pub fn concern(&self) -> Concern {
        self.concern
    }

    /// The whole sentence of the error.
    ///
    /// ```
    /// # use reissue_notice::{ProviderNumber, Refusal};
    /// let error = "19711004".parse::<ProviderNumber>().unwrap_err();
    /// assert_eq!(Refusal::new(7, "19711004", &error).reason(), error.to_string());
    /// ```
    pub fn reason(&self) -> &str {
        &self.reason.english
    }

    /// The whole sentence of the error in a language.
    ///
    /// ```
    /// # use reissue_notice::{Language, Message, ProviderNumber, Refusal};
    /// let error = "19711004".parse::<ProviderNumber>().unwrap_err();
    /// let refusal = Refusal::new(7, "19711004", &error);
    /// assert_eq!(refusal.reason_in(Language::English), error.to_string());
    /// assert_eq!(refusal.reason_in(Language::Japanese), error.in_japanese());
    /// ```
    pub fn reason_in(&self, language: Language) -> &str {
        match language {
            Language::English => &self.reason.english,
            Language::Japanese => &self.reason.japanese,
        }
    }

    /// Writes refusals to a CSV file with the columns `row`, `provider_number` and `reason`, by
    /// row, whole or not at all, durably and for nobody else to read. What a spreadsheet would take
    /// for a formula has an apostrophe before it. In Japanese, the columns are 行, 事業所番号 and
    /// 理由, and a byte order mark tells spreadsheets that it is UTF-8.
    ///
    /// ```
    /// use reissue_notice::{Language, ProviderNumber, Refusal};
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let path = folder.path().join("refused.csv");
    /// let error = "=1+1".parse::<ProviderNumber>().unwrap_err();
    /// Refusal::write_csv(&[Refusal::new(7, "=1+1", &error)], &path, Language::Japanese)?;
    /// let written = std::fs::read_to_string(&path).unwrap();
    /// assert!(written.contains("7,\"'=1+1\",事業所番号：1文字目が「=」（U+003D）です。"));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Letter::write_file`](crate::Letter::write_file).
    pub fn write_csv(refusals: &[Self], path: impl AsRef<Path>, language: Language) -> Result<()> {
        let mut sorted: Vec<&Self> = refusals.iter().collect();
        sorted.sort_by_key(|refusal| refusal.row);
        let mut text = String::from(match language {
            Language::Japanese => "\u{FEFF}行,事業所番号,理由\n",
            Language::English => "row,provider_number,reason\n",
        });
        for refusal in sorted {
            let (number, reason) = (field(&refusal.number), field(refusal.reason_in(language)));
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{},{number},{reason}", refusal.row);
        }
        write_beside_run(path.as_ref(), text.as_bytes())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}: {}", self.row, self.reason())
    }
}

impl Message for Refusal {
    fn in_japanese(&self) -> String {
        format!("{}行目：{}", self.row, self.reason.japanese)
    }
}

/// A letter that was struck again, since its list now has something else for it: the earlier one
/// must not be posted.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// # use std::ops::ControlFlow;
/// # use reissue_notice::{BatchKey, Issuer, Provider};
/// use reissue_notice::{Corrected, Correction};
/// # let issued_on = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
/// # let folder = tempfile::tempdir().unwrap();
/// # let folder = folder.path().join("letters");
/// # let batch = issuer.batch(BatchKey::generate()?);
/// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
/// # let user_id = "KJ010199999999".parse()?;
/// let list = [Provider::new(number, user_id, "社会福祉法人やまなし会".parse()?)];
/// let report = batch.adding().write_directory(&list, &folder, |_| ControlFlow::Continue(()))?;
/// let correction: Correction = report.corrected()[0];
/// assert_eq!((correction.number(), correction.corrected()), (number, Corrected::Name));
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Correction {
    number: ProviderNumber,
    corrected: Corrected,
}

impl Correction {
    pub(super) fn new(number: ProviderNumber, corrected: Corrected) -> Self {
        Self { number, corrected }
    }

    /// Whose letter it is.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// # let user_id = "KJ010199999999".parse()?;
    /// let list = [Provider::new(number, user_id, "社会福祉法人やまなし会".parse()?)];
    /// let report = batch.adding().write_directory(&list, &folder, |_| ControlFlow::Continue(()))?;
    /// assert_eq!(report.corrected()[0].number(), number);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn number(&self) -> ProviderNumber {
        self.number
    }

    /// What the list has otherwise.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Corrected, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// let list = [Provider::new(number, "KJ010199999998".parse()?, "やまなし会".parse()?)];
    /// let report = batch.adding().write_directory(&list, &folder, |_| ControlFlow::Continue(()))?;
    /// assert_eq!(report.corrected()[0].corrected(), Corrected::UserId);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn corrected(&self) -> Corrected {
        self.corrected
    }
}

impl fmt::Display for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { number, corrected } = self;
        write!(f, "{number}: {corrected}; the letter was struck again with the same password, ")?;
        f.write_str("and the earlier one must not be posted")
    }
}

impl Message for Correction {
    fn in_japanese(&self) -> String {
        let Self { number, corrected } = self;
        let corrected = corrected.in_japanese();
        format!(
            "事業所番号{number}：{corrected}。同じ仮パスワードで作り直しました。前の通知書は発送せず、破棄してください。"
        )
    }
}

/// What a list has otherwise than before.
///
/// ```
/// use reissue_notice::{Corrected, Message};
/// assert_eq!(Corrected::UserId.to_string(), "another user ID than before");
/// assert_eq!(Corrected::UserId.in_japanese(), "ユーザIDの訂正");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Corrected {
    /// The user ID.
    #[error("another user ID than before")]
    UserId,
    /// The name, the address or another word of the letter.
    #[error("another name or address than before")]
    Name,
}

impl Message for Corrected {
    fn in_japanese(&self) -> String {
        String::from(match self {
            Self::UserId => "ユーザIDの訂正",
            Self::Name => "事業所名または住所の訂正",
        })
    }
}

/// How a run ended: the records are those issued and those refused, always.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// # use std::ops::ControlFlow;
/// # use reissue_notice::{BatchKey, Issuer, Provider};
/// use reissue_notice::Report;
/// # let issued_on = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
/// # let folder = tempfile::tempdir().unwrap();
/// # let folder = folder.path().join("letters");
/// # let batch = issuer.batch(BatchKey::generate()?);
/// let report: Report =
///     batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
/// assert_eq!(report.issued() + report.refused().len(), providers.len());
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub(super) issued: usize,
    pub(super) refused: Vec<Refusal>,
    pub(super) bytes: u64,
    pub(super) repaired: usize,
    pub(super) complete: bool,
    pub(super) manifest: Option<PathBuf>,
    pub(super) round: Round,
    pub(super) added: usize,
    pub(super) corrected: Vec<Correction>,
}

impl Report {
    pub(super) fn progress(&self, total: usize) -> Progress {
        let (refused, bytes) = (self.refused.len(), self.bytes);
        Progress { done: self.issued + refused, total, refused, bytes }
    }

    /// How many letters stand, from this run or an earlier one.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// let (_, report) = batch.write_spool(&providers, Vec::new(), SpoolOptions::default())?;
    /// assert_eq!(report.issued(), 1);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn issued(&self) -> usize {
        self.issued
    }

    /// The records that were refused, in the order of the list.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// let providers = [Provider::new(number, user_id, "リハሀ".parse()?)];
    /// let (_, report) = batch.write_spool(&providers, Vec::new(), SpoolOptions::default())?;
    /// assert_eq!(report.refused()[0].number(), "1971100456");
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn refused(&self) -> &[Refusal] {
        &self.refused
    }

    /// Bytes of letters that this run wrote.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{BatchKey, Issuer, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// let (pdf, report) = batch.write_spool(&providers, Vec::new(), SpoolOptions::default())?;
    /// assert_eq!(report.bytes(), pdf.len() as u64);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Files that had been durable in an earlier run and were found missing or altered: something
    /// other than this crate touched them.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// std::fs::remove_file(folder.join("19/1971100456.pdf")).unwrap();
    /// let report = batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// assert_eq!((report.issued(), report.repaired()), (1, 1));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn repaired(&self) -> usize {
        self.repaired
    }

    /// How many letters are new, where the run went on with a list that had changed
    /// ([`Batch::adding`](crate::Batch::adding)).
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// # let mut longer = providers.to_vec();
    /// # let (number, user_id) = ("1310630046".parse()?, "KJ010199999998".parse()?);
    /// longer.push(Provider::new(number, user_id, "あおば訪問看護".parse()?));
    /// let go_on = |_| ControlFlow::Continue(());
    /// let report = batch.adding().write_directory(&longer, &folder, go_on)?;
    /// assert_eq!((report.issued(), report.added()), (2, 1));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn added(&self) -> usize {
        self.added
    }

    /// Whose letters were struck again since the list has something else for them, where the run
    /// went on with a list that had changed: the earlier ones must not be posted.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// let list = [Provider::new(number, "KJ010199999998".parse()?, "やまなし会".parse()?)];
    /// let report = batch.adding().write_directory(&list, &folder, |_| ControlFlow::Continue(()))?;
    /// assert_eq!(
    ///     report.corrected()[0].to_string(),
    ///     "1971100456: another user ID than before; the letter was struck again with the same \
    ///      password, and the earlier one must not be posted"
    /// );
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn corrected(&self) -> &[Correction] {
        &self.corrected
    }

    /// Whether the run went to its end; if the callback stopped it, the same call goes on where it
    /// stood.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("spools");
    /// # let mut list = Vec::new();
    /// # for (number, id) in [("1970000001", "KJ000000000001"), ("1970000019", "KJ000000000002")] {
    /// #     list.push(Provider::new(number.parse()?, id.parse()?, "やまなし会".parse()?));
    /// # }
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// let options = SpoolOptions::default().with_pages_per_volume(1.try_into().unwrap());
    /// let stopped = batch.write_volumes(&list, &folder, options, |_| ControlFlow::Break(()))?;
    /// assert!(!stopped.is_complete());
    /// let report = batch.write_volumes(&list, &folder, options, |_| ControlFlow::Continue(()))?;
    /// assert!(report.is_complete() && report.issued() == 2);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// The manifest, where the run wrote one.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, Provider};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("letters");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// let report = batch.write_directory(&providers, &folder, |_| ControlFlow::Continue(()))?;
    /// assert_eq!(report.manifest(), Some(&*folder.join("manifest.csv")));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn manifest(&self) -> Option<&std::path::Path> {
        self.manifest.as_deref()
    }
}
