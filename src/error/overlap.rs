//! What stands where a mark for the inserter should.

use std::fmt;

use super::message::Message;

/// A stretch of a page, in millimetres from its left and top edges.
///
/// ```
/// use reissue_notice::Extent;
/// let extent = Extent { left_mm: 5.5, top_mm: 279.5, right_mm: 15.5, bottom_mm: 289.5 };
/// let told = "5.5 to 15.5 mm from the left and 279.5 to 289.5 mm from the top";
/// assert_eq!(extent.to_string(), told);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// Its left edge.
    pub left_mm: f64,
    /// Its upper edge.
    pub top_mm: f64,
    /// Its right edge.
    pub right_mm: f64,
    /// Its lower edge.
    pub bottom_mm: f64,
}

impl fmt::Display for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { left_mm, top_mm, right_mm, bottom_mm } = self;
        write!(f, "{left_mm:.1} to {right_mm:.1} mm from the left and ")?;
        write!(f, "{top_mm:.1} to {bottom_mm:.1} mm from the top")
    }
}

impl Message for Extent {
    fn in_japanese(&self) -> String {
        let Self { left_mm, top_mm, right_mm, bottom_mm } = self;
        format!("左端から{left_mm:.1}～{right_mm:.1}ミリ、上端から{top_mm:.1}～{bottom_mm:.1}ミリ")
    }
}

/// What a mark would be printed over.
///
/// ```
/// use reissue_notice::{Message, Obstacle};
/// assert_eq!(Obstacle::Words("備考".into()).to_string(), "the words 備考");
/// assert_eq!(Obstacle::Window.in_japanese(), "封筒の窓から見える範囲");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Obstacle {
    /// Words that every letter has.
    #[error("the words {0}")]
    Words(String),
    /// What is another in each letter.
    #[error("what is another in each letter")]
    Varying,
    /// A table, a frame, or a line where the sheet is folded.
    #[error("a table, frame or line")]
    Frame,
    /// The QR code.
    #[error("the QR code")]
    Code,
    /// What the window of the envelope may show.
    #[error("what the window of the envelope may show")]
    Window,
    /// The count at the foot of the sheet.
    #[error("the count")]
    Count,
}

impl Message for Obstacle {
    fn in_japanese(&self) -> String {
        match self {
            Self::Words(words) => format!("文言「{words}」"),
            Self::Varying => "通知書ごとに異なる記載".into(),
            Self::Frame => "表、枠または折り目の線".into(),
            Self::Code => "二次元コード".into(),
            Self::Window => "封筒の窓から見える範囲".into(),
            Self::Count => "通し番号".into(),
        }
    }
}

/// A place that would be right, from the left and from the top.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Clear(pub(super) Option<Corner>);

/// A corner on a page, in millimetres from its left and top edges: where a mark would be clear.
///
/// ```
/// use reissue_notice::{Corner, InserterMark, MarkKind, MarkPlace};
/// let Corner { left_mm, top_mm } = Corner { left_mm: 6.0, top_mm: 280.0 };
/// let mark = InserterMark::new(MarkKind::DATA_MATRIX, MarkPlace { left_mm, top_mm })?;
/// assert_eq!(mark, "datamatrix:6,280".parse()?);
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Corner {
    /// From the left edge.
    pub left_mm: f64,
    /// From the upper edge.
    pub top_mm: f64,
}

impl fmt::Display for Clear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.write_str("no place of the page is clear for it"),
            Some(Corner { left_mm, top_mm }) => {
                write!(f, "the nearest place that is clear is {left_mm},{top_mm}")
            }
        }
    }
}

impl Message for Clear {
    fn in_japanese(&self) -> String {
        match self.0 {
            None => "マークを小さくするか、印字する場所を空けてください。".into(),
            Some(Corner { left_mm, top_mm }) => {
                format!("最も近い空きの{left_mm},{top_mm}にしてください。")
            }
        }
    }
}
