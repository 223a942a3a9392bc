//! The master and the press: the bytes that all letters share are written once, by printpdf; per
//! letter only what varies. From the first step to the last:
//!
//! - [`profile`]: what a file claims to be; [`design`]: what it is made from
//! - [`syntax`]: numbers, strings and references as bytes; [`objects`]: indirect objects, cross-reference
//!   table and trailer; [`numbers`]: which object has which number
//! - [`codes`]: one code for each (glyph, text); [`marks`]: the number of each marked sequence
//! - [`content`]: lines as a content stream; [`fonts`]: a font of the glyphs that the fixed fonts
//!   lack; [`pages`]: page objects; [`tags`]: what each content is, for those who listen
//! - [`metadata`]: catalog, title, XMP; [`icc`]: the gray of the output intent
//! - [`printpdf`]: printpdf's part of the fixed bytes; [`master`]: all of them
//! - [`grid`]: every cell set beforehand; [`press`]: what a letter says after the master
//! - [`letter`]: one in a file; [`spool`]: many
//! - [`encrypt`]: a letter under a password

mod codes;
mod content;
pub(crate) mod design;
pub(crate) mod encrypt;
mod fonts;
mod grid;
mod icc;
pub(crate) mod letter;
mod marks;
mod master;
mod metadata;
mod numbers;
mod objects;
mod pages;
mod press;
mod printpdf;
pub(crate) mod profile;
pub(crate) mod spool;
mod syntax;
mod tags;
