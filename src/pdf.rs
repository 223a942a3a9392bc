//! The master and the press: the bytes that all letters share are written once, their pages by
//! printpdf; per letter only what varies. From the first step to the last:
//!
//! - [`profile`]: what a file claims to be; [`design`]: what it is made from
//! - [`syntax`]: numbers, strings and references as bytes; [`identity`]: what tells files apart
//! - [`deflate`] and [`packing`]: streams made small; [`entries`]: where each object is;
//!   [`objects`]: indirect objects, object streams and the cross-reference stream; [`numbers`]:
//!   which object has which number
//! - [`codes`]: one code for each (glyph, text); [`marks`]: the number of each marked sequence
//! - [`text`]: text objects; [`content`]: lines and bars as a content stream; [`fonts`]: the glyphs
//!   that are needed of each face; [`pages`]: page objects; [`tags`]: what each content is, for
//!   those who listen
//! - [`claims`]: what the XMP says of standards; [`metadata`]: catalog, title, XMP; [`icc`]: the
//!   gray of the output intent
//! - [`printpdf`]: the fixed content of pages; [`master`]: all bytes that are fixed
//! - [`grid`]: every cell set beforehand; [`press`]: what a letter says after the master
//! - [`letter`]: one in a file; [`spool`]: many
//! - [`encrypt`]: a letter under a password

pub(crate) mod profile;
pub(crate) mod design;
mod syntax;
mod identity;
mod deflate;
pub(crate) mod packing;
mod entries;
mod objects;
mod numbers;
mod codes;
mod marks;
mod text;
mod content;
mod fonts;
mod pages;
mod tags;
mod claims;
mod metadata;
mod icc;
mod printpdf;
mod master;
mod grid;
mod press;
pub(crate) mod letter;
pub(crate) mod spool;
pub(crate) mod encrypt;
