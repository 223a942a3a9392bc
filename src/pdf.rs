//! The forme and the press: the bytes that all letters share are written once, by printpdf; per
//! letter only what varies.
//!
//! - [`profile`]: what a file claims to be
//! - [`ink`]: numbers, strings and operators as bytes
//! - [`codes`]: one code for each (glyph, text)
//! - [`content`]: the slots of a letter as a content stream
//! - [`fonts`]: a font of the glyphs that the master lacks
//! - [`structure`]: what each content is, for those who listen; [`metadata`]: XMP and output intent
//! - [`cast`]: the fixed bytes, which [`master`] holds; [`print`](mod@print), [`tree`]: printpdf's
//!   part of them, and ours
//! - [`press`]: one letter; [`spool`]: many in one file
//! - [`encrypt`]: a struck letter under a password

mod cast;
pub(crate) mod codes;
pub(crate) mod content;
pub(crate) mod encrypt;
pub(crate) mod fonts;
pub(crate) mod ink;
pub(crate) mod master;
mod metadata;
pub(crate) mod press;
mod print;
pub(crate) mod profile;
pub(crate) mod spool;
mod structure;
mod tree;
