//! A letter but for its passwords: what could be refused has been, before any secret is drawn.

use crate::layout::fill::Fill;
use crate::provider::reference::ReferenceNumber;
use crate::provider::{Provider, Warning};

/// The filled slots of a letter to one provider.
pub(crate) struct Draft<'p> {
    pub(super) provider: &'p Provider,
    pub(super) fill: Fill,
    /// The reference number on the page.
    pub(super) reference: Option<ReferenceNumber>,
    /// What a person should look at before it is posted.
    pub(crate) warnings: Vec<Warning>,
}

impl<'p> Draft<'p> {
    pub(super) fn new(provider: &'p Provider, mut fill: Fill) -> Self {
        let mut warnings = provider.warnings();
        warnings.append(&mut fill.warnings);
        Self { provider, fill, reference: None, warnings }
    }

    pub(super) fn with_reference(self, reference: Option<ReferenceNumber>) -> Self {
        Self { reference, ..self }
    }
}
