//! Bytes as lower-case hexadecimal digits, and back from those and from no others: what is written
//! is what is read.

pub(super) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    push_hex(&mut text, bytes);
    text
}

pub(super) fn push_hex(text: &mut String, bytes: &[u8]) {
    for byte in bytes {
        text.extend([byte >> 4, byte & 0xF].map(digit));
    }
}

fn digit(value: u8) -> char {
    char::from_digit(value.into(), 16).unwrap_or_default()
}

/// Fills bytes from just as many pairs of digits.
pub(super) fn fill_from_hex(bytes: &mut [u8], digits: &[u8]) -> Option<()> {
    if digits.len() != bytes.len() * 2 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
        *byte = pair.iter().try_fold(0, |byte, &digit| Some(byte << 4 | value(digit)?))?;
    }
    Some(())
}

fn value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

/// The number that the first eight bytes are, the most significant first.
pub(super) fn leading_number(bytes: &[u8]) -> u64 {
    bytes.first_chunk().map_or(0, |first| u64::from_be_bytes(*first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_from_their_digits_and_from_no_others() {
        let bytes: Vec<u8> = (0..=255).collect();
        let text = hex(&bytes);
        assert!(text.starts_with("000102") && text.ends_with("fdfeff"));
        let mut read = [0; 256];
        fill_from_hex(&mut read, text.as_bytes()).unwrap();
        assert_eq!(read.as_slice(), bytes);
        for wrong in ["", "0", "000", "0g", "0G", "0F", "+f", " f", "0x"] {
            assert_eq!(fill_from_hex(&mut [0], wrong.as_bytes()), None, "{wrong}");
        }
    }
}
