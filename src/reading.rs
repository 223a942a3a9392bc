//! The kana reading of each printable ASCII character, and the name of each class: the two rows
//! over a password.
//!
//! The table is data: houses differ (エッチ, ズィー, レイ), so it can be replaced entry by entry.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::error::{Error, ErrorKind, Expected, Field, ForField, Result};
use crate::password::policy::CharClass;
use crate::text::door::Door;

/// How each printable ASCII character (`!` to `~`) is read, and how each class is called.
///
/// ```
/// use reissue_notice::{CharClass, ReadingTable};
/// let table = ReadingTable::standard();
/// assert_eq!(table.read('K'), Some("ケー"));
/// assert_eq!(table.read('k'), Some("ケー"));
/// assert_eq!(table.class_name(CharClass::Lower), "小文字");
/// let table = table.with_reading('0', "レイ")?.with_class_name(CharClass::Upper, "英大")?;
/// assert_eq!((table.read('0'), table.class_name(CharClass::Upper)), (Some("レイ"), "英大"));
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingTable {
    readings: BTreeMap<char, Cow<'static, str>>,
    class_names: BTreeMap<CharClass, Cow<'static, str>>,
}

/// Lower case reads as upper case; the class row tells them apart.
#[rustfmt::skip]
const STANDARD: [(char, &str); 68] = [
    ('A', "エー"), ('B', "ビー"), ('C', "シー"), ('D', "ディー"), ('E', "イー"), ('F', "エフ"), ('G', "ジー"),
    ('H', "エイチ"), ('I', "アイ"), ('J', "ジェー"), ('K', "ケー"), ('L', "エル"), ('M', "エム"), ('N', "エヌ"),
    ('O', "オー"), ('P', "ピー"), ('Q', "キュー"), ('R', "アール"), ('S', "エス"), ('T', "ティー"), ('U', "ユー"),
    ('V', "ブイ"), ('W', "ダブリュー"), ('X', "エックス"), ('Y', "ワイ"), ('Z', "ゼット"),
    ('0', "ゼロ"), ('1', "イチ"), ('2', "ニ"), ('3', "サン"), ('4', "ヨン"), ('5', "ゴ"), ('6', "ロク"),
    ('7', "ナナ"), ('8', "ハチ"), ('9', "キュウ"),
    ('!', "エクスクラメーション"), ('"', "ダブルクォーテーション"), ('#', "シャープ"), ('$', "ドル"),
    ('%', "パーセント"), ('&', "アンド"), ('\'', "シングルクォーテーション"), ('(', "カッコ"), (')', "カッコトジ"),
    ('*', "アスタリスク"), ('+', "プラス"), (',', "カンマ"), ('-', "ハイフン"), ('.', "ドット"), ('/', "スラッシュ"),
    (':', "コロン"), (';', "セミコロン"), ('<', "ショウナリ"), ('=', "イコール"), ('>', "ダイナリ"),
    ('?', "クエスチョン"), ('@', "アットマーク"), ('[', "ダイカッコ"), ('\\', "バックスラッシュ"),
    (']', "ダイカッコトジ"), ('^', "ハット"), ('_', "アンダーバー"), ('`', "バッククォート"), ('{', "チュウカッコ"),
    ('|', "パイプ"), ('}', "チュウカッコトジ"), ('~', "チルダ"),
];

const CLASS_NAMES: [(CharClass, &str); 4] = [
    (CharClass::Upper, "大文字"),
    (CharClass::Lower, "小文字"),
    (CharClass::Digit, "数字"),
    (CharClass::Symbol, "記号"),
];

/// A column of a twenty-place grid holds a reading or class name of 15 characters.
const DOOR: Door = Door::line(15, Expected::Reading);

impl ReadingTable {
    /// The whole table, an entry a line: tells one table from another.
    pub(crate) fn canonical(&self) -> String {
        let mut text = String::new();
        for (c, reading) in &self.readings {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{c} {reading}");
        }
        for class in self.class_names.values() {
            let _ = writeln!(text, "{class}");
        }
        text
    }

    /// The table that every list of letter names agrees on: K is ケー.
    ///
    /// ```
    /// # use reissue_notice::ReadingTable;
    /// assert_eq!(ReadingTable::standard().read('k'), Some("ケー"));
    /// ```
    pub fn standard() -> Self {
        let mut readings = BTreeMap::new();
        for (c, reading) in STANDARD {
            readings.insert(c, reading.into());
            readings.insert(c.to_ascii_lowercase(), reading.into());
        }
        let class_names = CLASS_NAMES.map(|(class, name)| (class, name.into())).into();
        Self { readings, class_names }
    }

    /// The standard table with K as キー, as the specimen of the letter prints it.
    ///
    /// ```
    /// # use reissue_notice::ReadingTable;
    /// assert_eq!(ReadingTable::specimen().read('K'), Some("キー"));
    /// ```
    pub fn specimen() -> Self {
        let mut table = Self::standard();
        table.readings.extend([('K', "キー".into()), ('k', "キー".into())]);
        table
    }

