//! 事業所名: print what is registered.
//!
//! - kept: every registered code point, CJK compatibility ideographs and variation sequences among them
//! - composed: kana and Latin letters with combining marks, and nothing else (neither NFC nor NFKC)
//! - folded: Kangxi and CJK radicals; edge space, tabs and controls are trimmed; each change leaves a [`Note`]
//! - on request: half-width kana, waves and dashes, ㈱ ([`NameRules`])
//! - warned of: Greek or Cyrillic among Latin or kana, spaces in a row
//! - refused: what is never print: controls, format controls, U+FFFD, unassigned code points, marks without a base

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use super::radicals::unified;
use crate::error::{Error, ErrorKind, Field, Result};

/// The most characters a name may have; the longest of 170,143 real ones has 60.
const LONGEST: usize = 200;

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
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What was changed on the way in, in the order of the steps.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// What a person should look at.
    pub fn warnings(&self) -> &[NameWarning] {
        &self.warnings
    }

    /// A key for finding this name, never for printing it: radicals folded, NFKC, lower case, without spaces.
    ///
    /// ```
    /// # use reissue_notice::ProviderName;
    /// let name: ProviderName = "㈱ＬＩＦＥ　ｹｱ".parse()?;
    /// assert_eq!(name.search_key(), "(株)lifeケア");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn search_key(&self) -> String {
        let folded = self.text.chars().map(|c| unified(c).unwrap_or(c));
        folded
            .nfkc()
            .flat_map(char::to_lowercase)
            .filter(|c| !c.is_whitespace())
            .collect()
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

/// One change that a name went through on the way in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Note {
    change: Change,
    position: usize,
    from: Box<str>,
    to: Box<str>,
}

impl Note {
    /// What was done.
    pub fn change(&self) -> Change {
        self.change
    }

    /// Which character it was, counted from 1 in the name as it stood before this change.
    pub fn position(&self) -> usize {
        self.position
    }

    /// What stood there.
    pub fn from(&self) -> &str {
        &self.from
    }

    /// What stands there now; nothing where it was trimmed.
    pub fn to(&self) -> &str {
        &self.to
    }
}

/// What a [`Note`] says was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Change {
    /// Space or a control at an edge was taken off.
    Trimmed,
    /// A letter and its combining mark became one character.
    Composed,
    /// A radical became the unified ideograph.
    FoldedRadical,
    /// Half-width kana became full-width, on request.
    WidenedKana,
    /// A wave or dash became its JIS form, on request.
    UnifiedDash,
    /// ㈱ and its like were spelt out, on request.
    SpeltOut,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let done = match self.change {
            Change::Trimmed => "trimmed",
            Change::Composed => "composed",
            Change::FoldedRadical => "folded radical",
            Change::WidenedKana => "widened",
            Change::UnifiedDash => "unified",
            Change::SpeltOut => "spelt out",
        };
        write!(f, "{done}{} at {}", CodePoints(&self.from), self.position)?;
        if self.to.is_empty() {
            Ok(())
        } else {
            write!(f, " to{}", CodePoints(&self.to))
        }
    }
}

struct CodePoints<'a>(&'a str);

impl fmt::Display for CodePoints<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .chars()
            .try_for_each(|c| write!(f, " U+{:04X}", u32::from(c)))
    }
}

/// Something odd about a name that is printed all the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NameWarning {
    /// A Greek or Cyrillic letter among Latin letters or kana: often a look-alike.
    MixedScript {
        /// The letter.
        letter: char,
    },
    /// Two or more spaces in a row.
    DoubleSpace,
}

impl fmt::Display for NameWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MixedScript { letter } => {
                write!(
                    f,
                    "{letter} (U+{:04X}) stands among Latin letters or kana",
                    u32::from(*letter)
                )
            }
            Self::DoubleSpace => f.write_str("the name has spaces in a row"),
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

type Step = (Change, fn(&[char]) -> Option<(usize, String)>);

impl NameRules {
    /// Also turns half-width kana to full width (ﾃﾞｲ to デイ). Default: off.
    #[must_use]
    pub fn widen_half_width_kana(self) -> Self {
        Self {
            widen_kana: true,
            ..self
        }
    }

    /// Also turns ～ (U+FF5E) into 〜 (U+301C) and － (U+FF0D) into − (U+2212), the JIS characters. Default: off.
    #[must_use]
    pub fn unify_waves_and_dashes(self) -> Self {
        Self {
            unify_dashes: true,
            ..self
        }
    }

    /// Also spells out ㈱, ㈲, ㈳, ㈶ and ㈻: （株） and so on. Default: off.
    #[must_use]
    pub fn spell_out_abbreviations(self) -> Self {
        Self {
            spell_out: true,
            ..self
        }
    }

