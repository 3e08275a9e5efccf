//! The hash chain: every entry is sealed together with all before it.

use sha2::{Digest, Sha256};

/// A SHA-256.
pub(crate) type Hash = [u8; 32];

/// The hash before the first entry.
pub(crate) const START: Hash = [0; 32];

/// Hashes fields so that their borders cannot be shifted: each is preceded by
/// its length, and an absent one differs from an empty one.
pub(crate) struct Seal(Sha256);

impl Seal {
    pub(crate) fn new(purpose: &str) -> Seal {
        let mut seal = Seal(Sha256::new());
        seal.field(purpose.as_bytes());
        seal
    }

    pub(crate) fn field(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64 + 1).to_le_bytes());
        self.0.update(bytes);
    }

    pub(crate) fn optional(&mut self, bytes: Option<&[u8]>) {
        match bytes {
            Some(bytes) => self.field(bytes),
            None => self.0.update(0u64.to_le_bytes()),
        }
    }

    pub(crate) fn number(&mut self, number: Option<u64>) {
        self.optional(number.map(u64::to_le_bytes).as_ref().map(|b| b.as_slice()));
    }

    pub(crate) fn finish(self) -> Hash {
        self.0.finalize().into()
    }
}

/// Hashes a name or text with its salt. Without the salt nobody can tell from
/// the hash what the text was, so that it can be erased.
pub(crate) fn salted(salt: &[u8], parts: &[&str]) -> Hash {
    let mut seal = Seal::new("salted");
    seal.field(salt);
    for part in parts {
        seal.field(part.as_bytes());
    }
    seal.finish()
}

/// Writes a hash in hexadecimal.
pub(crate) fn hex(hash: &[u8]) -> String {
    hash.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_of_fields_count() {
        let of = |fields: &[Option<&[u8]>]| {
            let mut seal = Seal::new("x");
            fields.iter().for_each(|f| seal.optional(*f));
            seal.finish()
        };
        assert_ne!(of(&[Some(b"ab"), Some(b"c")]), of(&[Some(b"a"), Some(b"bc")]));
        assert_ne!(of(&[Some(b""), None]), of(&[None, Some(b"")]));
        assert_eq!(hex(&START).len(), 64);
    }
}
