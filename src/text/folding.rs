//! The folds that a text may go through, one at a time: each looks at the start of a text and says
//! what it puts there.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

use super::characters::{is_kana, is_latin};
use super::radicals::unified;

/// What a fold puts in place of how many characters at the start of a text, where it matches.
pub(crate) type Fold = fn(&[char]) -> Option<(usize, String)>;

/// Goes through the text once; where `fold` matches, its replacement stands, and `changed` is told
/// place, old and new.
pub(crate) fn rewrite(
    text: &str,
    fold: Fold,
    mut changed: impl FnMut(usize, &str, &str),
) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(rest @ [first, ..]) = chars.get(at..) {
        if let Some((taken, to)) = fold(rest) {
            out.push_str(&to);
            changed(at + 1, &rest.iter().take(taken).collect::<String>(), &to);
            at += taken;
        } else {
            out.push(*first);
            at += 1;
        }
    }
    out
}

pub(crate) fn compose_mark(text: &[char]) -> Option<(usize, String)> {
    let (&base, marks) = text.split_first()?;
    let letter = is_kana(base) || is_latin(base);
    let (mut composed, mut taken) = (base, 1);
    for &mark in marks.iter().take_while(|&&c| letter && is_combining_mark(c)) {
        composed = compose(composed, mark)?;
        taken += 1;
    }
    (taken > 1).then(|| (taken, composed.to_string()))
}

pub(crate) fn fold_radical(text: &[char]) -> Option<(usize, String)> {
    Some((1, unified(*text.first()?)?.to_string()))
}

/// NFKC of a run of half-width kana is their full-width form, voiced marks composed; with the
/// full-width letter that a voiced mark follows. A mark that nothing takes becomes a character of
/// its own, as it was.
pub(crate) fn widen_kana(text: &[char]) -> Option<(usize, String)> {
    let marked = match text {
        [letter, '\u{FF9E}' | '\u{FF9F}', ..] if is_kana(*letter) => 1,
        _ => 0,
    };
    let taken = marked
        + text.iter().skip(marked).take_while(|c| ('\u{FF61}'..='\u{FF9F}').contains(*c)).count();
    let alone = |c| match c {
        '\u{3099}' => '\u{309B}',
        '\u{309A}' => '\u{309C}',
        _ => c,
    };
    (taken > 0).then(|| (taken, text.iter().copied().take(taken).nfkc().map(alone).collect()))
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
