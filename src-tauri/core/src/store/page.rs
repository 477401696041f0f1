//! Pages of the encrypted file, one by one: whether each is as it was written, and what it holds.
//!
//! SQLCipher gives up at the first page that is not; whoever saves what is left looks at each.
//! The format is SQLCipher 4's: 4,096 bytes a page, of which the last 80 hold what it was
//! enciphered with and a code over it; the first 16 bytes of the file are the salt.

use aes::Aes256;
use aes::cipher::{Array, BlockCipherDecrypt, BlockCipherEncrypt, KeyInit as _};
use hmac::{Hmac, Mac};
use sha2::Sha512;
use zeroize::Zeroizing;

/// Bytes of a page.
pub(crate) const PAGE: usize = 4_096;
/// Of which these, at the end, hold the vector and the code.
const RESERVED: usize = 80;
/// What is left for SQLite.
pub(crate) const ROOM: usize = PAGE - RESERVED;
const VECTOR: usize = 16;
/// Bytes of the salt at the start of the file.
pub(crate) const SALT: usize = 16;
/// What turns the salt of the key into the salt of the code.
const TURN: u8 = 0x3a;
/// Where the header says how many pages there are.
const COUNT: usize = 28;

/// Checks and opens pages of one file.
pub(crate) struct Pages {
    cipher: Aes256,
    code: Zeroizing<[u8; 64]>,
}

impl Pages {
    /// For the file with this key and salt.
    pub(crate) fn new(key: &[u8; 32], salt: &[u8; SALT]) -> Self {
        let salt = salt.map(|byte| byte ^ TURN);
        let round = |data: &[&[u8]]| mac(key, data);
        // Two rounds of PBKDF2, as SQLCipher derives the key of the code.
        let first = round(&[&salt, &1_u32.to_be_bytes()]);
        let second = round(&[&first]);
        let mut code = Zeroizing::new([0; 64]);
        for (at, byte) in code.iter_mut().enumerate() {
            *byte = first[at] ^ second[at];
        }
        Self { cipher: Aes256::new(&Array::from(*key)), code }
    }

    /// Whether page `number` (from 1) is as it was written.
    pub(crate) fn is_whole(&self, number: u32, page: &[u8]) -> bool {
        let Some((body, reserved)) = split(page) else { return false };
        let from = if number == 1 { SALT } else { 0 };
        let said = &reserved[VECTOR..];
        let code =
            mac(&self.code[..32], &[&body[from..], &reserved[..VECTOR], &number.to_le_bytes()]);
        code[..] == *said
    }

    /// What page `number` holds; none when it is not as it was written. The salt reads as it is.
    pub(crate) fn open(&self, number: u32, page: &[u8]) -> Option<Vec<u8>> {
        let (body, reserved) = split(page).filter(|_| self.is_whole(number, page))?;
        let from = if number == 1 { SALT } else { 0 };
        let mut plain = body[..from].to_vec();
        let mut before: &[u8] = &reserved[..VECTOR];
        for block in body[from..].chunks_exact(16) {
            let mut out = Array::try_from(block).ok()?;
            self.cipher.decrypt_block(&mut out);
            plain.extend(out.iter().zip(before).map(|(one, other)| one ^ other));
            before = block;
        }
        Some(plain)
    }

    /// Page `number` enciphered anew; none when `plain` is not what fits on one.
    pub(crate) fn seal(&self, number: u32, plain: &[u8]) -> Option<Vec<u8>> {
        let mut vector = [0; VECTOR];
        getrandom::fill(&mut vector).ok()?;
        let from = if number == 1 { SALT } else { 0 };
        let mut page = plain.get(..from)?.to_vec();
        let mut before = vector;
        for block in plain.get(from..PAGE - RESERVED)?.chunks_exact(16) {
            let mixed: Vec<u8> = block.iter().zip(before).map(|(one, other)| one ^ other).collect();
            let mut out = Array::try_from(mixed.as_slice()).ok()?;
            self.cipher.encrypt_block(&mut out);
            before = out.into();
            page.extend_from_slice(&before);
        }
        let code = mac(&self.code[..32], &[&page[from..], &vector, &number.to_le_bytes()]);
        page.extend_from_slice(&vector);
        page.extend_from_slice(&code);
        (page.len() == PAGE).then_some(page)
    }
}

fn mac(key: &[u8], data: &[&[u8]]) -> [u8; 64] {
    // HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha512>::new_from_slice(key) else { return [0; 64] };
    data.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().into()
}

fn split(page: &[u8]) -> Option<(&[u8], &[u8])> {
    (page.len() == PAGE).then(|| page.split_at(PAGE - RESERVED))
}

/// The number at `at` of an opened page.
fn number(plain: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*plain.get(at..)?.first_chunk()?))
}

/// How many pages an opened first page says there are.
pub(crate) fn count(first: &[u8]) -> Option<u32> {
    number(first, COUNT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn every_page_of_a_real_file_is_whole_opens_and_closes_again_and_no_flipped_bit_passes() {
        let dir = tempfile::tempdir().expect("a folder");
        let (path, key) = (dir.path().join("journal.db"), [7; 32]);
        drop(Store::create(&path, &key).expect("a store"));
        let file = std::fs::read(&path).expect("the file");
        let salt = file[..SALT].try_into().expect("sixteen bytes");
        let pages = Pages::new(&key, &salt);
        assert!(file.len() > 20 * PAGE, "or there is nothing to look at");
        for (page, number) in file.chunks(PAGE).zip(1..) {
            let plain = pages.open(number, page).expect("as it was written");
            let again = pages.seal(number, &plain).expect("enciphered");
            assert_eq!(pages.open(number, &again), Some(plain), "page {number} comes back");
            for bit in [SALT * 8 + 3, 2_000 * 8, PAGE * 8 - 1, (PAGE - RESERVED) * 8] {
                let mut flipped = page.to_vec();
                flipped[bit / 8] ^= 1 << (bit % 8);
                assert!(!pages.is_whole(number, &flipped), "bit {bit} of page {number}");
            }
            assert!(!pages.is_whole(number + 1, page), "a page stands at its own place alone");
        }
        let first = pages.open(1, &file[..PAGE]).expect("the first");
        assert_eq!(count(&first), u32::try_from(file.len() / PAGE).ok(), "it counts the pages");
    }
}
