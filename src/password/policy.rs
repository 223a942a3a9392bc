//! Which class each place of a password has, parsed from `"UDULUUDUDDDDDDDD"`.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use super::{PLACES, Password};
use crate::error::{Error, ErrorKind, Expected, Field, ForField, Result};
use crate::text::form::check_count;
use crate::text::word::{Worded, written_by_word};

/// The class of one place: what the row over the reading says; written as `upper`, `lower`,
/// `digit` or `symbol`.
///
/// ```
/// use reissue_notice::{CharClass, Policy};
/// let classes: Vec<CharClass> = "ULDSUUDD".parse::<Policy>()?.places().take(4).collect();
/// assert_eq!(classes, CharClass::ALL);
/// assert_eq!("upper".parse::<CharClass>()?, CharClass::Upper);
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CharClass {
    /// 大文字: `A` to `Z`; `U` in a pattern.
    Upper,
    /// 小文字: `a` to `z`; `L` in a pattern.
    Lower,
    /// 数字: `0` to `9`; `D` in a pattern.
    Digit,
    /// 記号: one of the policy's symbols; `S` in a pattern.
    Symbol,
}

impl CharClass {
    /// All four, in the order of the pattern's letters U, L, D, S.
    ///
    /// ```
    /// # use reissue_notice::CharClass;
    /// let words = CharClass::ALL.map(|class| class.to_string());
    /// assert_eq!(words, ["upper", "lower", "digit", "symbol"]);
    /// ```
    pub const ALL: [Self; 4] = [Self::Upper, Self::Lower, Self::Digit, Self::Symbol];

    /// The class of a printable ASCII character, `None` for any other.
    ///
    /// ```
    /// # use reissue_notice::CharClass;
    /// assert_eq!(CharClass::of('K'), Some(CharClass::Upper));
    /// assert_eq!(CharClass::of('!'), Some(CharClass::Symbol));
    /// assert_eq!(CharClass::of('Ｋ'), None);
    /// ```
    pub fn of(c: char) -> Option<Self> {
        match c {
            'A'..='Z' => Some(Self::Upper),
            'a'..='z' => Some(Self::Lower),
            '0'..='9' => Some(Self::Digit),
            '!'..='~' => Some(Self::Symbol),
            _ => None,
        }
    }

    fn letter(self) -> char {
        match self {
            Self::Upper => 'U',
            Self::Lower => 'L',
            Self::Digit => 'D',
            Self::Symbol => 'S',
        }
    }

    fn expected(self) -> Expected {
        match self {
            Self::Upper => Expected::Capital,
            Self::Lower => Expected::SmallLetter,
            Self::Digit => Expected::Digit,
            Self::Symbol => Expected::PolicySymbol,
        }
    }
}

impl Worded for CharClass {
    const FIELD: Field = Field::CharClass;
    const ALL: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        match self {
            Self::Upper => "upper",
            Self::Lower => "lower",
            Self::Digit => "digit",
            Self::Symbol => "symbol",
        }
    }
}

written_by_word!(CharClass);

/// Which class each place has, and which characters a class draws from.
///
/// ```
/// use reissue_notice::Policy;
/// let policy: Policy = "UDULUUDUDDDDDDDD".parse()?;
/// assert_eq!(policy, Policy::default());
/// assert_eq!(format!("{:.1}", policy.entropy_bits()), "61.4");
/// assert_eq!(format!("{:.1}", policy.without_look_alikes().entropy_bits()), "57.5");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    places: Box<[CharClass]>,
    uppers: Box<[u8]>,
    lowers: Box<[u8]>,
    digits: Box<[u8]>,
    symbols: Box<[u8]>,
}

/// A named set of characters that people take for one another; written as `common` or `e-tax`.
///
/// ```
/// use reissue_notice::{CharClass, LookAlikes, Policy};
/// let policy = Policy::default().without("common".parse()?);
/// assert_eq!(policy, Policy::default().without(LookAlikes::Common));
/// assert_eq!(policy.candidates(CharClass::Digit), "23456789");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LookAlikes {
    /// `I O l o 0 1`.
    Common,
    /// `I l 1 ! i j O o 0 D Q U V`, which e-Tax lists as often mistaken.
    ETax,
}

