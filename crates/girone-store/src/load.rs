//! Reading entries: rows into values, quickly and on all cores.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use girone_model::Directory;
use girone_record::{Body, Entry, Valid};
use jiff::Timestamp;
use rusqlite::{Connection, Row, Statement};

use crate::encode::{Names, decode, decode_match, point_of};
use crate::rows::{OwnTexts, Rows, add_people, rows};
use crate::wire::{MatchWire, Wire};
use crate::{EntryKind, Filter, Head, SqliteStore, StoreError, quick};

/// How many numbers of entries are read at once.
const RUN: u64 = 1_000;

/// Into how many runs a ledger is divided at most: a damaged file may name any
/// number.
const MOST_RUNS: u64 = 100_000;

/// With how few runs nobody is asked to help.
const FEW_RUNS: usize = 3;

/// How many threads read at once, at most.
const MOST_READERS: usize = 4;

/// Reads entries.
pub(crate) fn entries(
    store: &SqliteStore,
    filter: &Filter,
    directory: &mut Directory,
) -> Result<Vec<Entry>, StoreError> {
    // One transaction, so that a writer in between changes nothing.
    let db = store.db.unchecked_transaction().map_err(store.about())?;
    let head = crate::read::head(&db).map_err(store.about())?;
    let last = head.number.min(filter.up_to.unwrap_or(u64::MAX));
    let work = Work {
        after: filter.after,
        last,
        width: (last.saturating_sub(filter.after) / MOST_RUNS).max(RUN),
        kind: filter.kind.map(EntryKind::word),
        recorded: recorded(&db).map_err(store.about())?,
        head,
        path: &store.path,
        immutable: store.immutable,
        next: AtomicUsize::new(0),
    };
    // Where people can be added while entries are read, they are.
    let named = rows(&db, directory, work.runs() > FEW_RUNS).map_err(store.about())?;
    let people = || add_people(&db, &named, directory).map_err(store.about());
    if let Some(entries) = work.read(&db, &named, people)? {
        return Ok(entries);
    }
    let named = rows(&db, directory, false).map_err(store.about())?;
    work.next.store(0, Ordering::Relaxed);
    Ok(work.read(&db, &named, || Ok(true))?.unwrap_or_default())
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

/// What is to be read, in runs that whoever is free takes one by one.
struct Work<'a> {
    after: u64,
    last: u64,
    /// How many numbers a run has.
    width: u64,
    kind: Option<&'static str>,
    recorded: HashMap<u64, Timestamp>,
    head: Head,
    path: &'a Path,
    immutable: bool,
    /// The first run that nobody has taken.
    next: AtomicUsize,
}

