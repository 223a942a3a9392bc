//! What a run does to files, as strace sees it: nothing in the run has to know.
//!
//! Files and folders are nodes with a number, as inodes are: a name is a thing of its folder, and
//! made durable by syncing that. A name is looked up in the folder by whose descriptor it is given.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use crate::strace::{Call, Moment, Target, traced};

/// A file or a folder; [`ROOT`] is the folder that stood there before.
pub(crate) type Node = usize;
pub(crate) const ROOT: Node = 0;

/// Something that a power cut may undo, or that keeps it from being undone.
#[derive(Clone, Debug)]
pub(crate) enum Op {
    /// Names of one folder that appear (with their node) or vanish, all at once.
    Names {
        folder: Node,
        changes: Vec<(String, Option<Node>)>,
    },
    Write {
        node: Node,
        at: usize,
        bytes: Vec<u8>,
    },
    /// To this length.
    Cut {
        node: Node,
        length: usize,
    },
    /// Makes durable what was done before the call began, which is at `since`: to one node, or
    /// to everything on the file system.
    Sync {
        node: Option<Node>,
        since: usize,
    },
}

impl Op {
    /// What it changes, if anything.
    pub(crate) fn node(&self) -> Option<Node> {
        match self {
            Self::Names { folder: node, .. }
            | Self::Write { node, .. }
            | Self::Cut { node, .. } => Some(*node),
            Self::Sync { .. } => None,
        }
    }
}

/// A line that the program printed, and after how many operations.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) after: usize,
    pub(crate) line: String,
}

/// What a descriptor stands for; its node stays when the name goes.
#[derive(Clone, Debug)]
struct Open {
    path: PathBuf,
    node: Node,
    /// Where the next byte goes; nothing where that is always the end.
    at: Option<usize>,
}

/// The operations of one run, or of several one after the other.
#[derive(Debug)]
pub(crate) struct Recording {
    pub(crate) ops: Vec<Op>,
    pub(crate) targets: BTreeSet<Target>,
    /// The calls that touch the root or what is below it.
    pub(crate) calls: Vec<Call>,
    pub(crate) folders: BTreeSet<Node>,
    /// Of the last run.
    pub(crate) told: Vec<Told>,
    /// So many descriptors of what is below the root were open at once.
    pub(crate) most_open: usize,
    /// So many files were filled by another's extents.
    pub(crate) taken_over: usize,
    /// Where the run begins that is looked at: after those that prepare it.
    pub(crate) from: usize,
    root: PathBuf,
    places: BTreeMap<PathBuf, Node>,
    lengths: Vec<usize>,
    open: BTreeMap<i64, Open>,
    /// How often each thread has made a call of a name that strace would find by a path.
    counts: BTreeMap<(String, String, PathBuf), usize>,
}

impl Recording {
    /// Of what will happen below `root`, which is empty.
    pub(crate) fn below(root: &Path) -> Self {
        Self {
            ops: Vec::new(),
            targets: BTreeSet::new(),
            calls: Vec::new(),
            folders: BTreeSet::from([ROOT]),
            told: Vec::new(),
            most_open: 0,
            taken_over: 0,
            from: 0,
            root: root.to_owned(),
            places: BTreeMap::from([(root.to_owned(), ROOT)]),
            lengths: vec![0],
            open: BTreeMap::new(),
            counts: BTreeMap::new(),
        }
    }

    /// Runs a program and adds what it did; perhaps until a moment at which it is killed.
    pub(crate) fn run(&mut self, program: &Command, killed_at: Option<&Moment>) -> ExitStatus {
        let (output, calls) = traced(program, killed_at);
        self.open.clear();
        self.told.clear();
        let mut ops_after = vec![self.ops.len()];
        for call in &calls {
            self.enter(call, ops_after[call.begun_after]);
            ops_after.push(self.ops.len());
        }
        if killed_at.is_some() {
            self.settle();
        }
        output.status
    }

