//! Reading entries: rows into values, quickly.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use girone_model::{Alias, AliasKind, Directory, Localised, PersonId, Team, TeamId, TeamKind};
use girone_record::{Entry, Valid};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::encode::{Names, decode, point_of};
use crate::wire::Wire;
use crate::{EntryKind, Filter, Head, SqliteStore, StoreError, chain};

/// An entry with what the store knows besides.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The number.
    pub number: u64,
    /// With which batch it was written.
    pub batch: u64,
    /// The checks that were overridden when it was written.
    pub allowed: Option<String>,
    /// The hash of the chain up to it, in hexadecimal.
    pub hash: String,
}

/// What was written at once.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Its number.
    pub id: u64,
    /// When.
    pub recorded: Timestamp,
    /// What was done.
    pub command: String,
    /// The source of an import.
    pub source: Option<String>,
    /// The files of an import, one a line.
    pub files: Option<String>,
    /// The first and the last entry.
    pub entries: (u64, u64),
}

pub(crate) fn head(db: &Connection) -> rusqlite::Result<Head> {
    let last = db
        .query_row("SELECT number, hash FROM entry ORDER BY number DESC LIMIT 1", [], |r| {
            Ok((r.get::<_, u64>(0)?, r.get::<_, Vec<u8>>(1)?))
        })
        .optional()?;
    let (number, hash) = last.unwrap_or((0, chain::START.to_vec()));
    Ok(Head { number, hash: chain::hex(&hash) })
}

/// The rows that bodies name, by number.
pub(crate) struct Rows {
    texts: Vec<Option<Arc<str>>>,
    people: Vec<Option<PersonId>>,
    teams: Vec<Option<TeamId>>,
}

impl Names for Rows {
    fn text(&self, number: u32) -> Option<Arc<str>> {
        self.texts.get(number as usize)?.clone()
    }
    fn person(&self, number: u32) -> Option<PersonId> {
        *self.people.get(number as usize)?
    }
    fn team(&self, number: u32) -> Option<TeamId> {
        *self.teams.get(number as usize)?
    }
}

fn put<T>(list: &mut Vec<Option<T>>, number: u32, value: T) {
    let at = number as usize;
    if list.len() <= at {
        list.resize_with(at + 1, || None);
    }
    list[at] = Some(value);
}

/// What stands in place of a text that was erased.
pub(crate) const ERASED: &str = "[erased]";

/// Reads the rows and adds teams, people and names to a directory.
pub(crate) fn rows(db: &Connection, directory: &mut Directory) -> rusqlite::Result<Rows> {
    let mut rows = Rows { texts: vec![None], people: vec![None], teams: vec![None] };
    let erased: Arc<str> = ERASED.into();
    let mut query = db.prepare("SELECT id, value FROM text ORDER BY id")?;
    let mut found = query.query([])?;
    while let Some(row) = found.next()? {
        let value = row.get_ref(1)?.as_str_or_null()?;
        put(&mut rows.texts, row.get(0)?, value.map_or_else(|| erased.clone(), Arc::from));
    }
    let mut query = db.prepare(
        "SELECT id, key, kind, name_en, name_it, code, confederation, article_it, plural_it FROM team ORDER BY id",
    )?;
    let mut found = query.query([])?;
    while let Some(row) = found.next()? {
        let key = row.get_ref(1)?.as_str()?;
        let team = match directory.team_by_key(key) {
            Some(team) => team,
            None => directory.add_team(team(row)?),
        };
        put(&mut rows.teams, row.get(0)?, team);
    }
    let mut query = db.prepare("SELECT id, key, name FROM person ORDER BY id")?;
    let mut found = query.query([])?;
    while let Some(row) = found.next()? {
        let id: u32 = row.get(0)?;
        let person = match (row.get_ref(1)?.as_str_or_null()?, row.get_ref(2)?.as_str_or_null()?) {
            (Some(key), Some(name)) => directory.add_person(key, name),
            // Each erased person stays one person, without a name.
            _ => directory.add_person(&format!("erased-{id}"), &format!("{ERASED} {id}")),
        };
        put(&mut rows.people, id, person);
    }
    let mut query =
        db.prepare("SELECT team, name, lang, kind, since, until FROM alias ORDER BY id")?;
    let mut found = query.query([])?;
    while let Some(row) = found.next()? {
        let Some(team) = rows.team(row.get(0)?) else { continue };
        let day = |i: usize| -> rusqlite::Result<_> {
            Ok(row.get_ref(i)?.as_str_or_null()?.and_then(|t| t.parse().ok()))
        };
        directory.add_alias(Alias {
            team,
            name: row.get_ref(1)?.as_str()?.into(),
            lang: row.get_ref(2)?.as_str()?.into(),
            kind: alias_kind(row.get_ref(3)?.as_str()?),
            from: day(4)?,
            to: day(5)?,
        });
    }
    Ok(rows)
}

