//! One folder: whose run it is, then each letter and row, then other rounds and strays.

use super::super::Batch;
use super::super::durable::folder::Folder;
use super::super::rounds::{Reissues, rounds_of};
use super::super::shard::Shard;
use super::difference::Difference;
use super::files::Files;
use super::findings::Findings;
use super::letters::compare_letters;
use super::listed::Listed;
use super::rows::Rows;
use super::strays::strays;
use super::told::{Told, Way};
use crate::error::{Result, RunPart};
use crate::provider::Provider;

/// What was found in one folder.
pub(super) struct Verified {
    pub(super) differences: Vec<Difference>,
    /// Which part of the list its run is, where that could be read.
    pub(super) shard: Option<Shard>,
}

pub(super) fn verify(batch: &Batch, providers: &[Provider], folder: &Folder) -> Result<Verified> {
    let told = Told::by(folder, batch.this_round())?;
    let shard = told.shard();
    let batch = shard.map_or_else(|| batch.clone(), |shard| batch.shard(shard));
    let mut findings = Findings::new(folder, Reissues::of(folder)?);
    let Some(rows) = Rows::of(folder, batch.this_round())? else {
        findings.add(no_manifest(&told, folder));
        return Ok(Verified { differences: findings.into_differences(), shard });
    };
    let files = Files::of(&batch, providers, &told.form())?;
    let plan = told.plan(&batch, providers, &files);
    findings.extend(plan.differences);
    match plan.way {
        Way::Not => return Ok(Verified { differences: findings.into_differences(), shard }),
        Way::Strike { same_list } => {
            let before = findings.len();
            let unasked = compare_letters(&batch, &files, rows, &mut findings)?;
            findings.extend(unasked.differences);
            Listed::of(&batch, providers).surplus(&unasked.rows, &mut findings);
            if !same_list && findings.len() == before {
                findings.add_part(RunPart::List);
            }
        }
        Way::Seals => {
            let unasked = rows.finish()?;
            findings.extend(unasked.differences);
            findings.check_seals(&unasked.rows, batch.key());
            Listed::of(&batch, providers).compare(&unasked.rows, &mut findings);
        }
    }
    verify_other_rounds(&batch, folder, &mut findings)?;
    let strays = strays(folder, findings.named())?;
    findings.extend(strays);
    Ok(Verified { differences: findings.into_differences(), shard })
}

fn no_manifest(told: &Told<'_>, folder: &Folder) -> Difference {
    let folder = folder.path().to_owned();
    if told.is_there() { Difference::Unfinished { folder } } else { Difference::NoRun { folder } }
}

/// Their letters may have another date, so their seals have to do.
fn verify_other_rounds(batch: &Batch, folder: &Folder, findings: &mut Findings<'_>) -> Result<()> {
    for round in rounds_of(folder)? {
        if round == batch.this_round() {
            continue;
        }
        if let Some(rows) = Rows::of(folder, round)? {
            let unasked = rows.finish()?;
            findings.extend(unasked.differences);
            findings.check_seals(&unasked.rows, batch.key());
        }
    }
    Ok(())
}
