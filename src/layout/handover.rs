//! The grids of all passwords: each under the one before, or on a page of its own where the panel
//! has no room for it.

use super::further;
use super::grid::{self, Entry};
use super::head::Introduction;
use super::job::Job;
use super::pages::Pages;
use crate::error::{Error, Field, Result};

/// Adds the grid of each password. A longer introduction leaves the first one less room.
pub(super) fn add(job: &Job<'_>, introduction: &Introduction, pages: &mut Pages) -> Result<()> {
    let mut before = 0;
    for (heading, credential) in job.template.credentials.labelled() {
        let policy = credential.policy();
        let entry = Entry { heading, policy, before };
        if before == 0 {
            let first = grid::set(job, &entry, pages.bottom());
            pages.add(first.map_err(|error| introduction.or(job, error))?);
        } else {
            add_further(job, &entry, pages)?;
        }
        before += policy.places().len();
    }
    Ok(())
}

fn add_further(job: &Job<'_>, entry: &Entry<'_>, pages: &mut Pages) -> Result<()> {
    if let Ok(under) = grid::set(job, entry, pages.bottom()) {
        pages.add(under);
        return Ok(());
    }
    pages.turn_to(further::set(job)?);
    let named = |error: Error| error.for_field(Field::Sentence(entry.heading));
    pages.add(grid::set(job, entry, pages.bottom()).map_err(named)?);
    Ok(())
}
