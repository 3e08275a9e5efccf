//! The tables of a ledger, and how older files become newer ones.

use rusqlite::Connection;

/// Marks the file as a ledger of Girone: `GIRN`.
pub(crate) const APPLICATION_ID: i32 = 0x4749_524e;

/// What each version adds. The version of a file is the number of steps that
/// were taken; steps are never edited, only added.
const STEPS: &[&str] = &[TABLES, VIEWS];

/// The version that this Girone writes.
pub(crate) const VERSION: u32 = STEPS.len() as u32;

const TABLES: &str = "
CREATE TABLE text (
    id INTEGER PRIMARY KEY,
    value TEXT,
    salt BLOB,
    digest BLOB NOT NULL
) STRICT;
CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    key TEXT,
    name TEXT,
    salt BLOB,
    digest BLOB NOT NULL
) STRICT;
CREATE TABLE team (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_it TEXT NOT NULL,
    code TEXT,
    confederation TEXT,
    article_it TEXT NOT NULL,
    plural_it INTEGER NOT NULL
) STRICT;
CREATE TABLE alias (
    id INTEGER PRIMARY KEY,
    team INTEGER NOT NULL REFERENCES team,
    name TEXT NOT NULL,
    lang TEXT NOT NULL,
    kind TEXT NOT NULL,
    since TEXT,
    until TEXT,
    batch INTEGER NOT NULL
) STRICT;
CREATE TABLE batch (
    id INTEGER PRIMARY KEY,
    recorded INTEGER NOT NULL,
    command TEXT NOT NULL,
    source TEXT,
    files TEXT,
    digest BLOB NOT NULL
) STRICT;
CREATE TABLE entry (
    number INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL REFERENCES batch,
    kind TEXT NOT NULL CHECK (kind IN ('match', 'ruling', 'tenure', 'coverage', 'retraction')),
    valid TEXT,
    known TEXT,
    by INTEGER REFERENCES text,
    source INTEGER REFERENCES text,
    reason INTEGER REFERENCES text,
    replaces INTEGER REFERENCES entry,
    settled TEXT,
    allowed TEXT,
    body TEXT NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE TABLE erasure (
    id INTEGER PRIMARY KEY,
    recorded INTEGER NOT NULL,
    reason TEXT NOT NULL,
    names INTEGER NOT NULL,
    texts INTEGER NOT NULL
) STRICT;
CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
    BEGIN SELECT RAISE(ABORT, 'entries are never changed; add one that replaces it'); END;
CREATE TRIGGER entry_remains BEFORE DELETE ON entry
    BEGIN SELECT RAISE(ABORT, 'entries are never removed; add one that retracts it'); END;
CREATE TRIGGER batch_stays BEFORE UPDATE ON batch
    BEGIN SELECT RAISE(ABORT, 'what was recorded is never changed'); END;
CREATE TRIGGER batch_remains BEFORE DELETE ON batch
    BEGIN SELECT RAISE(ABORT, 'what was recorded is never removed'); END;
CREATE TRIGGER team_stays BEFORE UPDATE ON team
    BEGIN SELECT RAISE(ABORT, 'teams are never changed; add a name'); END;
CREATE TRIGGER team_remains BEFORE DELETE ON team
    BEGIN SELECT RAISE(ABORT, 'teams are never removed'); END;
CREATE TRIGGER alias_stays BEFORE UPDATE ON alias
    BEGIN SELECT RAISE(ABORT, 'names are never changed'); END;
CREATE TRIGGER alias_remains BEFORE DELETE ON alias
    BEGIN SELECT RAISE(ABORT, 'names are never removed'); END;
CREATE TRIGGER person_stays BEFORE UPDATE ON person
    WHEN NEW.name IS NOT NULL OR NEW.key IS NOT NULL OR NEW.salt IS NOT NULL
        OR NEW.id IS NOT OLD.id OR NEW.digest IS NOT OLD.digest
    BEGIN SELECT RAISE(ABORT, 'a person is never changed, only erased'); END;
CREATE TRIGGER person_remains BEFORE DELETE ON person
    BEGIN SELECT RAISE(ABORT, 'a person is never removed, only erased'); END;
CREATE TRIGGER text_stays BEFORE UPDATE ON text
    WHEN NEW.value IS NOT NULL OR NEW.salt IS NOT NULL
        OR NEW.id IS NOT OLD.id OR NEW.digest IS NOT OLD.digest
    BEGIN SELECT RAISE(ABORT, 'a text is never changed, only erased'); END;
CREATE TRIGGER text_remains BEFORE DELETE ON text
    BEGIN SELECT RAISE(ABORT, 'a text is never removed, only erased'); END;
CREATE TRIGGER erasure_stays BEFORE UPDATE ON erasure
    BEGIN SELECT RAISE(ABORT, 'what was recorded is never changed'); END;
CREATE TRIGGER erasure_remains BEFORE DELETE ON erasure
    BEGIN SELECT RAISE(ABORT, 'what was recorded is never removed'); END;
";

/// What the entries say, one by one, for any SQLite tool. Which of them counts
/// is decided by Girone and not in SQL.
const VIEWS: &str = "
CREATE VIEW entry_said AS
    SELECT e.number, strftime('%Y-%m-%dT%H:%M:%fZ', b.recorded / 1000000.0, 'unixepoch') AS recorded,
        e.kind, e.valid, e.known, w.value AS by, s.value AS source, r.value AS reason,
        e.replaces, e.allowed, b.command, e.body
    FROM entry e JOIN batch b ON b.id = e.batch
    LEFT JOIN text w ON w.id = e.by LEFT JOIN text s ON s.id = e.source
    LEFT JOIN text r ON r.id = e.reason;
CREATE VIEW match_said AS
    SELECT e.number, e.replaces,
        printf('%04d-%02d-%02d', (e.body ->> 'd') / 10000, (e.body ->> 'd') / 100 % 100, (e.body ->> 'd') % 100) AS date,
        h.key AS home, a.key AS away,
        e.body ->> '$.r.r[0]' AS home_goals, e.body ->> '$.r.r[1]' AS away_goals,
        coalesce(e.body ->> 'k', iif(e.body ->> 'r' IS NULL, 'fixture', 'played')) AS outcome,
        c.value AS competition, ed.value AS edition, g.value AS grp
    FROM entry e JOIN team h ON h.id = e.body ->> 'h' JOIN team a ON a.id = e.body ->> 'a'
    LEFT JOIN text c ON c.id = e.body ->> 'c' LEFT JOIN text ed ON ed.id = e.body ->> 'e'
    LEFT JOIN text g ON g.id = e.body ->> 'g'
    WHERE e.kind = 'match';
CREATE VIEW goal_said AS
    SELECT e.number, iif(g.value ->> 0 = 0, 'home', 'away') AS side, p.name AS scorer,
        g.value ->> 2 AS minute, g.value ->> 3 AS added,
        (g.value ->> 4) & 1 AS own_goal, (g.value ->> 4) >> 1 & 1 AS penalty
    FROM entry e, json_each(e.body, '$.G') g LEFT JOIN person p ON p.id = g.value ->> 1
    WHERE e.kind = 'match';
";

/// Takes the steps that a file of version `from` lacks; inside a transaction.
pub(crate) fn migrate(db: &Connection, from: u32) -> rusqlite::Result<()> {
    for step in STEPS.iter().skip(from as usize) {
        db.execute_batch(step)?;
    }
    if from == 0 {
        db.pragma_update(None, "application_id", APPLICATION_ID)?;
    }
    if from < VERSION {
        db.pragma_update(None, "user_version", VERSION)?;
    }
    Ok(())
}

/// Takes the first `steps` steps only, so that a test can open an older file.
#[cfg(test)]
pub(crate) fn old(db: &Connection, steps: usize) -> rusqlite::Result<()> {
    for step in &STEPS[..steps] {
        db.execute_batch(step)?;
    }
    db.pragma_update(None, "application_id", APPLICATION_ID)?;
    db.pragma_update(None, "user_version", steps as u32)
}
