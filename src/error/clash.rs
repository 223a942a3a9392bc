//! Why a folder is not this run's to write in.

use super::message::Message;
use super::run_part::RunPart;

/// In what a folder clashes with the run that would write there.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// use reissue_notice::{BatchKey, Clash, ErrorKind, Issuer, Provider, RunPart};
/// # let date = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
/// # let go_on = |_| std::ops::ControlFlow::Continue(());
/// # let folder = tempfile::tempdir().unwrap();
/// let (one, other) = (BatchKey::from_bytes(&[7; 32])?, BatchKey::from_bytes(&[8; 32])?);
/// issuer.batch(one).write_directory(&[provider.clone()], folder.path(), go_on)?;
/// let again = issuer.batch(other).write_directory(&[provider], folder.path(), go_on);
/// let error = again.unwrap_err();
/// let ErrorKind::OtherRun { reason, .. } = error.kind() else { panic!("{error}") };
/// assert_eq!(reason, &Clash::Part(RunPart::Key));
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Clash {
    /// A run of another version of how passwords are drawn and files sealed.
    #[error("the folder holds a run of scheme {found}, and this version draws by scheme {ours}")]
    Scheme {
        /// What the folder's journal says.
        found: String,
        /// What this crate draws by.
        ours: &'static str,
    },
    /// A run whose letters are made from something else.
    #[error("the folder holds a run with another {0}")]
    Part(RunPart),
    /// A journal that is not as it was written.
    #[error("the journal is not as it was written: put back a copy, or issue to another folder")]
    DamagedJournal,
    /// Letters of which no journal tells.
    #[error("the folder holds {found} and no journal of a run")]
    NoJournal {
        /// The first file or folder of them that was found.
        found: String,
    },
    /// Letters to providers whom a list that has changed does not issue to.
    #[error(
        "the folder holds {found} letters that the list does not issue, the first {first}: give \
         the whole list, or take them out"
    )]
    NotInList {
        /// How many.
        found: usize,
        /// The file of the first.
        first: String,
    },
    /// Volumes of another list, which are not added to.
    #[error(
        "the folder holds volumes of another list, which are sorted and counted over all of it: \
         issue to another folder"
    )]
    Volumes,
    /// A run that is writing now.
    #[error("another run is writing here")]
    Busy,
}

impl Message for Clash {
    fn in_japanese(&self) -> String {
        match self {
            Self::Scheme { found, ours } => format!(
                "方式{found}で発行されたフォルダです。この版の方式は{ours}です。別のフォルダを指定してください。"
            ),
            Self::Part(part) => format!(
                "{}の異なる発行が記録されたフォルダです。発行時と同じ指定にするか、別のフォルダを指定してください。",
                part.in_japanese()
            ),
            Self::DamagedJournal => {
                "発行記録が書き換えられています。控えから戻すか、別のフォルダを指定してください。"
                    .into()
            }
            Self::NoJournal { found } => {
                format!("発行記録がないのに{found}があります。別のフォルダを指定してください。")
            }
            Self::NotInList { found, first } => format!(
                "名簿では発行しない通知書が{found}通あります（最初は{first}）。名簿全体を指定するか、その通知書を取り除いてください。"
            ),
            Self::Volumes => {
                "別の名簿の綴りがあるフォルダです。綴りには追加できません。別のフォルダを指定してください。".into()
            }
            Self::Busy => "別の発行処理が実行中です。終了してから再度実行してください。".into(),
        }
    }
}
