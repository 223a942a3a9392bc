//! One thing or more of a kind: what a letter hands over is never nothing.

use super::Password;

/// One or more, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OneOrMore<T> {
    first: T,
    /// Empty for most letters, which so take no more memory than one thing does.
    others: Vec<T>,
}

/// The passwords of one letter, in the order of its grids; each is wiped when it is dropped.
pub(crate) type PasswordSet = OneOrMore<Password>;

impl<T> OneOrMore<T> {
    pub(crate) fn one(first: T) -> Self {
        Self { first, others: Vec::new() }
    }

    pub(crate) fn two(first: T, second: T) -> Self {
        Self { first, others: vec![second] }
    }

    /// None of none.
    pub(crate) fn of(things: impl IntoIterator<Item = T>) -> Option<Self> {
        let mut things = things.into_iter();
        Some(Self { first: things.next()?, others: things.collect() })
    }

    pub(crate) fn first(&self) -> &T {
        &self.first
    }

    pub(crate) fn first_mut(&mut self) -> &mut T {
        &mut self.first
    }

    pub(crate) fn len(&self) -> usize {
        1 + self.others.len()
    }

    /// Counted from 0.
    pub(crate) fn nth(&self, index: usize) -> Option<&T> {
        self.iter().nth(index)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.first).chain(&self.others)
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        std::iter::once(&mut self.first).chain(&mut self.others)
    }

    /// As many others, each made of one, in their order.
    pub(crate) fn map<U>(&self, mut make: impl FnMut(&T) -> U) -> OneOrMore<U> {
        OneOrMore { first: make(&self.first), others: self.others.iter().map(make).collect() }
    }
}
