//! What the operating system said of a file, for people who read no English.

use std::fmt;
use std::io;

/// An error of the operating system; its number stays, by which its maker's books know it.
pub(super) struct SystemError<'e>(pub(super) &'e io::Error);

impl fmt::Display for SystemError<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(in_japanese(self.0.kind()))?;
        self.0.raw_os_error().map_or(Ok(()), |number| write!(f, "、エラー番号{number}"))
    }
}

fn in_japanese(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::NotFound => "見つかりません",
        io::ErrorKind::PermissionDenied => "権限がありません",
        io::ErrorKind::AlreadyExists => "既に存在します",
        io::ErrorKind::NotADirectory => "フォルダではありません",
        io::ErrorKind::IsADirectory => "フォルダです",
        io::ErrorKind::InvalidFilename => "使用できない名前です",
        io::ErrorKind::ReadOnlyFilesystem => "読み取り専用です",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "空き容量がありません",
        io::ErrorKind::FileTooLarge => "ファイルが大きすぎます",
        io::ErrorKind::UnexpectedEof => "途中で終わっています",
        io::ErrorKind::Interrupted => "中断されました",
        _ => "入出力エラー",
    }
}
