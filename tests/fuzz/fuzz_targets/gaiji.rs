//! A map of private-use characters, and a letter to a name of each of its entries: checked and
//! issued alike.

#![no_main]

use libfuzzer_sys::fuzz_target;
use reissue_notice::{FontChain, GaijiMap};
use reissue_notice_fuzz::{issuer, provider, rng};

fuzz_target!(|file: &str| {
    let map = match file.parse::<GaijiMap>() {
        Ok(map) if map.is_empty() => return,
        Ok(map) => map,
        Err(error) => return drop(error.to_string()),
    };
    let fonts = FontChain::bundled().expect("the fonts").with_gaiji(map);
    let issuer = match issuer(fonts) {
        Ok(issuer) => issuer,
        Err(error) => return drop(error.to_string()),
    };
    let entries = file.split_whitespace().filter_map(private_use);
    for c in entries.chain(['\u{E000}', '\u{FFFFF}']) {
        for name in [format!("医{c}会"), format!("{c}\u{E0100}"), c.to_string()] {
            let Ok(name) = name.parse() else { continue };
            let provider = provider(name);
            let (checked, issued) =
                (issuer.check(&provider), issuer.issue(&provider, &mut rng(file.as_bytes())));
            assert_eq!(checked.is_ok(), issued.is_ok(), "{checked:?}");
        }
    }
});

fn private_use(field: &str) -> Option<char> {
    char::from_u32(u32::from_str_radix(field.strip_prefix("U+")?, 16).ok()?)
}
