//! Stands where `guide` stands with its feature: there is none to set.

use super::forme::Page;
use super::job::Job;
use crate::error::Result;
use crate::notice::guide::Guide;

pub(super) fn set(_: &Job<'_>, guide: &Guide) -> Result<Page> {
    match *guide {}
}
