//! A run that is split over machines: by the README's own lines, by the files for Slurm and
//! Kubernetes, and what is told where something is amiss.

#![cfg(unix)]
#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

mod batches;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use batches::{is_pdf, list, tree};
use tempfile::TempDir;

/// Built by cargo beside the tests.
fn programs() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    tests.ancestors().nth(2).unwrap().join("examples")
}

fn bulk_issue(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(programs().join("bulk_issue"));
    command.current_dir(folder).args(arguments).env("LC_ALL", "C");
    command.env_remove("JOB_COMPLETION_INDEX").env_remove("SLURM_ARRAY_TASK_ID");
    command
}

/// The exit code and what was said.
fn told(command: &mut Command) -> (i32, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let said = [stdout, stderr].map(|said| String::from_utf8(said).unwrap());
    (status.code().unwrap(), said.concat())
}

/// A folder with a list, one row of which is refused.
fn folder_with_list() -> TempDir {
    let folder = TempDir::new().unwrap();
    let mut text = String::from("provider_number,user_id,name\n");
    for provider in list(40) {
        writeln!(text, "{},{},{}", provider.number(), provider.user_id(), provider.name()).unwrap();
    }
    fs::write(folder.path().join("list.csv"), text).unwrap();
    folder
}

const RUN: [&str; 6] = ["--providers", "list.csv", "--date", "2026-04-01", "--key-file", "key"];

/// The letters of all shards together, and those of one run.
fn is_one_run(folder: &Path) {
    let mut united = BTreeMap::new();
    for index in 0..8 {
        let shard = tree(&folder.join(format!("letters/shard-{index}-of-8")));
        united.extend(shard.into_iter().filter(|(name, _)| is_pdf(name)));
    }
    let whole = [&RUN[..], &["--out", "whole"]].concat();
    assert_eq!(told(&mut bulk_issue(folder, &whole)).0, 1, "one row is refused");
    let mut whole = tree(&folder.join("whole"));
    whole.retain(|name, _| is_pdf(name));
    assert_eq!(united.len(), 39);
    assert!(united == whole, "{:?}", batches::differing(&united, &whole));
}

