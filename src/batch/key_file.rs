//! The file of a key: 64 hexadecimal digits, a blank, 8 more that check them, a line end.
//!
//! The check value is the beginning of a digest under the key: it tells a mistyped or damaged key,
//! which would print 300,000 letters that no account knows.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use hmac::Mac;
use zeroize::Zeroizing;

use super::durable::folder::mode_of;
use super::durable::single;
use super::hexadecimal::{fill_from_hex, push_hex};
use super::key::{BatchKey, digits_of};
use crate::error::{Action, Error, ErrorKind, Field, KeyFault, Result};

/// Digits of the key, blank, digits of the check value, line end.
const LENGTH: usize = 64 + 1 + CHECK + 1;
const CHECK: usize = 8;

impl BatchKey {
    /// Makes a key and keeps it in a new file that only its owner may read, durably: letters of a
    /// key that was lost could not be made again.
    ///
    /// ```
    /// use reissue_notice::BatchKey;
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let path = folder.path().join("key");
    /// let key = BatchKey::create_file(&path)?;
    /// assert_eq!(BatchKey::open_file(&path)?.expose_secret(), key.expose_secret());
    /// assert!(BatchKey::create_file(&path).is_err(), "a key is never written over");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::KeyFile`] where something has the name, [`ErrorKind::Io`] with what was tried.
    pub fn create_file(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let key = Self::generate()?;
        if single::write_new(path, key.text().as_bytes())? {
            Ok(key)
        } else {
            Err(wrong(path, KeyFault::Exists))
        }
    }

    /// Opens the key that [`BatchKey::create_file`] made.
    ///
    /// ```
    /// use reissue_notice::BatchKey;
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let path = folder.path().join("key");
    /// assert!(BatchKey::open_file(&path).is_err(), "there is none yet");
    /// let key = BatchKey::create_file(&path)?;
    /// assert_eq!(BatchKey::open_file(&path)?.expose_secret(), key.expose_secret());
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::KeyFile`] for a file that others may read, that holds anything but one key, or
    /// whose check value does not fit; [`ErrorKind::Io`] where there is none.
    pub fn open_file(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let file = File::open(path).map_err(Action::Read.on(path))?;
        if let Some(fault) = fault_of(&file).map_err(Action::Read.on(path))? {
            return Err(wrong(path, fault));
        }
        let text = written(file).map_err(Action::Read.on(path))?;
        Self::parse(&text).map_err(|fault| wrong(path, fault))
    }

    /// Opens the key of a file, or makes one where there is none yet; also where several processes
    /// come to it at once.
    ///
    /// ```
    /// use reissue_notice::BatchKey;
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let path = folder.path().join("key");
    /// let made = BatchKey::open_or_create_file(&path)?;
    /// let opened = BatchKey::open_or_create_file(&path)?;
    /// assert_eq!(opened.expose_secret(), made.expose_secret());
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`BatchKey::open_file`] and [`BatchKey::create_file`].
    pub fn open_or_create_file(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        match path.try_exists() {
            Ok(false) => match Self::create_file(path) {
                Err(error) if is_there(&error) => Self::open_file(path),
                made => made,
            },
            _ => Self::open_file(path),
        }
    }

    fn text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(LENGTH));
        push_hex(&mut text, self.expose_secret());
        // Writing to a string cannot fail.
        let _ = writeln!(text, " {}", self.check_value());
        text
    }

    fn check_value(&self) -> String {
        digits_of(self.seal().chain_update("check value")).chars().take(CHECK).collect()
    }

    fn parse(text: &[u8]) -> Result<Self, KeyFault> {
        let (digits, check) = digits_and_check(text).ok_or(KeyFault::Form)?;
        let mut bytes = Zeroizing::new([0; 32]);
        fill_from_hex(bytes.as_mut_slice(), digits).ok_or(KeyFault::Form)?;
        let key = Self::from_bytes(&bytes).map_err(|_| KeyFault::Blank)?;
        if key.check_value().as_bytes() == check { Ok(key) } else { Err(KeyFault::Check) }
    }
}

/// What is wrong with a file, whatever it holds.
fn digits_and_check(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    let text = text.strip_suffix(b"\r").unwrap_or(text);
    let (digits, check) = text.split_at_checked(64)?;
    Some((digits, check.strip_prefix(b" ").filter(|check| check.len() == CHECK)?))
}

fn fault_of(file: &File) -> io::Result<Option<KeyFault>> {
    if !file.metadata()?.is_file() {
        return Ok(Some(KeyFault::NotPlain));
    }
    let open = mode_of(file)?.filter(|mode| mode & 0o077 != 0);
    Ok(open.map(|mode| KeyFault::Open { mode }))
}

fn is_there(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::KeyFile { fault: KeyFault::Exists, .. })
}

/// What a file of a key holds. One byte more than a key has, so that a longer file shows.
fn written(file: File) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut text = Zeroizing::new(Vec::with_capacity(LENGTH + 1));
    file.take(LENGTH as u64 + 1).read_to_end(&mut text)?;
    Ok(text)
}

fn wrong(path: &Path, fault: KeyFault) -> Error {
    Error::new(Field::Key, ErrorKind::KeyFile { path: path.to_owned(), fault })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> KeyFault {
        BatchKey::parse(text.as_bytes()).unwrap_err()
    }

    #[test]
    fn a_key_comes_back_from_its_text() {
        let key = BatchKey::from_bytes(&std::array::from_fn(|at| u8::try_from(at).unwrap()));
        let key = key.unwrap();
        let text = key.text();
        assert_eq!(text.len(), LENGTH);
        assert_eq!(text.capacity(), LENGTH, "a text that grows leaves copies behind");
        for text in [text.to_string(), text.trim_end().to_owned(), text.replace('\n', "\r\n")] {
            let read = BatchKey::parse(text.as_bytes()).unwrap();
            assert_eq!(read.expose_secret(), key.expose_secret());
        }
    }

    #[test]
    fn anything_but_one_key_is_refused() {
        let text = BatchKey::from_bytes(&[0x2F; 32]).unwrap().text().to_string();
        assert_eq!(refused(""), KeyFault::Form);
        assert_eq!(refused(&text[..64]), KeyFault::Form);
        assert_eq!(refused(&text[1..]), KeyFault::Form);
        assert_eq!(refused(&text.replace("2f", "+f")), KeyFault::Form);
        assert_eq!(refused(&text.to_uppercase()), KeyFault::Form);
        assert_eq!(refused(&format!("{text}x")), KeyFault::Form);
        assert_eq!(refused(&text.replacen("2f", "2e", 1)), KeyFault::Check);
        assert_eq!(refused(&format!("{} 00000000\n", "0".repeat(64))), KeyFault::Blank);
    }
}
