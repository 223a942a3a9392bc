//! Zxing-cpp as a reader of Data Matrix codes, by its Python binding: it shares no code with what
//! writes them.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::path::Path;
use std::process::Command;
use std::{fs, str};

use tempfile::TempDir;

use crate::judges::home;

/// A code on a page.
#[derive(Debug)]
pub(crate) struct Code {
    /// Counted from 1.
    pub(crate) page: usize,
    /// Its upper left corner, in millimetres.
    pub(crate) left_mm: f64,
    pub(crate) top_mm: f64,
    pub(crate) says: String,
}

/// Every code of a document, as poppler paints its pages at 150 dots an inch.
pub(crate) fn codes(pdf: &[u8]) -> Vec<Code> {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("volume.pdf");
    fs::write(&file, pdf).unwrap();
    let mut paint = Command::new("pdftoppm");
    paint.args(["-gray", "-r", &DPI.to_string()]).arg(&file).arg(folder.path().join("page"));
    assert!(paint.status().unwrap().success());
    let mut pages: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().path()).collect();
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "pgm"));
    pages.sort();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/zxing/read.py");
    let mut read = Command::new(home().join("venv/bin/python"));
    let output = read.arg(script).args(&pages).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    str::from_utf8(&output.stdout).unwrap().lines().map(code).collect()
}

const DPI: u32 = 150;

fn code(line: &str) -> Code {
    let fields: Vec<&str> = line.splitn(4, ' ').collect();
    let mm = |field: &str| field.parse::<f64>().unwrap() / f64::from(DPI) * 25.4;
    let [page, left, top, says] = fields[..] else { panic!("{line}") };
    let (left_mm, top_mm) = (mm(left), mm(top));
    Code { page: page.parse().unwrap(), left_mm, top_mm, says: says.to_owned() }
}
