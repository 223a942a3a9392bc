//! A character as a person can find it again: itself where it prints, and its code point always.

use std::fmt;

/// One character.
pub(super) struct Named(pub(super) char);

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(c) = *self;
        let code = u32::from(c);
        if c.is_control() || is_invisible(c) {
            write!(f, "U+{code:04X}")
        } else {
            write!(f, "'{c}' (U+{code:04X})")
        }
    }
}

/// Each character of a cluster, with a space between.
pub(super) struct Listed<'a>(pub(super) &'a str);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, c) in self.0.chars().enumerate() {
            let space = if index == 0 { "" } else { " " };
            write!(f, "{space}{}", Named(c))?;
        }
        Ok(())
    }
}

fn is_invisible(c: char) -> bool {
    let joins_or_spaces = matches!(
        c,
        '\u{AD}' | '\u{115F}' | '\u{1160}' | '\u{61C}' | '\u{180E}' | '\u{3164}' | '\u{FFA0}'
    );
    let formats =
        matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}');
    let selects = matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFB}');
    let is_private = matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{E0000}'..='\u{10FFFF}');
    joins_or_spaces || formats || selects || is_private
}
