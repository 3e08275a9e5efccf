//! Writing a page of entries: one transaction, sealed entry by entry.

use std::collections::HashMap;
use std::sync::Arc;

use girone_model::{Directory, PersonId, TeamId};
use girone_record::Body;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use crate::chain::{Hash, START, Seal, salted};
use crate::encode::{Numbers, encode, point, valid};
use crate::rows::{alias_word, team_kind};
use crate::wire::{Ref, Wire};
use crate::{Head, Page, SqliteStore, StoreError, chain};

/// Texts, people and teams by number, and the ones to be added.
struct Book<'a> {
    directory: &'a Directory,
    texts: HashMap<Arc<str>, u32>,
    text_hashes: Vec<Hash>,
    new_texts: Vec<(u32, Arc<str>)>,
    people: HashMap<PersonId, u32>,
    person_hashes: Vec<Hash>,
    new_people: Vec<(u32, PersonId)>,
    teams: HashMap<TeamId, u32>,
    team_hashes: Vec<Hash>,
    new_teams: Vec<(u32, TeamId)>,
    salts: Vec<u8>,
    used: usize,
}

const SALT: usize = 16;

impl Book<'_> {
    /// Returns the next salt; there is one for every new text and person.
    fn salt(&mut self) -> [u8; SALT] {
        let mut salt = [0; SALT];
        let from = (self.used * SALT) % self.salts.len().max(SALT);
        salt.copy_from_slice(&self.salts[from..from + SALT]);
        self.used += 1;
        salt
    }
}

impl Numbers for Book<'_> {
    fn text(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.texts.get(text) {
            return number;
        }
        let number = self.text_hashes.len() as u32;
        let text: Arc<str> = text.into();
        self.texts.insert(text.clone(), number);
        self.text_hashes.push(START);
        self.new_texts.push((number, text));
        number
    }
    fn person(&mut self, person: PersonId) -> u32 {
        if let Some(&number) = self.people.get(&person) {
            return number;
        }
        let number = self.person_hashes.len() as u32;
        self.people.insert(person, number);
        self.person_hashes.push(START);
        self.new_people.push((number, person));
        number
    }
    fn team(&mut self, team: TeamId) -> u32 {
        if let Some(&number) = self.teams.get(&team) {
            return number;
        }
        let number = self.team_hashes.len() as u32;
        self.teams.insert(team, number);
        let team_value = self.directory.team(team);
        self.team_hashes.push(team_hash(&TeamRow::of(team_value)));
        self.new_teams.push((number, team));
        number
    }
}

/// A team as its row has it.
pub(crate) struct TeamRow<'a> {
    pub key: &'a str,
    pub kind: &'a str,
    pub name_en: &'a str,
    pub name_it: &'a str,
    pub code: Option<&'a str>,
    pub confederation: Option<&'a str>,
    pub article_it: &'a str,
    pub plural_it: bool,
}

