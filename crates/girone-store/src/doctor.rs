//! Examining a ledger: the chain, the file, and what the entries say together.

use std::sync::Arc;

use girone_model::Directory;
use girone_record::Ledger;
use rusqlite::Connection;

use crate::chain::{Hash, START, hex, salted};
use crate::wire::{Ref, Wire};
use crate::write::{Sealed, TEAM_COLUMNS, batch_hash, entry_hash, team_hash, team_row};
use crate::{Filter, Head, SqliteStore, Store, StoreError};

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The entry it is about, if one.
    pub number: Option<u64>,
    /// What was found and what was expected.
    pub message: String,
}

/// What an examination found.
#[derive(Clone, Debug)]
pub struct Examination {
    /// The version of the file.
    pub version: u32,
    /// Where it ends.
    pub head: Head,
    /// How many batches there are.
    pub batches: u64,
    /// How many people were erased.
    pub erased: u64,
    /// Whether writing over entries is forbidden by the file itself.
    pub guarded: bool,
    /// What is wrong; empty for a ledger that is well.
    pub findings: Vec<Finding>,
}

impl SqliteStore {
    /// Examines the ledger: SQLite's own checks, the hash chain, the triggers
    /// that forbid changes, and whether the entries hold together.
    ///
    /// # Errors
    /// The file cannot be read at all.
    pub fn examine(&self) -> Result<Examination, StoreError> {
        let mut findings = Vec::new();
        let version: u32 =
            self.db.pragma_query_value(None, "user_version", |r| r.get(0)).map_err(self.about())?;
        for message in integrity(&self.db).map_err(self.about())? {
            findings.push(Finding { number: None, message });
        }
        let one = |sql: &str| self.db.query_row(sql, [], |r| r.get::<_, u64>(0));
        let batches = one("SELECT count(*) FROM batch").map_err(self.about())?;
        let erased = one("SELECT count(*) FROM person WHERE name IS NULL").map_err(self.about())?;
        let triggers = one("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name IN (
            'entry_stays', 'entry_remains', 'batch_stays', 'batch_remains', 'team_stays', 'team_remains',
            'alias_stays', 'alias_remains', 'person_stays', 'person_remains', 'text_stays', 'text_remains',
            'erasure_stays', 'erasure_remains')")
        .map_err(self.about())?;
        let guarded = triggers == 14;
        if !guarded {
            findings.push(Finding {
                number: None,
                message: format!(
                    "{} of the 14 triggers that forbid changes are missing",
                    14 - triggers
                ),
            });
        }
        match chain(&self.db) {
            Ok(found) => findings.extend(found),
            Err(e) => findings.push(Finding { number: None, message: e.to_string() }),
        }
        let head = self.head()?;
        let mut directory = Directory::default();
        match self.entries(&Filter::default(), &mut directory) {
            Err(e) => findings.push(Finding { number: None, message: e.to_string() }),
            Ok(entries) => {
                if let Err(errors) = Ledger::from_entries(Arc::new(directory), entries) {
                    findings.extend(
                        errors.iter().map(|e| Finding { number: None, message: e.to_string() }),
                    );
                }
            }
        }
        Ok(Examination { version, head, batches, erased, guarded, findings })
    }
}

/// SQLite's own checks.
fn integrity(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut found = Vec::new();
    for check in ["integrity_check", "foreign_key_check"] {
        let mut query = db.prepare(&format!("PRAGMA {check}"))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let text = match row.get_ref(0)?.as_str() {
                Ok("ok") => continue,
                Ok(text) => text.to_owned(),
                Err(_) => "a value of another type".to_owned(),
            };
            found.push(match check {
                "integrity_check" => text,
                _ => format!("a row of `{text}` names a row that is not there"),
            });
        }
    }
    Ok(found)
}

/// Rows of hashes by number.
struct Hashes {
    texts: Vec<Option<Hash>>,
    people: Vec<Option<Hash>>,
    teams: Vec<Option<Hash>>,
}

