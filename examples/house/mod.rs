//! The file of a federation's own words, for the examples that take one.

use std::fs;
use std::path::Path;

use reissue_notice::{Action, Error, ErrorKind, FontChain, House};

/// What the file says, set with the fonts of the library.
pub(crate) fn read(path: &Path) -> Result<House, Error> {
    let text = fs::read_to_string(path).map_err(|source| {
        let (action, path) = (Action::Read, path.to_owned());
        Error::from(ErrorKind::Io { action, path, source })
    })?;
    House::read(&text, &FontChain::bundled()?)
}
