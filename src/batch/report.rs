//! What a batch says of itself: how far it is, what it refused, and how it ended.

use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};

use super::concern::Concern;
use super::durable::single::write_beside_run;
use super::manifest::field;
use super::round::Round;
use crate::error::{Error, Language, Message, Result};
use crate::provider::number::ProviderNumber;

/// How far a run is, given to the caller's callback after each group of letters. It holds no
/// secret.
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

impl Refusal {
    /// One that the caller makes: of a row that never became a [`Provider`](crate::Provider).
    /// `number`: what stands where its provider number should.
    pub fn new(row: usize, number: &str, error: &Error) -> Self {
        let (concern, reason) = (Concern::of_refusal(error), Reason::of(error));
        Self { row, number: number.into(), name: None, concern, reason }
    }

    /// With the name that the record has. Default: none.
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        Self { name: Some(name.into()), ..self }
    }

    /// The row of its source ([`Provider::at_row`](crate::Provider::at_row)), or its place in the
    /// list counted from 1.
    pub fn row(&self) -> usize {
        self.row
    }

    /// Whose it is: a provider number, or what stood in its place.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The name of the record, where it came to be a provider.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Why it is refused, by kind.
    pub fn concern(&self) -> Concern {
        self.concern
    }

    /// The whole sentence of the error.
    pub fn reason(&self) -> &str {
        &self.reason.english
    }

    /// The whole sentence of the error in a language.
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
    pub fn number(&self) -> ProviderNumber {
        self.number
    }

    /// What the list has otherwise.
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
    pub fn issued(&self) -> usize {
        self.issued
    }

    /// The records that were refused, in the order of the list.
    pub fn refused(&self) -> &[Refusal] {
        &self.refused
    }

    /// Bytes of letters that this run wrote.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Files that had been durable in an earlier run and were found missing or altered: something
    /// other than this crate touched them.
    pub fn repaired(&self) -> usize {
        self.repaired
    }

    /// How many letters are new, where the run went on with a list that had changed
    /// ([`Batch::adding`](crate::Batch::adding)).
    pub fn added(&self) -> usize {
        self.added
    }

    /// Whose letters were struck again since the list has something else for them, where the run
    /// went on with a list that had changed: the earlier ones must not be posted.
    pub fn corrected(&self) -> &[Correction] {
        &self.corrected
    }

    /// Whether the run went to its end; if the callback stopped it, the same call goes on where it
    /// stood.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// The manifest, where the run wrote one.
    pub fn manifest(&self) -> Option<&std::path::Path> {
        self.manifest.as_deref()
    }
}
