//! One folder: whose run it is, then each letter and row, then other rounds and strays.

use std::path::Path;

use super::super::Batch;
use super::super::durable::folder::Folder;
use super::super::rounds::{Reissues, rounds_of};
use super::super::shard::Shard;
use super::difference::Difference;
use super::files::{Files, files};
use super::findings::Findings;
use super::letters::compare_letters;
use super::listed::Listed;
use super::rows::Rows;
use super::sealed::check_seals;
use super::told::{List, Told, Way};
use super::voids::check_voids;
use crate::error::{Result, RunPart};
use crate::provider::Provider;

/// What was found in one folder.
pub(super) struct Verified {
    pub(super) differences: Vec<Difference>,
    /// Which part of the list its run is, where that could be read.
    pub(super) shard: Option<Shard>,
}

/// `others`: folders that are verified too; they may lie within this one.
pub(super) fn verify(
    batch: &Batch,
    providers: &[Provider],
    folder: &Folder,
    others: &[&Path],
) -> Result<Verified> {
    let told = Told::by(folder, batch.this_round())?;
    let shard = told.shard();
    if is_of_other(batch.its_shard(), shard) {
        let differences = vec![Difference::other_part(folder, RunPart::Shard)];
        return Ok(Verified { differences, shard });
    }
    let batch = shard.map_or_else(|| batch.clone(), |shard| batch.shard(shard));
    let run = Run { batch, providers, told, others };
    Ok(Verified { differences: run.differences(folder)?, shard })
}

/// Whether a folder holds another part of the list than the one that is asked for.
fn is_of_other(asked: Option<Shard>, told: Option<Shard>) -> bool {
    matches!((asked, told), (Some(asked), Some(told)) if asked != told)
}

/// The run that should be in a folder, and what its journal tells of the one that is.
struct Run<'a> {
    batch: Batch,
    providers: &'a [Provider],
    told: Told<'a>,
    others: &'a [&'a Path],
}

impl Run<'_> {
    fn differences(&self, folder: &Folder) -> Result<Vec<Difference>> {
        let mut findings = Findings::new(folder, Reissues::of(folder)?);
        match Rows::of(folder, self.batch.this_round())? {
            Some(rows) => self.verify(rows, &mut findings)?,
            None => findings.add(self.told.no_manifest()),
        }
        Ok(findings.into_differences())
    }

    fn verify(&self, rows: Rows, findings: &mut Findings<'_>) -> Result<()> {
        let files = files(&self.batch, self.providers, &self.told.form())?;
        let plan = self.told.plan(&self.batch, self.providers, &*files);
        findings.extend(plan.differences);
        match plan.way {
            Way::Not => return Ok(()),
            Way::Strike(list) => self.strike(list, &*files, rows, findings)?,
            Way::Seals => self.check_seals(rows, findings)?,
        }
        verify_other_rounds(&self.batch, findings)?;
        findings.add_strays(self.others)
    }

    /// What the list has otherwise is told provider by provider, and as a whole where nobody can be
    /// named.
    fn strike(
        &self,
        list: List,
        files: &dyn Files,
        rows: Rows,
        findings: &mut Findings<'_>,
    ) -> Result<()> {
        let before = findings.len();
        findings.expect(files.letter_files());
        let unasked = compare_letters(&self.batch, files, rows, findings)?;
        findings.extend(unasked.differences);
        if !unasked.rows.is_empty() {
            Listed::of(&self.batch, self.providers).surplus(&unasked.rows, findings);
        }
        if list == List::Other && findings.len() == before {
            findings.add_part(RunPart::List);
        }
        Ok(())
    }

    fn check_seals(&self, rows: Rows, findings: &mut Findings<'_>) -> Result<()> {
        // Among others, who should be in a folder is known only where it tells its shard.
        let is_known = self.others.is_empty() || self.told.shard().is_some();
        let listed = is_known.then(|| Listed::of(&self.batch, self.providers));
        check_seals(self.batch.key(), rows, listed, findings)
    }
}
/// Their letters may have another date, so their seals have to do.
fn verify_other_rounds(batch: &Batch, findings: &mut Findings<'_>) -> Result<()> {
    for round in rounds_of(findings.folder())? {
        check_voids(batch.key(), round, findings)?;
        if round == batch.this_round() {
            continue;
        }
        if let Some(rows) = Rows::of(findings.folder(), round)? {
            check_seals(batch.key(), rows, None, findings)?;
        }
    }
    Ok(())
}
