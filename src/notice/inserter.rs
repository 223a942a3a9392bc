//! The mark that an inserter (封入機) reads on each sheet: what kind it is, where it stands, and how
//! large.
//!
//! - [`sheet`]: what it says
//! - here: the rest

pub(crate) mod sheet;

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind, Expected, Field, Millimetres, Result};
use sheet::MarkedSheet;

/// A mark on each sheet of volumes, by which an inserter (封入機) knows the sheets of an envelope:
/// which run, which sheet and envelope of it, sheet how many of how many, and whether the last. It
/// stands on the front of each sheet, also of one with the page of instructions, and says nothing
/// else: what it is made of has no room for a secret.
///
/// It is written `datamatrix:LEFT,TOP` or `omr:LEFT,TOP`: where its upper left corner stands, in
/// millimetres from the left and upper edges of the sheet. Its sizes may follow:
/// `datamatrix:6,280,module=0.6`, `omr:6,205,length=8,thickness=0.7,pitch=4.233`. A place where it
/// would be printed over something else is refused by
/// [`Batch::write_volumes`](crate::Batch::write_volumes), with the nearest that is clear.
///
/// ```
/// use reissue_notice::{InserterMark, MarkKind, MarkPlace, SpoolOptions};
/// let mark: InserterMark = "datamatrix:6,280".parse()?;
/// let place = MarkPlace { left_mm: 6.0, top_mm: 280.0 };
/// assert_eq!(mark, InserterMark::new(MarkKind::DATA_MATRIX, place)?);
/// assert_eq!(mark.to_string(), "datamatrix:6,280,module=0.5");
///
/// let options = SpoolOptions::default().with_inserter_mark(mark);
/// assert_eq!(options.inserter_mark(), Some(mark));
///
/// let error = "datamatrix:6,280,module=0.1".parse::<InserterMark>().unwrap_err();
/// let sentence = "mark of the inserter: found module=0.1, expected 0.3 to 2 mm";
/// assert_eq!(error.to_string(), sentence);
/// # Ok::<(), reissue_notice::Error>(())
/// ```
///
/// # What a Data Matrix says
///
/// ECC 200, 18 by 18 modules, always 34 digits, each number with leading zeros; one module around
/// it stays white.
///
/// | digits | how many | what | column of the log |
/// |---|---|---|---|
/// | 1 | 1 | `1`: this form | |
/// | 2 to 11 | 10 | the run, as [`Batch::marked_run`](crate::Batch::marked_run) has it | |
/// | 12 to 19 | 8 | the sheet in the run, from 1 | `sheet` |
/// | 20 to 27 | 8 | the envelope in the run, from 1 | `envelope` |
/// | 28 to 30 | 3 | the sheet in its envelope, from 1 | |
/// | 31 to 33 | 3 | how many sheets the envelope has | |
/// | 34 | 1 | `1` on the last of them, else `0` | |
///
/// Sheet and envelope are those that [`LogColumns`](crate::LogColumns) reads back from the
/// inserter's log; where no letters share envelopes, each letter is an envelope. Marks are printed
/// before letters are pulled: an envelope that one was pulled from has fewer sheets than they say.
///
/// # What OMR bars say
///
/// Twelve places from the top, a sixth of an inch apart; a bar is 1, none is 0. 3 mm to their left
/// and right stay white, and half a pitch over and under them.
///
/// | place | what |
/// |---|---|
/// | 1 | always: the first |
/// | 2, 3 | the run, its remainder by 4: 2, 1 |
/// | 4, 5, 6 | the envelope in the run, its remainder by 8: 4, 2, 1 |
/// | 7, 8, 9 | the sheet in its envelope, its remainder by 8: 4, 2, 1 |
/// | 10 | the last sheet of the envelope |
/// | 11 | parity: there is an even number of bars in all |
/// | 12 | always: the last |
///
/// How many sheets an envelope has is known at its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InserterMark {
    pub(crate) kind: Kind,
    pub(crate) left: Millimetres,
    pub(crate) top: Millimetres,
}

/// The marks of a letter, sheet by sheet.
#[derive(Clone, Debug)]
pub(crate) struct SheetMarks {
    pub(crate) mark: InserterMark,
    pub(crate) sheets: Vec<MarkedSheet>,
}

