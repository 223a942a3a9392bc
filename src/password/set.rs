//! The passwords that one letter hands over, in the order of its grids.

use super::Password;

/// One password or more; each is wiped when it is dropped.
#[derive(Debug)]
pub(crate) struct PasswordSet {
    first: Password,
    /// Empty for most letters, which so take no more memory than one password does.
    others: Vec<Password>,
}

impl PasswordSet {
    pub(crate) fn first(&self) -> &Password {
        &self.first
    }

    /// Counted from 0.
    pub(crate) fn nth(&self, index: usize) -> Option<&Password> {
        self.iter().nth(index)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Password> {
        std::iter::once(&self.first).chain(&self.others)
    }
}

impl From<Password> for PasswordSet {
    fn from(first: Password) -> Self {
        Self { first, others: Vec::new() }
    }
}
