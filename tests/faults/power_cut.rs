//! What a power cut may leave of the operations before it.
//!
//! A change of a file or of a folder is sure to last once that file or folder was synced after it.
//! Of all others, any may be lost: the standard promises no order between them, and file systems
//! differ. Nothing else is sure: not that a new folder is named in the one above it, not that
//! syncing a file keeps its name, not that what was added to a file by `O_APPEND` was there first.
//!
//! What the model assumes:
//! - A sync that says it is done is done: the disk does not lie, and nothing synced is lost later.
//! - It covers what had ended before it began; what another thread does meanwhile may be lost.
//! - `syncfs` covers that for every file and folder below the root, which are on one file system:
//!   data and names, of files that were closed too. That it tells of what could not be written is
//!   taken from the kernel's word (`src/batch/durable/file_system.rs`), and not tried here.
//! - A file that takes over another's extents (`FICLONE`) is changed as by writing what the other
//!   holds: it is sure to last once it was synced itself.
//! - A rename takes the old name and gives the new one in one step; so does giving a second name.
//! - Changes of one folder or file that do last are laid in their order: a lost one leaves a hole
//!   that reads as zeros, never another file's old bytes.
//! - What fills a file goes through `write`: a recording stops at any other call that would, and is
//!   compared with the disk at its end. Modes are private from the first, as
//!   `tests/private_files.rs` holds; owners and times are not recorded.

use std::collections::BTreeMap;
use std::fs::{DirBuilder, File};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use rand::Rng;
use rand_chacha::ChaCha20Rng;

use crate::trace::{Node, Op, ROOT, Recording};

/// Which of the changes that are not sure to last do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    None,
    All,
    NamesNotData,
    DataNotNames,
    /// Names and the lengths of files, but no byte: the space was given and never filled.
    LengthsNotBytes,
    /// Each change by the toss of a coin, and writes torn at either end.
    Random,
}

impl Mode {
    pub(crate) const EACH: [Self; 7] = [
        Self::None,
        Self::All,
        Self::NamesNotData,
        Self::DataNotNames,
        Self::LengthsNotBytes,
        Self::Random,
        Self::Random,
    ];
}

/// Lays into an empty folder what is left after the first `count` operations.
pub(crate) fn lay(
    recording: &Recording,
    count: usize,
    (mode, coin): (Mode, &mut ChaCha20Rng),
    folder: &Path,
) {
    let ops = &recording.ops[..count];
    let mut left = Left::default();
    for (op, durable) in ops.iter().zip(durable(ops)) {
        left.apply(op, if durable { Mode::All } else { mode }, coin);
    }
    left.lay(recording, ROOT, folder);
}

fn durable(ops: &[Op]) -> Vec<bool> {
    let mut durable = vec![false; ops.len()];
    for op in ops {
        if let Op::Sync { node, since } = op {
            let before = durable.iter_mut().zip(ops).take(*since);
            let covered = before.filter(|(_, op)| node.is_none() || op.node() == *node);
            covered.for_each(|(durable, _)| *durable = true);
        }
    }
    durable
}

#[derive(Default)]
struct Left {
    names: BTreeMap<Node, BTreeMap<String, Node>>,
    bytes: BTreeMap<Node, Vec<u8>>,
}

impl Left {
    fn apply(&mut self, op: &Op, mode: Mode, coin: &mut ChaCha20Rng) {
        let tossed = mode == Mode::Random && coin.next_u32().is_multiple_of(2);
        match op {
            Op::Names { folder, changes }
                if !(tossed || matches!(mode, Mode::None | Mode::DataNotNames)) =>
            {
                let names = self.names.entry(*folder).or_default();
                for (name, node) in changes {
                    match node {
                        Some(node) => drop(names.insert(name.clone(), *node)),
                        None => drop(names.remove(name)),
                    }
                }
            }
            Op::Write { node, at, bytes }
                if !(tossed || matches!(mode, Mode::None | Mode::NamesNotData)) =>
            {
                let mut written = bytes.clone();
                match mode {
                    Mode::LengthsNotBytes => written.fill(0),
                    Mode::Random => tear(&mut written, coin),
                    _ => {}
                }
                let file = self.bytes.entry(*node).or_default();
                file.resize(file.len().max(at + written.len()), 0);
                file[*at..at + written.len()].copy_from_slice(&written);
            }
            Op::Cut { node, length }
                if !(tossed || matches!(mode, Mode::None | Mode::NamesNotData)) =>
            {
                self.bytes.entry(*node).or_default().resize(*length, 0);
            }
            _ => {}
        }
    }

    fn lay(&self, recording: &Recording, node: Node, folder: &Path) {
        for (name, node) in self.names.get(&node).into_iter().flatten() {
            let path = folder.join(name);
            if recording.folders.contains(node) {
                DirBuilder::new().mode(0o700).create(&path).unwrap();
                self.lay(recording, *node, &path);
            } else {
                let bytes = self.bytes.get(node).map_or(&[][..], Vec::as_slice);
                let mut file = File::options();
                file.write(true).create_new(true).mode(0o600);
                file.open(path).unwrap().write_all(bytes).unwrap();
            }
        }
    }
}

/// Leaves the whole, a beginning, or a hole and an end.
fn tear(bytes: &mut Vec<u8>, coin: &mut ChaCha20Rng) {
    let at = coin.next_u32() as usize % (bytes.len() + 1);
    match coin.next_u32() % 3 {
        0 => bytes.truncate(at),
        1 => bytes[..at].fill(0),
        _ => {}
    }
}