/// What kind of mark it is, and how large.
///
/// ```
/// use reissue_notice::{InserterMark, MarkKind, MarkPlace};
/// let kind = MarkKind::Omr { length_mm: 8.0, thickness_mm: 0.7, pitch_mm: 3.175 };
/// let mark = InserterMark::new(kind, MarkPlace { left_mm: 7.0, top_mm: 205.0 })?;
/// assert_eq!(mark.to_string(), "omr:7,205,length=8,thickness=0.7,pitch=3.175");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MarkKind {
    /// A square of 18 by 18 modules.
    DataMatrix {
        /// A side of a module, from 0.3 to 2 mm.
        module_mm: f64,
    },
    /// Twelve places for bars under each other, which lie across the sheet.
    Omr {
        /// How long a bar is, from 3 to 25 mm.
        length_mm: f64,
        /// How thick it is, from 0.3 to 2 mm.
        thickness_mm: f64,
        /// From bar to bar, from 2.5 to 10 mm.
        pitch_mm: f64,
    },
}

impl MarkKind {
    /// Modules of 0.5 mm: with what stays white around it, 10 mm square.
    ///
    /// ```
    /// use reissue_notice::MarkKind;
    /// assert_eq!(MarkKind::DATA_MATRIX, MarkKind::DataMatrix { module_mm: 0.5 });
    /// ```
    pub const DATA_MATRIX: Self = Self::DataMatrix { module_mm: 0.5 };
    /// Bars of 10 by 0.5 mm, a sixth of an inch apart.
    ///
    /// ```
    /// use reissue_notice::MarkKind;
    /// let inch_mm = 25.4_f64;
    /// let MarkKind::Omr { pitch_mm, .. } = MarkKind::OMR else { unreachable!() };
    /// assert!((pitch_mm - inch_mm / 6.0).abs() < 0.001);
    /// ```
    pub const OMR: Self = Self::Omr { length_mm: 10.0, thickness_mm: 0.5, pitch_mm: 4.233 };
}

/// Where the upper left corner of a mark stands.
///
/// ```
/// use reissue_notice::{InserterMark, MarkKind, MarkPlace};
/// let place = MarkPlace { left_mm: 6.0, top_mm: 280.0 };
/// let mark = InserterMark::new(MarkKind::DATA_MATRIX, place)?;
/// assert_eq!(mark, "datamatrix:6,280".parse()?);
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarkPlace {
    /// In millimetres from the left edge of the sheet.
    pub left_mm: f64,
    /// In millimetres from its upper edge.
    pub top_mm: f64,
}

/// The same as [`MarkKind`], once it is known to be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    DataMatrix { module: Millimetres },
    Omr(Bars),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bars {
    pub(crate) length: Millimetres,
    pub(crate) thickness: Millimetres,
    pub(crate) pitch: Millimetres,
}

/// A size of a mark: its name, and what it may be in thousandths of a millimetre.
struct Measure {
    name: &'static str,
    least: u32,
    most: u32,
}

const MODULE: Measure = Measure { name: "module", least: 300, most: 2000 };
const LENGTH: Measure = Measure { name: "length", least: 3000, most: 25_000 };
const THICKNESS: Measure = Measure { name: "thickness", least: 300, most: 2000 };
/// So that a bar of any thickness is told from the next.
const PITCH: Measure = Measure { name: "pitch", least: 2500, most: 10_000 };

impl Measure {
    fn check(&self, millimetres: f64) -> Result<Millimetres> {
        let length = Millimetres::new(millimetres);
        let fits = |length: &Millimetres| (self.least..=self.most).contains(&length.micrometres());
        length.filter(fits).ok_or_else(|| {
            let expected = Expected::Length { least: self.least, most: self.most };
            fault(format!("{}={millimetres}", self.name), expected)
        })
    }
}

fn fault(found: String, expected: Expected) -> Error {
    Error::new(Field::InserterMark, ErrorKind::Range { found, expected })
}

impl InserterMark {
    /// A mark of this kind at this place.
    ///
    /// ```
    /// use reissue_notice::{InserterMark, MarkKind, MarkPlace};
    /// let place = MarkPlace { left_mm: 7.0, top_mm: 205.0 };
    /// assert_eq!(InserterMark::new(MarkKind::OMR, place)?, "omr:7,205".parse()?);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Range`] for a size or a place that no mark can have.
    pub fn new(kind: MarkKind, place: MarkPlace) -> Result<Self> {
        let kind = Kind::new(kind)?;
        let MarkPlace { left_mm, top_mm } = place;
        match (Millimetres::new(left_mm), Millimetres::new(top_mm)) {
            (Some(left), Some(top)) => Ok(Self { kind, left, top }),
            _ => Err(fault(format!("{left_mm},{top_mm}"), Expected::InserterMark)),
        }
    }

    /// What a journal tells of it.
    pub(crate) fn of_journal(told: &str) -> Option<Self> {
        told.strip_prefix(PREFIX)?.parse().ok()
    }

