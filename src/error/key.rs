//! What is wrong with the file of a key.

use super::message::Message;

/// Why a file is not taken for a key's; none of its characters are part of an error.
///
/// ```
/// use reissue_notice::{BatchKey, ErrorKind, KeyFault};
/// # let folder = tempfile::tempdir().unwrap();
/// let path = folder.path().join("key");
/// BatchKey::create_file(&path)?;
/// let error = BatchKey::create_file(&path).unwrap_err();
/// let ErrorKind::KeyFile { fault, .. } = error.kind() else { panic!("{error}") };
/// assert_eq!(fault, &KeyFault::Exists);
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFault {
    /// A key is made where something stands already.
    #[error("stands already, and a key is never written over")]
    Exists,
    /// A folder or a device.
    #[error("is no plain file")]
    NotPlain,
    /// Other users may read it.
    #[error(
        "can be read by others (mode {mode:04o}), expected mode 0600: if they may have read it, \
         make another key"
    )]
    Open {
        /// The bits of its mode.
        mode: u32,
    },
    /// Not 64 hexadecimal digits, a blank and 8 more.
    #[error("does not hold a key: 64 digits 0-9 a-f, a blank, and 8 digits that check them")]
    Form,
    /// The last 8 digits do not fit the others.
    #[error("holds a key that its last 8 digits do not fit: it was altered")]
    Check,
    /// Nothing but zeros.
    #[error("holds a key of nothing but zeros")]
    Blank,
}

impl Message for KeyFault {
    fn in_japanese(&self) -> String {
        match self {
            Self::Exists => "既に存在します。発行鍵は上書きできません。別のファイル名を指定してください。".into(),
            Self::NotPlain => "通常のファイルではありません。発行鍵のファイルを指定してください。".into(),
            Self::Open { mode } => format!("ほかの利用者が読めます（アクセス権{mode:04o}）。\
                 0600にし、読まれたおそれがあれば作り直してください。"
            ),
            Self::Form => "発行鍵ではありません。16進数64桁、空白、検査用の16進数8桁からなるファイルを指定してください。".into(),
            Self::Check => "発行鍵が書き換えられています（末尾8桁が一致しません）。控えから戻してください。".into(),
            Self::Blank => "発行鍵がすべて0です。作り直してください。".into(),
        }
    }
}
