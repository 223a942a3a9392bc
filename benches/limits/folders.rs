//! A folder of letters on all processors, against the same files made by the same calls with
//! nothing else; and how long it takes to verify it.

use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

use reissue_notice::{Batch, BatchKey, Provider};
use tempfile::TempDir;

use crate::common::{issuer, providers};
use crate::plainly::write_plainly;
use crate::table::{Row, Table};
use crate::turns::median;

const ROUNDS: usize = 7;

pub(crate) fn measure(table: &mut Table) {
    let (batch, providers) = (issuer().batch(BatchKey::from_bytes(&[7; 32]).unwrap()), providers());
    let letter = batch.letter(&providers[0]).unwrap().pdf().to_vec();
    for (what, place) in [("folder in memory", "/dev/shm"), ("folder on disk", "target")] {
        let (mut ours, mut plain, mut verified) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let folder = TempDir::new_in(place).unwrap();
            ours.push(timed(|| written(&batch, &providers, folder.path())));
            verified.push(timed(|| {
                assert_eq!(batch.verify(&providers, &[folder.path()]).unwrap(), []);
            }));
            let folder = TempDir::new_in(place).unwrap();
            plain.push(timed(|| write_plainly(&letter, providers.len(), folder.path())));
        }
        let each = |times| median(times) * 1e6 / providers.len() as f64;
        let [ours, plain, verified] = [ours, plain, verified].map(each);
        table.push(Row {
            what,
            target: "1.15 x the same calls",
            measured: format!("{ours:.1} µs a letter"),
            floor: format!("{plain:.1} µs"),
            ratio: Some(ours / plain),
        });
        table.push_alone("its verification", "8 µs a letter", format!("{verified:.1} µs"));
    }
}

fn timed(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

fn written(batch: &Batch, providers: &[Provider], folder: &Path) {
    let report = batch.write_directory(providers, folder, |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(report.issued(), providers.len());
}
