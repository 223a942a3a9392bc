//! Which glyph a face has for a character (`cmap`), read once.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use ttf_parser::cmap::Subtable;
use ttf_parser::{Face, GlyphId, Tag};

use super::inked::Inked;
use super::read::bytes_at;

/// A glyph for each character that would be seen: one without ink is left out, save for blanks.
#[derive(Clone)]
pub(super) struct CharacterMap {
    /// A glyph id for each code point of the BMP; 0 where there is none.
    plane0: Box<[u16]>,
    /// The same for what lies beyond.
    beyond: BTreeMap<char, u16>,
}

impl CharacterMap {
    pub(super) fn read(face: &Face<'_>) -> Self {
        let mut map = Self { plane0: vec![0; 0x1_0000].into(), beyond: BTreeMap::new() };
        if let Some(inked) = Inked::of(face) {
            map.take_in(face, &inked);
        }
        map
    }

    fn take_in(&mut self, face: &Face<'_>, inked: &Inked<'_>) {
        let subtables = face.tables().cmap.into_iter().flat_map(|cmap| cmap.subtables);
        for subtable in subtables.filter(Subtable::is_unicode) {
            subtable.codepoints(|code| {
                if let Some((c, GlyphId(id))) = visible(face, inked, code) {
                    self.put(c, id);
                }
            });
        }
    }

    fn put(&mut self, c: char, id: u16) {
        match self.plane0.get_mut(u32::from(c) as usize) {
            Some(entry) => *entry = id,
            None => {
                self.beyond.insert(c, id);
            }
        }
    }

    pub(super) fn glyph(&self, c: char) -> Option<u16> {
        match self.plane0.get(u32::from(c) as usize) {
            Some(0) => None,
            Some(&id) => Some(id),
            None => self.beyond.get(&c).copied(),
        }
    }
}

/// The character of a code point and its glyph, where it would be seen.
fn visible(face: &Face<'_>, inked: &Inked<'_>, code: u32) -> Option<(char, GlyphId)> {
    let c = char::from_u32(code)?;
    let id = face.glyph_index(c).filter(|id| id.0 != 0)?;
    (c.is_whitespace() || inked.has(id)).then_some((c, id))
}

/// Whether walking through its maps takes no more than a moment. Sound ones name
/// 1,114,112 code points at most; ranges that overlap can name billions in a few kilobytes.
pub(super) fn is_quickly_read(face: &Face<'_>) -> bool {
    let cmap = face.raw_face().table(Tag::from_bytes(b"cmap")).unwrap_or_default();
    let mut named = 0_u64;
    for record in 0..short(cmap, 2).unwrap_or(0) {
        let of_record = code_points(cmap, record).unwrap_or(0);
        named = named.saturating_add(of_record.max(1));
        if named >= MOST_NAMED {
            return false;
        }
    }
    true
}

/// How many code points the subtable of a record names.
fn code_points(cmap: &[u8], record: usize) -> Option<u64> {
    let subtable = cmap.get(long(cmap, 8 + 8 * record)?..)?;
    match short(subtable, 0)? {
        4 => segments(subtable),
        12 | 13 => groups(subtable),
        _ => Some(0x1_0000),
    }
}

/// What two maps of all of Unicode name.
const MOST_NAMED: u64 = 2 * 0x11_0000;

/// How many code points the segments of a subtable of format 4 name.
fn segments(subtable: &[u8]) -> Option<u64> {
    let twice = short(subtable, 6)?;
    let range = |at| Some(short(subtable, at + twice + 2)?..=short(subtable, at)?);
    Some((14..14 + twice).step_by(2).map_while(range).map(length).sum())
}

/// How many code points the groups of a subtable of format 12 or 13 name.
fn groups(subtable: &[u8]) -> Option<u64> {
    let starts = (0..long(subtable, 12)?).map(|group| 16 + 12 * group);
    let range = |at| Some(long(subtable, at)?..=long(subtable, at + 4)?);
    Some(starts.map_while(range).map(length).sum())
}

/// An empty range takes its moment too.
fn length(range: RangeInclusive<usize>) -> u64 {
    let length = range.end().saturating_add(1).saturating_sub(*range.start());
    length.max(1) as u64
}

fn short(table: &[u8], at: usize) -> Option<usize> {
    bytes_at(table, at).map(|bytes| u16::from_be_bytes(bytes).into())
}

fn long(table: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(bytes_at(table, at)?)).ok()
}
