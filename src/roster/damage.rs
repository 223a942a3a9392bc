//! What in a name looks like damage, done before the list came here.
//!
//! A name with such a mark can be printed, and is: it may be right. What it looks like is told, so
//! that a person can look.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use encoding_rs::{SHIFT_JIS, WINDOWS_1252};

use super::encoding::as_cp932;
use crate::error::{Field, Message, Mojibake};

/// What a name looks like.
///
/// ```
/// use reissue_notice::{Columns, Damage, Mojibake, Roster};
/// let list = "provider_number,user_id,name\n1971100456,KJ010199999999,莨夊ｭｰ螳､\n";
/// let listing = Roster::read_all(list.as_bytes(), &Columns::default())?;
/// let restored = Some(String::from("会議室"));
/// let damage = Damage::Mojibake { mojibake: Mojibake::Utf8AsCp932, restored };
/// assert_eq!(listing.warnings()[0].damage(), &damage);
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Damage {
    /// `?`, which converters write for a character that they lack.
    #[error("'?' may stand where a character was lost")]
    QuestionMark,
    /// 〓, which printers set for a character that they lack.
    #[error("'〓' (U+3013) may stand where a character was lost")]
    GetaMark,
    /// □, which is shown for a character that no font has.
    #[error("'□' (U+25A1) may stand where a character was lost")]
    Box,
    /// `#NAME?` and its like.
    #[error("{text} is a spreadsheet's error")]
    SpreadsheetError {
        /// Which.
        text: &'static str,
    },
    /// `&#39641;`: a character as a web form writes it.
    #[error("'&#' begins a character that was not decoded")]
    CharacterReference,
    /// Its bytes were read in the wrong encoding.
    #[error("it looks like {mojibake}{}", MayHaveBeen(.restored.as_deref()))]
    Mojibake {
        /// Which bytes were taken for which.
        mojibake: Mojibake,
        /// The name as it may have been, where all its bytes are there.
        restored: Option<String>,
    },
}

impl Message for Damage {
    fn in_japanese(&self) -> String {
        match self {
            Self::QuestionMark => "失われた文字の代わりの「?」と思われます。".into(),
            Self::GetaMark => "失われた文字の代わりの「〓」（U+3013）と思われます。".into(),
            Self::Box => "失われた文字の代わりの「□」（U+25A1）と思われます。".into(),
            Self::SpreadsheetError { text } => {
                format!("「{text}」は表計算ソフトの誤り表示です。")
            }
            Self::CharacterReference => "「&#」で始まる文字参照が残っています。".into(),
            Self::Mojibake { mojibake, restored: None } => {
                format!("文字化け（{}）と思われます。", mojibake.in_japanese())
            }
            Self::Mojibake { mojibake, restored: Some(name) } => {
                let mojibake = mojibake.in_japanese();
                format!("文字化け（{mojibake}）と思われます。正しくは「{name}」と思われます。")
            }
        }
    }
}

struct MayHaveBeen<'a>(Option<&'a str>);

impl fmt::Display for MayHaveBeen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |name| write!(f, "; it may have been {name}"))
    }
}

/// A name that a person should look at before its letter is posted.
///
/// ```
/// use reissue_notice::{Columns, Roster};
/// let list = "provider_number,user_id,name\n1971100456,KJ010199999999,?野家苑\n";
/// let listing = Roster::read_all(list.as_bytes(), &Columns::default())?;
/// assert_eq!(
///     listing.warnings()[0].to_string(),
///     "line 2, provider name: '?' may stand where a character was lost"
/// );
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RowWarning {
    line: usize,
    damage: Damage,
}

impl RowWarning {
    /// The line of the list, counted from 1.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Roster};
    /// # let list = "provider_number,user_id,name\n1971100456,KJ010199999999,?野家苑\n";
    /// let listing = Roster::read_all(list.as_bytes(), &Columns::default())?;
    /// assert_eq!(listing.warnings()[0].line(), 2);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn line(&self) -> usize {
        self.line
    }

    /// What the name looks like.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Damage, Roster};
    /// # let list = "provider_number,user_id,name\n1971100456,KJ010199999999,?野家苑\n";
    /// let listing = Roster::read_all(list.as_bytes(), &Columns::default())?;
    /// assert_eq!(listing.warnings()[0].damage(), &Damage::QuestionMark);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn damage(&self) -> &Damage {
        &self.damage
    }
}

