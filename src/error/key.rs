//! What is wrong with the file of a key.

use std::fmt;

/// Why a file is not taken for a key's; none of its characters are part of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyFault {
    /// A key is made where something stands already.
    Exists,
    /// A folder or a device.
    NotPlain,
    /// Other users may read it.
    Open {
        /// The bits of its mode.
        mode: u32,
    },
    /// Not 64 hexadecimal digits, a blank and 8 more.
    Form,
    /// The last 8 digits do not fit the others.
    Check,
    /// Nothing but zeros.
    Blank,
}

impl fmt::Display for KeyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Exists => "stands already, and a key is never written over",
            Self::NotPlain => "is no plain file",
            Self::Open { mode } => {
                return write!(
                    f,
                    "can be read by others (mode {mode:04o}), expected mode 0600: if they may \
                     have read it, make another key"
                );
            }
            Self::Form => {
                "does not hold a key: 64 digits 0-9 a-f, a blank, and 8 digits that check them"
            }
            Self::Check => "holds a key that its last 8 digits do not fit: it was altered",
            Self::Blank => "holds a key of nothing but zeros",
        })
    }
}
