//! A deflated stream in the zlib format (RFC 1950, RFC 1951), made for pages with a secret: matches
//! are looked for in the caller's own bytes, so no window has a copy of them; and fast, as the
//! codes are the fixed ones.
//!
//! That is why it is not a library's: their windows are out of reach, and at the same speed they
//! are larger.

use std::mem;

use simd_adler32::Adler32;
use zeroize::Zeroize;

/// 32 KB of window, the fastest level: what a reader may know of how it was made.
const HEADER: [u8; 2] = [0x78, 0x01];
/// How far back a match may be.
const WINDOW: usize = 1 << 15;
/// A shorter match takes as many bits as its bytes do.
const SHORTEST: usize = 4;
const LONGEST: usize = 258;
/// The first bits of a block: whether it is the last, and that its codes are the fixed ones.
const LAST: usize = 0b001;
const FIXED: usize = 0b010;
const END_OF_BLOCK: usize = 256;

/// The most bytes that so many become.
pub(super) fn most(plain: usize) -> usize {
    // A literal has at most nine bits, and a block ten more.
    HEADER.len() + plain + plain / 8 + "two blocks and the checksum".len()
}

/// The stream that gives these pieces back. It never moves while it is written.
pub(super) fn deflate(pieces: &[&[u8]]) -> Vec<u8> {
    let length: usize = pieces.iter().map(|piece| most(piece.len())).sum();
    let mut out = Vec::with_capacity(length);
    out.extend(HEADER);
    let mut bits = BitWriter { out: &mut out, bits: 0, count: 0 };
    for piece in pieces {
        bits.push_block(piece);
    }
    bits.finish();
    out.extend(checksum(pieces));
    out
}

fn checksum(pieces: &[&[u8]]) -> [u8; 4] {
    let mut checksum = Adler32::new();
    for piece in pieces {
        checksum.write(piece);
    }
    checksum.finish().to_be_bytes()
}

#[derive(Clone, Copy)]
struct Code {
    bits: usize,
    count: u32,
}

/// The fixed codes of literals and lengths.
const CODES: [Code; 288] = codes();

/// RFC 1951, 3.2.6.
#[expect(clippy::indexing_slicing, reason = "at compile time, below the length")]
const fn codes() -> [Code; 288] {
    let mut codes = [Code { bits: 0, count: 0 }; 288];
    let mut symbol = 0;
    while symbol < codes.len() {
        let (code, count) = match symbol {
            ..144 => (0b0011_0000 + symbol, 8),
            144..256 => (0b1_1001_0000 + (symbol - 144), 9),
            256..280 => (symbol - 256, 7),
            280.. => (0b1100_0000 + (symbol - 280), 8),
        };
        codes[symbol] = Code { bits: written_from_the_top(code, count), count };
        symbol += 1;
    }
    codes
}

/// A code is written from its highest bit, all else from the lowest.
const fn written_from_the_top(code: usize, count: u32) -> usize {
    code.reverse_bits() >> (usize::BITS - count)
}

/// Bytes that stood there before.
#[derive(Clone, Copy)]
struct Match {
    length: usize,
    distance: usize,
}

/// Where a few bytes stood last, by a digest of them.
struct Places([u32; 1 << Self::BITS]);

impl Places {
    const BITS: u32 = 9;

    fn new() -> Self {
        Self([0; 1 << Self::BITS])
    }

    /// What the bytes from here on repeat; the place is kept for those that come.
    fn find(&mut self, plain: &[u8], at: usize) -> Option<Match> {
        let here = plain.get(at..)?;
        let before = self.replace(*here.first_chunk()?, at)?;
        let distance = at - before;
        if distance == 0 || distance > WINDOW {
            return None;
        }
        let length = common(plain.get(before..)?, here);
        (length >= SHORTEST).then_some(Match { length, distance })
    }

    /// Where these bytes, or others with the same digest, stood last.
    fn replace(&mut self, bytes: [u8; SHORTEST], at: usize) -> Option<usize> {
        let digest = u32::from_le_bytes(bytes).wrapping_mul(0x9E37_79B1) >> (32 - Self::BITS);
        let place = self.0.get_mut(digest as usize)?;
        Some(mem::replace(place, u32::try_from(at).ok()?) as usize)
    }
}

impl Drop for Places {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// How many bytes are the same, as far as one match reaches.
fn common(before: &[u8], here: &[u8]) -> usize {
    before.iter().zip(here).take(LONGEST).take_while(|(a, b)| a == b).count()
}

/// Bits from the lowest up.
struct BitWriter<'a> {
    out: &'a mut Vec<u8>,
    bits: u64,
    count: u32,
}

