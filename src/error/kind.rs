//! What went wrong: one variant a kind, each with what was found and what would be right, as
//! values.

use std::fmt;
use std::io;
use std::path::PathBuf;

use super::character::{Listed, Named};
use super::clash::Clash;
use super::expected::Expected;
use super::file::{Action, Plain, Safeguard};
use super::font::FontFault;
use super::gaiji::GaijiFault;
use super::key::KeyFault;
#[cfg(feature = "roster")]
use super::list::ListFault;
#[cfg(feature = "print-shop")]
use super::log::LogFault;
#[cfg(feature = "print-shop")]
use super::overlap::{Clear, Corner, Extent, Obstacle};
use super::part::PagePart;
#[cfg(feature = "toml")]
use super::toml::TomlFault;
use super::unfit::Unfit;

/// What went wrong. More kinds may come.
///
/// ```
/// use reissue_notice::{ErrorKind, Expected, Policy};
/// let password = "K3MrRT3H1720390W".parse()?;
/// let error = Policy::default().check(&password).unwrap_err();
/// let ErrorKind::Place { position, expected } = error.kind() else { panic!("{error}") };
/// assert_eq!((*position, expected), (16, &Expected::Digit));
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Nothing is left of the text.
    #[error("found nothing, expected {expected}")]
    Empty {
        /// What should have been there.
        expected: Expected,
    },
    /// Too short or too long.
    #[error("found {found} characters, expected {expected}")]
    Length {
        /// How many characters there were.
        found: usize,
        /// How many there should be.
        expected: Expected,
    },
    /// A character that may not stand where it stands.
    #[error("character {position} is {}, expected {expected}", Named(*.found))]
    Character {
        /// Counted from 1.
        position: usize,
        /// The character.
        found: char,
        /// What may stand there.
        expected: Expected,
    },
    /// A place of a password that is not of its class; the character stays unsaid.
    #[error("place {position} is not {expected}")]
    Place {
        /// Counted from 1.
        position: usize,
        /// What the policy asks for.
        expected: Expected,
    },
    /// A prefecture code outside 01 to 47.
    #[error("found prefecture {found}, expected 01 to 47")]
    Prefecture {
        /// The first two digits.
        found: String,
    },
    /// A day that no calendar has, or one before the first era that the letter can name.
    #[error("found {found:?}, expected {expected}")]
    Day {
        /// What was given.
        found: String,
        /// The form or the range.
        expected: Expected,
    },
    /// A character that is never printed, whatever the font.
    #[error("character {position} is {}: {reason}", Named(*.found))]
    Unprintable {
        /// Counted from 1.
        position: usize,
        /// The character.
        found: char,
        /// Why it is refused.
        reason: Unfit,
    },
    /// Characters that no font in the chain can print.
    #[error("{} is in none of the fonts {fonts}", Listed(.cluster))]
    MissingGlyph {
        /// The character, with what combines with it.
        cluster: String,
        /// The faces that were asked.
        fonts: String,
    },
    /// Text that does not fit its box even at the smallest size on as many lines as there are.
    #[error(
        "{what} is {needed_mm:.1} mm wide at {floor_pt} pt, \
         more than {} hold",
        LineWidths(.rooms_mm)
    )]
    TooWide {
        /// Which box.
        what: PagePart,
        /// Width on one line at the smallest size, in millimetres.
        needed_mm: f64,
        /// Smallest size, in points.
        floor_pt: f64,
        /// The width of each line that there is, in millimetres.
        rooms_mm: Vec<f64>,
    },
    /// Text that its lines could hold, had it a place to break where they end.
    #[error(
        "{what} is {needed_mm:.1} mm wide at {floor_pt} pt \
         and has no place to break that lets {} hold it",
        LineWidths(.rooms_mm)
    )]
    NoBreak {
        /// Which box.
        what: PagePart,
        /// Width on one line at the smallest size, in millimetres.
        needed_mm: f64,
        /// Smallest size, in points.
        floor_pt: f64,
        /// The width of each line that there is, in millimetres.
        rooms_mm: Vec<f64>,
    },
    /// A part of the page that lies outside the place it must keep to.
    #[error(
        "{what} would reach from {top_mm:.1} to {bottom_mm:.1} mm, \
         expected within {from_mm:.1} to {to_mm:.1} mm of the top"
    )]
    OffPage {
        /// Which part.
        what: PagePart,
        /// Upper edge in millimetres from the top of the page.
        top_mm: f64,
        /// Lower edge in millimetres from the top of the page.
        bottom_mm: f64,
        /// Where it may begin.
        from_mm: f64,
        /// Where it must end.
        to_mm: f64,
    },
    /// A window of an envelope that an address with its bars finds no room in.
    #[error(
        "shows {width_mm:.1} by {height_mm:.1} mm however the sheet slips, expected at least \
         {least_width_mm:.1} by {least_height_mm:.1} mm"
    )]
    SmallWindow {
        /// How wide what it always shows is.
        width_mm: f64,
        /// How high what it always shows is.
        height_mm: f64,
        /// How wide the bars are.
        least_width_mm: f64,
        /// How high an address, a name and the bars stand.
        least_height_mm: f64,
    },
    /// A mark for the inserter that would be printed over something else.
    #[cfg(feature = "print-shop")]
    #[error(
        "it takes {taken} of page {page}, with what stays white around it, and would lie over \
         {obstacle} at {at}; {}", Clear(*.clear)
    )]
    Overlap {
        /// Of the letter, counted from 1.
        page: usize,
        /// What the mark takes.
        taken: Extent,
        /// What stands there.
        obstacle: Obstacle,
        /// Where that stands.
        at: Extent,
        /// The nearest place where the mark would stand alone, if there is one.
        clear: Option<Corner>,
    },
    /// A value that has to be given and was not.
    #[error("not given")]
    Missing,
    /// More remarks than a letter may have.
    #[error("found {found} remarks, expected at most {most}")]
    TooManyRemarks {
        /// How many there were.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// More passwords than a letter may hand over.
    #[error("found {found} passwords, expected at most {most}")]
    TooManyPasswords {
        /// How many there were.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// Two passwords for one purpose, counted from 1.
    #[error("password {second} is for the same purpose as password {first}, expected another")]
    SamePurpose {
        /// The first that has it.
        first: usize,
        /// The second that has it.
        second: usize,
    },
    /// Another number of passwords than a letter hands over.
    #[error("found {found} of the {expected} passwords that the letter hands over")]
    PasswordCount {
        /// How many were given.
        found: usize,
        /// How many the letter hands over.
        expected: usize,
    },
    /// Letters that a printer of both sides would begin on the back of another.
    #[error(
        "an odd number of pages a letter ({pages}) cannot be printed on both sides: \
         the next letter would begin on the back of this one"
    )]
    OddPages {
        /// How many pages each has.
        pages: usize,
    },
    /// A provider whose letter is asked for, and of whom the manifest has none.
    #[error("the manifest names no letter of this provider")]
    NotIssued,
    /// A file of a run that is not the one that was written.
    #[error("{}: not as it was written; a verification names what is", .path.display())]
    Altered {
        /// The file.
        path: PathBuf,
    },
    /// More than one thing is wrong with the set-up; [`Error::each`](super::Error::each) tells each
    /// with its own field.
    #[error("{count} faults")]
    Several {
        /// How many.
        count: usize,
    },
    /// A second record with a value that must be unique.
    #[error("same as in row {first_row}")]
    Duplicate {
        /// The row that had it first, counted from 1.
        first_row: usize,
    },
    /// Font bytes that cannot be used.
    #[error("{reason}")]
    UnusableFont {
        /// Why.
        reason: FontFault,
    },
    /// More faces than a chain may have.
    #[error("found {found} faces, expected at most {most}")]
    TooManyFaces {
        /// How many there would be.
        found: usize,
        /// How many a chain may have.
        most: usize,
    },
    /// A line of a gaiji map that does not follow its form.
    #[error("line {line}: {reason}")]
    GaijiLine {
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: GaijiFault,
    },
    /// A value outside its range.
    #[error("found {found}, expected {expected}")]
    Range {
        /// What was given.
        found: String,
        /// What is allowed.
        expected: Expected,
    },
    /// The PDF could not be built; a defect of this crate or of a font.
    #[error("the PDF could not be built: {reason}")]
    Defect {
        /// What was found.
        reason: String,
    },
    /// A policy whose passwords hold too few bits of chance.
    #[error("found {found:.1} bits of chance in a password, expected {fewest:.0} or more")]
    FewBits {
        /// How many bits a password would hold.
        found: f64,
        /// How many it should hold.
        fewest: f64,
    },
    /// A key of nothing but zeros: a buffer that nobody filled.
    #[error("found nothing but zeros, expected 32 bytes of chance")]
    BlankKey,
    /// A file that is not taken for a key's.
    #[error("{} {fault}", .path.display())]
    KeyFile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        fault: KeyFault,
    },
    /// The system's random generator failed.
    #[error("the system's random generator failed: {reason}")]
    Random {
        /// What it said.
        reason: String,
    },
    /// The folder belongs to another run.
    #[error("{}: {reason}", .path.display())]
    OtherRun {
        /// The folder or file.
        path: PathBuf,
        /// In what it differs.
        reason: Clash,
    },
    /// Something else has a name that a run would use: it is neither followed nor written over.
    #[error("{}: found a link or something else, expected {expected}", .path.display())]
    Planted {
        /// What has the name.
        path: PathBuf,
        /// What should have it.
        expected: Plain,
    },
    /// A folder that belongs to everybody.
    #[error(
        "{}: everybody may write here (mode {mode:04o}), expected a folder for the letters alone",
        .path.display()
    )]
    SharedFolder {
        /// The folder.
        path: PathBuf,
        /// The bits of its mode.
        mode: u32,
    },
    /// A file system that cannot do what keeps a run safe.
    #[error(
        "{}: {} ({source}); {}", .path.display(), .safeguard.lacking(), .safeguard.way_out()
    )]
    Unsupported {
        /// The folder.
        path: PathBuf,
        /// What it cannot do.
        safeguard: Safeguard,
        /// What the system said.
        source: io::Error,
    },
    /// A file operation failed.
    #[error("cannot {action} {}: {source}", .path.display())]
    Io {
        /// What was tried.
        action: Action,
        /// On which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A line of a manifest that is none.
    #[error("{}: line {line} is not as it was written", .path.display())]
    ManifestLine {
        /// The manifest.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
    },
    /// A list of providers, or a row of it, cannot be read.
    #[cfg(feature = "roster")]
    #[error("{0}")]
    List(ListFault),
    /// A file of words, or a value in it, cannot be taken.
    #[cfg(feature = "toml")]
    #[error("{0}")]
    Toml(TomlFault),
    /// The log of an inserter that cannot be read.
    #[cfg(feature = "print-shop")]
    #[error("{0}")]
    Log(LogFault),
    /// Reading from the caller's reader failed.
    #[cfg(feature = "roster")]
    #[error("cannot read the list: {source}")]
    Read {
        /// What the reader said.
        source: io::Error,
    },
    /// Writing to the caller's writer failed.
    #[error("cannot write the spool: {source}")]
    Write {
        /// What the writer said.
        source: io::Error,
    },
}

impl ErrorKind {
    /// Whether it can be the fault of one record, where it is about a record's field.
    pub(super) fn can_be_of_a_record(&self) -> bool {
        matches!(
            self,
            Self::Empty { .. }
                | Self::Length { .. }
                | Self::Character { .. }
                | Self::Place { .. }
                | Self::Prefecture { .. }
                | Self::Unprintable { .. }
                | Self::MissingGlyph { .. }
                | Self::TooWide { .. }
                | Self::NoBreak { .. }
                | Self::OffPage { .. }
                | Self::Missing
                | Self::Duplicate { .. }
        )
    }
}

/// Lines and how wide they are, for a sentence.
pub(super) struct LineWidths<'a>(pub(super) &'a [f64]);

impl fmt::Display for LineWidths<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [only] => write!(f, "1 line of {only:.1} mm"),
            [first, rest @ ..] if rest.iter().all(|room| (room - first).abs() < 0.05) => {
                write!(f, "{} lines of {first:.1} mm", self.0.len())
            }
            rooms => {
                let rooms: Vec<String> = rooms.iter().map(|room| format!("{room:.1}")).collect();
                write!(f, "lines of {} mm", rooms.join(" and "))
            }
        }
    }
}
