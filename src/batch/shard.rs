//! A part of the list for one of many machines: by a hash of the provider number, so that every
//! machine agrees without talking.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::hexadecimal::leading_number;
use crate::error::{Error, Expected, Field, Result};
use crate::provider::number::ProviderNumber;

/// The `index`-th of `count` parts, counted from 0.
///
/// ```
/// use reissue_notice::Shard;
/// let shard: Shard = "2/8".parse()?;
/// assert_eq!((shard.index(), shard.count()), (2, 8));
/// let error = "8/8".parse::<Shard>().unwrap_err();
/// assert_eq!(error.to_string(), "shard: found 8/8, expected i/n with i below n");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    index: u32,
    count: u32,
}

impl Shard {
    /// The `index`-th of `count` parts, counted from 0.
    ///
    /// ```
    /// use reissue_notice::Shard;
    /// assert_eq!(Shard::new(2, 8)?, "2/8".parse()?);
    /// assert!(Shard::new(8, 8).is_err());
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Range`](crate::ErrorKind::Range) where there is no such part.
    pub fn new(index: u32, count: u32) -> Result<Self> {
        if index < count {
            Ok(Self { index, count })
        } else {
            Err(wrong(&format!("{index}/{count}")))
        }
    }

    /// Which part, counted from 0.
    ///
    /// ```
    /// # use reissue_notice::Shard;
    /// assert_eq!("2/8".parse::<Shard>()?.index(), 2);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn index(self) -> u32 {
        self.index
    }

    /// Of how many.
    ///
    /// ```
    /// # use reissue_notice::Shard;
    /// assert_eq!("2/8".parse::<Shard>()?.count(), 8);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn count(self) -> u32 {
        self.count
    }

    /// Whether a provider belongs to this part: the first eight bytes of the SHA-256 of its number,
    /// modulo the count.
    ///
    /// ```
    /// use reissue_notice::Shard;
    /// let number = "1971100456".parse()?;
    /// assert!(Shard::new(6, 8)?.holds(number));
    /// assert!(!Shard::new(2, 8)?.holds(number));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn holds(self, number: ProviderNumber) -> bool {
        let hash = leading_number(&Sha256::digest(number.as_str()));
        hash % u64::from(self.count) == u64::from(self.index)
    }

    /// Every part of a list that is split into so many.
    pub(super) fn all(count: u32) -> impl Iterator<Item = Self> {
        (0..count).map(move |index| Self { index, count })
    }
}

/// `i/n`, i counted from 0.
impl FromStr for Shard {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let parts = text
            .split_once('/')
            .and_then(|(index, count)| Some((index.parse().ok()?, count.parse().ok()?)));
        let (index, count) = parts.ok_or_else(|| wrong(text))?;
        Self::new(index, count)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.count)
    }
}

fn wrong(found: &str) -> Error {
    Error::range(Field::Shard, found, Expected::ShardForm)
}
