//! A provider number, a user ID and the prefix of its pattern, a line each: what is accepted is the
//! text itself.

#![no_main]

use libfuzzer_sys::fuzz_target;
use reissue_notice::{ProviderNumber, UserId, UserIdPattern, federation_of};

fuzz_target!(|text: &str| {
    let mut lines = text.split('\n');
    let mut line = || lines.next().unwrap_or_default();
    let (number, id, prefix) = (line(), line(), line());
    match number.parse::<ProviderNumber>() {
        Ok(parsed) => {
            assert_eq!(parsed.as_str(), number);
            assert!(federation_of(parsed.prefecture()).is_some());
            let _ = parsed.check_digit();
        }
        Err(error) => drop(error.to_string()),
    }
    if let Ok(parsed) = id.parse::<UserId>() {
        assert_eq!(parsed.as_str(), id);
    }
    for digits in [0, 8, id.len().saturating_sub(prefix.len()), usize::MAX] {
        let Ok(pattern) = UserIdPattern::new(prefix, digits) else {
            continue;
        };
        match pattern.parse(id) {
            Ok(parsed) => {
                assert_eq!(parsed.as_str(), id);
                assert!(id.len() == prefix.len() + digits && id.starts_with(prefix));
            }
            Err(error) => drop(error.to_string()),
        }
    }
});
