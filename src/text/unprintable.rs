//! What is never printed, whatever the font: controls, damage, blanks that look like nothing.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use super::characters::is_variation_selector;
use crate::error::{ErrorKind, Result, Unfit};

/// Whether a text may have line breaks inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineBreaks {
    Refused,
    Allowed,
}

/// Refuses the first character of `text` that is never printed. `before`: how many characters stood
/// before it and were trimmed.
pub(super) fn refuse_unprintable(
    text: &str,
    before: usize,
    breaks: LineBreaks,
) -> Result<(), ErrorKind> {
    let mut after_base = false;
    for (position, found) in (before + 1..).zip(text.chars()) {
        if found == '\n' && breaks == LineBreaks::Allowed {
            after_base = false;
            continue;
        }
        if let Some(reason) = refusal(found, after_base) {
            return Err(ErrorKind::Unprintable { position, found, reason });
        }
        after_base = !found.is_whitespace() && !is_variation_selector(found);
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
        _ if HANGUL_FILLERS.contains(&c) => Some(Unfit::HangulFiller),
        _ if c == '\t' => Some(Unfit::Tab),
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

/// Letters by their category, blanks to the eye.
const HANGUL_FILLERS: [char; 4] = ['\u{115F}', '\u{1160}', '\u{3164}', '\u{FFA0}'];

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