    /// How a journal tells it.
    pub(crate) fn in_journal(self) -> String {
        format!("{PREFIX}{self}")
    }
}

/// What stands in a journal before it.
const PREFIX: &str = "mark-";

impl Kind {
    fn new(kind: MarkKind) -> Result<Self> {
        Ok(match kind {
            MarkKind::DataMatrix { module_mm } => {
                Self::DataMatrix { module: MODULE.check(module_mm)? }
            }
            MarkKind::Omr { length_mm, thickness_mm, pitch_mm } => Self::Omr(Bars {
                length: LENGTH.check(length_mm)?,
                thickness: THICKNESS.check(thickness_mm)?,
                pitch: PITCH.check(pitch_mm)?,
            }),
        })
    }
}

impl MarkKind {
    fn named(name: &str) -> Option<Self> {
        match name {
            "datamatrix" => Some(Self::DATA_MATRIX),
            "omr" => Some(Self::OMR),
            _ => None,
        }
    }

    /// Sets a size, written as `module=0.6`, where it has one of this name.
    fn set(&mut self, size: &str) -> Option<()> {
        let (name, value) = size.split_once('=')?;
        let size = match (self, name) {
            (Self::DataMatrix { module_mm }, "module") => module_mm,
            (Self::Omr { length_mm, .. }, "length") => length_mm,
            (Self::Omr { thickness_mm, .. }, "thickness") => thickness_mm,
            (Self::Omr { pitch_mm, .. }, "pitch") => pitch_mm,
            _ => return None,
        };
        *size = value.parse().ok()?;
        Some(())
    }
}

/// A mark as it is written, not yet known to be right.
struct Written {
    kind: MarkKind,
    place: MarkPlace,
}

impl Written {
    fn read(text: &str) -> Option<Self> {
        let (name, rest) = text.split_once(':')?;
        let mut kind = MarkKind::named(name)?;
        let mut items = rest.split(',').map(str::trim);
        let (left, top) = (items.next()?, items.next()?);
        for size in items {
            kind.set(size)?;
        }
        let place = MarkPlace { left_mm: left.parse().ok()?, top_mm: top.parse().ok()? };
        Some(Self { kind, place })
    }
}

impl FromStr for InserterMark {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match Written::read(text) {
            Some(Written { kind, place }) => Self::new(kind, place),
            None => Err(fault(text.chars().take(40).collect(), Expected::InserterMark)),
        }
    }
}

/// As it is parsed, with every size.
impl fmt::Display for InserterMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, left, top } = self;
        match kind {
            Kind::DataMatrix { module } => write!(f, "datamatrix:{left},{top},module={module}"),
            Kind::Omr(Bars { length, thickness, pitch }) => {
                write!(f, "omr:{left},{top},length={length},")?;
                write!(f, "thickness={thickness},pitch={pitch}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_it_is_written() {
        for (text, whole) in [
            ("datamatrix:6,280", "datamatrix:6,280,module=0.5"),
            ("datamatrix:6.25, 280,module=0.6", "datamatrix:6.25,280,module=0.6"),
            ("omr:6,205", "omr:6,205,length=10,thickness=0.5,pitch=4.233"),
            ("omr:6,205,pitch=3.175", "omr:6,205,length=10,thickness=0.5,pitch=3.175"),
        ] {
            let mark: InserterMark = text.parse().unwrap();
            assert_eq!(mark.to_string(), whole);
            assert_eq!(whole.parse::<InserterMark>().unwrap(), mark);
            assert_eq!(InserterMark::of_journal(&mark.in_journal()), Some(mark));
        }
    }

    #[test]
    fn what_no_mark_can_be_is_refused() {
        let form = "datamatrix:LEFT,TOP or omr:LEFT,TOP in mm, perhaps with module=MM, or \
                    length=MM, thickness=MM and pitch=MM";
        for (text, found, expected) in [
            ("qr:6,280", "qr:6,280", form),
            ("omr:6", "omr:6", form),
            ("omr:6,205,module=0.5", "omr:6,205,module=0.5", form),
            ("datamatrix:-1,280", "-1,280", form),
            ("datamatrix:6,NaN", "6,NaN", form),
            ("omr:6,205,pitch=1", "pitch=1", "2.5 to 10 mm"),
            ("omr:6,205,length=30", "length=30", "3 to 25 mm"),
            ("omr:6,205,thickness=inf", "thickness=inf", "0.3 to 2 mm"),
        ] {
            let error = text.parse::<InserterMark>().unwrap_err();
            let sentence = format!("mark of the inserter: found {found}, expected {expected}");
            assert_eq!(error.to_string(), sentence);
        }
    }
}