impl LookAlikes {
    /// The characters of the set, in ASCII order.
    ///
    /// ```
    /// # use reissue_notice::LookAlikes;
    /// assert_eq!(LookAlikes::Common.characters(), "01IOlo");
    /// ```
    pub fn characters(self) -> &'static str {
        match self {
            Self::Common => "01IOlo",
            Self::ETax => "!01DIOQUVijlo",
        }
    }
}

impl Worded for LookAlikes {
    const FIELD: Field = Field::LookAlikes;
    const ALL: &'static [Self] = &[Self::Common, Self::ETax];

    fn word(self) -> &'static str {
        match self {
            Self::Common => "common",
            Self::ETax => "e-tax",
        }
    }
}

written_by_word!(LookAlikes);

/// What 記号 draws from unless told otherwise: no pair that is told apart by size or height alone.
const SYMBOLS: &[u8] = b"!#$%&*+-=?@";

/// With fewer bits than this, some of a few thousand providers would share a password.
const FEWEST_BITS: f64 = 20.0;

/// With fewer bits than this, whoever may try often finds a password.
const FEW_BITS: f64 = 40.0;

/// The letter's pattern.
const PATTERN: &str = "UDULUUDUDDDDDDDD";

impl Policy {
    fn new(places: Vec<CharClass>) -> Self {
        Self {
            places: places.into(),
            uppers: (b'A'..=b'Z').collect(),
            lowers: (b'a'..=b'z').collect(),
            digits: (b'0'..=b'9').collect(),
            symbols: SYMBOLS.into(),
        }
    }

    /// The classes of the letter's pattern, like ones together: `UUUUULDDDDDDDDDD`. As many bits,
    /// and easier to copy than classes that take turns.
    ///
    /// ```
    /// # use reissue_notice::Policy;
    /// let policy = Policy::like_classes_together();
    /// assert_eq!(policy.places().count(), 16);
    /// assert_eq!(format!("{:.1}", policy.entropy_bits()), "61.4");
    /// ```
    pub fn like_classes_together() -> Self {
        let mut places = Self::default().places;
        places.sort_unstable();
        Self { places, ..Self::default() }
    }

    /// Leaves out the look-alikes `I O l o 0 1`. Default: they occur.
    ///
    /// ```
    /// # use reissue_notice::{CharClass, Policy};
    /// let policy = Policy::default().without_look_alikes();
    /// assert_eq!(policy.candidates(CharClass::Upper), "ABCDEFGHJKLMNPQRSTUVWXYZ");
    /// ```
    #[must_use]
    pub fn without_look_alikes(self) -> Self {
        self.without(LookAlikes::Common)
    }

    /// Leaves out a set of look-alikes, but for a class that would be left without any character.
    /// Default: they occur.
    ///
    /// ```
    /// # use reissue_notice::{CharClass, LookAlikes, Policy};
    /// let policy = Policy::default().without(LookAlikes::ETax);
    /// assert_eq!(policy.candidates(CharClass::Upper), "ABCEFGHJKLMNPRSTWXYZ");
    /// assert_eq!(policy.candidates(CharClass::Digit), "23456789");
    /// assert_eq!(format!("{:.1}", policy.entropy_bits()), "56.1");
    /// ```
    #[must_use]
    pub fn without(mut self, look_alikes: LookAlikes) -> Self {
        let left_out = look_alikes.characters().as_bytes();
        let Self { uppers, lowers, digits, symbols, .. } = &mut self;
        for alphabet in [uppers, lowers, digits, symbols] {
            leave_out(left_out, alphabet);
        }
        self
    }

    /// Lets 記号 draw from `symbols`. Default: `!#$%&*+-=?@`.
    ///
    /// ```
    /// # use reissue_notice::Policy;
    /// let policy = "USDDDDDD".parse::<Policy>()?.with_symbols("#*")?;
    /// assert_eq!(policy.places().count(), 8);
    /// assert_eq!(policy.with_symbols("#A").unwrap_err().to_string(),
    ///     "symbols: character 2 is 'A' (U+0041), expected an ASCII symbol");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Character`] for what is no ASCII symbol or stands there twice,
    /// [`ErrorKind::Empty`] for none, [`ErrorKind::FewBits`] for so few that passwords would recur.
    pub fn with_symbols(mut self, symbols: &str) -> Result<Self> {
        self.symbols = sorted_symbols(symbols).for_field(Field::Symbols)?;
        self.refuse_few_bits()?;
        Ok(self)
    }

