//! What a number or an ID must look like: how long it is, and what each place takes.

use std::ops::RangeInclusive;

use crate::error::{ErrorKind, Expected, Result};

/// Refuses the first character that its place does not take.
pub(crate) fn check_places(
    text: &str,
    form: impl IntoIterator<Item = Expected>,
) -> Result<(), ErrorKind> {
    for ((position, found), expected) in (1..).zip(text.chars()).zip(form) {
        if !expected.takes(found) {
            return Err(ErrorKind::Character { position, found, expected });
        }
    }
    Ok(())
}

/// Refuses another number of characters than these.
pub(crate) fn check_count(found: usize, allowed: RangeInclusive<usize>) -> Result<(), ErrorKind> {
    if allowed.contains(&found) {
        return Ok(());
    }
    let (least, most) = allowed.into_inner();
    Err(ErrorKind::Length { found, expected: Expected::Between { least, most } })
}
