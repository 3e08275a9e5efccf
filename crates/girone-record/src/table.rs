//! Rows of a CSV file with the line they stand on.

use std::borrow::Cow;
use std::sync::Arc;

use csv::StringRecord;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, code};
use crate::text::{count_lines, decode, is_binary};
use crate::{Counts, Reading};

/// A CSV file with a header.
pub(crate) struct Table<'t> {
    pub(crate) file: Arc<str>,
    text: &'t str,
    header: Vec<String>,
    reader: csv::Reader<&'t [u8]>,
    row: StringRecord,
    /// The line on which the row starts.
    line: u32,
    /// How many lines the row takes.
    taken: u32,
    /// The byte at which the row ends.
    end: usize,
    pub(crate) diagnostics: Diagnostics,
    pub(crate) counts: Counts,
}

/// Turns the bytes of a CSV file into text with plain line breaks.
pub(crate) fn plain_text(bytes: &[u8]) -> Cow<'_, str> {
    let text = decode(bytes);
    if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { text }
}

impl<'t> Table<'t> {
    /// Opens a table and looks for its header; `text` is made by [`plain_text`].
    ///
    /// # Errors
    /// A column of `needed` is missing, or this is no text: the whole file counts
    /// as not understood and one diagnostic says why.
    pub(crate) fn open(
        file: &str,
        text: &'t str,
        needed: &[&str],
    ) -> Result<Table<'t>, Reading<()>> {
        let file: Arc<str> = file.into();
        let lines = count_lines(text.as_bytes());
        let refuse = |diagnostic: Diagnostic| Reading {
            value: (),
            diagnostics: vec![diagnostic],
            counts: Counts { lines, not_understood: lines, ..Counts::default() },
        };
        if is_binary(text.as_bytes()) {
            let message = format!("`{file}` is not a text file");
            return Err(refuse(
                Diagnostic::error(code::NOT_TEXT, &file, Place::FILE, message)
                    .help("give a CSV file with a header line"),
            ));
        }
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .terminator(csv::Terminator::Any(b'\n'))
            .from_reader(text.as_bytes());
        let mut table = Table {
            diagnostics: Diagnostics::new(&file),
            file: file.clone(),
            text,
            header: Vec::new(),
            reader,
            row: StringRecord::new(),
            line: 1,
            taken: 0,
            end: 0,
            counts: Counts { lines, ..Counts::default() },
        };
        if !table.next() {
            let message = format!("`{file}` is empty");
            return Err(refuse(
                Diagnostic::error(code::EMPTY, &file, Place::FILE, message)
                    .help(format!("the first line names the columns: `{}`", needed.join(","))),
            ));
        }
        table.header = table.row.iter().map(|h| h.trim().to_owned()).collect();
        let missing: Vec<String> = needed
            .iter()
            .filter(|n| !table.header.iter().any(|h| h == *n))
            .map(|m| format!("`{m}`"))
            .collect();
        if !missing.is_empty() {
            let message = format!("the header lacks the column {}", missing.join(", "));
            return Err(refuse(
                Diagnostic::error(code::COLUMN, &file, table.place(), message)
                    .excerpt(&table.as_written())
                    .help(format!("the format has the columns `{}`", needed.join(","))),
            ));
        }
        table.understood();
        Ok(table)
    }

    /// Returns the position of a column.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|h| h == name)
    }

    /// Moves to the next row; `false` at the end.
    pub(crate) fn next(&mut self) -> bool {
        if !self.reader.read_record(&mut self.row).unwrap_or(false) {
            return false;
        }
        let start = self.end;
        self.end = usize::try_from(self.reader.position().byte())
            .unwrap_or(usize::MAX)
            .clamp(start, self.text.len());
        let bytes = &self.text.as_bytes()[start..self.end];
        // Blank lines before the row are skipped by the reader.
        let blank = bytes.iter().take_while(|b| **b == b'\n').count();
        self.counts.ignored_by_format += blank as u32;
        self.line += self.taken + blank as u32;
        self.taken = count_lines(&bytes[blank..]);
        true
    }

    /// Returns the line of the row, from 1.
    pub(crate) fn place(&self) -> Place {
        Place::line(self.line)
    }

    /// Returns a field, blank if the row is too short.
    pub(crate) fn get(&self, column: usize) -> &str {
        self.row.get(column).unwrap_or("").trim()
    }

    /// Says whether every field of the row is blank.
    pub(crate) fn is_blank(&self) -> bool {
        self.row.iter().all(|field| field.trim().is_empty())
    }

    /// Counts the row as understood.
    pub(crate) fn understood(&mut self) {
        self.counts.understood += self.taken;
    }

    /// Counts the row as one that the format lets pass.
    pub(crate) fn ignored(&mut self) {
        self.counts.ignored_by_format += self.taken;
    }

    /// Counts the row as not understood and says why.
    pub(crate) fn refuse(
        &mut self,
        code: crate::diagnostic::Code,
        message: impl Into<String>,
        help: &str,
    ) {
        self.counts.not_understood += self.taken;
        let diagnostic = Diagnostic::error(code, &self.file, self.place(), message)
            .excerpt(&self.as_written())
            .help(help);
        self.diagnostics.push(diagnostic);
    }

    /// Adds a warning about the row, which stays understood.
    pub(crate) fn warn(&mut self, code: crate::diagnostic::Code, message: impl Into<String>) {
        let diagnostic = Diagnostic::warning(code, &self.file, self.place(), message)
            .excerpt(&self.as_written());
        self.diagnostics.push(diagnostic);
    }

    fn as_written(&self) -> String {
        self.row.iter().collect::<Vec<_>>().join(",")
    }

    /// Ends the reading.
    pub(crate) fn finish<T>(mut self, value: T) -> Reading<T> {
        let seen =
            self.counts.understood + self.counts.not_understood + self.counts.ignored_by_format;
        // Blank lines at the end of the file.
        self.counts.ignored_by_format += self.counts.lines.saturating_sub(seen);
        Reading { value, diagnostics: self.diagnostics.finish(), counts: self.counts }
    }
}
