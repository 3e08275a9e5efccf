//! What reading found, and what it could not understand.

use std::fmt;
use std::sync::Arc;

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Note,
    /// Read, but something looks wrong.
    Warning,
    /// Not taken over: something of the file is lost.
    Error,
}

impl Severity {
    /// Returns the word that opens a message.
    pub const fn word(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// What a diagnostic is about; the numbers never change their meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(pub &'static str);

/// The codes in use.
pub mod code {
    use super::Code;

    /// A line that is no line of its format.
    pub const NOT_UNDERSTOOD: Code = Code("GR001");
    /// The file is not text, or not in an encoding that is read.
    pub const NOT_TEXT: Code = Code("GR002");
    /// The file is empty, or holds nothing of its format.
    pub const EMPTY: Code = Code("GR003");
    /// A column that the format needs is missing.
    pub const COLUMN: Code = Code("GR004");
    /// A value that is not what its place needs.
    pub const VALUE: Code = Code("GR005");
    /// A score that no match has, such as 100 goals.
    pub const SCORE: Code = Code("GR010");
    /// A day that the calendar does not have, or a date that is missing.
    pub const DATE: Code = Code("GR011");
    /// A weekday that does not fit its date.
    pub const WEEKDAY: Code = Code("GR012");
    /// A team against itself.
    pub const SELF_MATCH: Code = Code("GR020");
    /// The same match or the same team twice.
    pub const DUPLICATE: Code = Code("GR021");
    /// More goals than the score has.
    pub const GOALS: Code = Code("GR022");
    /// A name that nobody bears.
    pub const UNKNOWN_NAME: Code = Code("GR030");
    /// A name that several bear.
    pub const AMBIGUOUS_NAME: Code = Code("GR031");
    /// Two sources that contradict each other.
    pub const CONFLICT: Code = Code("GR040");
    /// Something that belongs to a match that is not there.
    pub const ORPHAN: Code = Code("GR041");
    /// A fixture of which a team is not known yet.
    pub const OPEN: Code = Code("GR042");
    /// More or fewer matches than the file announces.
    pub const EXPECTED: Code = Code("GR050");
    /// A number of further messages that are not listed.
    pub const AND_MORE: Code = Code("GR099");
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// A place in a file, counted from 1; line 0 means the file as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: u32,
    /// The column, in characters.
    pub column: u32,
}

impl Place {
    /// The file as a whole.
    pub const FILE: Place = Place { line: 0, column: 0 };

    /// Makes the first column of a line.
    pub const fn line(line: u32) -> Place {
        Place { line, column: 1 }
    }

    /// Makes a place.
    pub const fn at(line: u32, column: u32) -> Place {
        Place { line, column }
    }
}

/// One message about one place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The name of the file as it was given.
    pub file: Arc<str>,
    /// The line, from 1; 0 for the file as a whole.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// How many characters are meant, at least 1.
    pub width: u32,
    /// How bad it is.
    pub severity: Severity,
    /// What it is about.
    pub code: Code,
    /// What was found and what was expected; makes sense alone.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The line as it stands in the file, cut at 160 characters.
    pub excerpt: Option<String>,
}

impl Diagnostic {
    /// Makes a diagnostic without help and excerpt.
    pub fn new(
        severity: Severity,
        code: Code,
        file: &Arc<str>,
        place: Place,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic {
            file: file.clone(),
            line: place.line,
            column: place.column,
            width: 1,
            severity,
            code,
            message: message.into(),
            help: None,
            excerpt: None,
        }
    }

    /// Makes an error.
    pub fn error(
        code: Code,
        file: &Arc<str>,
        place: Place,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(Severity::Error, code, file, place, message)
    }

    /// Makes a warning.
    pub fn warning(
        code: Code,
        file: &Arc<str>,
        place: Place,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(Severity::Warning, code, file, place, message)
    }

    /// Adds what to do.
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Adds the line as it stands in the file, and marks it to its end if no
    /// width is set.
    pub fn excerpt(mut self, line: &str) -> Diagnostic {
        const LONGEST: usize = 160;
        let line = line.trim_end();
        let mut cut: String = line.chars().take(LONGEST).map(printable).collect();
        let length = cut.chars().count();
        if line.chars().nth(LONGEST).is_some() {
            cut.push('…');
        }
        if self.width <= 1 {
            let start = self.column.saturating_sub(1) as usize;
            self.width = u32::try_from(length.saturating_sub(start)).unwrap_or(1).max(1);
        }
        self.excerpt = Some(cut);
        self
    }

    /// Sets how many characters are meant.
    pub fn width(mut self, width: u32) -> Diagnostic {
        self.width = width.max(1);
        self
    }
}

/// Replaces what would disturb a terminal.
fn printable(c: char) -> char {
    if c == '\t' {
        ' '
    } else if c.is_control() {
        '\u{fffd}'
    } else {
        c
    }
}

impl fmt::Display for Diagnostic {
    /// Writes the diagnostic over several lines, without colour, and without a
    /// line break at the end.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity.word(), self.code, self.message)?;
        let number = self.line.to_string();
        let gutter = " ".repeat(if self.excerpt.is_some() { number.len() } else { 1 });
        if self.line == 0 {
            write!(f, "\n{gutter}--> {}", self.file)?;
        } else {
            write!(f, "\n{gutter}--> {}:{}:{}", self.file, self.line, self.column)?;
        }
        if let Some(excerpt) = &self.excerpt {
            let before = self.column.saturating_sub(1) as usize;
            write!(f, "\n{gutter} |\n{number} | {excerpt}\n{gutter} | ")?;
            write!(
                f,
                "{}{}",
                " ".repeat(before.min(200)),
                "^".repeat(self.width.min(200) as usize)
            )?;
        }
        if let Some(help) = &self.help {
            write!(f, "\n{gutter} = help: {help}")?;
        }
        Ok(())
    }
}