fn team(row: &Row<'_>) -> rusqlite::Result<Team> {
    let text = |i: usize| -> rusqlite::Result<Arc<str>> { Ok(row.get_ref(i)?.as_str()?.into()) };
    let optional = |i: usize| -> rusqlite::Result<Option<Arc<str>>> {
        Ok(row.get_ref(i)?.as_str_or_null()?.map(Arc::from))
    };
    Ok(Team {
        key: text(1)?,
        kind: match row.get_ref(2)?.as_str()? {
            "national" => TeamKind::National,
            "unrecognised" => TeamKind::Unrecognised,
            _ => TeamKind::Club,
        },
        name: Localised { en: text(3)?, it: text(4)? },
        code: optional(5)?,
        confederation: optional(6)?,
        article_it: text(7)?,
        plural_it: row.get(8)?,
    })
}

pub(crate) fn team_kind(kind: TeamKind) -> &'static str {
    match kind {
        TeamKind::National => "national",
        TeamKind::Unrecognised => "unrecognised",
        TeamKind::Club => "club",
    }
}

const ALIAS_KINDS: [(AliasKind, &str); 8] = [
    (AliasKind::Official, "official"),
    (AliasKind::Common, "common"),
    (AliasKind::Exonym, "exonym"),
    (AliasKind::Former, "former"),
    (AliasKind::Nickname, "nickname"),
    (AliasKind::Demonym, "demonym"),
    (AliasKind::Misspelling, "misspelling"),
    (AliasKind::Code, "code"),
];

pub(crate) fn alias_word(kind: AliasKind) -> &'static str {
    ALIAS_KINDS.iter().find(|(k, _)| *k == kind).map_or("common", |(_, word)| word)
}

fn alias_kind(word: &str) -> AliasKind {
    ALIAS_KINDS.iter().find(|(_, w)| *w == word).map_or(AliasKind::Common, |(kind, _)| *kind)
}

/// How many rows are handed on at once to be read.
const RUN: usize = 500;