impl Work<'_> {
    fn runs(&self) -> usize {
        self.last.saturating_sub(self.after).div_ceil(self.width) as usize
    }

    /// Reads everything, and adds the people meanwhile; `None` if that changes whom
    /// the numbers of people mean.
    fn read(
        &self,
        db: &Connection,
        named: &Rows,
        people: impl FnOnce() -> Result<bool, StoreError>,
    ) -> Result<Option<Vec<Entry>>, StoreError> {
        let mut made = Made::default();
        if self.kind.is_none() {
            // A damaged file may name any number; its rows are found one by one.
            let most = self.last.saturating_sub(self.after).min(4_000_000);
            made.entries.reserve(usize::try_from(most).unwrap_or(0));
        }
        let cores = thread::available_parallelism().map_or(1, usize::from).min(MOST_READERS);
        let helpers = if self.runs() > FEW_RUNS { cores - 1 } else { 0 };
        let (sender, receiver) = channel();
        let as_added = thread::scope(|scope| {
            for _ in 0..helpers {
                let sender = sender.clone();
                // Who cannot be started is not needed.
                let _ = thread::Builder::new().spawn_scoped(scope, || self.help(named, sender));
            }
            let as_added = people();
            if !matches!(as_added, Ok(true)) {
                self.stop();
                return as_added;
            }
            self.take_runs(db, named, |run, entries| {
                made.take(run, entries);
                receiver.try_iter().for_each(|(run, entries)| made.take(run, entries));
            })
            .map(|()| true)
        });
        drop(sender);
        if !as_added? {
            return Ok(None);
        }
        receiver.iter().for_each(|(run, entries)| made.take(run, entries));
        match made.failed {
            Some((_, error)) => Err(error),
            None => Ok(Some(made.entries)),
        }
    }

    /// Leaves no run to be taken.
    fn stop(&self) {
        self.next.store(self.runs(), Ordering::Relaxed);
    }

    /// Reads runs beside another thread, over a connection of one's own. Whoever
    /// cannot open the file leaves it to the others.
    fn help(&self, named: &Rows, done: Sender<(usize, Result<Vec<Entry>, StoreError>)>) {
        let Ok(db) = crate::open::reader(self.path, self.immutable) else { return };
        let Ok(db) = db.unchecked_transaction() else { return };
        // Entries are never changed, and the hash of the last one says that those
        // before it are the same: what was written meanwhile does not matter.
        let same = crate::read::hash_at(&db, self.head.number);
        if !same.is_ok_and(|hash| hash.is_some_and(|hash| hash == self.head.hash)) {
            return;
        }
        let named = OwnTexts::new(named);
        // Nobody listens any more once another run has failed.
        let _ = self.take_runs(&db, &named, |run, entries| drop(done.send((run, entries))));
    }

    /// Takes runs until none is left.
    ///
    /// # Errors
    /// The entries cannot be asked for; no run was taken.
    fn take_runs(
        &self,
        db: &Connection,
        names: &impl Names,
        mut done: impl FnMut(usize, Result<Vec<Entry>, StoreError>),
    ) -> Result<(), StoreError> {
        let sql = "SELECT number, batch, kind, valid, known, by, source, reason, replaces, settled, body
             FROM entry WHERE number > ?1 AND number <= ?2 AND (?3 IS NULL OR kind = ?3) ORDER BY number";
        let mut query = db.prepare(sql).map_err(|e| StoreError::of(self.path, e))?;
        let mut scribe = Scribe { names, recorded: &self.recorded, body: MatchWire::default() };
        loop {
            let run = self.next.fetch_add(1, Ordering::Relaxed);
            if run >= self.runs() {
                return Ok(());
            }
            let entries = self.run(run as u64, &mut query, &mut scribe);
            if entries.is_err() {
                // Those before it have all been taken.
                self.stop();
            }
            done(run, entries);
        }
    }

    fn run(
        &self,
        run: u64,
        query: &mut Statement<'_>,
        scribe: &mut Scribe<'_, impl Names>,
    ) -> Result<Vec<Entry>, StoreError> {
        let about = |e| StoreError::of(self.path, e);
        let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let first = self.after + run * self.width;
        let last = first.saturating_add(self.width).min(self.last);
        let mut entries = Vec::with_capacity(RUN as usize);
        let mut found = query.query((number(first), number(last), self.kind)).map_err(about)?;
        while let Some(row) = found.next().map_err(about)? {
            entries.push(scribe.entry(row).map_err(|e| match e {
                Unread::Row(e) => about(e),
                Unread::Entry(number, detail) => StoreError::Entry { number, detail },
            })?);
        }
        Ok(entries)
    }
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

/// Why a row says nothing.
enum Unread {
    Row(rusqlite::Error),
    /// The number of the entry, and what does not hold.
    Entry(u64, String),
}

impl From<rusqlite::Error> for Unread {
    fn from(error: rusqlite::Error) -> Unread {
        Unread::Row(error)
    }
}

/// Reads what rows of `entry` say.
struct Scribe<'a, N> {
    names: &'a N,
    recorded: &'a HashMap<u64, Timestamp>,
    /// The body read last, whose room is used again.
    body: MatchWire,
}

