//! A folder of letters on all processors, against the same files made by the same calls with
//! nothing else; and how long it takes to verify it.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::ops::ControlFlow;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use reissue_notice::{Batch, BatchKey, Provider};
use tempfile::TempDir;

use crate::common::{issuer, providers};
use crate::table::{Row, Table};
use crate::turns::median;

const ROUNDS: usize = 7;
/// Letters of a group, whose files are synced together.
const GROUP: usize = 256;

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
            plain.push(timed(|| plainly(&letter, providers.len(), folder.path())));
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

/// Files of these bytes under another name first, a group at a time, each thread its own files.
fn plainly(bytes: &[u8], count: usize, folder: &Path) {
    let threads = thread::available_parallelism().unwrap().get();
    for group in (0..count).step_by(GROUP) {
        let files: Vec<usize> = (group..(group + GROUP).min(count)).collect();
        let next = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    while let Some(&file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                        write(bytes, &folder.join(format!("{file}.pdf")));
                    }
                });
            }
        });
        File::open(folder).unwrap().sync_all().unwrap();
    }
}

fn write(bytes: &[u8], name: &Path) {
    let part = name.with_extension("part");
    let mut options = OpenOptions::new();
    let mut file = options.write(true).create_new(true).mode(0o600).open(&part).unwrap();
    file.write_all(bytes).unwrap();
    file.sync_all().unwrap();
    fs::rename(part, name).unwrap();
}
