//! `girone doctor`, `girone erase`

use girone::{Error, Split};
use girone_store::SqliteStore;

use super::keep;
use crate::args::{Common, Erase, Format};
use crate::output;

#[derive(serde::Serialize)]
struct Shape {
    ledger: String,
    version: u32,
    entries: u64,
    hash: String,
    batches: u64,
    erased: u64,
    findings: Vec<String>,
}

pub fn examine(common: &Common) -> Result<u8, Error> {
    let path = keep::ledger(common)?;
    let store = SqliteStore::read(path)?;
    let found = store.examine()?;
    let mut findings: Vec<String> = found.findings.iter().map(|f| f.message.clone()).collect();
    // What no football can break: over a table, goals for and against are equal.
    if findings.is_empty() {
        let view = super::view(common)?;
        for edition in view.editions() {
            for table in view.tables(&edition.id, Split::All).unwrap_or_default() {
                let sum: i32 = table.table.rows.iter().map(|r| r.totals.goal_difference()).sum();
                if sum != 0 {
                    findings.push(format!(
                        "the goal differences of {}/{} add up to {sum}, not to 0",
                        edition.id, table.group
                    ));
                }
            }
        }
    }
    if common.format() == Format::Json {
        output::json(&Shape {
            ledger: path.display().to_string(),
            version: found.version,
            entries: found.head.number,
            hash: found.head.hash.clone(),
            batches: found.batches,
            erased: found.erased,
            findings: findings.clone(),
        })?;
        return Ok(u8::from(!findings.is_empty()));
    }
    output::print(&format!(
        "{}: version {}, {} entries in {} batches\nchain {}",
        path.display(),
        found.version,
        found.head.number,
        found.batches,
        found.head.hash
    ));
    if found.erased > 0 {
        output::print(&format!("{} people were erased on request", found.erased));
    }
    for finding in &findings {
        output::print(&format!("wrong: {finding}"));
    }
    if findings.is_empty() {
        output::print("well: the chain closes, the file is intact, the entries hold together");
    }
    Ok(u8::from(!findings.is_empty()))
}

pub fn erase(common: &Common, order: &Erase) -> Result<u8, Error> {
    let path = keep::ledger(common)?;
    if !order.yes {
        return Err(Error::usage(format!(
            "`{}` would be erased from `{}` for good; add --yes. Copies and backups are not reached",
            order.name,
            path.display()
        )));
    }
    let mut store = SqliteStore::open(path)?;
    let erased = store.erase(&order.name, &order.reason, keep::now()?)?;
    if erased.people + erased.texts == 0 {
        return Err(Error::not_found(format!("`{}` is in no name and no text", order.name)));
    }
    output::print(&format!(
        "{} names and {} texts were erased; what they did stays, as done by nobody known",
        erased.people, erased.texts
    ));
    if erased.left > 0 {
        output::print(&format!(
            "{} texts hold the last word of the name and were left, since it may be somebody else",
            erased.left
        ));
    }
    output::print("If names.csv or a match file names the person, the name comes back with it.");
    Ok(0)
}
