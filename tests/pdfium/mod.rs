//! Pdfium as a reader, by its Python binding: what browsers read on the page.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::judges::home;

/// The text of each file; nothing for one that does not open with the password.
pub(crate) fn texts(files: &[impl AsRef<[u8]>], password: &str) -> Vec<Option<String>> {
    let folder = TempDir::new().unwrap();
    let names: Vec<_> =
        (0..files.len()).map(|index| folder.path().join(format!("{index}.pdf"))).collect();
    for (name, bytes) in names.iter().zip(files) {
        fs::write(name, bytes).unwrap();
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdfium/read.py");
    let mut command = Command::new(home().join("venv/bin/python"));
    let output = command.arg(script).arg(password).args(&names).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    names.iter().map(|name| fs::read_to_string(name.with_extension("pdf.txt")).ok()).collect()
}
