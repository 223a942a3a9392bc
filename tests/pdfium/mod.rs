//! Pdfium as a reader and as a painter, by its Python binding: what browsers read and see.

#![allow(dead_code, reason = "each test file asks for text or for pictures")]
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::judges::home;

/// The text of each file; nothing for one that does not open with the password.
pub(crate) fn texts(files: &[impl AsRef<[u8]>], password: &str) -> Vec<Option<String>> {
    let (folder, names) = written(files);
    run("read.py", &[password], &names);
    let text = |name: &PathBuf| fs::read_to_string(name.with_extension("pdf.txt")).ok();
    let texts = names.iter().map(text).collect();
    drop(folder);
    texts
}

/// Each page of each file as it is painted in gray: its size, then its pixels.
pub(crate) fn pictures(files: &[impl AsRef<[u8]>]) -> Vec<Vec<Vec<u8>>> {
    let (folder, names) = written(files);
    run("paint.py", &[], &names);
    let page = |name: &PathBuf, n| fs::read(name.with_extension(format!("pdf.{n}.gray"))).ok();
    let pages = |name| (0..).map_while(|number| page(name, number)).collect();
    let pictures = names.iter().map(pages).collect();
    drop(folder);
    pictures
}

fn written(files: &[impl AsRef<[u8]>]) -> (TempDir, Vec<PathBuf>) {
    let folder = TempDir::new().unwrap();
    let names: Vec<_> =
        (0..files.len()).map(|index| folder.path().join(format!("{index}.pdf"))).collect();
    for (name, bytes) in names.iter().zip(files) {
        fs::write(name, bytes).unwrap();
    }
    (folder, names)
}

fn run(script: &str, arguments: &[&str], names: &[PathBuf]) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdfium").join(script);
    let mut command = Command::new(home().join("venv/bin/python"));
    let output = command.arg(script).args(arguments).args(names).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
