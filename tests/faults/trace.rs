//! What a run does to files, as strace sees it: nothing in the run has to know.
//!
//! Files and folders are nodes with a number, as inodes are: a name is a thing of its folder, and
//! made durable by syncing that.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output};

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
    /// Makes durable what was done to the node before the call began, which is at `since`.
    Sync {
        node: Node,
        since: usize,
    },
}

impl Op {
    pub(crate) fn node(&self) -> Node {
        match self {
            Self::Names { folder: node, .. }
            | Self::Write { node, .. }
            | Self::Cut { node, .. }
            | Self::Sync { node, .. } => *node,
        }
    }
}

/// A system call as strace can be told to strike it: the `nth` of this name on this path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) nth: usize,
}

/// The operations of one run, or of several one after the other.
#[derive(Debug)]
pub(crate) struct Recording {
    pub(crate) ops: Vec<Op>,
    pub(crate) calls: Vec<Call>,
    pub(crate) folders: BTreeSet<Node>,
    root: PathBuf,
    places: BTreeMap<PathBuf, Node>,
    lengths: Vec<usize>,
    /// The path by which each was opened, and its node, which stays when the name goes.
    descriptors: BTreeMap<i64, (PathBuf, Node)>,
    offsets: BTreeMap<i64, usize>,
}

const CALLS: &str = "trace=openat,write,fsync,fdatasync,ftruncate,close,?rename,?renameat,?renameat2,?unlink,?unlinkat,\
    ?mkdir,?mkdirat";

impl Recording {
    /// Of what will happen below `root`, which is empty.
    pub(crate) fn below(root: &Path) -> Self {
        let (folders, places) = (BTreeSet::from([ROOT]), BTreeMap::from([(root.to_owned(), ROOT)]));
        let (root, lengths) = (root.to_owned(), vec![0]);
        let (descriptors, offsets) = (BTreeMap::new(), BTreeMap::new());
        let (ops, calls) = (Vec::new(), Vec::new());
        Self { ops, calls, folders, root, places, lengths, descriptors, offsets }
    }

    /// Runs a program and adds what it did; with a call at which it is killed.
    pub(crate) fn run(&mut self, program: &Command, killed_at: Option<&Call>) -> ExitStatus {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut strace = Command::new("strace");
        strace.args(["-f", "-xx", "-s", "100000000", "-e", CALLS, "-o"]).arg(file.path());
        if let Some(call) = killed_at {
            // The paths of all calls are traced, so the count is over all of them: see
            // [`Recording::count`].
            strace.args(["-e", &format!("inject={}:signal=KILL:when={}", call.name, call.nth)]);
        }
        let output = output(&mut follow(strace, program));
        self.read(&fs::read_to_string(file.path()).unwrap());
        self.settle();
        output.status
    }

    /// A call that another process interrupts stands in two lines.
    fn read(&mut self, trace: &str) {
        self.descriptors.clear();
        let mut begun = BTreeMap::new();
        for line in trace.lines() {
            let (process, call) = line.split_once(' ').unwrap();
            let call = call.trim_start();
            if call.starts_with("close(") {
                // At once: before the call ends, another thread may be given the number anew.
                self.close(call);
            } else if let Some(first) = call.strip_suffix("<unfinished ...>") {
                begun.insert(process, (first.to_owned(), self.ops.len()));
            } else if let Some((_, rest)) =
                call.strip_prefix("<... ").and_then(|rest| rest.split_once("resumed>"))
            {
                let Some((first, since)) = begun.remove(process) else { continue };
                self.enter(&format!("{first}{rest}"), since);
            } else {
                self.enter(call, self.ops.len());
            }
        }
    }

    /// Whether the last call of each thread of a killed process was carried out, the trace does not
    /// tell; the folder does.
    fn settle(&mut self) {
        let known: Vec<(PathBuf, Node)> =
            self.places.iter().map(|(path, node)| (path.clone(), *node)).collect();
        for (path, _) in known.iter().filter(|(path, _)| !path.exists()) {
            // A run renames and removes nothing: what is gone was renamed.
            let name = path.file_name().unwrap().to_str().unwrap();
            let whole = name.strip_prefix('.').and_then(|name| name.strip_suffix(".part"));
            self.rename(path, &path.with_file_name(whole.unwrap()));
        }
        for path in present(&self.root) {
            if !self.places.contains_key(&path) {
                let node = self.node();
                if path.is_dir() {
                    self.folders.insert(node);
                }
                self.name(&[(&path, Some(node))]);
            }
            let (node, at) = (self.places[&path], self.lengths[self.places[&path]]);
            let bytes = if path.is_dir() { Vec::new() } else { fs::read(&path).unwrap() };
            if bytes.len() > at {
                self.lengths[node] = bytes.len();
                self.ops.push(Op::Write { node, at, bytes: bytes[at..].to_vec() });
            }
        }
    }

