//! One way in for every word that is printed, and the facts about characters that it rests on.
//!
//! - [`characters`]: variation selectors, private use, kana and Latin letters
//! - [`radicals`]: which ideograph a radical stands for
//! - [`folding`]: each fold that a text may go through
//! - [`word`]: choices that people write by a word
//! - [`blank`]: what stands where there may be nothing
//! - [`edits`]: how far two words are from each other
//! - [`note`]: what was changed on the way in
//! - [`unprintable`]: what is never printed, whatever the font
//! - [`form`]: how long a number or an ID is, and what each place takes
//! - [`door`]: the way in: bounded, trimmed, folded, or refused

pub(crate) mod characters;
pub(crate) mod radicals;
pub(crate) mod folding;
pub(crate) mod word;
pub(crate) mod blank;
pub(crate) mod edits;
pub(crate) mod note;
mod unprintable;
pub(crate) mod form;
pub(crate) mod door;
