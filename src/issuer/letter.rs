//! A finished letter.

use super::handover::{HandedOver, Handover};
use crate::password::Password;
use crate::pdf::letter::LetterFile;
use crate::provider::Warning;
use crate::provider::number::ProviderNumber;
use crate::provider::reference::ReferenceNumber;
use crate::provider::user_id::UserId;

/// A finished letter: the PDF, and the log-in that it hands over. Every password is wiped from both
/// when it is dropped.
#[derive(Debug)]
pub struct Letter {
    pub(super) number: ProviderNumber,
    pub(super) user_id: UserId,
    pub(super) reference: Option<ReferenceNumber>,
    pub(super) handover: Handover,
    pub(super) file: LetterFile,
    pub(super) warnings: Vec<Warning>,
}

impl Letter {
    /// The bytes of the PDF file. They hold the password as the page shows it.
    pub fn pdf(&self) -> &[u8] {
        self.file.bytes()
    }

    /// Whose letter it is.
    pub fn number(&self) -> ProviderNumber {
        self.number
    }

    /// The user ID on the page.
    pub fn user_id(&self) -> &UserId {
        &self.user_id
    }

    /// The reference number on the page, where the [`Template`](crate::Template) has a
    /// [label](crate::Template::with_reference_label) for it.
    pub fn reference(&self) -> Option<&ReferenceNumber> {
        self.reference.as_ref()
    }

    /// The password on the page, the first where there are more, for the account system.
    pub fn password(&self) -> &Password {
        self.handover.first()
    }

    /// Every password on the pages, in their order, with what it is for and what stands over it.
    pub fn passwords(&self) -> impl Iterator<Item = HandedOver<'_>> {
        self.handover.each()
    }

    /// What a person should look at before it is posted.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }
}
