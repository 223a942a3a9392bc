//! What is never printed, whatever the font: controls, damage, blanks that look like nothing.

use unicode_properties::{
    GeneralCategory as Category, GeneralCategoryGroup as CategoryGroup, UnicodeGeneralCategory,
};

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
        let ends_line = found == '\n' && breaks == LineBreaks::Allowed;
        let lone_mark = (is_of_marks(found) && !after_base).then_some(Unfit::LoneMark);
        if let Some(reason) = refusal(found).or(lone_mark).filter(|_| !ends_line) {
            return Err(ErrorKind::Unprintable { position, found, reason });
        }
        after_base = !found.is_whitespace() && !is_variation_selector(found);
    }
    Ok(())
}

fn is_of_marks(c: char) -> bool {
    c.general_category_group() == CategoryGroup::Mark
}

/// Why a character is never printed, whatever the font and what stands before it.
fn refusal(c: char) -> Option<Unfit> {
    let named = REFUSED.iter().find(|(own, _)| *own == c);
    named.map_or_else(|| refusal_of(c.general_category()), |(_, reason)| Some(*reason))
}

fn refusal_of(category: Category) -> Option<Unfit> {
    match category {
        Category::Control => Some(Unfit::Control),
        Category::Format => Some(Unfit::Format),
        Category::LineSeparator | Category::ParagraphSeparator => Some(Unfit::LineBreak),
        Category::Unassigned => Some(Unfit::Unassigned),
        _ => None,
    }
}

/// Those of which more can be said than their category. HANGUL FILLERs are letters by theirs, and
/// blanks to the eye.
const REFUSED: [(char, Unfit); 23] = [
    ('\t', Unfit::Tab),
    ('\u{AD}', Unfit::NamedFormat("SOFT HYPHEN")),
    ('\u{115F}', Unfit::HangulFiller),
    ('\u{1160}', Unfit::HangulFiller),
    ('\u{200B}', Unfit::NamedFormat("ZERO WIDTH SPACE")),
    ('\u{200C}', Unfit::NamedFormat("ZERO WIDTH NON-JOINER")),
    ('\u{200D}', Unfit::NamedFormat("ZERO WIDTH JOINER")),
    ('\u{200E}', Unfit::NamedFormat("LEFT-TO-RIGHT MARK")),
    ('\u{200F}', Unfit::NamedFormat("RIGHT-TO-LEFT MARK")),
    ('\u{202A}', Unfit::NamedFormat("LEFT-TO-RIGHT EMBEDDING")),
    ('\u{202B}', Unfit::NamedFormat("RIGHT-TO-LEFT EMBEDDING")),
    ('\u{202C}', Unfit::NamedFormat("POP DIRECTIONAL FORMATTING")),
    ('\u{202D}', Unfit::NamedFormat("LEFT-TO-RIGHT OVERRIDE")),
    ('\u{202E}', Unfit::NamedFormat("RIGHT-TO-LEFT OVERRIDE")),
    ('\u{2060}', Unfit::NamedFormat("WORD JOINER")),
    ('\u{2066}', Unfit::NamedFormat("LEFT-TO-RIGHT ISOLATE")),
    ('\u{2067}', Unfit::NamedFormat("RIGHT-TO-LEFT ISOLATE")),
    ('\u{2068}', Unfit::NamedFormat("FIRST STRONG ISOLATE")),
    ('\u{2069}', Unfit::NamedFormat("POP DIRECTIONAL ISOLATE")),
    ('\u{3164}', Unfit::HangulFiller),
    ('\u{FEFF}', Unfit::NamedFormat("ZERO WIDTH NO-BREAK SPACE")),
    ('\u{FFA0}', Unfit::HangulFiller),
    ('\u{FFFD}', Unfit::Replacement),
];
