//! What spreadsheets do to numbers and codes, told by how the text looks.

use crate::error::SheetDamage;

/// Digits of a provider number without its leading zero.
pub(super) const ONE_DIGIT_LOST: usize = 9;

/// Digits of a post code without its leading zero.
pub(super) const ONE_DIGIT_OF_POST_CODE_LOST: usize = 6;

/// What was done to a number or a user ID that cannot be read.
pub(super) fn damage_to(text: &str) -> Option<SheetDamage> {
    SIGNS.into_iter().find(|sign| (sign.shows_in)(text)).map(|sign| sign.damage)
}

/// How damage looks.
struct Sign {
    damage: SheetDamage,
    shows_in: fn(&str) -> bool,
}

const SIGNS: [Sign; 7] = [
    Sign {
        damage: SheetDamage::Apostrophe, shows_in: |text| text.starts_with(['\'', '’', '＇'])
    },
    Sign { damage: SheetDamage::Formula, shows_in: |text| text.starts_with(['=', '＝']) },
    Sign { damage: SheetDamage::Scientific, shows_in: is_scientific },
    Sign { damage: SheetDamage::FullWidth, shows_in: |text| text.contains(is_full_width) },
    Sign { damage: SheetDamage::Hyphen, shows_in: has_hyphens },
    Sign { damage: SheetDamage::Grouped, shows_in: is_grouped },
    Sign { damage: SheetDamage::Decimal, shows_in: is_decimal },
];

fn has_hyphens(text: &str) -> bool {
    let code = text.replace(is_hyphen, "");
    code != text && !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn is_grouped(text: &str) -> bool {
    text.contains(',') && are_digits(&text.replace(',', ""))
}

fn is_decimal(text: &str) -> bool {
    text.split_once('.').is_some_and(|(whole, part)| are_digits(whole) && are_digits(part))
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether there are just so many digits.
pub(super) fn is_of_digits(text: &str, count: usize) -> bool {
    text.len() == count && are_digits(text)
}

/// `1.97E+09`, `1E+12`.
fn is_scientific(text: &str) -> bool {
    let Some((amount, power)) = text.split_once(['E', 'e']) else { return false };
    let power = power.strip_prefix(['+', '-']).unwrap_or_default();
    let amount = amount.strip_suffix('.').unwrap_or(amount);
    (are_digits(amount) || is_decimal(amount)) && power.len() <= 3 && are_digits(power)
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
