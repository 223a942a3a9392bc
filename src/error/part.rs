//! Which part of the page has no room.

use std::fmt;

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PagePart {
    /// The title.
    Title,
    /// The line with the date.
    Date,
    /// The addressee, with the honorific.
    Addressee,
    /// The federation that signs.
    Federation,
    /// The sentence over the tables.
    Introduction,
    /// The heading of a table or of the remarks.
    Heading,
    /// The label of a row.
    Label,
    /// The cell with the provider's name.
    Name,
    /// A reading or a class name in the grid.
    Reading,
    /// The password grid.
    Grid,
    /// The remarks and the contact under them.
    Remarks,
}

impl fmt::Display for PagePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Title => "the title",
            Self::Date => "the date",
            Self::Addressee => "the addressee's name",
            Self::Federation => "the federation",
            Self::Introduction => "the introduction",
            Self::Heading => "a heading",
            Self::Label => "a label",
            Self::Name => "the name",
            Self::Reading => "a reading",
            Self::Grid => "the password grid",
            Self::Remarks => "the remarks",
        })
    }
}
