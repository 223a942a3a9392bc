//! What was tried on a file.

use super::message::Message;

/// What was tried on a file or folder when the system refused.
///
/// ```
/// use reissue_notice::{Action, BatchKey, ErrorKind};
/// let error = BatchKey::open_file("no such folder/key").unwrap_err();
/// assert!(matches!(error.kind(), ErrorKind::Io { action: Action::Read, .. }));
/// assert!(error.to_string().contains("cannot read no such folder/key"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Action {
    /// To create it.
    #[error("create")]
    Create,
    /// To open it.
    #[error("open")]
    Open,
    /// To read it.
    #[error("read")]
    Read,
    /// To write to it.
    #[error("write")]
    Write,
    /// To make what was written durable (fsync).
    #[error("fsync")]
    Sync,
    /// To give it its final name, in place of what may have it.
    #[error("replace")]
    Replace,
    /// To take it away.
    #[error("remove")]
    Remove,
    /// To take from others what they may do with it.
    #[error("take from other users")]
    MakePrivate,
}

impl Message for Action {
    fn in_japanese(&self) -> String {
        String::from(match self {
            Self::Create => "作成",
            Self::Open => "参照",
            Self::Read => "読み込み",
            Self::Write => "書き込み",
            Self::Sync => "ディスクへの書き出し",
            Self::Replace => "置き換え",
            Self::Remove => "削除",
            Self::MakePrivate => "アクセス権の制限",
        })
    }
}

/// What should have a name.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// use reissue_notice::{ErrorKind, Issuer, Plain, Provider};
/// # let date = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
/// # let folder = tempfile::tempdir().unwrap();
/// let letter = issuer.letter_for(&provider, "K3MrRT3H17203902".parse()?)?;
/// let error = letter.write_file(folder.path()).unwrap_err();
/// assert!(matches!(error.kind(), ErrorKind::Planted { expected: Plain::File, .. }));
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Plain {
    /// A file with bytes of its own.
    #[error("a plain file")]
    File,
    /// A folder.
    #[error("a folder")]
    Folder,
}

impl Message for Plain {
    fn in_japanese(&self) -> String {
        String::from(match self {
            Self::File => "通常のファイル",
            Self::Folder => "フォルダ",
        })
    }
}

/// What a run does to be safe, and not every file system can.
///
/// ```
/// use reissue_notice::{Error, ErrorKind, Safeguard};
/// use std::io;
/// let error = Error::from(ErrorKind::Unsupported {
///     path: "/mnt/letters".into(),
///     safeguard: Safeguard::Lock,
///     source: io::ErrorKind::Unsupported.into(),
/// });
/// assert!(error.to_string().contains("without_lock"), "{error}");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Safeguard {
    /// A lock keeps other runs out of the folder.
    Lock,
    /// The names in a folder are made durable.
    FolderSync,
}

impl Safeguard {
    /// What does not work.
    pub(super) fn lacking(self) -> &'static str {
        match self {
            Self::Lock => "its file system has no locks",
            Self::FolderSync => "its file system cannot sync folders",
        }
    }

    /// How to go on, and what that gives up.
    pub(super) fn way_out(self) -> &'static str {
        match self {
            Self::Lock => "without_lock (--no-lock) goes on, and then nothing keeps two runs apart",
            Self::FolderSync => {
                "without_folder_sync (--no-folder-sync) goes on, and then a power cut may take \
                 names from files, which the same call makes again"
            }
        }
    }

    /// What does not work, in Japanese.
    pub(super) fn in_japanese(self) -> &'static str {
        match self {
            Self::Lock => "排他ロック",
            Self::FolderSync => "フォルダの書き出しの確定",
        }
    }

    /// How to go on, and what that gives up, in Japanese.
    pub(super) fn remedy(self) -> &'static str {
        match self {
            Self::Lock => "--no-lockで続行できますが、同時に2つの発行を実行しないでください。",
            Self::FolderSync => {
                "--no-folder-syncで続行できますが、停電の後は同じ発行を再度実行してください。"
            }
        }
    }
}
