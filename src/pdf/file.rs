//! The file format, and nothing of letters: how bytes become objects, streams and a cross-reference
//! that a reader finds them by (ISO 32000-1, 7).
//!
//! - [`syntax`]: numbers, strings and references as bytes
//! - [`deflate`] and [`packing`]: streams made small
//! - [`entries`]: where each object is
//! - [`members`]: the objects of object streams
//! - [`objects`]: indirect objects, and the cross-reference stream at the end

pub(super) mod syntax;
mod deflate;
pub(crate) mod packing;
mod entries;
mod members;
pub(super) mod objects;
