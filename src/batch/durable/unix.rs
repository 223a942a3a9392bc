//! Folders by handle, as unix has them: a name is looked up in the folder that was opened, whatever
//! was put in its place since, and no link is followed.

use std::ffi::OsStr;
use std::fs::{File, Permissions};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::Path;

use rustix::fs::{self, AtFlags, CWD, Dir, Mode, OFlags};

use super::{Entry, Kind, PRIVATE_FILE, PRIVATE_FOLDER};

/// What `fstatfs` calls XFS.
#[cfg(target_os = "linux")]
const XFS: fs::FsWord = 0x5846_5342;

/// An open folder.
#[derive(Debug)]
pub(super) struct Handle(OwnedFd);

impl Handle {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        Ok(Self(fs::openat(CWD, path, flags, Mode::empty())?))
    }

    /// With every folder above it that is missing.
    pub(super) fn create(path: &Path) -> io::Result<()> {
        std::fs::DirBuilder::new().recursive(true).mode(PRIVATE_FOLDER).create(path)
    }

    /// Opens a name in this folder, never what a link leads to; what it makes is for its owner
    /// alone.
    fn open_at(&self, name: &str, flags: OFlags) -> io::Result<OwnedFd> {
        let flags = flags | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(fs::openat(&self.0, name, flags, Mode::from_raw_mode(PRIVATE_FILE))?)
    }

    pub(super) fn open_folder(&self, name: &str) -> io::Result<Self> {
        Ok(Self(self.open_at(name, OFlags::RDONLY | OFlags::DIRECTORY)?))
    }

    pub(super) fn create_folder(&self, name: &str) -> io::Result<()> {
        Ok(fs::mkdirat(&self.0, name, Mode::from_raw_mode(PRIVATE_FOLDER))?)
    }

    /// A file that was not there, for no other user's eyes from its first byte on.
    pub(super) fn create_file(&self, name: &str) -> io::Result<File> {
        let file = self.open_at(name, OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL)?.into();
        // A umask may take bits of our own away.
        make_private(&file)?;
        Ok(file)
    }

    /// A file without a name in this folder, for no other user's eyes.
    #[cfg(target_os = "linux")]
    pub(super) fn create_nameless(&self) -> io::Result<File> {
        let flags = OFlags::RDWR | OFlags::TMPFILE | OFlags::CLOEXEC;
        Ok(fs::openat(&self.0, ".", flags, Mode::from_raw_mode(PRIVATE_FILE))?.into())
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) fn create_nameless(&self) -> io::Result<File> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Without waiting for a writer where somebody has put a FIFO.
    pub(super) fn open_file(&self, name: &str) -> io::Result<File> {
        Ok(self.open_at(name, OFlags::RDONLY | OFlags::NONBLOCK)?.into())
    }

    pub(super) fn open_to_append(&self, name: &str) -> io::Result<File> {
        Ok(self.open_at(name, OFlags::WRONLY | OFlags::APPEND | OFlags::NONBLOCK)?.into())
    }

    /// The file that is locked; made where it is not there.
    pub(super) fn open_lock(&self, name: &str) -> io::Result<File> {
        Ok(self.open_at(name, OFlags::RDWR | OFlags::CREATE | OFlags::NONBLOCK)?.into())
    }

    pub(super) fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        Ok(fs::renameat(&self.0, from, &self.0, to)?)
    }

    /// Gives a file a second name, unless something has it.
    pub(super) fn link(&self, from: &str, to: &str) -> io::Result<()> {
        Ok(fs::linkat(&self.0, from, &self.0, to, AtFlags::empty())?)
    }

    pub(super) fn remove(&self, name: &str) -> io::Result<()> {
        Ok(fs::unlinkat(&self.0, name, AtFlags::empty())?)
    }

    /// The same folder, opened once more.
    pub(super) fn again(&self) -> io::Result<Self> {
        self.open_folder(".")
    }

    pub(super) fn sync(&self) -> io::Result<()> {
        Ok(fs::fsync(&self.0)?)
    }

    /// Whether another folder is on the same file system.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        let devices = [self, other].map(|handle| fs::fstat(&handle.0).map(|found| found.st_dev));
        matches!(devices, [Ok(one), Ok(other)] if one == other)
    }

    /// Whether [`Handle::sync_file_system`] tells of every file that could not be written.
    #[cfg(target_os = "linux")]
    pub(super) fn tells_of_every_file(&self) -> bool {
        const EXT4: fs::FsWord = 0xEF53;
        const TMPFS: fs::FsWord = 0x0102_1994;
        let kind = fs::fstatfs(&self.0).map(|found| found.f_type);
        matches!(kind, Ok(EXT4 | XFS | TMPFS)) && is_linux_from(5, 17)
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) fn tells_of_every_file(&self) -> bool {
        false
    }

    /// Whether files on its file system may have extents in common.
    #[cfg(target_os = "linux")]
    pub(super) fn may_share_extents(&self) -> bool {
        const BTRFS: fs::FsWord = 0x9123_683E;
        matches!(fs::fstatfs(&self.0).map(|found| found.f_type), Ok(BTRFS | XFS))
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) fn may_share_extents(&self) -> bool {
        false
    }

    #[cfg(target_os = "linux")]
    pub(super) fn sync_file_system(&self) -> io::Result<()> {
        Ok(fs::syncfs(&self.0)?)
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) fn sync_file_system(&self) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// The bits of its mode that say who may do what.
    pub(super) fn mode(&self) -> io::Result<u32> {
        Ok(fs::fstat(&self.0)?.st_mode & 0o7777)
    }

    pub(super) fn make_private(&self) -> io::Result<()> {
        Ok(fs::fchmod(&self.0, Mode::from_raw_mode(PRIVATE_FOLDER))?)
    }

    /// What has this name, itself and not what it may lead to.
    pub(super) fn entry(&self, name: &OsStr) -> io::Result<Entry> {
        let stat = fs::statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW)?;
        let kind = match fs::FileType::from_raw_mode(stat.st_mode) {
            fs::FileType::RegularFile => Kind::File,
            fs::FileType::Directory => Kind::Folder,
            _ => Kind::Other,
        };
        Ok(Entry { name: name.to_owned(), kind, mode: Some(stat.st_mode & 0o7777) })
    }

    /// All that is in the folder.
    pub(super) fn entries(&self) -> io::Result<impl Iterator<Item = io::Result<Entry>>> {
        let entry = |found: rustix::io::Result<fs::DirEntry>| match found?.file_name().to_bytes() {
            b"." | b".." => Ok(None),
            name => self.entry(OsStr::from_bytes(name)).map(Some),
        };
        Ok(Dir::read_from(&self.0)?.filter_map(move |found| entry(found).transpose()))
    }
}

/// Its release is `6.18.44-generic` or the like.
#[cfg(target_os = "linux")]
fn is_linux_from(major: u32, minor: u32) -> bool {
    let uname = rustix::system::uname();
    let release = uname.release().to_string_lossy();
    let mut numbers = release.split(['.', '-']).map(str::parse);
    matches!(
        (numbers.next(), numbers.next()),
        (Some(Ok(found)), Some(Ok(patch))) if (found, patch) >= (major, minor)
    )
}

/// The bits of a file's mode that say who may do what.
pub(super) fn mode_of(file: &File) -> io::Result<Option<u32>> {
    Ok(Some(file.metadata()?.permissions().mode() & 0o7777))
}

pub(super) fn make_private(file: &File) -> io::Result<()> {
    file.set_permissions(Permissions::from_mode(PRIVATE_FILE))
}

/// Gives an empty file the whole content of another, by extents that both have.
#[cfg(target_os = "linux")]
pub(super) fn clone_into(file: &File, other: &File) -> io::Result<()> {
    Ok(fs::ioctl_ficlone(file, other)?)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn clone_into(_: &File, _: &File) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
