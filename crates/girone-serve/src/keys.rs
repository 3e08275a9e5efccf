//! Keys for writing and for queries: stored as hashes, compared in constant time.
//!
//! The file has one key a line: a name, its scopes joined by commas, the
//! SHA-256 of the key in hexadecimal. It is read again when it changes, so a key
//! is exchanged by adding a line and later removing the old one.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::SystemTime;

use girone::Error;
use sha2::{Digest, Sha256};

use crate::app::lock;

/// What a key may be used for.
pub const SCOPES: [&str; 4] = ["add", "fix", "decide", "sql"];

/// The keys of a server.
#[derive(Debug)]
pub struct Keys {
    path: PathBuf,
    read: Mutex<(Option<SystemTime>, Vec<Key>)>,
}

#[derive(Clone, Debug)]
struct Key {
    name: String,
    scopes: Vec<String>,
    hash: [u8; 32],
}

impl Keys {
    /// Reads a file of keys.
    ///
    /// # Errors
    /// It cannot be read, or a line of it is not a key.
    pub fn open(path: PathBuf) -> Result<Keys, Error> {
        let keys = read(&path)?;
        let changed = modified(&path);
        Ok(Keys { path, read: Mutex::new((changed, keys)) })
    }

    /// Returns the name of the holder of a key that may be used for `scope`.
    pub fn holder(&self, key: &str, scope: &str) -> Option<String> {
        let mut held = lock(&self.read);
        let changed = modified(&self.path);
        if changed != held.0
            && let Ok(keys) = read(&self.path)
        {
            *held = (changed, keys);
        }
        let hash = hash(key);
        // Every key is compared to its end, whichever matches.
        let mut holder = None;
        for known in &held.1 {
            let differs = known.hash.iter().zip(&hash).fold(0, |d, (a, b)| d | (a ^ b));
            if differs == 0 && known.scopes.iter().any(|s| s == scope) {
                holder = Some(known.name.clone());
            }
        }
        holder
    }

    /// Makes a key, adds its hash to the file and returns the key, which is
    /// written nowhere.
    ///
    /// # Errors
    /// The scopes are unknown, the system has no random numbers, or the file
    /// cannot be written.
    pub fn make(path: &Path, name: &str, scopes: &[String]) -> Result<String, Error> {
        if name.is_empty() || name.contains(char::is_whitespace) {
            return Err(Error::usage(format!("`{name}` is not a name of a key: use one word")));
        }
        if let Some(unknown) = scopes.iter().find(|s| !SCOPES.contains(&s.as_str())) {
            return Err(Error::usage(format!(
                "`{unknown}` is not a scope; expected {}",
                SCOPES.join(", ")
            )));
        }
        let mut random = [0u8; 32];
        getrandom::fill(&mut random)
            .map_err(|e| Error::lacks(format!("the system gives no random numbers: {e}")))?;
        let key = format!("girone_{}", hex(&random));
        let mut text = std::fs::read_to_string(path).unwrap_or_default();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(&format!("{name} {} {}\n", scopes.join(","), hex(&hash(&key))));
        std::fs::write(path, text)
            .map_err(|source| Error::File { path: path.to_path_buf(), source })?;
        Ok(key)
    }
}

fn modified(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).and_then(|m| m.modified()).ok()
}

fn hash(key: &str) -> [u8; 32] {
    Sha256::digest(key.as_bytes()).into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn read(path: &Path) -> Result<Vec<Key>, Error> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| Error::File { path: path.to_path_buf(), source })?;
    let mut keys = Vec::new();
    for (i, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        keys.push(key(line).ok_or_else(|| Error::BadInput {
            message: format!(
                "{}:{}: expected a name, scopes and the SHA-256 of a key in hexadecimal",
                path.display(),
                i + 1
            ),
        })?);
    }
    Ok(keys)
}

fn key(line: &str) -> Option<Key> {
    let [name, scopes, digits] = line.split_whitespace().collect::<Vec<_>>()[..] else {
        return None;
    };
    let digits: Vec<u8> = digits
        .chars()
        .map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok()))
        .collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits.chunks_exact(2).map(|d| d[0] * 16 + d[1]).collect();
    Some(Key {
        name: name.to_owned(),
        scopes: scopes.split(',').map(str::to_owned).collect(),
        hash: (digits.len() == 64).then(|| bytes.try_into().ok())??,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_opens_its_scopes_and_can_be_exchanged() {
        let path = std::env::temp_dir().join(format!("girone-keys-{}", std::process::id()));
        let _ = std::fs::remove_file(&path);
        let first = Keys::make(&path, "desk", &["add".to_owned()]).unwrap();
        let keys = Keys::open(path.clone()).unwrap();
        assert_eq!(keys.holder(&first, "add").as_deref(), Some("desk"));
        assert_eq!(keys.holder(&first, "decide"), None);
        assert_eq!(keys.holder("girone_00", "add"), None);
        assert!(!std::fs::read_to_string(&path).unwrap().contains(&first));
        std::fs::write(&path, "desk add 12\n").unwrap();
        assert!(Keys::open(path.clone()).is_err());
        assert!(Keys::make(&path, "two words", &[]).is_err());
        assert!(Keys::make(&path, "desk", &["all".to_owned()]).is_err());
        std::fs::remove_file(&path).unwrap();
    }
}
