//! Letters and rows of a run against those that would be made now.

use super::super::Batch;
use super::super::manifest::{self, Row};
use super::super::parallel::in_order;
use super::difference::Difference;
use super::files::{Files, Letter, Stands};
use super::findings::Findings;
use super::rows::{Found, Rows, Unasked};
use super::seals::Seals;
use crate::error::Result;

/// Groups that are struck before any is compared with the manifest, for each thread.
const AHEAD: usize = 4;

/// Compares every letter and its row; gives what is left of the manifest.
pub(super) fn compare_letters(
    batch: &Batch,
    files: &Files<'_>,
    mut rows: Rows,
    findings: &mut Findings<'_>,
) -> Result<Unasked> {
    let threads = batch.manner().threads().get();
    let mut from = 0;
    while from < files.groups() {
        let to = files.groups().min(from + threads * AHEAD);
        let folder = findings.folder();
        for letters in in_order(from..to, threads, |group| files.letters(group, folder)) {
            for letter in letters? {
                compare(batch, letter, &mut rows, findings)?;
            }
        }
        from = to;
    }
    rows.finish()
}

fn compare(
    batch: &Batch,
    letter: Letter,
    rows: &mut Rows,
    findings: &mut Findings<'_>,
) -> Result<()> {
    let (row, stands) = (findings.marked(letter.row), letter.stands);
    findings.account_for(&row);
    let (number, file) = (row.number, findings.path_of(&row));
    match (rows.find(&row)?, stands) {
        (Found::Same, Stands::Same) => {}
        (_, Stands::Nothing) => findings.add(Difference::Missing { number, file }),
        (Found::Same, Stands::Other) => findings.add(Difference::Altered { file }),
        (Found::Nothing, _) => findings.add(Difference::NotListed { number, file }),
        (Found::Other(found), Stands::Same) => compare_rows(&row, &found, findings),
        (Found::Other(found), Stands::Other) => {
            let sealed = Seals::new(batch.key(), findings.folder()).check(&found).is_none();
            let made = if sealed { made_for(&found, &row) } else { Difference::Altered { file } };
            findings.add(made);
        }
    }
    Ok(())
}

/// A letter that is as it was written, and not as it would be struck now.
fn made_for(found: &Row, row: &Row) -> Difference {
    let number = row.number;
    if found.user_id == row.user_id {
        Difference::OtherName { number }
    } else {
        Difference::OtherUserId { number }
    }
}

/// The letter is right, and its row is not.
fn compare_rows(row: &Row, found: &Row, findings: &mut Findings<'_>) {
    findings.check_void(found);
    if found.clone().replaced(row.replaced_by) != *row {
        let file = findings.folder().path_of(manifest::name(row.round));
        findings.add(Difference::Row { file, number: row.number });
    }
}