    /// The class of each place, from the left.
    ///
    /// ```
    /// # use reissue_notice::{CharClass, Policy};
    /// let policy: Policy = "UUDDDDDD".parse()?;
    /// assert_eq!(policy.places().filter(|class| *class == CharClass::Upper).count(), 2);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn places(&self) -> impl ExactSizeIterator<Item = CharClass> + Clone {
        self.places.iter().copied()
    }

    /// The characters that a place of this class is drawn from, each with the same chance, in ASCII
    /// order.
    ///
    /// ```
    /// # use reissue_notice::{CharClass, Policy};
    /// assert_eq!(Policy::default().candidates(CharClass::Symbol), "!#$%&*+-=?@");
    /// ```
    pub fn candidates(&self, class: CharClass) -> &str {
        str::from_utf8(self.alphabet(class)).unwrap_or_default()
    }

    pub(crate) fn alphabet(&self, class: CharClass) -> &[u8] {
        match class {
            CharClass::Upper => &self.uppers,
            CharClass::Lower => &self.lowers,
            CharClass::Digit => &self.digits,
            CharClass::Symbol => &self.symbols,
        }
    }

    /// How many bits of chance one password holds.
    ///
    /// ```
    /// # use reissue_notice::Policy;
    /// let digits: Policy = "DDDDDDDD".parse()?;
    /// assert!((digits.entropy_bits() - 8.0 * 10_f64.log2()).abs() < 1e-9);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[expect(clippy::cast_precision_loss, reason = "an alphabet has fewer than 95 characters")]
    pub fn entropy_bits(&self) -> f64 {
        self.places().map(|class| (self.alphabet(class).len() as f64).log2()).sum()
    }

    /// Refuses a policy whose passwords hold fewer than 20 bits: two providers would share one.
    pub(crate) fn refuse_few_bits(&self) -> Result<()> {
        let found = self.entropy_bits();
        if found >= FEWEST_BITS {
            return Ok(());
        }
        Err(Error::new(Field::Pattern, ErrorKind::FewBits { found, fewest: FEWEST_BITS }))
    }

    /// Whether passwords hold fewer than 40 bits: enough only where the system counts tries.
    ///
    /// ```
    /// use reissue_notice::Policy;
    /// assert!(!Policy::default().is_weak());
    /// assert!("DDDDDDDD".parse::<Policy>()?.is_weak()); // 26.6 bits
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn is_weak(&self) -> bool {
        self.entropy_bits() < FEW_BITS
    }

    /// The whole policy on one line for each part: what keys are derived by. It never changes, or
    /// every password would.
    pub(crate) fn canonical(&self) -> String {
        let mut text = format!("{self}\n");
        for class in CharClass::ALL {
            text.push_str(self.candidates(class));
            text.push('\n');
        }
        text
    }

    /// Whether `password` could have been drawn by this policy.
    ///
    /// ```
    /// # use reissue_notice::Policy;
    /// let policy: Policy = "UUDDDDDD".parse()?;
    /// assert!(policy.check(&"KM172039".parse()?).is_ok());
    /// let error = policy.check(&"Km172039".parse()?).unwrap_err();
    /// assert_eq!(error.to_string(), "password: place 2 is not a capital A-Z");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Length`] or [`ErrorKind::Place`] with the first place that does not fit; never
    /// the character there.
    pub fn check(&self, password: &Password) -> Result<()> {
        self.compare(password).for_field(Field::Password)
    }

    fn compare(&self, password: &Password) -> Result<(), ErrorKind> {
        let (found, places) = (password.places(), self.places.len());
        if found != places {
            return Err(ErrorKind::Length { found, expected: Expected::Exactly(places) });
        }
        let mut drawn = (1..).zip(self.places()).zip(password.bytes());
        match drawn.find(|((_, class), c)| !self.alphabet(*class).contains(c)) {
            None => Ok(()),
            Some(((position, class), _)) => {
                Err(ErrorKind::Place { position, expected: class.expected() })
            }
        }
    }
}

