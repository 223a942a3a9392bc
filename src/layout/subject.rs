//! What an error calls words and parts of the page.

use crate::error::{Field, PagePart, Sentence};

/// What an error calls something on the page, and the field that the error is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject {
    pub(super) what: PagePart,
    pub(super) field: Field,
}

impl Subject {
    /// The name under the date, or in the window of the envelope.
    pub(super) const ADDRESSEE: Self = Self::new(PagePart::Addressee, Field::ProviderName);
    /// The name in its table cell.
    pub(super) const NAME: Self = Self::new(PagePart::Name, Field::ProviderName);
    pub(super) const ADDRESS: Self = Self::new(PagePart::Address, Field::Address);
    pub(super) const BUILDING: Self = Self::new(PagePart::Address, Field::Building);
    pub(super) const FEDERATION: Self = Self::new(PagePart::Federation, Field::Federation);
    pub(super) const READING: Self = Self::new(PagePart::Reading, Field::Readings);
    // The words of a template as a whole make these too large.
    pub(super) const GRID: Self = Self::new(PagePart::Grid, Field::Template);
    pub(super) const REMARKS: Self = Self::new(PagePart::Remarks, Field::Template);

    pub(super) const fn new(what: PagePart, field: Field) -> Self {
        Self { what, field }
    }
}

impl From<Sentence> for Subject {
    fn from(sentence: Sentence) -> Self {
        Self::new(part_of(sentence), Field::Sentence(sentence))
    }
}

/// The part of the page that a sentence stands in.
fn part_of(sentence: Sentence) -> PagePart {
    match sentence {
        Sentence::Title => PagePart::Title,
        Sentence::DateLabel | Sentence::ValidityLabel => PagePart::Date,
        Sentence::Introduction => PagePart::Introduction,
        Sentence::ProviderNumberLabel
        | Sentence::ProviderNameLabel
        | Sentence::UserIdLabel
        | Sentence::LoginAddressLabel
        | Sentence::LoginAddress => PagePart::Label,
        Sentence::Remark(_)
        | Sentence::OpenedEnvelope
        | Sentence::Contact
        | Sentence::ContactHours => PagePart::Remarks,
        _ => PagePart::Heading,
    }
}

/// Words, and what an error calls them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'t> {
    pub(super) subject: Subject,
    pub(super) words: &'t str,
}

impl<'t> Text<'t> {
    /// Words of a sentence, or those that begin with it.
    pub(super) fn of(sentence: Sentence, words: &'t str) -> Self {
        Self { subject: sentence.into(), words }
    }
}