    /// Whether the last call of each thread of a killed process was carried out, the trace does not
    /// tell; the folder does.
    fn settle(&mut self) {
        let known: Vec<PathBuf> = self.places.keys().cloned().collect();
        for path in known.iter().filter(|path| !path.exists()) {
            // Nothing but a manifest that was set aside is removed: all else was renamed.
            match path.file_name().unwrap().to_str().unwrap() {
                ".manifest.csv.earlier" => self.name(&[(path, None)]),
                "manifest.csv" => self.rename(path, &path.with_file_name(".manifest.csv.earlier")),
                name => {
                    let whole = name.strip_prefix('.').and_then(|name| name.strip_suffix(".part"));
                    self.rename(path, &path.with_file_name(whole.unwrap()));
                }
            }
        }
        for path in present(&self.root) {
            if !self.places.contains_key(&path) {
                self.create(&path, path.is_dir());
            }
            let node = self.places[&path];
            let at = self.lengths[node];
            let bytes = if path.is_dir() { Vec::new() } else { fs::read(&path).unwrap() };
            if bytes.len() > at {
                self.lengths[node] = bytes.len();
                self.ops.push(Op::Write { node, at, bytes: bytes[at..].to_vec() });
            }
        }
    }

    /// What was done so far only prepares the run that is looked at.
    pub(crate) fn begin(&mut self) {
        self.from = self.ops.len();
        self.targets.clear();
        self.calls.clear();
        self.counts.clear();
    }

    fn enter(&mut self, call: &Call, since: usize) {
        match call.name.as_str() {
            "open" | "mkdir" | "unlink" | "rmdir" => self.by_path(call, &[None]),
            "rename" | "link" => self.by_path(call, &[None, None]),
            "openat" | "mkdirat" | "unlinkat" => self.by_path(call, &[Some(0)]),
            "renameat" | "renameat2" | "linkat" => self.by_path(call, &[Some(0), Some(2)]),
            "close" => drop(self.open.remove(&call.number(0))),
            "write" if call.number(0) == 1 => {
                let line = String::from_utf8_lossy(&call.bytes(1)).trim_end().to_owned();
                self.told.push(Told { after: self.ops.len(), line });
            }
            "creat" | "openat2" | "truncate" | "symlink" | "symlinkat" => {
                panic!("{} is traced and not read: {call:?}", call.name)
            }
            _ => self.by_descriptor(call, since),
        }
    }

    /// A call that gives names; each in the folder whose descriptor is the argument before it, or
    /// in the working folder.
    fn by_path(&mut self, call: &Call, folders: &[Option<usize>]) {
        let mut paths = Vec::new();
        for (nth, folder) in folders.iter().enumerate() {
            let name = call.text(folder.map_or(nth, |folder| folder + 1));
            paths.push(self.path(folder.map_or(-1, |folder| call.number(folder)), &name));
        }
        let paths: Option<Vec<PathBuf>> = paths.into_iter().collect();
        let Some(paths) = paths else {
            // A number that is given anew belongs to a file elsewhere.
            if let (true, Some(descriptor)) = (call.name.starts_with("open"), call.result) {
                self.open.remove(&descriptor);
            }
            return;
        };
        let said = call.text(folders[0].map_or(0, |folder| folder + 1));
        let folder = folders[0].and_then(|folder| self.open.get(&call.number(folder)));
        let folder = folder.map(|open| open.path.clone());
        self.count(call, PathBuf::from(said), folder);
        let Some(result) = call.result else { return };
        match call.name.as_str() {
            "open" | "openat" => self.open(&paths[0], call, result),
            "mkdir" | "mkdirat" => self.create(&paths[0], true),
            "unlink" | "unlinkat" | "rmdir" => self.name(&[(&paths[0], None)]),
            "link" | "linkat" => {
                let node = self.places[&paths[0]];
                self.name(&[(&paths[1], Some(node))]);
            }
            _ => self.rename(&paths[0], &paths[1]),
        }
    }

    fn by_descriptor(&mut self, call: &Call, since: usize) {
        let number = call.number(0);
        let Some(open) = self.open.get(&number).cloned() else { return };
        self.count(call, open.path.clone(), None);
        let Some(result) = call.result else { return };
        let node = open.node;
        match call.name.as_str() {
            "write" => self.write(&open, number, &call.bytes(1), usize::try_from(result).unwrap()),
            "fsync" | "fdatasync" => self.ops.push(Op::Sync { node: Some(node), since }),
            "syncfs" => self.ops.push(Op::Sync { node: None, since }),
            "ftruncate" => self.cut(node, usize::try_from(call.number(1)).unwrap()),
            "fcntl" if !call.has("F_DUPFD") && !call.has("F_DUPFD_CLOEXEC") => {}
            "lseek" if call.has("SEEK_CUR") && call.number(1) == 0 => {}
            "lseek" if call.has("SEEK_SET") => {
                let at = Some(usize::try_from(result).unwrap());
                self.open.insert(number, Open { at, ..open });
            }
            "ioctl" if call.arguments[1].ends_with("FICLONE") => {
                self.take_over(node, self.open[&call.number(2)].node);
            }
            name => panic!("{name} is traced and not read: {call:?}"),
        }
    }

