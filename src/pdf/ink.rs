//! Numbers, strings and cross-reference entries as a PDF writes them: the same bytes for the same
//! input, and fast.

/// Appends a decimal number.
pub(crate) fn push_int(out: &mut Vec<u8>, number: impl itoa::Integer) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// Appends a decimal number with leading zeros; longer ones lose their first digits.
pub(crate) fn push_padded(out: &mut Vec<u8>, number: usize, digits: usize) {
    let start = out.len();
    out.resize(start + digits, b'0');
    let mut rest = number;
    for place in out.iter_mut().skip(start).rev() {
        *place = digit(rest % 10);
        rest /= 10;
    }
}

/// Appends a length in points to a hundredth: 3.5 µm on paper.
pub(crate) fn push_points(out: &mut Vec<u8>, points: f64) {
    let hundredths = (points * 100.0).round();
    if hundredths < 0.0 {
        out.push(b'-');
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a page is smaller than 2^32 points"
    )]
    let hundredths = hundredths.abs() as usize;
    push_int(out, hundredths / 100);
    match (hundredths / 10 % 10, hundredths % 10) {
        (0, 0) => {}
        (tenths, 0) => out.extend([b'.', digit(tenths)]),
        (tenths, rest) => out.extend([b'.', digit(tenths), digit(rest)]),
    }
}

fn digit(below_ten: usize) -> u8 {
    b"0123456789".get(below_ten).copied().unwrap_or(b'?')
}

/// Appends two bytes as four hexadecimal digits.
pub(crate) fn push_hex(out: &mut Vec<u8>, word: u16) {
    const DIGITS: [u8; 16] = *b"0123456789ABCDEF";
    let digit = |shift: u32| DIGITS.get(usize::from(word >> shift & 15)).copied().unwrap_or(b'0');
    out.extend([digit(12), digit(8), digit(4), digit(0)]);
}

/// Appends text as UTF-16 in hexadecimal digits, without a byte order mark.
pub(crate) fn push_utf16(out: &mut Vec<u8>, text: impl Iterator<Item = char>) {
    for c in text {
        for &mut unit in c.encode_utf16(&mut [0; 2]) {
            push_hex(out, unit);
        }
    }
}

/// Appends the head of an indirect object and gives its offset.
pub(crate) fn begin_object(out: &mut Vec<u8>, number: usize) -> usize {
    let offset = out.len();
    push_int(out, number);
    out.extend_from_slice(b" 0 obj\n");
    offset
}

/// Appends a reference to an indirect object.
pub(crate) fn push_reference(out: &mut Vec<u8>, number: usize) {
    push_int(out, number);
    out.extend_from_slice(b" 0 R");
}

/// Appends the twenty bytes of a cross-reference entry.
pub(crate) fn push_xref_entry(out: &mut Vec<u8>, offset: u64) {
    let mut digits = *b"0000000000 00000 n \n";
    let mut rest = offset;
    for digit in digits.iter_mut().take(10).rev() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    out.extend_from_slice(&digits);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(number: f64) -> String {
        let mut out = Vec::new();
        push_points(&mut out, number);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn points_have_at_most_two_decimals() {
        assert_eq!(
            [0.0, 12.0, 10.5, 56.6929, -0.26, 841.89, 99.999].map(points),
            ["0", "12", "10.5", "56.69", "-0.26", "841.89", "100"]
        );
    }

    #[test]
    fn padded_numbers_have_leading_zeros() {
        let mut out = Vec::new();
        for number in [0, 42, 9_999] {
            push_padded(&mut out, number, 4);
        }
        assert_eq!(out, b"000000429999");
    }

    #[test]
    fn text_is_utf_16() {
        let mut out = Vec::new();
        push_utf16(&mut out, "K葛\u{E0100}".chars());
        assert_eq!(out, b"004B845BDB40DD00");
    }

    #[test]
    fn an_entry_has_twenty_bytes() {
        let mut out = Vec::new();
        push_xref_entry(&mut out, 1_234_567);
        assert_eq!(out, b"0001234567 00000 n \n");
    }
}
