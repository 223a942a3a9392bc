//! A pattern and, on the second line, symbols: `Display` gives the pattern back, and what is drawn
//! passes `check`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use reissue_notice::{CharClass, Password, Policy};
use reissue_notice_fuzz::rng;

fuzz_target!(|text: &str| {
    let (pattern, symbols) = text.split_once('\n').unwrap_or((text, ""));
    drop(symbols.parse::<Password>().map_err(|error| error.to_string()));
    let policy = match pattern.parse::<Policy>() {
        Ok(policy) => policy,
        Err(error) => return drop(error.to_string()),
    };
    assert_eq!(policy.to_string(), pattern);
    assert_eq!(policy.to_string().parse::<Policy>().expect("its own words"), policy);
    let own = policy.clone().with_symbols(symbols);
    for policy in
        [Some(policy.clone()), own.ok(), Some(policy.without_look_alikes())].into_iter().flatten()
    {
        let password = policy.generate(&mut rng(text.as_bytes()));
        policy.check(&password).expect("its own draw");
        for (c, class) in password.expose_secret().chars().zip(policy.places()) {
            assert_eq!(CharClass::of(c), Some(class));
        }
        let brought: Password = password.expose_secret().parse().expect("a drawn password");
        policy.check(&brought).expect("its own draw, brought back");
        assert!(policy.entropy_bits() >= 0.0);
    }
});