impl<'a> TeamRow<'a> {
    fn of(team: &'a girone_model::Team) -> TeamRow<'a> {
        TeamRow {
            key: &team.key,
            kind: team_kind(team.kind),
            name_en: &team.name.en,
            name_it: &team.name.it,
            code: team.code.as_deref(),
            confederation: team.confederation.as_deref(),
            article_it: &team.article_it,
            plural_it: team.plural_it,
        }
    }
}

pub(crate) fn team_hash(team: &TeamRow<'_>) -> Hash {
    let mut seal = Seal::new("team");
    for text in [team.key, team.kind, team.name_en, team.name_it, team.article_it] {
        seal.field(text.as_bytes());
    }
    seal.optional(team.code.map(str::as_bytes));
    seal.optional(team.confederation.map(str::as_bytes));
    seal.field(&[u8::from(team.plural_it)]);
    seal.finish()
}

/// The hash of what stands in `batch` and in the names that came with it.
pub(crate) fn batch_hash(
    recorded: i64,
    command: &str,
    source: Option<&str>,
    files: Option<&str>,
    aliases: &[[Option<&str>; 6]],
) -> Hash {
    let mut seal = Seal::new("batch");
    seal.field(&recorded.to_le_bytes());
    seal.field(command.as_bytes());
    seal.optional(source.map(str::as_bytes));
    seal.optional(files.map(str::as_bytes));
    for alias in aliases {
        alias.iter().for_each(|part| seal.optional(part.map(str::as_bytes)));
    }
    seal.finish()
}

/// What an entry's hash covers besides its body's references.
pub(crate) struct Sealed<'a> {
    pub before: &'a Hash,
    pub number: u64,
    /// The hash of the batch.
    pub batch: &'a [u8],
    pub kind: &'a str,
    pub valid: Option<&'a str>,
    pub known: Option<&'a str>,
    /// By, source and reason: the hashes of their texts.
    pub texts: [Option<&'a [u8]>; 3],
    pub replaces: Option<u64>,
    pub settled: Option<&'a str>,
    pub allowed: Option<&'a str>,
    pub body: &'a str,
}

/// Computes the hash of an entry. `reference` gives the hash of what a row says.
pub(crate) fn entry_hash<'h>(
    sealed: &Sealed<'_>,
    wire: &Wire,
    reference: impl Fn(Ref) -> Option<&'h [u8]>,
) -> Hash {
    let mut seal = Seal::new("entry");
    seal.field(sealed.before);
    seal.number(Some(sealed.number));
    seal.field(sealed.batch);
    seal.field(sealed.kind.as_bytes());
    seal.optional(sealed.valid.map(str::as_bytes));
    seal.optional(sealed.known.map(str::as_bytes));
    sealed.texts.iter().for_each(|t| seal.optional(*t));
    seal.number(sealed.replaces);
    seal.optional(sealed.settled.map(str::as_bytes));
    seal.optional(sealed.allowed.map(str::as_bytes));
    seal.field(sealed.body.as_bytes());
    wire.refers(|r| seal.optional(reference(r)));
    seal.finish()
}

pub(crate) fn append(store: &mut SqliteStore, page: &Page<'_>) -> Result<Head, StoreError> {
    let path = store.path.clone();
    let about = |e| StoreError::of(&path, e);
    for (entry, number) in page.entries.iter().zip(page.after + 1..) {
        let refused = |detail: String| Err(StoreError::Entry { number, detail });
        if entry.number != number {
            return refused(format!("it is numbered {}, expected {number}", entry.number));
        }
        let names = [
            entry.replaces,
            match &entry.body {
                Body::Retraction { of } => Some(*of),
                Body::Ruling(ruling) => ruling.verdict.about(),
                _ => None,
            },
        ];
        if let Some(late) = names.into_iter().flatten().find(|n| *n == 0 || *n >= number) {
            return refused(format!("it names entry {late}, which does not precede it"));
        }
    }
    let change =
        store.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(about)?;
    let (number, last_hash, last_recorded) = tail(&change).map_err(about)?;
    if number != page.after {
        return Err(StoreError::Moved { expected: page.after, found: number });
    }
    if page.entries.is_empty() {
        return Ok(Head { number, hash: chain::hex(&last_hash) });
    }
    let recorded = page.now.as_microsecond().max(last_recorded);
    let hash = write(&change, page, recorded, last_hash).map_err(about)?;
    change.commit().map_err(about)?;
    Ok(Head { number: page.after + page.entries.len() as u64, hash: chain::hex(&hash) })
}

/// Returns number and hash of the last entry and the moment of the last batch.
fn tail(db: &Connection) -> rusqlite::Result<(u64, Hash, i64)> {
    let mut query = db.prepare(
        "SELECT e.number, e.hash, b.recorded FROM entry e JOIN batch b ON b.id = e.batch
         ORDER BY e.number DESC LIMIT 1",
    )?;
    let mut rows = query.query([])?;
    match rows.next()? {
        Some(row) => Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        None => Ok((0, START, i64::MIN)),
    }
}

