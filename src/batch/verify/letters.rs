//! Letters and rows of a run against those that would be made now.

use super::super::Batch;
use super::super::key::BatchKey;
use super::super::manifest::Row;
use super::super::parallel::{Ahead, in_order};
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
    files: &dyn Files,
    rows: Rows,
    findings: &mut Findings<'_>,
) -> Result<Unasked> {
    let ahead = Ahead { threads: batch.manner().threads().get(), items: AHEAD };
    let folder = findings.folder();
    let mut comparison = Comparison { key: batch.key(), rows, findings };
    for letters in in_order(0..files.groups(), ahead, |group| files.letters(group, folder)) {
        for letter in letters? {
            comparison.compare(letter)?;
        }
    }
    comparison.rows.finish()
}

struct Comparison<'a, 'f> {
    key: &'a BatchKey,
    rows: Rows,
    findings: &'a mut Findings<'f>,
}

impl Comparison<'_, '_> {
    fn compare(&mut self, Letter { row, stands }: Letter) -> Result<()> {
        let row = self.findings.marked(row);
        self.findings.account_for(&row);
        let found = self.rows.find(&row)?;
        if !matches!((&found, stands), (Found::Same, Stands::Same)) {
            self.tell(&row, found, stands);
        }
        Ok(())
    }

    /// What a letter, its row or both are, when they are not what they should be.
    fn tell(&mut self, row: &Row, found: Found, stands: Stands) {
        let (number, file) = (row.number, self.findings.path_of(row));
        let difference = match (found, stands) {
            (_, Stands::Nothing) => Difference::Missing { number, file },
            (Found::Nothing, _) => Difference::NotListed { number, file },
            (Found::Other(found), Stands::Same) => return self.tell_of_row(row, &found),
            (Found::Other(found), Stands::Other) if self.is_sealed(&found) => made_for(&found, row),
            (Found::Same | Found::Other(_), _) => Difference::Altered { file },
        };
        self.findings.add(difference);
    }

    /// A letter that is as it was written, whatever it should be.
    fn is_sealed(&self, found: &Row) -> bool {
        Seals::new(self.key, self.findings.folder()).check(found).is_none()
    }

    /// The letter is right, and its row is not.
    fn tell_of_row(&mut self, row: &Row, found: &Row) {
        self.findings.check_void(found);
        if found.clone().replaced(row.replaced_by) != *row {
            let file = self.findings.manifest_of(row);
            self.findings.add(Difference::Row { file, number: row.number });
        }
    }
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
