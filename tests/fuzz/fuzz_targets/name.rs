//! A name by every set of rules: what is accepted is print, stays as it is when parsed again, and
//! is checked and issued alike.

#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use reissue_notice::{FontChain, Issuer, NameRules};
use reissue_notice_fuzz::{issuer, provider, rng};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

fuzz_target!(|text: &str| {
    static ISSUER: OnceLock<Issuer> = OnceLock::new();
    let issuer =
        ISSUER.get_or_init(|| issuer(FontChain::bundled().expect("the fonts")).expect("an issuer"));
    for rules in every_rules() {
        let name = match rules.parse(text) {
            Ok(name) => name,
            Err(error) => return drop(error.to_string()),
        };
        assert!(!name.as_str().chars().any(never_printed), "{name:?}");
        let again = rules.parse(name.as_str()).expect("what was accepted once");
        assert_eq!(again.as_str(), name.as_str());
        assert!(again.notes().is_empty(), "{name:?} then {again:?}");
        let _ = (name.search_key(), format!("{:?}", name.notes()));
        let provider = provider(name);
        let (checked, issued) =
            (issuer.check(&provider), issuer.issue(&provider, &mut rng(text.as_bytes())));
        assert_eq!(checked.is_ok(), issued.is_ok(), "{checked:?}");
    }
});

fn every_rules() -> impl Iterator<Item = NameRules> {
    (0..8_u8).map(|bits| {
        let options = [
            NameRules::widen_half_width_kana,
            NameRules::unify_waves_and_dashes,
            NameRules::spell_out_abbreviations,
        ];
        let asked = (0..).zip(options).filter(|(bit, _)| bits >> bit & 1 == 1);
        asked.fold(NameRules::default(), |rules, (_, option)| option(rules))
    })
}

fn never_printed(c: char) -> bool {
    matches!(
        c.general_category(),
        GeneralCategory::Control | GeneralCategory::Format | GeneralCategory::Unassigned
    )
}
