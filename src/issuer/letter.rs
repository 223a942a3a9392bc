//! A finished letter.

use crate::password::Password;
use crate::password::set::PasswordSet;
use crate::pdf::letter::LetterFile;
use crate::provider::Warning;
use crate::provider::number::ProviderNumber;
use crate::provider::user_id::UserId;

/// A finished letter: the PDF, and the log-in that it hands over. The password is wiped from both
/// when it is dropped.
#[derive(Debug)]
pub struct Letter {
    pub(super) number: ProviderNumber,
    pub(super) user_id: UserId,
    pub(super) passwords: PasswordSet,
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

    /// The password on the page, for the account system.
    pub fn password(&self) -> &Password {
        self.passwords.first()
    }

    /// What a person should look at before it is posted.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }
}
