//! Numbers, strings and references as a PDF writes them: the same bytes for the same input, and
//! fast.

use crate::layout::length::Length;

/// Appends to the bytes of a PDF.
pub(crate) trait Syntax {
    /// What is syntax already.
    fn raw(&mut self, text: &str) -> &mut Self;
    /// A decimal number.
    fn int(&mut self, number: impl itoa::Integer) -> &mut Self;
    /// A decimal number with leading zeros; longer ones lose their first digits.
    fn padded(&mut self, number: usize, digits: usize) -> &mut Self;
    /// A length in points to a hundredth: 3.5 µm on paper.
    fn points(&mut self, length: Length) -> &mut Self;
    /// Bytes as hexadecimal digits.
    fn hex(&mut self, bytes: &[u8]) -> &mut Self;
    /// A code of two bytes as it stands in a literal string.
    fn code(&mut self, code: u16) -> &mut Self;
    /// A text string as UTF-16 with its byte order mark, in hexadecimal digits.
    fn text(&mut self, text: impl Iterator<Item = char>) -> &mut Self;
    /// A reference to an indirect object.
    fn reference(&mut self, number: usize) -> &mut Self;
    /// An array of references.
    fn references(&mut self, numbers: impl IntoIterator<Item = usize>) -> &mut Self;
}

impl Syntax for Vec<u8> {
    fn raw(&mut self, text: &str) -> &mut Self {
        self.extend_from_slice(text.as_bytes());
        self
    }

    fn int(&mut self, number: impl itoa::Integer) -> &mut Self {
        self.raw(itoa::Buffer::new().format(number))
    }

    fn padded(&mut self, number: usize, digits: usize) -> &mut Self {
        let start = self.len();
        self.resize(start + digits, b'0');
        let mut rest = number;
        for place in self.iter_mut().skip(start).rev() {
            *place = digit(rest % 10);
            rest /= 10;
        }
        self
    }

    fn points(&mut self, length: Length) -> &mut Self {
        let hundredths = (length.to_pt() * 100.0).round();
        if hundredths < 0.0 {
            self.push(b'-');
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a page is smaller than 2^32 points"
        )]
        let hundredths = hundredths.abs() as usize;
        self.int(hundredths / 100);
        match (hundredths / 10 % 10, hundredths % 10) {
            (0, 0) => {}
            (tenths, 0) => self.extend([b'.', digit(tenths)]),
            (tenths, rest) => self.extend([b'.', digit(tenths), digit(rest)]),
        }
        self
    }

    fn hex(&mut self, bytes: &[u8]) -> &mut Self {
        for byte in bytes {
            self.extend([hex_digit(byte >> 4), hex_digit(byte & 15)]);
        }
        self
    }

    fn code(&mut self, code: u16) -> &mut Self {
        for byte in code.to_be_bytes() {
            match byte {
                b'(' | b')' | b'\\' => self.extend([b'\\', byte]),
                // Readers take it for the end of a line.
                b'\r' => self.extend(b"\\r"),
                _ => self.push(byte),
            }
        }
        self
    }

    fn text(&mut self, text: impl Iterator<Item = char>) -> &mut Self {
        self.raw("<FEFF");
        push_utf16(self, text);
        self.raw(">")
    }

    fn reference(&mut self, number: usize) -> &mut Self {
        self.int(number).raw(" 0 R")
    }

    fn references(&mut self, numbers: impl IntoIterator<Item = usize>) -> &mut Self {
        self.raw("[");
        for number in numbers {
            self.reference(number).raw(" ");
        }
        self.raw("]")
    }
}

/// Appends text as UTF-16 in hexadecimal digits, without a byte order mark: as a CMap has it.
pub(crate) fn push_utf16(out: &mut Vec<u8>, text: impl Iterator<Item = char>) {
    for c in text {
        for unit in c.encode_utf16(&mut [0; 2]) {
            out.hex(&unit.to_be_bytes());
        }
    }
}

fn hex_digit(below_sixteen: u8) -> u8 {
    b"0123456789ABCDEF".get(usize::from(below_sixteen)).copied().unwrap_or(b'?')
}

fn digit(below_ten: usize) -> u8 {
    b"0123456789".get(below_ten).copied().unwrap_or(b'?')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(number: f64) -> String {
        let mut out = Vec::new();
        out.points(Length::pt(number));
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
            out.padded(number, 4);
        }
        assert_eq!(out, b"000000429999");
    }

    #[test]
    fn text_is_utf_16() {
        let mut out = Vec::new();
        out.text("K葛\u{E0100}".chars());
        assert_eq!(out, b"<FEFF004B845BDB40DD00>");
    }

    #[test]
    fn what_ends_a_string_is_escaped() {
        let mut out = Vec::new();
        for pair in [b"a(", b"b)", b"\\\r", b"\n\0"] {
            out.code(u16::from_be_bytes(*pair));
        }
        assert_eq!(out, b"a\\(b\\)\\\\\\r\n\0");
    }

    #[test]
    fn references_are_separate() {
        let mut out = Vec::new();
        out.references([1, 20]);
        assert_eq!(out, b"[1 0 R 20 0 R ]");
    }
}
