//! Letters whose files share what they begin with, on a file system that can: an XFS in a file,
//! which only root may mount. Where it cannot be, these tests are left out, loudly.

use std::fs::File;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use crate::batches::tree;
use crate::cuts::{is_found_out, replay_on};
use crate::runs::{DIRECTORY, DIRECTORY_BY_GROUP, Run, same, succeeds};

/// The least that `mkfs.xfs` makes.
const SIZE: u64 = 320 << 20;

struct Xfs {
    folder: TempDir,
}

impl Xfs {
    fn mounted() -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let (image, place) = (folder.path().join("image"), folder.path().join("mounted"));
        std::fs::create_dir(&place).unwrap();
        File::create_new(&image).unwrap().set_len(SIZE).unwrap();
        let made = Command::new("mkfs.xfs").arg("-q").arg(&image).status();
        let mut mount = Command::new("mount");
        let mounted = mount.args(["-o", "loop"]).args([&image, &place]).status();
        if made.is_ok_and(|made| made.success()) && mounted.is_ok_and(|mounted| mounted.success()) {
            return Some(Self { folder });
        }
        eprintln!("no XFS can be mounted here: shared extents are LEFT OUT");
        None
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("mounted")
    }

    /// Bytes in use on the whole of it.
    fn used(&self) -> u64 {
        let stat = rustix::fs::statvfs(self.path()).unwrap();
        (stat.f_blocks - stat.f_bfree) * stat.f_frsize
    }
}

impl Drop for Xfs {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg(self.path()).status();
        assert!(std::thread::panicking() || unmounted.unwrap().success());
    }
}

#[test]
fn what_all_letters_begin_with_stands_on_the_disk_once() {
    let Some(xfs) = Xfs::mounted() else { return };
    for run in [DIRECTORY, DIRECTORY_BY_GROUP].map(|run| Run { letters: 500, group: 100, ..run }) {
        let folder = xfs.path().join(format!("{:?}", run.syncs));
        let before = xfs.used();
        succeeds(&mut run.command(&folder)).unwrap();
        let letters = tree(&folder);
        same(&letters, &run.undisturbed()).unwrap();
        run.verifies(&folder).unwrap();
        let written: usize = letters.values().map(Vec::len).sum();
        assert!(xfs.used() - before < written as u64 / 3, "{} of {written}", xfs.used() - before);
        run.goes_on(&folder, &letters).unwrap();
    }
}

#[test]
fn whatever_a_power_cut_leaves_of_shared_extents_the_same_call_makes_it_whole() {
    let Some(xfs) = Xfs::mounted() else { return };
    for run in [DIRECTORY, DIRECTORY_BY_GROUP] {
        let (recording, problems) = replay_on(&xfs.path(), run);
        assert_eq!(problems, Vec::<String>::new(), "{run:?}");
        assert_eq!(recording.taken_over, run.letters - 1, "one is refused");
        let found_out = is_found_out(&xfs.path(), run, "file-sync");
        assert!(found_out, "{run:?} without syncing files is not found out");
    }
}
