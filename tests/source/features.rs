//! What the front page says of features and compiler is what `Cargo.toml` says.

use std::collections::BTreeMap;

const PAGE: &str = include_str!("../../src/lib.rs");
const PACKAGE: &str = include_str!("../../Cargo.toml");
const README: &str = include_str!("../../README.md");

#[test]
fn the_table_of_features_is_that_of_the_package() {
    let features = features(PACKAGE);
    assert!(features.len() > 5, "{features:?}");
    assert_eq!(table(PAGE), features);
}

#[test]
fn a_feature_that_is_missing_or_no_default_is_found() {
    let package =
        "[features]\ndefault = [\"a\"]\n# What it is.\na = []\nb = [\"dep:b\"]\n\n[lints]";
    let found = features(package);
    assert_eq!(found, BTreeMap::from([("a", "yes"), ("b", "no")]));
    let row = "//! | `a` | yes | it |\n";
    assert_ne!(table(row), found);
    assert_ne!(table(&format!("{row}//! | `b` | yes | it |\n")), found);
    assert_eq!(table(&format!("{row}//! | `b` | no | it |\n")), found);
}

#[test]
fn the_page_names_the_compiler_that_the_package_asks_for() {
    let asked = PACKAGE.lines().find_map(|line| line.strip_prefix("rust-version = ")).unwrap();
    let asked = asked.trim_matches('"');
    assert!(PAGE.contains(&format!("//! - **Rust**: {asked} or later.")), "{asked}");
}

/// Its lines can be pasted: they name versions that the examples of the README are compiled with.
#[test]
fn the_readme_asks_for_the_versions_that_it_is_tested_with() {
    let lines = README.split("[dependencies]\n").nth(1).unwrap().split("```").next().unwrap();
    let version =
        |line: &str| line.split("version = ").nth(1)?.split('"').nth(1).map(str::to_owned);
    let mut compared = 0;
    for line in lines.lines().filter(|line| !line.starts_with("reissue-notice = ")) {
        let start = format!("{} = ", line.split(" = ").next().unwrap());
        let ours = PACKAGE.lines().find(|ours| ours.starts_with(&start)).unwrap();
        assert_eq!(version(line), version(ours), "{line}");
        compared += 1;
    }
    assert_eq!(compared, 2);
    let asked = PACKAGE.lines().find_map(|line| line.strip_prefix("rust-version = ")).unwrap();
    assert!(README.contains(&format!("Rust {} or later", asked.trim_matches('"'))));
}

/// Each feature, and whether it is a default one: `yes` or `no`.
fn features(package: &str) -> BTreeMap<&str, &str> {
    let section = package.split("[features]\n").nth(1).unwrap_or_default();
    let section = section.split("\n[").next().unwrap_or_default();
    let lines = section.lines().filter(|line| !line.starts_with('#'));
    let mut features: BTreeMap<&str, &str> =
        lines.filter_map(|line| line.split_once(" = ")).collect();
    let defaults = features.remove("default").unwrap_or_default();
    for (name, brings) in &mut features {
        *brings = if defaults.contains(&format!("\"{name}\"")) { "yes" } else { "no" };
    }
    features
}

/// The same, from the rows of the page's table.
fn table(page: &str) -> BTreeMap<&str, &str> {
    let rows = page.lines().filter_map(|line| line.strip_prefix("//! | `"));
    let rows = rows.filter_map(|row| row.split_once("` | "));
    rows.filter_map(|(name, rest)| Some((name, rest.split(" | ").next()?))).collect()
}