/// Reads entries.
pub(crate) fn entries(
    store: &SqliteStore,
    filter: &Filter,
    directory: &mut Directory,
) -> Result<Vec<Entry>, StoreError> {
    // One transaction, so that a writer in between changes nothing.
    let db = store.db.unchecked_transaction().map_err(store.about())?;
    let rows = rows(&db, directory).map_err(store.about())?;
    let recorded = recorded(&db).map_err(store.about())?;
    let mut made = Made::default();
    made.entries.reserve(most(&db, filter).map_err(store.about())?);
    let (sender, receiver) = std::sync::mpsc::channel();
    // The rows come one after the other; what they say is read beside that, and
    // taken over in order while more of them come.
    let (rows, recorded) = (&rows, &recorded);
    let sent = rayon::in_place_scope(|scope| -> rusqlite::Result<usize> {
        let mut query = db.prepare(
            "SELECT number, batch, kind, valid, known, by, source, reason, replaces, settled, body FROM entry
             WHERE number > ?1 AND number <= ?2 AND (?3 IS NULL OR kind = ?3) ORDER BY number",
        )?;
        let last = filter.up_to.map_or(i64::MAX, |n| i64::try_from(n).unwrap_or(i64::MAX));
        let after = i64::try_from(filter.after).unwrap_or(i64::MAX);
        let mut found = query.query((after, last, filter.kind.map(EntryKind::word)))?;
        let mut sent = 0;
        loop {
            let mut run = Run::new();
            while run.raw.len() < RUN
                && let Some(row) = found.next()?
            {
                run.take(row)?;
            }
            if run.raw.is_empty() {
                break;
            }
            let sender = sender.clone();
            // Nobody waits for what is read after another run has failed.
            scope.spawn(move |_| drop(sender.send((sent, run.entries(recorded, rows)))));
            sent += 1;
            receiver.try_iter().for_each(|(run, entries)| made.take(run, entries));
        }
        Ok(sent)
    })
    .map_err(store.about())?;
    drop(sender);
    receiver.iter().for_each(|(run, entries)| made.take(run, entries));
    debug_assert!(made.failed.is_some() || made.next == sent);
    match made.failed {
        Some((_, error)) => Err(error),
        None => Ok(made.entries),
    }
}

/// Returns how many entries a filter lets through at most.
fn most(db: &Connection, filter: &Filter) -> rusqlite::Result<usize> {
    if filter.kind.is_some() {
        return Ok(0);
    }
    let last: Option<u64> = db.query_row("SELECT max(number) FROM entry", [], |r| r.get(0))?;
    let last = last.unwrap_or(0).min(filter.up_to.unwrap_or(u64::MAX));
    // A damaged file may name any number; its rows are found one by one.
    Ok(usize::try_from(last.saturating_sub(filter.after)).unwrap_or(0).min(4_000_000))
}

/// Returns when each batch was written.
fn recorded(db: &Connection) -> rusqlite::Result<HashMap<u64, Timestamp>> {
    let mut query = db.prepare("SELECT id, recorded FROM batch")?;
    let all = query.query_map([], |row| {
        let micros: i64 = row.get(1)?;
        Ok((row.get(0)?, Timestamp::from_microsecond(micros).unwrap_or(Timestamp::MIN)))
    })?;
    all.collect()
}

/// The entries that have been read, in the order of their runs.
#[derive(Default)]
struct Made {
    entries: Vec<Entry>,
    next: usize,
    waiting: BTreeMap<usize, Vec<Entry>>,
    /// The first entry that does not hold, with its run.
    failed: Option<(usize, StoreError)>,
}

impl Made {
    fn take(&mut self, run: usize, entries: Result<Vec<Entry>, StoreError>) {
        match entries {
            Ok(entries) => {
                self.waiting.insert(run, entries);
            }
            Err(error) if self.failed.as_ref().is_none_or(|(at, _)| run < *at) => {
                self.failed = Some((run, error));
            }
            Err(_) => {}
        }
        while let Some(mut entries) = self.waiting.remove(&self.next) {
            self.entries.append(&mut entries);
            self.next += 1;
        }
    }
}

/// Some rows of `entry` as they stand there.
struct Run {
    raw: Vec<Raw>,
    /// What the rows have of text, one after the other.
    text: String,
}

/// A row of `entry` as it stands there.
struct Raw {
    number: u64,
    batch: u64,
    kind: Range<u32>,
    valid: Option<Range<u32>>,
    known: Option<Range<u32>>,
    texts: [Option<u32>; 3],
    replaces: Option<u64>,
    settled: Option<Range<u32>>,
    body: Range<u32>,
}

impl Run {
    /// Makes room for rows of the usual length, so that none is moved.
    fn new() -> Run {
        Run { raw: Vec::with_capacity(RUN), text: String::with_capacity(RUN * 200) }
    }

