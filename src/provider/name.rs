//! 事業所名: print what is registered.
//!
//! - kept: every registered code point, CJK compatibility ideographs and variation sequences among
//!   them
//! - composed: kana and Latin letters with combining marks, and nothing else (neither NFC nor NFKC)
//! - folded: Kangxi and CJK radicals; edge space, tabs and controls are trimmed; each change leaves
//!   a [`Note`]
//! - on request: half-width kana, waves and dashes, ㈱ ([`NameRules`])
//! - warned of: Greek or Cyrillic among Latin or kana, spaces in a row
//! - refused: what is never print: controls, format controls, U+FFFD, unassigned code points, marks
//!   without a base

use std::fmt;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

use crate::error::{CodePoint, Error, Expected, Field, ForField, Message, Result};
use crate::text::characters::{is_kana, is_latin};
use crate::text::door::{self, Door, Step, Words};
use crate::text::folding;
use crate::text::note::{Change, Note};
use crate::text::radicals::unified;

/// The longest of 170,143 real names has 60 characters.
const DOOR: Door = Door::line(200, Expected::Name);

/// A provider's name, as it is printed.
///
/// ```
/// use reissue_notice::ProviderName;
/// let name: ProviderName = " 協⽴病院".parse()?;
/// assert_eq!(name.as_str(), "協立病院");
/// let notes: Vec<String> = name.notes().iter().map(ToString::to_string).collect();
/// assert_eq!(notes, ["trimmed U+0020 at 1", "folded radical U+2F74 at 2 to U+7ACB"]);
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProviderName {
    text: Box<str>,
    notes: Box<[Note]>,
    warnings: Box<[NameWarning]>,
}

impl ProviderName {
    /// The name as it is printed.
    ///
    /// ```
    /// # use reissue_notice::ProviderName;
    /// assert_eq!("協⽴病院 ".parse::<ProviderName>()?.as_str(), "協立病院");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What was changed on the way in, in the order of the steps.
    ///
    /// ```
    /// # use reissue_notice::ProviderName;
    /// let name: ProviderName = "協⽴病院".parse()?;
    /// assert_eq!(name.notes()[0].to_string(), "folded radical U+2F74 at 2 to U+7ACB");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// What a person should look at.
    ///
    /// ```
    /// # use reissue_notice::{NameWarning, ProviderName};
    /// let name: ProviderName = "ケア Аサポート".parse()?; // a Cyrillic А
    /// assert_eq!(name.warnings(), [NameWarning::MixedScript { letter: '\u{410}' }]);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn warnings(&self) -> &[NameWarning] {
        &self.warnings
    }

    /// A key for finding this name, never for printing it: radicals folded, NFKC, lower case,
    /// without spaces.
    ///
    /// ```
    /// # use reissue_notice::ProviderName;
    /// let name: ProviderName = "㈱ＬＩＦＥ　ｹｱ".parse()?;
    /// assert_eq!(name.search_key(), "(株)lifeケア");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn search_key(&self) -> String {
        let folded = self.text.chars().map(|c| unified(c).unwrap_or(c));
        folded.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect()
    }
}

impl fmt::Display for ProviderName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// By [`NameRules::default`]: nothing but what is always done.
impl FromStr for ProviderName {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        NameRules::default().parse(text)
    }
}

/// Something odd about a name that is printed all the same.
///
/// ```
/// use reissue_notice::{NameWarning, ProviderName};
/// let name: ProviderName = "ケア  甲府".parse()?;
/// assert_eq!(name.warnings(), [NameWarning::DoubleSpace]);
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum NameWarning {
    /// A Greek or Cyrillic letter among Latin letters or kana: often a look-alike.
    #[error("{letter} ({}) stands among Latin letters or kana", CodePoint(*.letter))]
    MixedScript {
        /// The letter.
        letter: char,
    },
    /// Two or more spaces in a row.
    #[error("the name has spaces in a row")]
    DoubleSpace,
}

impl Message for NameWarning {
    fn in_japanese(&self) -> String {
        match self {
            Self::MixedScript { letter } => {
                let code = CodePoint(*letter);
                format!(
                    "英字や仮名の中に「{letter}」（{code}）があります。似た文字でないか確認してください。"
                )
            }
            Self::DoubleSpace => "事業所名の中で空白が続いています。確認してください。".into(),
        }
    }
}

/// Which changes a federation asks for, beyond those that are always made.
///
/// ```
/// use reissue_notice::NameRules;
/// let rules = NameRules::default().widen_half_width_kana().spell_out_abbreviations();
/// assert_eq!(rules.parse("㈱ﾃﾞｲｹｱ")?.as_str(), "（株）デイケア");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameRules {
    widen_kana: bool,
    unify_dashes: bool,
    spell_out: bool,
}