impl fmt::Display for RowWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, {}: {}", self.line, Field::ProviderName, self.damage)
    }
}

impl Message for RowWarning {
    fn in_japanese(&self) -> String {
        let (line, field) = (self.line, Field::ProviderName.in_japanese());
        format!("{line}行目、{field}：{}確認してください。", self.damage.in_japanese())
    }
}

/// All that looks like damage in the name on a line.
pub(super) fn warnings(line: usize, name: &str) -> Vec<RowWarning> {
    let marks = MARKS.into_iter().filter(|(mark, _)| name.contains(mark));
    let marked = marks.map(|(_, damage)| damage);
    let found = lost(name).into_iter().chain(marked).chain(mojibake(name));
    found.map(|damage| RowWarning { line, damage }).collect()
}

fn lost(name: &str) -> Option<Damage> {
    match SPREADSHEET_ERRORS.into_iter().find(|error| name.contains(error)) {
        Some(text) => Some(Damage::SpreadsheetError { text }),
        None => name.contains('?').then_some(Damage::QuestionMark),
    }
}

const SPREADSHEET_ERRORS: [&str; 8] =
    ["#NAME?", "#REF!", "#VALUE!", "#N/A", "#DIV/0!", "#NUM!", "#NULL!", "####"];

const MARKS: [(&str, Damage); 3] =
    [("〓", Damage::GetaMark), ("□", Damage::Box), ("&#", Damage::CharacterReference)];

/// The bytes of a name taken back, and read again in the encoding that they make sense in.
pub(super) fn mojibake(name: &str) -> Option<Damage> {
    if name.is_ascii() {
        return None;
    }
    utf8_as_cp932(name).or_else(|| as_latin1(name))
}

fn utf8_as_cp932(name: &str) -> Option<Damage> {
    let restored = restored_from_cp932(name);
    let is_told = restored.is_some() || has_torn_kana(name);
    is_told.then_some(Damage::Mojibake { mojibake: Mojibake::Utf8AsCp932, restored })
}

fn restored_from_cp932(name: &str) -> Option<String> {
    let first = name.chars().find(|c| !c.is_ascii())?;
    // Converters write ・ for bytes that they cannot read.
    if !UTF8_STARTS.contains(&first) || name.contains('・') {
        return None;
    }
    let (bytes, _, lossy) = SHIFT_JIS.encode(name);
    let text = str::from_utf8(&bytes).ok()?;
    (!lossy && is_japanese(text)).then(|| text.to_owned())
}

/// Some bytes of UTF-8 have no character in CP932, and are lost. The three that kana begin with are
/// rare ideographs there, and two of them in one name are no name.
fn has_torn_kana(name: &str) -> bool {
    name.chars().filter(|c| matches!(c, '縺' | '繧' | '繝')).count() > 1
}

/// What the first two of the three bytes of kana and ideographs in UTF-8 are in CP932: what such a
/// name begins with. To take back the bytes of every name would be slow.
static UTF8_STARTS: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let pairs = (0xE3..=0xEF_u8).flat_map(|first| (0x80..=0xBF).map(move |next| [first, next]));
    let character = |pair: [u8; 2]| SHIFT_JIS.decode_without_bom_handling(&pair).0.chars().next();
    pairs.filter_map(character).filter(|&c| c != char::REPLACEMENT_CHARACTER).collect()
});

/// Of a name whose bytes became a character each. What is UTF-8 then was no European name. As CP932
/// many names are something: so it takes two of the bytes that begin most Japanese characters, and
/// that are hardly a European one.
fn as_latin1(name: &str) -> Option<Damage> {
    let bytes: Vec<u8> = name.chars().map(latin1_byte).collect::<Option<_>>()?;
    let (mojibake, restored) = match str::from_utf8(&bytes) {
        Ok(text) => (Mojibake::Utf8AsLatin1, text.to_owned()),
        Err(_) => (Mojibake::Cp932AsLatin1, read_as_cp932(&bytes)?),
    };
    is_japanese(&restored).then_some(Damage::Mojibake { mojibake, restored: Some(restored) })
}