    /// The table of this name: `standard` or `specimen`.
    ///
    /// ```
    /// use reissue_notice::ReadingTable;
    /// assert_eq!(ReadingTable::named("specimen")?, ReadingTable::specimen());
    /// assert_eq!(
    ///     ReadingTable::named("house").unwrap_err().to_string(),
    ///     "readings: found house, expected standard or specimen"
    /// );
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Range`] for any other name.
    pub fn named(name: &str) -> Result<Self> {
        match name {
            "standard" => Ok(Self::standard()),
            "specimen" => Ok(Self::specimen()),
            _ => Err(Error::range(Field::Readings, name, Expected::ReadingTable)),
        }
    }

    /// The reading of a printable ASCII character, `None` for any other.
    ///
    /// ```
    /// # use reissue_notice::ReadingTable;
    /// let table = ReadingTable::standard();
    /// assert_eq!((table.read('0'), table.read('あ')), (Some("ゼロ"), None));
    /// ```
    pub fn read(&self, c: char) -> Option<&str> {
        self.readings.get(&c).map(AsRef::as_ref)
    }

    /// What the row of classes says.
    ///
    /// ```
    /// # use reissue_notice::{CharClass, ReadingTable};
    /// assert_eq!(ReadingTable::standard().class_name(CharClass::Symbol), "記号");
    /// ```
    pub fn class_name(&self, class: CharClass) -> &str {
        self.class_names.get(&class).map_or("", AsRef::as_ref)
    }

    /// Reads `c` as `reading` from now on. Each case of a letter has its own entry.
    ///
    /// ```
    /// # use reissue_notice::ReadingTable;
    /// let table = ReadingTable::standard().with_reading('0', "レイ")?;
    /// assert_eq!(table.read('0'), Some("レイ"));
    /// let error = ReadingTable::standard().with_reading('0', " ").unwrap_err();
    /// assert_eq!(error.to_string(), "reading of '0': found nothing, expected a reading");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Character`] where `c` is no printable ASCII character; [`ErrorKind::Empty`],
    /// [`ErrorKind::Length`] or [`ErrorKind::Unprintable`] where the reading is blank, has over 15
    /// characters or one that is never printed.
    pub fn with_reading(mut self, c: char, reading: &str) -> Result<Self> {
        check_printable(c).for_field(Field::Readings)?;
        self.readings.insert(c, admitted(reading).for_field(Field::Reading(c))?);
        Ok(self)
    }

    /// Calls `class` `name` from now on.
    ///
    /// ```
    /// # use reissue_notice::{CharClass, ReadingTable};
    /// let table = ReadingTable::standard().with_class_name(CharClass::Upper, "英大")?;
    /// assert_eq!(table.class_name(CharClass::Upper), "英大");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Empty`], [`ErrorKind::Length`] or [`ErrorKind::Unprintable`] where the name is
    /// blank, has over 15 characters or one that is never printed.
    pub fn with_class_name(mut self, class: CharClass, name: &str) -> Result<Self> {
        self.class_names.insert(class, admitted(name)?);
        Ok(self)
    }
}

impl Default for ReadingTable {
    fn default() -> Self {
        Self::standard()
    }
}

fn check_printable(found: char) -> Result<(), ErrorKind> {
    if found.is_ascii_graphic() {
        return Ok(());
    }
    let expected = Expected::PrintableAscii;
    Err(ErrorKind::Character { position: 1, found, expected })
}

fn admitted(words: &str) -> Result<Cow<'static, str>> {
    let admitted = DOOR.admit(words).for_field(Field::Readings)?;
    Ok(admitted.text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_printable_character_has_a_reading_and_both_cases_read_alike() {
        let table = ReadingTable::standard();
        for c in '!'..='~' {
            assert!(table.read(c).is_some_and(|reading| !reading.is_empty()), "{c}");
            assert_eq!(table.read(c), table.read(c.to_ascii_uppercase()));
        }
        assert_eq!((table.read(' '), table.read('\u{7F}'), table.read('Ａ')), (None, None, None));
    }

    #[test]
    fn the_specimen_differs_in_k_alone() {
        let (standard, specimen) = (ReadingTable::standard(), ReadingTable::specimen());
        let differing: String =
            ('!'..='~').filter(|&c| standard.read(c) != specimen.read(c)).collect();
        assert_eq!(differing, "Kk");
    }

    #[test]
    fn wrong_entries_are_sentences() {
        let sentence =
            |c, reading| ReadingTable::standard().with_reading(c, reading).unwrap_err().to_string();
        assert_eq!(
            sentence('é', "エー"),
            "readings: character 1 is 'é' (U+00E9), expected a printable ASCII character"
        );
        assert_eq!(sentence('H', ""), "reading of 'H': found nothing, expected a reading");
        assert_eq!(
            sentence('H', &"ー".repeat(16)),
            "reading of 'H': found 16 characters, expected 1 to 15"
        );
    }
}
