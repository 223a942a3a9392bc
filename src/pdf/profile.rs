//! What a file claims to be. All that follows from the claim asks here: marks and tags, header,
//! output intent; what the XMP says of it stands in the file beside this one.

use crate::error::Field;
use crate::text::word::{Worded, written_by_word};

/// The standards that a file says it follows, and so what is written into it; written as `a-2a`,
/// `a-2u`, `archive4`, `press` or `tagged-press`.
///
/// ```
/// use reissue_notice::{Profile, SpoolOptions};
/// let for_a_screen = SpoolOptions::default().with_profile(Profile::A2a);
/// assert_ne!(for_a_screen, SpoolOptions::default());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Profile {
    /// PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1): tagged, for those who listen. Every
    /// single letter is.
    #[default]
    A2a,
    /// PDF/A-2u (ISO 19005-2): what is seen can be read and searched, and there are no tags. For
    /// paper, which does not show the difference; a spool is several times smaller so.
    A2u,
    /// PDF/A-4 (ISO 19005-4), PDF/UA-2 (ISO 14289-2) and Well-Tagged PDF for accessibility and for
    /// reuse: the same tags in PDF 2.0. For archives that ask for the newest; a single letter is so
    /// by [`IssuerBuilder::archive4`](crate::IssuerBuilder::archive4).
    Archive4,
    /// PDF/A-2u and PDF/X-4 (ISO 15930-7) and PDF/VT-1 (ISO 16612-2) in one: for a print shop,
    /// whose software finds each letter as a document part of its own and counts it, whatever its
    /// pages. The dates in the file are the day of issue, the parts carry a sequence number.
    Press,
    /// PDF/A-2a and PDF/UA-1 and PDF/X-4 and PDF/VT-1: what is printed is what is kept.
    TaggedPress,
}

impl Worded for Profile {
    const FIELD: Field = Field::Profile;
    const ALL: &'static [Self] =
        &[Self::A2a, Self::A2u, Self::Archive4, Self::Press, Self::TaggedPress];

    fn word(self) -> &'static str {
        match self {
            Self::A2a => "a-2a",
            Self::A2u => "a-2u",
            Self::Archive4 => "archive4",
            Self::Press => "press",
            Self::TaggedPress => "tagged-press",
        }
    }
}

written_by_word!(Profile);

impl Profile {
    /// Whether every content stands in a marked sequence with an element of its own.
    pub(crate) const fn is_tagged(self) -> bool {
        matches!(self, Self::A2a | Self::Archive4 | Self::TaggedPress)
    }

    /// The PDF version of the header.
    pub(crate) const fn version(self) -> &'static str {
        match self {
            Self::A2a | Self::A2u => "1.7",
            Self::Archive4 => "2.0",
            // PDF/X-4 has no room for more.
            Self::Press | Self::TaggedPress => "1.6",
        }
    }

    /// Whether a print shop's software is to find letters, a trimmed page and dates.
    pub(super) const fn is_for_press(self) -> bool {
        matches!(self, Self::Press | Self::TaggedPress)
    }

    /// Whether it is PDF 2.0: without an information dictionary, with a namespace for its tags, and
    /// with bookmarks that lead to elements.
    pub(super) const fn is_pdf_2(self) -> bool {
        matches!(self, Self::Archive4)
    }

    /// The kinds of output intents; all are of one gray.
    pub(super) const fn intents(self) -> &'static [&'static str] {
        if self.is_for_press() { &["GTS_PDFA1", "GTS_PDFX"] } else { &["GTS_PDFA1"] }
    }
}