fn read_as_cp932(bytes: &[u8]) -> Option<String> {
    if bytes.iter().filter(|&&byte| begins_japanese(byte)).count() < 2 {
        return None;
    }
    as_cp932(bytes).map(Cow::into_owned)
}

/// 91 to 97 do too, but are quotes and dashes, which stand in names (Liv’’E is one).
fn begins_japanese(byte: u8) -> bool {
    matches!(byte, 0x80..=0x90 | 0x98..=0x9F)
}

/// Whether all that is not ASCII is kana, ideographs and their marks.
fn is_japanese(text: &str) -> bool {
    let mut others = text.chars().filter(|c| !c.is_ascii());
    others.all(|c| JAPANESE.iter().any(|range| range.contains(&c)))
}

const JAPANESE: [RangeInclusive<char>; 6] = [
    '\u{2010}'..='\u{24FF}',
    '\u{3000}'..='\u{30FF}',
    '\u{3400}'..='\u{4DBF}',
    '\u{4E00}'..='\u{9FFF}',
    '\u{F900}'..='\u{FAFF}',
    '\u{FF00}'..='\u{FFEF}',
];

/// The byte that Latin-1, or Windows' kind of it, reads as this character.
fn latin1_byte(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(c) {
        return Some(byte);
    }
    let mut buffer = [0; 4];
    let (bytes, _, lossy) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    if lossy { None } else { bytes.first().copied() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str) -> Vec<String> {
        warnings(2, name).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn marks_of_damage_are_told() {
        for (name, warning) in [
            ("?野家苑", "line 2, provider name: '?' may stand where a character was lost"),
            ("〓田会", "line 2, provider name: '〓' (U+3013) may stand where a character was lost"),
            ("□田会", "line 2, provider name: '□' (U+25A1) may stand where a character was lost"),
            ("#NAME?", "line 2, provider name: #NAME? is a spreadsheet's error"),
            ("苑#REF!", "line 2, provider name: #REF! is a spreadsheet's error"),
            ("&#39641;橋", "line 2, provider name: '&#' begins a character that was not decoded"),
        ] {
            assert_eq!(told(name), [warning]);
        }
        assert_eq!(told("?〓").len(), 2);
    }

    /// As a program reads the bytes of one encoding in another.
    fn misread(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> String {
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }

    #[test]
    fn mojibake_is_told_with_what_it_may_have_been() {
        let name = "社会福祉法人　やまなし会";
        let cp932 = SHIFT_JIS.encode(name).0;
        for (found, kind) in [
            (misread(&cp932, WINDOWS_1252), "CP932 that was read as Latin-1"),
            (misread(name.as_bytes(), WINDOWS_1252), "UTF-8 that was read as Latin-1"),
            (name.bytes().map(char::from).collect(), "UTF-8 that was read as Latin-1"),
        ] {
            let sentence =
                format!("line 2, provider name: it looks like {kind}; it may have been {name}");
            assert_eq!(told(&found), [sentence], "{found}");
        }
        assert_eq!(
            told("莨夊ｭｰ螳､"),
            ["line 2, provider name: it looks like UTF-8 that was read as CP932; \
              it may have been 会議室"]
        );
        assert_eq!(
            told("繧・∪縺ｪ縺・"),
            ["line 2, provider name: it looks like UTF-8 that was read as CP932"]
        );
    }

    #[test]
    fn names_that_are_right_are_not_told() {
        for name in [
            "やまなし会",
            "ﾃﾞｲｹｱ",
            "Café élan",
            "Ångström",
            "縺れ髪",
            "A&N",
            "湯～ふる",
            "Ｑ？",
            "ŒUVRE",
            "Liv’’E",
        ] {
            assert_eq!(told(name), [""; 0], "{name}");
        }
    }
}