/// The letter's pattern, `UDULUUDUDDDDDDDD`.
/// Leaves characters out of an alphabet, unless these are all that it has.
fn leave_out(left_out: &[u8], alphabet: &mut Box<[u8]>) {
    let kept = alphabet.iter().copied().filter(|c| !left_out.contains(c));
    let kept: Box<[u8]> = kept.collect();
    if !kept.is_empty() {
        *alphabet = kept;
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::new(PATTERN.chars().filter_map(class_of_letter).collect())
    }
}

fn class_of_letter(letter: char) -> Option<CharClass> {
    CharClass::ALL.into_iter().find(|class| class.letter() == letter)
}

impl FromStr for Policy {
    type Err = Error;

    fn from_str(pattern: &str) -> Result<Self> {
        let places = parse(pattern).for_field(Field::Pattern)?;
        Ok(Self::new(places))
    }
}

fn parse(pattern: &str) -> Result<Vec<CharClass>, ErrorKind> {
    let mut places = Vec::new();
    for (position, found) in (1..=PLACES.end() + 1).zip(pattern.chars()) {
        let expected = Expected::ClassLetter;
        let class = class_of_letter(found);
        places.push(class.ok_or(ErrorKind::Character { position, found, expected })?);
    }
    check_count(pattern.chars().count(), PLACES)?;
    Ok(places)
}

/// The symbols in ASCII order.
fn sorted_symbols(symbols: &str) -> Result<Box<[u8]>, ErrorKind> {
    let mut sorted = BTreeSet::new();
    for (position, found) in (1..).zip(symbols.chars()) {
        if let Some(expected) = wanted_instead(found, &sorted) {
            return Err(ErrorKind::Character { position, found, expected });
        }
        sorted.insert(found);
    }
    if sorted.is_empty() {
        return Err(ErrorKind::Empty { expected: Expected::OneSymbol });
    }
    Ok(String::from_iter(sorted).into_bytes().into())
}

/// What should stand in place of a symbol, where it may not follow these.
fn wanted_instead(symbol: char, before: &BTreeSet<char>) -> Option<Expected> {
    if CharClass::of(symbol) != Some(CharClass::Symbol) {
        Some(Expected::AsciiSymbol)
    } else if before.contains(&symbol) {
        Some(Expected::EachSymbolOnce)
    } else {
        None
    }
}

/// The pattern that it was parsed from.
impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pattern: String = self.places().map(CharClass::letter).collect();
        f.pad(&pattern)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_pattern_is_a_sentence() {
        for (pattern, sentence) in [
            ("UDULUUD", "pattern: found 7 characters, expected 8 to 20"),
            ("UUUUUUUUUUUUUUUUUUUUU", "pattern: found 21 characters, expected 8 to 20"),
            (
                "UDuLUUDU",
                "pattern: character 3 is 'u' (U+0075), expected U (大文字), L (小文字), D (数字) or S (記号)",
            ),
            ("", "pattern: found 0 characters, expected 8 to 20"),
        ] {
            assert_eq!(pattern.parse::<Policy>().unwrap_err().to_string(), sentence);
        }
    }

    #[test]
    fn a_policy_displays_as_its_pattern() {
        assert_eq!(Policy::default().to_string(), PATTERN);
    }

    #[test]
    fn a_password_of_another_policy_is_told_by_its_place_alone() {
        let password: Password = "K3MrRT3H1720390W".parse().unwrap();
        let error = Policy::default().check(&password).unwrap_err();
        assert_eq!(error.to_string(), "password: place 16 is not a digit 0-9");
        let short: Password = "K3MrRT3H".parse().unwrap();
        let error = Policy::default().check(&short).unwrap_err();
        assert_eq!(error.to_string(), "password: found 8 characters, expected 16");
    }

    #[test]
    fn symbols_are_checked() {
        let sentence = |symbols| Policy::default().with_symbols(symbols).unwrap_err().to_string();
        assert_eq!(
            sentence("##"),
            "symbols: character 2 is '#' (U+0023), expected each symbol once"
        );
        assert_eq!(
            sentence("あ"),
            "symbols: character 1 is 'あ' (U+3042), expected an ASCII symbol"
        );
        assert_eq!(sentence(""), "symbols: found nothing, expected at least one symbol");
    }
}