    fn enter(&mut self, line: &str, since: usize) {
        let Some((call, result)) = line.rsplit_once(" = ") else { return };
        let Some((name, arguments)) = call.split_once('(') else { return };
        let result = result.split(' ').next().unwrap().parse::<i64>();
        let number =
            arguments.split([',', ')']).next().unwrap().trim().parse::<i64>().unwrap_or(-1);
        let by_descriptor = matches!(name, "write" | "fsync" | "fdatasync" | "ftruncate");
        let paths: Vec<PathBuf> = if by_descriptor {
            Vec::new()
        } else {
            quoted(arguments).into_iter().map(path).collect()
        };
        let opened = self.descriptors.get(&number).cloned();
        let touched = if by_descriptor {
            opened.as_ref().map(|(path, _)| path.clone())
        } else {
            paths.first().cloned()
        };
        let Some(touched) = touched.filter(|path| path.starts_with(&self.root)) else {
            // A number that is given anew belongs to a file elsewhere.
            if let ("openat", Ok(descriptor)) = (name, &result) {
                self.descriptors.remove(descriptor);
            }
            return;
        };
        self.count(name, &touched);
        let Some(result) = result.ok().filter(|&result| result >= 0) else { return };
        let node = opened.map_or(ROOT, |(_, node)| node);
        match name {
            "openat" => self.open(touched, arguments, result),
            "write" => self.write((number, node), arguments, usize::try_from(result).unwrap()),
            "fsync" | "fdatasync" => self.ops.push(Op::Sync { node, since }),
            "ftruncate" => {
                let length = arguments.split([',', ')']).nth(1).unwrap().trim().parse().unwrap();
                self.cut(node, length);
            }
            "rename" | "renameat" | "renameat2" => self.rename(&touched, &paths[1]),
            "unlink" | "unlinkat" => self.name(&[(&touched, None)]),
            "mkdir" | "mkdirat" => {
                let node = self.node();
                self.folders.insert(node);
                self.name(&[(&touched, Some(node))]);
            }
            _ => panic!("{name} is traced and not read"),
        }
    }

    fn close(&mut self, call: &str) {
        let number = call.trim_start_matches("close(").split([')', ' ']).next().unwrap();
        self.descriptors.remove(&number.parse().unwrap());
    }

    fn count(&mut self, name: &str, path: &Path) {
        let before =
            self.calls.iter().filter(|call| call.name == name && call.path == path).count();
        self.calls.push(Call { name: name.to_owned(), path: path.to_owned(), nth: before + 1 });
    }

    fn open(&mut self, path: PathBuf, arguments: &str, descriptor: i64) {
        match self.places.get(&path) {
            Some(&node) if arguments.contains("O_TRUNC") => self.cut(node, 0),
            None if arguments.contains("O_CREAT") => {
                let node = self.node();
                self.name(&[(&path, Some(node))]);
            }
            _ => {}
        }
        let node = self.places[&path];
        let at = if arguments.contains("O_APPEND") { self.lengths[node] } else { 0 };
        self.offsets.insert(descriptor, at);
        self.descriptors.insert(descriptor, (path, node));
    }

    fn write(&mut self, (descriptor, node): (i64, Node), arguments: &str, length: usize) {
        let at = self.offsets[&descriptor];
        let mut bytes = unescaped(quoted(arguments)[0]);
        bytes.truncate(length);
        assert_eq!(bytes.len(), length, "strace has cut a string off");
        self.lengths[node] = self.lengths[node].max(at + length);
        self.offsets.insert(descriptor, at + length);
        self.ops.push(Op::Write { node, at, bytes });
    }

    fn cut(&mut self, node: Node, length: usize) {
        self.lengths[node] = length;
        self.ops.push(Op::Cut { node, length });
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

    fn node(&mut self) -> Node {
        self.lengths.push(0);
        self.lengths.len() - 1
    }
}

/// Runs a program with one of its calls struck: `error=ENOSPC`, `signal=KILL`.
pub(crate) fn struck(program: &Command, call: &Call, how: &str) -> Output {
    let mut strace = Command::new("strace");
    let inject = format!("inject={}:{how}:when={}", call.name, call.nth);
    strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={}", call.name)]);
    strace.arg("-P").arg(&call.path).args(["-e", &inject]);
    output(&mut follow(strace, program))
}

fn follow(mut strace: Command, program: &Command) -> Command {
    strace.arg(program.get_program()).args(program.get_args());
    strace.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    strace
}

pub(crate) fn output(command: &mut Command) -> Output {
    let program = command.get_program().to_string_lossy().into_owned();
    command.output().unwrap_or_else(|error| {
        panic!("{program} cannot be run ({error}); install {program}, which these tests need")
    })
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

/// What stands between quotation marks; escapes are hexadecimal, so none is inside.
fn quoted(arguments: &str) -> Vec<&str> {
    arguments.split('"').skip(1).step_by(2).collect()
}

fn unescaped(text: &str) -> Vec<u8> {
    let bytes = text.split("\\x").skip(1);
    bytes.map(|digits| u8::from_str_radix(digits, 16).unwrap()).collect()
}

fn path(text: &str) -> PathBuf {
    String::from_utf8(unescaped(text)).unwrap().into()
}
