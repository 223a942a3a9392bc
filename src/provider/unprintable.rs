//! What is never printed, whatever the font: controls, damage, blanks that look like nothing.

use std::ops::RangeInclusive;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use crate::error::{ErrorKind, Expected, Result, Unfit};

pub(super) fn refuse_unprintable(whole: &str, trimmed: &str) -> Result<(), ErrorKind> {
    if trimmed.is_empty() {
        return Err(ErrorKind::Empty { expected: Expected::Name });
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
fn refusal(c: char, after_base: bool) -> Option<Unfit> {
    if let Some(&(_, name)) = NAMED_CONTROLS.iter().find(|(control, _)| *control == c) {
        return Some(Unfit::NamedFormat(name));
    }
    match c.general_category() {
        _ if c == '\u{FFFD}' => Some(Unfit::Replacement),
        _ if c == '\u{3164}' => Some(Unfit::HangulFiller),
        GeneralCategory::Control => Some(Unfit::Control),
        GeneralCategory::Format => Some(Unfit::Format),
        GeneralCategory::LineSeparator | GeneralCategory::ParagraphSeparator => {
            Some(Unfit::LineBreak)
        }
        GeneralCategory::Unassigned => Some(Unfit::Unassigned),
        GeneralCategory::NonspacingMark
        | GeneralCategory::SpacingMark
        | GeneralCategory::EnclosingMark
            if !after_base =>
        {
            Some(Unfit::LoneMark)
        }
        _ => None,
    }
}

const NAMED_CONTROLS: [(char, &str); 17] = [
    ('\u{AD}', "SOFT HYPHEN"),
    ('\u{200B}', "ZERO WIDTH SPACE"),
    ('\u{200C}', "ZERO WIDTH NON-JOINER"),
    ('\u{200D}', "ZERO WIDTH JOINER"),
    ('\u{200E}', "LEFT-TO-RIGHT MARK"),
    ('\u{200F}', "RIGHT-TO-LEFT MARK"),
    ('\u{202A}', "LEFT-TO-RIGHT EMBEDDING"),
    ('\u{202B}', "RIGHT-TO-LEFT EMBEDDING"),
    ('\u{202C}', "POP DIRECTIONAL FORMATTING"),
    ('\u{202D}', "LEFT-TO-RIGHT OVERRIDE"),
    ('\u{202E}', "RIGHT-TO-LEFT OVERRIDE"),
    ('\u{2060}', "WORD JOINER"),
    ('\u{2066}', "LEFT-TO-RIGHT ISOLATE"),
    ('\u{2067}', "RIGHT-TO-LEFT ISOLATE"),
    ('\u{2068}', "FIRST STRONG ISOLATE"),
    ('\u{2069}', "POP DIRECTIONAL ISOLATE"),
    ('\u{FEFF}', "ZERO WIDTH NO-BREAK SPACE"),
];

const SELECTORS: [RangeInclusive<char>; 2] = ['\u{FE00}'..='\u{FE0F}', '\u{E0100}'..='\u{E01EF}'];

pub(crate) fn is_variation_selector(c: char) -> bool {
    SELECTORS.iter().any(|range| range.contains(&c))
}
