//! Whether two letters go to one addressee (名寄せ): by name and address, whatever the ways in which
//! lists write the same.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::Provider;
use crate::text::blank::or_blank;

/// Who is to open an envelope: equal where two letters may lie in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Addressee([u8; 32]);

impl Addressee {
    /// Nothing where the list has no address: a name alone is no addressee.
    ///
    /// Name, address with building, post code and prefecture of the number must be equal, the first
    /// two after folding: widths, blanks, case and dashes make no difference. What one list spells
    /// out and another leaves out (県名, 丁目) does: two envelopes too many cost a stamp, one too few
    /// shows a password to a stranger.
    pub(crate) fn of(provider: &Provider) -> Option<Self> {
        let building = provider.building().map_or("", |building| building.as_str());
        let address = provider.address()?.without(building);
        let code = or_blank(provider.post_code());
        let digest = Sha256::new()
            .chain_update(format!("{:02}\n{code}\n", provider.number().prefecture()))
            .chain_update(folded(provider.name().as_str()))
            .chain_update("\n")
            .chain_update(folded(address) + &folded(building));
        Some(Self(digest.finalize().into()))
    }
}

/// A text without what lists write now one way and now another.
fn folded(text: &str) -> String {
    let mut folded = String::new();
    for c in text.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()) {
        let after_digit = folded.ends_with(|last: char| last.is_ascii_digit());
        folded.push(if is_dash(c) || (c == 'ー' && after_digit) { '-' } else { c });
    }
    folded
}

/// Hyphens, dashes and minus signs; NFKC has made those of other widths one of these.
fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provider(name: &str, address: &str) -> Provider {
        let number = "1971100456".parse().unwrap();
        let provider =
            Provider::new(number, "KJ010199999999".parse().unwrap(), name.parse().unwrap());
        provider.with_address(address.parse().unwrap())
    }

    fn addressee(name: &str, address: &str) -> Option<Addressee> {
        Addressee::of(&provider(name, address))
    }

    #[test]
    fn one_addressee_is_known_however_it_is_written() {
        let usual = addressee("ケア・SOMPO 甲府", "山梨県甲府市丸の内1-6-1");
        for (name, address) in [
            ("ケア・ＳＯＭＰＯ　甲府", "山梨県甲府市丸の内１－６－１"),
            ("ｹｱ･sompo甲府", "山梨県 甲府市丸の内1−6−1"),
            ("ケア・SOMPO 甲府", "山梨県甲府市丸の内１ー６ー１"),
        ] {
            assert_eq!(addressee(name, address), usual, "{name} {address}");
        }
        for (name, address) in [
            ("ケア・SOMPO 甲斐", "山梨県甲府市丸の内1-6-1"),
            ("ケア・SOMPO 甲府", "山梨県甲府市丸の内1-61"),
            ("ケア・SOMPO 甲府", "甲府市丸の内1-6-1"),
            ("ケアSOMPO 甲府", "山梨県甲府市丸の内1-6-1"),
        ] {
            assert_ne!(addressee(name, address), usual, "{name} {address}");
        }
    }

    #[test]
    fn a_building_counts_once_wherever_it_stands() {
        let building = || "県民会館3F".parse().unwrap();
        let named = provider("やまなし会", "甲府市丸の内1-6-1").with_building(building());
        let twice = provider("やまなし会", "甲府市丸の内1-6-1　県民会館3F");
        assert_eq!(Addressee::of(&named), Addressee::of(&twice));
        let twice = twice.with_building(building());
        assert_eq!(Addressee::of(&named), Addressee::of(&twice));
    }

    #[test]
    fn what_is_not_known_to_be_the_same_is_another() {
        let here = provider("やまなし会", "甲府市丸の内1-6-1");
        let coded = here.clone().with_post_code("4000031".parse().unwrap());
        assert_ne!(Addressee::of(&here), Addressee::of(&coded));
        let (user_id, name) = (here.user_id().clone(), here.name().clone());
        let elsewhere = Provider::new("0175000000".parse().unwrap(), user_id.clone(), name.clone());
        let elsewhere = elsewhere.with_address(here.address().unwrap().clone());
        assert_ne!(Addressee::of(&here), Addressee::of(&elsewhere));
        let nowhere = Provider::new(here.number(), user_id, name);
        assert_eq!(Addressee::of(&nowhere), None);
    }
}
