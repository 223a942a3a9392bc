//! Numbers, strings and references as a PDF writes them: the same bytes for the same input, and
//! fast.

use crate::layout::length::Length;

/// Appends to the bytes of a PDF.
pub(crate) trait Syntax {
    fn buffer(&mut self) -> &mut Vec<u8>;

    /// What is syntax already.
    fn raw(&mut self, text: &str) -> &mut Self {
        self.buffer().extend_from_slice(text.as_bytes());
        self
    }

    /// The same as bytes.
    fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.buffer().extend_from_slice(bytes);
        self
    }

    /// A decimal number.
    fn int(&mut self, number: impl itoa::Integer) -> &mut Self {
        self.raw(itoa::Buffer::new().format(number))
    }

    /// Decimal numbers, each with a space after it.
    fn ints(&mut self, numbers: impl IntoIterator<Item = impl itoa::Integer>) -> &mut Self {
        for number in numbers {
            self.int(number).buffer().push(b' ');
        }
        self
    }

    /// A decimal number with leading zeros; longer ones lose their first digits.
    fn padded(&mut self, number: usize, digits: usize) -> &mut Self {
        let out = self.buffer();
        let start = out.len();
        out.resize(start + digits, b'0');
        let mut rest = number;
        for place in out.iter_mut().skip(start).rev() {
            *place = digit(rest % 10);
            rest /= 10;
        }
        self
    }

    /// A length in points to a hundredth: 3.5 µm on paper.
    fn points(&mut self, length: Length) -> &mut Self {
        let hundredths = hundredths(length);
        if hundredths < 0 {
            self.buffer().push(b'-');
        }
        let hundredths = hundredths.unsigned_abs();
        self.int(hundredths / 100).decimals(hundredths % 100)
    }

    /// What follows the whole of a number, in hundredths.
    fn decimals(&mut self, hundredths: usize) -> &mut Self {
        match [hundredths / 10, hundredths % 10].map(digit) {
            [b'0', b'0'] => {}
            [tenths, b'0'] => self.buffer().extend([b'.', tenths]),
            [tenths, rest] => self.buffer().extend([b'.', tenths, rest]),
        }
        self
    }

    /// Lengths in points, each with a space after it.
    fn lengths(&mut self, lengths: impl IntoIterator<Item = Length>) -> &mut Self {
        for length in lengths {
            self.points(length).buffer().push(b' ');
        }
        self
    }

    /// Bytes as hexadecimal digits.
    fn hex(&mut self, bytes: &[u8]) -> &mut Self {
        let out = self.buffer();
        for byte in bytes {
            out.extend([hex_digit(byte >> 4), hex_digit(byte & 15)]);
        }
        self
    }

    /// A code of two bytes as it stands in a literal string.
    fn code(&mut self, code: u16) -> &mut Self {
        let out = self.buffer();
        for byte in code.to_be_bytes() {
            match byte {
                b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
                // Readers take it for the end of a line.
                b'\r' => out.extend(b"\\r"),
                _ => out.push(byte),
            }
        }
        self
    }

    /// A text string as UTF-16 with its byte order mark, in hexadecimal digits.
    fn text(&mut self, text: impl Iterator<Item = char>) -> &mut Self {
        self.raw("<FEFF").utf16(text).raw(">")
    }

    /// Text as UTF-16 in hexadecimal digits, without a byte order mark: as a CMap has it.
    fn utf16(&mut self, text: impl Iterator<Item = char>) -> &mut Self {
        for c in text {
            for unit in c.encode_utf16(&mut [0; 2]) {
                self.hex(&unit.to_be_bytes());
            }
        }
        self
    }

    /// A reference to an indirect object.
    fn reference(&mut self, number: usize) -> &mut Self {
        self.int(number).raw(" 0 R")
    }

    /// An entry of a dictionary that refers to an object; none without its number.
    fn refer(&mut self, key: &str, number: impl Into<Option<usize>>) -> &mut Self {
        match number.into() {
            Some(number) => self.raw(key).raw(" ").reference(number),
            None => self,
        }
    }

    /// An array of references.
    fn references(&mut self, numbers: impl IntoIterator<Item = usize>) -> &mut Self {
        self.raw("[");
        for number in numbers {
            self.reference(number).raw(" ");
        }
        self.raw("]")
    }
}

impl Syntax for Vec<u8> {
    fn buffer(&mut self) -> &mut Vec<u8> {
        self
    }
}

/// Of a point.
#[expect(clippy::cast_possible_truncation, reason = "a page is smaller than 2^32 points")]
fn hundredths(length: Length) -> isize {
    (length.to_pt() * 100.0).round() as isize
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
