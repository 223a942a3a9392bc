//! What stands beside the letters: the key, and the folders of shards.

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};

use reissue_notice::{BatchKey, ErrorKind};

use crate::arguments::{Arguments, Task};
use crate::say;
use crate::words::Said;

/// Opens the key, or makes it before the first letter: letters of a lost key could not be made
/// again.
pub(crate) fn key(arguments: &Arguments) -> Result<BatchKey, Box<dyn Error>> {
    let path = arguments.key_file();
    Ok(match arguments.task {
        Task::Check if !path.exists() => BatchKey::generate()?,
        Task::Check | Task::Verify => BatchKey::open_file(path)?,
        Task::Issue => {
            let made = !path.exists();
            let key = match BatchKey::open_or_create_file(&path) {
                // It stands, and the option has said what may become of its name.
                Err(error) if is_allowed(&error, arguments) => BatchKey::open_file(&path)?,
                key => key?,
            };
            if made {
                say(&Said::KeyMade(path), arguments.language);
            }
            key
        }
    })
}

fn is_allowed(error: &reissue_notice::Error, arguments: &Arguments) -> bool {
    let ErrorKind::Unsupported { safeguard, .. } = error.kind() else { return false };
    arguments.without.contains(safeguard)
}

/// A run's folder, or those of its shards.
pub(crate) fn runs_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut shards = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with("shard-") {
            shards.push(entry.path());
        }
    }
    shards.sort();
    if shards.is_empty() {
        shards.push(folder.to_owned());
    }
    Ok(shards)
}
