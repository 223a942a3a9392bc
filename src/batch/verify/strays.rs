//! Everything in a run's folder that is not what it should be: letters that nothing names, links
//! and devices, and what other users may read.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::super::durable::folder::Folder;
use super::super::durable::{Entry, Kind, PRIVATE_FOLDER};
use super::difference::Difference;
use super::named::Named;
use crate::error::Result;

/// No run of this crate puts a file deeper than a letter; somebody may have.
const DEEPEST: usize = 16;

/// Goes through a folder and all that are in it; what is found is told by name.
/// Those that are verified for themselves are left out.
pub(super) fn strays(folder: &Folder, named: &Named, others: &[&Path]) -> Result<Vec<Difference>> {
    let mut walk = Walk { named, others, found: BTreeMap::new() };
    if let Some(mode) = folder.mode().filter(|&mode| mode != PRIVATE_FOLDER) {
        let file = folder.path().to_owned();
        walk.found.insert(file.clone(), Difference::Open { file, mode });
    }
    walk.walk(folder, "")?;
    Ok(walk.found.into_values().collect())
}

struct Walk<'a> {
    named: &'a Named,
    others: &'a [&'a Path],
    found: BTreeMap<PathBuf, Difference>,
}

impl Walk<'_> {
    fn walk(&mut self, folder: &Folder, prefix: &str) -> Result<()> {
        // As the system lists them: a folder may hold a nation's letters.
        for entry in folder.each_entry()? {
            let entry = entry?;
            let path = folder.path_of(&entry.name);
            if let Some(name) = self.walked_into(&entry, &path, prefix) {
                self.walk(&folder.subfolder(name)?, &format!("{prefix}{name}/"))?;
            }
            if let Some(found) = self.look_at(&path, prefix, &entry) {
                self.found.insert(path, found);
            }
        }
        Ok(())
    }

    fn walked_into<'e>(&self, entry: &'e Entry, path: &Path, prefix: &str) -> Option<&'e str> {
        let is_ours = entry.kind == Kind::Folder && !self.others.contains(&path);
        let is_deep = prefix.matches('/').count() >= DEEPEST;
        entry.name.to_str().filter(|_| is_ours && !is_deep)
    }

    fn look_at(&self, path: &Path, prefix: &str, entry: &Entry) -> Option<Difference> {
        let file = || path.to_owned();
        match (entry.kind, entry.mode) {
            (Kind::Other, _) => Some(Difference::NotPlain { file: file() }),
            (Kind::File, _) if may_be_letter(&entry.name) && !self.names(prefix, &entry.name) => {
                Some(Difference::Stray { file: file() })
            }
            (_, Some(mode)) if mode & 0o077 != 0 => Some(Difference::Open { file: file(), mode }),
            _ => None,
        }
    }

    fn names(&self, prefix: &str, name: &OsStr) -> bool {
        name.to_str().is_some_and(|name| self.named.holds(&format!("{prefix}{name}")))
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
