//! The standard security handler, revision 6 (ISO 32000-2, 7.6.4): the file's key, and the key to
//! that key made from the password.

use aes::cipher::block_padding::{NoPadding, Pkcs7};
use aes::cipher::{BlockModeEncrypt, KeyIvInit};
use aes::{Aes128, Aes256};
use cbc::Encryptor;
use lopdf::{Dictionary, Object, StringFormat, dictionary};
use rand::CryptoRng;
use sha2::{Digest, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

use crate::password::mail::MailPassword;

/// Printing, also in high resolution, and reading by assistive technology, which PDF/UA asks for;
/// nothing else.
///
/// Bits 3, 12 and 10 of those that mean something, and every bit that has to be 1.
const PERMISSIONS: u32 = 0xFFFF_F0C0 | 1 << 2 | 1 << 11 | 1 << 9;

const BLOCK: usize = 16;

/// Seals every string and stream of one file under a key of its own.
pub(super) struct Handler<'r> {
    key: Zeroizing<[u8; 32]>,
    rng: &'r mut dyn CryptoRng,
}

impl<'r> Handler<'r> {
    pub(super) fn new(rng: &'r mut dyn CryptoRng) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        rng.fill_bytes(key.as_mut_slice());
        Self { key, rng }
    }

    /// Bytes of the caller's generator.
    pub(super) fn draw<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.rng.fill_bytes(&mut bytes);
        bytes
    }

    /// An initial vector of its own, then `plain` padded and encrypted. It is not copied first:
    /// whatever goes wrong, no plain byte comes out.
    pub(super) fn seal(&mut self, plain: &[u8]) -> Vec<u8> {
        let vector = self.draw();
        let padded = plain.len() + BLOCK - plain.len() % BLOCK;
        let mut sealed = vec![0; BLOCK + padded];
        let (front, room) = sealed.split_at_mut(BLOCK);
        front.copy_from_slice(&vector);
        let done = cipher256(&self.key, vector).encrypt_padded_b2b::<Pkcs7>(plain, room).is_ok();
        debug_assert!(done, "there is room for the padding");
        sealed
    }

    /// The encryption dictionary. There is no owner's password: what one would give is random.
    pub(super) fn dictionary(&mut self, password: &MailPassword) -> Dictionary {
        let [check, key] = self.user(password);
        let (owner, owner_key) = (self.draw::<48>(), self.draw::<32>());
        let permissions = permissions(self.draw());
        dictionary! {
            "Filter" => "Standard",
            "V" => 5,
            "R" => 6,
            "Length" => 256,
            "P" => i64::from(PERMISSIONS.cast_signed()),
            "U" => check,
            "UE" => key,
            "O" => hex(&owner),
            "OE" => hex(&owner_key),
            "Perms" => hex(&wrapped(&self.key, &permissions)),
            "EncryptMetadata" => true,
            "CF" => dictionary! { "StdCF" => filter() },
            "StmF" => "StdCF",
            "StrF" => "StdCF",
        }
    }

    /// By what a reader knows the password, and the file's key under it.
    fn user(&mut self, password: &MailPassword) -> [Object; 2] {
        let (validation, salt) = (self.draw(), self.draw());
        let check = hardened(password.bytes(), validation);
        let key = wrapped(&hardened(password.bytes(), salt), &self.key);
        [hex(&[check.as_slice(), &validation, &salt].concat()), hex(&key)]
    }
}

/// AES-256 for strings and streams.
fn filter() -> Dictionary {
    dictionary! { "CFM" => "AESV3", "AuthEvent" => "DocOpen", "Length" => 32 }
}

/// The permissions as a reader compares them with what stands in the open: 32 bits wider, metadata
/// encrypted, a fixed word, four odd bytes.
fn permissions(odd: [u8; 4]) -> [u8; BLOCK] {
    let words = [PERMISSIONS.to_le_bytes(), [0xFF; 4], *b"Tadb", odd];
    let mut block = [0; BLOCK];
    block.iter_mut().zip(words.as_flattened()).for_each(|(to, &byte)| *to = byte);
    block
}

/// Encrypts whole blocks under a key that is used for this alone, so that the initial vector may be
/// zero.
fn wrapped<const N: usize>(key: &[u8; 32], blocks: &[u8; N]) -> [u8; N] {
    let mut wrapped = [0; N];
    let done =
        cipher256(key, [0; BLOCK]).encrypt_padded_b2b::<NoPadding>(blocks, &mut wrapped).is_ok();
    debug_assert!(done, "whole blocks");
    wrapped
}

fn cipher256(key: &[u8; 32], vector: [u8; BLOCK]) -> Encryptor<Aes256> {
    Encryptor::new(key.into(), &vector.into())
}

/// Algorithm 2.B: a digest that takes some 64 to 100 rounds of AES and SHA-2, so that trying
/// passwords costs time.
fn hardened(password: &[u8], salt: [u8; 8]) -> Zeroizing<[u8; 32]> {
    let start = Sha256::new().chain_update(password).chain_update(salt).finalize();
    let mut digest = Zeroizing::new(start.to_vec());
    for round in 1_u32.. {
        let blocks = stirred(password, &digest);
        digest = digest_of(&blocks);
        if round >= 64 && blocks.last().is_none_or(|&last| u32::from(last) <= round - 32) {
            break;
        }
    }
    part(&digest, 0)
}

/// The password and the digest, 64 times, encrypted under the digest.
fn stirred(password: &[u8], digest: &[u8]) -> Zeroizing<Vec<u8>> {
    let once = Zeroizing::new([password, digest].concat());
    let mut blocks = Zeroizing::new(once.repeat(64));
    let (key, vector) = (part::<BLOCK>(digest, 0), part::<BLOCK>(digest, BLOCK));
    let length = blocks.len();
    let cipher = Encryptor::<Aes128>::new(&(*key).into(), &(*vector).into());
    let done = cipher.encrypt_padded::<NoPadding>(&mut blocks, length).is_ok();
    debug_assert!(done, "64 times anything is whole blocks");
    blocks
}

/// By one of three functions: which, says the first block as a number.
fn digest_of(blocks: &[u8]) -> Zeroizing<Vec<u8>> {
    // A number's remainder by 3 is that of the sum of its bytes, 256 being 1 more than a multiple
    // of 3.
    let sum: u32 = blocks.iter().take(BLOCK).map(|&byte| u32::from(byte)).sum();
    Zeroizing::new(match sum % 3 {
        0 => Sha256::digest(blocks).to_vec(),
        1 => Sha384::digest(blocks).to_vec(),
        _ => Sha512::digest(blocks).to_vec(),
    })
}

/// Some bytes of a digest.
fn part<const N: usize>(digest: &[u8], from: usize) -> Zeroizing<[u8; N]> {
    let mut part = Zeroizing::new([0; N]);
    part.iter_mut().zip(digest.iter().skip(from)).for_each(|(to, &byte)| *to = byte);
    part
}

pub(super) fn hex(bytes: &[u8]) -> Object {
    Object::String(bytes.to_vec(), StringFormat::Hexadecimal)
}
