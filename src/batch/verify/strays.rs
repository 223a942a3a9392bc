//! Everything in a run's folder that is not what it should be: letters that nothing names, links
//! and devices, and what other users may read.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::Path;

use super::super::durable::folder::Folder;
use super::super::durable::{Entry, Kind, PRIVATE_FOLDER};
use super::difference::Difference;
use crate::error::Result;

/// No run of this crate puts a file deeper than a letter; somebody may have.
const DEEPEST: usize = 16;

/// Goes through a folder and all that are in it. `named`: the files that manifests name, with `/`.
pub(super) fn strays(folder: &Folder, named: &HashSet<String>) -> Result<Vec<Difference>> {
    let mut walk = Walk { named, found: Vec::new() };
    if let Some(mode) = folder.mode().filter(|&mode| mode != PRIVATE_FOLDER) {
        walk.found.push(Difference::Open { file: folder.path().to_owned(), mode });
    }
    walk.walk(folder, "", 0)?;
    Ok(walk.found)
}

struct Walk<'a> {
    named: &'a HashSet<String>,
    found: Vec<Difference>,
}

impl Walk<'_> {
    fn walk(&mut self, folder: &Folder, prefix: &str, depth: usize) -> Result<()> {
        for entry in folder.entries()? {
            self.look_at(folder, prefix, &entry);
            if let Some(name) = entry.name.to_str()
                && entry.kind == Kind::Folder
                && depth < DEEPEST
            {
                let inner = folder.subfolder(name)?;
                self.walk(&inner, &format!("{prefix}{name}/"), depth + 1)?;
            }
        }
        Ok(())
    }

    fn look_at(&mut self, folder: &Folder, prefix: &str, entry: &Entry) {
        let file = folder.path_of(&entry.name);
        let named = entry.name.to_str().map(|name| format!("{prefix}{name}"));
        let named = named.is_some_and(|name| self.named.contains(&name));
        match entry.kind {
            Kind::Other => self.found.push(Difference::NotPlain { file }),
            Kind::File if may_be_letter(&entry.name) && !named => {
                self.found.push(Difference::Stray { file });
            }
            _ => match entry.mode {
                Some(mode) if mode & 0o077 != 0 => self.found.push(Difference::Open { file, mode }),
                _ => {}
            },
        }
    }
}

/// A PDF, however its extension is spelt, or what is left of one that did not come to its name.
fn may_be_letter(name: &OsStr) -> bool {
    let mut name = Path::new(name).to_owned();
    if name.extension().is_some_and(|extension| extension == "part") {
        name.set_extension("");
    }
    name.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"))
}
