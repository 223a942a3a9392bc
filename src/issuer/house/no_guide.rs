//! Stands where `guide` stands with its feature: a file can have none.

use super::file::Table;
use super::gathered::Gathered;
use crate::error::Field;
use crate::notice::guide::Guide;

pub(super) const KEYS: [&str; 0] = [];

pub(super) fn read(_: &mut Gathered, _: &Table<'_>) {}

pub(super) fn is_of_guide(_: Field) -> bool {
    false
}

pub(super) fn words(guide: &Guide, _: Field) -> Option<String> {
    match *guide {}
}

pub(super) fn with_words(guide: &Guide, _: Field, _: &str) -> Option<Guide> {
    match *guide {}
}
