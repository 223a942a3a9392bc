//! What the log of an inserter says that is not so in the run, each by what it is.

use std::fmt;

use crate::error::Message;
use crate::provider::number::ProviderNumber;

/// A line of a log.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// # use std::ops::ControlFlow;
/// # use reissue_notice::{BatchKey, Issuer, LogColumns, Provider, SpoolOptions};
/// use reissue_notice::LogLine;
/// # let issued_on = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
/// # let folder = tempfile::tempdir().unwrap();
/// # let folder = folder.path().join("spools");
/// # let batch = issuer.batch(BatchKey::generate()?);
/// # let options = SpoolOptions::default();
/// # batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
/// let log = "sheet,envelope,status\n1,2,ok\n";
/// let found = batch.reconcile(&folder, [log.as_bytes()], &LogColumns::default())?;
/// let line: LogLine = found.discrepancies()[0].line().unwrap();
/// assert_eq!(line.to_string(), "line 2");
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LogLine {
    pub(super) log: usize,
    pub(super) line: usize,
}

impl LogLine {
    /// Which of the logs, in the order in which they were given, counted from 1.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, LogColumns, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("spools");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # let options = SpoolOptions::default();
    /// # batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// let (log, next) = ("sheet,envelope,status\n1,1,ok\n", "sheet,envelope,status\n1,1,ok\n");
    /// let logs = [log.as_bytes(), next.as_bytes()];
    /// let found = batch.reconcile(&folder, logs, &LogColumns::default())?;
    /// assert_eq!(found.discrepancies()[0].line().unwrap().to_string(), "log 2, line 2");
    /// assert_eq!(found.discrepancies()[0].line().unwrap().log(), 2);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn log(self) -> usize {
        self.log
    }

    /// Which line of it, counted from 1.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, LogColumns, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("spools");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # let options = SpoolOptions::default();
    /// # batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// let log = "sheet,envelope,status\n1,2,ok\n";
    /// let found = batch.reconcile(&folder, [log.as_bytes()], &LogColumns::default())?;
    /// assert_eq!(found.discrepancies()[0].line().unwrap().line(), 2);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn line(self) -> usize {
        self.line
    }
}

/// Of the first log as if there were no others.
impl fmt::Display for LogLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.log {
            1 => write!(f, "line {}", self.line),
            log => write!(f, "log {log}, line {}", self.line),
        }
    }
}

impl Message for LogLine {
    fn in_japanese(&self) -> String {
        match self.log {
            1 => format!("{}行目", self.line),
            log => format!("記録{log}の{}行目", self.line),
        }
    }
}

/// A sheet of a run.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// # use std::ops::ControlFlow;
/// # use reissue_notice::{BatchKey, Issuer, LogColumns, Provider, SpoolOptions};
/// use reissue_notice::{Discrepancy, RunSheet};
/// # let issued_on = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
/// # let folder = tempfile::tempdir().unwrap();
/// # let folder = folder.path().join("spools");
/// # let batch = issuer.batch(BatchKey::generate()?);
/// # let options = SpoolOptions::default();
/// # batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
/// let log = "sheet,envelope,status\n1,2,ok\n";
/// let found = batch.reconcile(&folder, [log.as_bytes()], &LogColumns::default())?;
/// let sheet: RunSheet = match found.discrepancies()[0] {
///     Discrepancy::OtherEnvelope { sheet, .. } => sheet,
///     _ => unreachable!(),
/// };
/// assert_eq!(sheet.to_string(), "sheet 1 of 1971100456");
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunSheet {
    pub(super) sheet: usize,
    pub(super) number: ProviderNumber,
    pub(super) envelope: usize,
}

impl RunSheet {
    /// Its number in the run, counted from 1.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Discrepancy, Issuer, LogColumns, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("spools");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # let options = SpoolOptions::default();
    /// # batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// let log = "sheet,envelope,status\n1,2,ok\n";
    /// let found = batch.reconcile(&folder, [log.as_bytes()], &LogColumns::default())?;
    /// let Discrepancy::OtherEnvelope { sheet, .. } = found.discrepancies()[0] else { panic!() };
    /// assert_eq!(sheet.sheet(), 1);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn sheet(self) -> usize {
        self.sheet
    }

    /// Whose letter it is of.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Discrepancy, Issuer, LogColumns, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("spools");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # let options = SpoolOptions::default();
    /// # batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// let log = "sheet,envelope,status\n1,2,ok\n";
    /// let found = batch.reconcile(&folder, [log.as_bytes()], &LogColumns::default())?;
    /// let Discrepancy::OtherEnvelope { sheet, .. } = found.discrepancies()[0] else { panic!() };
    /// assert_eq!(sheet.number(), number);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn number(self) -> ProviderNumber {
        self.number
    }

    /// The number of the envelope that it belongs in.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Discrepancy, Issuer, LogColumns, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("spools");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # let options = SpoolOptions::default();
    /// # batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// let log = "sheet,envelope,status\n1,2,ok\n";
    /// let found = batch.reconcile(&folder, [log.as_bytes()], &LogColumns::default())?;
    /// let Discrepancy::OtherEnvelope { sheet, .. } = found.discrepancies()[0] else { panic!() };
    /// assert_eq!(sheet.envelope(), 1);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn envelope(self) -> usize {
        self.envelope
    }
}

impl fmt::Display for RunSheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sheet {} of {}", self.sheet, self.number)
    }
}

impl Message for RunSheet {
    fn in_japanese(&self) -> String {
        format!("連番{}（事業所番号{}）", self.sheet, self.number)
    }
}