/// Reads the rows that are there.
fn book<'a>(db: &Connection, directory: &'a Directory) -> rusqlite::Result<Book<'a>> {
    let mut book = Book {
        directory,
        texts: HashMap::new(),
        text_hashes: vec![START],
        new_texts: Vec::new(),
        people: HashMap::new(),
        person_hashes: vec![START],
        new_people: Vec::new(),
        teams: HashMap::new(),
        team_hashes: vec![START],
        new_teams: Vec::new(),
        salts: Vec::new(),
        used: 0,
    };
    let mut query = db.prepare("SELECT id, value, digest FROM text ORDER BY id")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let id: u32 = row.get(0)?;
        put(&mut book.text_hashes, id, row.get(2)?);
        if let Some(value) = row.get_ref(1)?.as_str_or_null()? {
            book.texts.insert(value.into(), id);
        }
    }
    let mut query = db.prepare("SELECT id, key, digest FROM person ORDER BY id")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let id: u32 = row.get(0)?;
        put(&mut book.person_hashes, id, row.get(2)?);
        let person = match row.get_ref(1)?.as_str_or_null()? {
            Some(key) => directory.person_by_key(key),
            None => directory.person_by_key(&format!("erased-{id}")),
        };
        if let Some(person) = person {
            book.people.insert(person, id);
        }
    }
    let mut query = db.prepare(&format!("SELECT id, {TEAM_COLUMNS} FROM team ORDER BY id"))?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let id: u32 = row.get(0)?;
        let team = team_row(row)?;
        put(&mut book.team_hashes, id, team_hash(&team));
        if let Some(found) = directory.team_by_key(team.key) {
            book.teams.insert(found, id);
        }
    }
    Ok(book)
}

/// The columns that [`team_row`] reads, after the id.
pub(crate) const TEAM_COLUMNS: &str =
    "key, kind, name_en, name_it, code, confederation, article_it, plural_it";

/// Reads a team from a row whose first column is the id.
pub(crate) fn team_row<'r>(row: &'r rusqlite::Row<'_>) -> rusqlite::Result<TeamRow<'r>> {
    Ok(TeamRow {
        key: row.get_ref(1)?.as_str()?,
        kind: row.get_ref(2)?.as_str()?,
        name_en: row.get_ref(3)?.as_str()?,
        name_it: row.get_ref(4)?.as_str()?,
        code: row.get_ref(5)?.as_str_or_null()?,
        confederation: row.get_ref(6)?.as_str_or_null()?,
        article_it: row.get_ref(7)?.as_str()?,
        plural_it: row.get(8)?,
    })
}

fn put(list: &mut Vec<Hash>, id: u32, hash: Hash) {
    let at = id as usize;
    if list.len() <= at {
        list.resize(at + 1, START);
    }
    list[at] = hash;
}

