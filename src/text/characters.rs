//! Facts about single characters.

use std::ops::RangeInclusive;

use unicode_normalization::char::is_combining_mark;

/// Unicode's VS1 to VS16, and VS17 to VS256 of ideographic variation sequences.
const SELECTORS: [RangeInclusive<char>; 2] = ['\u{FE00}'..='\u{FE0F}', '\u{E0100}'..='\u{E01EF}'];

pub(crate) fn is_variation_selector(c: char) -> bool {
    SELECTORS.iter().any(|range| range.contains(&c))
}

/// Whether it stands on the character before it: a combining mark or a variation selector.
pub(crate) fn is_mark(c: char) -> bool {
    is_combining_mark(c) || is_variation_selector(c)
}

/// The three private-use areas; the last two code points of planes 15 and 16 are noncharacters.
pub(crate) fn is_private_use(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

pub(crate) fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309E}')
        || matches!(c, '\u{30A1}'..='\u{30FA}' | '\u{30FD}'..='\u{30FE}')
}

pub(crate) fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
        || matches!(c, '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}')
}
