//! 住所 and 建物: let in as names are.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Expected, Field, ForField, Result};
use crate::text::door::{Door, Words};
use crate::text::note::Note;

/// Longer than any of 28,805 real addresses.
const DOOR: Door = Door::line(200, Expected::Words);

/// An address from the prefecture to the number, as it is printed.
///
/// ```
/// use reissue_notice::Address;
/// let address: Address = "山梨県甲府市丸の内1丁目6-1".parse()?;
/// assert_eq!(address.as_str(), "山梨県甲府市丸の内1丁目6-1");
/// let error = "　".parse::<Address>().unwrap_err();
/// assert_eq!(error.to_string(), "address: found nothing, expected words");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    text: Box<str>,
    notes: Box<[Note]>,
}

impl Address {
    /// The address as it is printed.
    ///
    /// ```
    /// # use reissue_notice::Address;
    /// assert_eq!("甲府市丸の内1-6-1　".parse::<Address>()?.as_str(), "甲府市丸の内1-6-1");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What was changed on the way in, in the order of the steps.
    ///
    /// ```
    /// # use reissue_notice::Address;
    /// let address: Address = "甲府市丸の内1-6-1　".parse()?;
    /// assert_eq!(address.notes()[0].to_string(), "trimmed U+3000 at 12");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The same without a building that it ends in: many lists name that twice.
    pub(crate) fn without(&self, building: &str) -> &str {
        self.text.strip_suffix(building).map_or(&*self.text, str::trim_end)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl FromStr for Address {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let Words { text, notes } = admitted(Field::Address, text)?;
        Ok(Self { text: text.into(), notes: notes.into() })
    }
}

/// The building, floor and room in an address, as they are printed.
///
/// ```
/// use reissue_notice::Building;
/// let building: Building = "　県民会館3F".parse()?;
/// assert_eq!(building.as_str(), "県民会館3F");
/// assert_eq!(building.notes()[0].to_string(), "trimmed U+3000 at 1");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Building {
    text: Box<str>,
    notes: Box<[Note]>,
}

impl Building {
    /// The building as it is printed.
    ///
    /// ```
    /// # use reissue_notice::Building;
    /// assert_eq!("県民会館3F　".parse::<Building>()?.as_str(), "県民会館3F");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What was changed on the way in, in the order of the steps.
    ///
    /// ```
    /// # use reissue_notice::Building;
    /// let building: Building = "県民会館3F　".parse()?;
    /// assert_eq!(building.notes()[0].to_string(), "trimmed U+3000 at 7");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }
}

impl fmt::Display for Building {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl FromStr for Building {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let Words { text, notes } = admitted(Field::Building, text)?;
        Ok(Self { text: text.into(), notes: notes.into() })
    }
}

fn admitted(field: Field, text: &str) -> Result<Words> {
    DOOR.admit(text).for_field(field)
}
