//! Every [`ErrorKind`] in Japanese: what was found, then what is right or what to do.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::path::Path;

use super::character::{Listed, Named};
use super::expected::Expected;
use super::file::Safeguard;
use super::kind::{ErrorKind, LineWidths};
use super::message::Message;
#[cfg(feature = "print-shop")]
use super::overlap::{Clear, Extent, Obstacle};
use super::part::PagePart;
use super::system::SystemError;
use super::unfit::Unfit;

impl Message for ErrorKind {
    fn in_japanese(&self) -> String {
        format!("{}{}", self.found(), self.remedy())
    }
}

impl ErrorKind {
    fn found(&self) -> String {
        match self {
            Self::Empty { .. } => "空欄です。".into(),
            Self::Length { found, .. } => format!("{found}文字です。"),
            Self::Character { position, found, .. } => {
                format!("{position}文字目が{}です。", Named(*found).in_japanese())
            }
            Self::Place { position, .. } => format!("{position}文字目が誤っています。"),
            Self::Prefecture { found } => format!("都道府県番号が{found}です。"),
            Self::Day { found, .. } | Self::Range { found, .. } => not_this(found),
            Self::Unprintable { position, found, reason } => never(*position, *found, *reason),
            Self::MissingGlyph { cluster, fonts } => missing(&Listed(cluster), fonts),
            Self::TooWide { what, needed_mm, floor_pt, rooms_mm }
            | Self::NoBreak { what, needed_mm, floor_pt, rooms_mm } => {
                let needed = format!("{floor_pt}ポイントで幅{needed_mm:.1}ミリ");
                no_room(*what, &needed, LineWidths(rooms_mm).in_japanese())
            }
            Self::OffPage { what, top_mm, bottom_mm, from_mm, to_mm } => {
                let needed = format!("上端から{top_mm:.1}～{bottom_mm:.1}ミリ");
                no_room(*what, &needed, format_args!("{from_mm:.1}～{to_mm:.1}ミリ"))
            }
            Self::SmallWindow { width_mm, height_mm, .. } => shows(*width_mm, *height_mm),
            #[cfg(feature = "print-shop")]
            Self::Overlap { page, taken, obstacle, at, .. } => over(*page, taken, obstacle, at),
            Self::Missing => "指定されていません。".into(),
            Self::OddPages { pages } => odd(*pages),
            Self::NotIssued => "この事業所の通知書が発行一覧にありません。".into(),
            Self::Altered { path } => at(path, "内容が発行時と異なります。"),
            Self::TooManyRemarks { found, .. } => format!("備考が{found}件あります。"),
            Self::TooManyPasswords { found, .. } => format!("パスワードが{found}件あります。"),
            Self::PasswordCount { found, .. } => format!("パスワードが{found}件あります。"),
            Self::SamePurpose { first, second } => same_purpose(*first, *second),
            Self::TooManyFaces { found, .. } => format!("書体が{found}件あります。"),
            Self::Several { count } => format!("誤りが{count}件あります。"),
            Self::Duplicate { first_row } => format!("{first_row}行目と同じです。"),
            Self::UnusableFont { reason } => reason.in_japanese(),
            Self::GaijiLine { line, reason } => format!("{line}行目：{}", reason.in_japanese()),
            Self::Defect { reason } => format!("PDFを作成できませんでした（{reason}）。"),
            Self::FewBits { found, .. } => format!("仮パスワードの強度が{found:.1}ビットです。"),
            Self::BlankKey => "すべて0です。".into(),
            Self::Random { reason } => format!("乱数を取得できませんでした（{reason}）。"),
            Self::KeyFile { path, fault } => at(path, fault.in_japanese()),
            Self::OtherRun { path, reason } => at(path, reason.in_japanese()),
            Self::Planted { path, expected } => not_plain(path, expected.in_japanese()),
            Self::SharedFolder { path, mode } => shared(path, *mode),
            Self::Unsupported { path, safeguard, source } => lacks(path, *safeguard, source),
            Self::Io { action, path, source } => at(path, failed(action.in_japanese(), source)),
            Self::ManifestLine { path, line } => other_line(path, *line),
            #[cfg(feature = "roster")]
            Self::List(fault) => fault.in_japanese(),
            #[cfg(feature = "toml")]
            Self::Toml(fault) => fault.in_japanese(),
            #[cfg(feature = "print-shop")]
            Self::Log(fault) => fault.in_japanese(),
            #[cfg(feature = "roster")]
            Self::Read { source } => failed("名簿の読み込み", source),
            Self::Write { source } => failed("出力の書き込み", source),
        }
    }

