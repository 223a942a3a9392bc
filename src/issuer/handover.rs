//! The passwords that one letter hands over, each with what it is.

use std::fmt;
use std::sync::Arc;

pub(crate) use crate::notice::credential::{Credential, Credentials};
use crate::password::Password;
use crate::password::one_or_more::PasswordSet;
use crate::password::purpose::Purpose;

/// The passwords that one letter hands over, in the order of its page; each is wiped when it is
/// dropped.
pub struct Handover {
    credentials: Arc<Credentials>,
    passwords: PasswordSet,
}

/// One password of a letter, with what it is for and what stands over its grid.
#[derive(Clone, Copy)]
pub struct HandedOver<'a> {
    credential: &'a Credential,
    password: &'a Password,
}

impl Handover {
    /// Each password follows the policy of its credential.
    pub(crate) fn new(credentials: Arc<Credentials>, passwords: PasswordSet) -> Self {
        Self { credentials, passwords }
    }

    /// The first password, which most letters have alone.
    pub fn first(&self) -> &Password {
        self.passwords.first()
    }

    /// Each password, in the order of the page.
    pub fn each(&self) -> impl Iterator<Item = HandedOver<'_>> {
        let each = self.credentials.iter().zip(self.passwords.iter());
        each.map(|(credential, password)| HandedOver { credential, password })
    }

    pub(super) fn passwords(&self) -> &PasswordSet {
        &self.passwords
    }
}

impl fmt::Debug for Handover {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.each()).finish()
    }
}

/// What it is, without the policy: that is the issuer's to show.
impl fmt::Debug for HandedOver<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("HandedOver");
        shown.field("purpose", &self.purpose()).field("label", &self.label());
        shown.field("password", self.password).finish()
    }
}

impl<'a> HandedOver<'a> {
    /// What it is for.
    pub fn purpose(&self) -> Purpose {
        self.credential.purpose()
    }

    /// The heading over its grid.
    pub fn label(&self) -> &'a str {
        self.credential.label()
    }

    /// The password itself.
    pub fn password(&self) -> &'a Password {
        self.password
    }
}
