//! The codes of the カスタマバーコード, by Japan Post's manual of post codes and barcodes.
//!
//! - [`number`]: what of an address the bars say
//! - here: codes, check digit, and the bars of each code
//!
//! The manual takes the number from what follows the area that the post code names. Which area that
//! is, an address alone does not say: where a number may belong to the area, no bars are better
//! than wrong ones.

pub(crate) mod number;

use super::address::{Address, Building};
use super::post_code::PostCode;

use number::NoBarcode;

/// One of 67 bars: how far it reaches up and down from the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bar {
    Long,
    Upper,
    Lower,
    Timing,
}

/// A code of three bars, by its value for the check digit: 0 to 9, the hyphen, CC1 to CC8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Code(u8);

const HYPHEN: Code = Code(10);
/// CC4 fills up what a short number leaves.
const FILLING: Code = Code(14);
const CODES: u32 = 19;

/// 1 is a long bar, 2 an upper, 3 a lower one, 4 a timing bar.
const BARS: [[u8; 3]; CODES as usize] = [
    [1, 4, 4],
    [1, 1, 4],
    [1, 3, 2],
    [3, 1, 2],
    [1, 2, 3],
    [1, 4, 1],
    [3, 2, 1],
    [2, 1, 3],
    [2, 3, 1],
    [4, 1, 1],
    [4, 1, 4],
    [3, 2, 4],
    [3, 4, 2],
    [2, 3, 4],
    [4, 3, 2],
    [2, 4, 3],
    [4, 2, 3],
    [4, 4, 1],
    [1, 1, 1],
];
const START: [u8; 2] = [1, 3];
const STOP: [u8; 2] = [3, 1];

/// How many codes say the number.
const NUMBER: usize = 13;

/// The codes of one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Barcode {
    codes: Vec<Code>,
}

impl Barcode {
    pub(crate) fn new(
        post_code: Option<PostCode>,
        address: &Address,
        building: Option<&Building>,
    ) -> Result<Self, NoBarcode> {
        let post_code = post_code.ok_or(NoBarcode::PostCode)?;
        let building = building.map_or("", Building::as_str);
        let number = number::of(address.without(building), building)?;
        let mut codes: Vec<Code> = post_code.to_string().chars().flat_map(codes_of).collect();
        let length = codes.len() + NUMBER;
        codes.extend(number.chars().flat_map(codes_of));
        codes.resize(length, FILLING);
        codes.push(check(&codes));
        Ok(Self { codes })
    }

    /// From the left.
    pub(crate) fn bars(&self) -> impl Iterator<Item = Bar> {
        let codes = self.codes.iter().filter_map(|code| BARS.get(usize::from(code.0))).flatten();
        START.iter().chain(codes).chain(&STOP).map(|bar| match bar {
            1 => Bar::Long,
            2 => Bar::Upper,
            3 => Bar::Lower,
            _ => Bar::Timing,
        })
    }
}

/// The code of a digit or hyphen, or the two of a letter.
fn codes_of(c: char) -> Vec<Code> {
    match (c, u8::try_from(c)) {
        ('-', _) => vec![HYPHEN],
        ('0'..='9', Ok(byte)) => vec![Code(byte - b'0')],
        ('A'..='Z', Ok(byte)) => {
            let (tens, ones) = ((byte - b'A') / 10, (byte - b'A') % 10);
            vec![Code(HYPHEN.0 + 1 + tens), Code(ones)]
        }
        _ => Vec::new(),
    }
}

/// What makes the sum a multiple of 19.
fn check(codes: &[Code]) -> Code {
    let sum: u32 = codes.iter().map(|code| u32::from(code.0)).sum();
    Code(u8::try_from((CODES - sum % CODES) % CODES).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(post_code: &str, address: &str) -> Vec<u8> {
        let barcode =
            Barcode::new(Some(post_code.parse().unwrap()), &address.parse().unwrap(), None);
        barcode.unwrap().codes.into_iter().map(|code| code.0).collect()
    }

    /// As the manual prints them.
    #[test]
    fn the_published_examples() {
        assert_eq!(
            codes("100-0013", "東京都千代田区霞が関1丁目3番2号　郵便プラザ503室"),
            [1, 0, 0, 0, 0, 1, 3, 1, 10, 3, 10, 2, 10, 5, 0, 3, 14, 14, 14, 14, 9]
        );
        let check = |post_code, address| *codes(post_code, address).last().unwrap();
        assert_eq!(check("100-0014", "東京都千代田区永田町1丁目11番32号"), 15);
        let cut = codes("910-0067", "福井県福井市新田塚3丁目80-25　J1-2B");
        assert_eq!(cut[7..20], [3, 10, 8, 0, 10, 2, 5, 11, 9, 1, 10, 2, 11]);
    }

    #[test]
    fn every_code_has_bars_of_its_own_and_there_are_67_in_all() {
        let address = "山梨県甲府市丸の内1丁目6-1".parse().unwrap();
        let barcode = Barcode::new(Some("4000031".parse().unwrap()), &address, None).unwrap();
        assert_eq!(barcode.bars().count(), 67);
        let sum: u32 = barcode.codes.iter().map(|code| u32::from(code.0)).sum();
        assert_eq!(sum % 19, 0);
        for (index, bars) in BARS.iter().enumerate() {
            assert!(!BARS[..index].contains(bars), "{bars:?}");
        }
    }
}