/// How much of a file was read.
///
/// `lines == understood + not_understood + ignored_by_format` for every file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The lines of the file.
    pub lines: u32,
    /// The lines that mean something.
    pub understood: u32,
    /// The lines that do not; each has a diagnostic.
    pub not_understood: u32,
    /// The lines that the format lets pass: blank, comments, rulers, rows
    /// without a value.
    pub ignored_by_format: u32,
    /// The matches found, played or not.
    pub matches: u32,
    /// The matches that the file or its format announces.
    pub expected: Option<u32>,
}

impl Counts {
    /// Adds the counts of another file.
    pub fn add(&mut self, other: Counts) {
        self.lines += other.lines;
        self.understood += other.understood;
        self.not_understood += other.not_understood;
        self.ignored_by_format += other.ignored_by_format;
        self.matches += other.matches;
        self.expected = match (self.expected, other.expected) {
            (Some(a), Some(b)) => Some(a + b),
            (a, b) => a.or(b),
        };
    }
}

/// What a reader returns: always a value, and always everything that was wrong.
#[derive(Clone, Debug, Default)]
pub struct Reading<T> {
    /// What was read.
    pub value: T,
    /// What was wrong, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// How much was read.
    pub counts: Counts,
}

impl<T> Reading<T> {
    /// Says whether something of the file was lost.
    pub fn has_errors(&self) -> bool {
        self.counts.not_understood > 0
            || self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }

    /// Applies `f` to the value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Reading<U> {
        Reading { value: f(self.value), diagnostics: self.diagnostics, counts: self.counts }
    }
}

/// Gathers the diagnostics of one file, and stops listing them one by one when
/// there are very many: the rest is counted, in a last message.
#[derive(Debug)]
pub(crate) struct Diagnostics {
    file: Arc<str>,
    list: Vec<Diagnostic>,
    unlisted: [u32; 3],
}

/// How many messages of one file are listed.
const LISTED: usize = 500;

impl Diagnostics {
    pub(crate) fn new(file: &Arc<str>) -> Diagnostics {
        Diagnostics { file: file.clone(), list: Vec::new(), unlisted: [0; 3] }
    }

    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        if self.list.len() < LISTED {
            self.list.push(diagnostic);
        } else {
            self.unlisted[diagnostic.severity as usize] += 1;
        }
    }

    /// Reports a line that was not understood.
    pub(crate) fn not_understood(&mut self, line: u32, text: &str, message: &str, help: &str) {
        if self.list.len() >= LISTED {
            self.unlisted[Severity::Error as usize] += 1;
            return;
        }
        let indent = text.chars().take_while(|c| c.is_whitespace()).count() as u32;
        self.push(
            Diagnostic::error(
                code::NOT_UNDERSTOOD,
                &self.file.clone(),
                Place::at(line, indent + 1),
                message,
            )
            .excerpt(text)
            .help(help),
        );
    }

    /// Returns what was gathered so far and starts afresh.
    pub(crate) fn take(&mut self) -> Vec<Diagnostic> {
        let file = self.file.clone();
        std::mem::replace(self, Diagnostics::new(&file)).finish()
    }

    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            let count = self.unlisted[severity as usize];
            if count > 0 {
                self.list.push(Diagnostic::new(
                    severity,
                    code::AND_MORE,
                    &self.file,
                    Place::FILE,
                    format!("{count} further messages of this kind are not listed"),
                ));
            }
        }
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_shows_the_line_and_says_what_to_do() {
        let file: Arc<str> = "euro-2012.txt".into();
        let text = Diagnostic::error(
            code::NOT_UNDERSTOOD,
            &file,
            Place::at(42, 3),
            "expected a score or `v` between two teams",
        )
        .excerpt("  Greece beat Russia")
        .help("write `Greece 1-0 Russia`, or `Greece v Russia` if not yet played")
        .to_string();
        assert_eq!(
            text,
            "error[GR001]: expected a score or `v` between two teams\n  \
             --> euro-2012.txt:42:3\n   |\n42 |   Greece beat Russia\n   |   ^^^^^^^^^^^^^^^^^^\n   \
             = help: write `Greece 1-0 Russia`, or `Greece v Russia` if not yet played"
        );
    }

    #[test]
    fn very_many_messages_are_counted_and_not_lost() {
        let file: Arc<str> = "x".into();
        let mut all = Diagnostics::new(&file);
        for line in 1..=1_000 {
            all.not_understood(line, "?", "expected a match", "write one");
        }
        let list = all.finish();
        assert_eq!(list.len(), LISTED + 1);
        assert!(list[LISTED].message.starts_with("500 further"));
    }
}
