//! What is never printed, whatever the font: controls, damage, blanks that look like nothing.

use std::ops::RangeInclusive;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use crate::error::{ErrorKind, Result};

pub(super) fn refuse_unprintable(whole: &str, trimmed: &str) -> Result<(), ErrorKind> {
    if trimmed.is_empty() {
        return Err(ErrorKind::Empty { expected: "a name".into() });
    }
    let front =
        whole.len() - whole.trim_start_matches(|c: char| c.is_whitespace() || c.is_control()).len();
    let before = whole.chars().count() - whole.get(front..).map_or(0, |rest| rest.chars().count());
    let mut base = false;
    for (position, found) in (before + 1..).zip(trimmed.chars()) {
        if let Some(reason) = refusal(found, base) {
            return Err(ErrorKind::Unprintable { position, found, reason });
        }
        base = !found.is_whitespace() && !is_variation_selector(found);
    }
    Ok(())
}

/// Why a character is never printed, whatever the font. `after_base`: it follows something that a
/// mark can stand on.
fn refusal(c: char, after_base: bool) -> Option<&'static str> {
    if let Some(&(_, name)) = NAMED_CONTROLS.iter().find(|(control, _)| *control == c) {
        return Some(name);
    }
    match c.general_category() {
        _ if c == '\u{FFFD}' => {
            Some("the replacement character: the name was damaged before it came here")
        }
        GeneralCategory::Control => Some("a control character"),
        GeneralCategory::Format => Some("a format control"),
        GeneralCategory::LineSeparator | GeneralCategory::ParagraphSeparator => {
            Some("a line break")
        }
        GeneralCategory::Unassigned => Some("not an assigned character"),
        GeneralCategory::NonspacingMark
        | GeneralCategory::SpacingMark
        | GeneralCategory::EnclosingMark
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
