//! The floor of a folder: the same files by the same calls, and nothing else.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Letters of a group, whose files are synced together.
const GROUP: usize = 256;

/// So many files of these bytes, on all processors.
pub(crate) fn write_plainly(bytes: &[u8], count: usize, folder: &Path) {
    let threads = thread::available_parallelism().unwrap().get();
    for group in (0..count).step_by(GROUP) {
        let (next, end) = (AtomicUsize::new(group), (group + GROUP).min(count));
        thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| write_until(bytes, &next, end, folder));
            }
        });
        File::open(folder).unwrap().sync_all().unwrap();
    }
}

fn write_until(bytes: &[u8], next: &AtomicUsize, end: usize, folder: &Path) {
    loop {
        let file = next.fetch_add(1, Ordering::Relaxed);
        if file >= end {
            return;
        }
        write(bytes, &folder.join(format!("{file}.pdf")));
    }
}

/// Under another name first, so that it appears whole.
fn write(bytes: &[u8], name: &Path) {
    let part = name.with_extension("part");
    let mut options = OpenOptions::new();
    let mut file = options.write(true).create_new(true).mode(0o600).open(&part).unwrap();
    file.write_all(bytes).unwrap();
    file.sync_all().unwrap();
    fs::rename(part, name).unwrap();
}