impl NameRules {
    /// Also turns half-width kana to full width (ﾃﾞｲ to デイ). Default: off.
    ///
    /// ```
    /// # use reissue_notice::NameRules;
    /// let rules = NameRules::default().widen_half_width_kana();
    /// assert_eq!(rules.parse("ﾃﾞｲｹｱ")?.as_str(), "デイケア");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn widen_half_width_kana(self) -> Self {
        Self { widen_kana: true, ..self }
    }

    /// Also turns ～ (U+FF5E) into 〜 (U+301C) and － (U+FF0D) into − (U+2212), the JIS characters.
    /// Default: off.
    ///
    /// ```
    /// # use reissue_notice::NameRules;
    /// let rules = NameRules::default().unify_waves_and_dashes();
    /// assert_eq!(rules.parse("ケア～\u{FF0D}")?.as_str(), "ケア\u{301C}\u{2212}");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn unify_waves_and_dashes(self) -> Self {
        Self { unify_dashes: true, ..self }
    }

    /// Also spells out ㈱, ㈲, ㈳, ㈶ and ㈻: （株） and so on. Default: off.
    ///
    /// ```
    /// # use reissue_notice::NameRules;
    /// let rules = NameRules::default().spell_out_abbreviations();
    /// assert_eq!(rules.parse("㈲ケア")?.as_str(), "（有）ケア");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn spell_out_abbreviations(self) -> Self {
        Self { spell_out: true, ..self }
    }

    /// Whether half-width kana become full-width.
    ///
    /// ```
    /// # use reissue_notice::NameRules;
    /// assert!(!NameRules::default().widens_half_width_kana());
    /// assert!(NameRules::default().widen_half_width_kana().widens_half_width_kana());
    /// ```
    pub fn widens_half_width_kana(self) -> bool {
        self.widen_kana
    }

    /// Whether waves and dashes become the JIS characters.
    ///
    /// ```
    /// # use reissue_notice::NameRules;
    /// assert!(!NameRules::default().unifies_waves_and_dashes());
    /// assert!(NameRules::default().unify_waves_and_dashes().unifies_waves_and_dashes());
    /// ```
    pub fn unifies_waves_and_dashes(self) -> bool {
        self.unify_dashes
    }

    /// Whether ㈱ and its like are spelt out.
    ///
    /// ```
    /// # use reissue_notice::NameRules;
    /// assert!(!NameRules::default().spells_out_abbreviations());
    /// assert!(NameRules::default().spell_out_abbreviations().spells_out_abbreviations());
    /// ```
    pub fn spells_out_abbreviations(self) -> bool {
        self.spell_out
    }

    /// Takes a name by these rules.
    ///
    /// ```
    /// # use reissue_notice::NameRules;
    /// let rules = NameRules::default();
    /// assert_eq!(rules.parse(" ㈱ケア")?.as_str(), "㈱ケア");
    /// let error = rules.parse(" ").unwrap_err();
    /// assert_eq!(error.to_string(), "provider name: found nothing, expected a name");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Unprintable`](crate::ErrorKind::Unprintable) with the character and its place in `text`;
    /// [`Empty`](crate::ErrorKind::Empty) and [`Length`](crate::ErrorKind::Length) for a name of no
    /// or of over 200 characters.
    pub fn parse(&self, text: &str) -> Result<ProviderName> {
        let admitted = DOOR.admit_by(&self.steps(), text);
        let Words { text, notes } = admitted.for_field(Field::ProviderName)?;
        let warnings = warnings(&text).into();
        Ok(ProviderName { text: text.into(), notes: notes.into(), warnings })
    }

    fn steps(self) -> Vec<Step> {
        let mut steps = vec![door::COMPOSE, door::UNIFY_RADICALS];
        if self.widen_kana {
            // Before marks are composed: half-width kana can carry one too.
            steps.insert(0, WIDEN_KANA);
        }
        if self.unify_dashes {
            steps.push(UNIFY_DASHES);
        }
        if self.spell_out {
            steps.push(SPELL_OUT);
        }
        steps
    }
}

const WIDEN_KANA: Step = Step { change: Change::WidenedKana, fold: folding::widen_kana };
const UNIFY_DASHES: Step = Step { change: Change::UnifiedDash, fold: folding::unify_dash };
const SPELL_OUT: Step = Step { change: Change::SpeltOut, fold: folding::spell_out };

