//! veraPDF as a judge: many files and several flavours in one JVM.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use crate::judges::home;

/// What veraPDF says of one file in one flavour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) flavour: String,
    pub(crate) compliant: bool,
    /// The clauses, with the number of the test, that do not hold.
    pub(crate) broken: Vec<String>,
    /// How many checks were made.
    pub(crate) checks: usize,
}

impl Verdict {
    /// One line of VeraCheck's output. No key occurs in a text before the first value that it
    /// names.
    fn parse(line: &str) -> Self {
        let after = |key: &str| line.split_once(&format!("\"{key}\":")).map(|(_, rest)| rest);
        let word = |rest: &str| {
            rest.trim_start_matches('"').split(['"', ',', '}']).next().map(str::to_owned)
        };
        let checks =
            after("checks").and_then(word).unwrap_or_else(|| panic!("veraPDF cannot read: {line}"));
        Self {
            flavour: after("flavour").and_then(word).unwrap(),
            compliant: after("compliant").unwrap().starts_with("true"),
            broken: line.split("\"rule\":").skip(1).filter_map(word).collect(),
            checks: checks.parse().unwrap(),
        }
    }
}

/// The verdicts on each file, in the order of the flavours.
pub(crate) fn verdicts(files: &[impl AsRef<[u8]>], flavours: &[&str]) -> Vec<Vec<Verdict>> {
    let folder = TempDir::new().unwrap();
    let mut command = Command::new("java");
    command.arg("-cp").arg(class_path()).arg("VeraCheck");
    command.args(flavours.iter().flat_map(|flavour| ["-f", flavour]));
    for (index, bytes) in files.iter().enumerate() {
        let file = folder.path().join(format!("{index}.pdf"));
        fs::write(&file, bytes).unwrap();
        command.arg(file);
    }
    let output = command.output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let verdicts: Vec<Verdict> = lines.lines().map(Verdict::parse).collect();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert_eq!(verdicts.len(), files.len() * flavours.len(), "verdicts; {complaint}");
    let expected = flavours.iter().copied().cycle();
    assert!(
        verdicts.iter().map(|verdict| verdict.flavour.as_str()).zip(expected).all(|(a, b)| a == b)
    );
    verdicts.chunks(flavours.len()).map(<[Verdict]>::to_vec).collect()
}

fn class_path() -> String {
    let home = home().display();
    format!("{home}/vera.jar:{home}")
}