    /// Takes a name by these rules.
    ///
    /// # Errors
    /// [`ErrorKind::Unprintable`] with the character and its place in `text`; [`ErrorKind::Empty`] and
    /// [`ErrorKind::Length`] for a name of no or of over 200 characters.
    pub fn parse(&self, text: &str) -> Result<ProviderName> {
        self.parse_name(text)
            .map_err(|kind| Error::new(Field::ProviderName, kind))
    }

    fn parse_name(self, text: &str) -> Result<ProviderName, ErrorKind> {
        let length = text.chars().take(LONGEST * 4).count();
        if length > LONGEST {
            let found = text.chars().count();
            return Err(ErrorKind::Length {
                found,
                expected: format!("1 to {LONGEST}"),
            });
        }
        let mut notes = Vec::new();
        let trimmed = trim(text, &mut notes);
        refuse_unprintable(text, trimmed)?;
        let text = self
            .steps()
            .fold(trimmed.to_owned(), |text, step| rewrite(&text, step, &mut notes));
        let warnings = warnings(&text).into();
        Ok(ProviderName {
            text: text.into(),
            notes: notes.into(),
            warnings,
        })
    }

    fn steps(self) -> impl Iterator<Item = Step> {
        let asked = [
            (
                self.widen_kana,
                (Change::WidenedKana, widen_kana as fn(&[char]) -> _),
            ),
            (self.unify_dashes, (Change::UnifiedDash, unify_dash)),
            (self.spell_out, (Change::SpeltOut, spell_out)),
        ];
        let always = [
            (true, (Change::Composed, compose_mark as fn(&[char]) -> _)),
            (true, (Change::FoldedRadical, fold_radical)),
        ];
        always
            .into_iter()
            .chain(asked)
            .filter_map(|(on, step)| on.then_some(step))
    }
}

fn trim<'t>(text: &'t str, notes: &mut Vec<Note>) -> &'t str {
    let edge = |c: char| c.is_whitespace() || c.is_control();
    let inner = text.trim_matches(edge);
    let front = text.chars().take_while(|&c| edge(c)).count();
    let back = front + inner.chars().count();
    for (index, c) in text.chars().enumerate().filter(|&(i, _)| i < front || i >= back) {
        notes.push(Note {
            change: Change::Trimmed,
            position: index + 1,
            from: c.to_string().into(),
            to: "".into(),
        });
    }
    inner
}

fn refuse_unprintable(whole: &str, trimmed: &str) -> Result<(), ErrorKind> {
    if trimmed.is_empty() {
        return Err(ErrorKind::Empty {
            expected: "a name".into(),
        });
    }
    let front = whole.len()
        - whole
            .trim_start_matches(|c: char| c.is_whitespace() || c.is_control())
            .len();
    let before = whole.chars().count() - whole.get(front..).map_or(0, |rest| rest.chars().count());
    let mut base = false;
    for (position, found) in (before + 1..).zip(trimmed.chars()) {
        if let Some(reason) = refusal(found, base) {
            return Err(ErrorKind::Unprintable {
                position,
                found,
                reason,
            });
        }
        base = !found.is_whitespace() && !is_variation_selector(found);
    }
    Ok(())
}

/// Why a character is never printed, whatever the font. `after_base`: it follows something that a mark can stand on.
fn refusal(c: char, after_base: bool) -> Option<&'static str> {
    if let Some(&(_, name)) = NAMED_CONTROLS.iter().find(|(control, _)| *control == c) {
        return Some(name);
    }
    match c.general_category() {
        _ if c == '\u{FFFD}' => Some("the replacement character: the name was damaged before it came here"),
        GeneralCategory::Control => Some("a control character"),
        GeneralCategory::Format => Some("a format control"),
        GeneralCategory::LineSeparator | GeneralCategory::ParagraphSeparator => Some("a line break"),
        GeneralCategory::Unassigned => Some("not an assigned character"),
        GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark | GeneralCategory::EnclosingMark
            if !after_base =>
        {
            Some("a mark with no character to stand on")
        }
        _ => None,
    }
}

const NAMED_CONTROLS: [(char, &str); 18] = [
    ('\u{AD}', "SOFT HYPHEN, a format control"),
    ('\u{200B}', "ZERO WIDTH SPACE, a format control"),
    ('\u{200C}', "ZERO WIDTH NON-JOINER, a format control"),
    ('\u{200D}', "ZERO WIDTH JOINER, a format control"),
    ('\u{200E}', "LEFT-TO-RIGHT MARK, a format control"),
    ('\u{200F}', "RIGHT-TO-LEFT MARK, a format control"),
    ('\u{202A}', "LEFT-TO-RIGHT EMBEDDING, a format control"),
    ('\u{202B}', "RIGHT-TO-LEFT EMBEDDING, a format control"),
    ('\u{202C}', "POP DIRECTIONAL FORMATTING, a format control"),
    ('\u{202D}', "LEFT-TO-RIGHT OVERRIDE, a format control"),
    ('\u{202E}', "RIGHT-TO-LEFT OVERRIDE, a format control"),
    ('\u{2060}', "WORD JOINER, a format control"),
    ('\u{2066}', "LEFT-TO-RIGHT ISOLATE, a format control"),
    ('\u{2067}', "RIGHT-TO-LEFT ISOLATE, a format control"),
    ('\u{2068}', "FIRST STRONG ISOLATE, a format control"),
    ('\u{2069}', "POP DIRECTIONAL ISOLATE, a format control"),
    ('\u{3164}', "HANGUL FILLER, a blank"),
    ('\u{FEFF}', "ZERO WIDTH NO-BREAK SPACE, a format control"),
];

