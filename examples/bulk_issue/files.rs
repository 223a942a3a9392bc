//! What stands beside the letters: the key, and the folders of shards.

use std::error::Error;
use std::path::PathBuf;

use reissue_notice::{Action, Batch, BatchKey, ErrorKind, Manifest, Round};

use crate::arguments::{Arguments, Task};
use crate::say;
use crate::words::Said;

/// Opens the key, or makes it before the first letter: letters of a lost key could not be made
/// again.
pub(crate) fn key(arguments: &Arguments) -> Result<BatchKey, Box<dyn Error>> {
    let path = arguments.key_file();
    Ok(match arguments.task {
        Task::Check if !path.exists() => BatchKey::generate()?,
        Task::Check | Task::Verify | Task::Help | Task::PrintTemplate => BatchKey::open_file(path)?,
        // Of many tasks, each would make one at its turn.
        Task::Issue if arguments.needs_key() && !path.exists() => {
            return Err(Said::NoKey(path).into());
        }
        Task::Issue | Task::MakeKey => {
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

/// The folders to verify: of the shard that is asked for, or of a run that was not split and those
/// of the shards beside it.
pub(crate) fn runs(arguments: &Arguments) -> Result<Vec<PathBuf>, reissue_notice::Error> {
    if arguments.shard.is_some() {
        return Ok(vec![arguments.folder()]);
    }
    let folder = arguments.folder();
    let unread = |source| {
        let (action, path) = (Action::Read, folder.clone());
        reissue_notice::Error::from(ErrorKind::Io { action, path, source })
    };
    let (mut runs, mut unsplit) = (Vec::new(), false);
    for entry in std::fs::read_dir(&folder).map_err(unread)? {
        let entry = entry.map_err(unread)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("shard-") {
            runs.push(entry.path());
        }
        unsplit |= ["journal", "manifest"].iter().any(|word| name.starts_with(word));
    }
    runs.sort();
    if unsplit || runs.is_empty() {
        runs.insert(0, folder);
    }
    Ok(runs)
}

/// How many letters the manifests of these folders tell of.
pub(crate) fn letters(folders: &[PathBuf], round: Round) -> Result<usize, reissue_notice::Error> {
    let mut letters = 0;
    for folder in folders {
        for row in Manifest::open(folder, round)? {
            row?;
            letters += 1;
        }
    }
    Ok(letters)
}

/// The same batch where letters that were pulled from its folder are void.
pub(crate) fn posted(batch: &Batch, folder: PathBuf) -> Result<Batch, Box<dyn Error>> {
    if !folder.exists() {
        return Ok(batch.clone());
    }
    Ok(batch.voiding(batch.void_list(folder)?))
}
