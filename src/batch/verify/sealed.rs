//! The rows of a manifest whose letters cannot be struck again: by their seals, and perhaps by what
//! the list says of them. Each is looked at when it is read, and none is kept.

use super::super::key::BatchKey;
use super::findings::Findings;
use super::listed::Listed;
use super::rows::{Read, Rows};
use super::seals::Seals;
use crate::error::Result;

pub(super) fn check_seals(
    key: &BatchKey,
    rows: Rows,
    mut listed: Option<Listed<'_>>,
    findings: &mut Findings<'_>,
) -> Result<()> {
    let mut seals = Seals::new(key, findings.folder());
    for read in rows.each() {
        match read? {
            Read::Wrong(difference) => findings.add(difference),
            Read::Row(row) => {
                findings.account_for(&row);
                findings.check_void(&row);
                findings.extend(seals.check(&row));
                if let Some(listed) = &mut listed {
                    listed.compare(&row, findings);
                }
            }
        }
    }
    if let Some(listed) = listed {
        listed.tell_of_rowless(findings);
    }
    Ok(())
}