/// Writes a page inside a transaction and returns the hash of its last entry.
fn write(
    change: &Transaction<'_>,
    page: &Page<'_>,
    recorded: i64,
    last: Hash,
) -> rusqlite::Result<Hash> {
    let mut book = book(change, page.directory)?;
    // Numbers first, so that every row is there before its entry names it.
    let encoded: Vec<(Wire, [Option<u32>; 3])> = page
        .entries
        .iter()
        .map(|e| {
            let texts = [&e.by, &e.source, &e.reason].map(|t| t.as_deref().map(|t| book.text(t)));
            (encode(&e.body, &mut book), texts)
        })
        .collect();
    let aliases =
        &page.directory.aliases()[page.known_aliases.min(page.directory.aliases().len())..];
    for alias in aliases {
        book.team(alias.team);
    }
    add_rows(change, &mut book)?;
    let days: Vec<[Option<String>; 2]> =
        aliases.iter().map(|a| [a.from, a.to].map(|d| d.map(|d| d.to_string()))).collect();
    let alias_rows: Vec<[Option<&str>; 6]> = aliases
        .iter()
        .zip(&days)
        .map(|(a, [from, to])| {
            let key = &*page.directory.team(a.team).key;
            let kind = alias_word(a.kind);
            [Some(key), Some(&*a.name), Some(&*a.lang), Some(kind), from.as_deref(), to.as_deref()]
        })
        .collect();
    let digest = batch_hash(recorded, page.command, page.source, page.files, &alias_rows);
    change.execute(
        "INSERT INTO batch (recorded, command, source, files, digest) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![recorded, page.command, page.source, page.files, digest],
    )?;
    let batch = change.last_insert_rowid();
    let mut insert = change.prepare(
        "INSERT INTO alias (team, name, lang, kind, since, until, batch) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (alias, row) in aliases.iter().zip(&alias_rows) {
        let team = book.teams.get(&alias.team).copied();
        insert.execute(params![team, row[1], row[2], row[3], row[4], row[5], batch])?;
    }
    let mut insert = change.prepare(
        "INSERT INTO entry (number, batch, kind, valid, known, by, source, reason, replaces, settled, allowed, body, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?;
    let mut before = last;
    for (entry, (wire, texts)) in page.entries.iter().zip(&encoded) {
        let body = wire.to_json().map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))?;
        let (valid, known) = (valid(entry.valid), entry.known.map(point));
        let settled = entry.settled.map(|day| day.to_string());
        let text_hash = |t: Option<u32>| t.map(|t| &book.text_hashes[t as usize][..]);
        let sealed = Sealed {
            before: &before,
            number: entry.number,
            batch: &digest,
            kind: wire.kind(),
            valid: valid.as_deref(),
            known: known.as_deref(),
            texts: texts.map(text_hash),
            replaces: entry.replaces,
            settled: settled.as_deref(),
            allowed: page.allowed.get(&entry.number).map(String::as_str),
            body: &body,
        };
        let hash = entry_hash(&sealed, wire, |r| {
            Some(match r {
                Ref::Text(n) => &book.text_hashes[n as usize][..],
                Ref::Person(n) => &book.person_hashes[n as usize][..],
                Ref::Team(n) => &book.team_hashes[n as usize][..],
            })
        });
        insert.execute(params![
            entry.number,
            batch,
            sealed.kind,
            sealed.valid,
            sealed.known,
            texts[0],
            texts[1],
            texts[2],
            entry.replaces,
            settled,
            page.allowed.get(&entry.number),
            body,
            hash,
        ])?;
        before = hash;
    }
    Ok(before)
}

/// Writes the texts, people and teams that are new.
fn add_rows(change: &Transaction<'_>, book: &mut Book<'_>) -> rusqlite::Result<()> {
    let wanted = (book.new_texts.len() + book.new_people.len()).max(1);
    book.salts = change.query_row("SELECT randomblob(?1)", [wanted * SALT], |r| r.get(0))?;
    let mut insert =
        change.prepare("INSERT INTO text (id, value, salt, digest) VALUES (?1, ?2, ?3, ?4)")?;
    for (id, text) in std::mem::take(&mut book.new_texts) {
        let salt = book.salt();
        let hash = salted(&salt, &[&text]);
        insert.execute(params![id, &*text, salt, hash])?;
        book.text_hashes[id as usize] = hash;
    }
    let mut insert = change
        .prepare("INSERT INTO person (id, key, name, salt, digest) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (id, person) in std::mem::take(&mut book.new_people) {
        let salt = book.salt();
        let person = book.directory.person(person);
        let hash = salted(&salt, &[&person.key, &person.name]);
        insert.execute(params![id, &*person.key, &*person.name, salt, hash])?;
        book.person_hashes[id as usize] = hash;
    }
    let mut insert = change.prepare(&format!(
        "INSERT INTO team (id, {TEAM_COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
    ))?;
    for (id, team) in std::mem::take(&mut book.new_teams) {
        let t = TeamRow::of(book.directory.team(team));
        insert.execute(params![
            id,
            t.key,
            t.kind,
            t.name_en,
            t.name_it,
            t.code,
            t.confederation,
            t.article_it,
            t.plural_it
        ])?;
    }
    Ok(())
}
