//! File systems that cannot do what keeps a run safe: shares without locks, or whose folders cannot
//! be synced. The run says which option goes on and what that gives up, and with it goes on.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use reissue_notice::BatchKey;
use tempfile::TempDir;

use crate::runs::bulk_issue;
use crate::strace::{failing, output};

#[test]
fn where_nothing_can_be_locked_an_option_goes_on() {
    for (error, said_by_system) in [
        ("ENOLCK", "No locks available (os error 37)"),
        ("EOPNOTSUPP", "Operation not supported (os error 95)"),
    ] {
        let root = with_key();
        let run = |more: &[&str]| failing(&issuing(root.path(), more), "flock", error, &[]);
        let refused = format!(
            "bulk_issue: out: its file system has no locks ({said_by_system}); without_lock \
             (--no-lock) goes on, and then nothing keeps two runs apart\n"
        );
        assert_eq!(ended(&run(&[])), (Some(2), refused));
        assert_eq!(ended(&run(&["--no-lock"])), (Some(0), ALL.into()));
        assert_eq!(ended(&run(&["--no-lock", "--verify"])), (Some(0), VERIFIED.into()));
    }
}

#[test]
fn where_no_folder_can_be_synced_an_option_goes_on() {
    for (error, said_by_system) in [
        ("EINVAL", "Invalid argument (os error 22)"),
        ("EOPNOTSUPP", "Operation not supported (os error 95)"),
    ] {
        let root = with_key();
        let mut folders: Vec<_> =
            (1..=47).map(|code| root.path().join(format!("out/{code:02}"))).collect();
        folders.extend([root.path().to_owned(), root.path().join("out")]);
        let run = |more: &[&str]| failing(&issuing(root.path(), more), "fsync", error, &folders);
        let refused = ended(&run(&[]));
        assert_eq!(refused.0, Some(2));
        let way_out = format!(
            ": its file system cannot sync folders ({said_by_system}); without_folder_sync \
             (--no-folder-sync) goes on, and then a power cut may take names from files, which the \
             same call makes again\n"
        );
        assert!(refused.1.ends_with(&way_out), "{}", refused.1);
        assert_eq!(ended(&run(&["--no-folder-sync"])), (Some(0), ALL.into()));
        assert_eq!(ended(&run(&["--no-folder-sync", "--verify"])), (Some(0), VERIFIED.into()));
    }
}

/// What a run has to say is the less important part of it.
#[test]
fn where_nothing_can_be_said_a_run_goes_on_all_the_same() {
    let root = with_key();
    let silent = |more: &[&str]| {
        let full = || Stdio::from(File::options().write(true).open("/dev/full").unwrap());
        let mut command = issuing(root.path(), more);
        command.stdout(full()).stderr(full()).status().unwrap().code()
    };
    assert_eq!(silent(&[]), Some(0));
    assert_eq!(
        ended(&output(&mut issuing(root.path(), &["--verify"]))),
        (Some(0), VERIFIED.into())
    );
    assert_eq!(silent(&["--verify"]), Some(0));
    // What was asked for and could not be told is a failure; never a panic, which ends with 101.
    fs::remove_dir_all(root.path().join("out/19")).unwrap();
    assert_eq!(silent(&["--verify"]), Some(2));
    assert!(matches!(silent(&["--check"]), Some(0 | 2)));
    assert_eq!(silent(&["--wrong"]), Some(2));
}

fn with_key() -> TempDir {
    let root = TempDir::new().unwrap();
    BatchKey::create_file(root.path().join("key")).unwrap();
    root
}

const ALL: &str = "bulk_issue: 48 lines = 1 header + 47 letters + 0 refused + 0 blank\n";
const VERIFIED: &str = "bulk_issue: letters: 47, folders: 1; all as list and key say\n";

/// The built-in list, with the key beside the letters.
fn issuing(root: &Path, more: &[&str]) -> Command {
    let mut command = bulk_issue();
    command.current_dir(root).args(["--out", "out", "--key-file", "key"]).args(more);
    command
}

fn ended(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}