    fn take(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let text = &mut self.text;
        let mut keep = |found: &str| {
            let start = text.len() as u32;
            text.push_str(found);
            start..text.len() as u32
        };
        let mut optional = |i: usize| -> rusqlite::Result<_> {
            Ok(row.get_ref(i)?.as_str_or_null()?.map(&mut keep))
        };
        let (valid, known, settled) = (optional(3)?, optional(4)?, optional(9)?);
        self.raw.push(Raw {
            number: row.get(0)?,
            batch: row.get(1)?,
            kind: keep(row.get_ref(2)?.as_str()?),
            valid,
            known,
            texts: [row.get(5)?, row.get(6)?, row.get(7)?],
            replaces: row.get(8)?,
            settled,
            body: keep(row.get_ref(10)?.as_str()?),
        });
        Ok(())
    }

    /// Reads what the rows say.
    fn entries(
        self,
        recorded: &HashMap<u64, Timestamp>,
        rows: &Rows,
    ) -> Result<Vec<Entry>, StoreError> {
        let mut entries = Vec::with_capacity(self.raw.len());
        for raw in &self.raw {
            let entry = self.entry(raw, recorded.get(&raw.batch).copied(), rows);
            entries.push(entry.map_err(|detail| StoreError::Entry { number: raw.number, detail })?);
        }
        Ok(entries)
    }

    fn entry(&self, raw: &Raw, recorded: Option<Timestamp>, rows: &Rows) -> Result<Entry, String> {
        let text = |at: &Range<u32>| &self.text[at.start as usize..at.end as usize];
        let [by, source, reason] = raw.texts.map(|t| t.and_then(|t| rows.text(t)));
        let settled = raw.settled.as_ref().map(|at| {
            let text = text(at);
            text.parse().map_err(|e| format!("`{text}`: {e}"))
        });
        Ok(Entry {
            number: raw.number,
            recorded,
            valid: match &raw.valid {
                None => Valid::WithItsMatch,
                Some(at) => Valid::From(point_of(text(at))?),
            },
            known: raw.known.as_ref().map(|at| point_of(text(at))).transpose()?,
            by,
            source,
            reason,
            replaces: raw.replaces,
            settled: settled.transpose()?,
            body: decode(Wire::from_json(text(&raw.kind), text(&raw.body))?, rows)?,
        })
    }
}

impl SqliteStore {
    /// Returns what the store knows about an entry besides what it says.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn kept(&self, number: u64) -> Result<Option<Kept>, StoreError> {
        let row = |r: &Row<'_>| {
            Ok(Kept {
                number,
                batch: r.get(0)?,
                allowed: r.get(1)?,
                hash: chain::hex(&r.get::<_, Vec<u8>>(2)?),
            })
        };
        self.db
            .query_row("SELECT batch, allowed, hash FROM entry WHERE number = ?1", [number], row)
            .optional()
            .map_err(self.about())
    }

    /// Returns all batches, oldest first.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn batches(&self) -> Result<Vec<Batch>, StoreError> {
        let read = || -> rusqlite::Result<Vec<Batch>> {
            let mut query = self.db.prepare(
                "SELECT b.id, b.recorded, b.command, b.source, b.files, min(e.number), max(e.number)
                 FROM batch b JOIN entry e ON e.batch = b.id GROUP BY b.id ORDER BY b.id",
            )?;
            let rows = query.query_map([], |r| {
                Ok(Batch {
                    id: r.get(0)?,
                    recorded: Timestamp::from_microsecond(r.get(1)?).unwrap_or(Timestamp::MIN),
                    command: r.get(2)?,
                    source: r.get(3)?,
                    files: r.get(4)?,
                    entries: (r.get(5)?, r.get(6)?),
                })
            })?;
            rows.collect()
        };
        read().map_err(self.about())
    }

    /// Returns the files of the last import from a source, `None` if nothing was
    /// imported from it.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn last_import(&self, source: &str) -> Result<Option<String>, StoreError> {
        self.db
            .query_row(
                "SELECT files FROM batch WHERE source = ?1 AND files IS NOT NULL ORDER BY id DESC LIMIT 1",
                [source],
                |r| r.get(0),
            )
            .optional()
            .map_err(self.about())
    }
}
