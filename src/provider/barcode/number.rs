//! The number in an address (住所表示番号), as the bars say it: digits, hyphens and single letters.

use crate::error::Message;

/// Why an address has no barcode.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// use reissue_notice::{EnvelopeWindow, Issuer, NoBarcode, Provider, Warning};
/// # let date = "2026-04-01".parse()?;
/// # let builder = Issuer::builder().federation_by_prefecture().issued_on(date);
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
/// let issuer = builder.window(EnvelopeWindow::naga_3_vertical()).build()?;
/// let provider = provider.with_address("北見市端野町3区12".parse()?);
/// let provider = provider.with_post_code("099-2103".parse()?);
/// assert_eq!(issuer.check(&provider)?, [Warning::NoBarcode(NoBarcode::InDoubt('区'))]);
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum NoBarcode {
    /// Without a post code there is none.
    #[error("there is no post code")]
    PostCode,
    /// The address has no number.
    #[error("the address has no number")]
    NoNumber,
    /// A number or letter may belong to the area that the post code names already.
    #[error("'{0}' may belong to the area of the post code")]
    InDoubt(char),
}

impl Message for NoBarcode {
    fn in_japanese(&self) -> String {
        match self {
            Self::PostCode => "郵便番号がありません".into(),
            Self::NoNumber => "住所に番地がありません".into(),
            Self::InDoubt(c) => format!("「{c}」が町域名の一部かもしれません"),
        }
    }
}

/// What the manual leaves out without a trace.
const LEFT_OUT: &str = "&/・.＆／．･";
const CHINESE_DIGITS: &str = "〇一二三四五六七八九";
/// Chinese numerals before one of these are numbers.
const COUNTED: [&str; 6] = ["丁目", "番地", "地割", "号館", "号室", "号棟"];
/// Before these only where a number goes on or ends: 八丁堀 and 一番町 are names.
const COUNTED_AT_END: &str = "丁番号";
/// Whether a number before one of these is part of an area differs from town to town.
const IN_DOUBT: &str = "区町部線組";

/// The number of an address and its building.
pub(super) fn of(address: &str, building: &str) -> Result<String, NoBarcode> {
    if is_of_a_street(address) {
        return Err(NoBarcode::InDoubt('丁'));
    }
    let text = arabic(&narrow(&format!("{address} {building}")));
    let number = tidied(&taken(&text)?);
    match number.chars().find(char::is_ascii_alphanumeric) {
        None => Err(NoBarcode::NoNumber),
        Some(letter) if letter.is_ascii_alphabetic() => Err(NoBarcode::InDoubt(letter)),
        Some(_) => Ok(number),
    }
}

/// In Kyoto an address goes by streets, and 丁目 may be part of the name of the area.
fn is_of_a_street(address: &str) -> bool {
    let ways = ["上る", "上ル", "下る", "下ル", "東入", "西入"];
    address.contains("丁目") && ways.iter().any(|way| address.contains(way))
}

/// Full-width letters and digits as ASCII capitals and digits, without what is left out.
fn narrow(text: &str) -> Vec<char> {
    let mut narrow = Vec::with_capacity(text.len());
    for c in text.chars().filter(|&c| !LEFT_OUT.contains(c)) {
        let ascii = match c {
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            _ => c,
        };
        narrow.push(ascii.to_ascii_uppercase());
    }
    narrow
}

/// Chinese numerals that count something, as digits; 番地の三 counts as well.
fn arabic(text: &[char]) -> Vec<char> {
    let (mut arabic, mut rest) = (Vec::with_capacity(text.len()), text);
    for run in text.chunk_by(|a, b| is_numeral(*a) == is_numeral(*b)) {
        rest = rest.get(run.len()..).unwrap_or_default();
        if run.iter().all(|&c| is_numeral(c)) && (counts(rest) || follows_number(&arabic)) {
            arabic.extend(value(run).to_string().chars());
        } else {
            arabic.extend(run);
        }
    }
    arabic
}

fn is_numeral(c: char) -> bool {
    CHINESE_DIGITS.contains(c) || unit(c).is_some()
}

fn counts(behind: &[char]) -> bool {
    let begins = |word: &&str| word.chars().enumerate().all(|(at, c)| behind.get(at) == Some(&c));
    match behind {
        _ if COUNTED.iter().any(begins) => true,
        [counted, after @ ..] => {
            COUNTED_AT_END.contains(*counted) && after.first().copied().is_none_or(ends)
        }
        [] => false,
    }
}

/// Whether this may follow what counts.
fn ends(c: char) -> bool {
    c.is_ascii_digit() || is_numeral(c) || " 　-－−の".contains(c)
}

/// After 1の, 番地の, 丁目, 1- a numeral goes on with the number.
fn follows_number(before: &[char]) -> bool {
    matches!(
        before,
        [.., '0'..='9' | '番' | '地' | '号', 'の' | 'ノ']
            | [.., '0'..='9', '-' | '－' | '−' | '番' | '丁']
            | [.., '丁', '目']
            | [.., '番', '地']
    )
}

