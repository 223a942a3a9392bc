//! Folders by path, for systems without handles to them. On Windows, who may read a file is said by
//! the folder that it is in, not by a mode.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::{Entry, Kind};

/// A folder, by its path.
#[derive(Debug)]
pub(super) struct Handle(PathBuf);

impl Handle {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        if fs::metadata(path)?.is_dir() {
            Ok(Self(path.to_owned()))
        } else {
            Err(io::ErrorKind::NotADirectory.into())
        }
    }

    /// With every folder above it that is missing.
    pub(super) fn create(path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    pub(super) fn open_folder(&self, name: &str) -> io::Result<Self> {
        let path = self.0.join(name);
        if fs::symlink_metadata(&path)?.is_dir() {
            Ok(Self(path))
        } else {
            Err(io::ErrorKind::NotADirectory.into())
        }
    }

    pub(super) fn create_folder(&self, name: &str) -> io::Result<()> {
        fs::create_dir(self.0.join(name))
    }

    pub(super) fn create_file(&self, name: &str) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).open(self.0.join(name))
    }

    pub(super) fn open_file(&self, name: &str) -> io::Result<File> {
        nofollow(OpenOptions::new().read(true)).open(self.0.join(name))
    }

    pub(super) fn open_to_append(&self, name: &str) -> io::Result<File> {
        nofollow(OpenOptions::new().append(true)).open(self.0.join(name))
    }

    /// The file that is locked; made where it is not there.
    pub(super) fn open_lock(&self, name: &str) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true).read(true);
        nofollow(&mut options).open(self.0.join(name))
    }

    pub(super) fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.0.join(from), self.0.join(to))
    }

    /// Gives a file a second name, unless something has it.
    pub(super) fn link(&self, from: &str, to: &str) -> io::Result<()> {
        fs::hard_link(self.0.join(from), self.0.join(to))
    }

    pub(super) fn remove(&self, name: &str) -> io::Result<()> {
        fs::remove_file(self.0.join(name))
    }

    /// Windows syncs a folder that is open to be written to, and opens one only where it is told
    /// that a folder is meant.
    #[cfg(windows)]
    pub(super) fn sync(&self) -> io::Result<()> {
        use std::os::windows::fs::OpenOptionsExt;
        const FILE_FLAG_BACKUP_SEMANTICS: u32 = 0x0200_0000;
        let mut options = OpenOptions::new();
        options.write(true).custom_flags(FILE_FLAG_BACKUP_SEMANTICS);
        options.open(&self.0)?.sync_all()
    }

    #[cfg(not(windows))]
    pub(super) fn sync(&self) -> io::Result<()> {
        File::open(&self.0)?.sync_all()
    }

    /// The same folder once more.
    pub(super) fn again(&self) -> io::Result<Self> {
        Ok(Self(self.0.clone()))
    }

    /// Files are synced one by one here.
    pub(super) fn tells_of_every_file(&self) -> bool {
        false
    }

    pub(super) fn create_nameless(&self) -> io::Result<File> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn may_share_extents(&self) -> bool {
        false
    }

    pub(super) fn sync_file_system(&self) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn is_beside(&self, _: &Self) -> bool {
        false
    }

    /// This system's files have no such bits.
    pub(super) fn mode(&self) -> io::Result<u32> {
        Ok(super::PRIVATE_FOLDER)
    }

    pub(super) fn make_private(&self) -> io::Result<()> {
        Ok(())
    }

    /// What has this name, itself and not what it may lead to.
    pub(super) fn entry(&self, name: &OsStr) -> io::Result<Entry> {
        let found = fs::symlink_metadata(self.0.join(name))?;
        let kind = match found.file_type() {
            kind if kind.is_file() => Kind::File,
            kind if kind.is_dir() => Kind::Folder,
            _ => Kind::Other,
        };
        Ok(Entry { name: name.to_owned(), kind, mode: None })
    }

    /// All that is in the folder.
    pub(super) fn entries(&self) -> io::Result<impl Iterator<Item = io::Result<Entry>>> {
        Ok(fs::read_dir(&self.0)?.map(|entry| self.entry(&entry?.file_name())))
    }
}

/// What a link leads to is not opened, but the link itself, which is no plain file.
fn nofollow(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(windows)]
    {
        use std::os::windows::fs::OpenOptionsExt;
        const FILE_FLAG_OPEN_REPARSE_POINT: u32 = 0x0020_0000;
        options.custom_flags(FILE_FLAG_OPEN_REPARSE_POINT);
    }
    options
}

/// This system's files have no such bits.
pub(super) fn mode_of(_: &File) -> io::Result<Option<u32>> {
    Ok(None)
}

pub(super) fn make_private(_: &File) -> io::Result<()> {
    Ok(())
}

pub(super) fn clone_into(_: &File, _: &File) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
