//! What spreadsheets do to numbers and codes, told by how the text looks.

use crate::error::SheetDamage;

/// Digits of a provider number without its leading zero.
pub(super) const ONE_DIGIT_LOST: usize = 9;

/// What was done to a number or a user ID that cannot be read.
pub(super) fn damage_to(text: &str) -> Option<SheetDamage> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let without = |dropped: fn(char) -> bool| text.replace(dropped, "");
    if text.starts_with(['\'', '’', '＇']) {
        Some(SheetDamage::Apostrophe)
    } else if text.starts_with(['=', '＝']) {
        Some(SheetDamage::Formula)
    } else if is_scientific(text) {
        Some(SheetDamage::Scientific)
    } else if text.contains(is_full_width) {
        Some(SheetDamage::FullWidth)
    } else if text.contains(is_hyphen) && is_code(&without(is_hyphen)) {
        Some(SheetDamage::Hyphen)
    } else if text.contains(',') && digits(&without(|c| c == ',')) {
        Some(SheetDamage::Grouped)
    } else if text.split_once('.').is_some_and(|(whole, part)| digits(whole) && digits(part)) {
        Some(SheetDamage::Decimal)
    } else {
        None
    }
}

/// Whether one digit is missing of as many as there should be.
pub(super) fn has_lost_zero(text: &str, found: usize) -> bool {
    text.len() == found && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `1.97E+09`, `1E12`.
fn is_scientific(text: &str) -> bool {
    let Some((amount, power)) = text.split_once(['E', 'e']) else { return false };
    let power = power.strip_prefix(['+', '-']);
    let amount_is_one = amount.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let starts_with_digit = amount.starts_with(|c: char| c.is_ascii_digit());
    amount_is_one
        && starts_with_digit
        && power.is_some_and(|power| {
            (1..=3).contains(&power.len()) && power.bytes().all(|byte| byte.is_ascii_digit())
        })
}

fn is_code(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// A letter or digit of double width.
pub(super) fn is_full_width(c: char) -> bool {
    half_width(c) != c
}

/// The usual form of a full-width letter or digit; any other character as it is.
pub(super) fn half_width(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        }
        _ => c,
    }
}

/// A hyphen, or what is typed in its place.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | 'ー' | 'ｰ' | '－' | '﹣' | '─')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_told_by_how_the_text_looks() {
        for (text, damage) in [
            ("1.97E+09", SheetDamage::Scientific),
            ("1E+12", SheetDamage::Scientific),
            ("１９７１１００４５６", SheetDamage::FullWidth),
            ("1971100４56", SheetDamage::FullWidth),
            ("19-7110045-6", SheetDamage::Hyphen),
            ("197110045−6", SheetDamage::Hyphen),
            ("'1971100456", SheetDamage::Apostrophe),
            ("1971100456.0", SheetDamage::Decimal),
            ("1,971,100,456", SheetDamage::Grouped),
            ("=\"1971100456\"", SheetDamage::Formula),
        ] {
            assert_eq!(damage_to(text), Some(damage), "{text}");
        }
        for text in ["", "-", "19711004S6", "19E1100456", "19E110045", ".", "a.b", "やまなし"] {
            assert_eq!(damage_to(text), None, "{text}");
        }
    }
}
