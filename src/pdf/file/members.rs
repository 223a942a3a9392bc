//! Objects on their way into an object stream (ISO 32000-1, 7.5.7): dictionaries, but for some
//! arrays.

use std::ops::{Deref, DerefMut};

use super::syntax::Syntax;

/// Objects after one another.
#[derive(Default)]
pub(super) struct Members {
    bytes: Vec<u8>,
    places: Vec<Place>,
}

/// The number of an object, and where it begins.
struct Place {
    number: usize,
    offset: usize,
}

/// An object stream, not packed yet.
pub(super) struct ObjectStream {
    pub(super) keys: Vec<u8>,
    pub(super) content: Vec<u8>,
}

impl Members {
    /// With room for a handful of dictionaries.
    pub(super) fn with_room() -> Self {
        Self { bytes: Vec::with_capacity(1 << 10), places: Vec::new() }
    }

    pub(super) fn begin(&mut self, number: usize) -> &mut Vec<u8> {
        self.places.push(Place { number, offset: self.bytes.len() });
        &mut self.bytes
    }

    pub(super) fn numbers(&self) -> impl Iterator<Item = usize> {
        self.places.iter().map(|place| place.number)
    }

    /// All of them, after the number and the offset of each.
    pub(super) fn stream(&self) -> ObjectStream {
        let (mut keys, mut content) = (Vec::new(), self.head());
        keys.raw("/Type/ObjStm/N ").int(self.places.len()).raw("/First ").int(content.len());
        content.bytes(&self.bytes);
        ObjectStream { keys, content }
    }

    fn head(&self) -> Vec<u8> {
        let mut head = Vec::with_capacity(self.bytes.len() + 16 * self.places.len());
        for Place { number, offset } in &self.places {
            head.ints([*number, *offset]);
        }
        head
    }
}

/// A dictionary while it is written; it ends when it is dropped.
pub(in crate::pdf) struct Dictionary<'a>(&'a mut Vec<u8>);

impl<'a> Dictionary<'a> {
    pub(super) fn begin(out: &'a mut Vec<u8>) -> Self {
        Self(out.raw("<<"))
    }
}

impl Deref for Dictionary<'_> {
    type Target = Vec<u8>;

    fn deref(&self) -> &Vec<u8> {
        self.0
    }
}

impl DerefMut for Dictionary<'_> {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        self.0
    }
}

impl Drop for Dictionary<'_> {
    fn drop(&mut self) {
        self.raw(">>\n");
    }
}
