//! What goes to stdout and to stderr.

use std::io::Write;

use girone::Error;

/// Writes an answer to stdout. A reader that has gone away ends the program
/// quietly, as `girone table … | head` expects.
pub fn print(text: &str) {
    print_part(text);
    if !text.is_empty() && !text.ends_with('\n') {
        print_part("\n");
    }
}

/// Writes a part of an answer to stdout.
pub fn print_part(text: &str) {
    if std::io::stdout().lock().write_all(text.as_bytes()).is_err() {
        std::process::exit(0);
    }
}

/// Writes a value as JSON to stdout.
pub fn json<T: serde::Serialize>(value: &T) -> Result<(), Error> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|e| Error::usage(format!("the answer cannot be written as JSON: {e}")))?;
    print(&text);
    Ok(())
}

/// Writes a message to stderr.
pub fn say(message: &str) {
    // Nothing can be done about a closed stderr.
    let _ = writeln!(std::io::stderr().lock(), "{message}");
}

/// Writes an error to stderr.
pub fn error(error: &Error) {
    say(&format!("error: {error}"));
}
