//! The files beside the letters: key, credentials, `refused.csv`.

use std::collections::HashSet;
use std::error::Error;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use reissue_notice::{Batch, BatchKey, Provider, Refusal, RefusedRow};

use crate::arguments::Task;

/// Reads the key, or makes it and keeps it; without a file, a key that lives as long as this run.
pub(crate) fn key(path: Option<&Path>, task: Task) -> Result<BatchKey, Box<dyn Error>> {
    match (path, task) {
        (Some(path), _) if path.exists() => read_key(path),
        (_, Task::Verify) => Err("--verify needs the --key-file of the run".into()),
        (_, Task::Check) => Ok(BatchKey::generate()?),
        (Some(path), Task::Issue) => make_key(path),
        (None, Task::Issue) => {
            eprintln!(
                "bulk_issue: without --key-file, this run cannot be gone on with or verified"
            );
            Ok(BatchKey::generate()?)
        }
    }
}

fn read_key(path: &Path) -> Result<BatchKey, Box<dyn Error>> {
    let text = fs::read_to_string(path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let digits = text.trim();
    let byte = |index: usize| u8::from_str_radix(digits.get(index * 2..index * 2 + 2)?, 16).ok();
    let mut bytes = [0; 32];
    for (index, place) in bytes.iter_mut().enumerate() {
        *place = byte(index)
            .ok_or_else(|| format!("{} does not hold 64 hexadecimal digits", path.display()))?;
    }
    if digits.len() != 64 {
        return Err(format!("{} does not hold 64 hexadecimal digits", path.display()).into());
    }
    Ok(BatchKey::from_bytes(&bytes))
}

/// Durable before the first letter: letters of a lost key could not be made again.
fn make_key(path: &Path) -> Result<BatchKey, Box<dyn Error>> {
    let key = BatchKey::generate()?;
    let mut file = create_private(path)?;
    for byte in key.expose_secret() {
        write!(file, "{byte:02x}")?;
    }
    writeln!(file)?;
    file.sync_all()?;
    Ok(key)
}

/// A file that no one else may read and that was not there before.
fn create_private(path: &Path) -> Result<File, String> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| format!("cannot create {}: {error}", path.display()))
}

/// `user_id,password` for the account system. Created before the first letter, so that an old file
/// stops the run; removed again where the run does not come to its end.
pub(crate) struct Credentials {
    path: PathBuf,
    file: Option<File>,
}

impl Credentials {
    pub(crate) fn create(path: &Path) -> Result<Self, String> {
        Ok(Self { path: path.to_owned(), file: Some(create_private(path)?) })
    }

    pub(crate) fn write(
        mut self,
        batch: &Batch,
        providers: &[Provider],
        refused: &[Refusal],
    ) -> io::Result<()> {
        let Some(file) = self.file.as_mut() else { return Ok(()) };
        let refused: HashSet<usize> = refused.iter().map(Refusal::row).collect();
        let mut out = io::BufWriter::new(&mut *file);
        writeln!(out, "user_id,password")?;
        for provider in
            providers.iter().filter(|p| !p.row().is_some_and(|row| refused.contains(&row)))
        {
            let password = batch.password_of(provider.number());
            writeln!(out, "{},{}", provider.user_id(), quoted(password.expose_secret()))?;
        }
        out.flush()?;
        drop(out);
        file.sync_all()?;
        self.file = None;
        Ok(())
    }
}

/// A password with symbols may hold what divides fields.
fn quoted(secret: &str) -> String {
    if secret.contains([',', '"']) {
        format!("\"{}\"", secret.replace('"', "\"\""))
    } else {
        secret.to_owned()
    }
}

impl Drop for Credentials {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// `refused.csv`: rows of the list that are no provider, and providers that have no letter.
pub(crate) fn write_refused(
    folder: &Path,
    unread: &[RefusedRow],
    refused: &[Refusal],
) -> Result<(), Box<dyn Error>> {
    let unparsed =
        unread.iter().map(|row| (row.line(), row.number().to_owned(), row.error().to_string()));
    let unprinted =
        refused.iter().map(|r| (r.row(), r.number().to_string(), r.reason().to_owned()));
    let mut rows: Vec<_> = unparsed.chain(unprinted).collect();
    rows.sort();
    let part = folder.join(".refused.csv.part");
    let mut file = csv::Writer::from_path(&part)?;
    file.write_record(["row", "provider_number", "reason"])?;
    for (row, number, reason) in rows {
        file.write_record([row.to_string(), number, reason])?;
    }
    file.into_inner().map_err(csv::IntoInnerError::into_error)?.sync_all()?;
    fs::rename(part, folder.join("refused.csv"))?;
    Ok(())
}

/// A run's folder, or those of its shards.
pub(crate) fn runs_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if folder.join("manifest.csv").exists() {
        return Ok(vec![folder.to_owned()]);
    }
    let mut shards = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.join("manifest.csv").exists() {
            shards.push(path);
        }
    }
    shards.sort();
    Ok(shards)
}
