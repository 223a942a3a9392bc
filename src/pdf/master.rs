//! The master: the bytes that all letters of an issuer share, and what is needed to go on after
//! them. [`super::cast`] makes it.

use super::codes::Codes;
use crate::error::{Error, ErrorKind};

/// The fixed bytes, with their codes, fonts and landmarks.
#[derive(Clone)]
pub(crate) struct Master {
    /// Everything up to the first object that varies.
    pub(crate) bytes: Vec<u8>,
    /// The offset of each object, from number 1.
    pub(crate) offsets: Vec<usize>,
    /// The codes of the fonts in these bytes, by face.
    pub(crate) codes: Vec<Codes>,
    /// The objects of those fonts, by face.
    pub(crate) fonts: Vec<(u8, usize)>,
    pub(crate) landmarks: Landmarks,
    /// A digest of the bytes: what tells one issuer's files from another's.
    pub(crate) digest: [u8; 32],
}

/// The objects that later ones refer to.
#[derive(Clone, Debug)]
pub(crate) struct Landmarks {
    pub(crate) catalog: usize,
    pub(crate) info: usize,
    /// For each page the content stream of what is fixed on it.
    pub(crate) contents: Vec<usize>,
}

/// Whether a letter stands alone, with its page among the fixed objects, or is one page of a spool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Binding {
    Single,
    Spool,
}

impl Master {
    pub(crate) fn objects(&self) -> usize {
        self.offsets.len()
    }
}

pub(super) fn broken(reason: &str) -> Error {
    ErrorKind::Defect { reason: reason.into() }.into()
}
