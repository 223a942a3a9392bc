//! What was changed on the way in.

use std::fmt;

/// One change that a text went through on the way in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Note {
    pub(super) change: Change,
    pub(super) position: usize,
    pub(super) from: Box<str>,
    pub(super) to: Box<str>,
}

impl Note {
    /// What was done.
    pub fn change(&self) -> Change {
        self.change
    }

    /// Which character it was, counted from 1 in the text as it stood before this change.
    pub fn position(&self) -> usize {
        self.position
    }

    /// What stood there.
    pub fn from(&self) -> &str {
        &self.from
    }

    /// What stands there now; nothing where it was trimmed.
    pub fn to(&self) -> &str {
        &self.to
    }
}

/// What a [`Note`] says was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Change {
    /// Space or a control at an edge was taken off.
    Trimmed,
    /// A letter and its combining mark became one character.
    Composed,
    /// A radical became the unified ideograph.
    FoldedRadical,
    /// Half-width kana became full-width, on request.
    WidenedKana,
    /// A wave or dash became its JIS form, on request.
    UnifiedDash,
    /// ㈱ and its like were spelt out, on request.
    SpeltOut,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let done = match self.change {
            Change::Trimmed => "trimmed",
            Change::Composed => "composed",
            Change::FoldedRadical => "folded radical",
            Change::WidenedKana => "widened",
            Change::UnifiedDash => "unified",
            Change::SpeltOut => "spelt out",
        };
        write!(f, "{done}{} at {}", CodePoints(&self.from), self.position)?;
        if self.to.is_empty() { Ok(()) } else { write!(f, " to{}", CodePoints(&self.to)) }
    }
}

struct CodePoints<'a>(&'a str);

impl fmt::Display for CodePoints<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| write!(f, " U+{:04X}", u32::from(c)))
    }
}
