//! Which part of the page has no room.

use super::message::Message;

/// A part of the page.
///
/// ```
/// use reissue_notice::{EnvelopeWindow, ErrorKind, PagePart, WindowBox};
/// let low = WindowBox { left_mm: 20.0, top_mm: 70.0, width_mm: 90.0, height_mm: 45.0 };
/// let error = EnvelopeWindow::custom(low).unwrap_err();
/// assert!(matches!(error.kind(), ErrorKind::OffPage { what: PagePart::Window, .. }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum PagePart {
    /// The title.
    #[error("the title")]
    Title,
    /// The line with the date.
    #[error("the date")]
    Date,
    /// The addressee, with the honorific.
    #[error("the addressee's name")]
    Addressee,
    /// Post code, address and building in the window of the envelope.
    #[error("the address")]
    Address,
    /// The federation that signs.
    #[error("the federation")]
    Federation,
    /// The sentence over the tables.
    #[error("the introduction")]
    Introduction,
    /// The heading of a table or of the remarks.
    #[error("a heading")]
    Heading,
    /// The label of a row.
    #[error("a label")]
    Label,
    /// The cell with the provider's name.
    #[error("the name")]
    Name,
    /// A reading or a class name in the grid.
    #[error("a reading")]
    Reading,
    /// The password grid.
    #[error("the password grid")]
    Grid,
    /// The window of the envelope.
    #[error("the window")]
    Window,
    /// The remarks and the contact under them.
    #[error("the remarks")]
    Remarks,
    /// A word or sentence of the guide.
    #[cfg(feature = "guide")]
    #[error("the sentence")]
    GuideSentence,
    /// The page of the guide.
    #[cfg(feature = "guide")]
    #[error("the guide")]
    Guide,
}

impl Message for PagePart {
    fn in_japanese(&self) -> String {
        String::from(match self {
            Self::Title => "標題",
            Self::Date => "発行日",
            Self::Addressee => "宛名",
            Self::Address => "住所",
            Self::Federation => "連合会名",
            Self::Introduction => "前文",
            Self::Heading => "見出し",
            Self::Label => "項目名",
            Self::Name => "事業所名",
            Self::Reading => "読み仮名",
            Self::Grid => "仮パスワード欄",
            Self::Window => "窓",
            Self::Remarks => "備考",
            #[cfg(feature = "guide")]
            Self::GuideSentence => "文",
            #[cfg(feature = "guide")]
            Self::Guide => "手順書",
        })
    }
}
