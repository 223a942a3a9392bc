//! The ledger of conformance names files that hold its clauses: each of them exists.

use std::collections::BTreeSet;
use std::path::Path;

use super::root;

const LEDGER: &str = include_str!("../../src/docs/conformance.md");

#[test]
fn every_file_that_the_ledger_names_exists() {
    let named = named(LEDGER);
    assert!(named.len() > 10, "{named:?}");
    let missing: Vec<&str> = named.into_iter().filter(|name| !exists(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_file_that_is_gone_is_found() {
    let named = named("by `pdf/none.rs`, `Letter`, `tests/lost.rs` and (`date.rs`, `specimen.rs`)");
    let missing: Vec<&str> = named.into_iter().filter(|name| !exists(name)).collect();
    assert_eq!(missing, ["pdf/none.rs", "tests/lost.rs"]);
}

/// What stands in code quotes and ends as a file does.
fn named(text: &str) -> BTreeSet<&str> {
    let quoted = text.split('`').skip(1).step_by(2);
    let is_file =
        |name: &&str| Path::new(name).extension().is_some_and(|end| end == "rs" || end == "txt");
    quoted.filter(is_file).collect()
}

/// Sources are named from `src`, tests from `tests`, or either in full.
fn exists(name: &str) -> bool {
    ["", "src", "tests"].iter().any(|folder| root().join(folder).join(name).is_file())
}