const SELECTORS: [RangeInclusive<char>; 2] = ['\u{FE00}'..='\u{FE0F}', '\u{E0100}'..='\u{E01EF}'];

pub(crate) fn is_variation_selector(c: char) -> bool {
    SELECTORS.iter().any(|range| range.contains(&c))
}

/// Goes through the text once; where `step` matches, its replacement stands and a note is left.
fn rewrite(text: &str, (change, step): Step, notes: &mut Vec<Note>) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(rest @ [first, ..]) = chars.get(at..) {
        if let Some((taken, to)) = step(rest) {
            let from: String = rest.iter().take(taken).collect();
            out.push_str(&to);
            notes.push(Note {
                change,
                position: at + 1,
                from: from.into(),
                to: to.into(),
            });
            at += taken;
        } else {
            out.push(*first);
            at += 1;
        }
    }
    out
}

fn compose_mark(text: &[char]) -> Option<(usize, String)> {
    let (&base, marks) = text.split_first()?;
    let letter = is_kana(base) || is_latin(base);
    let (mut composed, mut taken) = (base, 1);
    for &mark in marks.iter().take_while(|&&c| letter && is_combining_mark(c)) {
        composed = compose(composed, mark)?;
        taken += 1;
    }
    (taken > 1).then(|| (taken, composed.to_string()))
}

fn fold_radical(text: &[char]) -> Option<(usize, String)> {
    Some((1, unified(*text.first()?)?.to_string()))
}

/// NFKC of a run of half-width kana is exactly their full-width form, voiced marks composed.
fn widen_kana(text: &[char]) -> Option<(usize, String)> {
    let taken = text
        .iter()
        .take_while(|c| ('\u{FF61}'..='\u{FF9F}').contains(*c))
        .count();
    (taken > 0).then(|| (taken, text.iter().copied().take(taken).nfkc().collect()))
}

fn unify_dash(text: &[char]) -> Option<(usize, String)> {
    match text.first()? {
        '\u{FF5E}' => Some((1, "\u{301C}".into())),
        '\u{FF0D}' => Some((1, "\u{2212}".into())),
        _ => None,
    }
}

fn spell_out(text: &[char]) -> Option<(usize, String)> {
    let word = match text.first()? {
        '㈱' => "株",
        '㈲' => "有",
        '㈳' => "社",
        '㈶' => "財",
        '㈻' => "学",
        _ => return None,
    };
    Some((1, format!("（{word}）")))
}

fn warnings(name: &str) -> Vec<NameWarning> {
    let mixed = name.chars().any(|c| is_latin(c) || is_kana(c));
    let foreign = name.chars().filter(|&c| mixed && is_greek_or_cyrillic(c));
    let mut warnings: Vec<_> = foreign
        .map(|letter| NameWarning::MixedScript { letter })
        .collect();
    let spaces = name
        .chars()
        .zip(name.chars().skip(1))
        .any(|(a, b)| a.is_whitespace() && b.is_whitespace());
    warnings.extend(spaces.then_some(NameWarning::DoubleSpace));
    warnings
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309E}' | '\u{30A1}'..='\u{30FA}' | '\u{30FD}'..='\u{30FE}')
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}')
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
        for text in [
            "医療法人\u{FA19}田会",
            "山﨑　髙橋",
            "葛\u{E0100}城",
            "㈱ﾃﾞｲｹｱ～湯",
            "Ⅱ①",
        ] {
            assert_eq!((name(text).as_str(), name(text).notes().len()), (text, 0));
        }
    }

    #[test]
    fn kana_and_latin_are_composed_and_nothing_else() {
        let composed = name("か\u{3099}ん e\u{301}");
        assert_eq!(composed.as_str(), "がん é");
        assert_eq!(
            composed.notes()[0].to_string(),
            "composed U+304B U+3099 at 1 to U+304C"
        );
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
            (
                " や\0ま",
                "provider name: character 3 is U+0000: a control character",
            ),
            (
                "や\nま",
                "provider name: character 2 is U+000A: a control character",
            ),
            (
                "や\u{2028}ま",
                "provider name: character 2 is U+2028: a line break",
            ),
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
                "provider name: character 2 is '\u{FFFD}' (U+FFFD): the replacement character: the name was damaged \
                 before it came here",
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
        assert_eq!(
            name("ケアΑ").warnings(),
            [NameWarning::MixedScript { letter: 'Α' }]
        );
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
    }
}
