//! Every [`Difference`] in Japanese: where, what was found, and what to do.

use std::fmt;
use std::path::Path;

use super::difference::{Difference, Surplus};
use crate::error::Message;
use crate::provider::number::ProviderNumber;

impl Message for Difference {
    fn in_japanese(&self) -> String {
        format!("{}{}", self.found(), self.remedy())
    }
}

impl Difference {
    fn found(&self) -> String {
        match self {
            Self::OtherRun { folder, clash } => at(folder, clash.in_japanese()),
            Self::NoRun { folder } => at(folder, "発行の記録がありません。"),
            Self::Unfinished { folder } => at(folder, "発行が途中で止まっています。"),
            Self::OtherPart { folder, part } => {
                at(folder, format_args!("{}が今回の指定と異なります。", part.in_japanese()))
            }
            Self::Journal { file } | Self::Altered { file } => {
                at(file, "内容が発行時と異なります。")
            }
            Self::Line { file, line } => at(file, format_args!("{line}行目が発行時と異なります。")),
            Self::Order { file } => at(file, "行の順序が発行時と異なります。"),
            Self::Row { file, number } => {
                at(file, format_args!("事業所番号{number}の行が発行時と異なります。"))
            }
            Self::Void { file, number, replaced_by: Some(round) } => at(
                file,
                format_args!(
                    "事業所番号{number}の通知書が第{round}回で無効になった記載がありません。"
                ),
            ),
            Self::Void { file, number, replaced_by: None } => {
                at(file, format_args!("事業所番号{number}の有効な通知書が無効と記載されています。"))
            }
            Self::Missing { number, file } => {
                of(*number, format_args!("通知書（{}）がありません。", file.display()))
            }
            Self::NoRow { number } => of(*number, "発行一覧に記載がありません。"),
            Self::NotListed { number, file } => {
                of(*number, format_args!("発行一覧にない通知書（{}）があります。", file.display()))
            }
            Self::OtherUserId { number } => of(*number, "ユーザIDが名簿と異なります。"),
            Self::OtherName { number } => of(*number, "事業所名または住所が名簿と異なります。"),
            Self::Surplus { number, reason } => {
                of(*number, format_args!("余分な通知書です（{}）。", reason.in_japanese()))
            }
            Self::Pulled { number } => of(*number, "引き抜いた通知書が発行一覧にありません。"),
            Self::Stray { file } => at(file, "記録にない通知書です。"),
            Self::NotPlain { file } => at(file, "通常のファイルではありません。"),
            Self::Open { file, mode } => {
                at(file, format_args!("ほかの利用者が読めます（アクセス権{mode:04o}）。"))
            }
            Self::SplitTwice { counts } => {
                let counts: Vec<String> =
                    counts.iter().map(|count| format!("{count}分割")).collect();
                format!("{}のフォルダが並んでいます。", counts.join("と"))
            }
            Self::ShardTwice { folder, shard } => {
                at(folder, format_args!("分割{shard}のフォルダがほかにもあります。"))
            }
            Self::MissingShard { shard } => format!("分割{shard}のフォルダがありません。"),
        }
    }

    fn remedy(&self) -> &'static str {
        match self {
            Self::OtherRun { .. } => "",
            Self::NoRun { .. } => "発行したフォルダを指定してください。",
            Self::Unfinished { .. } => "同じ発行を再度実行してください。",
            Self::OtherPart { .. } => "発行時の指定を確認してください。",
            Self::Journal { .. }
            | Self::Line { .. }
            | Self::Order { .. }
            | Self::Row { .. }
            | Self::Void { .. }
            | Self::Pulled { .. } => "だれが書き換えたかを確認し、控えから戻してください。",
            Self::Altered { .. } | Self::Missing { .. } | Self::NoRow { .. } => {
                "発送せず、同じ発行を再度実行してください。"
            }
            Self::OtherUserId { .. } | Self::OtherName { .. } | Self::Surplus { .. } => {
                "発送せず、名簿を確認してください。"
            }
            Self::NotListed { .. } | Self::Stray { .. } | Self::NotPlain { .. } => {
                "発送せず、フォルダから取り除いてください。"
            }
            Self::Open { .. } => "本人だけが読めるようにしてください。",
            Self::SplitTwice { .. } => "一方の分割のフォルダだけを残してください。",
            Self::ShardTwice { .. } => "発送せず、余分なフォルダを取り除いてください。",
            Self::MissingShard { .. } => "すべての分割のフォルダを指定してください。",
        }
    }
}

fn at(path: &Path, told: impl fmt::Display) -> String {
    format!("{}：{told}", path.display())
}

fn of(number: ProviderNumber, told: impl fmt::Display) -> String {
    format!("事業所番号{number}：{told}")
}

impl Message for Surplus {
    fn in_japanese(&self) -> String {
        String::from(match self {
            Self::NotInList => "名簿にない事業所",
            Self::Refused => "発行できない名簿の行",
            Self::Twice => "発行一覧に2度記載",
            Self::OtherShard => "別の分割の事業所",
        })
    }
}
