//! Letters that were pulled: that the list of a round is as it was written, and that the manifest
//! names what it names.

use super::super::issued::Manifest;
use super::super::key::BatchKey;
use super::super::round::Round;
use super::super::void_list::{self, VoidList};
use super::difference::Difference;
use super::findings::Findings;
use crate::error::{ErrorKind, Result};

pub(super) fn check_voids(key: &BatchKey, round: Round, findings: &mut Findings<'_>) -> Result<()> {
    let folder = findings.folder();
    match VoidList::read(folder, key, round) {
        Err(error) if matches!(error.kind(), ErrorKind::Altered { .. }) => {
            findings.add(Difference::Altered { file: folder.path_of(void_list::name(round)) });
            Ok(())
        }
        list => check_named(list?, round, findings),
    }
}

fn check_named(mut unnamed: VoidList, round: Round, findings: &mut Findings<'_>) -> Result<()> {
    if unnamed.is_empty() {
        return Ok(());
    }
    // A line that is no row is told where rows are.
    for row in Manifest::of(findings.folder(), round)?.flatten() {
        unnamed.remove(row.number(), &row.0.place);
    }
    for pulled in unnamed.letters() {
        findings.add(Difference::Pulled { number: pulled.number() });
    }
    Ok(())
}