/// 二十五 and 二五 are 25.
fn value(numeral: &[char]) -> u32 {
    let (mut total, mut digits) = (0_u32, 0_u32);
    for &c in numeral {
        if let Some(unit) = unit(c) {
            total = total.saturating_add(digits.max(1).saturating_mul(unit));
            digits = 0;
        } else {
            digits = digits.saturating_mul(10).saturating_add(digit(c));
        }
    }
    total.saturating_add(digits)
}

fn unit(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        _ => None,
    }
}

fn digit(c: char) -> u32 {
    (0..).zip(CHINESE_DIGITS.chars()).find(|known| known.1 == c).map_or(0, |known| known.0)
}

/// Digits, hyphens and single letters; a hyphen for anything else.
fn taken(text: &[char]) -> Result<String, NoBarcode> {
    let (mut taken, mut rest) = (String::new(), text);
    for run in text.chunk_by(|a, b| Kind::of(*a) == Kind::of(*b)) {
        rest = rest.get(run.len()..).unwrap_or_default();
        match run {
            ['0'..='9', ..] => taken.push_str(&digits(run, rest.first().copied())?),
            // 10F: the floor's F is no letter of a room.
            ['F'] if taken.ends_with(|c: char| c.is_ascii_digit()) => taken.push('-'),
            [letter @ 'A'..='Z'] => taken.push(*letter),
            _ => taken.push('-'),
        }
    }
    Ok(taken)
}

fn digits(run: &[char], behind: Option<char>) -> Result<String, NoBarcode> {
    match behind {
        // 北１条西: the street is part of the area.
        Some('条') => Ok("-".into()),
        Some(c) if IN_DOUBT.contains(c) => Err(NoBarcode::InDoubt(c)),
        _ => Ok(run.iter().collect()),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digit,
    Letter,
    Other,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            '0'..='9' => Self::Digit,
            'A'..='Z' => Self::Letter,
            _ => Self::Other,
        }
    }
}

/// One hyphen between numbers, none at the ends nor beside a letter.
fn tidied(taken: &str) -> String {
    let mut tidied = String::with_capacity(taken.len());
    for part in taken.split('-').filter(|part| !part.is_empty()) {
        let beside_letter = tidied.ends_with(|c: char| c.is_ascii_alphabetic())
            || part.starts_with(|c: char| c.is_ascii_alphabetic());
        if !tidied.is_empty() && !beside_letter {
            tidied.push('-');
        }
        tidied.push_str(part);
    }
    tidied
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::fs;

    use super::*;

    /// As Japan Post's manual prints them, and what follows from its words.
    #[test]
    fn numbers_are_taken_by_the_rules() {
        for (address, number) in [
            ("千葉市稲毛区緑町3丁目30-8　郵便ビル403号", "3-30-8-403"),
            ("秋田県大仙市堀見内　南田茂木　添60-1", "60-1"),
            ("東京都台東区台東5-6-3　ABCビル10F", "5-6-3-10"),
            ("北海道札幌市東区北六条東4丁目　郵便センター6号館", "4-6"),
            ("北海道札幌市東区北六条東8丁目　郵便センター10号館", "8-10"),
            ("山梨県韮崎市龍岡町下條南割　韮崎400", "400"),
            ("千葉県鎌ケ谷市右京塚　東3丁目-20-5　郵便・A&bコーポB604号", "3-20-5B604"),
            ("東京都青梅市河辺町十一丁目六番地一号　郵便タワー601", "11-6-1-601"),
            ("京都府綾部市青野町出口　6-7　LプラザB　106", "6-7LB106"),
            ("名古屋市中区大須一丁目二十五番二十八号", "1-25-28"),
            ("札幌市豊平区平岸２条３丁目６－１３三井ビル平岸", "3-6-13"),
            ("東京都千代田区一番町２５番地", "25"),
            ("広島市中区八丁堀３−３３", "3-33"),
            ("甲府市丸の内一丁目六番地の一", "1-6-1"),
        ] {
            assert_eq!(of(address, "").as_deref(), Ok(number), "{address}");
        }
    }

    #[test]
    fn no_bars_are_better_than_wrong_ones() {
        let sentence = |address| of(address, "").unwrap_err().to_string();
        assert_eq!(sentence("山梨県南都留郡道志村"), "the address has no number");
        assert_eq!(
            sentence("北見市端野町３区１２"),
            "'区' may belong to the area of the post code"
        );
        assert_eq!(
            sentence("京都市上京区笹屋町通千本東入笹屋町三丁目６２２"),
            "'丁' may belong to the area of the post code"
        );
        assert_eq!(sentence("某市Ｂ町１－１"), "'B' may belong to the area of the post code");
    }

    #[test]
    fn a_thousand_real_addresses_read_as_they_were_looked_over() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");
        let addresses = fs::read_to_string(format!("{folder}/data/addresses.tsv")).unwrap();
        let mut read = String::new();
        for line in addresses.lines() {
            let (address, building) = line.split_once('\t').unwrap();
            let number = of(address.trim_end_matches(building), building)
                .unwrap_or_else(|none| format!("none: {none} "));
            writeln!(read, "{number:<16}{address} {building}").unwrap();
        }
        assert_eq!(read.lines().count(), 1000);
        let golden = format!("{folder}/golden/barcode_numbers.txt");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&golden, &read).unwrap();
        }
        assert!(read == fs::read_to_string(&golden).unwrap(), "numbers differ:\n{read}");
    }
}