impl<N: Names> Scribe<'_, N> {
    fn entry(&mut self, row: &Row<'_>) -> Result<Entry, Unread> {
        let number = row.get(0)?;
        let does_not_hold = |detail: String| Unread::Entry(number, detail);
        let text = |i: usize| -> Result<_, Unread> {
            Ok(row.get_ref(i)?.as_str_or_null().map_err(rusqlite::Error::from)?)
        };
        let named = |i: usize| -> Result<_, Unread> {
            let number: Option<u32> = row.get(i)?;
            Ok(number.and_then(|number| self.names.text(number)))
        };
        let point = |i: usize| text(i)?.map(point_of).transpose().map_err(does_not_hold);
        let valid = point(3)?.map_or(Valid::WithItsMatch, Valid::From);
        let known = point(4)?;
        let settled = text(9)?
            .map(|day| day.parse().map_err(|e| does_not_hold(format!("`{day}`: {e}"))))
            .transpose()?;
        let (by, source, reason) = (named(5)?, named(6)?, named(7)?);
        let kind = row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
        let body = row.get_ref(10)?.as_str().map_err(rusqlite::Error::from)?;
        let body = if kind == "match" && quick::read_match(body, &mut self.body).is_some() {
            decode_match(&self.body, self.names).map(Body::Match)
        } else {
            Wire::from_json(kind, body).and_then(|wire| decode(wire, self.names))
        };
        Ok(Entry {
            number,
            recorded: self.recorded.get(&row.get(1)?).copied(),
            valid,
            known,
            settled,
            by,
            source,
            reason,
            replaces: row.get(8)?,
            body: body.map_err(does_not_hold)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::Arc;

    use girone_model::{
        BySide, Fixture, Goal, Happened, Localised, Match, MatchId, Minute, Outcome, PersonId,
        Score, Side, Team, TeamKind, Venue, When,
    };
    use jiff::civil::date;

    use super::*;
    use crate::{Page, Store};

    fn directory() -> Directory {
        let mut directory = Directory::default();
        for n in 0..12 {
            directory.add_team(Team {
                key: format!("team-{n}").into(),
                kind: TeamKind::Club,
                name: Localised::same(&format!("Team {n}")),
                code: None,
                confederation: None,
                article_it: "il".into(),
                plural_it: false,
            });
        }
        for n in 0..300 {
            directory.intern_person(&format!("Person {n}"));
        }
        directory
    }

    fn entry(directory: &Directory, n: u64) -> Entry {
        let mut chance = n;
        let mut below = |most: u64| {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
            (chance >> 33) % most
        };
        let team = |n: u64| directory.team_by_key(&format!("team-{n}")).unwrap();
        let goals: Vec<Goal> = (0..below(5))
            .map(|_| Goal {
                side: Side::Home,
                scorer: (below(4) > 0).then(|| PersonId(below(300) as u32)),
                minute: (below(4) > 0).then(|| Minute { base: 1 + below(90) as u8, added: 0 }),
                own_goal: below(9) == 0,
                penalty: below(9) == 0,
            })
            .collect();
        let city = Some(format!("Town {}", below(40)).into());
        let fixture = Fixture {
            id: MatchId(0),
            competition: format!("Cup {}", below(30)).into(),
            edition: None,
            stage: None,
            group: None,
            matchday: None,
            number: None,
            teams: BySide::new(team(below(6)), team(6 + below(6))),
            when: When { date: date(1990, 1, 1 + (n % 28) as i8), kick_off: None },
            venue: (below(3) == 0).then_some(Venue { ground: None, city, country: None }),
            neutral: false,
            friendly: below(5) == 0,
        };
        let outcome = Outcome::Played(Score::of(goals.len() as u8, 0));
        let happened = Happened {
            outcome,
            goals,
            cards: None,
            provisional: false,
            note: (below(50) == 0).then(|| format!("Note {n}").into()),
        };
        let found = Match { fixture: Arc::new(fixture), happened: Some(Arc::new(happened)) };
        let source = (below(7) == 0).then(|| Arc::from("a source"));
        Entry { source, ..Entry::new(n, Body::Match(found)) }
    }

    /// What is read at once, and in windows so small that nobody helps.
    fn both_ways(path: &Path) -> [Result<(Vec<Entry>, Directory), String>; 2] {
        let read = |width: u64| {
            let store = SqliteStore::read(path).unwrap();
            let mut directory = Directory::default();
            let mut all = Vec::new();
            for after in (0..store.head().unwrap().number).step_by(width as usize) {
                let up_to = Some(after + width);
                let filter = Filter { after, up_to, kind: None };
                let more = store.entries(&filter, &mut directory).map_err(|e| e.to_string())?;
                all.extend(more);
            }
            Ok((all, directory))
        };
        [read(1_000_000), read(700)]
    }

    fn agree(path: &Path) -> (Vec<Entry>, Directory) {
        let [at_once, in_windows] = both_ways(path).map(Result::unwrap);
        assert_eq!(at_once.0, in_windows.0);
        assert!(at_once.1.people().eq(in_windows.1.people()));
        assert!(at_once.1.teams().eq(in_windows.1.teams()));
        for n in 0..301 {
            let name = format!("Person {n}");
            assert_eq!(at_once.1.find_person(&name), in_windows.1.find_person(&name));
        }
        at_once
    }

    #[test]
    fn many_threads_read_what_one_reads() {
        let path: PathBuf =
            std::env::temp_dir().join(format!("girone-load-{}.girone", std::process::id()));
        let _ = std::fs::remove_file(&path);
        let directory = directory();
        let written: Vec<Entry> = (1..=6_300).map(|n| entry(&directory, n)).collect();
        let mut store = SqliteStore::create(&path).unwrap();
        let page = Page {
            after: 0,
            now: Timestamp::UNIX_EPOCH,
            command: "test",
            source: None,
            files: None,
            directory: &directory,
            known_aliases: 0,
            entries: &written,
            allowed: &BTreeMap::new(),
        };
        store.append(&page).unwrap();
        let (read, names) = agree(&path);
        assert_eq!(read.len(), written.len());
        let scorers = |entry: &Entry, names: &Directory| -> Vec<Option<String>> {
            let Body::Match(found) = &entry.body else { return Vec::new() };
            let goals = found.happened.iter().flat_map(|h| &h.goals);
            goals.map(|g| g.scorer.map(|p| names.person(p).name.to_string())).collect()
        };
        for (was, is) in written.iter().zip(&read) {
            assert_eq!((was.number, &was.source), (is.number, &is.source));
            assert_eq!(scorers(was, &directory), scorers(is, &names));
        }

        // Who was erased keeps a number of his own.
        store.erase("Person 7", "asked for", Timestamp::UNIX_EPOCH).unwrap();
        assert!(agree(&path).1.people().any(|(_, p)| p.name.starts_with("[erased]")));

        // Two rows that are one person: the numbers no longer follow the rows.
        store
            .db
            .execute_batch(
                "INSERT INTO person (id, key, name, salt, digest)
                 SELECT (SELECT max(id) + 1 FROM person), key, name, salt, digest
                 FROM person WHERE name = 'Person 9'",
            )
            .unwrap();
        let people = agree(&path).1.people().count();
        let rows: usize =
            store.db.query_row("SELECT count(*) FROM person", [], |r| r.get(0)).unwrap();
        assert_eq!(people + 1, rows);

        // Of entries that do not hold the first is named.
        for (number, body) in [(6_301, "{}"), (6_302, "[]"), (9_000, "{\"d\":1}")] {
            let sql = "INSERT INTO entry (number, batch, kind, body, hash) VALUES (?1, 1, 'match', ?2, x'00')";
            store.db.execute(sql, (number, body)).unwrap();
        }
        for found in both_ways(&path) {
            let said = found.unwrap_err();
            assert!(said.starts_with("entry 6301 does not hold"), "{said}");
        }
        drop(store);
        std::fs::remove_file(&path).unwrap();
    }
}
