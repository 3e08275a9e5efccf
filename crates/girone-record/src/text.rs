//! Bytes to text, and texts that are kept once.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// Keeps every text once.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    ids: HashMap<Arc<str>, u32>,
    texts: Vec<Arc<str>>,
}

impl Interner {
    /// Returns the number of a text.
    pub(crate) fn id(&mut self, text: &str) -> u32 {
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        let id = self.texts.len() as u32;
        let text: Arc<str> = text.into();
        self.ids.insert(text.clone(), id);
        self.texts.push(text);
        id
    }

    /// Returns the shared copy of a text.
    pub(crate) fn text(&mut self, text: &str) -> Arc<str> {
        let id = self.id(text);
        self.texts[id as usize].clone()
    }

    /// Returns the shared copy of a text that is not blank.
    pub(crate) fn some(&mut self, text: &str) -> Option<Arc<str>> {
        let text = text.trim();
        if text.is_empty() { None } else { Some(self.text(text)) }
    }
}

/// Reads bytes as UTF-8, with or without a byte-order mark, or else as Latin-1
/// in its Windows form, as spreadsheets write it.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|b| windows_1252(*b)).collect()),
    }
}

/// Says whether the bytes are no text at all: a zero byte in the first 8 KB.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    bytes.iter().take(8192).any(|b| *b == 0)
}

/// Counts lines as an editor does: a last line without a line break counts.
pub(crate) fn count_lines(bytes: &[u8]) -> u32 {
    let breaks = bytes.iter().filter(|b| **b == b'\n').count();
    let open = bytes.last().is_some_and(|b| *b != b'\n');
    u32::try_from(breaks + usize::from(open)).unwrap_or(u32::MAX)
}

/// The characters that Windows-1252 has where Latin-1 has control characters.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_encodings_give_the_same_text() {
        assert_eq!(decode("\u{feff}Malmö".as_bytes()), "Malmö");
        assert_eq!(decode(b"Malm\xf6"), "Malmö");
        assert_eq!(decode(b"\x8aibenik"), "Šibenik");
    }

    #[test]
    fn a_last_line_without_a_break_counts() {
        assert_eq!(count_lines(b""), 0);
        assert_eq!(count_lines(b"a"), 1);
        assert_eq!(count_lines(b"a\n"), 1);
        assert_eq!(count_lines(b"a\n\nb"), 3);
    }
}
