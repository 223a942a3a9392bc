//! How a stream is packed.

use miniz_oxide::deflate::compress_to_vec_zlib;

use super::deflate::{deflate, most};

/// How much work is done to make a stream small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    /// None.
    Plain,
    /// What is worth it for each letter.
    Fast,
    /// What is worth it once for all letters.
    Best,
}

impl Packing {
    /// What the dictionary of a packed stream says of it.
    pub(super) const FILTER: &[u8] = b"/Filter/FlateDecode";

    /// The packed stream, unless nothing is to be done. A secret in it is the caller's to wipe.
    pub(super) fn packed(self, plain: &[&[u8]]) -> Option<Vec<u8>> {
        match self {
            Self::Plain => None,
            Self::Fast => Some(deflate(plain)),
            Self::Best => Some(compress_to_vec_zlib(&plain.concat(), 9)),
        }
    }

    /// The most bytes that so many become.
    pub(in crate::pdf) fn room(plain: usize) -> usize {
        Self::FILTER.len() + most(plain).max(plain)
    }
}