/// Walks the chain from its start.
fn chain(db: &Connection) -> rusqlite::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let hashes = hashes(db, &mut findings)?;
    let batches = batches(db, &mut findings)?;
    let at = |list: &[Option<Hash>], n: u32| list.get(n as usize).copied().flatten();
    let mut query = db.prepare(
        "SELECT number, batch, kind, valid, known, by, source, reason, replaces, allowed, body, hash, settled
         FROM entry ORDER BY number",
    )?;
    let mut rows = query.query([])?;
    let (mut before, mut expected) = (START, 1u64);
    let mut broken = false;
    while let Some(row) = rows.next()? {
        let number: u64 = row.get(0)?;
        let mut say = |message: String| findings.push(Finding { number: Some(number), message });
        if number != expected {
            say(format!("entry {expected} is missing before entry {number}"));
            expected = number;
        }
        expected += 1;
        let stored: Hash = row.get(11)?;
        let kind = row.get_ref(2)?.as_str()?;
        let body = row.get_ref(10)?.as_str()?;
        let wire = match Wire::from_json(kind, body) {
            Ok(wire) => wire,
            Err(e) => {
                say(format!("entry {number} does not hold: {e}"));
                before = stored;
                continue;
            }
        };
        let batch = row.get::<_, usize>(1)?;
        let texts: [Option<Option<Hash>>; 3] = [5, 6, 7]
            .map(|i| row.get::<_, Option<u32>>(i).ok().flatten().map(|n| at(&hashes.texts, n)));
        let missing = [0u8; 0];
        let sealed = Sealed {
            before: &before,
            number,
            batch: batches.get(batch).and_then(Option::as_ref).map_or(&missing[..], |b| &b[..]),
            kind,
            valid: row.get_ref(3)?.as_str_or_null()?,
            known: row.get_ref(4)?.as_str_or_null()?,
            texts: [0, 1, 2]
                .map(|i| texts[i].as_ref().map(|t| t.as_ref().map_or(&missing[..], |t| &t[..]))),
            replaces: row.get(8)?,
            settled: row.get_ref(12)?.as_str_or_null()?,
            allowed: row.get_ref(9)?.as_str_or_null()?,
            body,
        };
        let found = entry_hash(&sealed, &wire, |r| {
            let list = match r {
                Ref::Text(_) => &hashes.texts,
                Ref::Person(_) => &hashes.people,
                Ref::Team(_) => &hashes.teams,
            };
            let (Ref::Text(n) | Ref::Person(n) | Ref::Team(n)) = r;
            list.get(n as usize)?.as_ref().map(|h| &h[..])
        });
        if found != stored && !broken {
            broken = true;
            say(format!(
                "the chain breaks at entry {number}: its hash is {}…, what it says gives {}…",
                &hex(&stored)[..12],
                &hex(&found)[..12]
            ));
        }
        before = stored;
    }
    Ok(findings)
}

fn hashes(db: &Connection, findings: &mut Vec<Finding>) -> rusqlite::Result<Hashes> {
    fn put(list: &mut Vec<Option<Hash>>, id: u32, hash: Hash) {
        let at = id as usize;
        if list.len() <= at {
            list.resize(at + 1, None);
        }
        list[at] = Some(hash);
    }
    let mut hashes = Hashes { texts: Vec::new(), people: Vec::new(), teams: Vec::new() };
    let mut salty = |sql: &str, list: &mut Vec<Option<Hash>>, what: &str| -> rusqlite::Result<()> {
        let mut query = db.prepare(sql)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let id: u32 = row.get(0)?;
            let stored: Hash = row.get(2)?;
            let parts = [row.get_ref(3)?.as_str_or_null()?, row.get_ref(4)?.as_str_or_null()?];
            let parts: Vec<&str> = parts.into_iter().flatten().collect();
            let salt = row.get_ref(1)?.as_blob_or_null()?;
            let found = match salt {
                Some(salt) if !parts.is_empty() => salted(salt, &parts),
                _ if parts.is_empty() => stored,
                _ => START,
            };
            if found != stored {
                findings.push(Finding {
                    number: None,
                    message: format!("{what} {id} does not say what was sealed"),
                });
            }
            put(list, id, stored);
        }
        Ok(())
    };
    salty("SELECT id, salt, digest, value, NULL FROM text", &mut hashes.texts, "text")?;
    salty("SELECT id, salt, digest, key, name FROM person", &mut hashes.people, "person")?;
    let mut query = db.prepare(&format!("SELECT id, {TEAM_COLUMNS} FROM team"))?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        put(&mut hashes.teams, row.get(0)?, team_hash(&team_row(row)?));
    }
    Ok(hashes)
}

/// Returns the hashes of the batches by number.
fn batches(db: &Connection, findings: &mut Vec<Finding>) -> rusqlite::Result<Vec<Option<Hash>>> {
    let mut list: Vec<Option<Hash>> = Vec::new();
    let mut aliases = db.prepare(
        "SELECT t.key, a.name, a.lang, a.kind, a.since, a.until
         FROM alias a JOIN team t ON t.id = a.team WHERE a.batch = ?1 ORDER BY a.id",
    )?;
    let mut query = db.prepare("SELECT id, recorded, command, source, files, digest FROM batch")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let id: usize = row.get(0)?;
        let names: Vec<[Option<String>; 6]> = aliases
            .query_map([id], |r| {
                Ok([r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?])
            })?
            .collect::<Result<_, _>>()?;
        let names: Vec<[Option<&str>; 6]> =
            names.iter().map(|n| n.each_ref().map(|t| t.as_deref())).collect();
        let found = batch_hash(
            row.get(1)?,
            row.get_ref(2)?.as_str()?,
            row.get_ref(3)?.as_str_or_null()?,
            row.get_ref(4)?.as_str_or_null()?,
            &names,
        );
        if row.get::<_, Hash>(5)? != found {
            findings.push(Finding {
                number: None,
                message: format!("batch {id} does not say what was sealed"),
            });
        }
        if list.len() <= id {
            list.resize(id + 1, None);
        }
        list[id] = Some(found);
    }
    Ok(list)
}
