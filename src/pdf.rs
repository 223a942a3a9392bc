//! The master and the press: the bytes that all letters share are written once, their pages by
//! printpdf; per letter only what varies. From the first step to the last:
//!
//! - [`profile`]: what a file claims to be; [`design`]: what it is made from
//! - [`file`](mod@file): the file format, and nothing of letters
//! - [`identity`]: what tells files apart
//! - [`numbers`]: which object has which number
//! - [`about`]: what a file says of itself, down to the gray of the output intent
//! - [`fonts`]: the glyphs that are needed of each face, and their codes
//! - [`content`]: lines, bars and marks as a content stream
//! - [`tags`]: what each content is, for those who listen
//! - [`printpdf`]: the fixed content of pages; [`master`]: all bytes that are fixed
//! - [`pages`]: page objects
//! - [`grid`]: every cell set beforehand; [`press`]: what a letter says after the master
//! - [`letter`]: one in a file; [`spool`]: many
//! - [`encrypt`]: a letter under a password

pub(crate) mod profile;
pub(crate) mod design;
pub(crate) mod file;
mod identity;
mod numbers;
mod about;
mod fonts;
mod content;
mod tags;
mod printpdf;
mod master;
mod pages;
mod grid;
mod press;
pub(crate) mod letter;
pub(crate) mod spool;
pub(crate) mod encrypt;
