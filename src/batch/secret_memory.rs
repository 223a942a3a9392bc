//! Thirty-two secret bytes in a page of their own: locked in memory and left out of dumps where the
//! system allows, wiped on drop.

use memmap2::MmapMut;
use zeroize::{Zeroize, Zeroizing};

/// A key's bytes; neither copied nor shown.
pub(super) struct SecretBytes {
    /// Absent where the system maps no memory.
    page: Option<MmapMut>,
    /// Holds them where there is no page.
    heap: Box<Zeroizing<[u8; LENGTH]>>,
}

pub(super) const LENGTH: usize = 32;

impl SecretBytes {
    /// Written once, in place, so that no copy is left on the way.
    pub(super) fn filled<E>(
        fill: impl FnOnce(&mut [u8]) -> Result<(), E>,
    ) -> std::result::Result<Self, E> {
        let mut secret = Self { page: locked_page(), heap: Box::new(Zeroizing::new([0; LENGTH])) };
        match &mut secret.page {
            Some(page) => fill(page)?,
            None => fill(secret.heap.as_mut_slice())?,
        }
        Ok(secret)
    }

    pub(super) fn copied(bytes: &[u8; LENGTH]) -> Self {
        let filled = Self::filled(|to| {
            to.copy_from_slice(bytes);
            Ok::<(), std::convert::Infallible>(())
        });
        match filled {
            Ok(secret) => secret,
            Err(never) => match never {},
        }
    }

    pub(super) fn bytes(&self) -> &[u8; LENGTH] {
        self.page.as_ref().and_then(|page| page.first_chunk()).unwrap_or(&**self.heap)
    }
}

impl Drop for SecretBytes {
    fn drop(&mut self) {
        if let Some(page) = &mut self.page {
            page.zeroize();
        }
    }
}

/// Locked, so that it is never written to swap, and left out of core dumps. A system that allows
/// neither is no reason to issue nothing.
fn locked_page() -> Option<MmapMut> {
    let page = MmapMut::map_anon(LENGTH).ok()?;
    #[cfg(unix)]
    let _ = page.lock();
    #[cfg(target_os = "linux")]
    let _ = page.advise(memmap2::Advice::DontDump);
    Some(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_from_page_and_heap() {
        let bytes = std::array::from_fn(|at| u8::try_from(at).unwrap());
        assert_eq!(SecretBytes::copied(&bytes).bytes(), &bytes);
        let heap = SecretBytes { page: None, heap: Box::new(Zeroizing::new(bytes)) };
        assert_eq!(heap.bytes(), &bytes);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_page_is_left_out_of_dumps() {
        let secret = SecretBytes::copied(&[0x5A; LENGTH]);
        let at = secret.bytes().as_ptr().addr();
        let maps = std::fs::read_to_string("/proc/self/smaps").unwrap();
        let mut flags = "";
        let mut inside = false;
        for line in maps.lines() {
            if let Some((from, to)) = range_of(line) {
                inside = (from..to).contains(&at);
            } else if let Some(found) = line.strip_prefix("VmFlags:").filter(|_| inside) {
                flags = found;
            }
        }
        assert!(flags.split_whitespace().any(|flag| flag == "dd"), "do not dump: {flags}");
    }

    #[cfg(target_os = "linux")]
    fn range_of(line: &str) -> Option<(usize, usize)> {
        let (from, to) = line.split_whitespace().next()?.split_once('-')?;
        Some((usize::from_str_radix(from, 16).ok()?, usize::from_str_radix(to, 16).ok()?))
    }
}
