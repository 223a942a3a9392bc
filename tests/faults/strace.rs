//! A program under strace: the calls that it makes to files, each whole, however the trace breaks
//! it over lines; and one of them struck.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// All that names, opens, fills, cuts or syncs a file on any system that strace knows; the mark
/// says that not every system has the call.
const CALLS: &str = "trace=?open,?creat,openat,?openat2,close,?dup,?dup2,?dup3,fcntl,\
    ioctl,write,?pwrite64,?writev,?pwritev,?pwritev2,?copy_file_range,?sendfile,?splice,lseek,\
    fsync,fdatasync,?syncfs,?sync_file_range,ftruncate,?truncate,?fallocate,\
    ?rename,?renameat,?renameat2,?link,?linkat,?symlink,?symlinkat,\
    ?unlink,?unlinkat,?rmdir,?mkdir,?mkdirat";

/// One call, as its line tells it.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) thread: String,
    pub(crate) name: String,
    pub(crate) arguments: Vec<String>,
    /// Absent where the call failed.
    pub(crate) result: Option<i64>,
    /// How many calls of the trace had ended when this one began.
    pub(crate) begun_after: usize,
}

impl Call {
    fn parse(thread: &str, text: &str, begun_after: usize) -> Option<Self> {
        let (call, result) = text.rsplit_once(" = ")?;
        let (name, arguments) = call.trim_end().strip_suffix(')')?.split_once('(')?;
        let result = result.split(' ').next()?.parse().ok().filter(|&result| result >= 0);
        // Strings are hexadecimal throughout, so no comma is inside one.
        let arguments = arguments.split(", ").map(|one| one.trim().to_owned()).collect();
        Some(Self { thread: thread.into(), name: name.into(), arguments, result, begun_after })
    }

    /// A number that is given anew, perhaps before this call's end is told, is another file's.
    fn close(thread: &str, text: &str, begun_after: usize) -> Self {
        let number = text.trim_start_matches("close(").split([')', ' ']).next().unwrap_or_default();
        let (name, arguments) = ("close".into(), vec![number.to_owned()]);
        Self { thread: thread.into(), name, arguments, result: Some(0), begun_after }
    }

    pub(crate) fn number(&self, index: usize) -> i64 {
        self.arguments.get(index).and_then(|argument| argument.parse().ok()).unwrap_or(-1)
    }

    pub(crate) fn bytes(&self, index: usize) -> Vec<u8> {
        let escapes = self.arguments[index].trim_matches('"').split("\\x").skip(1);
        escapes.map(|digits| u8::from_str_radix(digits, 16).unwrap()).collect()
    }

    pub(crate) fn text(&self, index: usize) -> String {
        String::from_utf8(self.bytes(index)).unwrap()
    }

    pub(crate) fn has(&self, flag: &str) -> bool {
        self.arguments.iter().any(|argument| argument.split('|').any(|one| one == flag))
    }
}

/// The calls of a trace, in the order in which they ended.
fn calls(trace: &str) -> Vec<Call> {
    let (mut calls, mut begun) = (Vec::new(), BTreeMap::new());
    for line in trace.lines() {
        let Some((thread, text)) = line.split_once(' ') else { continue };
        let text = text.trim_start();
        if text.starts_with("close(") {
            calls.push(Call::close(thread, text, calls.len()));
        } else if let Some(first) = text.strip_suffix("<unfinished ...>") {
            begun.insert(thread, (first.to_owned(), calls.len()));
        } else if let Some((_, rest)) =
            text.strip_prefix("<... ").and_then(|rest| rest.split_once("resumed>"))
        {
            let Some((first, begun_after)) = begun.remove(thread) else { continue };
            calls.extend(Call::parse(thread, &format!("{first}{rest}"), begun_after));
        } else {
            calls.extend(Call::parse(thread, text, calls.len()));
        }
    }
    calls
}

/// A call as strace can be told to strike it: the `nth` that a thread makes among those of this
/// name that touch this path. Where another thread makes as many before, the first is struck.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Target {
    pub(crate) name: String,
    /// As the call itself says it, or of the file that is open.
    pub(crate) path: PathBuf,
    pub(crate) nth: usize,
}

/// The `nth` call of this name that a thread makes, whatever it touches.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment {
    pub(crate) name: String,
    pub(crate) nth: usize,
}

/// What befalls a call that is struck.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Blow {
    Kill,
    /// By its name, as ENOSPC.
    Fails(&'static str),
}

impl Blow {
    fn at(self, name: &str, nth: usize) -> String {
        match self {
            Self::Kill => format!("inject={name}:signal=KILL:when={nth}"),
            Self::Fails(error) => format!("inject={name}:error={error}:when={nth}"),
        }
    }
}

/// Runs a program, perhaps until it is killed, and tells its calls.
pub(crate) fn traced(program: &Command, killed_at: Option<&Moment>) -> (Output, Vec<Call>) {
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut strace = Command::new("strace");
    strace.args(["-f", "-xx", "-s", "100000000", "-e", CALLS, "-o"]).arg(file.path());
    if let Some(Moment { name, nth }) = killed_at {
        strace.args(["-e", &Blow::Kill.at(name, *nth)]);
    }
    let output = output(&mut follow(strace, program));
    (output, calls(&fs::read_to_string(file.path()).unwrap()))
}

/// Runs a program with one of its calls struck.
pub(crate) fn struck(program: &Command, target: &Target, blow: Blow) -> Output {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={}", target.name)]);
    strace.arg("-P").arg(&target.path).args(["-e", &blow.at(&target.name, target.nth)]);
    output(&mut follow(strace, program))
}

/// Runs a program for which a kind of call always fails; where paths are given, on those alone.
pub(crate) fn failing(program: &Command, call: &str, error: &str, paths: &[PathBuf]) -> Output {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}")]);
    for path in paths {
        strace.arg("-P").arg(path);
    }
    strace.args(["-e", &format!("inject={call}:error={error}")]);
    output(&mut follow(strace, program))
}

/// The same program, run by another: what it is given stays.
pub(crate) fn follow(mut outer: Command, program: &Command) -> Command {
    outer.arg(program.get_program()).args(program.get_args());
    outer.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    if let Some(folder) = program.get_current_dir() {
        outer.current_dir(folder);
    }
    outer
}

pub(crate) fn output(command: &mut Command) -> Output {
    let program = command.get_program().to_string_lossy().into_owned();
    command.output().unwrap_or_else(|error| {
        panic!("{program} cannot be run ({error}); install {program}, which these tests need")
    })
}
