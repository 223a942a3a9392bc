//! In which encoding a list is, and each line read in it.
//!
//! - a byte order mark tells, and is no part of the text
//! - without one, lines that can be read in one encoding alone tell: most of them decide, from the
//!   beginning of the list or, where that is all ASCII, from the first line that is not
//! - where a line can be read in both, three bytes for a character are UTF-8: in CP932 they would
//!   be rare ideographs throughout. Two (`é` or `ﾃｩ`) tell nothing, and nothing is guessed
//! - a line that cannot be read in the list's encoding is refused, and the next is read
//!
//! CP932 is what WHATWG calls Shift_JIS: as Windows maps it.

use std::borrow::Cow;
use std::str::FromStr;

use encoding_rs::SHIFT_JIS;

use super::lines::is_line_end;
use crate::error::{BinaryFile, Encoding, Error, ListFault};

/// By the names that `Display` writes, in capitals or not.
///
/// ```
/// use reissue_notice::Encoding;
/// assert_eq!("cp932".parse::<Encoding>()?, Encoding::Cp932);
/// let error = "latin1".parse::<Encoding>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "found no encoding \"latin1\", expected UTF-8, UTF-16LE, UTF-16BE or CP932"
/// );
/// # Ok::<(), reissue_notice::Error>(())
/// ```
impl FromStr for Encoding {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        for encoding in [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Cp932] {
            if encoding.to_string().eq_ignore_ascii_case(text) {
                return Ok(encoding);
            }
        }
        Err(ListFault::UnknownEncoding { found: text.to_owned() }.into())
    }
}

/// A line as text, and what is wrong with it where its bytes cannot be read.
pub(super) struct Decoded<'l> {
    pub text: Cow<'l, str>,
    pub fault: Option<ListFault>,
}

/// Reads lines in the encoding of the list.
#[derive(Clone, Copy)]
pub(super) struct LineDecoder {
    encoding: Option<Encoding>,
}

impl LineDecoder {
    pub(super) fn new(encoding: Option<Encoding>) -> Self {
        Self { encoding }
    }

    /// By what the beginning of a list tells; undecided where that is all ASCII.
    pub(super) fn by_sample(sample: &[u8]) -> Result<Self, ListFault> {
        let mut votes = Votes::default();
        for line in sample.split(|&byte| is_line_end(byte)) {
            votes.add(line);
        }
        votes.decide().map(Self::new)
    }

    /// The encoding, once it is known.
    pub(super) fn encoding(self) -> Option<Encoding> {
        self.encoding
    }

    /// Reads a line. Where it cannot be read, its text is what can be, so that its quotes are known
    /// all the same.
    pub(super) fn decode<'l>(&mut self, line: &'l [u8]) -> Result<Decoded<'l>, ListFault> {
        if self.encoding.is_none() && !line.is_ascii() {
            *self = Self::by_sample(line)?;
        }
        Ok(match self.read(line) {
            Some(text) => Decoded { text, fault: None },
            None => Decoded { text: String::from_utf8_lossy(line), fault: Some(self.fault(line)) },
        })
    }

    /// A line of the header, of which all must be read.
    pub(super) fn decode_whole<'l>(&mut self, line: &'l [u8]) -> Result<Cow<'l, str>, ListFault> {
        match self.decode(line)? {
            Decoded { text, fault: None } => Ok(text),
            Decoded { fault: Some(fault), .. } => Err(ListFault::Header(fault.into())),
        }
    }

    fn read(self, line: &[u8]) -> Option<Cow<'_, str>> {
        match self.encoding {
            Some(Encoding::Cp932) => as_cp932(line).filter(|_| !is_japanese_utf8(line)),
            _ => as_utf8(line),
        }
    }

    fn fault(self, line: &[u8]) -> ListFault {
        let list = self.encoding.unwrap_or(Encoding::Utf8);
        let reads_as = match list {
            Encoding::Utf8 => as_cp932(line).map(|_| Encoding::Cp932),
            Encoding::Cp932 => as_utf8(line).map(|_| Encoding::Utf8),
            _ => None,
        };
        ListFault::OtherEncoding { list, reads_as }
    }
}

fn as_utf8(line: &[u8]) -> Option<Cow<'_, str>> {
    str::from_utf8(line).ok().map(Cow::Borrowed)
}

pub(super) fn as_cp932(line: &[u8]) -> Option<Cow<'_, str>> {
    SHIFT_JIS.decode_without_bom_handling_and_without_replacement(line)
}

/// Whether a line is UTF-8 with characters of three bytes, which CP932 is only by mishap: it would
/// be rare ideographs throughout.
fn is_japanese_utf8(line: &[u8]) -> bool {
    as_utf8(line).is_some_and(|text| text.chars().any(|c| c.len_utf8() > 2))
}

/// What lines tell of the encoding of their list.
#[derive(Default)]
struct Votes {
    utf8: usize,
    cp932: usize,
    unsure: Option<ListFault>,
}

impl Votes {
    fn add(&mut self, line: &[u8]) {
        match (as_utf8(line), as_cp932(line)) {
            _ if line.is_ascii() => {}
            (None, None) => {}
            (None, Some(_)) => self.cp932 += 1,
            (Some(utf8), Some(cp932)) if !is_japanese_utf8(line) => {
                let (as_utf8, as_cp932) = (shortened(&utf8), shortened(&cp932));
                self.unsure.get_or_insert(ListFault::UnsureEncoding { as_utf8, as_cp932 });
            }
            _ => self.utf8 += 1,
        }
    }