impl BitWriter<'_> {
    /// A block of its own, which repeats nothing of those before.
    fn push_block(&mut self, plain: &[u8]) {
        self.push(FIXED, 3);
        let mut places = Places::new();
        let mut at = 0;
        while let Some(&literal) = plain.get(at) {
            if let Some(found) = places.find(plain, at) {
                self.push_match(found);
                at += found.length;
            } else {
                self.push_symbol(literal.into());
                at += 1;
            }
        }
        self.push_symbol(END_OF_BLOCK);
    }

    /// Appends at most 32 bits.
    fn push(&mut self, bits: usize, count: u32) {
        self.bits |= (bits as u64) << self.count;
        self.count += count;
        if self.count >= u32::BITS {
            let [a, b, c, d, ..] = self.bits.to_le_bytes();
            self.out.extend([a, b, c, d]);
            self.bits >>= u32::BITS;
            self.count -= u32::BITS;
        }
    }

    /// A literal or length.
    fn push_symbol(&mut self, symbol: usize) {
        if let Some(code) = CODES.get(symbol) {
            self.push(code.bits, code.count);
        }
    }

    fn push_match(&mut self, found: Match) {
        if found.length == LONGEST {
            self.push_symbol(285);
        } else {
            let length = Prefixed::new(found.length - 3, 2);
            self.push_symbol(257 + length.prefix);
            self.push(length.rest, length.bits);
        }
        let distance = Prefixed::new(found.distance - 1, 1);
        self.push(written_from_the_top(distance.prefix, 5), 5);
        self.push(distance.rest, distance.bits);
    }

    /// Ends with a block that is no more than its end, and fills up the last byte.
    fn finish(mut self) {
        self.push(LAST | FIXED, 3);
        self.push_symbol(END_OF_BLOCK);
        while self.count > 0 {
            let [low, ..] = self.bits.to_le_bytes();
            self.out.push(low);
            self.bits >>= u8::BITS;
            self.count = self.count.saturating_sub(u8::BITS);
        }
    }
}

/// A number as deflate has lengths and distances: how large it is and its first bits in a code, the
/// rest as they are.
struct Prefixed {
    prefix: usize,
    rest: usize,
    bits: u32,
}

impl Prefixed {
    /// With so many bits after the highest one in the code.
    fn new(number: usize, first: u32) -> Self {
        let bits = (number | 1).ilog2().saturating_sub(first);
        let prefix = ((bits as usize) << first) + (number >> bits);
        Self { prefix, rest: number & ((1 << bits) - 1), bits }
    }
}

#[cfg(test)]
mod tests {
    use miniz_oxide::inflate::decompress_to_vec_zlib;
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn assert_kept(plain: &[u8]) -> usize {
        let (half, packed) = (plain.len() / 2, deflate(&[plain]));
        assert!(packed.len() <= most(plain.len()), "{} of {}", packed.len(), plain.len());
        assert!(decompress_to_vec_zlib(&packed).unwrap() == plain, "{} bytes", plain.len());
        let halves = deflate(&[&plain[..half], &plain[half..]]);
        assert!(decompress_to_vec_zlib(&halves).unwrap() == plain, "{} bytes", plain.len());
        packed.len()
    }

    #[test]
    fn every_byte_and_every_length_of_match_is_kept() {
        let bytes: Vec<u8> = (0..=u8::MAX).collect();
        assert_kept(&bytes);
        for length in 0..2 * LONGEST {
            assert_kept(&[&[b'a'; 1][..], &b"abcdefg".repeat(length)[..length], b"x"].concat());
        }
    }

    #[test]
    fn every_distance_up_to_the_window_is_kept() {
        for distance in (SHORTEST..300).chain([1 << 14, WINDOW - 1, WINDOW, WINDOW + 1, 1 << 16]) {
            let mut plain = b"what repeats".to_vec();
            let mut noise = 1_u32;
            while plain.len() < distance {
                noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                plain.push((noise >> 24) as u8);
            }
            plain.truncate(distance);
            plain.extend_from_slice(b"what repeats");
            assert_kept(&plain);
        }
    }

    #[test]
    fn what_repeats_is_small() {
        assert!(assert_kept(&b"<</Type/Page/Parent 12 0 R>>".repeat(100)) < 100);
    }

    fn often_the_same() -> impl Strategy<Value = u8> {
        prop_oneof![Just(b'0'), Just(b' '), any::<u8>()]
    }

    proptest! {
        #[test]
        fn whatever_it_is_is_kept(plain in vec(often_the_same(), 0..5000)) {
            assert_kept(&plain);
        }
    }
}
