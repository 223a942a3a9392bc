//! The gray profile of the output intent.

use super::profile::Device;

/// An ICC profile (ICC.1:2001-04) of one gray channel: the least that an output intent needs for
/// black on white.
pub(super) fn gray_profile(device: Device) -> Vec<u8> {
    const NAME: &[u8] = b"Gray Gamma 2.2";
    let mut description = b"desc\0\0\0\0".to_vec();
    description.extend(be_bytes(NAME.len() + 1));
    description.extend_from_slice(NAME);
    // The end of the ASCII name, and no name in Unicode or in Macintosh script.
    description.resize(12 + NAME.len() + 1 + 8 + 3 + 67, 0);
    let copyright = b"text\0\0\0\0No copyright\0".to_vec();
    let white = [b"XYZ \0\0\0\0".as_slice(), &D50].concat();
    // One number with eight bits of fraction: 2.2.
    let curve = b"curv\0\0\0\0\0\0\0\x01\x02\x33".to_vec();
    let tags =
        [(*b"desc", description), (*b"cprt", copyright), (*b"wtpt", white), (*b"kTRC", curve)];
    icc(device, &tags)
}

/// A number in a profile, which is smaller than 4 GB.
fn be_bytes(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes()
}

/// The white point of the profile connection space, three numbers with sixteen bits of fraction.
const D50: [u8; 12] = [0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D];

fn icc(device: Device, tags: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    const HEADER: usize = 128;
    let mut table = be_bytes(tags.len()).to_vec();
    let mut data = Vec::new();
    let begin = HEADER + 4 + tags.len() * 12;
    for (tag, content) in tags {
        table.extend(tag);
        table.extend(be_bytes(begin + data.len()));
        table.extend(be_bytes(content.len()));
        data.extend_from_slice(content);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = be_bytes(begin + data.len()).to_vec();
    // No preferred engine, version 2.1, a device of gray, connected through XYZ, at a fixed time.
    profile.extend_from_slice(b"\0\0\0\0\x02\x10\0\0");
    profile.extend_from_slice(match device {
        Device::Display => b"mntr",
        Device::Output => b"prtr",
    });
    profile.extend_from_slice(b"GRAYXYZ \x07\xD0\0\x01\0\x01\0\0\0\0\0\0acsp");
    profile.resize(68, 0);
    profile.extend(D50);
    profile.resize(HEADER, 0);
    [profile, table, data].concat()
}