    fn decide(self) -> Result<Option<Encoding>, ListFault> {
        match (self.utf8, self.cp932, self.unsure) {
            (0, 0, Some(unsure)) => Err(unsure),
            (0, 0, None) => Ok(None),
            (utf8, cp932, _) if cp932 > utf8 => Ok(Some(Encoding::Cp932)),
            _ => Ok(Some(Encoding::Utf8)),
        }
    }
}

/// The part of a line that a person needs to see which reading is right.
fn shortened(line: &str) -> String {
    line.chars().skip_while(char::is_ascii).take(20).collect()
}

/// A byte order mark: what it says, and how long it is.
pub(super) struct Mark {
    pub encoding: Encoding,
    pub length: usize,
}

impl Mark {
    pub(super) fn of(sample: &[u8]) -> Option<Self> {
        for (mark, encoding) in MARKS {
            if sample.starts_with(mark) {
                return Some(Self { encoding, length: mark.len() });
            }
        }
        None
    }
}

const MARKS: [(&[u8], Encoding); 3] = [
    (b"\xEF\xBB\xBF", Encoding::Utf8),
    (b"\xFF\xFE", Encoding::Utf16Le),
    (b"\xFE\xFF", Encoding::Utf16Be),
];

/// What files begin with that are no text.
const SIGNATURES: [(&[u8], BinaryFile); 3] = [
    (b"PK\x03\x04", BinaryFile::Xlsx),
    (b"\xD0\xCF\x11\xE0", BinaryFile::Xls),
    (b"%PDF", BinaryFile::Pdf),
];

/// Refuses what is no text, and UTF-16 that does not say so.
pub(super) fn refuse_no_text(sample: &[u8]) -> Result<(), ListFault> {
    for (signature, kind) in SIGNATURES {
        if sample.starts_with(signature) {
            return Err(ListFault::NoText { kind });
        }
    }
    if has_many_zeros(sample) { Err(ListFault::UnmarkedUtf16) } else { Ok(()) }
}

/// In a list of UTF-16, delimiters, digits and ends of lines have a zero byte each.
fn has_many_zeros(sample: &[u8]) -> bool {
    let start = sample.get(..1000).unwrap_or(sample);
    let zeros = start.split(|&byte| byte == 0).count() - 1;
    zeros > start.len() / 10
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(encoding: Encoding, line: &[u8]) -> Decoded<'_> {
        LineDecoder::new(Some(encoding)).decode(line).unwrap()
    }

    /// The characters that converters disagree on, as Windows has them.
    #[test]
    fn cp932_is_as_windows_maps_it() {
        for (bytes, text) in [
            (&b"\x81\x60\x81\x7c\x81\x61\x81\x91\x81\x92\x81\xca"[..], "～－∥￠￡￢"),
            (b"\x81\x5c\x81\x5f\x5c\x7e", "―＼\\~"),
            (b"\x87\x40\x87\x8a\x87\x54\x87\x82\x87\x90", "①㈱Ⅰ№≒"),
            (b"\xfb\xfc\xed\x95\xfa\xb1\xed\x40\xfa\x5c", "髙﨑﨑纊纊"),
            (b"\xfa\x40\xee\xef\xfa\x54\x81\xca\xfa\x58\x87\x8a", "ⅰⅰ￢￢㈱㈱"),
            (b"\xf0\x40\xf9\xfc", "\u{E000}\u{E757}"),
            (b"\xb6\xde\x95\x5c", "ｶﾞ表"),
        ] {
            let decoded = decode(Encoding::Cp932, bytes);
            assert_eq!((&*decoded.text, decoded.fault), (text, None), "{bytes:x?}");
        }
    }

    fn sampled(sample: &[u8]) -> Result<Option<Encoding>, ListFault> {
        LineDecoder::by_sample(sample).map(LineDecoder::encoding)
    }

    #[test]
    fn most_lines_that_tell_decide() {
        let [utf8, cp932] = ["やまなし会".as_bytes(), b"\x82\xe2\x82\xdc\x82\xc8\x82\xb5\x89\xef"];
        assert_eq!(sampled(utf8), Ok(Some(Encoding::Utf8)));
        assert_eq!(sampled(cp932), Ok(Some(Encoding::Cp932)));
        assert_eq!(sampled(&[cp932, utf8, cp932].join(&b'\n')), Ok(Some(Encoding::Cp932)));
        assert_eq!(sampled(&[cp932, utf8].join(&b'\r')), Ok(Some(Encoding::Utf8)));
        assert_eq!(sampled(b"ascii\nalone"), Ok(None));
        assert_eq!(sampled(b"\xff\xff"), Ok(None));
    }

    #[test]
    fn half_width_kana_that_may_be_latin_is_not_guessed_at() {
        let fault = sampled(b"1,Caf\xc3\xa9").unwrap_err();
        assert_eq!(
            fault.to_string(),
            "the encoding is not certain: é in UTF-8 may be ﾃｩ in CP932; say which it is"
        );
        let other = b"Caf\xc3\xa9\n\x82\xe2";
        assert_eq!(sampled(other), Ok(Some(Encoding::Cp932)));
    }

    #[test]
    fn a_line_of_the_other_encoding_is_named() {
        let fault = |encoding, line| decode(encoding, line).fault.unwrap().to_string();
        assert_eq!(
            fault(Encoding::Utf8, b"\x82\xe2"),
            "the line is not UTF-8, as the list is; it can be read as CP932"
        );
        assert_eq!(
            fault(Encoding::Cp932, "会員".as_bytes()),
            "the line is not CP932, as the list is; it can be read as UTF-8"
        );
        assert_eq!(fault(Encoding::Utf16Le, b"a\xff"), "the line is not UTF-16LE, as the list is");
    }
}
