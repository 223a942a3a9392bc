//! The folds that a text may go through, one at a time: each looks at the start of a text and says
//! what it puts there.

use std::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

use super::characters::{is_kana, is_latin};
use super::radicals::unified;

/// What a fold puts in place of how many characters at the start of a text, where it matches.
pub(crate) type Fold = fn(&[char]) -> Option<(usize, String)>;

pub(crate) fn compose_mark(text: &[char]) -> Option<(usize, String)> {
    let (&base, after) = text.split_first()?;
    if !is_kana(base) && !is_latin(base) {
        return None;
    }
    let marks = after.iter().copied().take_while(|c| is_combining_mark(*c));
    let composed = marks.clone().try_fold(base, compose)?;
    (composed != base).then(|| (1 + marks.count(), composed.to_string()))
}

pub(crate) fn fold_radical(text: &[char]) -> Option<(usize, String)> {
    Some((1, unified(*text.first()?)?.to_string()))
}

/// NFKC of a run of half-width kana is their full-width form, voiced marks composed; with the
/// full-width letter that a voiced mark follows.
pub(crate) fn widen_kana(text: &[char]) -> Option<(usize, String)> {
    let marked = usize::from(is_marked_letter(text));
    let half_width = text.iter().skip(marked).take_while(|c| HALF_WIDTH_KANA.contains(c));
    let taken = marked + half_width.count();
    let widened = text.iter().copied().take(taken).nfkc().map(spaced);
    (taken > 0).then(|| (taken, widened.collect()))
}

/// Whether a text begins with a full-width letter and a half-width voiced mark.
fn is_marked_letter(text: &[char]) -> bool {
    matches!(text, [letter, '\u{FF9E}' | '\u{FF9F}', ..] if is_kana(*letter))
}

const HALF_WIDTH_KANA: RangeInclusive<char> = '\u{FF61}'..='\u{FF9F}';

/// A mark that nothing takes becomes a character of its own, as it was.
fn spaced(c: char) -> char {
    match c {
        '\u{3099}' => '\u{309B}',
        '\u{309A}' => '\u{309C}',
        _ => c,
    }
}

pub(crate) fn unify_dash(text: &[char]) -> Option<(usize, String)> {
    match text.first()? {
        '\u{FF5E}' => Some((1, "\u{301C}".into())),
        '\u{FF0D}' => Some((1, "\u{2212}".into())),
        _ => None,
    }
}

pub(crate) fn spell_out(text: &[char]) -> Option<(usize, String)> {
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