    /// Of a name given in an open folder; nothing where that is not below the root.
    fn path(&self, folder: i64, name: &str) -> Option<PathBuf> {
        let path = match self.open.get(&folder) {
            Some(open) => open.path.join(name).components().collect(),
            None => PathBuf::from(name),
        };
        path.starts_with(&self.root).then_some(path)
    }

    /// Notes how strace can be told to strike this call, where a run does something by it.
    fn count(&mut self, call: &Call, said: PathBuf, folder: Option<PathBuf>) {
        if matches!(&*call.name, "fcntl" | "lseek" | "ioctl") {
            return;
        }
        for path in [Some(said.clone()), folder].into_iter().flatten() {
            let of_thread = (call.thread.clone(), call.name.clone(), path);
            *self.counts.entry(of_thread).or_default() += 1;
        }
        let nth = self.counts[&(call.thread.clone(), call.name.clone(), said.clone())];
        self.targets.insert(Target { name: call.name.clone(), path: said, nth });
        self.calls.push(call.clone());
    }

    fn open(&mut self, path: &Path, call: &Call, descriptor: i64) {
        if call.has("O_TMPFILE") {
            let open = Open { path: path.to_owned(), node: self.lengths.len(), at: Some(0) };
            self.lengths.push(0);
            self.open.insert(descriptor, open);
            return;
        }
        match self.places.get(path) {
            Some(&node) if call.has("O_TRUNC") => self.cut(node, 0),
            None if call.has("O_CREAT") => self.create(path, false),
            _ => {}
        }
        let at = (!call.has("O_APPEND")).then_some(0);
        let open = Open { path: path.to_owned(), node: self.places[path], at };
        self.open.insert(descriptor, open);
        self.most_open = self.most_open.max(self.open.len());
    }

    fn write(&mut self, open: &Open, descriptor: i64, bytes: &[u8], length: usize) {
        assert!(bytes.len() >= length, "strace has cut a string off");
        let (node, bytes) = (open.node, bytes[..length].to_vec());
        let at = open.at.unwrap_or(self.lengths[node]);
        self.lengths[node] = self.lengths[node].max(at + length);
        let after = open.at.map(|at| at + length);
        self.open.insert(descriptor, Open { at: after, ..open.clone() });
        self.ops.push(Op::Write { node, at, bytes });
    }

    /// All that a node holds, into another.
    fn take_over(&mut self, node: Node, other: Node) {
        let mut bytes = vec![0; self.lengths[other]];
        for op in &self.ops {
            if let Op::Write { node, at, bytes: written } = op
                && *node == other
            {
                bytes[*at..at + written.len()].copy_from_slice(written);
            }
        }
        self.lengths[node] = bytes.len();
        self.taken_over += 1;
        self.ops.push(Op::Write { node, at: 0, bytes });
    }

    fn cut(&mut self, node: Node, length: usize) {
        self.lengths[node] = length;
        self.ops.push(Op::Cut { node, length });
    }

    fn create(&mut self, path: &Path, folder: bool) {
        let node = self.lengths.len();
        self.lengths.push(0);
        if folder {
            self.folders.insert(node);
        }
        self.name(&[(path, Some(node))]);
    }

    /// A rename replaces the old name and the new one in one step; no run renames from folder to
    /// folder.
    fn rename(&mut self, from: &Path, to: &Path) {
        assert_eq!(from.parent(), to.parent());
        let node = self.places[from];
        self.name(&[(from, None), (to, Some(node))]);
    }

    fn name(&mut self, changes: &[(&Path, Option<Node>)]) {
        let folder = self.places[changes[0].0.parent().unwrap()];
        for &(path, node) in changes {
            match node {
                Some(node) => drop(self.places.insert(path.to_owned(), node)),
                None => drop(self.places.remove(path)),
            }
        }
        let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
        let changes = changes.iter().map(|&(path, node)| (name(path), node)).collect();
        self.ops.push(Op::Names { folder, changes });
    }
}

/// Everything below a folder, each folder before what is in it.
fn present(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        found.push(path.clone());
        if path.is_dir() {
            found.extend(present(&path));
        }
    }
    found
}