#[test]
fn eight_starts_at_once_make_one_key() {
    for _ in 0..5 {
        let folder = TempDir::new().unwrap();
        let start = |_| {
            let mut command = bulk_issue(folder.path(), &["--make-key", "--key-file", "key"]);
            command.stderr(Stdio::piped()).spawn().unwrap()
        };
        let starts: Vec<Child> = (0..8).map(start).collect();
        for child in starts {
            let output = child.wait_with_output().unwrap();
            assert!(output.status.success(), "{output:?}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "the key alone");
        reissue_notice::BatchKey::open_file(folder.path().join("key")).unwrap();
    }
}

#[test]
fn a_shard_needs_the_key_and_an_index_of_its_array() {
    let folder = folder_with_list();
    let run = |more: &[&str], variables: &[(&str, &str)]| {
        let mut command =
            bulk_issue(folder.path(), &[&RUN[..], &["--out", "letters"], more].concat());
        told(command.envs(variables.iter().copied()))
    };
    let no_key = "bulk_issue: --shard: no key in key; make it before the first task: bulk_issue \
                  --make-key --key-file key\n";
    assert_eq!(run(&["--shard", "0/8"], &[]), (2, no_key.to_owned()));
    assert!(!folder.path().join("key").exists() && !folder.path().join("letters").exists());
    let made = "bulk_issue: the key is in key: keep it under lock\n";
    let keyed = ["--make-key", "--key-file", "key"];
    assert_eq!(told(&mut bulk_issue(folder.path(), &keyed)), (0, made.to_owned()));
    assert_eq!(told(&mut bulk_issue(folder.path(), &keyed)), (0, String::new()));

    for (variable, value, start) in [
        ("SLURM_ARRAY_TASK_ID", "8", "sbatch --array=0-7"),
        ("SLURM_ARRAY_TASK_ID", "4294967294", "sbatch --array=0-7"),
        ("JOB_COMPLETION_INDEX", "12", "completions: 8, completionMode: Indexed"),
    ] {
        let said = format!(
            "bulk_issue: {variable} is {value}, and --shard 8 takes 0 to 7: start the array with \
             {start}\n"
        );
        assert_eq!(run(&["--shard", "8"], &[(variable, value)]), (2, said));
    }
    let neither = "bulk_issue: --shard 8: expected i/n, or n with JOB_COMPLETION_INDEX or \
                   SLURM_ARRAY_TASK_ID set\nbulk_issue: --help tells every option\n";
    let blank = ("JOB_COMPLETION_INDEX", "");
    assert_eq!(run(&["--shard", "8"], &[blank]), (2, neither.to_owned()));
    assert_eq!(run(&["--shard", "8"], &[blank, ("SLURM_ARRAY_TASK_ID", "7")]).0, 0);
    assert!(folder.path().join("letters/shard-7-of-8/manifest.csv").exists());
    let spool = "bulk_issue: shard: found 1/8, expected no shard: volumes are sorted and counted \
                 over the whole list, in one run\n";
    assert_eq!(run(&["--shard", "1/8", "--spool", "10"], &[]), (2, spool.to_owned()));
}

/// The commands of a YAML file's containers, as their words.
fn commands(yaml: &str) -> Vec<Vec<String>> {
    let lines = yaml.lines().filter_map(|line| line.trim().strip_prefix("command: ["));
    let words = lines.map(|line| line.trim_end_matches(']').split(", "));
    words.map(|words| words.map(|word| word.trim_matches('"').to_owned()).collect()).collect()
}

#[test]
fn the_job_of_kubernetes_issues_every_shard() {
    let folder = folder_with_list();
    let yaml = include_str!("../examples/bulk_issue/job.yaml");
    let yaml = yaml.replace("/issue/", &format!("{}/", folder.path().display()));
    let [key, issue] = &commands(&yaml)[..] else { unreachable!("{yaml}") };
    for index in 0..8 {
        for command in [key, issue] {
            let words: Vec<&str> = command[1..].iter().map(String::as_str).collect();
            let mut command = bulk_issue(folder.path(), &words);
            let (code, said) = told(command.env("JOB_COMPLETION_INDEX", index.to_string()));
            assert_eq!(code, 0, "{said}");
        }
    }
    is_one_run(folder.path());
}

/// The lines of the README, with the programs of this test on the path; `left_out` begin those that
/// are not for here.
fn readme_lines(left_out: &[&str]) -> String {
    let readme = include_str!("../README.md");
    let block = readme.split("```bash\n").nth(1).unwrap().split("```").next().unwrap();
    let mut lines: Vec<&str> = block.lines().collect();
    lines.retain(|line| !left_out.iter().any(|word| line.starts_with(word)));
    format!("set -eu\n{}\n", lines.join("\n"))
}

fn bash(folder: &Path, lines: &str) -> (i32, String) {
    let path = format!("{}:{}", programs().display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("bash");
    told(command.current_dir(folder).args(["-c", lines]).env("PATH", path).env("LC_ALL", "C"))
}

fn is_installed(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

#[test]
fn the_lines_of_the_readme_run_as_they_stand() {
    if !is_installed("parallel") {
        println!("NOT TESTED: the README's lines, since GNU parallel is not installed");
        return;
    }
    let folder = folder_with_list();
    let (code, said) = bash(folder.path(), &readme_lines(&["cargo ", "sbatch ", "kubectl "]));
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("letters: 39, folders: 8; all as list and key say"), "{said}");
    is_one_run(folder.path());
    let merged = tree(&folder.path().join("merged"));
    assert_eq!(merged.keys().filter(|name| is_pdf(name)).count(), 39);
    let credentials = (0..8).map(|index| format!("credentials-{index}-of-8.csv"));
    let rows = |name| fs::read_to_string(folder.path().join(name)).unwrap().lines().count() - 1;
    assert_eq!(credentials.map(rows).sum::<usize>(), 39);
}

/// What is amiss in the folders of shards is told once.
#[test]
fn a_verification_names_what_is_amiss_in_the_folders_of_shards() {
    let folder = folder_with_list();
    assert_eq!(told(&mut bulk_issue(folder.path(), &["--make-key", "--key-file", "key"])).0, 0);
    let run = |more: &[&str]| {
        told(&mut bulk_issue(folder.path(), &[&RUN[..], &["--out", "letters"], more].concat()))
    };
    for index in 0..4 {
        assert_eq!(run(&["--shard", &format!("{index}/4"), "--accept-refused"]).0, 0);
    }
    let well = |letters, folders| {
        let said = format!(
            "bulk_issue: letters: {letters}, folders: {folders}; all as list and key say\n"
        );
        (0, said)
    };
    assert_eq!(run(&["--verify"]), well(39, 4));
    let (code, said) = run(&["--verify", "--shard", "1/4"]);
    assert_eq!(code, 0);
    assert!(said.ends_with(", folders: 1; all as list and key say\n"), "{said}");

    let shard = |index, count| folder.path().join(format!("letters/shard-{index}-of-{count}"));
    let amiss = |said: &[&str]| {
        let count = said.len();
        let lines: String = said.iter().flat_map(|line| [line, "\n"]).collect();
        assert_eq!(run(&["--verify"]), (2, format!("{lines}bulk_issue: {count} differences\n")));
    };
    fs::rename(shard(1, 4), folder.path().join("one")).unwrap();
    amiss(&["shard 1/4: no folder of it"]);
    // Also beside a run that was not split.
    assert_eq!(run(&["--accept-refused"]).0, 0);
    amiss(&["shard 1/4: no folder of it"]);
    fs::rename(folder.path().join("one"), shard(1, 4)).unwrap();
    assert_eq!(run(&["--verify"]), well(78, 5));
    assert_eq!(run(&["--shard", "0/2", "--accept-refused"]).0, 0);
    let twice = "shards of 2 and of 4 stand side by side: the list was split anew; keep the folders \
                 of one split";
    amiss(&[twice, "shard 1/2: no folder of it"]);
    fs::remove_dir_all(shard(0, 2)).unwrap();

    fs::remove_file(shard(2, 4).join("manifest.csv")).unwrap();
    let unfinished = "letters/shard-2-of-4: the run has not come to its end; the same call goes on \
                      with it";
    amiss(&[unfinished]);
    assert_eq!(run(&["--shard", "2/4", "--accept-refused"]).0, 0);
    fs::rename(shard(2, 4), folder.path().join("two")).unwrap();
    let copy = Command::new("cp").arg("-a").args([shard(3, 4), shard(2, 4)]).status().unwrap();
    assert!(copy.success());
    let same = "letters/shard-3-of-4: another folder holds shard 3/4 too";
    amiss(&[same, "shard 2/4: no folder of it"]);
    let other = "letters/shard-2-of-4: made with another shard\nbulk_issue: 1 differences\n";
    assert_eq!(run(&["--verify", "--shard", "2/4"]), (2, other.to_owned()));
    fs::remove_file(shard(2, 4).join("journal.csv")).unwrap();
    amiss(&[
        "letters/shard-2-of-4/journal.csv: not as it was written",
        "shard 2/4: no folder of it",
    ]);

    let missing = [&RUN[..], &["--out", "nowhere", "--verify"]].concat();
    let (code, said) = told(&mut bulk_issue(folder.path(), &missing));
    assert_eq!(code, 2);
    assert!(said.starts_with("bulk_issue: cannot read nowhere: "), "{said}");
}

#[test]
fn sigterm_stops_a_run_as_an_interrupt_does() {
    let folder = TempDir::new().unwrap();
    let mut text = String::from("provider_number,user_id,name\n");
    for provider in batches::printable(4000) {
        writeln!(text, "{},{},{}", provider.number(), provider.user_id(), provider.name()).unwrap();
    }
    fs::write(folder.path().join("list.csv"), text).unwrap();
    let run = [&RUN[..], &["--out", "letters", "--threads", "1"]].concat();
    let child = bulk_issue(folder.path(), &run).stderr(Stdio::piped()).spawn().unwrap();
    wait_for("the journal", || folder.path().join("letters/journal.csv").exists());
    let kill = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(kill.success());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("stopped after"), "{said}");
}

fn wait_for(what: &str, is_there: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_there() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{what} does not come");
        thread::sleep(Duration::from_millis(20));
    }
}

/// A Slurm of this machine alone, with folders and sockets of its own. What was started is stopped
/// by its number.
struct Slurm {
    folder: TempDir,
    daemons: Vec<Child>,
}

impl Slurm {
    /// Nothing where it cannot be: that is said.
    fn start() -> Option<Self> {
        let is_root = fs::metadata("/proc/self").is_ok_and(|own| {
            use std::os::unix::fs::MetadataExt;
            own.uid() == 0
        });
        let missing = ["/usr/sbin/munged", "/usr/sbin/slurmctld", "/usr/sbin/slurmd"];
        let missing = missing.iter().find(|program| !Path::new(program).exists());
        if let (true, None) = (is_root, missing) {
            return Some(Self::started());
        }
        println!("NOT TESTED: a Slurm array (needs root and: apt-get install slurm-wlm munge)");
        None
    }

    fn started() -> Self {
        let mut slurm = Self { folder: TempDir::new().unwrap(), daemons: Vec::new() };
        let folder = slurm.folder.path().to_owned();
        let hostname = fs::read_to_string("/proc/sys/kernel/hostname").unwrap();
        let conf = include_str!("data/slurm.conf").replace("HOSTNAME", hostname.trim());
        let conf = conf.replace("DIR", folder.to_str().unwrap());
        fs::write(folder.join("slurm.conf"), conf).unwrap();
        // Munge wants a key of its own, and folders that nobody else may write to.
        fs::write(folder.join("munge.key"), [7; 64]).unwrap();
        let own = "chmod 755 . && chmod 400 munge.key && mkdir -m 755 munge state spool";
        assert_eq!(bash(&folder, own).0, 0);
        let file = |name: &str| folder.join(name).display().to_string();
        slurm.daemon(
            "munged",
            &[
                "--foreground",
                "--force",
                &format!("--socket={}", file("munge/socket")),
                &format!("--key-file={}", file("munge.key")),
                &format!("--pid-file={}", file("munge/pid")),
                &format!("--log-file={}", file("munge/log")),
                &format!("--seed-file={}", file("munge/seed")),
            ],
        );
        wait_for("munge", || folder.join("munge/socket").exists());
        slurm.daemon("slurmctld", &["-D"]);
        slurm.daemon("slurmd", &["-D"]);
        wait_for("a node", || slurm.ask("sinfo --noheader --format=%t").trim() == "idle");
        slurm
    }

    fn daemon(&mut self, name: &str, arguments: &[&str]) {
        let mut command = Command::new(format!("/usr/sbin/{name}"));
        command.args(arguments).env("SLURM_CONF", self.folder.path().join("slurm.conf"));
        command.stdout(Stdio::null()).stderr(Stdio::null());
        self.daemons.push(command.spawn().unwrap());
    }

    fn ask(&self, line: &str) -> String {
        let conf = self.folder.path().join("slurm.conf");
        bash(self.folder.path(), &format!("export SLURM_CONF={}\n{line}", conf.display())).1
    }
}

impl Drop for Slurm {
    fn drop(&mut self) {
        for mut daemon in self.daemons.drain(..).rev() {
            let _ = Command::new("kill").arg(daemon.id().to_string()).status();
            let _ = daemon.wait();
        }
    }
}

#[test]
fn a_slurm_array_issues_every_shard_and_a_task_goes_on() {
    let Some(slurm) = Slurm::start() else { return };
    let folder = folder_with_list();
    let path = folder.path().display();
    assert_eq!(told(&mut bulk_issue(folder.path(), &["--make-key", "--key-file", "key"])).0, 0);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/bulk_issue/array.sh");
    let ended = |options: &str| {
        let script = script.display();
        let job = slurm.ask(&format!("cd {path} && sbatch --parsable {options} {script}"));
        let waiting = || slurm.ask("squeue --noheader");
        wait_for("the end of an array", || waiting().is_empty());
        let reports = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let reports = reports.filter(|path| path.to_string_lossy().contains("slurm-"));
        let said = reports.map(|path| fs::read_to_string(path).unwrap()).collect::<String>();
        assert!(job.trim().parse::<u32>().is_ok(), "{job}");
        said
    };
    let said = ended("");
    assert!(said.matches(" of other shards").count() == 8, "{said}");
    let verify = [&RUN[..], &["--out", "letters", "--verify"]].concat();
    let well = "bulk_issue: letters: 39, folders: 8; all as list and key say\n";
    assert_eq!(told(&mut bulk_issue(folder.path(), &verify)), (0, well.to_owned()));
    fs::remove_file(folder.path().join("letters/shard-3-of-8/manifest.csv")).unwrap();
    assert_eq!(told(&mut bulk_issue(folder.path(), &verify)).0, 2);
    ended("--array=3");
    assert_eq!(told(&mut bulk_issue(folder.path(), &verify)), (0, well.to_owned()));
    is_one_run(folder.path());
}
