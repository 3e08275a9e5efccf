//! What the commands that write have in common.

use std::path::Path;

use girone::compare::{compare, concerned, past_days};
use girone::model::{AsOf, Lang, Moment};
use girone::record::Point;
use girone::{Desk, Error, Sources};
use girone_store::{Keeper, Particulars, Proposal};
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

use crate::args::{Common, Told};
use crate::output;

/// Returns the present moment. `GIRONE_NOW` sets it, for tests and for examples
/// that must not change from day to day.
pub fn now() -> Result<Timestamp, Error> {
    match std::env::var("GIRONE_NOW") {
        Ok(text) => text
            .parse()
            .map_err(|e| Error::usage(format!("GIRONE_NOW is `{text}`, expected an instant: {e}"))),
        Err(_) => Ok(Timestamp::now()),
    }
}

/// Returns the present day in UTC.
pub fn today() -> Result<Date, Error> {
    Ok(now()?.to_zoned(TimeZone::UTC).date())
}

/// Returns the ledger that is to be written to.
pub fn ledger(common: &Common) -> Result<&Path, Error> {
    if common.ledger_at.is_some() {
        return Err(Error::usage("--ledger-at looks back; nothing is written there"));
    }
    path(common)
}

/// Returns the ledger that is named.
pub fn path(common: &Common) -> Result<&Path, Error> {
    common.ledger.as_deref().ok_or_else(|| {
        Error::usage(
            "which ledger? name it with --ledger FILE or in GIRONE_LEDGER; `girone init FILE` makes one",
        )
    })
}

/// Returns the folders of one's own that hold for a ledger.
pub fn sources(common: &Common) -> Sources {
    Sources { data: common.data.clone(), ..Sources::default() }
}

/// Opens the ledger for writing.
pub fn open(common: &Common) -> Result<Keeper, Error> {
    Keeper::open(ledger(common)?, &sources(common))
}

/// Leaves the record in memory: a process that ends need not take it apart first.
fn leave(keeper: &Keeper) {
    std::mem::forget(keeper.desk().clone());
}

pub fn particulars(told: &Told) -> Particulars {
    Particulars {
        by: told.by.clone(),
        source: told.source.clone(),
        reason: told.reason.clone(),
        known: told.known.map(Point::Day),
    }
}

/// Proposes, shows, and writes unless only a rehearsal is wanted. If another
/// process wrote in between, everything is looked at again.
pub fn write(
    common: &Common,
    told: &Told,
    command: &str,
    propose: impl Fn(&Keeper) -> Result<Proposal, Error>,
) -> Result<u8, Error> {
    const TRIES: usize = 20;
    for _ in 0..TRIES {
        let mut keeper = open(common)?;
        leave(&keeper);
        let head = keeper.desk().ledger().head();
        let proposal = propose(&keeper)?;
        if told.dry_run {
            echo(common, &proposal);
            for objection in &proposal.objections {
                output::say(&format!("{}: {}", objection.check, objection.message));
            }
            let after = keeper.preview(&proposal)?;
            let lines = before_and_after(common, keeper.desk(), &after)?;
            output::print(&lines.join("\n"));
            let standing = !proposal.standing(&told.allow).is_empty();
            output::say("nothing was written (--dry-run)");
            return Ok(u8::from(standing));
        }
        // Nobody is told of something that another process has made stale.
        match keeper.commit(&proposal, command, now()?, &told.allow) {
            Err(Error::Ledger { .. }) if moved(common, head) => continue,
            Err(error) => {
                echo(common, &proposal);
                return Err(error);
            }
            Ok(head) => {
                leave(&keeper);
                echo(common, &proposal);
                acknowledge(common, &proposal, head.number);
                return Ok(0);
            }
        }
    }
    Err(Error::Ledger { message: "other processes write all the time; try again".to_owned() })
}

/// Says whether the ledger has gone on since `head`.
fn moved(common: &Common, head: u64) -> bool {
    use girone_store::{SqliteStore, Store};
    let Some(path) = common.ledger.as_deref() else { return false };
    SqliteStore::read(path).and_then(|s| s.head()).is_ok_and(|h| h.number != head)
}

fn echo(common: &Common, proposal: &Proposal) {
    let it = common.lang == Lang::It;
    output::print(if it { "Capito:" } else { "Understood:" });
    for line in &proposal.understood {
        output::print(&format!("  {line}"));
    }
}

fn acknowledge(common: &Common, proposal: &Proposal, head: u64) {
    let it = common.lang == Lang::It;
    let first = proposal.entries.first().map_or(head, |e| e.number);
    output::print(&match (it, first == head) {
        (false, true) => format!("Written as entry {head}."),
        (false, false) => format!("Written as entries {first} to {head}."),
        (true, true) => format!("Scritto come voce {head}."),
        (true, false) => format!("Scritto come voci {first}-{head}."),
    });
    let provisional = proposal.entries.iter().any(|e| match &e.body {
        girone::record::Body::Match(m) => m.happened.as_ref().is_some_and(|h| h.provisional),
        _ => false,
    });
    if provisional {
        output::print(&if it {
            format!(
                "Provvisorio: `girone confirm \"#{head}\"` lo conferma, `girone undo` lo ritira."
            )
        } else {
            format!(
                "Provisional: `girone confirm \"#{head}\"` confirms it, `girone undo` takes it back."
            )
        });
    }
}

/// What a proposal changes: tables before and after side by side, verdicts, and
/// the past that is told differently.
fn before_and_after(common: &Common, before: &Desk, after: &Desk) -> Result<Vec<String>, Error> {
    let as_of = AsOf { played_by: common.at.unwrap_or(Moment::Latest), known_by: Moment::Latest };
    let (then, now) = (before.view(as_of), after.view(as_of));
    let mut lines = Vec::new();
    for address in concerned(&then, &now) {
        if let Some(difference) = compare(&then, &now, &address, common.lang) {
            lines.push(String::new());
            lines.extend(super::diff::side_by_side(&difference, common.lang));
            lines.extend(super::diff::changes(&difference, common.lang));
        }
    }
    if lines.is_empty() {
        lines.push("no table is different".to_owned());
    }
    let past = past_days(&then, &now, today()?, common.lang);
    let past = super::diff::past_lines(&past, common.lang);
    if past.is_empty() {
        lines.push("every past table stays as it was".to_owned());
    }
    lines.extend(past);
    Ok(lines)
}
