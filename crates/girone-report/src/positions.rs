//! Where a byte of a text stands: its code point, its line, its column.

/// A text with the marks that make such questions quick, however long it is.
pub(crate) struct Positions<'a> {
    text: &'a str,
    /// The count of code points before every 256th byte.
    points: Vec<usize>,
    /// The byte at which each line starts.
    lines: Vec<usize>,
}

impl<'a> Positions<'a> {
    pub(crate) fn new(text: &'a str) -> Positions<'a> {
        let mut points = Vec::with_capacity(text.len() / 256 + 1);
        let mut lines = vec![0];
        let mut count = 0;
        for (i, byte) in text.bytes().enumerate() {
            if i % 256 == 0 {
                points.push(count);
            }
            count += usize::from(byte & 0xc0 != 0x80);
            if byte == b'\n' {
                lines.push(i + 1);
            }
        }
        Positions { text, points, lines }
    }

    /// Returns how many code points stand before a byte.
    pub(crate) fn point(&self, byte: usize) -> usize {
        let block = (byte / 256).min(self.points.len().saturating_sub(1));
        let Some(mark) = self.points.get(block) else { return 0 };
        let bytes = &self.text.as_bytes()[block * 256..byte.min(self.text.len())];
        mark + bytes.iter().filter(|b| **b & 0xc0 != 0x80).count()
    }

    /// Returns line and column of a byte, from 1, the column in code points.
    pub(crate) fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let byte = byte.min(self.text.len());
        let line = self.lines.partition_point(|start| *start <= byte);
        let start = self.lines[line - 1];
        (line, self.point(byte) - self.point(start) + 1)
    }

    /// Returns what stands in a byte's line before it and from it on, each up to
    /// so many code points, and whether the line goes on beyond.
    pub(crate) fn around(&self, byte: usize, before: usize, after: usize) -> Around<'a> {
        let byte = byte.min(self.text.len());
        let line = self.lines.partition_point(|start| *start <= byte);
        let start = self.lines[line - 1];
        let end = self.lines.get(line).map_or(self.text.len(), |next| next - 1);
        let (head, tail) = (&self.text[start..byte], &self.text[byte.min(end)..end]);
        let from = head.char_indices().rev().take(before).last().map_or(head.len(), |(i, _)| i);
        let to = tail.char_indices().nth(after).map_or(tail.len(), |(i, _)| i);
        Around {
            before: &head[from..],
            after: &tail[..to],
            cut_before: from > 0,
            cut_after: to < tail.len(),
        }
    }
}

/// A stretch of a line about a byte.
pub(crate) struct Around<'a> {
    pub(crate) before: &'a str,
    pub(crate) after: &'a str,
    pub(crate) cut_before: bool,
    pub(crate) cut_after: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same answers by reading the text from its start.
    fn slowly(text: &str, byte: usize) -> (usize, usize, usize) {
        let before = &text[..byte];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (before.chars().count(), line, column)
    }

    #[test]
    fn positions_agree_with_reading_from_the_start() {
        let piece = "È 6-0, già “quota” dieci.\n\nLa Svizzera €\n";
        for text in ["", "x", "\n", &piece.repeat(40), &"à".repeat(700)] {
            let positions = Positions::new(text);
            for byte in (0..=text.len()).filter(|b| text.is_char_boundary(*b)) {
                let (line, column) = positions.line_and_column(byte);
                assert_eq!((positions.point(byte), line, column), slowly(text, byte), "{byte}");
            }
        }
    }

    #[test]
    fn a_stretch_of_a_line_stops_at_its_ends() {
        let text = "uno\nperché sì, però no\ntre";
        let at = text.find("sì").unwrap_or_default();
        let around = Positions::new(text).around(at, 3, 5);
        assert_eq!((around.before, around.after), ("hé ", "sì, p"));
        assert!(around.cut_before && around.cut_after);
        let around = Positions::new(text).around(at, 40, 40);
        assert_eq!((around.before, around.after), ("perché ", "sì, però no"));
        assert!(!around.cut_before && !around.cut_after);
    }
}