    /// What to do, where a fault does not say it itself.
    fn remedy(&self) -> Cow<'static, str> {
        self.reckoned_remedy().map_or_else(|| self.fixed_remedy().into(), Cow::Owned)
    }

    /// What to do, by what is expected.
    fn reckoned_remedy(&self) -> Option<String> {
        Some(match self {
            Self::Empty { expected } => format!("{}を指定してください。", expected.in_japanese()),
            Self::Length { expected: Expected::Between { least, most }, .. } => {
                format!("{least}～{most}文字にしてください。")
            }
            Self::Length { expected, .. }
            | Self::Character { expected, .. }
            | Self::Place { expected, .. }
            | Self::Day { expected, .. }
            | Self::Range { expected, .. } => {
                format!("{}にしてください。", expected.in_japanese())
            }
            Self::TooManyRemarks { most, .. }
            | Self::TooManyPasswords { most, .. }
            | Self::TooManyFaces { most, .. } => format!("{most}件以内にしてください。"),
            Self::PasswordCount { expected, .. } => format!("{expected}件にしてください。"),
            Self::FewBits { fewest, .. } => {
                format!("{fewest:.0}ビット以上になるよう、桁数または記号を増やしてください。")
            }
            #[cfg(feature = "print-shop")]
            Self::Overlap { clear, .. } => Clear(*clear).in_japanese(),
            Self::SmallWindow { least_width_mm: width, least_height_mm: height, .. } => {
                format!("横{width:.1}ミリ、縦{height:.1}ミリ以上になる窓にしてください。")
            }
            _ => return None,
        })
    }

    fn fixed_remedy(&self) -> &'static str {
        match self {
            Self::OddPages { .. } => "片面で印刷してください。",
            Self::NotIssued => "番号を確認してください。",
            Self::Altered { .. } => "検証で相違を確認してください。",
            Self::Prefecture { .. } => "先頭2桁を01～47にしてください。",
            Self::Unprintable { reason, .. } => reason.remedy(),
            Self::MissingGlyph { .. } => "文字を直すか、書体または外字表を追加してください。",
            Self::TooWide { .. } | Self::OffPage { .. } => "短くしてください。",
            Self::NoBreak { .. } => "改行できるよう、空白で区切ってください。",
            Self::Missing => "指定してください。",
            Self::Several { .. } => "すべて直してください。",
            Self::Duplicate { .. } => "一方を取り除いてください。",
            Self::SamePurpose { .. } => "別の用途にしてください。",
            Self::Defect { .. } => "開発元に連絡してください。",
            Self::BlankKey => "32バイトの乱数を指定してください。",
            Self::Random { .. } => "システムを確認してください。",
            Self::Planted { .. } => "取り除いてください。",
            Self::SharedFolder { .. } => "通知書専用のフォルダを指定してください。",
            Self::Unsupported { safeguard, .. } => safeguard.remedy(),
            Self::Io { .. } | Self::Write { .. } => {
                "名前、アクセス権、空き容量を確認してください。"
            }
            Self::ManifestLine { .. } => "だれが書き換えたかを確認し、控えから戻してください。",
            #[cfg(feature = "roster")]
            Self::Read { .. } => "名簿のファイルを確認してください。",
            #[cfg(feature = "roster")]
            Self::List(_) => "",
            #[cfg(feature = "toml")]
            Self::Toml(_) => "",
            #[cfg(feature = "print-shop")]
            Self::Log(_) => "",
            Self::UnusableFont { .. }
            | Self::GaijiLine { .. }
            | Self::KeyFile { .. }
            | Self::OtherRun { .. } => "",
            // Reckoned above.
            Self::Empty { .. }
            | Self::Length { .. }
            | Self::Character { .. }
            | Self::Place { .. }
            | Self::Day { .. }
            | Self::Range { .. }
            | Self::TooManyRemarks { .. }
            | Self::TooManyPasswords { .. }
            | Self::TooManyFaces { .. }
            | Self::PasswordCount { .. }
            | Self::FewBits { .. }
            | Self::SmallWindow { .. } => "",
            #[cfg(feature = "print-shop")]
            Self::Overlap { .. } => "",
        }
    }
}

fn missing(cluster: &Listed<'_>, fonts: &str) -> String {
    format!("{}の字形がフォント（{fonts}）にありません。", cluster.in_japanese())
}

fn same_purpose(first: usize, second: usize) -> String {
    format!("{second}番目のパスワードの用途が{first}番目と同じです。")
}

fn never(position: usize, found: char, reason: Unfit) -> String {
    let (found, reason) = (Named(found).in_japanese(), reason.in_japanese());
    format!("{position}文字目の{found}は、{reason}のため印刷できません。")
}

fn no_room(what: PagePart, needed: &str, room: impl fmt::Display) -> String {
    format!("{}が{needed}となり、{room}に収まりません。", what.in_japanese())
}

fn shows(width_mm: f64, height_mm: f64) -> String {
    format!("必ず見える範囲が横{width_mm:.1}ミリ、縦{height_mm:.1}ミリです。")
}

#[cfg(feature = "print-shop")]
fn over(page: usize, taken: &Extent, obstacle: &Obstacle, at: &Extent) -> String {
    let [taken, obstacle, at] = [taken.in_japanese(), obstacle.in_japanese(), at.in_japanese()];
    format!("{page}ページの{taken}（余白を含む）が、{obstacle}（{at}）と重なります。")
}

fn other_line(path: &Path, line: usize) -> String {
    at(path, format!("{line}行目が発行時と異なります。"))
}

fn at(path: &Path, told: impl fmt::Display) -> String {
    format!("{}：{told}", path.display())
}

fn not_this(found: &str) -> String {
    format!("「{found}」は指定できません。")
}

fn odd(pages: usize) -> String {
    format!("1通が{pages}ページのため、両面では次の通知書が裏面に印刷されます。")
}

fn not_plain(path: &Path, expected: impl fmt::Display) -> String {
    at(path, format_args!("{expected}ではなく、リンクなどがあります。"))
}

fn shared(path: &Path, mode: u32) -> String {
    at(path, format_args!("だれでも書き込めます（アクセス権{mode:04o}）。"))
}

fn lacks(path: &Path, safeguard: Safeguard, source: &io::Error) -> String {
    at(path, failed(safeguard.in_japanese(), source))
}

fn failed(what: impl fmt::Display, source: &io::Error) -> String {
    format!("{what}に失敗しました（{}）。", SystemError(source))
}

/// How many lines, and how wide each is.
impl Message for LineWidths<'_> {
    fn in_japanese(&self) -> String {
        let widths: Vec<String> = self.0.iter().map(|room| format!("{room:.1}")).collect();
        format!("{}行（幅{}ミリ）", widths.len(), widths.join("、"))
    }
}
