//! The gray profile of the output intent.

use crate::pdf::profile::Profile;

/// Before the table of tags.
const HEADER: usize = 128;

/// The white point of the profile connection space, three numbers with sixteen bits of fraction.
const D50: [u8; 12] = [0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D];

/// A part of a profile, under the name that its table knows it by.
struct Tag {
    name: [u8; 4],
    content: Vec<u8>,
}

/// An ICC profile (ICC.1:2001-04) of one gray channel: the least that an output intent needs for
/// black on white.
pub(in crate::pdf) fn gray_profile(profile: Profile) -> Vec<u8> {
    let tags = tags();
    let begin = HEADER + 4 + tags.len() * 12;
    let (mut table, mut data) = (be_bytes(tags.len()).to_vec(), Vec::new());
    for Tag { name, content } in tags {
        table.extend([name, be_bytes(begin + data.len()), be_bytes(content.len())].as_flattened());
        data.extend(content);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    [header(profile, begin + data.len()), table, data].concat()
}

fn tags() -> [Tag; 4] {
    [
        Tag { name: *b"desc", content: description() },
        Tag { name: *b"cprt", content: b"text\0\0\0\0No copyright\0".to_vec() },
        Tag { name: *b"wtpt", content: [b"XYZ \0\0\0\0".as_slice(), &D50].concat() },
        // One number with eight bits of fraction: 2.2.
        Tag { name: *b"kTRC", content: b"curv\0\0\0\0\0\0\0\x01\x02\x33".to_vec() },
    ]
}

fn description() -> Vec<u8> {
    const NAME: &[u8] = b"Gray Gamma 2.2\0";
    let mut description = [b"desc\0\0\0\0", &be_bytes(NAME.len())[..], NAME].concat();
    // No name in Unicode or in Macintosh script.
    description.resize(description.len() + 8 + 3 + 67, 0);
    description
}

fn header(profile: Profile, length: usize) -> Vec<u8> {
    let mut header = be_bytes(length).to_vec();
    // No preferred engine, version 2.1, a device of gray, connected through XYZ, at a fixed time.
    header.extend(b"\0\0\0\0\x02\x10\0\0");
    // PDF/X-4 takes no profile but a printer's.
    header.extend(if profile.is_for_press() { b"prtr" } else { b"mntr" });
    header.extend(b"GRAYXYZ \x07\xD0\0\x01\0\x01\0\0\0\0\0\0acsp");
    header.resize(68, 0);
    header.extend(D50);
    header.resize(HEADER, 0);
    header
}

/// A number in a profile, which is smaller than 4 GB.
fn be_bytes(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes()
}
