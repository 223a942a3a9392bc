//! What a federation's private-use characters (外字) stand for, from a small text file.
//!
//! One entry a line: the code point, the text that it stands for, and, where the text's own glyph
//! is not the one wanted, the face (counted from 1 in the chain) and glyph to print. `#` begins a
//! comment.
//!
//! ```text
//! U+E000  葛󠄁            # prints and reads as this variation sequence
//! U+E001  髙  3:127     # prints glyph 127 of the third face, reads as 髙
//! ```

use std::collections::BTreeMap;
use std::str::FromStr;

use super::glyph::TEXT;
use crate::error::{Error, ErrorKind, Expected, GaijiFault, Result};
use crate::text::characters::is_private_use;
use crate::text::door::Door;

/// Wide enough for a text that only composing makes short enough.
const DOOR: Door = Door::line(2 * TEXT, Expected::Words);

/// Private-use characters and what each stands for.
///
/// ```
/// use reissue_notice::GaijiMap;
/// let map: GaijiMap = "# our gaiji\nU+E000 髙\nU+E001 吉 3:127\n".parse()?;
/// assert_eq!(map.len(), 2);
/// let error = "U+4E00 一".parse::<GaijiMap>().unwrap_err();
/// assert_eq!(error.to_string(), "gaiji map: line 1: U+4E00 is not a private-use character");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GaijiMap(BTreeMap<char, Entry>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) character: char,
    /// Counted from 1.
    pub(crate) line: usize,
    pub(crate) gaiji: Gaiji,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Gaiji {
    Text(String),
    Glyph { text: Vec<char>, face: usize, id: u16 },
}

impl GaijiMap {
    pub(crate) fn get(&self, c: char) -> Option<&Gaiji> {
        self.0.get(&c).map(|entry| &entry.gaiji)
    }

    /// In the order of the code points.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.0.values()
    }

    /// How many entries it has.
    ///
    /// ```
    /// # use reissue_notice::GaijiMap;
    /// assert_eq!("U+E000 髙\nU+E001 吉 3:127".parse::<GaijiMap>()?.len(), 2);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it has no entry.
    ///
    /// ```
    /// # use reissue_notice::GaijiMap;
    /// assert!("# none yet".parse::<GaijiMap>()?.is_empty());
    /// assert!(!"U+E000 髙".parse::<GaijiMap>()?.is_empty());
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromStr for GaijiMap {
    type Err = Error;

    fn from_str(file: &str) -> Result<Self> {
        let mut map = Self::default();
        for (line, content) in (1..).zip(file.trim_start_matches('\u{FEFF}').lines()) {
            let content = content.split('#').next().unwrap_or_default().trim();
            if !content.is_empty() {
                map.add(line, content).map_err(|fault| fault.of_line(line))?;
            }
        }
        Ok(map)
    }
}

impl GaijiMap {
    fn add(&mut self, line: usize, content: &str) -> Result<(), GaijiFault> {
        let fields: Vec<&str> = content.split_whitespace().collect();
        let (code, text, glyph) = match *fields {
            [code, text] => (code, text, None),
            [code, text, glyph] => (code, text, Some(glyph)),
            _ => return Err(GaijiFault::Fields),
        };
        let character = private_use(code)?;
        let gaiji = Gaiji::of(text, glyph)?;
        match self.0.insert(character, Entry { character, line, gaiji }) {
            None => Ok(()),
            Some(_) => Err(GaijiFault::Repeated { character }),
        }
    }
}

impl Gaiji {
    /// A text, and the glyph to print where its own is not the one wanted.
    fn of(text: &str, glyph: Option<&str>) -> Result<Self, GaijiFault> {
        let text = admitted(text)?;
        let Some(glyph) = glyph else { return Ok(Self::Text(text)) };
        let text = text.chars().collect();
        match face_and_glyph(glyph) {
            Some((face, id)) => Ok(Self::Glyph { text, face, id }),
            None => Err(GaijiFault::Glyph { found: start(glyph) }),
        }
    }
}

fn private_use(code: &str) -> Result<char, GaijiFault> {
    let found = start(code);
    match code_point(code) {
        Some(c) if is_private_use(c) => Ok(c),
        Some(_) => Err(GaijiFault::NotPrivate { found }),
        None => Err(GaijiFault::CodePoint { found }),
    }
}

fn code_point(code: &str) -> Option<char> {
    let digits = code.strip_prefix("U+")?;
    let hex = digits.len() <= 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16).ok().filter(|_| hex).and_then(char::from_u32)
}

/// The text of an entry: cleaned as a name is, and short enough for one glyph to stand for.
fn admitted(text: &str) -> Result<String, GaijiFault> {
    let text = DOOR.admit(text).map_err(|kind| not_admitted(&kind))?.text;
    let length = text.chars().count();
    match text.chars().find(|&c| is_private_use(c)) {
        Some(found) => Err(GaijiFault::Unprintable { found }),
        None if length > TEXT => Err(GaijiFault::Length { found: length, most: TEXT }),
        None => Ok(text),
    }
}

fn not_admitted(kind: &ErrorKind) -> GaijiFault {
    match *kind {
        ErrorKind::Unprintable { found, .. } => GaijiFault::Unprintable { found },
        ErrorKind::Length { found, .. } => GaijiFault::Length { found, most: TEXT },
        _ => GaijiFault::Fields,
    }
}

fn face_and_glyph(pair: &str) -> Option<(usize, u16)> {
    let (face, id) = pair.split_once(':')?;
    Some((face.parse::<usize>().ok()?.checked_sub(1)?, id.parse().ok()?))
}

/// As much of a field as an error shows.
fn start(field: &str) -> String {
    field.chars().take(20).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_line_is_a_sentence() {
        for (file, sentence) in [
            ("U+E000", "line 1: expected a code point, a text and perhaps face:glyph"),
            ("\nE000 髙", "line 2: E000 is not a code point such as U+E000"),
            ("U+E000 髙\nU+E000 高", "line 2: U+E000 has an entry already"),
            ("U+E000 \u{E001}", "line 1: the text has U+E001, which cannot be printed"),
            ("U+E000 あいうえお", "line 1: the text has 5 characters, expected at most 4"),
            ("U+E000 髙 0:1", "line 1: 0:1 is not face:glyph such as 1:127"),
            ("U+E000 髙 1:99999", "line 1: 1:99999 is not face:glyph such as 1:127"),
        ] {
            let error = file.parse::<GaijiMap>().unwrap_err();
            assert_eq!(error.to_string(), format!("gaiji map: {sentence}"));
        }
    }
}
