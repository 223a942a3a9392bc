//! The grids of all passwords: each under the one before, or on a page of its own where the panel
//! has no room for it.

use super::further;
use super::grid::{self, Entry};
use super::head::Introduction;
use super::job::Job;
use super::pages::Pages;
use crate::error::{Field, ForField, Result};

/// Adds the grid of each password. A longer introduction leaves the first one less room.
pub(super) fn add(job: &Job<'_>, introduction: &Introduction, pages: &mut Pages) -> Result<()> {
    let mut before = 0;
    for (heading, credential) in job.template.credentials.labelled() {
        let entry = Entry { heading, policy: credential.policy(), before };
        match grid::set(job, &entry, pages.bottom()) {
            Ok(under) => pages.add(under),
            Err(error) => match introduction.at_fault(job, &error) {
                Some(own) if before == 0 => return Err(own),
                _ => add_overleaf(job, &entry, pages)?,
            },
        }
        before += entry.policy.places().len();
    }
    Ok(())
}

fn add_overleaf(job: &Job<'_>, entry: &Entry<'_>, pages: &mut Pages) -> Result<()> {
    pages.turn_to(further::set(job)?);
    let grid = grid::set(job, entry, pages.bottom());
    pages.add(grid.for_field(Field::Sentence(entry.heading))?);
    Ok(())
}
