//! A character as a person can find it again: itself where it prints, and its code point always.

use std::fmt;
use std::ops::RangeInclusive;

use super::message::Message;

/// The code point alone.
#[derive(Clone, Copy)]
pub(crate) struct CodePoint(pub(crate) char);

impl fmt::Display for CodePoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "U+{:04X}", u32::from(self.0))
    }
}

/// The code point of each character, with a space between.
pub(crate) struct CodePoints<'a>(pub(crate) &'a str);

impl fmt::Display for CodePoints<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes: Vec<String> = self.0.chars().map(|c| CodePoint(c).to_string()).collect();
        f.write_str(&codes.join(" "))
    }
}

/// One character.
pub(super) struct Named(pub(super) char);

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = CodePoint(self.0);
        if is_invisible(self.0) { code.fmt(f) } else { write!(f, "'{}' ({code})", self.0) }
    }
}

impl Message for Named {
    fn in_japanese(&self) -> String {
        let code = CodePoint(self.0);
        if is_invisible(self.0) {
            code.to_string()
        } else {
            format!("「{}」（{code}）", self.0)
        }
    }
}

/// Each character of a cluster, with a space between.
pub(super) struct Listed<'a>(pub(super) &'a str);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.0.chars().map(|c| Named(c).to_string()).collect();
        f.write_str(&names.join(" "))
    }
}

impl Message for Listed<'_> {
    fn in_japanese(&self) -> String {
        self.0.chars().map(|c| Named(c).in_japanese()).collect()
    }
}

fn is_invisible(c: char) -> bool {
    c.is_control() || INVISIBLE.iter().any(|range| range.contains(&c))
}

/// What joins, spaces, formats or selects, fillers, and what is for private use.
const INVISIBLE: [RangeInclusive<char>; 14] = [
    '\u{AD}'..='\u{AD}',
    '\u{61C}'..='\u{61C}',
    '\u{115F}'..='\u{1160}',
    '\u{180E}'..='\u{180E}',
    '\u{200B}'..='\u{200F}',
    '\u{2028}'..='\u{202E}',
    '\u{2060}'..='\u{206F}',
    '\u{3164}'..='\u{3164}',
    '\u{E000}'..='\u{F8FF}',
    '\u{FE00}'..='\u{FE0F}',
    '\u{FEFF}'..='\u{FEFF}',
    '\u{FFA0}'..='\u{FFA0}',
    '\u{FFF0}'..='\u{FFFB}',
    '\u{E0000}'..='\u{10FFFF}',
];
