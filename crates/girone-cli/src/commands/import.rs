//! `girone import`: reads files and says what was understood; with a ledger,
//! writes what is new.

use std::collections::BTreeMap;

use girone::record::Counts;
use girone::{Error, Loaded, load};
use girone_store::keep::Rehearsal;
use girone_store::{Keeper, Objection};

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
    if common.ledger.is_none() {
        if question.strict {
            return Err(Error::usage("--strict is about what is written: name a --ledger FILE"));
        }
        return Ok(u8::from(lost));
    }
    let groups = by_source(question, &loaded);
    if question.strict {
        if lost {
            return Err(Error::BadInput {
                message: "nothing was written: lines were not understood (--strict)".to_owned(),
            });
        }
        rehearse(common, question, &groups)?;
    }
    lost |= write(common, groups)?;
    Ok(u8::from(lost))
}

/// How many of a kind are written one by one.
const LISTED: usize = 10;

/// Puts files of one source together.
fn by_source(question: &Import, loaded: &[Loaded]) -> Vec<(String, Vec<Loaded>)> {
    let mut groups: Vec<(String, Vec<Loaded>)> = Vec::new();
    for file in loaded {
        let source = question.source.clone().unwrap_or_else(|| source_of(file));
        match groups.iter_mut().find(|(s, _)| *s == source) {
            Some((_, files)) => files.push(file.clone()),
            None => groups.push((source, vec![file.clone()])),
        }
    }
    groups
}

/// Goes through all sources without writing.
///
/// # Errors
/// Something would be refused, or a check objects that is not overridden.
fn rehearse(
    common: &Common,
    question: &Import,
    groups: &[(String, Vec<Loaded>)],
) -> Result<(), Error> {
    let path = keep::ledger(common)?;
    let mut rehearsal = Rehearsal::over(path, &keep::sources(common))?;
    let mut refused: Vec<Objection> = Vec::new();
    let mut lost = 0;
    for (source, files) in groups {
        let rehearsed = rehearsal.import(files, source, keep::today()?)?;
        for d in &rehearsed.diagnostics {
            if d.severity == girone::record::Severity::Error {
                output::say(&d.to_string());
                lost += 1;
            }
        }
        let objections = rehearsed.objections.iter().map(|(_, o)| o);
        refused.extend(objections.filter(|o| !question.allow.contains(&o.check)).cloned());
    }
    objected(refused.iter());
    if refused.is_empty() && lost == 0 {
        return Ok(());
    }
    let mut names: Vec<&str> = refused.iter().map(|o| o.check.name()).collect();
    names.sort_unstable();
    names.dedup();
    let mut message = String::from("nothing was written (--strict)");
    if lost > 0 {
        message.push_str(&format!(": {lost} things in the files do not hold"));
    }
    if !names.is_empty() {
        message.push_str(&format!(
            "\n  = help: if it is right as it is, add --allow {}",
            names.join(",")
        ));
    }
    Err(Error::BadInput { message })
}

/// Says how often each check objected, with the first of its reasons.
fn objected<'o>(objections: impl Iterator<Item = &'o Objection>) {
    let mut by_check: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for o in objections {
        by_check.entry(o.check.name()).or_default().push(&o.message);
    }
    for (check, messages) in by_check {
        list(&format!("objections of the check `{check}`:"), &messages);
    }
}

fn list(what: &str, lines: &[impl AsRef<str>]) {
    if lines.is_empty() {
        return;
    }
    output::say(&format!("{} {what}", lines.len()));
    for line in lines.iter().take(LISTED) {
        output::say(&format!("  {}", line.as_ref()));
    }
    if lines.len() > LISTED {
        output::say(&format!("  and {} more", lines.len() - LISTED));
    }
}

/// Writes to the ledger, one transaction for each source; says whether something
/// of the files was refused.
fn write(common: &Common, groups: Vec<(String, Vec<Loaded>)>) -> Result<bool, Error> {
    const TRIES: usize = 20;
    let path = keep::ledger(common)?;
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
        objected(imported.objections.iter().map(|(_, o)| o));
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
