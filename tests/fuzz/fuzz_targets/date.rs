//! A day: it displays as it was parsed, prints in every style, and is the day that its parts make.

#![no_main]

use libfuzzer_sys::fuzz_target;
use reissue_notice::{Date, DateStyle};

fuzz_target!(|text: &str| {
    if let [a, b, month, day, ..] = *text.as_bytes() {
        drop(Date::new(u16::from_be_bytes([a, b]), month, day).map(prints));
    }
    match text.parse::<Date>() {
        Ok(date) => {
            assert_eq!(date.to_string(), text);
            prints(date);
        }
        Err(error) => drop(error.to_string()),
    }
});

fn prints(date: Date) {
    assert_eq!(date.to_string().parse::<Date>().expect("its own words"), date);
    for style in [DateStyle::EraPadded, DateStyle::Era, DateStyle::Western] {
        assert!(date.print(style).ends_with('日'));
    }
}
