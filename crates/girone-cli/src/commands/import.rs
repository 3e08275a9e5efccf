//! `girone import`: reads files and says what was understood; with a ledger,
//! writes what is new.

use girone::record::Counts;
use girone::{Error, Loaded, load};
use girone_store::Keeper;

use super::keep;
use crate::args::{Common, Import};
use crate::output;

pub fn run(common: &Common, question: &Import) -> Result<u8, Error> {
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
    if common.ledger.is_some() {
        lost |= write(common, question, &loaded)?;
    }
    Ok(u8::from(lost))
}

/// Writes to the ledger, one transaction for each source; says whether something
/// of the files was refused.
fn write(common: &Common, question: &Import, loaded: &[Loaded]) -> Result<bool, Error> {
    const TRIES: usize = 20;
    const LISTED: usize = 10;
    let path = keep::ledger(common)?;
    let mut groups: Vec<(String, Vec<Loaded>)> = Vec::new();
    for file in loaded {
        let source = question.source.clone().unwrap_or_else(|| source_of(file));
        match groups.iter_mut().find(|(s, _)| *s == source) {
            Some((_, files)) => files.push(file.clone()),
            None => groups.push((source, vec![file.clone()])),
        }
    }
    let mut lost = false;
    for (source, files) in groups {
        let mut tries = 0;
        let imported = loop {
            let keeper = Keeper::open_or_create(path, &keep::sources(common))?;
            tries += 1;
            match keeper.import(&files, &source, keep::now()?, keep::today()?) {
                // Somebody wrote in between: what is new must be found afresh.
                Err(Error::Ledger { message })
                    if message.contains("meanwhile") && tries < TRIES => {}
                other => break other?,
            }
        };
        for diagnostic in &imported.diagnostics {
            output::say(&diagnostic.to_string());
            lost |= diagnostic.severity == girone::record::Severity::Error;
        }
        let p = &imported.plan;
        output::print(&format!(
            "{source}: {} new, {} completed, {} corrected, {} known already; the ledger ends with entry {}",
            p.added, p.enriched, p.corrected, p.unchanged, imported.head.number
        ));
        let list = |what: &str, lines: &[String]| {
            if lines.is_empty() {
                return;
            }
            output::say(&format!("{} {what}", lines.len()));
            for line in lines.iter().take(LISTED) {
                output::say(&format!("  {line}"));
            }
            if lines.len() > LISTED {
                output::say(&format!("  and {} more", lines.len() - LISTED));
            }
        };
        list(
            "matches differ from another source or a correction by hand, which stay:",
            &p.disputed,
        );
        list("matches of an earlier file are not in this one; they stay:", &p.vanished);
    }
    Ok(lost)
}

/// Names the source of a file: what a newer file of it would be called too.
fn source_of(file: &Loaded) -> String {
    use girone::record::Kind;
    let name = file.paths.first().and_then(|p| p.file_name());
    let name = name.map_or(String::new(), |n| n.to_string_lossy().into_owned());
    let draft = &file.reading.value;
    let title = draft
        .title
        .as_deref()
        .or_else(|| draft.matches.first().and_then(|m| m.competition.as_deref()));
    match (file.kind, title) {
        (Kind::InternationalResults, _) => file.kind.to_string(),
        (kind, Some(title)) => format!("{kind} {name} ({title})"),
        (kind, None) => format!("{kind} {name}"),
    }
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
