//! Every [`ListFault`] in Japanese: what was found, then what is right or what to do.

use super::character::Named;
use super::list::{ListFault, MissingColumn, TOLD_NAMES};
use super::message::Message;
use std::borrow::Cow;

impl Message for ListFault {
    fn in_japanese(&self) -> String {
        format!("{}{}", self.found(), self.remedy())
    }
}

impl ListFault {
    fn found(&self) -> String {
        match self {
            Self::LineBreakInQuotes => "引用符が閉じられないまま行が終わっています。".into(),
            Self::InsideQuotes { opened } => {
                format!("{opened}行目で始まった引用符の中にあります。")
            }
            Self::TextAfterQuote { found } => {
                format!("閉じ引用符の後に{}があります。", Named(*found).in_japanese())
            }
            Self::BackslashBeforeQuote => "引用符の前に逆斜線があります。".into(),
            Self::BlankBeforeQuote => "始め引用符の前に空白があります。".into(),
            Self::QuoteInPlainField => "項目の途中に引用符があります。".into(),
            Self::SurplusField { found, expected } | Self::MissingField { found, expected } => {
                format!("項目が{found}個あり、見出しの{expected}個と合いません。")
            }
            Self::FieldTooLong { found, .. } => format!("項目が{found}文字あります。"),
            Self::OtherEncoding { list, reads_as: Some(other) } => {
                format!("名簿の文字コード（{list}）ではなく、{other}で書かれています。")
            }
            Self::OtherEncoding { list, reads_as: None } => {
                format!("名簿の文字コード（{list}）で読み取れません。")
            }
            Self::Spreadsheet { found, damage } => {
                format!("「{found}」は{}。", damage.in_japanese())
            }
            Self::Mojibake { mojibake, .. } => {
                format!("文字化けしています（{}）。", mojibake.in_japanese())
            }
            Self::EmptyList => "名簿に何も書かれていません。".into(),
            Self::MissingColumns { missing, found } => {
                format!("見出しに{}の列がありません（あるのは{}）。", listed(missing), names(found))
            }
            Self::TwoColumns { field, first, first_name, second_name } => {
                let field = field.in_japanese();
                format!(
                    "{field}の列が{first}列目の「{first_name}」と、この列の「{second_name}」にあります。"
                )
            }
            Self::Header(fault) => format!("見出しを読み取れません。{}", fault.in_japanese()),
            Self::OpenQuote { ended } => {
                format!("引用符が閉じられないまま、名簿が{ended}行目で終わっています。")
            }
            Self::EndlessQuote { seen, limit } => {
                format!("引用符が{seen}行目まで（{limit}バイトを超えて）閉じられていません。")
            }
            Self::EndlessLine { limit } => format!("1行が{limit}バイトを超えています。"),
            Self::UnsureEncoding { as_utf8, as_cp932 } => {
                format!("文字コードがUTF-8（{as_utf8}）かCP932（{as_cp932}）か判別できません。")
            }
            Self::UnmarkedUtf16 => "UTF-16のようですが、先頭の印がありません。".into(),
            Self::NoText { kind } => format!("{}のファイルです。", kind.in_japanese()),
            Self::UnknownEncoding { found } => format!("「{found}」という文字コードはありません。"),
        }
    }

    fn remedy(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::LineBreakInQuotes => "項目の中で改行しないでください。",
            Self::InsideQuotes { .. } | Self::OpenQuote { .. } | Self::EndlessQuote { .. } => {
                "引用符を閉じてください。"
            }
            Self::TextAfterQuote { .. } | Self::BackslashBeforeQuote => {
                "項目の中の引用符は2つ続けてください。"
            }
            Self::BlankBeforeQuote => "空白を取り除いてください。",
            Self::QuoteInPlainField => "項目を引用符で囲み、中の引用符は2つ続けてください。",
            Self::SurplusField { .. } => "コンマを含む項目は引用符で囲んでください。",
            Self::MissingField { .. } => "行が途中で切れていないか確認してください。",
            Self::FieldTooLong { limit, .. } => {
                return format!("{limit}文字以内にしてください。").into();
            }
            Self::OtherEncoding { list, .. } => {
                return format!("この行を{list}に直してください。").into();
            }
            Self::Spreadsheet { damage, .. } => damage.remedy(),
            Self::Mojibake { restored, .. } => {
                return format!("正しくは「{restored}」と思われます。確認して直してください。")
                    .into();
            }
            Self::EmptyList => "見出しの行から記入してください。",
            Self::MissingColumns { .. } => "列を追加してください。",
            Self::TwoColumns { .. } => "1列だけにしてください。",
            Self::Header(_) => "",
            Self::EndlessLine { .. } => "名簿のファイルを指定してください。",
            Self::UnsureEncoding { .. } => "文字コードを指定してください。",
            Self::UnmarkedUtf16 => "UTF-8で保存するか、文字コードを指定してください。",
            Self::NoText { .. } => "CSV形式で保存したものを指定してください。",
            Self::UnknownEncoding { .. } => {
                "UTF-8、UTF-16LE、UTF-16BEまたはCP932を指定してください。"
            }
        })
    }
}

fn listed(missing: &[MissingColumn]) -> String {
    let missing: Vec<_> = missing.iter().map(Message::in_japanese).collect();
    missing.join("、")
}

fn names(found: &[String]) -> String {
    let (told, more) = found.split_at(found.len().min(TOLD_NAMES));
    let names = told.join("、");
    if more.is_empty() { names } else { format!("{names}、ほか{}列", more.len()) }
}

impl Message for MissingColumn {
    fn in_japanese(&self) -> String {
        format!("{}（{}）", self.field.in_japanese(), self.would_do.join("、"))
    }
}
