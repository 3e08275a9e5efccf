//! A hash of names: a directory of a large record holds tens of thousands, and it
//! is filled every time a record is opened.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map from names: quick, and in an order that says nothing.
pub type NameMap<K, V> = HashMap<K, V, BuildHasherDefault<NameHasher>>;

/// A hash of names. Mixes eight bytes at a time by a multiplication. Not proof against names chosen
/// to collide: whoever writes a record only slows their own down.
#[derive(Clone, Copy, Debug, Default)]
pub struct NameHasher(u64);

/// Returns the hash of a name.
pub(crate) fn hash_of(name: &str) -> u64 {
    let mut hasher = NameHasher::default();
    hasher.write(name.as_bytes());
    hasher.finish()
}

const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

impl NameHasher {
    fn mix(&mut self, word: u64) {
        let product = u128::from(self.0 ^ word).wrapping_mul(u128::from(ODD));
        self.0 = (product as u64) ^ ((product >> 64) as u64);
    }
}

impl Hasher for NameHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut words = bytes.chunks_exact(8);
        for word in &mut words {
            let mut eight = [0; 8];
            eight.copy_from_slice(word);
            self.mix(u64::from_le_bytes(eight));
        }
        let mut rest = [0; 8];
        rest[..words.remainder().len()].copy_from_slice(words.remainder());
        self.mix(u64::from_le_bytes(rest) ^ (bytes.len() as u64).rotate_right(8));
    }

    fn write_u8(&mut self, byte: u8) {
        self.mix(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use std::hash::BuildHasher;

    #[test]
    fn names_that_are_alike_are_kept_apart() {
        let build = BuildHasherDefault::<NameHasher>::default();
        let mut hashes = HashSet::new();
        let mut low = HashSet::new();
        for n in 0..20_000 {
            for name in
                [format!("club-{n}"), format!("{n}"), format!("a-long-name-of-a-{n}-person")]
            {
                let hash = build.hash_one(name.as_str());
                assert!(hashes.insert(hash), "{name}");
                low.insert(hash & 0xffff);
            }
        }
        // The low bits choose the place in a map.
        assert!(low.len() > 35_000, "{}", low.len());
    }
}