fn warnings(name: &str) -> Vec<NameWarning> {
    let mut warnings = Vec::new();
    if name.chars().any(|c| is_latin(c) || is_kana(c)) {
        let foreign = name.chars().filter(|&c| is_greek_or_cyrillic(c));
        warnings.extend(foreign.map(|letter| NameWarning::MixedScript { letter }));
    }
    if name.split(char::is_whitespace).any(str::is_empty) {
        warnings.push(NameWarning::DoubleSpace);
    }
    warnings
}

fn is_greek_or_cyrillic(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{52F}' | '\u{1F00}'..='\u{1FFF}') && c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> ProviderName {
        text.parse().unwrap()
    }

    fn sentence(text: &str) -> String {
        text.parse::<ProviderName>().unwrap_err().to_string()
    }

    #[test]
    fn registered_code_points_are_kept() {
        for text in ["医療法人\u{FA19}田会", "山﨑　髙橋", "葛\u{E0100}城", "㈱ﾃﾞｲｹｱ～湯", "Ⅱ①"]
        {
            assert_eq!((name(text).as_str(), name(text).notes().len()), (text, 0));
        }
    }

    #[test]
    fn kana_and_latin_are_composed_and_nothing_else() {
        let composed = name("か\u{3099}ん e\u{301}");
        assert_eq!(composed.as_str(), "がん é");
        assert_eq!(composed.notes()[0].to_string(), "composed U+304B U+3099 at 1 to U+304C");
        assert_eq!(name("神\u{301}").as_str(), "神\u{301}");
    }

    #[test]
    fn edges_are_trimmed_and_noted() {
        let trimmed = name("\t　やまなし会 \n");
        assert_eq!(trimmed.as_str(), "やまなし会");
        let notes: Vec<_> = trimmed.notes().iter().map(ToString::to_string).collect();
        assert_eq!(
            notes,
            [
                "trimmed U+0009 at 1",
                "trimmed U+3000 at 2",
                "trimmed U+0020 at 8",
                "trimmed U+000A at 9"
            ]
        );
    }

    #[test]
    fn what_is_never_printed_is_refused_by_name() {
        for (text, expected) in [
            ("", "provider name: found nothing, expected a name"),
            (" 　", "provider name: found nothing, expected a name"),
            (
                "や\u{202E}まなし",
                "provider name: character 2 is U+202E: RIGHT-TO-LEFT OVERRIDE, a format control",
            ),
            (
                "や\u{200B}まなし",
                "provider name: character 2 is U+200B: ZERO WIDTH SPACE, a format control",
            ),
            (" や\0ま", "provider name: character 3 is U+0000: a control character"),
            ("や\nま", "provider name: character 2 is U+000A: a control character"),
            ("や\u{2028}ま", "provider name: character 2 is U+2028: a line break"),
            (
                "\u{E0100}や",
                "provider name: character 1 is U+E0100: a mark with no character to stand on",
            ),
            (
                "や\u{378}",
                "provider name: character 2 is '\u{378}' (U+0378): not an assigned character",
            ),
            (
                "や\u{FFFD}",
                "provider name: character 2 is '\u{FFFD}' (U+FFFD): \
                 the replacement character: the text was damaged before it came here",
            ),
        ] {
            assert_eq!(sentence(text), expected);
        }
        assert_eq!(
            sentence(&"や".repeat(10_000)),
            "provider name: found 10000 characters, expected 1 to 200"
        );
    }

    #[test]
    fn odd_names_are_warned_of() {
        assert_eq!(name("ケアΑ").warnings(), [NameWarning::MixedScript { letter: 'Α' }]);
        assert_eq!(name("医療法人　　会").warnings(), [NameWarning::DoubleSpace]);
        assert_eq!(name("α").warnings(), []);
    }

    #[test]
    fn folds_on_request_leave_notes() {
        let rules = NameRules::default()
            .widen_half_width_kana()
            .unify_waves_and_dashes()
            .spell_out_abbreviations();
        let folded = rules.parse("㈱ｶﾞｷﾞ～－").unwrap();
        assert_eq!(folded.as_str(), "（株）ガギ〜−");
        assert_eq!(folded.notes().len(), 4);
        let widened = |text| rules.parse(text).unwrap().as_str().to_owned();
        assert_eq!(
            [widened("カ\u{FF9E}"), widened("ｶ\u{3099}"), widened("\u{FF9E}")],
            ["ガ", "ガ", "゛"]
        );
        assert_eq!(
            rules.parse(&"㈱".repeat(101)).unwrap_err().to_string(),
            "provider name: found 303 characters, expected 1 to 200"
        );
    }
}
