//! What was changed on the way in.

use std::fmt;

use crate::error::{CodePoints, Message};

/// One change that a text went through on the way in.
///
/// ```
/// use reissue_notice::{Note, ProviderName};
/// let name: ProviderName = "協⽴病院 ".parse()?;
/// let notes: Vec<String> = name.notes().iter().map(Note::to_string).collect();
/// assert_eq!(notes, ["trimmed U+0020 at 5", "folded radical U+2F74 at 2 to U+7ACB"]);
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Note {
    change: Change,
    position: usize,
    from: Box<str>,
    to: Box<str>,
}

impl Note {
    pub(super) fn new(change: Change, position: usize, from: &str, to: &str) -> Self {
        Self { change, position, from: from.into(), to: to.into() }
    }

    /// What was done.
    ///
    /// ```
    /// # use reissue_notice::{Change, ProviderName};
    /// let name: ProviderName = "協⽴病院".parse()?;
    /// assert_eq!(name.notes()[0].change(), Change::FoldedRadical);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn change(&self) -> Change {
        self.change
    }

    /// Which character it was, counted from 1 in the text as it stood before this change.
    ///
    /// ```
    /// # use reissue_notice::ProviderName;
    /// let name: ProviderName = "協⽴病院".parse()?;
    /// assert_eq!(name.notes()[0].position(), 2);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn position(&self) -> usize {
        self.position
    }

    /// What stood there.
    ///
    /// ```
    /// # use reissue_notice::ProviderName;
    /// let name: ProviderName = "協⽴病院".parse()?; // U+2F74, a radical
    /// assert_eq!(name.notes()[0].from(), "\u{2F74}");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn from(&self) -> &str {
        &self.from
    }

    /// What stands there now; nothing where it was trimmed.
    ///
    /// ```
    /// # use reissue_notice::ProviderName;
    /// let name: ProviderName = " 協⽴病院".parse()?;
    /// let to: Vec<&str> = name.notes().iter().map(|note| note.to()).collect();
    /// assert_eq!(to, ["", "\u{7ACB}"]); // trimmed, and folded
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn to(&self) -> &str {
        &self.to
    }
}

/// What a [`Note`] says was done.
///
/// ```
/// use reissue_notice::{Change, NameRules};
/// let rules = NameRules::default().spell_out_abbreviations();
/// let name = rules.parse("㈱ケア")?;
/// assert_eq!(name.notes()[0].change(), Change::SpeltOut);
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Change {
    /// Space or a control at an edge was taken off.
    #[error("trimmed")]
    Trimmed,
    /// A letter and its combining mark became one character.
    #[error("composed")]
    Composed,
    /// A radical became the unified ideograph.
    #[error("folded radical")]
    FoldedRadical,
    /// Half-width kana became full-width, on request.
    #[error("widened")]
    WidenedKana,
    /// A wave or dash became its JIS form, on request.
    #[error("unified")]
    UnifiedDash,
    /// ㈱ and its like were spelt out, on request.
    #[error("spelt out")]
    SpeltOut,
}

impl Message for Change {
    fn in_japanese(&self) -> String {
        String::from(match self {
            Self::Trimmed => "端の空白などを除去",
            Self::Composed => "結合文字を1文字に合成",
            Self::FoldedRadical => "部首の文字を漢字に置換",
            Self::WidenedKana => "半角カナを全角に変換",
            Self::UnifiedDash => "波線や横線を規格の文字に統一",
            Self::SpeltOut => "略記を展開",
        })
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { change, position, from, to } = self;
        write!(f, "{change} {} at {position}", CodePoints(from))?;
        if to.is_empty() { Ok(()) } else { write!(f, " to {}", CodePoints(to)) }
    }
}

impl Message for Note {
    fn in_japanese(&self) -> String {
        let Self { change, position, from, to } = self;
        let becomes = if to.is_empty() { "" } else { " → " };
        let changed = format!("{}{becomes}{}", CodePoints(from), CodePoints(to));
        format!("{position}文字目：{}（{changed}）", change.in_japanese())
    }
}
