//! The master and the press: the bytes that all letters share are written once, by printpdf; per
//! letter only what varies. From the first step to the last:
//!
//! - [`profile`]: what a file claims to be; [`design`]: what it is made from
//! - [`syntax`]: numbers, strings and references as bytes; [`objects`]: indirect objects,
//!   cross-reference table and trailer; [`numbers`]: which object has which number
//! - [`codes`]: one code for each (glyph, text); [`marks`]: the number of each marked sequence
//! - [`content`]: lines as a content stream; [`fonts`]: a font of the glyphs that the fixed fonts
//!   lack; [`pages`]: page objects; [`tags`]: what each content is, for those who listen
//! - [`metadata`]: catalog, title, XMP; [`icc`]: the gray of the output intent
//! - [`printpdf`]: printpdf's part of the fixed bytes; [`master`]: all of them
//! - [`grid`]: every cell set beforehand; [`press`]: what a letter says after the master
//! - [`letter`]: one in a file; [`spool`]: many
//! - [`encrypt`]: a letter under a password

pub(crate) mod profile;
pub(crate) mod design;
mod syntax;
mod objects;
mod numbers;
mod codes;
mod marks;
mod content;
mod fonts;
mod pages;
mod tags;
mod metadata;
mod icc;
mod printpdf;
mod master;
mod grid;
mod press;
pub(crate) mod letter;
pub(crate) mod spool;
pub(crate) mod encrypt;