/// Something in the log of an inserter that is not as the run says.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// # use std::ops::ControlFlow;
/// # use reissue_notice::{BatchKey, Issuer, LogColumns, Provider, SpoolOptions};
/// use reissue_notice::Discrepancy;
/// # let issued_on = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
/// # let folder = tempfile::tempdir().unwrap();
/// # let folder = folder.path().join("spools");
/// # let batch = issuer.batch(BatchKey::generate()?);
/// # let options = SpoolOptions::default();
/// # batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
/// let log = "sheet,envelope,status\n1,2,ok\n";
/// let found = batch.reconcile(&folder, [log.as_bytes()], &LogColumns::default())?;
/// for discrepancy in found.discrepancies() {
///     match discrepancy {
///         Discrepancy::OtherEnvelope { found, .. } => assert_eq!(*found, 2),
///         other => panic!("{other}"),
///     }
/// }
/// # assert_eq!(found.discrepancies().len(), 1);
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Discrepancy {
    /// A sheet that no log names.
    #[error("{sheet}: in no log; it belongs in envelope {}", .sheet.envelope)]
    Missing {
        /// Which.
        sheet: RunSheet,
    },
    /// A sheet that was inserted and is inserted again.
    #[error("{line}: {sheet} was inserted before")]
    Twice {
        /// Where the log says so.
        line: LogLine,
        /// Which.
        sheet: RunSheet,
    },
    /// A sheet that does not come after the one before it in the run.
    #[error("{line}: {sheet} is out of order")]
    OutOfOrder {
        /// Where the log names it.
        line: LogLine,
        /// Which.
        sheet: RunSheet,
    },
    /// A sheet in the envelope of another addressee.
    #[error("{line}: {sheet} is in envelope {found}, expected {}", .sheet.envelope)]
    OtherEnvelope {
        /// Where the log says so.
        line: LogLine,
        /// Which.
        sheet: RunSheet,
        /// The envelope that it is in.
        found: usize,
    },
    /// A sheet that the run does not have.
    #[error("{line}: sheet {sheet} is not of this run, which has {sheets}")]
    Unknown {
        /// Where the log names it.
        line: LogLine,
        /// Its number.
        sheet: usize,
        /// How many sheets the run has.
        sheets: usize,
    },
    /// A sheet of a letter that is void, and that is posted.
    #[error("{line}: {sheet} was inserted, and its letter is void")]
    VoidInserted {
        /// Where the log says so.
        line: LogLine,
        /// Which.
        sheet: RunSheet,
    },
    /// A sheet that somebody pulled and nobody asked for.
    #[error("{line}: {sheet} was pulled, and its letter is not on the void list")]
    NotVoid {
        /// Where the log says so.
        line: LogLine,
        /// Which.
        sheet: RunSheet,
    },
    /// A line that does not say what became of a sheet.
    #[error("{line}: found {found:?}, expected a sheet, an envelope or a known result")]
    Unreadable {
        /// Which.
        line: LogLine,
        /// What stands there.
        found: String,
    },
}

impl Discrepancy {
    /// The line of a log that says so; none for what no log says.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use std::ops::ControlFlow;
    /// # use reissue_notice::{BatchKey, Issuer, LogColumns, Provider, SpoolOptions};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let providers = [Provider::new(number, user_id, "やまなし会".parse()?)];
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path().join("spools");
    /// # let batch = issuer.batch(BatchKey::generate()?);
    /// # let options = SpoolOptions::default();
    /// # batch.write_volumes(&providers, &folder, options, |_| ControlFlow::Continue(()))?;
    /// let log = "sheet,envelope,status\n7,1,ok\n";
    /// let found = batch.reconcile(&folder, [log.as_bytes()], &LogColumns::default())?;
    /// let [unknown, missing] = found.discrepancies() else { panic!("{found:?}") };
    /// assert_eq!(unknown.line().unwrap().line(), 2);
    /// assert_eq!(missing.line(), None);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn line(&self) -> Option<LogLine> {
        match self {
            Self::Missing { .. } => None,
            Self::Twice { line, .. }
            | Self::OutOfOrder { line, .. }
            | Self::OtherEnvelope { line, .. }
            | Self::Unknown { line, .. }
            | Self::VoidInserted { line, .. }
            | Self::NotVoid { line, .. }
            | Self::Unreadable { line, .. } => Some(*line),
        }
    }
}

impl Message for Discrepancy {
    fn in_japanese(&self) -> String {
        match self {
            Self::Missing { sheet } => format!(
                "{}：封入記録にありません。封筒{}を確認してください。",
                sheet.in_japanese(),
                sheet.envelope
            ),
            Self::Twice { line, sheet } => {
                told(line, sheet, "2度封入されています。封筒を確認してください。")
            }
            Self::OutOfOrder { line, sheet } => {
                told(line, sheet, "順序が違います。前後の封筒を確認してください。")
            }
            Self::OtherEnvelope { line, sheet, found } => told(
                line,
                sheet,
                &format!(
                    "封筒{}ではなく封筒{found}に封入されています。発送しないでください。",
                    sheet.envelope
                ),
            ),
            Self::Unknown { line, sheet, sheets } => format!(
                "{}：連番{sheet}はこの発行（{sheets}枚）にありません。記録を確認してください。",
                line.in_japanese()
            ),
            Self::VoidInserted { line, sheet } => {
                told(line, sheet, "引き抜く通知書が封入されています。発送しないでください。")
            }
            Self::NotVoid { line, sheet } => told(
                line,
                sheet,
                "引抜きの一覧にない通知書が引き抜かれています。依頼を確認してください。",
            ),
            Self::Unreadable { line, found } => format!(
                "{}：「{found}」を読み取れません。列と用語の指定を確認してください。",
                line.in_japanese()
            ),
        }
    }
}

fn told(line: &LogLine, sheet: &RunSheet, what: &str) -> String {
    format!("{}：{}：{what}", line.in_japanese(), sheet.in_japanese())
}
