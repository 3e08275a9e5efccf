//! `girone import`: reads files and says what was understood.

use girone::record::Counts;
use girone::{Error, load};

use crate::args::{Common, Import};
use crate::output;

pub fn run(_common: &Common, question: &Import) -> Result<u8, Error> {
    let loaded = load(&question.paths, Some(question.kind))?;
    let mut total = Counts::default();
    let mut lost = false;
    for file in &loaded {
        for diagnostic in &file.reading.diagnostics {
            output::say(&diagnostic.to_string());
        }
        lost |= file.reading.has_errors();
        let names: Vec<String> = file.paths.iter().map(|p| p.display().to_string()).collect();
        output::print(&format!("{}: {}", names.join(", "), counts(&file.reading.counts)));
        total.add(file.reading.counts);
    }
    if loaded.len() > 1 {
        output::print(&format!("{} files: {}", loaded.len(), counts(&total)));
    }
    Ok(u8::from(lost))
}

fn counts(c: &Counts) -> String {
    let mut text = format!(
        "{} lines, {} understood, {} not understood, {} blank or comment; {} matches",
        c.lines, c.understood, c.not_understood, c.ignored_by_format, c.matches
    );
    if let Some(expected) = c.expected {
        text.push_str(&format!(" of {expected} expected"));
    }
    text
}
